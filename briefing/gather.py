"""From names as typed to the part of a workspace that they mean, read and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefing.errors import BriefingError, Problem, errors_in
from briefing.load.index import CityEntry, read_index
from briefing.load.library import read_library
from briefing.load.places import lookup
from briefing.model.library import Library
from briefing.select import find_all
from briefing.validate import check


def read(workspace: Path, names: Sequence[str], cache: Path | None) -> tuple[Library, list[Problem]]:
    """The cities that `names` mean, in that order (all by code if there are none), and the warnings of their data.

    Raises UsageError for an unknown city, BriefingError if the data are wrong.
    """
    data = workspace / "data"
    entries = cities(data, cache)
    chosen = find_all("城市", names, entries, lambda name: lookup(name, entries))
    library, problems = read_library(data, [entry.id for entry in chosen], cache)
    problems = [*problems, *check(library)]
    if errors_in(problems):
        raise BriefingError(problems)
    records = {entry.id: library.records[entry.id] for entry in chosen}
    return replace(library, records=records), problems


def cities(data: Path, cache: Path | None) -> list[CityEntry]:
    """The cities of a workspace in the order of their codes, those without a code last."""
    return sorted(read_index(data, cache), key=lambda entry: (entry.code is None, entry.code or "", entry.id))
