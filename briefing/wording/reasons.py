"""Why two figures are not judged: words for each rule of comparability, and for rows of a table without a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefing.model.catalogue import Comparability, Statement
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.period import Basis
from briefing.model.quantity import RANK_CHANGE
from briefing.model.request import Selection
from briefing.wording.figures import MOVED, period, untold
from briefing.wording.prose import enumeration

RULES: Mapping[str, str] = {
    "indicator": "统计的不是同一事项，口径不同",
    "measure": "一为{0[measure]}、一为{1[measure]}",
    "base": "比较的基数不同（{0[base]}与{1[base]}）",
    "price": "计价不同（{0[price]}与{1[price]}）",
    "survey": "数据来源不同（{0[survey]}与{1[survey]}）",
    "ranking": "排名的范围不同（{0[ranking]}与{1[ranking]}）",
    "of": "参加排名的数目不同（{0[of]}与{1[of]}）",
    "family": "计量单位不同类（{0[unit]}与{1[unit]}），不能换算",
    "own": "各自按本地口径统计，名称相同也不可比",
    "noun": "计数单位不同（{0[unit]}与{1[unit]}），所数的不是同一种对象",
    "scope": "统计范围不同（{0[scope]}与{1[scope]}）",
    "change": "一为{0[change]}、一为{1[change]}",
    "break": "前后口径不一（{0[break]}{1[break]}）",
    "basis": "统计方式不同（{0[basis]}与{1[basis]}）",
    "span": "时期不同（{0[period]}与{1[period]}）",
    "stated": "{reason}",
    "whole": "一地是另一地的一部分",
    "tier": "所在层级不同",
    "level": "行政层级不同",
    "period": "时期不同（{0[period]}与{1[period]}）",
}
"""By the names of the rules of `analysis.comparability`; 0 and 1 are the two facts, `reason` what an office states."""

_IN_A_ROW = {
    "whole": "各地有部分与整体之分",
    "tier": "各地不在同一层级",
    "level": "各地行政层级不同",
    "period": "各地时期不同",
}
"""What rules say of more than two cities."""
SIDE_BY_SIDE = "只并列，不比高低"

_BASIS = {Basis.FLOW: "期间数", Basis.STOCK: "时点数", Basis.CUMULATIVE: "累计数", Basis.UNSTATED: "未注明"}
_CHANGE = {None: "水平数", "增": "增加数", "减": "减少数"}


def reason(rule: str, first: Fact, second: Fact, kind: Comparability, statement: Statement | None = None) -> str:
    """Return why `first` and `second` are not judged, without a full stop; an office's own words as they are."""
    words = RULES[rule].format(_words(first), _words(second), reason=statement.reason if statement else "")
    return f"{words}，{SIDE_BY_SIDE}" if kind is Comparability.SIDE_BY_SIDE and statement is None else words


def footnote(rows: Iterable[tuple[str, Sequence[str], Sequence[Statement]]], mark: str) -> str:
    """Return what stands under a table for its rows with the `mark`: name, rules and statements of each."""
    grouped: dict[str, list[str]] = {}
    for name, rules, statements in rows:
        grouped.setdefault(_why(rules, statements), []).append(name)
    told = "；".join(f"{'、'.join(names)}，{words}" for words, names in grouped.items())
    return f"带“{mark}”的{SIDE_BY_SIDE}：{told}。"


def left_out(rows: Iterable[tuple[str, Sequence[tuple[str, Fact]]]]) -> str:
    """Return which cities have later figures than a table: 另有较新数据未列入：生产总值，武汉市2024年。 "" for none.

    `rows` are names of indicators with the names of such cities and their figures.
    """
    told: dict[str, list[str]] = {}
    for name, held in rows:
        when: dict[str, list[str]] = {}
        for city, fact in held:
            when.setdefault(period(fact.period, fact.basis), []).append(city)
        if when:
            told.setdefault("、".join(f"{'、'.join(cities)}{at}" for at, cities in when.items()), []).append(name)
    said = "；".join(f"{'、'.join(names)}，{where}" for where, names in told.items())
    return f"另有较新数据未列入：{said}。" if said else ""


def aside(rules: Sequence[str], statements: Sequence[Statement]) -> str:
    """Return what stands under a table of one indicator: 各地行政层级不同，只并列，不比高低。"""
    return f"{_why(rules, statements)}，{SIDE_BY_SIDE}。"


NAMED = 5
"""Indicators that the reason for no chart names at most."""


def undrawn(level: Sequence[str], *, held: bool, monthly: bool) -> str:
    """Return why there is no chart: 可以比较优劣的指标只有企业开办时间，有数据的地区数值相同，未附图。

    `level` are the indicators that may be compared, if all cities state the same of each; `held`: whether there are
    figures at all; `monthly`: whether a table tells how far targets are reached.
    """
    if not held:
        return "所用资料没有这方面的数据，未附图。"
    if monthly:
        return "完成情况见表，未附图。"
    if level:
        named = f"只有{'、'.join(level)}，" if len(level) <= NAMED else ""
        return f"可以比较优劣的指标{named}有数据的地区数值{'' if named else '都'}相同，未附图。"
    return "没有适合作图的数据，未附图。"


def silent(selection: Selection, cities: Iterable[City]) -> str:
    """Return that a selection holds nothing of some of these cities, "" where it holds something of each."""
    held = ((city, selection.records[city.id]) for city in cities)
    names = [city.name for city, record in held if not (record.facts or record.practices)]
    return untold(selection, f"{enumeration(names)}这方面情况") if names else ""


def _why(rules: Sequence[str], statements: Sequence[Statement]) -> str:
    return "，".join([*(_IN_A_ROW[rule] for rule in rules if rule in _IN_A_ROW), *(item.reason for item in statements)])


def _words(fact: Fact) -> dict[str, str]:
    moves, measure = fact.quantity.unit.family == RANK_CHANGE, fact.measure
    stated = {name: str(getattr(measure, name) or "未注明") for name in ("base", "price", "survey", "ranking", "of")}
    return {
        **stated,
        "measure": measure.kind.value,
        "unit": fact.quantity.unit.symbol,
        "scope": fact.scope or "全域",
        "change": MOVED[fact.direction] if moves and fact.direction else _CHANGE[fact.direction],
        "break": fact.break_reason,
        "basis": _BASIS[fact.basis],
        "period": period(fact.period, fact.basis),
    }
