"""What a workspace holds: the catalogue, and the cities with the records that are filed under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.errors import NOWHERE, Location, Problem
from briefing.model.catalogue import Catalogue
from briefing.model.facts import Fact, Practice, Relation, Source, Undisclosed


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A place the data describe. `code`: GB/T 2260, None for a functional zone. `parent`: name of what it lies in.

    `whole`: that running text beside others has its full name.
    """

    id: str
    name: str
    code: str | None = None
    level: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    location: Location = field(default=NOWHERE, compare=False)
    whole: bool = field(default=False, compare=False)

    @property
    def short(self) -> str:
        """The name without its last generic word, as running text uses it (武汉市 → 武汉, 天河区 stays)."""
        shortens = self.name.endswith("市") and len(self.name) > 2 and not self.whole
        return self.name[:-1] if shortens else self.name


def by_code(cities: Sequence[City]) -> list[City]:
    """Return the cities in the order of their codes, those without a code last."""
    return sorted(cities, key=lambda city: (city.code is None, city.code or "", city.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class CityRecord:
    """Everything one city file holds."""

    city: City
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    practices: tuple[Practice, ...] = ()
    relations: tuple[Relation, ...] = ()
    undisclosed: tuple[Undisclosed, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """A workspace's data: the catalogue and the cities that were read (`generate` reads only what it selects).

    `everywhere`: all cities of the workspace in the order of their codes, read or not; () where nobody has looked.
    `doubts` are warnings to pass on whenever it is used; `fingerprint` tells whether what it was read from has changed
    since, "" where it was made in memory. `former` are the facts of the last issue, which a briefing may print, too,
    with the sources that may be gone since.
    """

    catalogue: Catalogue
    records: Mapping[str, CityRecord]
    everywhere: tuple[City, ...] = ()
    doubts: tuple[Problem, ...] = ()
    fingerprint: str = ""
    former: tuple[Fact, ...] = ()
    former_sources: Mapping[str, Source] = field(default_factory=dict)

    @property
    def known(self) -> tuple[City, ...]:
        """Every city that is known of: those `everywhere`, then what was read beside them."""
        cities = (*self.everywhere, *(record.city for record in self.records.values()))
        return tuple({city.id: city for city in cities}.values())

    @property
    def elsewhere(self) -> dict[str, City]:
        """The cities that were not read, by id."""
        return {city.id: city for city in self.everywhere if city.id not in self.records}

    def facts(self) -> Iterator[Fact]:
        """Every fact, city by city, in file order."""
        for record in self.records.values():
            yield from record.facts

    def printable(self) -> Iterator[Fact]:
        """Every fact that a briefing may print: those of the data, then those of the last issue."""
        yield from self.facts()
        yield from self.former

    def practices(self) -> Iterator[Practice]:
        """Every practice, city by city, in file order."""
        for record in self.records.values():
            yield from record.practices

    def relations(self) -> Iterator[Relation]:
        """Every relation, city by city, in file order."""
        for record in self.records.values():
            yield from record.relations

    def sources(self) -> dict[str, Source]:
        """Sources by id: those of the last issue and the shared ones, then those of each city."""
        found = {**self.former_sources, **self.catalogue.sources}
        for record in self.records.values():
            found.update((source.id, source) for source in record.sources)
        return found

    def theme_of(self, fact: Fact) -> str:
        """The id of the theme a fact is filed under, which is its indicator's."""
        return self.catalogue.indicators[fact.indicator].theme
