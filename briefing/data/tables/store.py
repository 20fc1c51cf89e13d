"""What the tables of a workspace say, kept by file and city, so that the next run reads only the cities asked for."""

from __future__ import annotations

import io
import json
import pickle
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from pickle import UnpicklingError
from typing import Any
from zlib import crc32

from briefing.data.tables.observations import Observation
from briefing.data.tables.record_sheets import RecordSheet
from briefing.data.tables.told import Lacking
from briefing.errors import Location, Problem, Severity
from briefing.model.facts import Audience, Headline, Status
from briefing.model.measure import Measure, MeasureKind, Price, Survey
from briefing.model.period import Basis, Period
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import Qualifier


@dataclass(frozen=True, slots=True)
class KeptTable:
    """What one table is called: its `source` and `title` as written around it, "" for none."""

    sheet: str
    title: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as tables write it, and where it first stands."""

    name: str
    location: Location


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An indicator as a file first names it in a measure and a unit."""

    name: str
    unit: str
    kind: MeasureKind
    location: Location


PADDED_TO = 3
"""Decimals up to which figures of one column are written alike."""
Packed = tuple[int, int, int, str, int]
"""A figure: the numbers of its table, row and column, its value, and which of the file's `alike` it is like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileContents:
    """What one file says, but for its figures.

    `sources` are those that figures name in columns of their own, "" among them where some name none. `alike` are
    figures without city, value and place, of which thousands share each.
    """

    file: str
    tables: tuple[KeptTable, ...] = ()
    cities: tuple[Mention, ...] = ()
    indicators: tuple[Mentioned, ...] = ()
    sources: tuple[str, ...] = ()
    records: tuple[RecordSheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    alike: tuple[Observation, ...] = ()


class Packer:
    """Figures of one file, packed by city; `place` tells where one of a table, by its row and column, stands."""

    def __init__(self, place: Callable[[int, int, int], Location]) -> None:
        self.by_city: dict[str, list[Packed]] = {}
        self._place = place
        self._alike: dict[Observation, int] = {}
        self._numbers: dict[int, int] = {}
        self._cities: dict[str, Mention] = {}
        self._indicators: dict[tuple[str, str, MeasureKind], Mentioned] = {}

    def add(self, table: int, row: int, city: str, value: str, alike: Observation, city_at: int) -> None:
        """Add a figure that is `alike` but for its city, named in column `city_at`, its value and row."""
        number = self._numbers.get(id(alike))
        if number is None:
            known = len(self._alike)
            number = self._alike.setdefault(alike, known)
            if number == known:
                self._numbers[id(alike)] = number  # which is kept, so that no other has its id
                key = alike.indicator, alike.unit, alike.measure.kind
                if key not in self._indicators:
                    self._indicators[key] = Mentioned(*key, self._place(table, row, alike.column))
        kept = self.by_city.get(city)
        if kept is None:
            kept = self.by_city[city] = []
            self._cities[city] = Mention(city, self._place(table, row, city_at))
        kept.append((table, row, alike.column, value, number))

    def pad(self) -> None:
        """Give the figures of one indicator in one table as many decimals as those among them that have most.

        Excel drops the zeros at their ends, and 95 among 94.8 and 93.7 is 95.0. More than `PADDED_TO` decimals are no
        measurement but the end of a division; none at all is 0.
        """
        groups: dict[tuple[str, Measure, str], int] = {}
        group = [groups.setdefault((item.indicator, item.measure, item.unit), len(groups)) for item in self._alike]
        most: dict[tuple[int, int], int] = {}
        for held in self.by_city.values():
            for table, _, _, value, number in held:
                if "." in value:
                    key = table, group[number]
                    most[key] = max(most.get(key, 0), len(value.partition(".")[2]))
        if not most:
            return
        plain = [item.upper is None and item.qualifier is None and not item.printed for item in self._alike]
        for held in self.by_city.values():
            for at, (table, row, column, value, number) in enumerate(held):
                decimals = most.get((table, group[number]), 0)
                if (
                    plain[number]
                    and 0 < decimals <= PADDED_TO
                    and value.strip("-0.")
                    and value.lstrip("-").replace(".", "").isdecimal()
                ):
                    whole, _, part = value.partition(".")
                    held[at] = (table, row, column, f"{whole}.{part.ljust(decimals, '0')}", number)

    def contents(self, file: str, tables: Sequence[KeptTable], problems: Sequence[Problem]) -> FileContents:
        """Return what the file says, but for the figures that were added."""
        return FileContents(
            file=file,
            tables=tuple(tables),
            cities=tuple(self._cities.values()),
            indicators=tuple(self._indicators.values()),
            sources=tuple(dict.fromkeys(item.source for item in self._alike)),
            problems=tuple(problems),
            alike=tuple(self._alike),
        )


_KEPT = {
    kind.__name__: kind
    for kind in (
        *(FileContents, KeptTable, Mention, Mentioned, RecordSheet, Problem, Lacking, Severity, Location),
        *(Observation, Measure, MeasureKind, Price, Survey, Period, PeriodKind, Basis, Qualifier),
        *(Status, Audience, Headline, Decimal, date),
    )
}
"""The classes of what is kept: a cache that names another is read no further."""
_FIELDS = [[item.name for item in fields(kind)] for kind in _KEPT.values() if is_dataclass(kind)]
FORMAT = crc32(repr(_FIELDS).encode()) >> 1
"""Of what is kept: another once a class of it has other fields, which makes older caches void."""
_DAMAGED = (
    *(sqlite3.Error, UnpicklingError, OSError, EOFError),
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError),
)
"""What reading a file raises that is no cache, or whose payloads are not what was put there."""


class _Unpickler(pickle.Unpickler):
    """Makes objects of the classes that are kept, and calls nothing else."""

    def find_class(self, module: str, name: str) -> object:
        """Return the class; KeyError for any other name."""
        return _KEPT[name]


@dataclass(slots=True)
class Store:
    """A file in the folder for caches, None for none. Whatever goes wrong with it, the tables are read anew."""

    path: Path | None
    _rows: dict[tuple[str, str], list[Packed]] = field(default_factory=dict)
    """By file and city, what was read in this run."""

    def contents(self, file: str, key: str) -> FileContents | None:
        """Return what is kept of a file; None if nothing is, or `key`, which tells its state, was another then."""
        with suppress(*_DAMAGED):
            for held in self._asked("SELECT head FROM files WHERE file = ? AND key = ?", file, key):
                found = _Unpickler(io.BytesIO(held[0])).load()
                return found if isinstance(found, FileContents) else None
        return None

    def figures(self, contents: FileContents, key: str, city: str) -> list[tuple[int, Observation]] | None:
        """Return the figures of a file under the name of a city that it names, each with the number of its table.

        None where they are not kept for that `key`, as another process has read another state of the file since.
        """
        with suppress(*_DAMAGED):
            packed = self._rows.get((contents.file, city))
            if packed is None:
                query = "SELECT payload FROM figures WHERE file = ? AND key = ? AND city = ?"
                [(payload,)] = self._asked(query, contents.file, key, city)
                packed = json.loads(payload)
            return [
                (table, replace(contents.alike[alike], city=city, value=Decimal(value), row=row, column=column))
                for table, row, column, value, alike in packed
            ]
        return None

    def put(self, contents: FileContents, key: str, rows: Mapping[str, list[Packed]]) -> None:
        """Keep what was read of a file, for this run and for the next; a file that is no database is replaced."""
        self._rows |= {(contents.file, city): found for city, found in rows.items()}
        if self.path is None:
            return
        with suppress(sqlite3.Error, OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._write(self.path, contents, key, rows)
            except sqlite3.OperationalError:  # in use by another process, or on a full disk
                return
            except sqlite3.DatabaseError:
                self.path.unlink()
                self._write(self.path, contents, key, rows)

    def _write(self, path: Path, contents: FileContents, key: str, rows: Mapping[str, list[Packed]]) -> None:
        with closing(sqlite3.connect(path)) as base, base:
            if base.execute("PRAGMA user_version").fetchone() != (FORMAT,):
                for table in ("files", "figures"):
                    base.execute(f"DROP TABLE IF EXISTS {table}")
                base.execute(f"PRAGMA user_version = {FORMAT}")
            base.execute("CREATE TABLE IF NOT EXISTS files (file TEXT PRIMARY KEY, key TEXT, head BLOB)")
            columns = "file TEXT, key TEXT, city TEXT, payload TEXT, PRIMARY KEY (file, city)"
            base.execute(f"CREATE TABLE IF NOT EXISTS figures ({columns})")
            base.execute("DELETE FROM figures WHERE file = ?", (contents.file,))
            packed = (
                (contents.file, key, city, json.dumps(found, separators=(",", ":"))) for city, found in rows.items()
            )
            base.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", packed)
            base.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (contents.file, key, pickle.dumps(contents)))

    def _asked(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        if self.path is None or not self.path.exists():
            return []
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as base:
            if base.execute("PRAGMA user_version").fetchone() != (FORMAT,):
                return []
            found: list[tuple[Any, ...]] = base.execute(query, values).fetchall()
            return found
