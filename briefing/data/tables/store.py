"""What the tables of a workspace say, kept by file and city, so that the next run reads only the cities asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefing.data.tables.observations import Observation
from briefing.data.tables.record_sheets import RecordSheet
from briefing.errors import Location, Problem, Severity
from briefing.model.library import Audience, Headline, Status
from briefing.model.measure import Measure, MeasureKind, Price, Survey
from briefing.model.period import Basis, Period
from briefing.model.quantity import Qualifier

FORMAT = 1
"""Of what is kept; another number makes older caches void."""


@dataclass(frozen=True, slots=True)
class Table:
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


Row = tuple[int, Observation]
"""The number of a table among those of its file, and a figure of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What one file says, but for its figures.

    `sources` are those that figures name in columns of their own, "" among them where some name none.
    """

    file: str
    tables: tuple[Table, ...] = ()
    cities: tuple[Mention, ...] = ()
    indicators: tuple[Mentioned, ...] = ()
    sources: tuple[str, ...] = ()
    records: tuple[RecordSheet, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Store:
    """A file in the folder for caches, None for none. Whatever goes wrong with it, the tables are read anew."""

    path: Path | None
    _rows: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    """By file and city, what was read in this run."""

    def contents(self, file: str, key: str) -> Contents | None:
        """Return what is kept of a file; None if nothing is, or `key`, which tells its state, was another then."""
        with suppress(sqlite3.Error, OSError, ValueError, LookupError, TypeError):
            for held in self._asked("SELECT head FROM files WHERE file = ? AND key = ?", file, key):
                return _contents(file, json.loads(held[0]))
        return None

    def rows(self, file: str, city: str) -> list[Row]:
        """Return the figures of a file under the name of a city."""
        if (file, city) in self._rows:
            return self._rows[file, city]
        held = self._asked("SELECT payload FROM figures WHERE file = ? AND city = ?", file, city)
        return [(row[0], _observation(city, row)) for payload in held for row in json.loads(payload[0])]

    def put(self, contents: Contents, key: str, rows: Mapping[str, list[Row]]) -> None:
        """Keep what was read of a file, for this run and for the next."""
        self._rows |= {(contents.file, city): found for city, found in rows.items()}
        if self.path is None:
            return
        with suppress(sqlite3.Error, OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path)) as base, base:
                if base.execute("PRAGMA user_version").fetchone() != (FORMAT,):
                    for table in ("files", "figures"):
                        base.execute(f"DROP TABLE IF EXISTS {table}")
                    base.execute("CREATE TABLE files (file TEXT PRIMARY KEY, key TEXT, head TEXT)")
                    base.execute("CREATE TABLE figures (file TEXT, city TEXT, payload TEXT, PRIMARY KEY (file, city))")
                    base.execute(f"PRAGMA user_version = {FORMAT}")
                base.execute("DELETE FROM figures WHERE file = ?", (contents.file,))
                packed = (
                    (contents.file, city, json.dumps([_row(*row) for row in found], ensure_ascii=False))
                    for city, found in rows.items()
                )
                base.executemany("INSERT INTO figures VALUES (?, ?, ?)", packed)
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


def _head(contents: Contents) -> dict[str, Any]:
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
    }


def _contents(file: str, head: Mapping[str, Any]) -> Contents:
    return Contents(
        file=file,
        tables=tuple(Table(*item) for item in head["tables"]),
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


def _row(table: int, item: Observation) -> list[object]:
    """Return a figure as JSON holds it: what all have, in order, then by name what most do not have."""
    more = {
        name: OPTIONAL[name][0](value)
        for name, default in _DEFAULTS.items()
        if (value := getattr(item, name)) is not default and value != default
    }
    return [table, item.row, item.column, item.indicator, str(item.value), item.unit, more]


def _observation(city: str, packed: Sequence[Any]) -> Observation:
    _, row, column, indicator, value, unit, more = packed
    return Observation(
        city=city,
        indicator=indicator,
        value=Decimal(value),
        unit=unit,
        row=row,
        column=column,
        **{name: OPTIONAL[name][1](text) for name, text in more.items()},
    )


def mentions(
    rows: Iterable[tuple[int, Observation]], place: Callable[[int, Observation], Location]
) -> tuple[dict[str, list[Row]], tuple[Mention, ...], tuple[Mentioned, ...], tuple[str, ...]]:
    """Return figures by city, the names of cities, of indicators and of sources in them, each at its first place."""
    by_city: dict[str, list[Row]] = {}
    cities: dict[str, Mention] = {}
    indicators: dict[tuple[str, str, MeasureKind], Mentioned] = {}
    sources: dict[str, None] = {}
    for table, item in rows:
        kept = by_city.get(item.city)
        if kept is None:
            kept = by_city[item.city] = []
            cities[item.city] = Mention(item.city, place(table, item))
        kept.append((table, item))
        key = item.indicator, item.unit, item.measure.kind
        if key not in indicators:
            indicators[key] = Mentioned(*key, place(table, item))
        sources[item.source] = None
    return by_city, tuple(cities.values()), tuple(indicators.values()), tuple(sources)
