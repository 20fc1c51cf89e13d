"""What opens a briefing: movements, then findings, no figure twice, as many as there is room for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.content.points import opening_points
from briefing.model.document import Run, Runs
from briefing.model.facts import Headline
from tests.builders import analysis, fact, indicator

NAMES = "abcd"
DATA = analysis(
    *(indicator(name, f"指标{name}") for name in NAMES),
    *(fact(f"wuhan.{name}", 1, indicator=name, headline=Headline.LEAD) for name in NAMES),
)
MOVED = [(Run("", ref="wuhan.c"),), (Run("", ref="wuhan.a"),)]


def _opening(most: int, fits: Callable[[str | None], bool] = lambda id: True) -> str:
    def room(words: Runs) -> bool:
        return fits(words[0].ref)

    made = opening_points(DATA, MOVED, most, lambda item: (Run("", ref=item.facts[0]),), room)
    ids = [*(words[0].ref or "" for words in made.moved), *(id for item in made.findings for id in item.facts)]
    return "".join(id.removeprefix("wuhan.") for id in ids)


@pytest.mark.parametrize(("most", "told"), [(1, "c"), (2, "ca"), (3, "cab"), (4, "cabd")])
def test_movements_come_first_and_no_figure_comes_twice(most: int, told: str) -> None:
    assert _opening(most) == told


def test_a_sentence_that_there_is_no_room_for_gives_way_to_the_next() -> None:
    assert _opening(3, lambda id: id != "wuhan.c") == "ab"
