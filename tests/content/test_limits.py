"""How much is told: just as much as each limit allows, and what becomes of the rest."""

from __future__ import annotations

import pytest

from briefing.analysis.analyse import analyse
from briefing.content.context import BriefingContext
from briefing.content.figures.chart_specs import ChartSpecs
from briefing.content.ledger import Ledger
from briefing.content.letter import compose_letter
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.standings.benchmark import HomeContext
from tests.builders import Item, analysis, city, fact, practice, selection, theme, topic
from tests.content.samples import letter
from tests.content.test_letter import built_in, said


def view(*items: Item) -> BriefingContext:
    data = analysis(*items)
    return BriefingContext(data, Ledger(data.selection.library), lambda chart: None)


def cities(names: str) -> list[Item]:
    """Cities of one character, each with a fact."""
    held = [(city(f"city{place}", f"{name}市"), fact(f"city{place}.items", 1)) for place, name in enumerate(names)]
    return [item for pair in held for item in pair]


@pytest.mark.parametrize(("names", "subjects"), [("甲乙丙", "甲、乙与丙"), ("甲乙丙丁", "优化营商环境")])
def test_three_subjects_are_named_and_more_are_the_whole(names: str, subjects: str) -> None:
    themes = [theme(f"theme{place}", name) for place, name in enumerate(names)]
    told = [practice(f"wuhan.p{place}", theme=f"theme{place}") for place, _ in enumerate(names)]
    assert view(*themes, *told).subjects == subjects


@pytest.mark.parametrize(("names", "said_so"), [("甲乙丙", "《甲》《乙》《丙》函送"), ("甲乙丙丁", "《甲》等简报函送")])
def test_three_briefings_are_named_and_of_more_the_first(names: str, said_so: str) -> None:
    document, _ = compose_letter(letter(attachments=tuple(names)), built_in("函"))
    assert said_so in said(document)[1]


@pytest.mark.parametrize(
    ("peers", "named"),
    [("乙丙丁戊己庚", "乙市、丙市、丁市、戊市、己市和庚市"), ("乙丙丁戊己庚辛", "乙市、丙市、丁市、戊市等地")],
)
def test_six_peers_are_named_and_of_more_the_first(peers: str, named: str) -> None:
    assert benchmarked(*cities("甲" + peers)).peers == named


@pytest.mark.parametrize(("count", "told"), [(3, 3), (4, 4), (5, 4)])
def test_four_strengths_are_told(count: int, told: int) -> None:
    own = [practice(f"city0.p{place}", topic=f"topic{place}", first="全国首创") for place in range(count)]
    shown = benchmarked(*cities("甲乙"), *own, *(topic(f"topic{place}") for place in range(count)))
    assert len(shown.strengths) == told


def benchmarked(*items: Item) -> HomeContext:
    """How the first city stands against the others."""
    chosen = selection(*items)
    data, ledger = analyse(chosen, "city0"), Ledger(chosen.library)
    return HomeContext(data, SentenceWriter(chosen.library, ledger), ChartSpecs(data, ledger, lambda chart: None))
