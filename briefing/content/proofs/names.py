"""By which names an author calls the cities and indicators of one briefing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from briefing.content.asked.held_facts import HeldFacts
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.measure import MeasureKind
from briefing.wording.benchmark import our

SHORTEST = 3
"""Characters of the end of a name that may stand for it."""


class Names:
    """Knows what each name stands for.

    `cities` and `indicators` (by id, one name may be that of several) are those that name for certain, `certain` the
    pattern for them; `called` has 我市 besides, and `pattern` that and the ends of names.
    """

    def __init__(self, held: HeldFacts) -> None:
        library = held.library
        self._catalogue = library.catalogue.indicators
        self.cities: dict[str, City] = {
            name: city for city in library.known for name in (city.name, city.short, *city.aliases)
        }
        self.indicators: dict[str, set[str]] = defaultdict(set)
        for item in self._catalogue.values():
            for name in (item.name, *item.aliases):
                self.indicators[name].add(item.of or item.id)
        self.certain = _pattern_of(frozenset((*self.cities, *self.indicators)))
        home = held.cities.get(held.home or "")
        self.called: Mapping[str, City] = {**self.cities, **({our(home.name): home} if home else {})}
        # 网上可办率 names nothing for certain, but says what 政务服务网上可办率 does
        tails = {name[at:] for name in self.indicators for at in range(1, len(name) - SHORTEST + 1)}
        self.pattern = _pattern_of(frozenset((*self.called, *self.indicators, *tails)))

    def cities_in(self, words: str) -> Iterator[City]:
        """Yield the cities that words name, in that order."""
        return (self.cities[name] for name in self.certain.findall(words) if name in self.cities)

    def city_in(self, words: str) -> City | None:
        """Return the first city that words name; None where they name none."""
        return next(self.cities_in(words), None)

    def of_indicators(self, names: Iterable[str], facts: Iterable[Fact]) -> list[Fact]:
        """Return those of the facts that are of an indicator among the names; all where none of them is one."""
        wanted = {id for name in names for id in self.indicators.get(name, ())}
        return [fact for fact in facts if not wanted or self.thing(fact)[1] in wanted]

    def thing(self, fact: Fact) -> tuple[str, str]:
        """Return of which city and indicator a fact is, in whatever measure."""
        return fact.city, self._catalogue[fact.indicator].of or fact.indicator

    def calls(self, fact: Fact, words: str | None) -> bool:
        """Return whether a fact is no change but a total, and words, if any, end with what it is the total of."""
        item = self._catalogue[fact.indicator]
        total = fact.measure.kind is MeasureKind.TOTAL and not item.of
        return total and (words is None or words.rstrip("的□").endswith((item.name, *item.aliases)))


@lru_cache(maxsize=32)  # a template is checked with the same names again and again
def _pattern_of(names: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the names, the longest first."""
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)")
