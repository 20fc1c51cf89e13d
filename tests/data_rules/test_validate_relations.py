"""Relations: every role of the kind is filled, by facts that can stand in it."""

from __future__ import annotations

import pytest

from briefing.errors import Severity
from briefing.model.catalogue import Indicator
from briefing.model.relations import KINDS
from tests.data_rules.small_libraries import by_id, catalogue, fact, problem_of, problems_of, relation

WIDE, MIDDLE, NARROW = fact("wide", "221", "家"), fact("middle", "60", "家"), fact("narrow", "32", "家")
RATE, MONEY = fact("rate", "35.6", "%", "percent"), fact("money", "3.5", "亿元", "cny")
PLANNED = catalogue(
    indicators=catalogue().indicators
    | by_id(Indicator(id="percent", name="年度计划完成率", theme="financing", family="percent"))
)
ALL = (WIDE, MIDDLE, NARROW, RATE, MONEY)


@pytest.mark.parametrize(
    "sound",
    [
        relation("reduction", cut="narrow", rate="rate"),
        relation("completion", actual="money", rate="rate"),
        relation("change", stock="wide", change="narrow"),
        relation("share", part="narrow", rate="rate"),
        relation("tiers", levels=("wide", "middle", "narrow")),
        relation("per_unit", amount="money", count="wide"),
        relation("part_of", part="narrow", whole="wide"),
        relation("daily", total="wide", daily="narrow"),
        relation("sum", parts=("middle", "narrow"), whole="wide"),
        relation("standards", limits="wide"),
    ],
    ids=lambda item: item.kind,
)
def test_every_kind_has_its_roles(sound) -> None:  # noqa: ANN001
    """And nothing is said of a sound one."""
    assert problems_of(*ALL, sound, shared=PLANNED) == []
    assert {role.name for role in KINDS[sound.kind].roles if not role.optional} == set(sound.members)


@pytest.mark.parametrize(
    "sound",
    [
        relation("completion", actual="money", rate="rate", plan="money"),
        relation("change", stock="wide", change="narrow", opening="middle", growth="rate"),
        relation("part_of", part="narrow", whole="wide", rate="rate"),
    ],
    ids=lambda item: item.kind,
)
def test_a_figure_that_the_others_imply_may_be_stated_too(sound) -> None:  # noqa: ANN001
    """Its role is optional; a rate among amounts is no other family."""
    assert problems_of(*ALL, sound) == []


@pytest.mark.parametrize(
    ("name", "definition", "told"),
    [
        ("复工率", "", True),
        ("企业办结率", "办结数占受理数的百分比", True),
        ("投资完成率", "", False),
        ("到位率", "到位资金占年度计划的百分比", False),
    ],
)
def test_a_completion_is_of_a_plan(name: str, definition: str, told: bool) -> None:
    """Else a plan would be computed that nobody made; a warning, unless the plan is stated."""
    indicator = Indicator(id="percent", name=name, theme="financing", family="percent", definition=definition)
    shared = catalogue(indicators=catalogue().indicators | by_id(indicator))
    found = problems_of(*ALL, relation("completion", actual="money", rate="rate"), shared=shared)
    assert [(item.location.key, item.severity) for item in found] == ([("kind", Severity.WARNING)] if told else [])
    stated = relation("completion", actual="money", rate="rate", plan="money")
    assert problems_of(*ALL, stated, shared=shared) == []


def test_a_range_lies_within_unless_it_certainly_does_not() -> None:
    """50~70 may be within 60, 61~70 may not."""
    whole = fact("whole", "60", "家")
    within, beyond = fact("part", "50", "家", upper="70"), fact("part", "61", "家", upper="70")
    assert problems_of(whole, within, relation("part_of", part="part", whole="whole")) == []
    assert "大于包含它的" in problem_of(whole, beyond, relation("part_of", part="part", whole="whole")).message


def test_a_growth_is_a_percentage() -> None:
    """As a rate is."""
    problem = problem_of(*ALL, relation("change", stock="wide", change="narrow", growth="middle"))
    assert problem.location.key == "growth"


def test_an_unknown_kind_is_told_with_the_nearest() -> None:
    """A slip of the pen, or a kind that there is not: then all of them."""
    assert "“reduction”" in problem_of(*ALL, relation("reductions", cut="wide", rate="rate")).hint
    assert "completion" in problem_of(*ALL, relation("占比", part="wide")).hint


def test_a_role_missing_and_a_role_too_many_are_both_told() -> None:
    """With the roles of the kind."""
    unknown, missing = problems_of(*ALL, relation("share", parts="wide", rate="rate"))
    assert (unknown.location.key, missing.location.key) == ("parts", "part")
    assert "“part”" in unknown.hint
    assert "part、rate" in missing.hint


def test_a_single_role_takes_one_fact() -> None:
    """And a role for several takes as many as make sense."""
    assert "只能有一个" in problem_of(*ALL, relation("share", part=("wide", "narrow"), rate="rate")).message
    assert "只有 1 个" in problem_of(*ALL, relation("tiers", levels="wide")).message


def test_a_rate_is_a_percentage() -> None:
    """Roles written the wrong way round."""
    problem = problem_of(*ALL, relation("share", part="rate", rate="narrow"))
    assert "“wuhan.narrow”的单位是“家”" in problem.message
    assert problem.location.key == "rate"


@pytest.mark.parametrize(
    "wrong",
    [
        relation("tiers", levels=("wide", "narrow", "middle")),
        relation("part_of", part="wide", whole="narrow"),
    ],
)
def test_what_lies_within_is_not_larger(wrong) -> None:  # noqa: ANN001
    """Levels go from wide to narrow."""
    assert "大于包含它的" in problem_of(*ALL, wrong).message


def test_what_is_set_against_each_other_shares_a_family() -> None:
    """家 and 元 have no part in each other."""
    assert "不能相比" in problem_of(*ALL, relation("part_of", part="money", whole="wide")).message


def test_units_of_one_family_are_compared_in_its_base_unit() -> None:
    """3.5亿元 is less than 86 540 万元."""
    larger = fact("larger", "86540", "万元", "cny")
    assert problems_of(MONEY, larger, relation("part_of", part="money", whole="larger")) == []
    assert problems_of(MONEY, larger, relation("part_of", part="larger", whole="money"))
