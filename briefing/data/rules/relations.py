"""Relations: each role of the kind is filled, by facts that can stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from briefing.data.rules.problems import problem
from briefing.data.rules.ranks import families_by_role, of_places
from briefing.data.rules.values import PERCENT
from briefing.errors import Problem, Severity, did_you_mean
from briefing.model.facts import Fact, Relation
from briefing.model.library import Library
from briefing.model.relations import KINDS, Role

RATES = ("rate", "growth")
"""Roles that a percentage fills."""


PLAN_WORDS = ("计划", "完成", "目标", "任务", "达成", "预算")
"""Words by which an indicator says that its percentage is of what was planned."""


def members_fill_the_roles(library: Library) -> Iterator[Problem]:
    """A relation is of a known kind, and its members fill the roles of the kind and no others."""
    for relation in library.relations():
        kind = KINDS.get(relation.kind)
        if kind is None:
            message = f"“{relation.id}”的种类“{relation.kind}”不存在。"
            hint = did_you_mean(relation.kind, KINDS) or f"可用的种类：{'、'.join(KINDS)}。"
            yield problem(relation, "kind", message, hint)
        else:
            yield from _unfilled(relation, kind.roles)


def _unfilled(relation: Relation, roles: tuple[Role, ...]) -> Iterator[Problem]:
    wanted = f"{relation.kind} 的角色有：{'、'.join(str(role) for role in roles)}。"
    names = [role.name for role in roles]
    for name in relation.members:
        if name not in names:
            hint = did_you_mean(name, names) + wanted
            yield problem(relation, name, f"“{relation.id}”没有“{name}”这个角色。", hint)
    for role in roles:
        got = len(relation.members.get(role.name, ()))
        if got < (role.least or 1) and not role.optional:
            short = f"只有 {got} 个数据点" if got else "没有数据点"
            yield problem(relation, role.name, f"“{relation.id}”的角色“{role.name}”{short}。", wanted)
        elif got > 1 and role.least is None:
            yield problem(relation, role.name, f"“{relation.id}”的角色“{role.name}”只能有一个数据点。", wanted)


def rates_are_percentages(library: Library) -> Iterator[Problem]:
    """What fills the role of a rate is a percentage."""
    facts = _by_id(library)
    for relation in library.relations():
        for role, fact in ((name, fact) for name in RATES for fact in _filling(facts, relation, name)):
            if fact.quantity.unit.family != PERCENT:
                message = f"“{relation.id}”的“{role}”应为百分比，“{fact.id}”的单位是“{fact.quantity.unit.symbol}”。"
                yield problem(relation, role, message, "请核对两个角色是否写反了。")


def completions_are_of_a_plan(library: Library) -> Iterator[Problem]:
    """A rate of completion is one of a plan, by the words of its indicator or a plan that is stated: 复工率 is not."""
    facts, indicators = _by_id(library), library.catalogue.indicators
    for relation in library.relations():
        known_plan = relation.members.get("plan") or of_places(families_by_role(relation, facts))
        if relation.kind != "completion" or known_plan:
            continue
        for fact in _filling(facts, relation, "rate"):
            indicator = indicators.get(fact.indicator)
            if indicator and not any(word in indicator.name + indicator.definition for word in PLAN_WORDS):
                message = f"“{relation.id}”是计划的完成，而指标“{indicator.name}”没有说它是占计划的百分比。"
                hint = "不是计划的，请删去这个关联（否则会推算出并不存在的计划数）；是的，请在指标的口径里写明。"
                yield problem(relation, "kind", message, hint, Severity.WARNING)


def parts_fit_the_whole(library: Library) -> Iterator[Problem]:
    """Members that are set against each other share a family; levels go from wide to narrow, a part is within."""
    known = _by_id(library)
    for relation in library.relations():
        families = families_by_role(relation, known)
        kind = KINDS.get(relation.kind)
        if kind is None or not kind.one_family or of_places(families):
            continue
        compared = [role for role in families if role not in RATES]
        if len(set().union(*(families[role] for role in compared))) > 1:
            facts = [fact for role in compared for fact in _filling(known, relation, role)]
            units = "、".join(fact.quantity.unit.symbol for fact in facts)
            message = f"“{relation.id}”的数据点不能相比：单位是 {units}。"
            yield problem(relation, "members", message, "各角色的单位要属于同一单位族。")
        else:
            yield from _widening(relation, [fact for role in kind.nested for fact in _filling(known, relation, role)])


def _by_id(library: Library) -> dict[str, Fact]:
    return {fact.id: fact for fact in library.facts()}


def _widening(relation: Relation, facts: list[Fact]) -> Iterator[Problem]:
    for wide, narrow in pairwise(facts):
        if narrow.quantity.base_ends[0] > wide.quantity.base_ends[1]:
            message = f"“{relation.id}”中“{narrow.id}”（{_shown(narrow)}）大于包含它的“{wide.id}”（{_shown(wide)}）。"
            yield problem(relation, "members", message, "tiers 的 levels 从大到小写；part 不能大于 whole。")


def _shown(fact: Fact) -> str:
    return fact.printed or f"{fact.quantity.written}{fact.quantity.unit.symbol}"


def _filling(facts: Mapping[str, Fact], relation: Relation, role: str) -> list[Fact]:
    return [facts[name] for name in relation.members.get(role, ()) if name in facts]
