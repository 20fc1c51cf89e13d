"""The record tables as JSON Schema (draft 2020-12), so that editors complete and check the files of a workspace."""

from __future__ import annotations

from briefing.data.config import CONFIG_FILE
from briefing.data.issues import ISSUES_FILE
from briefing.data.kinds import Record
from briefing.data.records import FILES
from briefing.data.template_records import TEMPLATE
from briefing.model.template import CHOICE

DIALECT = "https://json-schema.org/draft/2020-12/schema"

PUBLISHED = {**FILES, "briefing": CONFIG_FILE, "template": TEMPLATE, "issues": ISSUES_FILE}
"""Everything that has a schema, by the names that `briefing schema` takes: data files and the workspace's own."""

BEYOND: dict[str, dict[str, object]] = {
    "city": {"anyOf": [{"required": ["code"]}, {"required": ["name"]}]},
    "fact": {"anyOf": [{"required": ["printed", "paragraph"]}, {"required": ["cell"]}]},
    "undisclosed": {"oneOf": [{"required": ["indicator"]}, {"required": ["theme"]}]},
    "table": {"anyOf": [{"required": ["file"]}, {"required": ["sql", "query"]}]},
    "parameter": {
        "if": {"properties": {"type": {"const": CHOICE}}, "required": ["type"]},
        "then": {"required": ["options"]},
        "else": {"if": {"required": ["type"]}, "then": {"properties": {"options": False}}},
    },
}
"""What no single field of a record can say: a city needs its code or its name, a fact its paragraph or its cell, and
only a 选项 has options; what is undisclosed is an indicator or a theme.
"""


def json_schema(which: str) -> dict[str, object]:
    """The schema of one kind of file; `which` is a key of `PUBLISHED` (KeyError if not)."""
    record = PUBLISHED[which]
    nested = {item.kind.record.name: item.kind.record for item in record.fields if item.kind.record is not None}
    return {
        "$schema": DIALECT,
        "title": record.title,
        **_object(record),
        "$defs": {name: {"title": part.title, **_object(part)} for name, part in nested.items()},
    }


def _object(record: Record) -> dict[str, object]:
    """One record, with what is said of it in `BEYOND`."""
    return {
        "type": "object",
        "properties": {item.key: {"description": item.note, **item.kind.schema} for item in record.fields},
        "required": [item.key for item in record.fields if item.required and not item.unless],
        "additionalProperties": False,
        **BEYOND.get(record.name, {}),
    }
