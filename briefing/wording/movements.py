"""How a figure has moved, in words: one clause with what it is now, how far it went, and since when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.model.document import Run, Runs
from briefing.model.facts import Fact
from briefing.model.measure import Price
from briefing.model.quantity import IN_POINTS, RANK
from briefing.wording.figures import DERIVED, quantity, when
from briefing.wording.prose import Sentence, fact_run, join, opening, stated, text
from briefing.wording.sentences import bracketed

_VERBS = {
    **dict.fromkeys(("percent", "permille", "score"), ("提高", "下降")),
    "workday": ("延长", "压缩"),
    "time": ("延长", "压缩"),
    RANK: ("后移", "前移"),
}
"""What a figure that went up did, and one that went down, by unit family; 增加 and 减少 of all others."""
_IN_ONE = ("workday", "time")
"""Families whose difference and percentage have one verb: 压缩3个工作日、25%."""
_OUTPUT = re.compile("生产总值|增加值|总产值|GDP")
"""Names of what is counted at constant prices by custom, so that growth in prices of the time must say so."""
_UNITS = {"月": "[0-9]{4}年[0-9]{1,2}月末?", "季度": "[0-9]{4}年.季度末?", "年": "[0-9]{4}年[末底]?"}
"""How a month, a quarter and a year are written."""
_APART = {
    "break": "口径有变（{reason}）",
    "undated": "时期未注明",
    "span": "前后所指的时段长短不同",
    "basis": "前后的统计方式不同",
}
"""Why two figures of one thing are not set against each other, by rule."""


def verbs(family: str, *, more: bool) -> tuple[str, str]:
    """Return what the difference and the percentage of a movement are called: 增加 and 增长; "" for as the former."""
    up, down = _VERBS.get(family, ("增加", "减少"))
    grew, fell = ("", "") if family in _IN_ONE else ("增长", "下降")
    return (up, grew) if more else (down, fell)


def prices(name: str, fact: Fact) -> str:
    """Return in which prices growth is counted, where that is known and matters: 按可比价, 按现价计算, else ""."""
    price = fact.measure.price or (Price.NOMINAL if _OUTPUT.search(name) else None)
    if price is None or fact.quantity.unit.family not in ("cny", "usd"):
        return ""
    return "按可比价" if price is Price.CONSTANT else "按现价计算"


def since(before: Fact, now: Fact) -> str:
    """Return the earlier time as 较 takes it: 上月末 or 上年同期 where it is that, else 2025年11月末."""
    said = when(before).removeprefix("截至")
    unit = next((name for name, form in _UNITS.items() if re.fullmatch(form, said)), None)
    if unit != "年" and before.period == now.period.year_earlier():
        return "上年同期"
    if unit is None or before.period != now.period.before():
        return said
    return f"上{unit}{'末' if said[-1] in '末底' else ''}"


def movement(city: str, name: str, now: Fact, before: Fact, turn: str, moved: Runs, said: Runs = ()) -> Sentence:
    """截至2026年3月末，武汉经营主体201.5万户（推算较上月末增加约3.3万户、增长约1.7%）。

    `moved` are the difference and the percentage that may be printed, with their verbs; without them the way alone is
    told. What a source states of the way (`said`) stands instead: 201.5万户，环比增长1.7%. `turn` as in `Movement`.
    """
    than = since(before, now)
    if said:
        said = join([text("，"), said])
    elif turn in ("平", ""):
        said = text(f"，与{than}{'持平' if turn else '大体持平'}")
    elif moved:
        said = bracketed(join([text(f"较{than}"), moved]))
    else:
        said = text(f"，较{than}有所{verbs(now.quantity.unit.family, more=turn in ('增', '降'))[0]}")
    return Sentence(when(now), city, join([stated(name, now), said]))


def way(
    family: str, *, more: bool, difference: Run | None, growth: Run | None, average: Run | None = None, price: str = ""
) -> Runs:
    """Return how far it went, as cells and clauses have it: 增加约3.3万户、增长约1.7%; () where nothing can be told.

    With a yearly `average` the growth alone stands beside it: 增长约32.7%、年均增长约7.3%. A score has no percentage.
    """
    verb, grew = verbs(family, more=more)
    growth = None if family in IN_POINTS else growth
    named: tuple[tuple[str, Run | None], ...]
    if average and growth and family not in _IN_ONE:
        named = (f"{price}{grew}", growth), (f"年均{grew}", average)
    else:
        named = (verb, difference), (price + (grew if difference else grew or verb), growth)
    parts = [join([text(word), (run,)]) for word, run in named if run]
    return join(parts, "、")


def by_term(family: str, parts: Sequence[tuple[str, bool, Run]], price: str, *, differs: bool = False) -> Runs:
    """Return what a clause says of a figure's movement: 推算按现价计算同比增长7.2%; 推算同比提高0.3个百分点、较年初…….

    `parts`: the term, whether it rose, and the percentage or, of what has none or where it `differs`, the difference.
    """
    told = []
    for term, more, run in parts:
        verb, grew = verbs(family, more=more)
        than = "较上年同期" if (family, term) == (RANK, "同比") else term
        told.append(join([text(f"{than}{verb if differs or family in IN_POINTS else grew or verb}"), (run,)]))
    return join([text(f"{DERIVED}{price}"), join(told, "、")])


def revision(city: str, name: str, before: Run, now: Fact, issue: str) -> Runs:
    """2026年2月末，武汉经营主体198.5万户（2026年第2期刊为198.2万户）。"""
    return join([opening(when(now), city), stated(name, now), text(f"（{issue}刊为"), (before,), text("）。")])


def apart(rule: str, reason: str) -> str:
    """Return why two figures of one thing are not compared: 时期未注明."""
    return _APART.get(rule, "前后的口径不同").format(reason=reason)


def listed(name: str, fact: Fact) -> Runs:
    """Return a name with its figure: 经营主体（2026年2月末为198.2万户）; without a time 经营主体（198.2万户）."""
    return join([text(f"{name}（{f'{at}为' if (at := when(fact)) else ''}"), (fact_run(fact),), text("）")])


def signed(run: Run, words: str, *, more: bool) -> Run:
    """Return a figure of how far it went as a column of numbers has it: +3.3, −47.4%."""
    return replace(run, text=f"{'+' if more else '−'}{words.removeprefix('约')}")


def rate(fact: Fact) -> Run:
    """Return a rate of growth that a source states in the same way: +5.42%, −0.4%; a qualified one as it stands."""
    amount = fact.quantity
    if fact.qualifier or amount.upper is not None or not amount.value:
        return fact_run(fact)
    size = quantity(replace(amount, value=abs(amount.value)))
    return signed(fact_run(fact), size, more=amount.value > 0 and fact.direction != "减")
