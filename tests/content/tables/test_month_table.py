"""The month table: what is done, how far towards the target, who answers for it; no column that nobody fills."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.analysis.analyse import Analysis
from briefing.analysis.months import NAMED
from briefing.content.compose import compose
from briefing.content.context import BriefingContext
from briefing.content.ledger import Ledger
from briefing.content.tables.changes import ChangeCells
from briefing.content.tables.month_table import ALL_FROM, MonthTables
from briefing.data.template_folders import read_template
from briefing.model.catalogue import Indicator
from briefing.model.document import Document, Table
from briefing.model.facts import Fact, Target
from briefing.model.measure import Measure, MeasureKind
from briefing.model.period import Period
from briefing.model.quantity import Quantity
from briefing.model.walk import all_runs, refs
from briefing.wording.prose import plain
from tests.builders import Item, analysis, city, fact, indicator, judged, relation, theme
from tests.content.samples import request
from tests.content.test_series import ROOT


def aimed(item: Fact, goal: str, *, bureau: str = "市税务局", due: str = "2026") -> Fact:
    """The fact with a target."""
    target = Target(Quantity(Decimal(goal), item.quantity.unit), Period.parse(due))
    return replace(item, target=target, bureau=bureau)


def month(place: str, name: str, value: str, symbol: str = "户") -> Fact:
    return fact(f"{place}.{name}-10", value, symbol, indicator=name, period="2026年10月", basis="期间")


def total(place: str, name: str, value: str, symbol: str = "户", at: str = "2026年1—10月") -> Fact:
    return fact(f"{place}.{name}-{at}", value, symbol, indicator=name, period=at, basis="累计")


def growth(place: str, name: str, value: str, at: str = "2026年1—10月") -> tuple[Indicator, Fact]:
    """A stated rate of growth from the same time of the year before."""
    own = replace(indicator(f"{name}-up", f"{name}同比增速", family="percent"), of=name, measure=MeasureKind.GROWTH)
    rate = fact(f"{place}.{name}-up-{at}", value, "%", indicator=own.id, period=at, basis="累计")
    return own, replace(rate, measure=Measure(kind=MeasureKind.GROWTH, base="同比"))


def made(*items: Item) -> tuple[MonthTables, Analysis, Ledger]:
    data = analysis(*judged(*items))
    ledger = Ledger(data.selection.library)
    return MonthTables(data, ledger, ChangeCells(data, ledger)), data, ledger


def of_theme(*items: Item) -> list[Table]:
    return made(*items)[0].of_theme(theme())


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in (table.header, *table.rows)]


def notes(table: Table) -> list[str]:
    return [plain(note) for note in table.notes]


FIRMS = (month("wuhan", "firms", "1078"), aimed(total("wuhan", "firms", "12543"), "15552"))
TAXES = (month("wuhan", "taxes", "8.2", "亿元"), aimed(total("wuhan", "taxes", "95000", "万元"), "10.4"))
MONEY = indicator("taxes", "减税降费", family="cny", better="高")


def test_each_row_has_its_unit_its_target_its_pace_and_who_answers_for_it() -> None:
    spent = replace(aimed(total("wuhan", "taxes", "95.0", "亿元"), "104"), bureau="")
    (table,) = of_theme(
        *FIRMS, MONEY, TAXES[0], spent, *growth("wuhan", "taxes", "4.1"), *growth("wuhan", "firms", "-0.5")
    )
    assert plain(table.caption) == "2026年10月政务服务完成情况"
    assert cells(table) == [
        ["指标", "本月", "累计", "同比（%）", "年度目标", "完成率（%）", "序时进度", "牵头单位"],
        ["firms（户）", "1078", "12543", "−0.5", "15552", "80.7", "●慢于", "市税务局"],
        ["减税降费（亿元）", "8.2", "95.0", "+4.1", "104", "91.3", "快于", "—"],
    ]
    assert notes(table) == [
        "完成率按累计数推算，尾数四舍五入。",
        "序时进度按天数推算：截至2026年10月31日，全年时间已过83.3%。",
        "“●”表示未达目标或者慢于序时进度。",
    ]


@pytest.mark.parametrize(("value", "rate"), [("1260", "84"), ("1230", "82")])
def test_what_does_not_say_what_is_better_has_no_pace(value: str, rate: str) -> None:
    """1260 inspections of 1500 may be too many: nobody said."""
    inspections = indicator("inspections", "涉企检查次数")
    (table,) = of_theme(*FIRMS, inspections, aimed(total("wuhan", "inspections", value, "次"), "1500"))
    assert cells(table)[2][4:7] == [rate, "—", "市税务局"]


def test_what_does_not_say_what_is_better_is_not_counted() -> None:
    inspections = indicator("inspections", "涉企检查次数")
    four = [aimed(total("wuhan", f"i{at}", "90"), "100") for at in range(NAMED + 1)]
    five = document(inspections, aimed(total("wuhan", "inspections", "1260", "次"), "1500"), *four)
    assert "可按序时进度衡量的4项年度目标均快于序时进度。" in "".join(run.text for run in all_runs(five.blocks))


@pytest.mark.parametrize(("value", "said"), [("97.9", "●未达目标"), ("98.1", "已达目标")])
def test_a_percentage_says_whether_its_target_is_met(value: str, said: str) -> None:
    rate = indicator("ontime", "按期办结率", family="percent", better="高")
    (table,) = of_theme(*FIRMS, rate, aimed(month("wuhan", "ontime", value, "%"), "98"))
    row = next(row for row in cells(table) if row[0].startswith("按期办结率"))
    assert said in row


def test_the_mark_of_what_is_behind_is_in_every_font() -> None:
    assert "●".encode("gb2312")


def test_figures_of_one_row_stand_in_one_unit() -> None:
    (table,) = of_theme(*FIRMS, MONEY, TAXES[0], aimed(total("wuhan", "taxes", "850000", "万元"), "1040000"))
    assert cells(table)[2][:5] == ["减税降费（亿元）", "8.2", "85", "104", "81.7"]
    assert [run.ref for cell in table.rows[1][2:4] for run in cell] == ["wuhan.taxes-2026年1—10月"] * 2


def test_columns_that_no_row_fills_are_left_out() -> None:
    (table,) = of_theme(month("wuhan", "a", "1"), month("wuhan", "b", "2"))
    assert cells(table) == [["指标", "本月"], ["a（户）", "1"], ["b（户）", "2"]]
    assert plain(table.caption) == "2026年10月政务服务情况"
    assert not table.notes


def test_a_growth_that_no_source_states_follows_from_the_year_before() -> None:
    earlier = (total("wuhan", "a", "100", at="2025年1—10月"), total("wuhan", "b", "100", at="2025年1—10月"))
    now = (total("wuhan", "a", "110"), total("wuhan", "b", "90"))
    (table,) = of_theme(*earlier, *now, *growth("wuhan", "b", "-9.5"))
    assert cells(table)[1:] == [["a（户）", "110", "+10"], ["b（户）", "90", "−9.5"]]
    assert notes(table) == ["同比按累计数推算，尾数四舍五入，原表已列的以原表为准。"]


def test_the_growth_is_that_of_what_has_added_up_where_both_are_there() -> None:
    items = (month("wuhan", "a", "10"), total("wuhan", "a", "110"), month("wuhan", "b", "5"))
    (table,) = of_theme(*items, *growth("wuhan", "a", "7"), *growth("wuhan", "a", "3", "2026年10月"))
    assert cells(table)[1:] == [["a（户）", "10", "110", "+7"], ["b（户）", "5", "—", "—"]]
    assert notes(table) == ["同比为累计数的同比。"]


def test_stocks_at_the_end_of_the_month_join_and_have_no_pace() -> None:
    stock = fact("wuhan.stock", 200, "万户", indicator="stock", period="截至2026年10月末", basis="时点")
    (table,) = of_theme(*FIRMS, aimed(stock, "205"))
    assert cells(table)[0][2] == "累计（期末）"
    assert cells(table)[2] == ["stock（万户）", "—", "200", "205", "97.6", "—", "市税务局"]


@pytest.mark.parametrize(
    ("value", "pace"), [("1000", "已完成"), ("999", "快于"), ("834", "快于"), ("832", "●慢于"), ("832.9", "—")]
)
def test_the_pace_is_told_where_it_is_certain(value: str, pace: str) -> None:
    """304 of 365 days are gone, 832.88 of a thousand; 832.9 stands for 832.85 to 832.95."""
    spent = aimed(total("wuhan", "taxes", value, "亿元"), "1000")
    (table,) = of_theme(*FIRMS, MONEY, spent)
    assert cells(table)[2][cells(table)[0].index("序时进度")] == pace


@pytest.mark.parametrize(("value", "said"), [("100", "已完成"), ("99", "●未完成")])
def test_at_the_end_of_the_year_it_is_done_or_not(value: str, said: str) -> None:
    items = [aimed(total("wuhan", name, value, at="2026年1—12月"), "100") for name in ("a", "b")]
    (table,) = of_theme(*items)
    assert cells(table)[1][cells(table)[0].index("序时进度")] == said


@pytest.mark.parametrize(("value", "said"), [("4", "已达目标"), ("5", "已达目标"), ("6", "●未达目标")])
def test_where_less_is_better_the_target_is_met_or_not(value: str, said: str) -> None:
    own = indicator("days", "办理时间", family="workday", better="低")
    days = fact("wuhan.days", value, "个工作日", indicator="days", period="2026年10月", basis="期间")
    (table,) = of_theme(*FIRMS, own, aimed(days, "5"))
    assert cells(table)[2][cells(table)[0].index("完成率（%）")] == said


def test_what_is_older_than_the_month_is_left_out_or_says_so_where_it_has_a_target() -> None:
    old = total("wuhan", "old", "5", at="2026年1—9月")
    (table,) = of_theme(*FIRMS, *TAXES, MONEY, old)
    assert [row[0] for row in cells(table)[1:]] == ["firms（户）", "减税降费（亿元）"]
    (table,) = of_theme(*FIRMS, aimed(old, "9"))
    assert cells(table)[2][0] == "old（户，2026年1—9月累计）"


def test_one_row_is_told_by_a_sentence_alone() -> None:
    assert of_theme(*FIRMS) == []


def test_several_cities_have_a_table_each_or_one_of_an_indicator_where_that_is_fewer() -> None:
    places = [city(id, id, level="地级市") for id in ("a", "b", "c")]
    one = [total(place.id, "firms", "5") for place in places]
    (table,) = of_theme(*places, *one)
    assert (table.unit, cells(table)[0], [row[0] for row in cells(table)[1:]]) == (
        "户",
        ["城市", "累计"],
        ["a", "b", "c"],
    )
    two = [total(place.id, name, "5") for place in places for name in ("firms", "halls")]
    assert [plain(table.caption) for table in of_theme(*places, *two)] == ["2026年10月firms情况", "2026年10月halls情况"]
    three = [total(place.id, name, "5") for place in places for name in ("firms", "halls", "calls")]
    assert [plain(table.caption) for table in of_theme(*places, *three)] == [
        f"2026年10月{id}政务服务情况" for id in "abc"
    ]


def many(count: int) -> list[Fact]:
    return [aimed(total("wuhan", f"i{at}", str(80 + at)), "100") for at in range(count)]


@pytest.mark.parametrize("count", [ALL_FROM - 1, ALL_FROM])
def test_many_targets_stand_on_one_table_before_the_themes_and_not_in_them(count: int) -> None:
    tables, *_ = made(*many(count))
    above, within = tables.of_all, tables.of_theme(theme())
    assert (len(above), len(within)) == ((1, 0) if count >= ALL_FROM else (0, 1))
    assert len((above or within)[0].rows) == count


def _paragraph(*items: Item) -> str:
    """What is told of Wuhan's targets beside the points, which have no room for them."""
    data = analysis(*judged(*items))
    view = BriefingContext(replace(data, findings=()), Ledger(data.selection.library), lambda chart: None)
    return "".join(plain(city.text) for city in view.themes[0].cities)


@pytest.mark.parametrize("count", [NAMED - 1, NAMED])
def test_many_targets_of_a_city_are_told_in_one_sentence(count: int) -> None:
    assert _paragraph(*many(count)).count("%、慢于序时进度") == count


def test_few_targets_are_told_by_name_the_slowest_first_with_their_growth() -> None:
    (said, *_) = document(
        *growth("wuhan", "firms", "-20"),
        indicator("firms", "新登记企业"),
        aimed(total("wuhan", "firms", "61"), "100", bureau=""),
        indicator("spent", "完成投资", better="高"),
        aimed(total("wuhan", "spent", "85"), "100", bureau="市发改委"),
    ).findings
    assert plain(said) == (
        "2026年1—10月，武汉市新登记企业61户，同比下降20%（推算完成年度目标的61%、低于序时进度约22.3个百分点）；"
        "完成投资85户（推算完成年度目标的85%、快于序时进度约1.7个百分点，市发改委牵头）。"
    )


@pytest.mark.parametrize("count", [NAMED, NAMED + 1])
def test_of_more_targets_than_are_named_it_is_said_how_many_are_on_schedule(count: int) -> None:
    assert ("可按序时进度衡量的" in plain(document(*many(count)).findings[0])) is (count > NAMED)


def document(*items: Item) -> Document:
    data = analysis(*judged(*items))
    return compose(data, read_template("bulletin", [ROOT / "templates"]), request(), lambda chart: None)[0]


def test_who_is_behind_opens_the_points_the_furthest_first_and_is_told_in_its_theme_once() -> None:
    found = document(*many(8))
    said = "".join(run.text for run in all_runs(found.blocks))
    assert plain(found.findings[0]).startswith(
        "2026年1—10月，武汉市可按序时进度衡量的8项年度目标中，4项快于序时进度，4项慢于序时进度，其中较慢的有"
        "i0（推算完成80%、慢于序时进度约3.3个百分点、差20户，市税务局牵头）、"
        "i1（推算完成81%、慢于序时进度约2.3个百分点、差19户，市税务局牵头）、"
        "i2（推算完成82%、慢于序时进度约1.3个百分点、差18户，市税务局牵头）"
    )
    assert (said.count("序时进度衡量"), said.count("推算完成80%")) == (2, 2)
    assert "完成年度目标" not in said


def test_targets_of_several_themes_are_told_together() -> None:
    names = ("services", "economy", "financing", "market")
    own = [replace(indicator(f"i{at}", better="高"), theme=name) for at, name in enumerate(names)]
    found = document(*map(theme, names), *own, *many(4))
    assert plain(found.findings[0]).startswith("2026年1—10月，武汉市可按序时进度衡量的4项年度目标均慢于序时进度，")


def test_a_target_without_a_table_has_its_rate_in_the_points_and_in_the_paragraph() -> None:
    (one,) = many(1)
    found = document(one)
    said = "".join(run.text for run in all_runs(found.blocks))
    assert (said.count("推算完成年度目标的80%"), said.count("完成年度目标100户的80%（推算）")) == (1, 1)
    assert "i0为80户" in said or "i080户" in said


def test_at_the_end_of_the_year_targets_are_met_or_not() -> None:
    items = [aimed(total("wuhan", f"i{at}", value, at="2026年1—12月"), "100") for at, value in enumerate(("99", "101"))]
    assert plain(document(*items).findings[0]).startswith(
        "2026年1—12月，武汉市2项年度目标中，1项已完成，1项未完成，即i0（推算完成99%、差1户，市税务局牵头）"
    )


def test_of_a_target_that_is_past_nothing_is_said_and_of_one_a_month_behind_all_is() -> None:
    past = aimed(total("wuhan", "old", "5", at="2025年1—12月"), "9", due="2025")
    lately = aimed(total("wuhan", "lately", "5", at="2026年1—9月"), "9")
    said = [plain(words) for words in document(past, lately, *many(2)).findings]
    assert len([words for words in said if "年度目标" in words]) == 2
    assert not any("2025年" in words for words in said)


def test_all_on_schedule_and_all_behind_are_said_so() -> None:
    items = [aimed(total("wuhan", f"i{at}", "90"), "100") for at in range(NAMED + 1)]
    assert "可按序时进度衡量的4项年度目标均快于序时进度。" in "".join(
        run.text for run in all_runs(document(*items).blocks)
    )
    items = [aimed(total("wuhan", f"i{at}", "50"), "100") for at in range(NAMED + 1)]
    told = "".join(run.text for run in all_runs(document(*items).blocks))
    first = "其中较慢的有i0（推算完成50%、慢于序时进度约33.3个百分点、差50户，市税务局牵头）、"
    assert f"4项年度目标均慢于序时进度，{first}" in told


def test_what_had_added_up_till_an_earlier_month_is_not_told_again() -> None:
    older = [total("wuhan", f"i{at}", "70", at="2026年1—9月") for at in range(4)]
    found = document(*older, *many(4))
    assert {item.id for item in older}.isdisjoint(refs(found.blocks))
    assert {item.id for item in many(4)} <= set(refs(found.blocks))


@pytest.mark.parametrize(("at", "caption"), [("2026年9月末", "2026年9月"), ("2026年12月末", "2026年")])
def test_stocks_within_the_year_are_of_their_month(at: str, caption: str) -> None:
    held = [fact(f"{place}.firms", 155, "户", period=at, basis="时点") for place in ("wuhan", "tianhe")]
    (table,) = of_theme(*(aimed(item, "160") for item in held))
    assert plain(table.caption) == f"{caption}firms完成情况"


def test_figures_of_a_part_of_a_city_have_a_table_of_their_own() -> None:
    cities = ("wuhan", "tianhe", "sanmenxia")
    whole = [total(place, "firms", "300") for place in cities]
    part = [replace(total(f"{place}", "firms", "100"), id=f"{place}.part", scope="主城区") for place in cities]
    tables = of_theme(*whole, *part)
    assert [plain(table.caption) for table in tables] == ["2026年10月firms情况", "2026年10月firms（主城区）情况"]
    assert {cell[1] for table in tables[1:] for cell in cells(table)[1:]} == {"100"}
    assert len({table.key for table in tables}) == 2


def test_a_city_that_reports_late_says_of_what_time_its_figures_are() -> None:
    cities = {"wuhan": "10", "sanmenxia": "8", "tianhe": "10"}
    (table,) = of_theme(*(aimed(total(id, "firms", "80", at=f"2026年1—{at}月"), "100") for id, at in cities.items()))
    assert [row[0] for row in cells(table)[1:]] == ["武汉市", "三门峡市（2026年1—8月累计）", "天河区"]
    assert [note[17:] for note in notes(table) if note.startswith("序时进度")] == [
        "10月31日，全年时间已过83.3%。",
        "8月31日，全年时间已过66.6%。",
    ]


def test_a_stated_rate_of_the_year_has_a_pace_of_the_year() -> None:
    done = fact("wuhan.firms", 120, "户", indicator="firms", period="2026年1—10月")
    plan, up = fact("wuhan.rate", 80, "%", indicator="rate", period="2026年"), indicator("firms", better="高")
    (table,) = of_theme(*TAXES, up, done, plan, relation("wuhan.done", "completion", actual=done.id, rate=plan.id))
    assert ["firms（户）", "120", "—", "80", "●慢于"] in [[row[0], row[2], *row[3:6]] for row in cells(table)]
    assert "序时进度按天数推算：截至2026年10月31日，全年时间已过83.3%。" in notes(table)


@pytest.mark.parametrize(("places", "told"), [(3, True), (2, False)])
def test_one_bureau_for_all_is_told_once_below(places: int, told: bool) -> None:
    towns = ("wuhan", "sanmenxia", "tianhe")[:places]
    (table,) = of_theme(*(aimed(total(town, "firms", "1254"), "1555") for town in towns))
    assert ("牵头单位" in cells(table)[0]) is not told
    assert ("牵头单位均为市税务局。" in notes(table)) is told
