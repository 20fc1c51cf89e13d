"""A library as one workbook, a sheet for each kind of record, or as CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
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
    UNDISCLOSED,
)
from briefing.data.tables.record_heads import FRAMEWORK, HEADS, OF_A_CITY, OWNER, PLACE, PLACES, SHEETS, columns
from briefing.data.yaml_writer import Plain
from briefing.data_tools.plain_records import Row, plain, plain_catalogue, plain_fact, plain_practice
from briefing.data_tools.workbook import FormColumn, FormPage, Value, workbook
from briefing.model.catalogue import Catalogue, Indicator, Theme, Topic, UnitFamily
from briefing.model.library import Library
from briefing.model.period import UNSTATED

_OF_THE_CATALOGUE = {
    INDICATOR.name: "indicators",
    THEME.name: "themes",
    TOPIC.name: "topics",
    FAMILY.name: "families",
    STATEMENT.name: "comparability",
}


def export_workbook(library: Library) -> bytes:
    """Return an .xlsx file that, read as data, is the same library."""
    return workbook(_pages(library))


def export_csv(library: Library, name: str) -> dict[str, bytes]:
    """Return CSV files in UTF-8 that Excel opens: `name`.csv with the facts, `name`-城市.csv … with the rest."""
    files: dict[str, bytes] = {}
    for sheet in _pages(library):
        text = io.StringIO()
        lines = csv.writer(text)
        lines.writerow(column.head for column in sheet.columns)
        lines.writerows(sheet.rows)
        files[f"{name}{'' if SHEETS[sheet.name] is FACT else f'-{sheet.name}'}.csv"] = text.getvalue().encode(
            "utf-8-sig"
        )
    return files


def _pages(library: Library) -> list[FormPage]:
    """The sheets that hold something."""
    rows = {name: [*_rows(record, library)] for name, record in SHEETS.items()}
    return [page(name, held, library.catalogue) for name, held in rows.items() if held]


def page(name: str, rows: Sequence[Row], catalogue: Catalogue) -> FormPage:
    """Return the sheet of that name with these records; columns in which nothing stands are left out."""
    names = {
        "indicator": names_by_id(catalogue.indicators),
        "theme": names_by_id(catalogue.themes),
        "topic": names_by_id(catalogue.topics),
        "family": names_by_id(catalogue.units),
    }
    record = SHEETS[name]
    if record is FACT:
        rows = [{PLACE if key in PLACES else key: held for key, held in row.items()} for row in rows]
    keys = [OWNER, *(field.key for field in columns(record)), PLACE, FRAMEWORK]
    used = [key for key in keys if any(key in row for row in rows)]
    cells = [[_cell(_named(key, row.get(key), names)) for key in used] for row in rows]
    return FormPage(name, tuple(FormColumn(HEADS.get(key, key)) for key in used), cells)


def _named(key: str, value: Plain | None, names: Mapping[str, Mapping[str, str]]) -> Plain | None:
    """The Chinese name of what is referred to, where it is nothing else's."""
    return names[key].get(value, value) if key in names and isinstance(value, str) else value


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
                FACT.name: ({"period": UNSTATED.text} | plain_fact(item, catalogue) for item in held.facts),
                SOURCE.name: (plain(SOURCE, item) for item in held.sources),
                PRACTICE.name: (plain_practice(item) for item in held.practices),
                RELATION.name: (plain(RELATION, item) for item in held.relations),
                UNDISCLOSED.name: (plain(UNDISCLOSED, item) for item in held.undisclosed),
            }
            yield from ({OWNER: held.city.name, **row} for row in own[record.name])
    else:
        yield from plain_catalogue(catalogue)[_OF_THE_CATALOGUE[record.name]]


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
