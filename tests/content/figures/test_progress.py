"""How far targets are reached is drawn beside the share of the time that is gone, each in one row."""

from __future__ import annotations

import pytest

from briefing.analysis.months import month_rows
from briefing.charts import refuse
from briefing.content.context import BriefingContext
from briefing.content.figures.chart_specs import ChartSpecs
from briefing.content.figures.progress import MOST, paced
from briefing.content.figures.theme_figures import of_theme
from briefing.content.ledger import Ledger
from briefing.model.document import MOST_ROWS, Figure
from briefing.wording.prose import plain
from tests.builders import Item, analysis, city, indicator, judged, theme
from tests.content.tables.test_month_table import aimed, total

FIRMS = indicator("firms", "新登记企业", better="高")
TAX = indicator("tax", "减税降费", better="高", family="cny")
DAYS = indicator("days", "开办时间", better="低", family="workday")


def made(*items: Item) -> list[Figure]:
    data = analysis(*judged(*items))
    specs = ChartSpecs(data, Ledger(data.selection.library), refuse)
    figures = paced(specs, month_rows(data.observed, data.related)[0], "目标任务")
    assert [refuse(figure.chart) for figure in figures] == [None] * len(figures)
    return figures


def cities(count: int) -> list[Item]:
    """Targets of one indicator in as many cities, that of the first reached least."""
    names = (city(f"c{at}", f"第{at}市") for at in range(count))
    return [FIRMS, *names, *(aimed(total(f"c{at}", "firms", str(50 + at)), "100") for at in range(count))]


def test_targets_of_a_city_stand_in_order_beside_the_time_that_is_gone() -> None:
    (figure,) = made(
        city("a", "甲市"),
        *(FIRMS, TAX, DAYS),
        aimed(total("a", "firms", "70"), "100"),
        aimed(total("a", "tax", "9.5", "亿元"), "10.0"),
        aimed(total("a", "days", "2.0", "个工作日"), "1.5"),
    )
    assert plain(figure.caption) == "截至2026年10月末目标任务完成进度（推算）"
    assert [panel.title for panel in figure.chart.panels] == ["减税降费", "新登记企业"]
    assert [str(panel.marks[0].value) for panel in figure.chart.panels] == ["95", "70"]
    assert {(panel.marks[1].label, panel.marks[1].text) for panel in figure.chart.panels} == {("序时进度", "83.3%")}
    assert [plain(note) for note in figure.notes] == ["开办时间不按完成率衡量，未画入图中。"]


@pytest.mark.parametrize(("count", "kind"), [(2, "bullet"), (MOST_ROWS, "bullet"), (MOST_ROWS + 1, "distribution")])
def test_of_one_indicator_each_city_is_a_row_and_very_many_are_dots(count: int, kind: str) -> None:
    (figure,) = made(*cities(count))
    assert figure.chart.kind == kind
    assert plain(figure.caption).startswith("截至2026年10月末新登记企业完成进度")
    assert any("全年时间已过83.3%（推算）" in plain(note) for note in figure.notes) == (kind == "distribution")


def test_one_target_is_told_by_a_sentence_and_of_one_that_is_due_nothing_is_drawn() -> None:
    assert made(*cities(1)) == []
    due = [aimed(total(id, "firms", "90", at="2026年1—12月"), "100") for id in ("a", "b")]
    assert made(FIRMS, city("a", "甲市"), city("b", "乙市"), *due) == []


def test_of_more_cities_than_have_a_chart_each_the_last_points_to_the_table() -> None:
    places = [f"c{at}" for at in range(MOST + 1)]
    held = [aimed(total(id, name, "70"), "100") for id in places for name in ("firms", "tax")]
    more = [aimed(total(places[0], f"more{at}", "70"), "100") for at in range(MOST)]
    own = [indicator(f"more{at}", f"指标{at}", better="高") for at in range(MOST)]
    figures = made(
        FIRMS, indicator("tax", "税费", better="高"), *own, *(city(id, f"{id}市") for id in places), *held, *more
    )
    assert len(figures) == MOST
    assert [plain(note) for note in figures[-1].notes] == ["其余的完成进度见表。"]


def test_what_is_told_of_all_themes_is_not_drawn_again_in_each() -> None:
    names = [indicator(f"i{at}", f"指标{at}", better="高") for at in range(4)]
    held = [aimed(total("a", f"i{at}", str(60 + at)), "100") for at in range(4)]
    few, all_of_them = (
        analysis(*judged(city("a", "甲市"), *names[:3], *held[:3])),
        analysis(*judged(city("a", "甲市"), *names, *held)),
    )
    keys = []
    for data in (few, all_of_them):
        view = BriefingContext(data, ledger := Ledger(data.selection.library), refuse)
        specs = ChartSpecs(data, ledger, refuse)
        assert of_theme(specs, theme())[0].key.startswith("progress."), "what is aimed at comes first"
        told = [block.key for block in view.month if isinstance(block, Figure)]
        keys.append((told, [figure.key for figure in view.themes[0].figures if figure.key.startswith("progress")]))
        assert not view.undrawn
    assert keys == [([], ["progress.services.a"]), (["progress.a"], [])]
