"""A movement says since when in words without a number of its own, and one verb where one does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from briefing.model.document import Run
from briefing.model.measure import Measure, Price
from briefing.wording.movements import by_term, movement, prices, since, verbs, way
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
    assert plain(way("workday", more=False, difference=difference, growth=growth)) == "压缩3个工作日、25%"
    assert plain(way("workday", more=True, difference=None, growth=growth)) == "延长25%"
    amount = Run("3亿元", ref="=a")
    assert plain(way("cny", more=False, difference=amount, growth=growth)) == "减少3亿元、下降25%"
    assert plain(way("rank", more=False, difference=Run("2个位次", ref="=a"), growth=None)) == "前移2个位次"
    assert verbs("percent", more=True)[0] == "提高"


def test_with_a_yearly_average_the_growth_alone_stands_beside_it_and_a_score_has_points_alone() -> None:
    difference, growth, average = (Run(words, ref=f"={words}") for words in ("3亿元", "25%", "5%"))
    told = partial(way, more=True, difference=difference, growth=growth)
    assert plain(told("cny", average=average)) == "增长25%、年均增长5%"
    assert plain(told("cny", price="按现价计算")) == "增加3亿元、按现价计算增长25%"
    assert plain(told("workday", average=average)) == "延长3亿元、25%"
    assert plain(told("score")) == "提高3亿元"


@pytest.mark.parametrize(
    ("name", "unit", "price", "said"),
    [
        ("地区生产总值", "亿元", None, "按现价计算"),
        ("工业增加值", "亿元", Price.CONSTANT, "按可比价"),
        ("贷款余额", "亿元", None, ""),
        ("贷款余额", "亿元", Price.NOMINAL, "按现价计算"),
        ("生产总值超千亿元企业", "家", None, ""),
    ],
)
def test_growth_of_output_and_of_what_states_its_prices_says_in_which_it_is_counted(
    name: str, unit: str, price: Price | None, said: str
) -> None:
    assert prices(name, replace(fact("wuhan.a", 1, unit), measure=Measure(price=price))) == said


def test_a_figure_by_itself_says_how_it_moved_by_its_terms() -> None:
    run = Run("约5.4%", ref="=a")
    assert plain(by_term("count", [("同比", True, run)], "")) == "推算同比增长约5.4%"
    assert plain(by_term("cny", [("同比", True, run), ("较年初", False, run)], "按现价计算")) == (
        "推算按现价计算同比增长约5.4%、较年初下降约5.4%"
    )
    assert plain(by_term("percent", [("同比", False, Run("1个百分点", ref="=b"))], "")) == "推算同比下降1个百分点"
    assert plain(by_term("workday", [("同比", False, run)], "")) == "推算同比压缩约5.4%"
    less = [("同比", False, Run("0.54亿元", ref="=d"))]
    assert plain(by_term("cny", less, "", differs=True)) == "推算同比减少0.54亿元"
    assert plain(by_term("rank", [("同比", False, Run("2个位次", ref="=c"))], "")) == "推算较上年同期前移2个位次"


def test_what_a_source_states_of_a_movement_stands_instead_of_what_is_computed() -> None:
    before, now = fact("wuhan.a", 1, "户", period="2026年2月末"), fact("wuhan.b", 2, "户", period="2026年3月末")
    said = movement("武汉", "企业", now, before, "增", (), (Run("环比增长"), Run("1%", ref="wuhan.c"))).runs
    assert plain(said) == "2026年3月末，武汉企业2户，环比增长1%。"


def test_a_movement_without_a_figure_tells_its_way_alone_and_a_level_one_says_so() -> None:
    before, now = fact("wuhan.a", 1, "户", period="2026年2月末"), fact("wuhan.b", 2, "户", period="2026年3月末")
    told = {turn: plain(movement("武汉", "企业", now, before, turn, ()).runs) for turn in ("增", "减", "平", "")}
    assert told == {
        "增": "2026年3月末，武汉企业2户，较上月末有所增加。",
        "减": "2026年3月末，武汉企业2户，较上月末有所减少。",
        "平": "2026年3月末，武汉企业2户，与上月末持平。",
        "": "2026年3月末，武汉企业2户，与上月末大体持平。",
    }
