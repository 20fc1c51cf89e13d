"""What stands on a one-page briefing: the first of an order of preference, as far as there is room."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.analysis.analyse import analyse
from briefing.content.figures.chart_specs import figure_of
from briefing.content.ledger import Ledger
from briefing.content.one_page.page_room import PageRoom, SinglePage
from briefing.content.one_page.single_page import OnePage, OnePageContext
from briefing.content.paragraphs.points import PointWriter
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.model.document import ChartSpec, Figure, Mark, Panel, Run, Runs
from briefing.wording.prose import plain, text
from tests.builders import Item, fact, indicator, library, practice, selection

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
        "可以比较优劣的指标只有items，数据相同，未附图。": shown(*alike),
        "篇幅所限，未附图。": shown(fact("wuhan.items", 1), drawn=(figure(),), high=85.1),
        "": shown(fact("wuhan.items", 1), drawn=(figure(),)),
    }
    assert {why: plain(found.silent) for why, found in told.items() if plain(found.silent) != why} == {}
