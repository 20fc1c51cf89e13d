"""Places in a ranking and their movements: 第8位 is a place, 前移8个位次 is none, and neither is added to anything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from briefing.data.rules.problems import problem
from briefing.errors import Problem
from briefing.model.facts import Fact, Relation
from briefing.model.library import Library
from briefing.model.quantity import RANK, RANK_CHANGE

_NUMBER = "[0-9〇零一二两三四五六七八九十百千]+"
VERBS = {
    "增": "前移|前进|上移|上升|提升|跃升|攀升|提高|升|进",
    "减": "后移|后退|下移|下降|下滑|倒退|滑落|降|退|跌",
}
_MOVED = {way: re.compile(f"(?:{verbs})了?(?:约|近|超|逾)?{_NUMBER}") for way, verbs in VERBS.items()}
_VERB_LAST = re.compile(f"(?:{'|'.join(VERBS.values())})了?$")
_HOW = "位次的变动另立指标，单位族用 rank_change，unit 写“个位次”，direction 写 增（前移）或 减（下降）。"


def movement(fact: Fact) -> str:
    """Which way the source says that a place moved, by so many: 增, 减, or "" where it says no such thing.

    What a table does not print its direction says.
    """
    if not fact.printed and fact.quantity.unit.family == RANK_CHANGE:
        return fact.direction or ""
    printed = unicodedata.normalize("NFKC", fact.printed)
    return next((way for way, form in _MOVED.items() if form.search(printed)), "")


def is_movement_as_place(fact: Fact) -> bool:
    """Whether a fact enters as a place what its source prints as a movement."""
    return fact.quantity.unit.family == RANK and (bool(movement(fact)) or "个位次" in fact.printed)


def places_are_no_movements(library: Library) -> Iterator[Problem]:
    """前移8个位次 is not the eighth place, and the eighth place is no movement."""
    for fact in library.facts():
        if is_movement_as_place(fact):
            unit = fact.quantity.unit.symbol
            message = f"“{fact.id}”的原文“{fact.printed}”是位次的变动，单位“{unit}”说的是第几位。"
            yield problem(fact, "unit", message, _HOW)


_REACH = re.compile("全([国省市区县州])")
_PLACE_NAME = re.compile(".+([省市])")
_ENTRANTS = re.compile("([0-9]+)个?(?:城市|地区|[省市州区县])")


def lists_agree(library: Library) -> Iterator[Problem]:
    """A place is in one list: what its ranking, its scope and its source say of it does not differ."""
    for fact in library.facts():
        ranking, of = fact.measure.ranking, fact.measure.of
        if fact.quantity.unit.family != RANK:
            continue
        printed = unicodedata.normalize("NFKC", fact.printed)
        for key, words in (("printed", printed), ("scope", fact.scope)):
            if _reach(ranking) and _reach(words) and not _reach(ranking) & _reach(words):
                message = f"“{fact.id}”的 ranking 是“{ranking}”，{key} 是“{words}”，说的不是同一个范围。"
                yield problem(fact, key, message, "位次在哪里排，照原文写在 ranking 里；scope 可以不写。")
        counted = _ENTRANTS.search(printed)
        if of is not None and counted and int(counted[1]) != of:
            message = f"“{fact.id}”的 of 是 {of}，原文“{fact.printed}”是 {counted[1]} 个。"
            yield problem(fact, "of", message, "of 是一共有几个参加排名。")
        if of is not None and fact.quantity.value > of:
            message = f"“{fact.id}”是第 {fact.quantity.value} 位，of 却只有 {of} 个。"
            yield problem(fact, "of", message, "of 是一共有几个参加排名。")


def _reach(words: str) -> set[str]:
    """How far a list reaches, by its unit: 国 of 全国, 省 of 全省 and 河南省; nothing where the words do not say."""
    named = _PLACE_NAME.fullmatch(words)
    return {*_REACH.findall(words), *([named[1]] if named else [])}


def movements_say_which_way(library: Library) -> Iterator[Problem]:
    """A movement is of whole places, at least one, and goes the way that its source says."""
    for fact in library.facts():
        value = fact.quantity.value
        if fact.quantity.unit.family != RANK_CHANGE:
            continue
        if value < 1 or value != value.to_integral_value():
            hint = "下降用 direction: 减 表示；位次没有变动，就不写。"
            yield problem(fact, "value", f"“{fact.id}”的位次变动是 {value}，应为 1 以上的整数。", hint)
        elif not movement(fact):
            message = f"“{fact.id}”{f'的原文“{fact.printed}”' if fact.printed else ''}没有说位次前移还是下降。"
            yield problem(fact, "printed", message, "printed 要连同“前移”“下降”等字照原文写；第几位用单位“位”。")
        elif fact.direction != movement(fact):
            wrote = f"写的是 direction: {fact.direction}" if fact.direction else "没有写 direction"
            message = f"“{fact.id}”的原文“{fact.printed}”，{wrote}。"
            yield problem(fact, "direction", message, f"请写 direction: {movement(fact)}（前移为增，下降为减）。")


def movements_are_said_once(library: Library) -> Iterator[Problem]:
    """A movement is printed with its verb, so that none stands before it in a practice's text."""
    moves = [fact.id for fact in library.facts() if fact.quantity.unit.family == RANK_CHANGE]
    for practice in library.practices():
        for id in moves:
            before, slot, _ = practice.text.partition(f"{{{id}}}")
            if slot and (verb := _VERB_LAST.search(before)):
                message = f"“{practice.id}”的说明里，“{verb[0]}”会印两遍：{slot} 已印出“前移”或“下降”。"
                yield problem(practice, "text", message, f"请删去“{verb[0]}”，如写成“较上年{slot}”。")


def lower_places_are_better(library: Library) -> Iterator[Problem]:
    """The first place is the best one, and a movement says itself whether it is for the better."""
    for indicator in library.catalogue.indicators.values():
        if indicator.family == RANK and indicator.better == "高":
            message = f"指标“{indicator.name}”是位次，数字小的靠前，不能写 better: 高。"
            yield problem(indicator, "better", message, "请写 better: 低，或不写。")
        elif indicator.family == RANK_CHANGE and indicator.better:
            message = f"指标“{indicator.name}”是位次的变动，不写 better。"
            yield problem(indicator, "better", message, "前移、下降已经说明了好坏。")


def places_only_move(library: Library) -> Iterator[Problem]:
    """A place stands in a relation only with its movement: no sum, no share and no growth can be made of it."""
    known = {fact.id: fact for fact in library.facts()}
    for relation in library.relations():
        families = families_by_role(relation, known)
        expected = {"stock": RANK, "change": RANK_CHANGE, "opening": RANK}
        moves = relation.kind == "change" and all(families[role] == {expected.get(role)} for role in families)
        if of_places(families) and not moves:
            message = f"“{relation.id}”的数据点里有位次，位次不能相加、相减，也不能求占比、增幅。"
            hint = (
                "位次只用于 change：stock 现在的位次，change 位次的变动（单位“个位次”），opening（可不写）原来的位次。"
            )
            yield problem(relation, "members", message, hint)


def families_by_role(relation: Relation, known: Mapping[str, Fact]) -> dict[str, set[str]]:
    """The unit families of the facts that fill each role."""
    return {
        role: found
        for role, names in relation.members.items()
        if (found := {known[name].quantity.unit.family for name in names if name in known})
    }


def of_places(families: Mapping[str, set[str]]) -> bool:
    """Whether a place or a movement of one is among them."""
    return any({RANK, RANK_CHANGE} & found for found in families.values())
