"""What heads and the names of rows say."""

from __future__ import annotations

import pytest

from briefing.data.tables.grid import name_of, tidy
from briefing.data.tables.heads import ColumnRole, Said, read_head, stub_role
from briefing.data.tables.lexicon import Lexicon
from briefing.data.tables.periods import Relative, is_period, parse, resolve, split_period
from briefing.model.measure import Measure, MeasureKind, Price
from briefing.model.period import Basis, Period
from tests.data.tables.typed import CATALOGUE, LEXICON

GROWTH, CHANGE = MeasureKind.GROWTH, MeasureKind.CHANGE


@pytest.mark.parametrize(
    ("head", "name", "unit"),
    [
        ("经营主体（万户）", "经营主体", "万户"),
        ("经营主体(单位：万户)", "经营主体", "万户"),
        ("财政收入/亿元", "财政收入", "亿元"),
        ("财政收入，亿元", "财政收入", "亿元"),
        ("增值税（含营改增）", "增值税（含营改增）", ""),
        ("R&D 经费【万元】", "R&D经费", "万元"),
        ("第一产业增加值", "第一产业增加值", ""),
        ("年末总人口", "年末总人口", ""),
        ("商品房均价（元/立方寸）", "商品房均价（元/立方寸）", ""),
    ],
)
def test_a_unit_in_brackets_or_behind_a_stroke_is_taken_from_the_name(head: str, name: str, unit: str) -> None:
    said = read_head(tidy(head), LEXICON)
    assert (said.name, said.unit, said.measure) == (name, unit, None)


@pytest.mark.parametrize(
    ("head", "measure"),
    [
        ("同比±%", Measure(kind=GROWTH, base="同比")),
        ("比上年同期增长（％）", Measure(kind=GROWTH, base="同比")),
        ("环比增长（%）", Measure(kind=GROWTH, base="环比")),
        ("可比价增速", Measure(kind=GROWTH, price=Price.CONSTANT)),
        ("名义增长%", Measure(kind=GROWTH, price=Price.NOMINAL)),
        ("同比增减（户）", Measure(kind=CHANGE, base="同比")),
        ("较年初净增", Measure(kind=CHANGE, base="较年初")),
        ("同比增减（百分点）", Measure(kind=CHANGE, base="同比")),
        ("占GDP比重", Measure(kind=MeasureKind.SHARE, base="GDP")),
        ("全市占比（%）", Measure(kind=MeasureKind.SHARE, base="全市")),
        ("全省位次", Measure(kind=MeasureKind.RANK, ranking="全省")),
        ("增速排名", Measure(kind=MeasureKind.RANK, base="增速")),
        ("位次变化", Measure(kind=MeasureKind.RANK_CHANGE)),
        ("得分", Measure(kind=MeasureKind.SCORE)),
        ("人均（元）", Measure(kind=MeasureKind.PER_HEAD)),
        ("指数（上年=100）", Measure(kind=MeasureKind.INDEX, base="上年")),
    ],
)
def test_the_measure_of_a_head(head: str, measure: Measure) -> None:
    assert read_head(tidy(head), LEXICON).measure == measure


def test_a_measure_stands_behind_a_name_or_alone() -> None:
    said = read_head("规上工业增加值同比增速(%)", LEXICON, column=False)
    assert (said.name, said.measure) == ("规上工业增加值", Measure(kind=GROWTH, base="同比"))
    assert read_head("下降%", LEXICON).falls and not read_head("增长%", LEXICON).falls
    assert read_head("同比增减", LEXICON).open_change and not read_head("同比增速", LEXICON).open_change


def test_a_name_of_the_catalogue_is_never_taken_apart() -> None:
    known = next(item.name for item in CATALOGUE.indicators.values() if item.name.endswith("完成率"))
    assert read_head(known, LEXICON) == Said(name=known)


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("年度目标", ColumnRole.TARGET),
        ("2023年目标值", ColumnRole.TARGET),
        ("全年计划", ColumnRole.TARGET),
        ("完成率（%）", ColumnRole.RATE),
        ("完成年度目标的比例", ColumnRole.RATE),
        ("占年度计划%", ColumnRole.RATE),
        ("上年同期", ColumnRole.YEAR_EARLIER),
        ("去年同期累计", ColumnRole.YEAR_EARLIER),
        ("绝对量", ColumnRole.VALUE),
    ],
)
def test_targets_rates_and_last_year_are_known_by_their_heads(head: str, role: ColumnRole) -> None:
    assert read_head(tidy(head), LEXICON).role is role


@pytest.mark.parametrize(
    ("head", "relative", "name"),
    [
        ("本月", Relative.WITHIN, ""),
        ("当月完成", Relative.WITHIN, ""),
        ("1—本月累计", Relative.CUMULATIVE, ""),
        ("1-本月累计增速", Relative.CUMULATIVE, ""),
        ("年初至今累计", Relative.CUMULATIVE, ""),
        ("工业增加值累计增长(%)", Relative.CUMULATIVE, "工业增加值"),
        ("国内生产总值当季值(亿元)", Relative.WITHIN, "国内生产总值"),
        ("GDP_累计", Relative.CUMULATIVE, "GDP"),
        ("上月", Relative.BEFORE, ""),
    ],
)
def test_periods_by_another_period(head: str, relative: Relative, name: str) -> None:
    said = read_head(tidy(head), LEXICON)
    assert (said.relative, said.name) == (relative, name)


def test_what_stands_beside_a_period_is_a_name() -> None:
    assert split_period("2023年GDP") == ("2023年", "GDP")
    assert split_period("1—11月累计增速") == ("1—11月累计", "增速")
    assert split_period("新设企业") == ("", "新设企业")


def test_a_bare_number_is_a_year_only_between_1900_and_2100() -> None:
    assert [is_period(text) for text in ("1899", "1900", "2100", "2101", "2018.0", "11", "20231")] == [
        False,
        True,
        True,
        False,
        True,
        False,
        False,
    ]


def test_one_period_has_one_spelling() -> None:
    for text, printed in (
        ("2023", "2023年"),
        ("2023年全年", "2023年"),
        ("2023年第三季度", "2023年三季度"),
        ("2023年11月份", "2023年11月"),
    ):
        found = parse(text, None)
        assert found is not None and found.printed == printed
    assert parse("11月", None) is None and parse("11月", 2023) == Period.parse("2023年11月")


def test_month_and_sum_come_of_a_month_as_of_the_months_till_then() -> None:
    for text in ("2023年11月", "2023年1—11月"):
        base = Period.parse(text)
        assert resolve(Relative.WITHIN, base)[0] == Period.parse("2023年11月")
        assert resolve(Relative.CUMULATIVE, base) == (Period.parse("2023年1—11月"), Basis.CUMULATIVE)
        assert resolve(Relative.BEFORE, base)[0] == Period.parse("2023年10月")
    assert resolve(Relative.CUMULATIVE, Period.parse("2023年1月"))[0] == Period.parse("2023年1月")
    assert resolve(Relative.YEAR_EARLIER, Period.parse("2023年11月"))[0] == Period.parse("2022年11月")


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("序号", ColumnRole.SERIAL),
        ("客户编号", ColumnRole.SERIAL),
        ("县（市、区）", ColumnRole.PLACE),
        ("市州", ColumnRole.PLACE),
        ("主要指标", ColumnRole.INDICATOR),
        ("计量单位", ColumnRole.UNIT),
        ("责任单位", ColumnRole.BUREAU),
        ("年份", ColumnRole.PERIOD),
        ("城市化率", None),
        ("市场主体", None),
    ],
)
def test_heads_of_columns_without_figures(head: str, role: ColumnRole | None) -> None:
    assert stub_role(tidy(head)) is role


def test_names_lose_spaces_and_marks_of_notes() -> None:
    assert [name_of(tidy(text)) for text in ("北　京", "武汉①", "GDP*", "港 澳\n台", "Wi Fi 覆盖")] == [
        "北京",
        "武汉",
        "GDP",
        "港澳台",
        "Wi Fi覆盖",
    ]


def test_a_lexicon_knows_places_by_name_code_and_alias_and_its_own_first() -> None:
    assert LEXICON.places("武汉") == LEXICON.places("420100") == ("湖北省武汉市",)
    assert len(LEXICON.places("鼓楼区")) == 4 and LEXICON.places("武汗") == ()
    from briefing.model.library import City

    own = Lexicon(CATALOGUE, [City(id="z", name="东湖高新区", parent="武汉市", aliases=("光谷",))])
    assert own.places("光谷") == own.places("东湖高新区") == ("武汉市东湖高新区",)
    assert LEXICON.unit_of("企业") == ""
