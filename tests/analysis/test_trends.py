"""One indicator over the years, and its growth."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.terms import Term
from briefing.analysis.trends import Place, Trend, Turn, trends
from briefing.model.facts import Fact
from briefing.model.period import Period
from tests.analysis.numbers import printed
from tests.builders import fact, observed


def series(values: dict[str, str | int], symbol: str = "亿元", city: str = "wuhan", **given: str) -> list[Fact]:
    """A fact for each year."""
    return [
        fact(f"{city}.gdp-{year}", value, symbol, indicator="gdp", period=year, **given)  # type: ignore[arg-type]
        for year, value in values.items()
    ]


def found(facts: list[Fact]) -> list[Trend]:
    return trends(observed(*facts))


def growth(trend: Trend, city: str = "wuhan") -> str:
    """The average yearly growth as it would be printed, with the way it went."""
    moved = trend.courses[city].moved
    figure = moved.average
    return f"{moved.turn} {figure.value:f}{figure.unit.symbol}" if figure and figure.value is not None else ""


def moves(trend: Trend) -> str:
    return trend.courses["wuhan"].moved.turn


def test_three_years_make_a_trend_from_the_earliest_to_the_latest() -> None:
    """In whatever order the file has them."""
    (trend,) = found(series({"2021": "1000.0", "2019": "800.0", "2020": "900.0"}))
    assert [item.period.text for item in trend.series["wuhan"].values()] == ["2019", "2020", "2021"]
    assert growth(trend) == "增 11.8%"
    assert moves(trend) == "增"


@pytest.mark.parametrize(
    ("broken", "years"),
    [("2020", ["2020", "2021", "2022"]), ("2021", ["2021", "2022"]), ("2022", ["2022"]), ("2018", "all")],
)
def test_nothing_is_computed_across_a_break(broken: str, years: list[str] | str) -> None:
    """The stretch since the last break is the series, told from three on; a break at its start is none within it."""
    facts = series({"2018": "700.0", "2019": "800.0", "2020": "900.0", "2021": "950.0", "2022": "990.0"})
    cut = [replace(item, break_reason="口径调整") if item.period.text == broken else item for item in facts]
    (trend,) = found(cut)
    shown = [item.period.text for item in trend.series["wuhan"].values()]
    assert shown == (["2018", "2019", "2020", "2021", "2022"] if years == "all" else years)
    assert ("wuhan" in trend.courses) == (len(shown) >= 3)
    assert trend.covered("wuhan") == list(trend.series["wuhan"].values())[: None if len(shown) >= 3 else -1]


def test_a_fall_is_told_as_a_fall() -> None:
    """Without a sign, as 下降 says it."""
    (trend,) = found(series({"2019": "1000.0", "2020": "900.0", "2021": "800.0"}))
    assert growth(trend) == "减 10.6%"
    assert moves(trend) == "减"


def test_what_rounding_leaves_open_has_no_direction() -> None:
    """From 8 to 8.4 亿元 may be a rise or a fall."""
    (trend,) = found(series({"2019": "8", "2020": "9", "2021": "8.4"}))
    assert moves(trend) == ""
    assert growth(trend) == ""


@pytest.mark.parametrize(
    "facts",
    [
        series({"2020": 1, "2021": 2}),
        [*series({"2020": 1, "2021": 2}), *series({"2021-06": 3}, city="wuhan")],
        [*series({"2019": 1, "2020": 2}), *series({"2021": 3}, scope="城区")],
        [*series({"2019": 1, "2020": 2}), *series({"2021": 3}, direction="增")],
        [*series({"2019": 1, "2020": 2}, basis="期间"), *series({"2021": 3}, basis="累计")],
        [*series({"2019": 1, "2020": 2}), *series({"2021": 3}, city="sanmenxia")],
        [*series({"2019/2020": 1, "2020": 2, "2021": 3})],
    ],
    ids=["two years", "half a year", "scope", "change", "basis", "cities", "span"],
)
def test_what_is_no_series_is_no_trend(facts: list[Fact]) -> None:
    """Two years, or three that the guard would not let stand on one axis for another reason than time."""
    assert found(facts) == []


def test_ends_of_years_make_a_series_and_a_year_counts_once() -> None:
    """截至2020年底 in two ways of writing; a year stated twice is one point, the first."""
    facts = series({"2019-12-31": 5, "2020-12": 6, "2021": 8}, "家", basis="时点")
    again = fact("wuhan.again", 7, "家", indicator="gdp", period="2021-12-31", basis="时点")
    (trend,) = found([*facts, again])
    assert list(trend.series["wuhan"].values()) == facts
    assert growth(trend) == "增 26.5%"


def test_rates_and_places_have_no_percentage_of_growth() -> None:
    """From 80 % to 90 % is no growth of 12.5 %."""
    (trend,) = found(series({"2019": 80, "2020": 85, "2021": 90}, "%"))
    assert growth(trend) == ""
    assert moves(trend) == "增"


@pytest.mark.parametrize(
    ("places", "way"), [((19, 12, 11), "升"), ((1, 1, 2), "降"), ((2, 3, 1), "升"), ((8, 9, 8), "平")]
)
def test_in_a_ranking_the_lower_number_is_the_better(places: tuple[int, int, int], way: str) -> None:
    """升 to the lower number, 降 to the higher, and no percentage of growth."""
    (trend,) = found(series(dict(zip(("2019", "2020", "2021"), places, strict=True)), "位"))
    assert moves(trend) == way
    assert growth(trend) == ""


def test_the_same_figure_again_is_level() -> None:
    (trend,) = found(series({"2019": 30, "2020": 31, "2021": 30}, "家"))
    assert moves(trend) == "平"


@given(first=st.integers(100, 10**6), last=st.integers(100, 10**6), places=st.integers(0, 2))
def test_the_true_growth_is_inside(first: int, last: int, places: int) -> None:
    """Whatever was true, the growth that follows from the printed figures holds it."""
    values = {
        "2019": str(printed(Fraction(first, 100), places)),
        "2020": 1,
        "2021": str(printed(Fraction(last, 100), places)),
    }
    (trend,) = found(series(values))
    moved = trend.courses["wuhan"].moved
    if figure := moved.average:
        sign = 1 if moved.rises else -1
        low, high = (1 + sign * Fraction(end) / 100 for end in (figure.interval.low, figure.interval.high))
        assert min(low, high) ** 2 <= Fraction(last, first) <= max(low, high) ** 2


def rows(facts: list[Fact]) -> list[tuple[str, list[str]]]:
    """The id of each trend with the periods of 武汉's series."""
    return [(trend.id, [at.printed for at in trend.series.get("wuhan", {})]) for trend in found(facts)]


@pytest.mark.parametrize(
    ("periods", "basis", "expected"),
    [
        (
            ["2023-Q3", "2023-Q1", "2023年二季度"],
            "期间",
            ("gdp.quarter", ["2023年一季度", "2023年二季度", "2023年三季度"]),
        ),
        (
            ["2023-H2", "2024-H1", "2023年上半年"],
            "期间",
            ("gdp.half", ["2023年上半年", "2023年下半年", "2024年上半年"]),
        ),
        (["2023-12", "2024-02", "2024-01"], "期间", ("gdp.month", ["2023年12月", "2024年1月", "2024年2月"])),
        (
            ["2023年1—3月", "2023-Q2", "2023-Q3"],
            "期间",
            ("gdp.quarter", ["2023年一季度", "2023年二季度", "2023年三季度"]),
        ),
        (
            ["2023年3月末", "2023年6月末", "2023年9月末"],
            "时点",
            ("gdp.quarter-end", ["2023年一季度", "2023年二季度", "2023年三季度"]),
        ),
        (
            ["2023年2月末", "2023年3月末", "2023年4月末", "2023年6月末", "2023年9月末", "2023年10月末"],
            "时点",
            ("gdp.month-end", ["2023年2月", "2023年3月", "2023年4月", "2023年6月", "2023年9月", "2023年10月"]),
        ),
        (
            ["2023年4月末", "2023年5月末", "2023年6月末"],
            "时点",
            ("gdp.month-end", ["2023年4月", "2023年5月", "2023年6月"]),
        ),
    ],
    ids=[
        "quarters",
        "halves",
        "months",
        "two spellings",
        "ends of quarters",
        "months go on",
        "ends of months",
    ],
)
def test_shorter_periods_of_one_kind_are_put_in_their_order(
    periods: list[str], basis: str, expected: tuple[str, list[str]]
) -> None:
    facts = series({at: 10 + number for number, at in enumerate(periods)}, basis=basis)
    assert rows(facts) == [expected]
    (trend,) = found(facts)
    *before, last = trend.series["wuhan"].values()
    assert trend.last("wuhan") == last
    assert all(fact.period < last.period for fact in before)
    # what is counted within parts of a year is not told from one season to another
    assert ("wuhan" in trend.courses) == (basis == "时点" or "2024-H1" in periods)


@pytest.mark.parametrize(
    "periods",
    [
        ["2023-Q1", "2023-Q2"],
        ["2023-Q1", "2023-Q2", "2023-H2"],
        ["2023-Q1", "2023-Q2", "2023-Q4"],
        ["2023年1—3月", "2023年1—6月", "2023年1—9月"],
        ["2023-Q1", "2023-05", "2023-06"],
    ],
    ids=["two", "a half among quarters", "a gap", "from January on", "months among quarters"],
)
def test_periods_of_several_kinds_are_no_series(periods: list[str]) -> None:
    assert rows(series({at: 10 + number for number, at in enumerate(periods)}, basis="期间")) == []


def test_three_decembers_are_years_and_a_series_of_years_is_preferred() -> None:
    years = series({"2021年底": 5, "2022年底": 6, "2023年底": 7}, "家", basis="时点")
    months = series({"2023年10月末": 8, "2023年11月末": 9}, "家", basis="时点")
    assert rows([*years, *months]) == [("gdp", ["2021年", "2022年", "2023年"])]
    assert rows([*years[1:], *months]) == [("gdp.month-end", ["2023年10月", "2023年11月", "2023年12月"])]


def test_ends_of_months_go_on_beyond_three_years() -> None:
    """A year's end is one of a month: where the months reach further, they are the series."""
    years = series({"2021年底": 5, "2022年底": 6, "2023年底": 7}, "家", basis="时点")
    months = series({"2023年11月末": 8, "2024年1月末": 9}, "家", basis="时点")
    assert rows([*years, *months]) == [("gdp.month-end", ["2023年11月", "2023年12月", "2024年1月"])]


def test_parts_of_a_year_are_told_by_the_same_part_of_the_year_before() -> None:
    facts = series({"2023-Q3": 30, "2023-Q4": 40, "2024-Q1": 11, "2024-Q2": 20, "2024-Q3": 33}, basis="期间")
    (trend,) = found(facts)
    course = trend.courses["wuhan"]
    assert (course.term, course.moved.before.id, course.turn) == (Term.YEAR_EARLIER, facts[0].id, None)
    assert trend.told("wuhan") == (facts[-1],)
    (without,) = found(facts[1:])
    assert (without.courses, without.covered("wuhan")) == ({}, facts[1:-1])
    cut = [replace(item, break_reason="口径调整") if item.period.text == "2024-Q1" else item for item in facts]
    (broken,) = found(cut)
    assert (broken.courses, list(broken.series["wuhan"].values())) == ({}, cut[2:])


def test_quarters_end_where_the_series_breaks() -> None:
    facts = series({"2023-Q1": 1, "2023-Q2": 2, "2023-Q3": 3, "2023-Q4": 4, "2024-Q1": 5}, basis="期间")
    cut = [replace(item, break_reason="口径调整") if item.period.text == "2023-Q3" else item for item in facts]
    assert rows(cut) == [("gdp.quarter", ["2023年三季度", "2023年四季度", "2024年一季度"])]


def test_cities_with_other_kinds_of_period_have_trends_of_their_own() -> None:
    quarters = series({"2023-Q1": 1, "2023-Q2": 2, "2023-Q3": 3}, basis="期间")
    years = series({"2021": 1, "2022": 2, "2023": 3}, city="sanmenxia", basis="期间")
    assert {trend.id: list(trend.series) for trend in found([*quarters, *years])} == {
        "gdp.quarter": ["wuhan"],
        "gdp": ["sanmenxia"],
    }


def several(**cities: tuple[str, ...]) -> Trend:
    """The trend of cities with three figures each, in 亿元."""
    facts = [
        item
        for city, values in cities.items()
        for item in series(dict(zip(("2021", "2022", "2023"), values, strict=True)), city=city)
    ]
    (trend,) = found(facts)
    return trend


def test_each_city_has_its_place_by_how_far_it_moved() -> None:
    """By percent, in its own way: what rose is behind all that fell."""
    trend = several(
        a=("100.0", "90.0", "50.0"), b=("200.0", "190.0", "150.0"), c=("10.0", "9.0", "4.0"), d=("1.0", "2.0", "3.0")
    )
    places = {city: course.place for city, course in trend.courses.items()}
    assert places == {
        "a": Place(2, 4, False),
        "b": Place(3, 4, False),
        "c": Place(1, 4, False),
        "d": Place(1, 4, False),
    }


def test_cities_that_state_the_same_figures_are_tied_and_what_rounding_leaves_open_has_no_place() -> None:
    tied = several(a=("100.0", "90.0", "50.0"), b=("100.0", "80.0", "50.0"), c=("100.0", "90.0", "70.0"))
    assert [course.place for course in tied.courses.values()] == [
        Place(1, 3, True),
        Place(1, 3, True),
        Place(3, 3, False),
    ]
    near = several(a=("100.0", "90.0", "50.0"), b=("200.0", "80.0", "100.1"), c=("100.0", "90.0", "70.0"))
    assert [course.place for course in near.courses.values()] == [None, None, Place(3, 3, False)]


def test_two_cities_have_no_places_nor_have_cities_of_other_years() -> None:
    two = several(a=("100.0", "90.0", "50.0"), b=("200.0", "190.0", "150.0"))
    assert [course.place for course in two.courses.values()] == [None, None]
    facts = [*series({"2021": "9.0", "2022": "8.0", "2024": "7.0"}, city="c")]
    for city in ("a", "b"):
        facts += series({"2021": "9.0", "2022": "8.0", "2023": "7.0"}, city=city)
    (trend,) = found(facts)
    assert [group.cities for group in trend.groups] == [("c",), ("a", "b")]
    assert all(course.place is None for course in trend.courses.values())


def test_a_group_knows_who_went_which_way_and_who_went_furthest() -> None:
    trend = several(
        a=("100.0", "1.0", "150.0"), b=("100.0", "1.0", "120.0"), c=("100.0", "1.0", "130.0"), d=("10.0", "1.0", "9.0")
    )
    (group,) = trend.groups
    assert (group.up, group.down, group.level) == (("a", "b", "c"), ("d",), ())
    assert (group.movers, group.most, group.least) == (("a", "b", "c"), "a", "b")
    near = several(a=("100", "1", "130"), b=("100", "1", "130"), c=("100", "1", "130"), d=("100", "1", "110"))
    assert (near.groups[0].most, near.groups[0].least) == ("", "d")


def turn(*values: str) -> Turn | None:
    (trend,) = found(series({str(2018 + at): value for at, value in enumerate(values)}))
    return trend.courses["wuhan"].turn


def test_a_course_that_fell_back_and_then_rose_to_the_end_has_turned() -> None:
    year = {at: Period.parse(f"{at}年") for at in (2019, 2020)}
    assert turn("20.0", "18.0", "22.0", "25.0") == Turn(year[2019], 1, 2, True)
    assert turn("20.0", "19.0", "18.0", "22.0", "25.0") == Turn(year[2020], 2, 2, True)
    assert turn("20.0", "25.0", "22.0", "18.0") == Turn(year[2019], 1, 2, False)


@pytest.mark.parametrize(
    "values",
    [
        ("20.0", "18.0", "22.0"),  # one period is no course
        ("20.0", "22.0", "25.0", "30.0"),  # it never went the other way
        ("20.0", "18.0", "22.0", "22.0"),  # the last step is open
        ("20.0", "20.0", "22.0", "25.0"),  # so is the step to it
        ("20.0", "19.0", "25.0", "29.1"),  # less than a tenth of the range of 10.1
    ],
)
def test_a_wavering_or_a_shallow_course_has_not_turned(values: tuple[str, ...]) -> None:
    assert turn(*values) is None


def test_a_turn_of_just_a_tenth_of_the_range_is_one_and_a_gap_in_the_years_none() -> None:
    assert turn("20.0", "19.0", "25.0", "29.0") is not None
    (trend,) = found(series({"2018": "20.0", "2020": "18.0", "2021": "22.0", "2022": "25.0"}))
    assert trend.courses["wuhan"].turn is None
