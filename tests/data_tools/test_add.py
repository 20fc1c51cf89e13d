"""A table that becomes data: what it is read as, and what is written down for it."""

from __future__ import annotations

import pytest

from briefing.data.config import CONFIG
from briefing.data.tables.lexicon import TableSettings
from briefing.data_tools.add import NewIndicator, indicators_csv, with_entry
from briefing.errors import UsageError

SAID = TableSettings(city="武汉市", units={"经营主体": "万户"})


NEW = "tables:\n  - file: 表.xlsx\n    city: 武汉市\n    units:\n      经营主体: 万户\n"
FLUSH = """tables: # 台账
- file: 旧.xlsx
  prevails: true
cities: [武汉]
"""
FLUSH_AFTER = """tables: # 台账
- file: 表.xlsx
  city: 武汉市
  units:
    经营主体: 万户
- file: 旧.xlsx
  prevails: true
cities: [武汉]
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [("", NEW), ("settings: {编发单位: 某办}", f"settings: {{编发单位: 某办}}\n{NEW}"), (FLUSH, FLUSH_AFTER)],
)
def test_what_was_said_goes_under_tables_and_all_else_stays(before: str, after: str) -> None:
    assert with_entry(before, "表.xlsx", SAID) == after


def test_where_a_line_cannot_be_put_in_nothing_is_changed_and_the_lines_are_told() -> None:
    with pytest.raises(UsageError) as caught:
        with_entry("tables: [{file: 旧.xlsx}]\n", "表.xlsx", SAID)
    assert "file: 表.xlsx" in caught.value.problems[0].hint
    assert CONFIG in caught.value.problems[0].message


def test_where_nothing_was_said_nothing_is_written() -> None:
    assert with_entry("cities: [武汉]\n", "表.xlsx", TableSettings(sheet="Sheet1")) != "cities: [武汉]\n"
    assert with_entry("cities: [武汉]\n", "表.xlsx", TableSettings()) == "cities: [武汉]\n"


def test_new_indicators_are_a_sheet_that_excel_opens() -> None:
    text = indicators_csv([NewIndicator("经营主体", "万户", "企业开办与准入", "高")]).decode("utf-8-sig")
    assert text == "名称,单位,主题,高低\r\n经营主体,万户,企业开办与准入,高\r\n"
