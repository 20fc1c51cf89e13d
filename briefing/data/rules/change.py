"""Rises and falls: what `printed` says of the direction, the fact and the name of its indicator must say, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.data.rules.problems import problem
from briefing.errors import Problem, Severity
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.model.quantity import RANK, RANK_CHANGE

RISE, FALL = "增", "减"

VERBS = {
    RISE: "增长|增加|净增|上升|上涨|增幅|涨幅|(?<!新)增(?=$|[约近超逾达])|涨(?=$|[约近超逾达])",
    FALL: "下降|下滑|下跌|下调|回落|减少|压减|压缩|压降|缩短|缩减|削减|精简|降低|降幅|减幅|跌幅|负增长|跌"
    "|(?<![不至最])[减降缩少](?=$|了|[约近超逾达])",
}
_SAYS = {way: re.compile(f"(?:{verbs})[^，。；、,;]*$") for way, verbs in VERBS.items()}
"""Verbs of change with what may stand between them and the number: 减少审批环节300个."""
_LEVEL = re.compile("(?:至|(?<!达)到|为|成|仅|剩|于)[约近超过逾达第]*$")
"""What makes of a change the level that it leads to: 压缩至3天."""
_NAMES = {
    RISE: re.compile("增|涨|上升|提升|提高|扩大|变动|变化|同比|环比"),
    FALL: re.compile("减|降|缩|压|跌|精简"),
}
"""Words by which the name of an indicator tells of a change; a positive figure of a 变动 or 增速 is a rise."""
_MEANS = {RISE: "增加", FALL: "减少"}
_NUMBER = re.compile("[0-9０-９〇零一二两三四五六七八九十百千万亿]")


def falls(printed: str) -> bool:
    """Whether a figure as printed is said to be a fall: 下降2.1%, but not 降至300个."""
    return _way(printed) == FALL


def _way(printed: str) -> str | None:
    """增, 减 or None, by the words before the number."""
    number = re.search("[0-9０-９]", printed) or _NUMBER.search(printed)
    head = printed[: number.start()].rstrip("-−–－ ") if number else ""
    if _LEVEL.search(head):
        return None
    found = {way: match.start() for way in (RISE, FALL) if (match := _SAYS[way].search(head))}
    return FALL if "负增长" in head else max(found, key=lambda way: found[way], default=None)


def directions_agree(library: Library) -> Iterator[Problem]:
    """A rise or fall that `printed` tells is one in the fact: by its direction, its sign or its indicator's name."""
    for fact in _amounts(library):
        way, negative = _way(fact.printed), fact.quantity.value < 0
        start = f"“{fact.id}”的原文“{fact.printed}”"
        if negative and fact.direction:
            message = f"“{fact.id}”的 value 是负数，又写了 direction: {fact.direction}。"
            yield problem(fact, "direction", message, "两者只写一个：负数不写 direction，减少的数写正数。")
        elif way and (fact.direction not in (None, way) or (negative and way == RISE)):
            wrong = f"direction: {fact.direction}" if fact.direction else f"value: {fact.quantity.written}"
            yield problem(fact, "direction", f"{start}说的是{_MEANS[way]}，与 {wrong} 不一致。", "请对照原文改正。")
        elif way and fact.direction is None and not negative and not _named(fact, way, library):
            hint = f"{_written(fact, way, library)}；若不是变动的数，printed 请只写数字本身。"
            yield problem(fact, "direction", f"{start}说的是{_MEANS[way]}，而没有写 direction。", hint)


def changes_are_named(library: Library) -> Iterator[Problem]:
    """An indicator whose fact states a change says so: 经营主体 300户 would be taken for all there are."""
    for fact in _amounts(library):
        indicator = library.catalogue.indicators.get(fact.indicator)
        if fact.direction and indicator and not _named(fact, fact.direction, library):
            means = _MEANS[fact.direction]
            message = f"“{fact.id}”是{means}的数，指标“{indicator.name}”的名称没有这样说，列出来会被误解。"
            hint = f"请用名称写明{means}的指标，如“{indicator.name}{means}数”。"
            if fact.direction == FALL and _named(fact, RISE, library):
                hint = f"{_written(fact, FALL, library)}。"
            yield problem(fact, "direction", message, hint, Severity.WARNING)


def _amounts(library: Library) -> Iterator[Fact]:
    """The facts but for places in a ranking and their movements, which rules of their own look at."""
    return (fact for fact in library.facts() if fact.quantity.unit.family not in (RANK, RANK_CHANGE))


def _written(fact: Fact, way: str, library: Library) -> str:
    """How a change is to be entered: the fall of a 增速 as a negative value, any other with its direction."""
    if way == FALL and _named(fact, RISE, library):
        return "增速、增幅、变动一类的指标，下降的 value 写负数，不写 direction"
    return f"请加上 direction: {way}"


def _named(fact: Fact, way: str, library: Library) -> bool:
    """Whether the indicator's name tells of a change in that way."""
    indicator = library.catalogue.indicators.get(fact.indicator)
    return indicator is not None and _NAMES[way].search(indicator.name) is not None
