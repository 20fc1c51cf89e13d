"""From names as people type them to the part of the library that was asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from briefing.data.divisions import division, resolve
from briefing.errors import Problem, UsageError, nearest
from briefing.model.facts import Fact
from briefing.model.library import City, CityRecord, Library
from briefing.model.period import Period
from briefing.model.request import Selection


class Named(Protocol):
    """Anything that a user may name: a city of the index, a theme."""

    @property
    def id(self) -> str: ...  # noqa: D102 - the class says it
    @property
    def name(self) -> str: ...  # noqa: D102 - the class says it
    @property
    def aliases(self) -> tuple[str, ...]: ...  # noqa: D102 - the class says it


T = TypeVar("T", bound=Named)
C = TypeVar("C", bound=City)
TOLD = 20  # names told where none is near
PEERS_AT_LEAST = 2
"""Cities of its level beside which a home city is benchmarked, where nobody says which; fewer say little."""
SEPARATORS = re.compile("[,，、;；]")
"""What may stand between names that are typed at once."""
DISTRICTS = re.compile("各(?:县区|区县|县市区|市县|区|县)$|各(?:县区|区县|县市区|市县|区|县)(?=[,，、;；])")
"""Ends the name of a city of which all districts and counties are meant."""


def names_of(item: Named) -> tuple[str, ...]:
    """Every name that finds `item`: full and short name, id (pinyin), code, aliases."""
    short = item.name[:-1] if item.name.endswith(("市", "区", "县")) and len(item.name) > 2 else ""
    code = getattr(item, "code", None) or ""
    return tuple(name for name in (item.name, short, item.id, code, *item.aliases) if name)


def _key(name: str) -> str:
    """What two ways of typing a name have in common: full-width letters and digits are as good as plain ones."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


Fallback = Callable[[str], Sequence[T] | Problem]
"""Asked for a name that nothing bears: more candidates, or a Problem that says more than 未找到."""


def find(kind: str, typed: str, items: Sequence[T], fallback: Fallback[T] | None = None) -> T | Problem:
    """The item that `typed` names, or a Problem: unknown (with the nearest names) or ambiguous (with the candidates).

    `kind` is the Chinese word for it.
    """
    found: Sequence[T] | Problem = [item for item in items if _key(typed) in {_key(name) for name in names_of(item)}]
    if not found and fallback:
        found = fallback(typed)
    if isinstance(found, Problem):
        return found
    if len(found) == 1:
        return found[0]
    if found:
        several = "、".join(f"“{item.name}”（{item.id}）" for item in found)
        return Problem(f"{kind}“{typed}”不止一个：{several}。", hint="请写全名或代码。")
    return _unknown(kind, typed, items)


def _unknown(kind: str, typed: str, items: Sequence[T]) -> Problem:
    """未找到城市“武汗”，您是不是要找“武汉市”？ Each near item is offered once, by its full name."""
    owner = {name: item.name for item in items for name in reversed(names_of(item))}
    close = dict.fromkeys(owner[name] for name in nearest(typed, owner))
    if close:
        return Problem(f"未找到{kind}“{typed}”，", hint=f"您是不是要找{'、'.join(f'“{name}”' for name in close)}？")
    held = "、".join(item.name for item in items[:TOLD]) + ("等" if len(items) > TOLD else "")
    return Problem(f"未找到{kind}“{typed}”。", hint=f"现有{kind}：{held}。" if held else f"资料库中还没有{kind}。")


def find_all(kind: str, typed: Iterable[str], items: Sequence[T], fallback: Fallback[T] | None = None) -> tuple[T, ...]:
    """The items that the names mean, each once, in the order typed; all items if none is typed.

    What is typed at once may be several names with commas or 、 between them (武汉,三门峡). Raises UsageError with
    every name that cannot be resolved.
    """
    results = [found for names in typed for found in _find_each(kind, names, items, fallback)]
    problems = [item for item in results if isinstance(item, Problem)]
    if problems:
        raise UsageError(problems)
    chosen = {item.id: item for item in results if not isinstance(item, Problem)}
    return tuple(chosen.values()) if chosen else tuple(items)


def _find_each(kind: str, typed: str, items: Sequence[T], fallback: Fallback[T] | None) -> Iterator[T | Problem]:
    """What was typed as one name, or else each of the names that separators stand between."""
    whole = find(kind, typed, items, fallback)
    names = [name for name in SEPARATORS.split(typed) if name.strip()]
    if isinstance(whole, Problem) and names not in ([], [typed]):
        yield from (find(kind, name, items, fallback) for name in names)
    else:
        yield whole


def find_city(typed: str, cities: Sequence[C]) -> C | Problem:
    """The one of `cities` that is called so, by a name of its own or by one that the table of divisions knows."""
    return find("城市", typed, cities, lambda name: _lookup(name, cities))


def find_cities(typed: Iterable[str], cities: Sequence[C]) -> tuple[C, ...]:
    """As `find_all` for cities; 武汉市各区 are all that lie in 武汉市."""
    named = (one for names in typed for one in _with_districts(names, cities))
    return find_all("城市", named, cities, lambda name: _lookup(name, cities))


def _with_districts(names: str, cities: Sequence[City]) -> Iterator[str]:
    """Yield what was typed, in place of 武汉市各区 the names of all places that lie in that city."""
    for name in SEPARATORS.split(names) if DISTRICTS.search(names) else [names]:
        whole = DISTRICTS.sub("", name)
        codes = {place.code for place in resolve(whole)} if whole != name else set()
        places = ((city, division(city.code) if city.code else None) for city in cities)
        within = [city.id for city, place in places if (place.parent if place else city.parent) in {*codes, whole}]
        yield from within or [name]


def home_city(library: Library, name: str | None) -> City | None:
    """Return the home city, None where none is named. UsageError where it is unknown, or alone: without a benchmark."""
    if name is None:
        return None
    home = find_city(name, [record.city for record in library.records.values()])
    if isinstance(home, Problem):
        raise UsageError(home)
    if len(library.records) < 2:
        hint = '请用 --city 再选一个城市，或不写 --city；只写它自己的，用 --template bulletin，不对标（--home ""）。'
        raise UsageError(Problem(f"只有{home.name}一个城市，无从对标。", hint=hint))
    return home


def beside_peers(library: Library, home: City) -> Library:
    """Return the library with the cities of the level of `home` alone, with all where these are too few."""
    alike = {id: record for id, record in library.records.items() if record.city.level == home.level}
    enough = home.level and len(alike) > PEERS_AT_LEAST
    return replace(library, records=alike, everywhere=library.known) if enough else library


def _lookup(name: str, cities: Sequence[C]) -> list[C] | Problem:
    """Those of `cities`, cities of a workspace, that the table of divisions knows by `name` (广州天河).

    A Problem if it knows the place and the workspace does not; [] if it does not know it either.
    """
    places = resolve(name)
    codes = {place.code for place in places}
    found = [city for city in cities if city.code in codes]
    if found or not places:
        return found
    known = "、".join(f"{place.path}（{place.code}）" for place in places[:4])
    held = "、".join(city.name for city in cities[:12])
    return Problem(f"资料库里还没有{known}的数据。", hint=f"现有城市：{held}。要增加，请在 data/cities/ 里建它的文件。")


def select(
    library: Library, themes: Iterable[str] = (), period: Period | None = None, since: Period | None = None
) -> Selection:
    """The library's cities, cut down to the themes named (all if none), and to what is of `period` or begins `since`.

    Themes for which no city holds anything are left out; a city that holds nothing stays, since its silence is worth
    telling. Raises UsageError for an unknown theme, and where nothing at all, or of all that is dated nothing, is
    left, with what there is instead.
    """
    chosen = find_all("主题", themes, list(library.catalogue.themes.values()))
    wanted = {theme.id for theme in chosen}
    records = {id: _cut(library, record, wanted) for id, record in library.records.items()}
    if period or since:
        told = _dated(records)
        timely = {id: _timely(record, period, since) for id, record in library.records.items()}
        records = {id: _cut(library, record, wanted) for id, record in timely.items()}
        if told and not _dated(records):
            raise UsageError(_never(library, told, period, since))
    if not any(record.facts or record.practices for record in records.values()):
        raise UsageError(_nothing(library, [theme.name for theme in chosen]))
    held = {library.theme_of(fact) for record in records.values() for fact in record.facts}
    held |= {practice.theme for record in records.values() for practice in record.practices}
    return Selection(
        library=library,
        cities=tuple(record.city for record in records.values()),
        themes=tuple(theme for theme in chosen if theme.id in held),
        records=records,
        narrowed=bool(period or since),
    )


def _cut(library: Library, record: CityRecord, themes: set[str]) -> CityRecord:
    """The record with only what is filed under `themes`. Relations stay: those whose facts are gone relate nothing."""
    practices = tuple(practice for practice in record.practices if practice.theme in themes)
    facts = tuple(fact for fact in record.facts if library.theme_of(fact) in themes)
    return replace(record, facts=facts, practices=practices)


def _dated(records: Mapping[str, CityRecord]) -> list[Period]:
    """The periods of the facts that are dated, each once, in order."""
    return sorted({fact.period for record in records.values() for fact in record.facts if fact.period.dated})


def _timely(record: CityRecord, period: Period | None, since: Period | None) -> CityRecord:
    """The record without the facts of other times, and without the practices that tell of them."""
    gone = {fact.id for fact in record.facts if fact.period.dated and not is_of(fact, period, since)}
    return replace(
        record,
        facts=tuple(fact for fact in record.facts if fact.id not in gone),
        practices=tuple(
            replace(practice, facts=tuple(id for id in practice.facts if id not in gone))
            for practice in record.practices
            if not any(f"{{{id}}}" in practice.text for id in gone)
        ),
    )


def is_of(fact: Fact, period: Period | None, since: Period | None = None) -> bool:
    """Return whether a fact is of the same days as `period` or stands at its end, and begins or stands `since` then."""
    stands = fact.period.is_end(fact.basis)
    begins = fact.period.end if stands else fact.period.start
    if since and since.start and begins and begins < since.start:
        return False
    return not period or fact.period.same_span(period) or (stands and fact.period.end == period.end)


def _never(library: Library, told: list[Period], period: Period | None, since: Period | None) -> Problem:
    """Says that nothing is of the time asked for, and of which times there is something."""
    cities = "、".join(record.city.name for record in library.records.values())
    asked = "、".join([*([period.printed] if period else []), *([f"{since.printed}起"] if since else [])])
    have = "、".join(dict.fromkeys(item.printed for item in told))
    return Problem(f"{cities}没有{asked}的数据。", hint=f"写明了时期的数据有：{have}。")


def _nothing(library: Library, asked: list[str]) -> Problem:
    """Says that the selection is empty, and what is held for these cities."""
    cities = "、".join(record.city.name for record in library.records.values())
    held = {
        library.catalogue.themes[theme].name
        for record in library.records.values()
        for theme in (
            *(library.theme_of(fact) for fact in record.facts),
            *(practice.theme for practice in record.practices),
        )
    }
    have = [theme.name for theme in library.catalogue.themes.values() if theme.name in held]
    return Problem(
        f"{cities}在主题{'、'.join(asked)}下没有数据，未生成简报。",
        hint=f"可选主题：{'、'.join(have)}。" if have else "请先在 data/cities/ 中补充数据。",
    )
