"""Why two figures are not compared: one sentence for each rule of the comparability guard."""

from __future__ import annotations

from briefing.model.library import Fact
from briefing.wording.figures import period

RULES: dict[str, str] = {
    "indicator": "统计的不是同一事项，口径不同",
    "family": "计量单位不同类，不能换算",
    "own": "各自按本地口径统计，名称相同也不可比",
    "level": "行政层级不同，总量不宜直接比较",
    "scope": "统计范围不同（{first_scope}与{second_scope}）",
    "change": "一为水平数、一为变动数（或增减方向不同）",
    "basis": "一为{first_basis}数、一为{second_basis}数",
    "period": "时期不同（{first_period}与{second_period}）",
}


def reason(rule: str, first: Fact, second: Fact) -> str:
    """The reason that `rule` gives for keeping `first` and `second` apart, without a full stop."""
    return RULES[rule].format(
        first_scope=first.scope or "全域",
        second_scope=second.scope or "全域",
        first_basis=first.basis,
        second_basis=second.basis,
        first_period=period(first.period, first.basis),
        second_period=period(second.period, second.basis),
    )
