"""The long form: a row for every figure, each thing in a column of its own, whatever their order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.data.tables.lexicon import TableSettings
from briefing.data.tables.long_form import COLUMNS, HEAD_ROWS, LongForm, head_row
from briefing.data.tables.observations import TableReading
from briefing.errors import Severity
from briefing.model.facts import Audience, Headline, Status
from briefing.model.measure import Measure, MeasureKind, Price, Survey
from briefing.model.period import Basis, Period
from briefing.model.quantity import Qualifier
from tests.data.tables.typed import LEXICON, NOTHING, Typed, sheet

HEADS = ("城市", "指标", "时期", "数值", "单位")


def read(*rows: tuple[Typed, ...], heads: tuple[str, ...] = HEADS, settings: TableSettings = NOTHING) -> TableReading:
    typed = sheet([heads, *rows], name="数据", file="数据.xlsx")
    head = head_row(typed)
    assert head is not None
    return LongForm(typed, head, settings, LEXICON).reading()


def test_a_row_is_a_figure() -> None:
    [found] = read(("武汉市", "经营主体", 2023, "197.3", "万户")).observations
    assert (found.city, found.indicator, found.period, found.unit) == (
        "武汉市",
        "经营主体",
        Period.parse("2023"),
        "万户",
    )
    assert (found.value, found.row, found.column) == (Decimal("197.3"), 1, 3)


def test_every_column_is_read_in_any_order() -> None:
    row = {
        "城市": "武汉市",
        "指标": "税收收入",
        "时期": "2025年",
        "数值": "5.2",
        "单位": "%",
        "量": "增速",
        "基期": "同比",
        "价格": "可比价",
        "调查方式": "登记",
        "榜单": "全省",
        "参评数": 17,
        "时期口径": "期间",
        "范围": "市区",
        "约数": "约",
        "原文": "约5.2%",
        "增减": "增",
        "状态": "快报",
        "公开范围": "对内",
        "断点": "口径调整",
        "目标值": 6,
        "目标时期": "2026年",
        "牵头单位": "市税务局",
        "原因": "政策延续",
        "分量": "头条",
        "来源": "市统计局",
        "位置": 3,
        "说明": "初步数",
        "备注": "待核",
        "标识": "wuhan.tax",
    }
    assert {*row} == {column.head for column in COLUMNS}
    [found] = read(tuple(row.values())[::-1], heads=tuple(row)[::-1]).observations
    measure = Measure(
        kind=MeasureKind.GROWTH, base="同比", price=Price.CONSTANT, survey=Survey.REGISTER, ranking="全省", of=17
    )
    assert (found.measure, found.basis, found.scope) == (measure, Basis("期间"), "市区")
    assert (found.qualifier, found.direction, found.status) == (Qualifier.ABOUT, "增", Status.FLASH)
    assert (found.audience, found.headline, found.break_reason) == (Audience.INTERNAL, Headline.LEAD, "口径调整")
    assert (found.target, found.target_period) == (Decimal(6), Period.parse("2026年"))
    assert (found.bureau, found.cause) == ("市税务局", "政策延续")
    assert (found.source, found.place, found.printed, found.id) == ("市统计局", "3", "约5.2%", "wuhan.tax")
    assert (found.caveat, found.note) == ("初步数", "待核")


@pytest.mark.parametrize(("blank", "found"), [(HEAD_ROWS - 1, True), (HEAD_ROWS, False)])
def test_the_heads_stand_among_the_first_rows(blank: int, found: bool) -> None:
    rows: list[tuple[Typed, ...]] = [("标题",)] * blank + [HEADS]
    assert (head_row(sheet(rows)) is not None) is found


@pytest.mark.parametrize(
    ("row", "cell", "told"),
    [
        (("", "经营主体", 2023, 1, "万户"), "A2", "没有写城市"),
        (("武汉市", "", 2023, 1, "万户"), "B2", "没有写指标"),
        (("武汉市", "经营主体", "去年", 1, "万户"), "C2", "时期写的是“去年”"),
        (("武汉市", "经营主体", "", 1, "万户"), "C2", "没有写时期"),
        (("武汉市", "经营主体", 2023, "", "万户"), "D2", "没有写数值"),
        (("合计", "经营主体", 2023, 1, "万户"), "A2", "“合计”这样的行由其他行算出，未读"),
        (("其他", "经营主体", 2023, 1, "万户"), "A2", "“其他”这样的行由其他行算出，未读"),
        (("全国", "经营主体", 2023, 1, "万户"), "A2", "“全国”不是一个城市，未读"),
        (("全 省", "经营主体", 2023, 1, "万户"), "A2", "不知道“全 省”是哪里，未读"),
        (("武汉市", "经营主体", 2023, "12①", "万户"), "D2", "标了“①”，表下没有它的注"),
        (("武汉市", "网办率", 2023, "0.985", "%"), "D2", "“网办率”的单位是%，数却不超过 1"),
        (("武汉市", "网办率", 2023, 1, "%"), "D2", "“网办率”的单位是%，数却不超过 1"),
        (("武汉市", "经营主体", 2023, "1,5", "万户"), "D2", "“1,5”里的逗号"),
        (("武汉市", "经营主体", 2023, "12万", "户"), "D2", "数值里写了“万”，单位列写的是“户”"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(row: tuple[Typed, ...], cell: str, told: str) -> None:
    [problem] = read(row).problems
    assert str(problem).startswith(f"数据.xlsx 数据!{cell}：")
    assert told in problem.message


def test_the_same_mistake_is_told_in_each_row_that_makes_it() -> None:
    wrong = ("武汉市", "经营主体", "去年", 1, "万户")
    found = read(wrong, wrong)
    assert [problem.location.cell for problem in found.problems] == ["数据!C2", "数据!C3"]
    assert found.observations == ()


def test_a_dash_is_no_figure_and_no_mistake() -> None:
    found = read(("武汉市", "经营主体", 2023, "—", "万户"))
    assert (found.observations, found.problems) == ((), ())


def test_a_word_of_a_fall_is_a_negative_value() -> None:
    [found] = read(("武汉市", "税收收入", 2023, "下降5.2", "%")).observations
    assert (found.value, found.direction) == (Decimal("-5.2"), None)


def test_an_unknown_column_is_told_with_the_nearest() -> None:
    [problem] = read(("武汉市", "经营主体", 2023, 1, "万户", "x"), heads=(*HEADS, "备住")).problems
    assert (problem.location.cell, "备注" in problem.hint) == ("数据!F1", True)


def test_hidden_rows_are_not_read_and_that_is_told() -> None:
    row = ("武汉市", "经营主体", 2023, 1, "万户")
    form = LongForm(sheet([HEADS, row, row], hidden_rows=[2]), 0, NOTHING)
    found = form.reading()
    assert len(found.observations) == 1
    assert [problem.message for problem in found.problems] == ["有 1 行被隐藏或筛选掉，没有读取。"]


def test_the_settings_say_what_a_row_leaves_out() -> None:
    said = TableSettings(city="武汉市", period="2024年", units={"经营主体": "万户"}, unit="个")
    found = read(("", "经营主体", "", 1, ""), ("宜昌市", "园区", 2023, 2, ""), settings=said)
    assert found.problems == ()
    assert [(item.city, item.period.printed, item.unit) for item in found.observations] == [
        ("武汉市", "2024年", "万户"),
        ("宜昌市", "2023年", "个"),
    ]


@pytest.mark.parametrize("value", ["1.01", "0.985%", 0, "98.5"])
def test_percentages_over_one_or_with_their_sign_are_no_fractions(value: Typed) -> None:
    found = read(("武汉市", "网办率", 2023, value, "%"), ("武汉市", "经营主体增速", 2023, 0.5, "%"))
    assert found.observations[0].value == Decimal(str(value).removesuffix("%"))
    assert [problem.message for problem in found.problems if "网办率" in problem.message] == []


@pytest.mark.parametrize(("value", "doubts"), [(0.5, 0), (0.054, 1)])
def test_a_rate_of_growth_may_be_small_but_has_no_thousandths(value: float, doubts: int) -> None:
    heads = (*HEADS, "量")
    assert len(read(("武汉市", "经营主体", 2023, value, "%", "增速"), heads=heads).problems) == doubts


def test_rows_that_nobody_has_filled_in_are_passed_over_and_counted() -> None:
    blank: tuple[Typed, ...] = ("武汉市", "经营主体", "", "", "万户")
    found = read(("武汉市", "经营主体", 2023, 1, "万户"), blank, blank, ("", "", "", "", "户"))
    assert len(found.observations) == 1
    [problem] = found.problems
    assert (problem.severity, problem.location.cell) == (Severity.WARNING, "数据!D3")
    assert problem.message == "有 3 行没有填时期和数值，没有读取。"


def test_a_note_below_is_the_caveat_of_the_figure_with_its_mark() -> None:
    rows: list[tuple[Typed, ...]] = [("武汉市", "经营主体", year, f"{year - 2010}①", "万户") for year in (2022, 2023)]
    found = read(*rows, ("武汉市", "经营主体", 2024, 14, "万户"), ("注：①为预计数",))
    assert found.problems == ()
    assert [(item.value, item.caveat) for item in found.observations] == [(12, "预计数"), (13, "预计数"), (14, "")]
