"""What is compared how and said first: just within and just beyond each limit."""

from __future__ import annotations

import pytest

from briefing.analysis.comparisons import compare
from tests.analysis.test_findings import ALL
from tests.builders import Item, analysis, fact, indicator, observed, practice, relation


@pytest.mark.parametrize(("high", "multiple", "gap"), [(150, True, False), (149, False, True)])
def test_one_and_a_half_times_as_much_is_a_multiple_and_less_is_a_gap(high: int, multiple: bool, gap: bool) -> None:
    """150家 are 1.5倍 of 100家; 149家 are 49家 more."""
    [found] = compare(observed(fact("wuhan.firms", high, "家"), fact("sanmenxia.firms", 100, "家"))).comparisons
    assert (found.ratio is not None, found.gap is not None) == (multiple, gap)


@pytest.mark.parametrize(
    ("high", "unit", "better", "unlike"),
    [
        (800, "家", "高", True),
        (799, "家", "高", False),
        (800, "家", None, True),
        (800, "家", "低", False),  # less is better whatever the size: 800个环节 against 80个
        (800, "天", "低", False),
        (80, "%", "高", False),
    ],
)
def test_totals_ten_times_apart_are_not_set_against_each_other(
    high: int, unit: str, better: str | None, unlike: bool
) -> None:
    """800家 beside 80家 tell of the size of two places."""
    family = {"家": "count", "天": "time", "%": "percent"}[unit]
    held = fact("wuhan.firms", high, unit), fact("sanmenxia.firms", 8 if unit == "%" else 80, unit)
    measured = indicator("firms", "入库企业", family=family, better=better)
    [found] = compare(observed(measured, *held)).comparisons
    assert found.unlike == unlike


def order(*items: Item) -> list[str]:
    """The kinds of findings as a reader meets them, each once."""
    return list(dict.fromkeys(finding.kind for finding in analysis(*items).findings))


def test_how_we_stand_is_said_first_then_what_was_outdone_cut_grew_and_last_what_is_part_of_what() -> None:
    assert order(*ALL) == [
        "target",
        "comparison",
        "courses",
        "completion",
        "reduction",
        "trend",
        "change",
        "headline",
        "rank",
        "first",
        "share",
        "tiers",
        "part_of",
        "practice",
        "per_unit",
    ]


def grown(percent: int) -> list[Item]:
    """Three years, each so much above the one before."""
    years = ((f"{2019 + step}", f"{1000 * (1 + percent / 100) ** step:.1f}") for step in range(3))
    facts = [fact(f"wuhan.gdp-{year}", value, "亿元", indicator="gdp", period=year) for year, value in years]
    return [indicator("gdp", family="cny", better="低"), *facts]  # of a total the way says less


@pytest.mark.parametrize(("percent", "kinds"), [(17, ["trend", "reduction"]), (16, ["reduction", "trend"])])
def test_growth_by_a_sixth_a_year_is_said_before_a_small_cut(percent: int, kinds: list[str]) -> None:
    small = fact("wuhan.cut", "8.27", "个"), fact("wuhan.rate", "5", "%")
    assert order(*grown(percent), *small, relation("wuhan.x", "reduction", cut="wuhan.cut", rate="wuhan.rate")) == kinds


@pytest.mark.parametrize(("more", "kinds"), [(59, ["trend", "change"]), (60, ["change", "trend"])])
def test_a_leap_of_three_fifths_is_said_before_slow_growth(more: int, kinds: list[str]) -> None:
    """And one that is a little smaller after it."""
    leap = fact("wuhan.stock", 100 + more, "家"), fact("wuhan.more", more, "家", direction="增")
    told = relation("wuhan.x", "change", base="年初", stock="wuhan.stock", change="wuhan.more")
    assert order(*grown(2), *leap, told) == kinds


def test_a_plan_just_met_is_said_before_the_deepest_cut() -> None:
    """Though the data has the cut first."""
    cut = fact("wuhan.cut", "8.27", "个"), fact("wuhan.cut-rate", "95", "%")
    met = fact("wuhan.done", "12.5", "亿元"), fact("wuhan.done-rate", "100", "%")
    told = (
        relation("wuhan.x", "reduction", cut="wuhan.cut", rate="wuhan.cut-rate"),
        relation("wuhan.y", "completion", actual="wuhan.done", rate="wuhan.done-rate"),
    )
    assert order(*cut, *met, *told) == ["completion", "reduction"]


@pytest.mark.parametrize(("rate", "kinds"), [("50", ["share", "first"]), ("49", ["first", "share"])])
def test_half_of_a_whole_is_said_before_what_was_done_first(rate: str, kinds: list[str]) -> None:
    """And less than half after it."""
    part = fact("wuhan.new", "16.4", "万户"), fact("wuhan.new-share", rate, "%")
    share = relation("wuhan.x", "share", base="全省新增企业", part="wuhan.new", rate="wuhan.new-share")
    assert order(*part, share, practice("wuhan.p", first="全国首创")) == kinds
