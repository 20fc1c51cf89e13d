"""From names as typed to the part of a workspace that they mean, read and checked, whatever its data are kept in."""

from __future__ import annotations

import datetime
import gc
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

from briefing.data.latest import with_latest
from briefing.data.measured import with_measures
from briefing.data.reading import troubled
from briefing.data.rules import check
from briefing.data.selection import find_cities
from briefing.errors import BriefingError, Problem, UsageError, errors_in
from briefing.model.catalogue import Catalogue
from briefing.model.library import City, CityRecord, Library, by_code


class Reader(Protocol):
    """Where the data of a workspace are kept: in files, tables, a database. Faults are returned, never raised."""

    def catalogue(self) -> tuple[Catalogue, list[Problem]]:
        """What all cities share, and what is wrong with it; a record that cannot be used is left out."""

    def cities(self) -> tuple[Sequence[City], list[Problem]]:
        """Every city, in the order in which they are kept, without reading what is known of it.

        The city's `location` is where that is. One that cannot be made out bears the name of its place alone
        (`is_made_out`), so that asking for it tells what is wrong. The problems are of what would be passed over.
        """

    def city(self, city: City, catalogue: Catalogue) -> tuple[CityRecord | None, list[Problem]]:
        """All that is known of one of `cities`, and what is wrong with it; None where the city cannot be made out."""

    def fingerprint(self, cities: Collection[City]) -> str:
        """A short sum over all that was read for these cities: it is another once any of that has changed."""


def is_made_out(city: City) -> bool:
    """Whether the place of a city told more of it than its own name."""
    return city.name != city.id or bool(city.code or city.level)


def read(reader: Reader, names: Sequence[str] = (), today: datetime.date | None = None) -> Library:
    """The cities that `names` mean, in that order (all by code if there are none); warnings are its `doubts`.

    Nothing in them may be of a time after `today`, if it is given.

    Raises UsageError for an unknown city, BriefingError if the data are wrong; where a city is unknown and some place
    could not be made out, it may be that one, and that place's own problems come first.
    """
    kept, _ = reader.cities()
    cities = by_code(kept)
    try:
        chosen = find_cities(names, cities)
    except UsageError as error:
        unread = [city for city in kept if not is_made_out(city)]
        faults = errors_in(_examined(reader, kept, unread, None)[1]) if unread else ()
        if not faults:
            raise
        raise BriefingError([*faults, *error.problems]) from error
    ids = {city.id for city in chosen}
    wanted = [city for city in kept if city.id in ids]
    library, problems = _examined(reader, kept, wanted, today)
    if errors_in(problems):
        raise BriefingError(problems)
    records = {city.id: library.records[city.id] for city in chosen}
    return replace(library, records=records, doubts=tuple(problems), fingerprint=reader.fingerprint(wanted))


def examine(reader: Reader, today: datetime.date | None = None) -> tuple[Library, list[Problem]]:
    """All that the reader holds, sound or not, in the order in which it is kept, and all that is wrong with it.

    A record that was left out for its own error is told once: those that name it are not blamed as well.
    """
    kept, overlooked = reader.cities()
    library, problems = _examined(reader, kept, kept, today, overlooked)
    return library, problems


def _examined(
    reader: Reader,
    kept: Sequence[City],
    wanted: Sequence[City],
    today: datetime.date | None,
    overlooked: Sequence[Problem] = (),
) -> tuple[Library, list[Problem]]:
    """The library with the cities `wanted` of those `kept`. Of two that are the same city, the first one holds."""
    records: dict[str, CityRecord] = {}
    with _no_collector():
        catalogue, problems = reader.catalogue()
        problems += overlooked
        for city in wanted:
            record, found = reader.city(city, catalogue)
            problems += found
            if record is not None and (first := records.setdefault(record.city.id, record)) is not record:
                hint = f"第一处在 {first.city.location}；请改其中一个。"
                problems.append(Problem(f"城市标识“{record.city.id}”重复。", record.city.location, hint))
        measured, indicators = with_measures(records, catalogue.indicators)
        resolved, unresolved = with_latest(measured, indicators, troubled(problems))
        problems += unresolved
        library = Library(replace(catalogue, indicators=indicators), resolved, tuple(by_code(kept)))
        return library, _in_order([*problems, *check(library, troubled(problems), today)])


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems as they were found, those of cells after all others, by file, sheet, row and column."""
    return sorted(problems, key=lambda problem: _cell(problem) if problem.location.cell else ())


def _cell(problem: Problem) -> tuple[str, str, int, int, str]:
    sheet, _, name = (problem.location.cell or "").rpartition("!")
    found = re.fullmatch("([A-Z]+)([0-9]+)", name)
    row, letters = (int(found[2]), found[1]) if found else (0, "")
    return problem.location.file or "", sheet, row, len(letters), letters


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without the garbage collector, which would walk over all that has been read, again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
