"""What a title calls many cities and the themes of tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.analysis.analyse import Analysis, analyse
from briefing.content import titles
from briefing.content.context import BriefingContext
from briefing.content.ledger import Ledger
from briefing.content.titles import PLACES_NAMED, SUBJECTS_NAMED
from briefing.wording.prose import plain
from tests.builders import analysis, city, fact, indicator, theme


def _data(cities: int, themes: tuple[str, ...], *, home: str | None = None) -> Analysis:
    places = [city(f"c{at}", f"{'甲乙丙丁戊'[at]}市", level="地级市") for at in range(cities)]
    own = [replace(indicator(f"i-{name}"), theme=name) for name in themes]
    told = [theme("other", "其他指标") if name == "other" else theme(name) for name in themes]
    facts = [fact(f"{place.id}.i-{name}", 5, "家", indicator=f"i-{name}") for place in places for name in themes]
    data = analysis(*places, *told, *own, *(replace(item, cell="A1") for item in facts))
    return analyse(data.selection, home) if home else data


def _view(data: Analysis) -> BriefingContext:
    return BriefingContext(data, Ledger(data.selection.library), lambda chart: None)


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
    data = _data(1, themes)
    assert (_view(data).subjects, titles.title(data)[1]) == (said, f"{said}情况")


@pytest.mark.parametrize(
    ("cities", "home", "places", "title"),
    [
        (PLACES_NAMED, None, "甲市、乙市、丙市和丁市", "甲市、乙市、丙市、丁市"),
        (PLACES_NAMED + 1, None, "甲市等5市", "甲市等5市"),
        (3, "c2", "丙市、甲市和乙市", "丙市与甲市、乙市"),
        (PLACES_NAMED, "c2", "丙市、甲市、乙市和丁市", "丙市与甲市、乙市、丁市"),
        (PLACES_NAMED + 1, "c2", "丙市等5市", "丙市与甲市等4市"),
    ],
)
def test_a_few_cities_are_named_and_many_are_counted_behind_the_home_city_or_the_first(
    cities: int, home: str | None, places: str, title: str
) -> None:
    data = _data(cities, ("services",), home=home)
    assert (plain(_view(data).places), titles.title(data)[0]) == (places, title)


@pytest.mark.parametrize(("cities", "title"), [(3, "丙市、甲市、乙市"), (PLACES_NAMED + 1, "丙市等5市")])
def test_where_all_are_ranked_the_home_city_stands_among_them(cities: int, title: str) -> None:
    assert titles.title(_data(cities, ("services",), home="c2"), "情况通报") == (title, "政务服务情况通报")
