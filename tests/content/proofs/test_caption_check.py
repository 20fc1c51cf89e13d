"""The titles of tables and charts, and the heads of rows and columns, are held against the figures below them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import BriefingError, Severity
from tests.builders import Item, analysis, city, fact, indicator
from tests.content.asked.test_value_functions import made


def _firms(place: str, year: int, value: str) -> Item:
    return fact(f"{place}.firms-{year}", value, "万户", indicator="firms", period=f"{year}年")


DATA: tuple[Item, ...] = (
    indicator("firms", "经营主体", better="高"),
    indicator("days", "开办时间", family="workday", better="低"),
    city("luoyang", "洛阳市"),
    *(_firms("wuhan", 2021 + at, value) for at, value in enumerate(("150.0", "180.0", "198.2"))),
    *(_firms("luoyang", 2021 + at, value) for at, value in enumerate(("70.1", "83.2", "89.5"))),
    *(_firms("sanmenxia", 2021 + at, value) for at, value in enumerate(("24.0", "22.0", "23.1"))),
    fact("wuhan.days", "1.4", "个工作日", period="2023年"),
    fact("luoyang.days", "2.0", "个工作日", period="2023年"),
)


def _errors(folder: Path, body: str) -> list[str]:
    try:
        return [problem.message for problem in made(folder, body, analysis(*DATA))[1]]
    except BriefingError as error:
        assert all(problem.severity is Severity.ERROR and problem.location.line for problem in error.problems)
        return [problem.message for problem in error.problems]


TABLE = '{{{{ table(rows=cities, columns=["经营主体"], title="{}") }}}}'
CHART = '{{{{ chart("折线", "经营主体", ["武汉", "洛阳"], title="{}") }}}}'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (TABLE.format("2022年各市经营主体"), "写的是2022年，数却是2023年的。"),
        (TABLE.format("各市开办时间"), "写的是开办时间，数却是经营主体的。"),
        (TABLE.format("洛阳经营主体居首"), "“居首”与数据不符：洛阳2023年为89.5万户，比武汉的198.2万户少。"),
        (TABLE.format("洛阳经营主体比上年减少"), "“减少”与数据不符：洛阳2023年为89.5万户，比2022年的83.2万户多。"),
        (CHART.format("三门峡经营主体"), "写的是三门峡，数却是洛阳、武汉的。"),
        (CHART.format("经营主体逐年下降"), "“下降”与数据不符：洛阳2022年为83.2万户，比2021年的70.1万户多。"),
    ],
)
def test_a_title_that_its_figures_contradict_is_an_error(tmp_path: Path, body: str, said: str) -> None:
    [message] = _errors(tmp_path, body)
    assert message.endswith(said)


@pytest.mark.parametrize(
    "body",
    [
        TABLE.format("2023年各市经营主体"),
        TABLE.format("武汉经营主体居首"),
        TABLE.format("各市经营主体比上年增长"),  # not so of one of three: it may be said of all together
        TABLE.format("各市情况"),
        CHART.format("2021—2023年武汉、洛阳经营主体逐年增长"),
        CHART.format("2021年以来经营主体增长情况"),
    ],
)
def test_a_title_that_they_bear_out_or_that_says_nothing_of_them_is_none(tmp_path: Path, body: str) -> None:
    assert _errors(tmp_path, body) == []


def _table(head: str, *rows: str) -> str:
    return f"表：各市情况\n\n| {head} |\n| {' | '.join('-' for _ in head.split('|'))} |\n" + "".join(
        f"| {row} |\n" for row in rows
    )


def _value(name: str, place: str, more: str = "") -> str:
    return f'{{{{ value("{name}", "{place}"){more} }}}}'


FIRMS = _value("经营主体", "武汉")


@pytest.mark.parametrize(
    ("head", "row", "said"),
    [
        ("城市 | 经营主体", f"洛阳市 | {FIRMS}", "“洛阳市｜经营主体｜198.2万户”写的是洛阳市，数却是武汉的。"),
        ("城市 | 2022年", f"武汉市 | {FIRMS}", "“武汉市｜2022年｜198.2万户”写的是2022年，数却是2023年的。"),
        ("指标 | 武汉 | 洛阳", f"经营主体 | {FIRMS} | {FIRMS}", "写的是洛阳，数却是武汉的。"),
        ("城市 | 开办时间", f"武汉 | {FIRMS}", "写的是开办时间，数却是经营主体的。"),
        ("城市 | 同比", f"武汉 | {_value('经营主体', '武汉', '.change(2021)')}", "写的是同比，数却是与2021年相比的。"),
        ("城市 | 位次", f"洛阳 | {_value('经营主体', '武汉', '.rank')}", "写的是洛阳，数却是武汉的。"),
    ],
)
def test_a_cell_is_of_what_its_row_and_its_column_are_called(tmp_path: Path, head: str, row: str, said: str) -> None:
    [message] = _errors(tmp_path, _table(head, row))
    assert message.endswith(said)


def test_a_cell_that_is_what_it_is_called_is_none(tmp_path: Path) -> None:
    change = _value("经营主体", "武汉", ".change(2021)")
    rows = (f"武汉市 | {FIRMS} | {change}", f"洛阳市 | 武汉为{FIRMS} | 未收录")
    assert _errors(tmp_path, _table("城市 | 2023年经营主体 | 比2021年", *rows)) == []


def test_a_head_that_names_nothing_says_nothing(tmp_path: Path) -> None:
    old = _value("经营主体", "武汉").replace('")', '", period=2022)')
    rows = _table("指标 | 本市 | 上年 | 先进城市", f"经营主体 | {_value('经营主体', '洛阳')} | {old} | {FIRMS}")
    assert _errors(tmp_path, rows.replace("各市情况", "2023年洛阳市对标情况")) == []


def test_the_time_that_neither_row_nor_column_names_is_that_of_the_title(tmp_path: Path) -> None:
    table = _table("城市 | 数量", f"武汉市 | {FIRMS}")
    assert _errors(tmp_path, table.replace("各市情况", "2023年经营主体")) == []
    [message] = _errors(tmp_path, table.replace("各市情况", "2022年经营主体"))
    assert message.endswith("写的是2022年，数却是2023年的。")
