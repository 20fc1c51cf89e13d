"""The record tables as JSON Schema (draft 2020-12), so that editors complete and check the data files."""

from __future__ import annotations

from briefing.load.fields import Field, Record
from briefing.load.records import FILES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(which: str) -> dict[str, object]:
    """The schema of one kind of data file; `which` is a key of `records.FILES` (KeyError if not)."""
    record = FILES[which]
    nested = {item.kind.record.name: item.kind.record for item in record.fields if item.kind.record is not None}
    return {
        "$schema": DIALECT,
        "title": record.title,
        **_object(record),
        "$defs": {name: {"title": part.title, **_object(part)} for name, part in nested.items()},
    }


def _object(record: Record) -> dict[str, object]:
    """One record; a city needs its code or its name, which no single field can say."""
    shape: dict[str, object] = {
        "type": "object",
        "properties": {item.key: _property(item) for item in record.fields},
        "required": [item.key for item in record.fields if item.required],
        "additionalProperties": False,
    }
    if record.name == "city":
        shape["anyOf"] = [{"required": ["code"]}, {"required": ["name"]}]
    return shape


def _property(item: Field) -> dict[str, object]:
    return {"description": item.note, **item.kind.schema}
