"""Ids are unique and well formed, and whatever is named exists."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.data.rules import RULES, check
from briefing.errors import Location
from briefing.model.catalogue import Indicator, Theme, Topic, UnitFamily
from briefing.model.facts import Source, Undisclosed
from briefing.model.library import Library
from tests.data_rules.small_libraries import (
    PLACE,
    by_id,
    catalogue,
    fact,
    library,
    practice,
    problem_of,
    problems_of,
    relation,
)


def test_a_sound_library_has_no_problems() -> None:
    """Every kind of record is there."""
    whole = library(
        fact("items"),
        fact("rate", "73.81", "%", "percent"),
        practice("向{wuhan.items}事项。", facts=("wuhan.items",), topic="first-loan"),
        relation("share", part="items", rate="rate"),
    )
    assert check(whole) == []


def test_every_rule_runs_on_an_empty_library() -> None:
    """No rule needs a record to be there; none stands twice."""
    assert check(Library(catalogue(), {})) == []
    assert len(set(RULES)) == len(RULES)


@pytest.mark.parametrize(
    ("twice", "title"),
    [(fact(), "数据点"), (practice(), "做法"), (relation("standards", limits="x"), "关联")],
)
def test_an_id_that_stands_twice_is_told_with_both_places(twice, title) -> None:  # noqa: ANN001
    """The second place in the problem, the first in the hint."""
    again = replace(twice, location=Location("data/cities/wuhan.yaml", 90))
    found = [item for item in problems_of(fact("x"), twice, again) if item.location.line == 90]
    assert f"{title}“{twice.id}”重复" in found[0].message
    assert "第 7 行" in found[0].hint
    assert found[0].location.key == "id"


def test_a_source_must_not_stand_twice_even_in_the_catalogue() -> None:
    """The shared sources and those of the cities are one list to the reader."""
    shared = catalogue(sources=by_id(Source(id="book", title="年鉴", publisher="统计局")))
    assert "“book”重复" in problem_of(Source(id="book", title="年鉴", publisher="统计局"), shared=shared).message


@pytest.mark.parametrize("id", ["xian.items", "items", "wuhan.Items", "wuhan.", "wuhan.a.b", "wuhan.一", "wuhan.-a"])
def test_an_id_begins_with_the_city(id: str) -> None:
    """Then a slug of lower-case letters, digits and hyphens."""
    problem = problem_of(fact(id=id))
    assert "“wuhan.名称”" in problem.hint
    assert problem.location == replace(PLACE, key="id")


@pytest.mark.parametrize("slug", ["one-stop-items", "a_b-2021", "5g"])
def test_slugs_that_are_allowed(slug: str) -> None:
    """Digits may begin one."""
    assert problems_of(fact(slug)) == []


def test_catalogue_and_city_ids_have_their_form() -> None:
    """A city file in Chinese characters needs an `id:`."""
    shared = catalogue(topics=by_id(Topic(id="首贷", name="首贷", theme="financing")))
    assert "“首贷”" in problem_of(shared=shared).message
    assert "“武汉”" in problem_of(city="武汉").message


@pytest.mark.parametrize(
    ("record", "key", "near"),
    [
        (fact(indicator="counts"), "indicator", "count"),
        (fact(source="wuhan-articel"), "source", "wuhan-article"),
        (practice(theme="finance"), "theme", "financing"),
        (practice(topic="first-laon"), "topic", "first-loan"),
        (practice(source="article"), "source", "wuhan-article"),
        (practice("有{wuhan.y}。", facts=("wuhan.y",)), "text", "wuhan.x"),
        (relation("standards", limits="y"), "limits", "wuhan.x"),
    ],
)
def test_a_dangling_reference_is_told_with_the_nearest_id(record, key: str, near: str) -> None:  # noqa: ANN001
    """At the key where it is written."""
    problem = problem_of(*([record] if record.id == "wuhan.x" else [fact("x"), record]))
    assert "不存在" in problem.message
    assert problem.location.key == key
    assert f"“{near}”" in problem.hint


def test_an_unknown_indicator_is_told_how_one_is_made() -> None:
    """Nothing that is merely half alike is offered; a misspelt Chinese name has a near one."""
    shared = catalogue(
        indicators=by_id(Indicator(id="e_certificates", name="电子证照", theme="financing", family="count"))
    )
    hint = problem_of(fact(indicator="market_entities"), shared=shared).hint
    assert hint.startswith("已有的见 briefing list indicators；新的指标请先在 data/indicators/ 里加一项")
    assert "“电子证照”" in problem_of(fact(indicator="电子证昭"), shared=shared).hint


def test_the_catalogue_refers_to_itself() -> None:
    """Indicator to theme and family, theme to national indicator, topic to theme."""
    theme = Theme(id="financing", name="融资", frameworks=("national.credits",))
    indicator = Indicator(id="count", name="数", theme="financings", family="counts")
    topic = Topic(id="t", name="事项", theme="law")
    shared = catalogue(themes=by_id(theme), indicators=by_id(indicator), topics=by_id(topic))
    found = problems_of(shared=shared)
    assert {item.location.key for item in found} == {"frameworks", "family", "theme"}
    assert len(found) == 4
    assert "“national.credit”" in found[0].hint


def test_where_nothing_is_near_the_few_there_are_are_listed() -> None:
    """So that one can choose."""
    assert "可用的有：financing" in problem_of(practice(theme="税务")).hint


def test_a_record_that_reading_found_fault_with_is_not_told_again() -> None:
    """It was left out, so that every reference to it leads nowhere."""
    whole = library(practice("有{wuhan.y}。", facts=("wuhan.y",)))
    assert check(whole)
    assert check(whole, {"wuhan.y"}) == []


def test_a_name_means_one_theme() -> None:
    """An alias that two themes share could not be resolved."""
    financing = Theme(id="financing", name="融资", aliases=("信贷",))
    credit = Theme(id="credit", name="信贷")
    problem = problem_of(shared=catalogue(themes=by_id(financing, credit)))
    assert "“信贷”也是主题“financing”" in problem.message


def test_a_missing_file_of_indicators_is_told_fact_by_fact() -> None:
    """Thousands of times if need be, and without comparing the same name again and again."""
    facts = [fact(f"x{number}") for number in range(3000)]
    many = {
        f"count_of_{number}": Indicator(id=f"count_of_{number}", name="数", theme="financing", family="count")
        for number in range(300)
    }
    assert len(problems_of(*facts, shared=catalogue(indicators=many))) == 3000


def test_a_unit_of_another_family_is_told_with_those_allowed() -> None:
    """元 where 项 are counted."""
    problem = problem_of(fact(value="3", symbol="元", family="cny", indicator="count"))
    assert "“元”不属于指标“count”的单位族“数量”" in problem.message
    assert "家" in problem.hint
    assert problem.location.key == "unit"


def test_a_family_that_does_not_exist_is_told_once() -> None:
    """Not again by each fact of the indicator."""
    units = {"count": UnitFamily(id="count", name="数量", units={"项": Decimal(1)})}
    shared = catalogue(
        units=units, indicators=by_id(Indicator(id="count", name="数", theme="financing", family="counts"))
    )
    assert problem_of(fact(), shared=shared).location.key == "family"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"indicator": "itmes"}, "指标“itmes”不存在"),
        ({"theme": "taxes"}, "主题“taxes”不存在"),
        ({"indicator": "time", "source": "letter"}, "资料来源“letter”不存在"),
        ({}, "只写一个"),
        ({"indicator": "time", "theme": "financing"}, "只写一个"),
    ],
)
def test_what_is_undisclosed_is_one_thing_that_there_is_by_a_source_that_there_is(
    given: dict[str, str], told: str
) -> None:
    item = Undisclosed(**{"city": "wuhan", "source": "wuhan-article", **given})
    assert told in problem_of(item).message


def test_what_is_undisclosed_has_neither_figure_nor_practice() -> None:
    """A source that gives a figure discloses it; other figures of the theme are no contradiction for an indicator."""
    source = {"city": "wuhan", "source": "wuhan-article"}
    assert problems_of(fact("items"), Undisclosed(**source, indicator="time")) == []
    assert problems_of(Undisclosed(**source, theme="financing")) == []
    for told in ({"indicator": "count"}, {"theme": "financing"}):
        assert "又有" in problem_of(fact("items"), Undisclosed(**source, **told)).message
    assert "又有" in problem_of(practice(), Undisclosed(**source, theme="financing")).message
