"""What came back of the forms: reported, missing, left open, unlike what was reported before."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.data.tables.files.book import Book
from briefing.data.tables.files.opening import open_book
from briefing.data_tools.collect import Collected, collect, collected_workbook
from briefing.data_tools.forms import COLUMNS, SHEET, ask, forms
from briefing.data_tools.workbook import FormColumn, FormPage, workbook
from briefing.errors import Severity
from briefing.model.library import Library
from briefing.model.measure import Measure, MeasureKind
from briefing.model.period import Period
from tests.builders import fact, indicator, library
from tests.data_tools.test_workbook import sheets

AT = Period.parse("2026-11")
DUE = datetime.date(2026, 12, 5)
HEAD = [column.head for column in COLUMNS]


def reporting(*values: int | str, bureau: str = "市税务局") -> Library:
    """A library with figures of one indicator in the months up to October 2026."""
    first = 10 - len(values) + 1
    facts = [
        replace(fact(f"wuhan.items-{month}", value, "家", indicator="items", period=f"2026-{month:02d}"), bureau=bureau)
        for month, value in enumerate(values, first)
    ]
    return library(*facts, indicator("items", "新增企业"))


def returned(held: Library, folder: Path, *, bureau: str = "市税务局", name: str = "", **filled: object) -> Path:
    """The form of a bureau, filled in: `filled` are the entries above the table and the cells of the first row."""
    form = next(form for form in forms(held, AT, DUE)[0] if form.bureau == bureau)
    rows = sheets(form.data)[SHEET]
    entries = {"填报人：": "张三", "审核人：": "李四", "电话：": "010-1", "填报日期：": "2026-12-03"}
    entries |= {f"{key}：": str(value) for key, value in filled.items() if f"{key}：" in {row[0] for row in rows}}
    lines = tuple((str(row[0]), entries.get(str(row[0]), str(row[1]))) for row in rows[1:8])
    cells = [[filled.get(head, cell) for head, cell in zip(HEAD, row, strict=True)] for row in rows[9:]]
    shown = [[None if cell == "" else int(cell) if isinstance(cell, float) else cell for cell in row] for row in cells]
    page = FormPage(SHEET, tuple(map(FormColumn, HEAD)), shown, str(rows[0][0]), lines)  # type: ignore[arg-type]
    path = folder / f"{name or bureau}.xlsx"
    path.write_bytes(workbook([page]))
    return path


def read(held: Library, *paths: Path) -> Collected:
    return collect([open_book(path) for path in paths], ask(held, AT)[0], held, AT)


def told(collected: Collected) -> list[str]:
    return [problem.message for problem in collected.problems]


def test_a_figure_is_kept_with_who_reported_it_and_its_cell(tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    found = read(held, returned(held, tmp_path, 本期数值=55, 说明="含个体户"))
    assert told(found) == []
    assert [*found.summary()] == ["已报 1 家：市税务局（1 项）。"]
    written = sheets(collected_workbook(found, held))
    head, row = written["数据"]
    figure = dict(zip(head, row, strict=True))
    assert (figure["城市"], figure["指标"], figure["时期"], figure["数值"], figure["单位"]) == (
        "武汉市",
        "新增企业",
        "2026-11",
        55,
        "家",
    )
    assert (figure["备注"], figure["牵头单位"], figure["位置"]) == (
        "含个体户",
        "市税务局",
        "市税务局.xlsx 营商环境数据报送表!I10",
    )
    source = dict(zip(*written["来源"], strict=True))
    assert figure["来源"] == source["标识"]
    assert (source["标题"], source["发布单位"]) == ("数据报送表（2026年11月）", "市税务局")
    assert source["备注"] == "填报人：张三；审核人：李四；电话：010-1；填报日期：2026-12-03"


@pytest.mark.parametrize(
    ("before", "value", "said"),
    [
        ((40, 50, 60), 40, []),
        ((40, 50, 60), 60, []),
        ((40, 50, 60), 39, ["39家，比以往最低的 40家（2026年8月）低 2.5%。"]),
        ((40, 50, 60), 61, ["61家，比以往最高的 60家（2026年10月）高 1.7%。"]),
        ((40, 50), 100, []),
        ((40, 50), 101, ["101家，比上期的 50家（2026年10月）高 102.0%。"]),
        ((40, 50), 25, []),
        ((40, 50), 24, ["24家，比上期的 50家（2026年10月）低 52.0%。"]),
        ((0,), 0, []),
        ((0,), 3, ["3家，比上期的 0家（2026年10月）高 3家。"]),
    ],
)
def test_a_figure_that_leaves_the_range_of_those_before_is_told_with_by_how_much(
    before: tuple[int, ...], value: int, said: list[str], tmp_path: Path
) -> None:
    held = reporting(*before)
    found = read(held, returned(held, tmp_path, 本期数值=value))
    assert told(found) == said
    assert all(problem.severity is Severity.WARNING for problem in found.problems)
    assert len(found.reports[0].answers) == 1


@pytest.mark.parametrize(("value", "hint"), [(5999, "请核实。"), (6000, "请核对单位是不是填错。")])
def test_a_figure_a_hundred_times_another_is_likely_in_another_unit(value: int, hint: str, tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    [problem] = read(held, returned(held, tmp_path, 本期数值=value)).problems
    assert problem.hint == hint


def test_what_is_left_open_and_what_there_is_not_are_told_apart(tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    assert [*read(held, returned(held, tmp_path)).summary()] == [
        "已报 1 家：市税务局（0 项）。",
        "漏项：市税务局 1 项，武汉市新增企业。",
    ]
    none = read(held, returned(held, tmp_path, 本期数值="无", 说明="停止统计"))
    assert [*none.summary()][1:] == ["无数据：市税务局，武汉市新增企业（停止统计）。"]


def test_who_has_not_reported_is_told(tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    assert [*read(held).summary()] == ["还没有单位报来。", "未报 1 家：市税务局。"]


def test_a_changed_figure_of_the_last_time_is_told_and_not_taken_over(tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    found = read(held, returned(held, tmp_path, 本期数值=55, 上期数值=58, 说明="核减"))
    assert told(found) == ["上期数值由 60 改成了 58（核减）。"]
    assert [answer.figure.value for answer in found.reports[0].answers] == [55]


def test_what_is_no_number_is_told_with_its_cell(tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    found = read(held, returned(held, tmp_path, 本期数值="较多"))
    [problem] = found.problems
    assert problem.severity is Severity.ERROR
    assert str(problem.location) == "市税务局.xlsx 营商环境数据报送表!I10"


def test_a_word_is_no_figure(tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    assert told(read(held, returned(held, tmp_path, 本期数值="持平"))) == ["本期数值填的是“持平”，不是数。"]


@pytest.mark.parametrize(("typed", "value"), [("下降3.1", "-3.1"), ("持平", "0"), ("5.2", "5.2")])
def test_a_word_of_a_growth_rate_is_one(typed: str, value: str, tmp_path: Path) -> None:
    growth = Measure(kind=MeasureKind.GROWTH, base="同比")
    last = fact("wuhan.growth", 4, "%", period="2026-10", indicator="items")
    held = library(replace(last, bureau="市税务局", measure=growth), indicator("items", "新增企业", family="percent"))
    found = read(held, returned(held, tmp_path, 本期数值=typed))
    row = dict(zip(*sheets(collected_workbook(found, held))["数据"], strict=True))
    assert Decimal(str(row["数值"])) == Decimal(value)


def test_another_unit_in_the_cell_is_told(tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    found = read(held, returned(held, tmp_path, 本期数值="55万家"))
    assert told(found) == ["本期数值的单位是“万家”，要的是“家”。"]
    assert found.reports[0].answers == ()


@pytest.mark.parametrize(("place", "kept"), [(1, True), (0, False), (-3, False), ("2.5", False)])
def test_a_place_in_a_ranking_is_a_whole_number_from_one_on(place: object, kept: bool, tmp_path: Path) -> None:
    rank = replace(fact("wuhan.place", 2, "位", period="2026-10", indicator="place"), bureau="市税务局")
    held = library(rank, indicator("place", "名次", family="rank"))
    assert (len(read(held, returned(held, tmp_path, 本期数值=place)).reports[0].answers) == 1) is kept


def test_what_nobody_signed_is_told(tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    found = read(held, returned(held, tmp_path, 本期数值=55, 填报人="", 电话=""))
    assert told(found) == ["没有填“填报人”。", "没有填“电话”。"]


def test_the_form_of_another_period_and_another_workbook_are_told_and_not_read(tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    form = returned(held, tmp_path, 本期数值=55, 报送时期="2026年10月")
    other = tmp_path / "其他.xlsx"
    other.write_bytes(workbook([FormPage("数据", (FormColumn("城市"),), [("武汉市",)])]))
    found = read(held, form, other)
    assert told(found) == ["报送的是“2026年10月”，不是“2026年11月”，没有读取。", "不是数据报送表，没有读取。"]
    assert found.reports == ()
    assert found.missing == ("市税务局",)


def test_of_two_forms_of_one_bureau_the_first_is_read_and_the_second_told(tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    first = returned(held, tmp_path, 本期数值=55)
    second = returned(held, tmp_path, name="市税务局（改）", 本期数值=56)
    found = read(held, first, second)
    assert told(found) == ["“市税务局”报了两份，另一份是 市税务局.xlsx，只读了那一份。"]
    assert [answer.figure.value for answer in found.reports[0].answers] == [55]


def test_a_damaged_workbook_does_not_stop_the_others(tmp_path: Path) -> None:
    held = reporting(40, 50, 60)
    damaged = tmp_path / "坏.xlsx"
    damaged.write_bytes(b"PK\x03\x04 nothing more")
    found = read(held, damaged, returned(held, tmp_path, 本期数值=55))
    assert len(found.reports) == 1
    assert all(problem.location.file == "坏.xlsx" for problem in found.problems)
    assert found.problems


def test_no_books_at_all() -> None:
    assert collect([Book("空.xlsx")], [], library(), AT).reports == ()
