"""From names as typed to the part of a workspace that they mean, read and checked."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from briefing.data.index import CityEntry, read_index
from briefing.data.place_names import lookup
from briefing.data.reader import read_library
from briefing.data.reading import troubled
from briefing.data.rules import check
from briefing.data.selection import find_all
from briefing.errors import BriefingError, Problem, UsageError, errors_in
from briefing.model.library import City, Library


def read(
    workspace: Path, names: Sequence[str], cache: Path | None, today: datetime.date | None = None
) -> tuple[Library, list[Problem]]:
    """The cities that `names` mean, in that order (all by code if there are none), and the warnings of their data.

    Nothing in them may be of a time after `today`, if it is given.

    Raises UsageError for an unknown city, BriefingError if the data are wrong; where a city is unknown and a file could
    not be made out, it may be that one, and the file's own problems come first.
    """
    data = workspace / "data"
    entries = cities(data, cache)
    try:
        chosen = find_all("城市", names, entries, lambda name: lookup(name, entries))
    except UsageError as error:
        unread = [entry.id for entry in entries if not entry.made_out]
        faults = errors_in(read_library(data, unread, cache)[1]) if unread else ()
        if not faults:
            raise
        raise BriefingError([*faults, *error.problems]) from error
    library, problems = examined(data, [entry.id for entry in chosen], cache, today)
    if errors_in(problems):
        raise BriefingError(problems)
    return replace(library, records={entry.id: library.records[entry.id] for entry in chosen}), problems


def examined(
    data: Path,
    only: Collection[str] | None = None,
    cache: Path | None = None,
    today: datetime.date | None = None,
) -> tuple[Library, list[Problem]]:
    """The library in the folder `data`, as `read_library` gives it, and all that is wrong with it.

    A record that was left out for its own error is told once: those that name it are not blamed as well.
    """
    library, problems = read_library(data, only, cache)
    everywhere = tuple(map(_city, cities(data, cache)))
    library = replace(library, everywhere=everywhere)
    return library, [*problems, *check(library, troubled(problems), today)]


def _city(entry: CityEntry) -> City:
    """What the index knows of a city."""
    return City(**{key: value for key, value in entry._asdict().items() if key != "file"})


def cities(data: Path, cache: Path | None) -> list[CityEntry]:
    """The cities of a workspace in the order of their codes, those without a code last."""
    return sorted(read_index(data, cache), key=lambda entry: (entry.code is None, entry.code or "", entry.id))
