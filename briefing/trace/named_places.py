"""Which places a text names: those of the data, any other city, district or county, and its own (我市)."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from briefing.data.divisions import around, divisions, rank, resolve, short_name

OWN = ("我市", "本市", "我区", "本区", "我县", "本县", "我州", "我盟", "我旗")
"""How an office names the place that it serves, without its name."""
_ALSO_WORDS = re.compile(
    "安康|朝阳|大同|来宾|日照|普洱|中山|东方|新星|大理|双河|四平|文山|开封|海南|吉林|市中区|城中区|新城区|老城区"
)
"""Names that are words as well, or of provinces."""
_BEGINS = 2
"""Characters of a name, the shortest of which have no more."""
_BEFORE_SHORT = re.compile("(?:^|[^㐀-鿿]|[和与及同比较在于由从至到像习鉴])$")
"""What stands before a short name: 推动大连片开发 does not name 大连, 资本市场 is not 本市."""

_GOES_ON = ("场", "分")
"""What makes another word of one such as 本市, 我区."""


class NamedPlaces:
    """Finds names of places in a text: those that are known, and those of the table of divisions."""

    def __init__(self, known: Iterable[str]) -> None:
        """`known` are names that may be written otherwise than the table has them: zones, aliases."""
        self._known = {name for name in known if len(name) >= _BEGINS}
        self._by_start: dict[str, list[str]] = {}
        for name in sorted({*self._known, *_elsewhere(), *OWN}, key=len, reverse=True):
            self._by_start.setdefault(name[:_BEGINS], []).append(name)
        self._found: dict[str, tuple[str, ...]] = {}

    def __call__(self, text: str) -> tuple[str, ...]:
        """Return the names in a text in order; of those that overlap the first, of several there the longest."""
        if text not in self._found:
            self._found[text] = tuple(self._read(text))
        return self._found[text]

    def _read(self, text: str) -> Iterator[str]:
        at = 0
        while at < len(text):
            names = (name for name in self._by_start.get(text[at : at + _BEGINS], ()) if text.startswith(name, at))
            name = next((name for name in names if self._may_stand(name, text, at)), "")
            yield from (name,) if name else ()
            at += len(name) or 1

    def _may_stand(self, name: str, text: str, at: int) -> bool:
        whole = len(name) > _BEGINS or name in self._known
        return whole or bool(
            _BEFORE_SHORT.search(text[:at][-1:]) and text[at + _BEGINS : at + _BEGINS + 1] not in _GOES_ON
        )


def nearest(named: Sequence[str], places: Collection[str]) -> str:
    """Return the last of the places that are named, but for what holds the `places` where these are named, too.

    In 天河区…占广州市的38.2% that is 天河区. "" where none is named.
    """
    around = holders(tuple(places)) if set(named) & {*places} else frozenset()
    return next((name for name in reversed(named) if name not in around), "")


@functools.cache
def holders(places: tuple[str, ...]) -> frozenset[str]:
    """Return the names, full and short, of what lies around a place that goes by these names."""
    place = next((found[0] for name in places if len(found := resolve(name)) == 1), None)
    return frozenset(name for outer in around(place) for name in (outer.name, short_name(outer.name, outer.type)))


@functools.cache
def _elsewhere() -> frozenset[str]:
    """Return the full names of cities and counties, and the short ones of cities, where these are no words."""
    places = [place for place in divisions() if rank(place) > 1 or place.type == "直辖市"]
    full = {place.name for place in places if len(place.name) > _BEGINS}
    cities = (place for place in places if place.code.endswith("00"))
    names = full | {short_name(place.name, place.type) for place in cities}
    return frozenset(name for name in names if not _ALSO_WORDS.fullmatch(name))
