"""One city file: the city itself, its sources, facts, practices and relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from briefing.data.fields import decode, decoded
from briefing.data.measured import made_id
from briefing.data.reading import Page
from briefing.data.records import CITY_FILE, FACT, PRACTICE, RELATION, SOURCE, UNDISCLOSED
from briefing.data.units import UnitTable
from briefing.data.yaml_files.catalogue import ids_by_name, put_ids
from briefing.data.yaml_files.city import city_of
from briefing.data.yaml_files.yaml_nodes import read_yaml
from briefing.data.yaml_values import Value, YamlMapping
from briefing.errors import Location, Problem
from briefing.model.catalogue import Catalogue
from briefing.model.facts import PLACEHOLDER, Fact, Practice, Relation, Source, Target, Undisclosed
from briefing.model.library import CityRecord
from briefing.model.measure import FAMILIES, Measure, MeasureKind
from briefing.model.period import UNSTATED
from briefing.model.quantity import Quantity

_MEASURE = {"measure", *(item.name for item in fields(Measure))} - {"kind"}

Row = tuple[dict[str, Any], Location]


def read_city(
    path: Path, catalogue: Catalogue, units: UnitTable | None = None
) -> tuple[CityRecord | None, list[Problem]]:
    """The record of one city file, and what is wrong with it.

    A fact or practice that cannot be used is left out; the record is None if the city itself cannot be made out.
    `units` saves time when many files are read.
    """
    value, problems = read_yaml(path)
    page = Page(str(path), problems)
    top = None if value is None else decode(CITY_FILE, value, page)
    if top is None:
        return None, problems
    city = city_of(top["city"], path.stem, page)
    record = _record(top, city.id if city else path.stem, units or UnitTable(catalogue.units), catalogue, page)
    return (CityRecord(city=city, **record) if city else None), problems


def _record(
    top: dict[str, list[Value]], city: str, units: UnitTable, catalogue: Catalogue, page: Page
) -> dict[str, Any]:
    """All but the city of a record; with one source, facts and practices need not name it."""
    sources = [*decoded(SOURCE, top.get("sources", []), page)]
    only = sources[0][0]["id"] if len(sources) == 1 else None
    put_ids(top.get("facts", []), {"indicator": ids_by_name(catalogue.indicators)})
    filed = {"theme": ids_by_name(catalogue.themes), "topic": ids_by_name(catalogue.topics)}
    put_ids(top.get("practices", []), filed)
    put_ids(top.get("undisclosed", []), {"indicator": ids_by_name(catalogue.indicators), "theme": filed["theme"]})
    _tell_unknown_units(top.get("facts", []), units, catalogue, page)
    facts = _sourced(decoded(FACT, top.get("facts", []), page), "数据点", only, page)
    practices = _sourced(decoded(PRACTICE, top.get("practices", []), page), "做法", only, page)
    relations = decoded(RELATION, top.get("relations", []), page)
    undisclosed = _sourced(decoded(UNDISCLOSED, top.get("undisclosed", []), page), "未披露的事项", only, page)
    made = tuple(fact for row in facts if (fact := _fact(row, city, units, catalogue)))
    return {"facts": made, **records_of(city, sources, practices, relations, undisclosed)}


def _sourced(rows: Iterator[Row], title: str, only: str | None, page: Page) -> Iterator[Row]:
    """The rows that name a source, or may leave it out."""
    for values, place in rows:
        if "source" in values or only is not None:
            values.setdefault("source", only)
            yield values, place
        else:
            hint = "文件里恰好有一个来源时才可以不写。"
            id = values.get("id", "")
            page.record_error(id, f"{title}{f'“{id}”' if id else ''}缺少“source”。", place.line, "source", hint)


def _tell_unknown_units(items: list[Value], units: UnitTable, catalogue: Catalogue, page: Page) -> None:
    """Note units that are none, whatever else is wrong with their facts."""
    for item in items:
        written = item.get("unit") if type(item) is YamlMapping else None
        if type(item) is not YamlMapping or type(written) is not str or not (unit := written.strip()):
            continue
        family = _family(item.get("indicator"), item.get("measure"), catalogue)
        if units.find(unit, family) is None:
            id = found if type(found := item.get("id")) is str else ""
            message = f"数据点{f'“{id}”' if id else ''}的单位“{unit}”不认识。"
            page.record_error(id, message, item.lines["unit"], "unit", units.hint(unit, family))


def _family(indicator: object, measure: object, catalogue: Catalogue) -> str:
    """The unit family that a fact of an indicator and a measure as written is counted in, "" if there is none."""
    found = catalogue.indicators.get(indicator) if isinstance(indicator, str) else None
    own = found.family if found else ""
    return next((family for kind, family in FAMILIES.items() if kind == measure), own)


def _fact(row: Row, city: str, units: UnitTable, catalogue: Catalogue) -> Fact | None:
    """The fact, None where its unit is unknown."""
    values, place = row
    indicator = catalogue.indicators.get(values["indicator"])
    own = {key: values.pop(key) for key in _MEASURE & values.keys()}
    kind = own.pop("measure", indicator.measure if indicator else MeasureKind.TOTAL)
    measure = Measure(kind=kind, **own)
    unit = units.find(values.pop("unit"), _family(values["indicator"], kind, catalogue))
    if unit is None:
        return None
    due = values.pop("target_period", UNSTATED)
    if "target" in values:
        low, high = values["target"]
        values["target"] = Target(Quantity(low, unit, high), due)
    values["break_reason"] = values.pop("break", "")
    if "id" not in values:
        values["id"] = made_id(values, city, measure)
    value, upper = values.pop("value")
    if "basis" not in values and "period" in values and values["period"].bases:
        values["basis"] = values["period"].bases[0]  # as the spelling tells
    return Fact(quantity=Quantity(value, unit, upper), city=city, measure=measure, location=place, **values)


def records_of(
    city: str, sources: Iterable[Row], practices: Iterable[Row], relations: Iterable[Row], undisclosed: Iterable[Row]
) -> dict[str, Any]:
    """Return the records of a city but for its facts, as `CityRecord` holds them, from what is told of each."""
    return {
        "sources": tuple(Source(**values, location=place) for values, place in sources),
        "practices": tuple(_practice(values, city, place) for values, place in practices),
        "relations": tuple(Relation(**values, city=city, location=place) for values, place in relations),
        "undisclosed": tuple(Undisclosed(**values, city=city, location=place) for values, place in undisclosed),
    }


def _practice(values: dict[str, Any], city: str, place: Location) -> Practice:
    """Return a practice; its facts are those in its text, in order, then those listed."""
    named = (*PLACEHOLDER.findall(values["text"]), *values.pop("facts", ()))
    return Practice(**values, facts=tuple(dict.fromkeys(named)), city=city, location=place)
