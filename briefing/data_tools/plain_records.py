"""Records as a file holds them: the inverse of decoding, so that what is written is read as the same library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from briefing.data import records
from briefing.data.kinds import Record
from briefing.data.yaml_files.yaml_writer import Plain
from briefing.model.catalogue import Catalogue
from briefing.model.facts import PLACEHOLDER, Fact, Practice
from briefing.model.library import CityRecord
from briefing.model.period import UNSTATED, Basis, Period
from briefing.model.quantity import Quantity

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row: TypeAlias = dict[str, Plain]


def plain(record: Record, item: DataclassInstance, **own: object) -> Row:
    """Return the fields of `item` by the keys of its record, those of `own` instead of its own; what is empty is left
    out, and what it has by default.
    """
    usual = {field.name: field.default for field in fields(item)}
    found: Row = {}
    for key in (field.key for field in record.fields):
        value = own[key] if key in own else getattr(item, key, None)
        if key not in own and value == usual.get(key):
            continue
        if (written := _plain(value)) not in (None, "", [], {}):
            found[key] = written
    return found


def _plain(value: object) -> Plain | None:
    match value:
        case None | bool() | int() | Decimal():
            found: Plain | None = value
        case Enum():
            found = str(value.value)
        case Period():
            found = "" if value == UNSTATED else value.text
        case Quantity():
            found = value.value if value.upper is None else value.written
        case tuple():
            found = [str(part) for part in value]
        case Mapping():
            found = {str(key): written for key, part in value.items() if (written := _plain(part)) is not None}
        case _:
            found = str(value)
    return found


def plain_fact(fact: Fact, catalogue: Catalogue) -> Row:
    """Return a fact, filed under the indicator that it was entered under."""
    indicator = catalogue.indicators[fact.indicator]
    base = catalogue.indicators[indicator.of] if indicator.of else indicator
    measure = fact.measure
    return plain(
        records.FACT,
        fact,
        indicator=base.id,
        value=fact.quantity,
        unit=fact.quantity.unit.symbol,
        basis="" if fact.basis is _told(fact.period) else fact.basis,
        measure="" if measure.kind is base.measure else measure.kind,
        base=measure.base,
        price=measure.price,
        survey=measure.survey,
        ranking=measure.ranking,
        of=measure.of,
        **{"break": fact.break_reason},
        target=fact.target and fact.target.quantity,
        target_period=fact.target and fact.target.period,
    )


def _told(period: Period) -> Basis:
    """The basis that a fact has without saying so: the one that the spelling of its period tells."""
    return period.bases[0] if period.bases else Basis.UNSTATED


def plain_practice(practice: Practice) -> Row:
    """Return a practice; the figures that its text names need not be listed again."""
    told = set(PLACEHOLDER.findall(practice.text))
    facts = tuple(id for id in practice.facts if id not in told)
    return plain(records.PRACTICE, practice, text=practice.written or practice.text, facts=facts)


def plain_parts(record: CityRecord, catalogue: Catalogue) -> dict[str, list[Row]]:
    """Return the records of a city by kind."""
    return {
        "sources": [plain(records.SOURCE, item) for item in record.sources],
        "facts": [plain_fact(item, catalogue) for item in record.facts],
        "practices": [plain_practice(item) for item in record.practices],
        "relations": [plain(records.RELATION, item) for item in record.relations],
        "undisclosed": [plain(records.UNDISCLOSED, item) for item in record.undisclosed],
    }


def plain_catalogue(catalogue: Catalogue) -> dict[str, list[Row]]:
    """Return the records of the catalogue by kind; indicators that other measures were given are made again."""
    own = [item for item in catalogue.indicators.values() if not item.of]
    return {
        "families": [plain(records.FAMILY, item) for item in catalogue.units.values()],
        "themes": [plain(records.THEME, item) for item in catalogue.themes.values()],
        "topics": [plain(records.TOPIC, item) for item in catalogue.topics.values()],
        "indicators": [plain(records.INDICATOR, item) for item in own],
        "comparability": [plain(records.STATEMENT, item) for item in catalogue.statements.values()],
        "sources": [plain(records.SOURCE, item) for item in catalogue.sources.values()],
    }
