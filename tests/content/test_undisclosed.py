"""What our data do not hold is 未收录; 未披露 is only what a source says that it does not tell."""

from __future__ import annotations

import pytest

from briefing.analysis.analyse import analyse
from briefing.content.context import BriefingContext
from briefing.content.figures import theme_figures
from briefing.content.figures.chart_specs import ChartSpecs
from briefing.content.ledger import Ledger
from briefing.content.tables.side_by_side import shared
from briefing.data.selection import select
from briefing.model.facts import Undisclosed
from briefing.model.period import Period
from briefing.wording.prose import plain
from tests.builders import Item, analysis, city, fact, indicator, library, theme

ITEMS: tuple[Item, ...] = (
    city("wuhan"),
    city("sanmenxia"),
    city("tianhe"),
    indicator("items", "联办事项", better="高"),
    indicator("steps", "环节", better="低"),
    fact("wuhan.items", 104, period="2021"),
    fact("sanmenxia.items", 30, period="2021"),
    fact("wuhan.steps", 2, period="2021"),
    fact("sanmenxia.steps", 3, period="2021"),
    fact("wuhan.cases", 5, indicator="cases", period="2021"),
    indicator("cases", "案件", theme="law"),
)
NOT_TOLD = Undisclosed(city="tianhe", source="tianhe-letter", indicator="items")
NO_THEME = Undisclosed(city="tianhe", source="tianhe-letter", theme="services")
SERVICES = theme("services")


def _view(*more: Item) -> BriefingContext:
    data = analysis(*ITEMS, *more)
    return BriefingContext(data, Ledger(data.selection.library), lambda chart: None)


def _cells(*more: Item) -> list[str]:
    """What stands for 天河区 in the table of shared indicators, row by row."""
    data = analysis(*ITEMS, *more)
    table = shared(data, SERVICES)
    assert table
    return [plain(row[3]) for row in table.rows]


def test_a_table_says_of_each_figure_which_of_the_two_it_is() -> None:
    assert _cells() == ["未收录", "未收录"]
    assert _cells(NOT_TOLD) == ["未披露［］", "未收录"]
    assert _cells(NO_THEME) == ["未披露［］", "未披露［］"]


def test_a_chart_says_it_too() -> None:
    data = analysis(*ITEMS, NOT_TOLD)
    specs = ChartSpecs(data, Ledger(data.selection.library), lambda chart: None)
    [chart] = theme_figures.of_kind(specs, "comparison", [SERVICES])
    assert [mark.text for panel in chart.chart.panels for mark in panel.marks if mark.value is None] == [
        "未披露",
        "未收录",
    ]


@pytest.mark.parametrize(
    ("more", "silent", "blanks"),
    [
        (
            (),
            "所用公开材料未涉及天河区这方面内容。",
            ["天河区：所用公开材料未涉及政务服务、法治与监管。"],
        ),
        (
            (NOT_TOLD,),
            "所用公开材料未涉及天河区这方面内容。天河区未披露联办事项［］。",
            ["天河区：所用公开材料未涉及政务服务、法治与监管。"],
        ),
        (
            (NO_THEME,),
            "天河区未披露这方面内容［］。",
            ["天河区：所用公开材料未涉及法治与监管。", "天河区未披露政务服务方面的情况［］。"],
        ),
    ],
)
def test_a_theme_that_a_city_lacks_is_told_with_the_source_that_withholds_it(
    more: tuple[Item, ...], silent: str, blanks: list[str]
) -> None:
    view = _view(*more)
    assert plain(next(item.silent for item in view.themes if item.name == "政务服务")) == silent
    assert [plain(said) for said in view.blanks if "天河区" in plain(said)] == blanks


def test_what_is_left_out_for_its_time_is_not_said_to_be_missing_from_the_data() -> None:
    chosen = select(library(*ITEMS, fact("tianhe.items", 7, period="2022")), period=Period.parse("2021"))
    view = BriefingContext(analyse(chosen), Ledger(chosen.library), lambda chart: None)
    assert plain(view.themes[0].silent) == "所选时期的资料未收录天河区这方面内容。"
    assert view.blanks == ()
