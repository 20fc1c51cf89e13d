"""A library as one workbook, a sheet for each kind of record, or as CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal

from briefing.data.catalogue import ids_by_name
from briefing.data.fields import Record
from briefing.data.records import (
    CITY,
    FACT,
    FAMILY,
    FRAMEWORK_ITEM,
    INDICATOR,
    PRACTICE,
    RELATION,
    SOURCE,
    STATEMENT,
    THEME,
    TOPIC,
)
from briefing.data.tables.record_heads import FRAMEWORK, HEADS, OF_A_CITY, OWNER, PLACE, PLACES, SHEETS, columns
from briefing.data.yaml_writer import Plain
from briefing.data_tools.plain_records import Row, plain, plain_catalogue, plain_fact, plain_practice
from briefing.data_tools.workbook import Column, Page, Value, workbook
from briefing.model.library import Indicator, Library, Theme, Topic, UnitFamily

_OF_THE_CATALOGUE = {
    INDICATOR.name: "indicators",
    THEME.name: "themes",
    TOPIC.name: "topics",
    FAMILY.name: "families",
    STATEMENT.name: "comparability",
}


def export_workbook(library: Library) -> bytes:
    """Return an .xlsx file that, read as data, is the same library."""
    return workbook([Page(name, tuple(map(Column, heads)), rows) for name, heads, rows in _sheets(library)])


def export_csv(library: Library, name: str) -> dict[str, bytes]:
    """Return CSV files in UTF-8 that Excel opens: `name`.csv with the facts, `name`-城市.csv … with the rest."""
    files: dict[str, bytes] = {}
    for sheet, heads, rows in _sheets(library):
        text = io.StringIO()
        csv.writer(text).writerows([heads, *(["" if cell is None else str(cell) for cell in row] for row in rows)])
        files[f"{name}{'' if SHEETS[sheet] is FACT else f'-{sheet}'}.csv"] = text.getvalue().encode("utf-8-sig")
    return files


def _sheets(library: Library) -> Iterator[tuple[str, list[str], list[list[Value]]]]:
    """The sheets that hold something: name, heads, rows; columns in which nothing stands are left out."""
    catalogue = library.catalogue
    names = {
        "indicator": names_by_id(catalogue.indicators),
        "theme": names_by_id(catalogue.themes),
        "topic": names_by_id(catalogue.topics),
        "family": names_by_id(catalogue.units),
    }
    for name, record in SHEETS.items():
        rows = [_named(row, names) for row in _rows(record, library)]
        if not rows:
            continue
        keys = [field.key for field in columns(record)] + [PLACE, FRAMEWORK]
        used = [key for key in keys if any(key in row for row in rows)]
        if record in OF_A_CITY:
            used.insert(0, OWNER)
        yield name, [HEADS.get(key, key) for key in used], [[_cell(row.get(key)) for key in used] for row in rows]


def _named(row: Row, names: Mapping[str, Mapping[str, str]]) -> Row:
    """The row with the Chinese names of what it refers to, where they are nobody else's."""
    return {key: names[key].get(str(held), held) if key in names else held for key, held in row.items()}


def names_by_id(held: Mapping[str, Indicator | Theme | Topic | UnitFamily]) -> dict[str, str]:
    """Return by id the name that means nothing else."""
    ids = ids_by_name(held)
    return {item.id: item.name for item in held.values() if ids.get(item.name) == item.id}


def _rows(record: Record, library: Library) -> Iterator[Row]:
    """All records of a kind; those of a city with its name."""
    catalogue = library.catalogue
    if record is CITY:
        yield from (plain(CITY, held.city) for held in library.records.values())
    elif record is FRAMEWORK_ITEM:
        for item in catalogue.frameworks.values():
            yield {**plain(FRAMEWORK_ITEM, item), FRAMEWORK: item.framework}
    elif record in OF_A_CITY:
        if record is SOURCE:
            yield from plain_catalogue(catalogue)["sources"]
        for held in library.records.values():
            own: Mapping[str, Iterator[Row]] = {
                FACT.name: (_placed(plain_fact(item, catalogue)) for item in held.facts),
                SOURCE.name: (plain(SOURCE, item) for item in held.sources),
                PRACTICE.name: (plain_practice(item) for item in held.practices),
                RELATION.name: (plain(RELATION, item) for item in held.relations),
            }
            yield from ({OWNER: held.city.name, **row} for row in own[record.name])
    else:
        yield from plain_catalogue(catalogue)[_OF_THE_CATALOGUE[record.name]]


def _placed(row: Row) -> Row:
    """A fact with its paragraph or its cell in one column."""
    return {PLACE if key in PLACES else key: held for key, held in row.items()}


def _cell(value: Plain | None) -> Value:
    """What a cell holds: lists parted by 、, mappings as part=甲；whole=乙、丙, yes and no as 是 and 否."""
    match value:
        case bool():
            return "是" if value else "否"
        case None | str() | int() | Decimal():
            return value
        case Mapping():
            return "；".join(f"{key}={_cell(held)}" for key, held in value.items())
    names = [str(name) for name in value]
    parted = any(sign in name for name in names for sign in "、,，")
    return "；".join([*names, *([""] if len(names) == 1 else [])]) if parted else "、".join(names)
