"""Why two figures are not compared: one sentence for each rule of the comparability guard."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model.library import Fact
from briefing.model.period import Basis
from briefing.model.quantity import RANK_CHANGE
from briefing.wording.figures import MOVED, period

RULES: Mapping[str, str] = {
    "family": "计量单位不同类（{0[unit]}与{1[unit]}），不能换算",
    "indicator": "统计的不是同一事项，口径不同",
    "own": "各自按本地口径统计，名称相同也不可比",
    "level": "行政层级不同，总量不宜直接比较",
    "noun": "计数单位不同（{0[unit]}与{1[unit]}），所数的不是同一种对象",
    "scope": "统计范围不同（{0[scope]}与{1[scope]}）",
    "change": "一为{0[change]}、一为{1[change]}",
    "basis": "统计方式不同（{0[basis]}与{1[basis]}）",
    "period": "时期不同（{0[period]}与{1[period]}）",
}
"""By the names of the guard's rules; 0 and 1 are the two facts."""

_BASIS = {Basis.FLOW: "期间数", Basis.STOCK: "时点数", Basis.CUMULATIVE: "累计数", Basis.UNSTATED: "未注明"}
_CHANGE = {None: "水平数", "增": "增加数", "减": "减少数"}


def reason(rule: str, first: Fact, second: Fact) -> str:
    """The reason that `rule` gives for keeping `first` and `second` apart, without a full stop."""
    return RULES[rule].format(_words(first), _words(second))


def _words(fact: Fact) -> dict[str, str]:
    moves = fact.quantity.unit.family == RANK_CHANGE
    return {
        "unit": fact.quantity.unit.symbol,
        "scope": fact.scope or "全域",
        "change": MOVED[fact.direction] if moves and fact.direction else _CHANGE[fact.direction],
        "basis": _BASIS[fact.basis],
        "period": period(fact.period, fact.basis),
    }
