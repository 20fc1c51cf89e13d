"""A library as one workbook, a sheet for each kind of record, as CSV files, or as the YAML files of a workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from briefing.data.records import CITY, FRAMEWORK_ITEM
from briefing.data.tables.files.csv_file import write_csv
from briefing.data.tables.record_heads import FACTS, FRAMEWORK, HEADS, OWNER, PLACE, PLACES, SHEETS, columns
from briefing.data.yaml_files.catalogue import ids_by_name
from briefing.data.yaml_files.yaml_writer import Plain, write_yaml
from briefing.data_tools.plain_records import Row, plain, plain_catalogue, plain_parts
from briefing.data_tools.workbook import FormColumn, FormPage, Value, workbook
from briefing.model.catalogue import Catalogue, Indicator, Theme, Topic, UnitFamily
from briefing.model.library import Library
from briefing.model.period import UNSTATED

_OF_CITIES = {FACTS: "facts", "来源": "sources", "做法": "practices", "关联": "relations", "未披露": "undisclosed"}
_SHARED = {
    **{"来源": "sources", "指标": "indicators", "主题": "themes"},
    **{"事项": "topics", "单位": "families", "可比性": "comparability"},
}
"""The kind of the records on each sheet, of cities and of the catalogue."""

FILES = {
    "families": "units.yaml",
    "themes": "themes.yaml",
    "topics": "topics.yaml",
    "indicators": "indicators/indicators.yaml",
    "comparability": "comparability.yaml",
    "sources": "sources.yaml",
}
"""Where each kind of record of the catalogue stands, by the key of the list in its file."""
NEEDED = ("families", "themes")
"""Those that a workspace has even where they are empty."""


def export_workbook(library: Library) -> bytes:
    """Return an .xlsx file that, read as data, is the same library."""
    return workbook(_pages(library))


def export_csv(library: Library, name: str) -> dict[str, bytes]:
    """Return CSV files in UTF-8 that Excel opens: `name`.csv with the facts, `name`-城市.csv … with the rest."""
    files: dict[str, bytes] = {}
    for sheet in _pages(library):
        part = "" if sheet.name == FACTS else f"-{sheet.name}"
        files[f"{name}{part}.csv"] = write_csv([[column.head for column in sheet.columns], *sheet.rows])
    return files


def _pages(library: Library) -> list[FormPage]:
    """The sheets that hold something; the records of cities bear their city's name."""
    catalogue, held = library.catalogue, list(library.records.values())
    shared = plain_catalogue(catalogue)
    rows = {name: shared[kind] for name, kind in _SHARED.items()}
    rows["城市"] = [plain(CITY, record.city) for record in held]
    rows["评价体系"] = [
        {**plain(FRAMEWORK_ITEM, item), FRAMEWORK: item.framework} for item in catalogue.frameworks.values()
    ]
    for record in held:
        parts = plain_parts(record, catalogue)
        parts["facts"] = [{"period": UNSTATED.text, **row} for row in parts["facts"]]
        for name, kind in _OF_CITIES.items():
            rows.setdefault(name, []).extend({OWNER: record.city.name, **row} for row in parts[kind])
    return [page(name, rows[name], catalogue) for name in SHEETS if rows.get(name)]


def page(name: str, rows: Sequence[Row], catalogue: Catalogue) -> FormPage:
    """Return the sheet of that name with these records; columns in which nothing stands are left out."""
    names = {
        "indicator": names_by_id(catalogue.indicators),
        "theme": names_by_id(catalogue.themes),
        "topic": names_by_id(catalogue.topics),
        "family": names_by_id(catalogue.units),
    }
    if name == FACTS:
        rows = [{PLACE if key in PLACES else key: held for key, held in row.items()} for row in rows]
    keys = [OWNER, *(field.key for field in columns(SHEETS[name])), PLACE, FRAMEWORK]
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


def export_yaml(library: Library) -> dict[str, bytes]:
    """Return the files of a workspace by their paths; read, they are the same library."""
    files: dict[str, bytes] = {}
    for key, rows in plain_catalogue(library.catalogue).items():
        if rows or key in NEEDED:
            files[f"data/{FILES[key]}"] = write_yaml({key: rows})
    for name, items in groupby(library.catalogue.frameworks.values(), key=lambda item: item.id.partition(".")[0]):
        held = list(items)
        rows = [{"id": item.id.partition(".")[2], "name": item.name} for item in held]
        files[f"data/frameworks/{name}.yaml"] = write_yaml({"name": held[0].framework, "items": rows})
    for record in library.records.values():
        parts = {key: rows for key, rows in plain_parts(record, library.catalogue).items() if rows}
        files[f"data/cities/{record.city.id}.yaml"] = write_yaml({"city": plain(CITY, record.city), **parts})
    return files
