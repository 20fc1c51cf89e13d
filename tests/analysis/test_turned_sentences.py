"""A sentence whose sense its figures turn is told; one that they bear out, or leave open, is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.analysis.movements import Movements
from briefing.analysis.turned_sentences import turned_sentences
from briefing.model.facts import Fact
from briefing.model.measure import Measure, MeasureKind
from tests.builders import fact, indicator, library, practice

OLD = fact("wuhan.entities-2023", 200, "户", indicator="entities", period="2023年末", basis="时点")
OLDEST = fact("wuhan.entities-2022", 150, "户", indicator="entities", period="2022年末", basis="时点")


def _now(value: float | str, **more: str) -> Fact:
    return fact("wuhan.entities", value, "户", indicator="entities", period="2024年末", basis="时点", **more)


def _told(text: str, *facts: Fact) -> list[str]:
    held = library(indicator("entities", "经营主体"), practice("wuhan.reform", text), *facts)
    found = turned_sentences(held.practices(), held.records, held.catalogue.indicators)
    assert all(item.severity == "warning" and item.location.key == "text" for item in found)
    return [item.message for item in found]


ROSE, FELL = "经营主体增至{wuhan.entities}。", "经营主体减至{wuhan.entities}。"
LESS = "“wuhan.reform”说“增至”，所引的数据（2024年末，199户）却比之前的数据（2023年末，200户）少。"
MORE = "“wuhan.reform”说“减至”，所引的数据（2024年末，201户）却比之前的数据（2023年末，200户）多。"
SAME = "所引的数据（2024年末，200户）却与之前的数据（2023年末，200户）相同。"


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        (ROSE, 201, []),
        (ROSE, 200, [f"“wuhan.reform”说“增至”，{SAME}"]),
        (ROSE, 199, [LESS]),
        (FELL, 201, [MORE]),
        (FELL, 200, [f"“wuhan.reform”说“减至”，{SAME}"]),
        (FELL, 199, []),
    ],
)
def test_a_sentence_is_told_from_the_figure_that_turns_it(text: str, value: int, told: list[str]) -> None:
    assert _told(text, OLD, _now(value)) == told


def test_nothing_is_said_across_a_break_or_where_rounding_leaves_it_open() -> None:
    assert _told(ROSE, OLD, replace(_now(150), break_reason="口径调整")) == []
    assert _told(ROSE, OLD, _now(200, qualifier="约")) == []
    assert _told(ROSE, _now(150)) == _told(ROSE, replace(OLD, scope="城区"), _now(150)) == []


def test_the_earlier_figure_that_a_sentence_names_is_what_it_is_held_against() -> None:
    text = "经营主体由{wuhan.entities-2022}增至{wuhan.entities}。"
    assert _told(text, OLDEST, OLD, _now(180)) == []
    assert "（2022年末，150户）少" in _told(text, OLDEST, OLD, _now(149))[0]


@pytest.mark.parametrize(("rate", "told"), [("0", []), ("-0.1", ["，−0.1%）却是负数。"])])
def test_what_is_said_to_have_grown_is_not_below_zero(rate: str, told: list[str]) -> None:
    growth = replace(fact("wuhan.gdp", rate, "%", period="2024年"), measure=Measure(kind=MeasureKind.GROWTH))
    held = library(
        indicator("gdp", "地区生产总值", family="percent"), practice("wuhan.reform", "同比增长{wuhan.gdp}。"), growth
    )
    found = turned_sentences(held.practices(), held.records, held.catalogue.indicators)
    assert [item.message[-len("，−0.1%）却是负数。") :] for item in found] == told


def test_a_place_in_a_ranking_rises_to_a_lower_number() -> None:
    def told(now: int) -> list[str]:
        ranks = [
            fact(f"wuhan.{name}", value, "位", indicator="rank", family="rank", period=f"{year}年")
            for name, value, year in (("old", 5, 2023), ("now", now, 2024))
        ]
        held = library(
            indicator("rank", "评价位次", family="rank"), practice("wuhan.reform", "升至{wuhan.now}。"), *ranks
        )
        found = turned_sentences(held.practices(), held.records, held.catalogue.indicators)
        return [item.message[-4:] for item in found]

    assert (told(4), told(6)) == ([], ["）靠后。"])


def test_the_figures_of_a_city_are_read_once_for_all_its_practices(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(*given: object) -> Movements:
        read.append(1)
        return Movements(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("briefing.analysis.turned_sentences.Movements", counted)
    several = [practice(f"wuhan.p{at}", ROSE) for at in range(5)]
    held = library(indicator("entities", "经营主体"), *several, OLD, _now(199))
    assert len(turned_sentences(held.practices(), held.records, held.catalogue.indicators)) == 5
    assert len(read) == 1
