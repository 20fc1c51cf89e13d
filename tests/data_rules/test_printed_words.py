"""Words of a figure as printed that no field accounts for are told: one warning a kind, with the field to fill."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefing.data.rules.printed_words import (
    SHOWN,
    leftover_words_are_accounted,
    printed_words_are_accounted,
)
from briefing.errors import Severity
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact, Status
from briefing.model.measure import Measure, MeasureKind, Price, Survey
from briefing.model.period import Basis
from tests.data_rules.small_libraries import by_id, catalogue, fact, library, practice, problems_of

CASES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("人均2.9万元", "measure: 人均", {"measure": Measure(kind=MeasureKind.PER_HEAD)}),
    ("户均71.6万元", "measure: 户均", {"measure": Measure(kind=MeasureKind.PER_HOUSEHOLD)}),
    ("亩均3万元", "measure: 地均", {"measure": Measure(kind=MeasureKind.PER_AREA)}),
    ("日均新增448户", "measure: 日均", {"measure": Measure(kind=MeasureKind.PER_DAY)}),
    ("占全市新增企业的35.6%", "measure: 占比", {"measure": Measure(kind=MeasureKind.SHARE)}),
    ("增速5.42%", "measure: 增速", {"measure": Measure(kind=MeasureKind.GROWTH)}),
    ("得分92.1分", "measure: 得分", {"measure": Measure(kind=MeasureKind.SCORE)}),
    ("景气指数104", "measure: 指数", {"measure": Measure(kind=MeasureKind.INDEX)}),
    ("同比增加300户", "base: 同比", {"measure": Measure(base="同比")}),
    ("较上年增加300户", "base: 同比", {"measure": Measure(base="同比")}),
    ("环比增加300户", "base: 环比", {"measure": Measure(base="环比")}),
    ("年均增加300户", "base: 年均", {"measure": Measure(base="年均")}),
    ("比2019年增加300户", "base: 与什么比", {"measure": Measure(base="比2019年")}),
    ("较年初增加43.87亿元", "base: 与什么比", {"measure": Measure(base="较年初")}),
    ("名义1100亿元", "price: 名义", {"measure": Measure(price=Price.NOMINAL)}),
    ("按可比价计算1100亿元", "price: 可比价", {"measure": Measure(price=Price.CONSTANT)}),
    ("问卷满意度98%", "survey: 问卷", {"measure": Measure(survey=Survey.QUESTIONNAIRE)}),
    ("抽样调查98%", "survey: 抽样", {"measure": Measure(survey=Survey.SAMPLE)}),
    ("普查得48万户", "survey: 普查", {"measure": Measure(survey=Survey.CENSUS)}),
    ("初步核算6012亿元", "status: ", {"status": Status.PRELIMINARY}),
    ("全省第4位", "scope: ", {"measure": Measure(ranking="全省")}),
    ("城区300个", "scope: ", {"scope": "城区"}),
)


def _warnings(*facts: Fact) -> list[str]:
    found = list(printed_words_are_accounted(library(*facts)))
    assert all(item.severity is Severity.WARNING for item in found)
    return [item.hint for item in found]


@pytest.mark.parametrize(("printed", "field", "filled"), CASES, ids=lambda case: case if isinstance(case, str) else "")
def test_a_word_that_no_field_accounts_for_is_told_with_the_field(
    printed: str, field: str, filled: dict[str, Any]
) -> None:
    bare = fact(printed=printed)
    assert [hint for hint in _warnings(bare) if hint.startswith(f"请加上 {field}")]
    assert not [hint for hint in _warnings(replace(bare, **filled)) if hint.startswith(f"请加上 {field}")]


@pytest.mark.parametrize(
    "printed",
    ["104项", "400余项", "达828家", "首位", "榜首", "0人工干预", "近千人", "5个工作日以内", "约占地300平方米"],
)
def test_value_unit_and_qualifier_are_accounted_for(printed: str) -> None:
    assert _warnings(fact(printed=printed)) == []


def test_the_name_of_the_indicator_accounts_for_it_as_in_old_workspaces() -> None:
    named = catalogue(indicators=by_id(Indicator(id="cny", name="人均可支配收入", theme="financing", family="cny")))
    income = fact("a", "2.9", "万元", "cny", printed="人均2.9万元")
    assert list(printed_words_are_accounted(library(income, shared=named))) == []


@pytest.mark.parametrize(("count", "tail"), [(SHOWN, "”  3 处"), (SHOWN + 1, "”等 4 处")])
def test_many_of_a_kind_are_one_line(count: int, tail: str) -> None:
    facts = [fact(f"f{number}", "2.9", "万元", "cny", printed="人均2.9万元") for number in range(count)]
    (found,) = printed_words_are_accounted(library(*facts))
    assert found.message.startswith("原文印出的“人均”没有写进数据点的字段：“wuhan.f0”、“wuhan.f1”、“wuhan.f2”")
    assert tail.replace("  ", " ") in found.message


def test_the_key_fact_of_a_practice_is_one_that_it_tells() -> None:
    told = practice("放款{wuhan.x}。", facts=("wuhan.x",), key="wuhan.x")
    assert problems_of(fact(), told) == []
    (found,) = problems_of(fact(), fact("y"), replace(told, key="wuhan.y"))
    assert (found.location.key, found.severity) == ("key", Severity.ERROR)


@pytest.mark.parametrize(
    ("printed", "left", "filled"),
    [
        ("预计达到104项", "预计", {"caveat": "为预计数。"}),
        ("不含代建项目104项", "不含代建项目", {"scope": "不含代建项目"}),
        ("累计104项", "累计", {"basis": Basis.CUMULATIVE}),
        ("市本级104项", "市本级", {"scope": "市本级"}),
    ],
)
def test_what_else_is_printed_beside_a_number_is_told_until_something_says_it(
    printed: str, left: str, filled: dict[str, Any]
) -> None:
    bare = fact(printed=printed)
    [told] = leftover_words_are_accounted(library(bare))
    assert (f"“{left}”" in told.message, told.severity) == (True, Severity.WARNING)
    assert list(leftover_words_are_accounted(library(replace(bare, **filled)))) == []


@pytest.mark.parametrize(
    "printed",
    [
        "104项",
        "400余项",
        "达828家",
        "首位",
        "榜首",
        "近千人",
        "5个工作日以内",
        "共104项",
        "104项左右",
        "前移8个位次",
        "由120项减少到104项",
    ],
)
def test_a_number_with_the_words_that_any_figure_has_is_left_alone(printed: str) -> None:
    assert list(leftover_words_are_accounted(library(fact(printed=printed)))) == []
