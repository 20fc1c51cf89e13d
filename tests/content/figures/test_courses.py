"""How indicators moved is drawn: as lines, small multiples, panels or slopes, each thing once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefing.analysis.analyse import Analysis, analyse
from briefing.charts import refuse
from briefing.content.context import BriefingContext
from briefing.content.figures.chart_specs import ChartSpecs
from briefing.content.figures.courses import courses
from briefing.content.figures.theme_figures import of_theme
from briefing.content.ledger import Ledger
from briefing.model.document import Figure
from briefing.model.facts import Fact
from briefing.model.measure import Measure, MeasureKind
from briefing.model.walk import refs
from briefing.wording.prose import plain
from tests.builders import city, fact, indicator, selection, theme

SIGNS = "甲乙丙丁戊己"


def data(cities: int, years: Sequence[int], indicators: int = 1, themes: int = 1, home: str | None = None) -> Analysis:
    """Figures of as many indicators in each of as many themes, which fall and rise apart from city to city."""
    names = [f"m{at}x{number}" for at in range(themes) for number in range(indicators)]
    items = [
        fact(f"c{place}.{name}-{year}", 100 + 10 * place + year % 7, "件", indicator=name, period=str(year))
        for place in range(cities)
        for name in names
        for year in years
    ]
    places = [city(f"c{place}", f"{SIGNS[place]}市") for place in range(cities)]
    measured = [indicator(name, f"办件量{name}", theme=f"t{name[1]}", better="高") for name in names]
    return analyse(selection(*places, *items, *measured, *(theme(f"t{at}") for at in range(themes))), home)


def drawn(of: Analysis) -> list[Figure]:
    specs = ChartSpecs(of, Ledger(of.selection.library), refuse)
    return [figure for theme in of.selection.themes for figure in courses(specs, theme)]


@pytest.mark.parametrize(("cities", "kind"), [(2, "line"), (4, "line"), (5, "small_lines"), (6, "small_lines")])
def test_the_lines_of_four_cities_share_a_plot_and_five_have_a_panel_each(cities: int, kind: str) -> None:
    (figure,) = drawn(data(cities, (2019, 2020, 2021)))
    assert figure.chart.kind == kind
    assert len(figure.chart.groups) == cities
    assert refuse(figure.chart) is None


def test_two_periods_of_several_cities_are_a_slope_and_of_one_city_a_sentence() -> None:
    (figure,) = drawn(data(2, (2019, 2023)))
    assert (figure.chart.kind, plain(figure.caption)) == ("slope", "办件量m0x0变化")
    assert refuse(figure.chart) is None
    assert drawn(data(1, (2019, 2023))) == []
    assert drawn(data(2, (2019,))) == []


def test_a_city_with_other_periods_is_left_out_of_a_slope_and_said_so() -> None:
    of = analyse(
        selection(
            *(city(f"c{at}", f"{sign}市") for at, sign in enumerate("甲乙丙")),
            *(
                fact(f"c{at}.m-{year}", 100 + year % 7 + at, "件", indicator="m", period=str(year))
                for at, years in enumerate(((2019, 2023), (2019, 2023), (2020, 2023)))
                for year in years
            ),
        )
    )
    (figure,) = drawn(of)
    assert figure.chart.groups == ("甲市", "乙市")
    assert [plain(note) for note in figure.notes] == ["丙市的数据时期或口径不同，未画入图中。"]


@pytest.mark.parametrize(("home", "order"), [(None, "戊丁丙乙甲"), ("c1", "乙戊丁丙甲")])
def test_panels_of_cities_begin_with_home_and_then_the_better_come_first(home: str | None, order: str) -> None:
    (figure,) = drawn(data(5, (2019, 2020, 2021), 1, 1, home))
    assert figure.chart.groups == tuple(f"{sign}市" for sign in order)


@pytest.mark.parametrize(
    ("count", "kinds"), [(1, ["line"]), (2, ["panel_lines"]), (6, ["panel_lines"]), (7, ["panel_lines", "line"])]
)
def test_indicators_of_one_city_share_a_figure_of_six_panels_at_most(count: int, kinds: list[str]) -> None:
    figures = drawn(data(1, (2019, 2020, 2021), count))
    assert [figure.chart.kind for figure in figures] == kinds
    assert sum(len(figure.chart.panels) for figure in figures) == count
    assert all(refuse(figure.chart) is None for figure in figures)
    assert len({figure.key for figure in figures}) == len(figures)


def test_several_cities_have_a_figure_of_each_indicator() -> None:
    assert [figure.chart.kind for figure in drawn(data(6, (2019, 2020, 2021), 2))] == ["small_lines"] * 2


def test_what_the_end_of_a_line_says_is_not_drawn_as_bars_beside_it() -> None:
    of = data(2, (2019, 2020, 2021))
    specs = ChartSpecs(of, Ledger(of.selection.library), refuse)
    figures = of_theme(specs, of.selection.themes[0])
    assert [figure.chart.kind for figure in figures] == ["line"]
    assert len(list(refs(figures))) == len(set(refs(figures)))
    alone = data(2, (2021,))
    bars = of_theme(ChartSpecs(alone, Ledger(alone.selection.library), refuse), alone.selection.themes[0])
    assert [figure.chart.kind for figure in bars] == ["bars"]


@pytest.mark.parametrize(("indicators", "shown"), [(2, 8), (3, 12), (4, 12)])
def test_each_indicator_that_moved_is_drawn_up_to_twelve_figures(indicators: int, shown: int) -> None:
    """Of four themes, each of which would otherwise have one figure."""
    of = data(2, (2019, 2020, 2021), indicators, 4)
    view = BriefingContext(of, Ledger(of.selection.library), refuse)
    assert sum(len(item.figures) for item in view.themes) == shown


def test_periods_are_on_the_axis_and_not_below_it() -> None:
    of = data(5, (2019, 2020, 2021))
    specs = ChartSpecs(of, Ledger(of.selection.library), refuse)
    assert [figure.notes for figure in of_theme(specs, of.selection.themes[0])] == [()]


def test_only_a_city_that_was_named_or_is_home_stands_out() -> None:
    """Of all cities that there are, the first is so by its code."""
    whole = data(5, (2019, 2020, 2021))
    (figure,) = drawn(whole)
    assert figure.chart.even
    every = data(6, (2019, 2020, 2021)).selection
    five = every.cities[:5]
    asked = replace(every, cities=five, records={one.id: every.records[one.id] for one in five})
    (named,) = drawn(analyse(asked))
    (home,) = drawn(data(5, (2019, 2020, 2021), home="c2"))
    assert (named.chart.even, home.chart.even) == (False, False)
    assert (named.chart.groups[0], home.chart.groups[0]) == ("甲市", "丙市")


def months(*periods: str, broken: str = "", place: int = 0) -> list[Fact]:
    return [
        replace(
            fact(f"c{place}.rate-{period}", 90 + at + place, "%", indicator="rate", period=period, basis="期间"),
            break_reason="口径调整" if period == broken else "",
        )
        for at, period in enumerate(periods)
    ]


def test_what_lies_before_a_break_is_drawn_apart_and_it_is_said_from_when_on_it_measures_something_else() -> None:
    quarters = ("2025年一季度", "2025年二季度", "2025年三季度", "2025年四季度")
    items = [*months(*quarters), *months(*quarters, broken="2025年二季度", place=1)]
    places = [city(f"c{place}", f"{SIGNS[place]}市") for place in (0, 1)]
    (figure,) = drawn(analyse(selection(*places, *items, indicator("rate", "可办率", family="percent"))))
    marks = [mark for mark in figure.chart.panels[0].marks if mark.group == "乙市"]
    assert [mark.label for mark in marks] == list(quarters)
    assert [mark.label for mark in marks if mark.breaks] == ["2025年二季度"]
    assert [plain(note) for note in figure.notes] == ["竖虚线表示前后数据不可比（乙市2025年二季度起）。"]


def test_two_months_are_no_slope_but_two_years_and_two_ends_of_months_are() -> None:
    """From January to February there is a season, not a movement."""

    def kinds(basis: str, *periods: str) -> list[str]:
        items = [
            fact(f"c{place}.firms-{period}", 90 + at, "户", indicator="firms", period=period, basis=basis)
            for place in (0, 1)
            for at, period in enumerate(periods)
        ]
        places = [city(f"c{place}", f"{SIGNS[place]}市") for place in (0, 1)]
        found = drawn(analyse(selection(*places, *items, indicator("firms", "企业", family="count"))))
        return [figure.chart.kind for figure in found]

    assert kinds("期间", "2026年1月", "2026年2月") == []
    assert kinds("期间", "2024年", "2025年") == ["slope"]
    assert kinds("时点", "2026年1月末", "2026年2月末") == ["slope"]


def test_a_month_that_is_missing_breaks_the_line_of_a_city() -> None:
    items = months("2025年1月", "2025年2月", "2025年3月", "2025年5月")
    (figure,) = drawn(analyse(selection(city("c0", "甲市"), *items, indicator("rate", "可办率", family="percent"))))
    values = [(mark.label, mark.value is None) for mark in figure.chart.panels[0].marks]
    assert values[2:] == [("2025年3月", False), ("2025年4月", True), ("2025年5月", False)]


def test_bars_say_of_a_city_with_another_measure_that_and_not_that_nothing_is_held() -> None:
    quarters = ("2025年一季度", "2025年二季度")
    other = [replace(item, measure=Measure(kind=MeasureKind.PER_HEAD)) for item in months(*quarters, place=2)]
    items = [*months(*quarters), *months(*quarters, place=1), *other]
    places = [city(f"c{place}", f"{SIGNS[place]}市") for place in range(4)]
    of = analyse(selection(*places, *items, indicator("rate", "可办率", family="percent"), theme("services")))
    specs = ChartSpecs(of, Ledger(of.selection.library), refuse)
    bars = [one.chart for at in of.selection.themes for one in of_theme(specs, at) if one.chart.kind == "bars"]
    assert [mark.text for chart in bars for mark in chart.panels[0].marks if mark.value is None] == [
        "口径不同",
        "未收录",
    ]
