"""Growth is told in its terms, stated before computed, and the courses of many cities in one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.analysis.analyse import analyse
from briefing.content.context import BriefingContext
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.series_sentences import EXCEPTIONS, NAMED, TURNS
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.measure import Measure, MeasureKind, Price
from briefing.wording.prose import plain
from tests.builders import Item, city, fact, indicator, selection

DAYS = ("甲市", "乙市", "丙市", "丁市", "戊市", "己市", "庚市", "辛市", "壬市")


def briefing(*items: Item, home: str | None = None) -> BriefingContext:
    found = analyse(selection(*items), home)
    return BriefingContext(found, Ledger(found.selection.library), lambda chart: None)


def gdp(period: str, value: str, **fields: str) -> Fact:
    return fact(f"wuhan.gdp-{period}", value, "亿元", indicator="gdp", period=period, **fields)


def rate(value: str, base: str = "同比", price: Price | None = None, period: str = "2023年") -> tuple[Item, ...]:
    made = Indicator(
        id="gdp-growth", name="增速", theme="services", family="percent", measure=MeasureKind.GROWTH, of="gdp"
    )
    growth = fact("wuhan.rate", value, "%", indicator="gdp-growth", period=period, basis="期间", printed=f"{value}%")
    return replace(growth, measure=Measure(kind=MeasureKind.GROWTH, base=base, price=price)), made


GDP = indicator("gdp", "地区生产总值", family="cny", better="高")
YEARS = (gdp("2022年", "18866", basis="期间"), gdp("2023年", "20011", basis="期间"))


def paragraph(*items: Item) -> str:
    """All that is said of the one city, be it foremost."""
    found = briefing(*items)
    return "".join(map(plain, [*found.highlights, *(own.text for view in found.themes for own in view.cities)]))


def test_a_figure_says_how_it_moved_since_the_year_before() -> None:
    assert "2023年，地区生产总值20011亿元，推算按现价计算同比增长约6.1%。" in paragraph(GDP, *YEARS)


@pytest.mark.parametrize(
    ("latest", "said"),
    [
        (("1.92", "亿元"), "贷款由2021年的3.0445亿元降至2023年的1.92亿元，推算"),
        (("19200", "万元"), "贷款由2021年的30445万元降至2023年的19200万元，推算"),
    ],
)
def test_figures_side_by_side_are_told_in_one_unit(latest: tuple[str, str], said: str) -> None:
    """Those of a course, and of the others, in that of its end."""
    facts = [
        fact(f"{own}.loans-{year}", *ends, indicator="loans", period=f"{year}年", basis="期间")
        for own, last in (("a", latest), ("b", ("25200", "万元")))
        for year, ends in ((2021, ("30445", "万元")), (2022, ("30445", "万元")), (2023, last))
    ]
    found = briefing(*facts, indicator("loans", "贷款", family="cny", better="高"), home="a")
    own = "".join(plain(view.text) for view in found.themes[0].cities)
    assert said in own and f"b市为{'2.52亿元' if latest[1] == '亿元' else '25200万元'}" in own


def test_a_rate_that_the_source_states_stands_instead() -> None:
    told = paragraph(GDP, *YEARS, *rate("5.7", price=Price.CONSTANT))
    assert "地区生产总值20011亿元，按可比价同比增长5.7%" in told
    assert "推算" not in told


@pytest.mark.parametrize(
    "facts",
    [
        (YEARS[1],),
        (YEARS[0], replace(YEARS[1], break_reason="口径调整")),
        (replace(YEARS[0], scope="城区"), YEARS[1]),
        (gdp("2022年上半年", "9000", basis="期间"), YEARS[1]),
        (gdp("2022年", "18866", basis="累计"), YEARS[1]),
        (gdp("2022年", "20011", basis="期间"), YEARS[1]),
    ],
    ids=["none held", "break", "scope", "span", "basis", "the same"],
)
def test_where_there_is_nothing_to_compare_with_no_growth_is_told(facts: tuple[Fact, ...]) -> None:
    assert "推算" not in paragraph(GDP, *facts)


def test_a_stock_says_how_it_moved_since_the_year_before_and_since_its_beginning() -> None:
    loans = [
        fact(f"wuhan.loans-{at}", value, "亿元", indicator="loans", period=at, basis="时点")
        for at, value in (("2022年3月末", "100.0"), ("2022年底", "110.0"), ("2023年3月末", "121.0"))
    ]
    told = paragraph(indicator("loans", "贷款余额", family="cny"), *loans)
    assert "2023年3月末，贷款余额121.0亿元，推算同比增长21%、较年初增长10.0%。" in told
    assert told.count("较年初") == 1  # at the end of a year the two are the same


def test_the_table_of_the_year_before_has_what_the_source_states() -> None:
    def cell(*items: Item) -> str:
        table = briefing(GDP, *YEARS, *items).year_earlier
        assert table is not None
        return plain(table.rows[0][-1])

    assert cell() == "增加1145亿元、按现价计算增长约6.1%"
    assert cell(*rate("5.7", price=Price.CONSTANT)) == "按可比价同比增长5.7%"
    assert cell(*rate("5.7", base="年均")) == "增加1145亿元、按现价计算增长约6.1%"


def test_a_stated_yearly_average_stands_instead_of_a_computed_one() -> None:
    years = [gdp(f"{year}年", f"{value}.0", basis="期间") for year, value in ((2021, 900), (2022, 990), (2023, 1089))]
    assert "推算按现价计算增长21.0%、年均增长10.0%" in paragraph(GDP, *years)
    told = paragraph(GDP, *years, *rate("10", base="年均"))
    assert "年均增长10%" in told
    assert told.count("年均") == 1


def days(*courses: tuple[str, str, str]) -> list[Item]:
    """Cities with what something took in three years, in 个工作日."""
    facts = [
        fact(f"c{at}.days-{2021 + year}", value, "个工作日", indicator="days", period=f"{2021 + year}年", basis="期间")
        for at, values in enumerate(courses)
        for year, value in enumerate(values)
    ]
    places = [city(f"c{at}", name, level="地级市") for at, name in enumerate(DAYS[: len(courses)])]
    return [*places, *facts, indicator("days", "审批时间", family="workday", better="低")]


FOUR = (("90", "80", "40"), ("60", "50", "45"), ("30", "29", "27"), ("20", "22", "16"))


def test_the_courses_of_more_than_three_cities_are_one_sentence() -> None:
    told = briefing(*days(*FOUR))
    assert [plain(said) for said in told.highlights] == [
        (
            "2021—2023年，4市审批时间均缩短，甲市由90个工作日降至40个工作日，推算缩短约56%，降幅最大；"
            "丙市由30个工作日降至27个工作日，推算缩短10%，降幅最小；2023年，丁市16个工作日居首，乙市45个工作日居末。"
        )
    ]
    (theme,), (alone,) = told.themes, briefing(*days(*FOUR)).themes
    assert (theme.cities, theme.findings) == ((), ()), "a point has told it, and a table has the figures"
    assert alone.findings == told.highlights


def test_three_cities_have_a_sentence_each_with_its_place() -> None:
    (theme,) = briefing(*days(*FOUR[:3])).themes
    said = [*(plain(own.text) for own in theme.cities), *map(plain, briefing(*days(*FOUR[:3])).highlights)]
    assert (
        "甲市审批时间由2021年的90个工作日降至2023年的40个工作日，推算压缩50个工作日、约56%，降幅在3市中最大。" in said
    )


def test_home_is_told_before_all_others() -> None:
    told = briefing(*days(*FOUR), home="c1")
    assert plain(told.highlights[0]).startswith("乙市审批时间由2021年的60个工作日降至2023年的45个工作日，")
    assert "4市审批时间均缩短" in plain(told.themes[0].findings[0])


def test_who_went_the_other_way_is_named() -> None:
    told = briefing(*days(*FOUR[:3], ("20", "22", "24")))
    assert "2021—2023年审批时间，4市中3市缩短，丁市延长，" in plain(told.highlights[0])


def test_where_figures_are_series_their_movement_is_said_before_how_they_stand() -> None:
    said = [plain(words) for words in briefing(*days(*FOUR[:2])).highlights]
    assert [words[:6] for words in said] == ["甲市审批时间", "乙市审批时间"]
    last = [item for item in days(*FOUR[:2]) if not isinstance(item, Fact) or item.id.endswith("2023")]
    assert [plain(words)[:12] for words in briefing(*last).highlights] == ["2023年审批时间，甲市"]


@pytest.mark.parametrize(
    ("rising", "said"), [(EXCEPTIONS, "戊市、己市和庚市延长"), (EXCEPTIONS + 1, "4市延长")], ids=["named", "counted"]
)
def test_as_many_as_three_that_went_the_other_way_are_named(rising: int, said: str) -> None:
    falls = [("90", "80", "40"), ("60", "50", "45"), ("30", "29", "27"), ("20", "22", "16")]
    more = [("50", "40", "30")] if rising > EXCEPTIONS else []
    told = briefing(*days(*falls, *[("10", "12", "15")] * rising, *more)).highlights
    assert said in plain(told[0])


@pytest.mark.parametrize(("turning", "told"), [(TURNS, True), (TURNS + 1, False)])
def test_turns_of_as_many_as_three_of_many_cities_are_told(turning: int, told: bool) -> None:
    facts = [
        fact(f"c{at}.days-{2020 + year}", value, "个工作日", indicator="days", period=f"{2020 + year}年", basis="期间")
        for at in range(5)
        for year, value in enumerate(("60", "70", "50", "40") if at < turning else ("60", "55", "50", "40"))
    ]
    places = [city(f"c{at}", name, level="地级市") for at, name in enumerate(DAYS[:5])]
    (theme,) = briefing(*places, *facts, indicator("days", "审批时间", family="workday", better="低")).themes
    said = "".join(map(plain, theme.findings))
    assert ("审批时间，甲市2021年延长至70个工作日后连续2年缩短；乙市" in said) is told


@pytest.mark.parametrize(
    ("falling", "said"),
    [
        (1, "甲市评分2023年推算比上年下降3分。"),
        (TURNS, "评分，甲市2023年推算比上年下降3分；乙市2023年推算比上年下降3分；丙市2023年推算比上年下降3分。"),
        (TURNS + 1, "评分总体提高，而2023年比上年下降的，有甲市、乙市、丙市和丁市。"),
        (NAMED, "评分总体提高，而2023年比上年下降的，有甲市、乙市、丙市、丁市、戊市和己市。"),
        (NAMED + 1, "评分总体提高，而2023年比上年下降的，有甲市、乙市等7市。"),
    ],
)
def test_of_many_cities_those_that_fell_in_the_last_year_are_told(falling: int, said: str) -> None:
    facts = [
        fact(f"c{at}.mark-{2020 + year}", value, "分", indicator="mark", period=f"{2020 + year}年", basis="期间")
        for at in range(8)
        for year, value in enumerate(("60", "65", "71", "68") if at < falling else ("60", "65", "71", "73"))
    ]
    places = [city(f"c{at}", name, level="地级市") for at, name in enumerate(DAYS[:8])]
    (theme,) = briefing(*places, *facts, indicator("mark", "评分", family="score", better="高")).themes
    assert plain(theme.findings[-1]) == said


@pytest.mark.parametrize(
    ("stated", "said"),
    [("5.7", "地区生产总值20011亿元，同比增长5.7%。"), ("-1.5", "地区生产总值20011亿元，同比下降1.5%。")],
)
def test_a_stated_rate_of_the_other_way_stands_behind_no_verb(stated: str, said: str) -> None:
    """Of comparable scope it may be right, but 增至……，同比下降 contradicts itself: the figure alone is before it."""
    ends = (("2022年12月末", "18866"), ("2023年6月末", "19400"), ("2023年12月末", "20011"))
    halves = [gdp(period, value, basis="时点") for period, value in ends]
    (growth, made) = rate(stated, period="2023年12月末")
    assert isinstance(growth, Fact)
    told = paragraph(GDP, *halves, replace(growth, basis=halves[0].basis), made)
    assert said in told


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("731", "922", "2026年4月，甲市新登记企业922户，推算同比增长约26.1%。"),
        ("922", "922", "2026年4月，甲市新登记企业922户，与上年同期持平。"),
        ("600", "615", "2026年4月，甲市新登记企业615户，推算同比增长2.5%。"),
    ],
)
def test_a_month_is_told_by_the_same_month_of_the_year_before(before: str, now: str, said: str) -> None:
    """And not from the 900户 of January, after which it would have fallen."""
    values = {"2025年4月": before, "2026年1月": "990", "2026年2月": "300", "2026年3月": "950", "2026年4月": now}
    items = [
        fact(f"c0.firms-{period}", value, "户", indicator="firms", period=period, basis="期间")
        for period, value in values.items()
    ]
    found = briefing(city("c0", "甲市"), *items, indicator("firms", "新登记企业", family="count", better="高"))
    assert said in "".join(map(plain, found.highlights))


def test_months_of_many_cities_are_told_in_one_sentence_of_one_time() -> None:
    items = [
        fact(f"c{place}.firms-{period}", value + 10 * place, "户", indicator="firms", period=period, basis="期间")
        for place in range(4)
        for period, value in (
            ("2025年4月", 700),
            ("2026年2月", 900),
            ("2026年3月", 950),
            ("2026年4月", 800 + 50 * place),
        )
    ]
    places = [city(f"c{place}", DAYS[place]) for place in range(4)]
    found = briefing(*places, *items, indicator("firms", "新登记企业", family="count", better="高"))
    told = "".join(map(plain, found.highlights))
    assert "2026年4月，4市新登记企业同比均增长，丁市980户，推算增长约34.2%，增幅最大；" in told
    assert "由" not in told
