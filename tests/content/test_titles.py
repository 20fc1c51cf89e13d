"""What a title calls many cities and the themes of tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.content.context import BriefingContext
from briefing.content.ledger import Ledger
from briefing.content.titles import PLACES_NAMED, SUBJECTS_NAMED
from tests.builders import analysis, city, fact, indicator, theme


def _view(cities: int, themes: tuple[str, ...], *, named: bool = True, parent: str = "湖北省") -> BriefingContext:
    places = [city(f"c{at}", f"{'甲乙丙丁戊'[at]}市", parent=parent if at else "湖北省") for at in range(cities)]
    own = [replace(indicator(f"i-{name}"), theme=name) for name in themes]
    told = [theme("other", "其他指标") if name == "other" else theme(name) for name in themes]
    facts = [fact(f"{place.id}.i-{name}", 5, "家", indicator=f"i-{name}") for place in places for name in themes]
    data = analysis(*places, *told, *own, *(replace(item, cell="A1") for item in facts))
    return BriefingContext(data, Ledger(data.selection.library), lambda chart: None, named=named)


@pytest.mark.parametrize(
    ("themes", "said"),
    [
        (("services",), "政务服务"),
        (("other",), "主要指标"),
        (("services", "other"), "主要指标"),
        (("a", "b", "c", "d")[:SUBJECTS_NAMED], "a、b与c"),
        (("a", "b", "c", "d")[: SUBJECTS_NAMED + 1], "主要指标"),
    ],
)
def test_what_nobody_has_filed_and_many_themes_of_tables_are_main_indicators(
    themes: tuple[str, ...], said: str
) -> None:
    view = _view(1, themes)
    assert (view.subjects, view.title[1]) == (said, f"{said}情况")


@pytest.mark.parametrize(
    ("cities", "named", "parent", "said"),
    [
        (PLACES_NAMED, False, "湖北省", "甲市、乙市、丙市和丁市"),
        (PLACES_NAMED + 1, True, "湖北省", "甲市等地"),
        (PLACES_NAMED + 1, False, "湖北省", "湖北省有关城市"),
        (PLACES_NAMED + 1, False, "河南省", "有关城市"),
    ],
)
def test_none_of_many_cities_that_nobody_named_stands_for_the_others(
    cities: int, named: bool, parent: str, said: str
) -> None:
    assert _view(cities, ("services",), named=named, parent=parent).places == said
