"""What stands on a one-page briefing: the first of an order of preference, as far as there is room."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from briefing.analysis.analyse import analyse
from briefing.content.figures.chart_specs import figure_of
from briefing.content.ledger import Ledger
from briefing.content.one_page.page_room import PageRoom, SinglePage
from briefing.content.one_page.single_page import OnePage, OnePageContext
from briefing.content.paragraphs.points import PointWriter
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.model.document import ChartSpec, Figure, Mark, Panel, Run, Runs
from briefing.model.facts import PracticeKind
from briefing.wording.prose import plain, text
from tests.builders import Item, city, fact, indicator, library, practice, selection

LINE = text("甲" * 30)
TWO = text("甲" * 31)


def page(room: float, panel: float = 40.0) -> SinglePage:
    held = library(fact("wuhan.items", 1))
    made = SinglePage(
        SentenceWriter(held, Ledger(held)), PageRoom(lambda chart: panel * len(chart.panels)), marked=True
    )
    made.left = room
    return made


def figure(panels: int = 1, ref: str = "wuhan.items", key: str = "chart") -> Figure:
    marks = (Mark("武汉市", Decimal(1), "1项", "武汉市", ref),)
    return figure_of(key, key, ChartSpec("bars", "", tuple(Panel(marks, f"{at}", "项") for at in range(panels))))


def shown(
    *items: Item,
    home: str | None = None,
    verdict: tuple[Runs, ...] = (),
    drawn: tuple[Figure, ...] = (),
    high: float = 60.0,
    titles: int = 1,
) -> OnePageContext:
    data = analyse(selection(*items), home)
    writer = SentenceWriter(data.selection.library, Ledger(data.selection.library), home)
    made = OnePage(data, writer, PointWriter(data, writer), (), PageRoom(lambda chart: high, titles))
    return made.context(verdict, (), drawn, named=True)


@pytest.mark.parametrize(("room", "taken"), [(15.5, [True, False]), (15.6, [True, True])])
def test_a_sentence_stands_on_the_page_if_there_are_lines_for_it(room: float, taken: list[bool]) -> None:
    made = page(room)
    assert [made.take("point", place, LINE) for place in (1, 0)] == taken
    assert made.sentences("point") == (LINE,) * sum(taken)


@pytest.mark.parametrize(("room", "said"), [(15.5, LINE), (15.6, TWO)])
def test_what_is_longer_takes_the_place_if_there_is_room_for_the_difference(room: float, said: Runs) -> None:
    made = page(room)
    assert made.take("point", 0, LINE)
    made.take("point", 0, TWO)
    assert made.sentences("point") == (said,)


@pytest.mark.parametrize(
    ("panels", "high", "left"), [(3, 28.0, [3, 2, 1]), (3, 29.0, [2, 1]), (2, 85.0, [1]), (1, 85.1, [])]
)
def test_a_chart_loses_panels_until_it_is_low_enough(panels: int, high: float, left: list[int]) -> None:
    assert [len(part.chart.panels) for part in page(200, high).parts_of(figure(panels))] == left


@pytest.mark.parametrize(("lines", "titles", "sentences"), [(7, 1, 3), (7, 2, 2), (8, 1, 2), (11, 1, 1)])
def test_a_verdict_is_shortened_by_its_last_sentences(lines: int, titles: int, sentences: int) -> None:
    verdict = tuple((Run(sign * (30 * lines - 1) + "。", ref="wuhan.items"),) for sign in "甲乙丙")
    found = shown(fact("wuhan.items", 1), fact("tianhe.items", 2), home="wuhan", verdict=verdict, titles=titles)
    assert plain(found.points[0]) == "".join(map(plain, verdict[:sentences]))


def test_a_chart_with_the_home_city_in_it_is_drawn_before_another() -> None:
    items = fact("wuhan.items", 1), fact("tianhe.items", 2)
    charts = tuple(figure(ref=fact.id, key=fact.city) for fact in items)
    drawn = {home: shown(*items, home=home, drawn=charts).figure for home in (None, "wuhan", "tianhe")}
    assert {home: figure and figure.key for home, figure in drawn.items()} == {
        None: "wuhan", "wuhan": "wuhan", "tianhe": "tianhe"
    }  # fmt: skip


def test_why_there_is_no_chart_is_what_the_data_say() -> None:
    alike = indicator("items", better="低"), fact("wuhan.items", 1), fact("tianhe.items", 1)
    told = {
        "所用资料没有这方面的数据，未附图。": shown(practice("wuhan.way")),
        "没有适合作图的数据，未附图。": shown(fact("wuhan.items", 1)),
        "可以比较优劣的指标只有items，有数据的地区数值相同，未附图。": shown(*alike),
        "篇幅所限，未附图。": shown(fact("wuhan.items", 1), drawn=(figure(),), high=85.1),
        "": shown(fact("wuhan.items", 1), drawn=(figure(),)),
    }
    assert {why: plain(found.silent) for why, found in told.items() if plain(found.silent) != why} == {}


@pytest.mark.parametrize(("high", "rows"), [(60.0, 5), (85.0, 0)])
def test_a_page_that_would_be_half_empty_has_a_table_of_what_its_points_leave_out(high: float, rows: int) -> None:
    """Of several cities in turn; a tall chart leaves no half page for it."""
    held = [fact(f"{of}.{at}{of}", at + 3) for of in ("wuhan", "luoyang") for at in range(4)]
    made = shown(city("luoyang", "洛阳市"), *held, drawn=(figure(),), high=high)
    told = {run.ref for said in made.points for run in said if run.ref}
    cells = [plain(row[0]) for row in made.table.rows] if made.table else []
    assert cells == ["洛阳市", "武汉市", "洛阳市", "武汉市", "洛阳市"][:rows]
    assert made.table is None or told.isdisjoint(run.ref for row in made.table.rows for cell in row for run in cell)


@pytest.mark.parametrize("kind", [PracticeKind.RESULT, PracticeKind.SUPPORT])
def test_results_stand_behind_ways_to_follow_on_a_page_that_would_be_half_empty(kind: PracticeKind) -> None:
    ways = [practice(f"wuhan.way{at}", f"推行办法{'甲乙丙丁'[at]}。") for at in range(4)]
    led = replace(practice("wuhan.led", "成立工作专班。"), kind=kind)
    alone, beside = shown(led, ways[0]), shown(led, *ways, drawn=(figure(),), high=85.0)
    assert [plain(said) for said in alone.practices] == ["武汉市推行办法甲［］。", "武汉市成立工作专班［］。"]
    assert "武汉市成立工作专班［］。" not in map(plain, beside.practices)


def test_a_shared_end_of_an_indicator_is_told_as_shared() -> None:
    rate = partial(fact, symbol="%", indicator="rate", period="2023年", basis="期间")
    cities = [city(f"c{at}", f"{name}市") for at, name in enumerate("甲乙丙丁戊己庚")]
    rates = [rate(f"c{at}.rate", value) for at, value in enumerate((9, 9, 5, 4, 3, 1, 1))]
    others = [rate(f"c{at}.other", value, indicator="other") for at, value in enumerate((9, 8, 5, 4, 3, 2, 1))]
    judged = [indicator(id, id, family="percent", better="高") for id in ("rate", "other")]
    made = shown(*judged, *cities, *rates, *others)
    assert made.table
    assert [plain(cell) for cell in made.table.rows[0][1:]] == ["甲市、乙市［］9%（并列）", "己市、庚市［］1%（并列）"]
