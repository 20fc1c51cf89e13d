"""A movement says since when in words without a number of its own, and one verb where one does."""

from __future__ import annotations

import pytest

from briefing.model.document import Run
from briefing.wording.movements import movement, since, verbs, way
from briefing.wording.prose import plain
from tests.builders import fact


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("2026年2月末", "2026年3月末", "上月末"),
        ("2026年2月", "2026年3月", "上月"),
        ("2025年12月", "2026年1月", "上月"),
        ("2025年四季度", "2026年一季度", "上季度"),
        ("2024年", "2025年", "上年"),
        ("2024年末", "2025年末", "上年末"),
        ("2025年3月末", "2026年3月末", "上年同期"),
        ("2026年1月末", "2026年3月末", "2026年1月末"),
        ("2026年1—2月", "2026年一季度", "2026年1—2月"),
    ],
)
def test_since_when(before: str, now: str, said: str) -> None:
    assert since(fact("wuhan.a", 1, period=before), fact("wuhan.b", 2, period=now)) == said


def test_one_verb_serves_for_days_and_two_for_amounts() -> None:
    difference, growth = Run("3个工作日", ref="=a"), Run("25%", ref="=b")
    assert plain(way("workday", "减", difference, growth)) == "压缩3个工作日、25%"
    assert plain(way("workday", "增", None, growth)) == "延长25%"
    assert plain(way("cny", "减", Run("3亿元", ref="=a"), growth)) == "减少3亿元、下降25%"
    assert plain(way("rank", "升", Run("2个位次", ref="=a"), None)) == "前移2个位次"
    assert verbs("percent", more=True)[0] == "提高"


def test_a_movement_without_a_figure_tells_its_way_alone_and_a_level_one_says_so() -> None:
    before, now = fact("wuhan.a", 1, "户", period="2026年2月末"), fact("wuhan.b", 2, "户", period="2026年3月末")
    told = {turn: plain(movement("武汉", "企业", now, before, turn, ())) for turn in ("增", "减", "平", "")}
    assert told == {
        "增": "2026年3月末，武汉企业2户，较上月末有所增加。",
        "减": "2026年3月末，武汉企业2户，较上月末有所减少。",
        "平": "2026年3月末，武汉企业2户，与上月末持平。",
        "": "2026年3月末，武汉企业2户，与上月末大体持平。",
    }
