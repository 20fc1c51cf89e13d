"""What the tables of a workspace say, kept by file and city, so that the next run reads only the cities asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefing.data.tables.observations import Observation
from briefing.data.tables.record_sheets import RecordSheet
from briefing.errors import Location, Problem, Severity
from briefing.model.facts import Audience, Headline, Status
from briefing.model.measure import Measure, MeasureKind, Price, Survey
from briefing.model.period import Basis, Period
from briefing.model.quantity import Qualifier

FORMAT = 3
"""Of what is kept; another number makes older caches void."""


@dataclass(frozen=True, slots=True)
class KeptTable:
    """What one table is called: its `source` and `title` as written around it, "" for none."""

    sheet: str
    form: str = ""
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


_DAMAGED = sqlite3.Error, OSError, ValueError, LookupError, TypeError, ArithmeticError
"""What reading a file raises that is no cache, or whose payloads are not what was put there."""


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
                return _contents(file, json.loads(held[0]))
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
            base.execute("CREATE TABLE IF NOT EXISTS files (file TEXT PRIMARY KEY, key TEXT, head TEXT)")
            columns = "file TEXT, key TEXT, city TEXT, payload TEXT, PRIMARY KEY (file, city)"
            base.execute(f"CREATE TABLE IF NOT EXISTS figures ({columns})")
            base.execute("DELETE FROM figures WHERE file = ?", (contents.file,))
            packed = (
                (contents.file, key, city, json.dumps(found, separators=(",", ":"))) for city, found in rows.items()
            )
            base.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", packed)
            head = json.dumps(_head(contents), ensure_ascii=False)
            base.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (contents.file, key, head))

    def _asked(self, query: str, *values: str) -> list[tuple[str, ...]]:
        if self.path is None or not self.path.exists():
            return []
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as base:
            if base.execute("PRAGMA user_version").fetchone() != (FORMAT,):
                return []
            found: list[tuple[str, ...]] = base.execute(query, values).fetchall()
            return found


def _head(contents: FileContents) -> dict[str, Any]:
    return {
        "tables": [[item.sheet, item.form, item.title, item.source] for item in contents.tables],
        "cities": [[item.name, item.location.cell] for item in contents.cities],
        "indicators": [[item.name, item.unit, item.kind, item.location.cell] for item in contents.indicators],
        "sources": contents.sources,
        "records": [[item.name, item.columns, item.rows] for item in contents.records],
        "problems": [
            [item.message, item.location.file, item.location.cell, item.hint, item.severity]
            for item in contents.problems
        ],
        "alike": [_packed_observation(item) for item in contents.alike],
    }


def _contents(file: str, head: Mapping[str, Any]) -> FileContents:
    return FileContents(
        file=file,
        tables=tuple(KeptTable(*item) for item in head["tables"]),
        cities=tuple(Mention(name, Location(file, cell=cell)) for name, cell in head["cities"]),
        indicators=tuple(
            Mentioned(name, unit, MeasureKind(kind), Location(file, cell=cell))
            for name, unit, kind, cell in head["indicators"]
        ),
        sources=tuple(head["sources"]),
        records=tuple(
            RecordSheet(file, name, columns, [(row, texts) for row, texts in rows])
            for name, columns, rows in head["records"]
        ),
        problems=tuple(
            Problem(message, Location(place, cell=cell), hint, Severity(severity))
            for message, place, cell, hint, severity in head["problems"]
        ),
        alike=tuple(_observation(item) for item in head["alike"]),
    )


def _amount(text: str) -> Decimal:
    return Decimal(text)


def _measured(values: Sequence[Any]) -> Measure:
    kind, base, price, survey, ranking, of = values
    return Measure(
        kind=MeasureKind(kind),
        base=base,
        price=Price(price) if price else None,
        survey=Survey(survey) if survey else None,
        ranking=ranking,
        of=of,
    )


def _packed(measure: Measure) -> list[object]:
    return [measure.kind, measure.base, measure.price, measure.survey, measure.ranking, measure.of]


_parsed = lru_cache(maxsize=10_000)(Period.parse)

OPTIONAL: Mapping[str, tuple[Callable[[Any], object], Callable[[Any], Any]]] = {
    "upper": (str, _amount),
    "qualifier": (str, Qualifier),
    "direction": (str, str),
    "period": (lambda period: period.printed, _parsed),
    "basis": (str, Basis),
    "measure": (_packed, _measured),
    "scope": (str, str),
    "status": (str, Status),
    "audience": (str, Audience),
    "break_reason": (str, str),
    "target": (str, _amount),
    "target_period": (lambda period: period.printed, _parsed),
    "bureau": (str, str),
    "cause": (str, str),
    "headline": (str, Headline),
    "caveat": (str, str),
    "note": (str, str),
    "id": (str, str),
    "source": (str, str),
    "place": (str, str),
    "printed": (str, str),
}
"""The fields of an observation that may be missing: how each is packed as JSON and unpacked."""
_DEFAULTS = {name: Observation.__dataclass_fields__[name].default for name in OPTIONAL}


def _packed_observation(item: Observation) -> list[object]:
    """Return what figures share as JSON holds it: what all have, in order, then by name what most do not have."""
    more = {
        name: OPTIONAL[name][0](value)
        for name, default in _DEFAULTS.items()
        if (value := getattr(item, name)) is not default and value != default
    }
    return [item.column, item.indicator, item.unit, more]


def _observation(packed: Sequence[Any]) -> Observation:
    column, indicator, unit, more = packed
    return Observation(
        city="",
        indicator=indicator,
        value=Decimal(0),
        unit=unit,
        row=0,
        column=column,
        **{name: OPTIONAL[name][1](text) for name, text in more.items()},
    )
