"""A series is one row: its last periods, how far it went in one unit, and its course."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.analysis.analyse import Analysis, analyse
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.series_sentences import CourseWriter
from briefing.content.tables import theme_tables
from briefing.content.tables.changes import ChangeCells
from briefing.content.tables.series_tables import PERIODS_ACROSS, SPARKLINES_FROM, SeriesTables
from briefing.content.tables.side_by_side import shared
from briefing.model.document import Table
from briefing.model.facts import Fact
from briefing.model.measure import Measure, MeasureKind
from briefing.model.walk import refs
from briefing.wording.prose import plain
from tests.builders import Item, analysis, fact, indicator, theme

SERVICES = theme()


def course(place: str, name: str, values: dict[str, str], symbol: str = "项", **also: str) -> list[Fact]:
    """Facts of one thing by period."""
    return [
        fact(f"{place}.{name}-{at}", value, symbol, indicator=name, period=period, **also)  # type: ignore[arg-type]
        for at, (period, value) in enumerate(values.items())
    ]


def years(*values: str, first: int = 2019) -> dict[str, str]:
    return {str(first + at): value for at, value in enumerate(values)}


def made(*items: Item) -> list[Table]:
    return of(analysis(*items))


def of(data: Analysis) -> list[Table]:
    ledger = Ledger(data.selection.library)
    return SeriesTables(data, ledger, ChangeCells(data, ledger)).of_theme(SERVICES)


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in (table.header, *table.rows)]


def test_figures_of_other_scales_stand_in_the_unit_that_reads_best_with_their_digits() -> None:
    loans = indicator("loans", "贷款余额", family="cny")
    wuhan = course("wuhan", "loans", years("4980000", "5120000", "5601200"), "万元")
    tianhe = course("tianhe", "loans", years("310.50", "322.1", "340"), "亿元")
    (table,) = made(loans, *wuhan, *tianhe)
    assert table.unit == "亿元"
    assert cells(table) == [
        ["城市", "2019年", "2020年", "2021年", "较2019年"],
        ["武汉市", "498", "512", "560.12", "+12.5%"],
        ["天河区", "310.50", "322.1", "340", "+9.5%"],
    ]
    assert [run.ref for cell in table.rows[0][1:4] for run in cell] == [item.id for item in wuhan]


def test_qualifiers_and_remarks_stay_with_their_figures() -> None:
    wuhan = course("wuhan", "items", years("400", "410", "420"), qualifier="余")
    tianhe = [replace(item, status="快报") for item in course("tianhe", "items", years("1", "2", "3"))]
    (table,) = made(*wuhan, *tianhe)  # type: ignore[arg-type]
    assert [row[1] for row in cells(table)[1:]] == ["400余", "1（快报）"]


def test_the_home_city_has_the_first_row_in_bold() -> None:
    data = analysis(*course("wuhan", "items", years("1", "2", "3")), *course("tianhe", "items", years("5", "6", "7")))
    (table,) = of(analyse(data.selection, "tianhe"))
    assert [row[0] for row in cells(table)[1:]] == ["天河区", "武汉市"]
    assert [{run.strong for cell in row for run in cell} for row in table.rows] == [{True}, {False}]


def test_a_city_that_lacks_the_last_period_has_no_change() -> None:
    (table,) = made(
        *course("wuhan", "items", years("1", "2", "3", "4")), *course("tianhe", "items", years("5", "6", "7"))
    )
    assert cells(table)[2] == ["天河区", "5", "6", "7", "未收录", "—"]


@pytest.mark.parametrize(
    ("values", "symbol", "change"),
    [
        (("80", "85", "90"), "项", "+12.5%"),
        (("90", "85", "80"), "项", "−11.1%"),
        (("80", "85", "80"), "项", "持平"),
        (("80.5", "81.0", "82.7"), "%", "+2.2"),
        (("9", "7", "4"), "位", "前移5个位次"),
        (("29", "28.2", "29.3"), "亿元", "大体持平"),
        (("11", "11.2", "11.7"), "亿元", "增加"),
    ],
)
def test_how_far_it_went_is_proved_by_intervals(values: tuple[str, ...], symbol: str, change: str) -> None:
    families = {"%": "percent", "位": "rank", "亿元": "cny"}
    own = indicator("items", "事项", family=families.get(symbol, "count"))
    (table,) = made(own, *course("wuhan", "items", years(*values), symbol))
    assert cells(table)[1][-1] == change


def test_quarters_are_set_against_the_same_quarter_of_the_year_before() -> None:
    at = {f"2022-Q{number}": str(90 + number) for number in (3, 4)} | {f"2023-Q{number}": "97" for number in (1, 2, 3)}
    (table,) = made(*course("wuhan", "items", at, basis="期间"))
    assert cells(table) == [
        ["指标", "2022年三季度", "四季度", "2023年一季度", "二季度", "三季度", "同比"],
        ["items（项）", "93", "94", "97", "97", "97", "+4.3%"],
    ]
    assert [plain(note) for note in table.notes] == ["同比由各期数据推算，尾数四舍五入。"]


def test_a_stated_rate_of_growth_goes_before_a_computed_one() -> None:
    at = {f"2022-Q{number}": "90" for number in (1, 2, 3, 4)} | {"2023-Q1": "99"}
    rate = fact("wuhan.growth", "10.2", "%", indicator="growth", period="2023-Q1", basis="期间")
    measured = replace(rate, measure=Measure(kind=MeasureKind.GROWTH, base="同比"))
    growth = replace(indicator("growth", "同比增速", family="percent"), of="items", measure=MeasureKind.GROWTH)
    (table,) = made(*course("wuhan", "items", at, basis="期间"), growth, measured)
    assert cells(table)[1][-1] == "+10.2%"
    assert not table.notes


@pytest.mark.parametrize("count", [PERIODS_ACROSS, PERIODS_ACROSS + 1])
def test_of_more_periods_than_fit_a_page_the_last_stand_in_the_table(count: int) -> None:
    (table,) = made(*course("wuhan", "items", years(*map(str, range(10, 10 + count)))))
    assert len(table.header) == 2 + PERIODS_ACROSS
    assert ("2019年的数据从略。" in [plain(note) for note in table.notes]) is (count > PERIODS_ACROSS)


@pytest.mark.parametrize(("count", "drawn"), [(SPARKLINES_FROM - 1, 0), (SPARKLINES_FROM, 2)])
def test_each_row_has_its_course_from_four_periods_on(count: int, drawn: int) -> None:
    values = years(*map(str, range(10, 10 + count)))
    (table,) = made(*course("wuhan", "items", values), *course("tianhe", "items", values))
    assert [chart.kind for chart in table.sparklines] == ["sparkline"] * drawn


def test_a_course_shows_the_periods_that_the_table_leaves_out_and_its_gaps() -> None:
    whole = course("wuhan", "items", years(*map(str, range(10, 16))))
    (table,) = made(*whole, *course("tianhe", "items", years("1", "2", "3", first=2020)))
    assert [plain(cell) for cell in table.header][1] == "2020年"
    (wuhan,), (tianhe,) = (chart.panels for chart in table.sparklines)
    assert next((mark.label, mark.value, mark.ref) for mark in wuhan.marks) == ("2019年", Decimal(10), whole[0].id)
    assert [mark.value for mark in tianhe.marks] == [None, 1, 2, 3, None, None]


def test_the_indicators_of_one_city_are_the_rows_of_one_table_with_their_units() -> None:
    days = indicator("days", "企业开办时间", family="workday")
    items = [
        *course("wuhan", "days", years("4", "3", "2"), "个工作日"),
        *course("wuhan", "items", years("7", "8", "9")),
    ]
    (table,) = made(days, *items)
    assert plain(table.caption) == "政务服务历年数据"
    assert [row[0] for row in cells(table)] == ["指标", "企业开办时间（个工作日）", "items（项）"]


def test_what_one_of_several_cities_alone_has_stands_in_a_table_of_its_own() -> None:
    items = [*course("wuhan", "items", years("7", "8", "9")), *course("tianhe", "other", years("7", "8", "9"))]
    assert [plain(table.caption) for table in made(*items)] == ["武汉市政务服务历年数据", "天河区政务服务历年数据"]


def test_cities_that_are_not_to_be_judged_stand_side_by_side_with_the_reason() -> None:
    own = indicator("items", "事项", compare="同级")
    (table,) = made(
        own, *course("wuhan", "items", years("7", "8", "9")), *course("tianhe", "items", years("1", "2", "3"))
    )
    assert plain(table.notes[0]).endswith("只并列，不比高低。")


def test_what_a_table_over_time_shows_stands_in_no_other() -> None:
    items = [item for id in ("wuhan", "tianhe") for item in course(id, "items", years("1", "2", "3"))]
    rest = [fact(f"{id}.{name}", 5, indicator=name) for id in ("wuhan", "tianhe") for name in ("calls", "halls")]
    data = analysis(*items, *rest)
    shown = {ref for table in of(data) for ref in refs([table])}
    side_by_side, listed = (make(data, SERVICES, shown) for make in (shared, theme_tables.figures))
    assert side_by_side
    assert listed
    assert [row[0] for row in cells(side_by_side)[1:]] == ["calls", "halls"]
    assert set(refs([listed])) == {item.id for item in rest}
    assert theme_tables.figures(data, SERVICES, {*shown, *(item.id for item in rest)}) is None


def test_what_lies_before_a_break_or_beyond_a_gap_is_shown_but_not_drawn_nor_compared() -> None:
    """未收录 is what our data do not hold, and not what only stands in no line with the rest."""
    whole = course("tianhe", "items", years("1", "2", "3", "4", "5"))
    cut = course("wuhan", "items", years("5", "6", "7", "8", "9"))
    cut[2] = replace(cut[2], break_reason="口径调整")
    (table,) = made(*cut, *whole)
    assert cells(table)[1:] == [
        ["武汉市", "5", "6", "7", "8", "9", "—"],
        ["天河区", "1", "2", "3", "4", "5", "+400%"],
    ]
    marks = table.sparklines[0].panels[0].marks
    assert [mark.value for mark in marks] == [None, None, Decimal(7), Decimal(8), Decimal(9)]


def test_points_among_percentages_say_so() -> None:
    online = indicator("online", "网上可办率", family="percent")
    data = (
        online,
        *course("wuhan", "online", years("80.5", "81.0", "83.5"), "%"),
        *course("wuhan", "items", years("80", "85", "90")),
    )
    (table,) = made(*data)
    assert {row[0]: row[-1] for row in cells(table)} == {
        "指标": "较2019年",
        "网上可办率（%）": "+3.0个百分点",
        "items（项）": "+12.5%",
    }


@pytest.mark.parametrize(
    "others",
    [
        course("wuhan", "flow", {"2022年": "7", "2023年": "7"}, basis="期间"),
        course("wuhan", "grown", {"2022年底": "22", "2023年底": "23"}, basis="时点", direction="增"),
    ],
)
def test_a_row_has_the_figures_of_one_kind_alone(others: list[Fact]) -> None:
    """What was added within the years, or how much more it became, stands in no row of what there was at their end."""
    stock = course("wuhan", "items", {f"{2020 + at}年底": f"{300 + 10 * at}" for at in range(4)}, basis="时点")
    (table,) = made(*(replace(item, indicator="items") for item in others), *stock)
    assert cells(table)[1][1:] == ["300", "310", "320", "330", "+10%"]


@pytest.mark.parametrize(("last", "computed"), [("1120", "+12%"), ("1000", "持平")])
@pytest.mark.parametrize("base", ["比2020年", "比2021年"])
def test_a_stated_rate_stands_before_a_computed_one(last: str, computed: str, base: str) -> None:
    growth = replace(indicator("growth", "增速", family="percent"), of="items", measure=MeasureKind.GROWTH)
    rate = fact("wuhan.rate", "10", "%", indicator="growth", period="2023年", basis="期间")
    stated = replace(rate, measure=Measure(kind=MeasureKind.GROWTH, base=base))
    levels = course("wuhan", "items", years("1000", "1050", "1080", last, first=2020), basis="期间")
    data = analysis(growth, stated, *levels)
    (table,) = of(data)
    assert cells(table)[1][-1] == ("+10%" if base == "比2020年" else computed)
    ledger = Ledger(data.selection.library)
    said = plain(CourseWriter(ledger, {"wuhan": data.selection.cities[0]}, data.trends[0]).one("wuhan").runs)
    assert ("比2020年增长10%" in said) is (base == "比2020年")
    assert "持平" not in said or base != "比2020年"


def test_what_lies_before_a_break_stands_in_the_row_of_what_follows() -> None:
    held = course("wuhan", "items", years("10", "11", "12", "13", "4", "5"))
    held[4] = replace(held[4], break_reason="口径调整")
    (table,) = made(*held)
    assert cells(table)[1][1:6] == ["11", "12", "13", "4", "5"]
