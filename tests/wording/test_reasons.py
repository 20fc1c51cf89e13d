"""Why two figures are not compared, in words that a reader understands."""

from __future__ import annotations

import pytest

from briefing.model.library import Fact
from briefing.wording.reasons import reason
from tests.builders import fact


@pytest.mark.parametrize(
    ("rule", "second", "words"),
    [
        ("family", fact("x.b", 3, "个工作日"), "计量单位不同类（项与个工作日），不能换算"),
        ("indicator", fact("x.b", 3), "统计的不是同一事项，口径不同"),
        ("own", fact("x.b", 3), "各自按本地口径统计，名称相同也不可比"),
        ("level", fact("x.b", 3), "行政层级不同，总量不宜直接比较"),
        ("noun", fact("x.b", 3, "类"), "计数单位不同（项与类），所数的不是同一种对象"),
        ("scope", fact("x.b", 3, scope="武汉城市圈"), "统计范围不同（全域与武汉城市圈）"),
        ("change", fact("x.b", 3, direction="增"), "一为水平数、一为增加数"),
        ("basis", fact("x.b", 3, basis="累计"), "统计方式不同（未注明与累计数）"),
        ("period", fact("x.b", 3, period="2021", basis="时点"), "时期不同（未注明与截至2021年底）"),
    ],
)
def test_each_rule_has_its_reason(rule: str, second: Fact, words: str) -> None:
    """It names what differs, and ends without a full stop."""
    assert reason(rule, fact("x.a", 3), second) == words


def test_movements_in_a_ranking_are_told_by_their_verbs() -> None:
    """前移 and 下降, not 增加 and 减少."""
    up, down = (fact(f"x.{way}", 3, "个位次", direction=way) for way in ("增", "减"))
    assert reason("change", up, down) == "一为前移、一为下降"
