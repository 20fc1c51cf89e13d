"""docs/data.md and the model know the fields of a record as `data/records.py` lists them, and no others."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from briefing.data.kinds import Record
from briefing.data.records import (
    CITY,
    FACT,
    FAMILY,
    FRAMEWORK_ITEM,
    INDICATOR,
    PRACTICE,
    RELATION,
    SOURCE,
    THEME,
    TOPIC,
    UNDISCLOSED,
)
from briefing.model.catalogue import FrameworkItem, Indicator, Theme, Topic, UnitFamily
from briefing.model.facts import Fact, Practice, Relation, Source, Undisclosed
from briefing.model.library import City
from briefing.model.measure import Measure

PAGE = (Path(__file__).parents[2] / "docs/data.md").read_text("utf-8")
MODEL = (
    (CITY, City),
    (SOURCE, Source),
    (FACT, Fact),
    (PRACTICE, Practice),
    (RELATION, Relation),
    (UNDISCLOSED, Undisclosed),
    (THEME, Theme),
    (TOPIC, Topic),
    (INDICATOR, Indicator),
    (FRAMEWORK_ITEM, FrameworkItem),
    (FAMILY, UnitFamily),
)
READ_OTHERWISE = {
    "value",
    "unit",
    "quantity",
    "city",
    "location",
    "whole",
    "measure",
    "break",
    "break_reason",
    "target_period",
    "of",
}
READ_OTHERWISE |= {"national", "framework", "written", *(item.name for item in fields(Measure))}
"""A value with its unit is a quantity, what it measures one value; the city is that of the file;
`written` is the text."""
LEFT_OUT = {"source", "id", "name"}
"""A city file with one source need not name it, and the file's name and the table of divisions give a city's own."""


def _section(title: str) -> str:
    found = re.search(rf"^## {title}.*?(?=^## |\Z)", PAGE, re.M | re.S)
    assert found, title
    return found[0]


@pytest.mark.parametrize(
    ("record", "title"),
    [
        (CITY, "城市"),
        (SOURCE, "来源"),
        (FACT, "数据点"),
        (PRACTICE, "做法"),
        (UNDISCLOSED, "未披露"),
        (INDICATOR, "指标"),
    ],
    ids=lambda item: item.name if isinstance(item, Record) else "",
)
def test_the_page_has_a_row_for_every_key_and_says_which_are_needed(record: Record, title: str) -> None:
    rows = re.findall(r"^\| (`.+?`) \| (.+) \|$", _section(title), re.M)
    told = {key: text for keys, text in rows for key in re.findall("`(.+?)`", keys)}
    assert set(told) == set(record.by_key)
    needed = {key for key, text in told.items() if "必填" in text}
    assert needed == record.required - ({"paragraph"} if record is PRACTICE else set())


@pytest.mark.parametrize(("record", "model"), MODEL, ids=[record.name for record, _ in MODEL])
def test_what_is_read_is_what_the_model_holds(record: Record, model: type[Fact]) -> None:
    """The same fields, and those needed that have no value without."""
    known = {item.name: item for item in fields(model)}
    assert set(record.by_key) - READ_OTHERWISE == set(known) - READ_OTHERWISE
    needed = {
        name for name, item in known.items() if item.default is MISSING and item.default_factory is MISSING
    } - READ_OTHERWISE
    required = {item.key for item in record.fields if item.required and not item.unless}
    assert required - READ_OTHERWISE - LEFT_OUT == needed - LEFT_OUT
