"""What is compared how, taken for one another and said first: just within and just beyond each limit."""

from __future__ import annotations

import pytest

from briefing.analysis.comparisons import compare, lookalikes
from tests.analysis.test_findings import ALL
from tests.builders import Item, analysis, fact, indicator, observed, practice, relation


def warned(*items: Item) -> int:
    """How many pairs a reader is warned of."""
    return len(lookalikes(observed(*items)))


@pytest.mark.parametrize(("high", "multiple", "gap"), [(150, True, False), (149, False, True)])
def test_one_and_a_half_times_as_much_is_a_multiple_and_less_is_a_gap(high: int, multiple: bool, gap: bool) -> None:
    """150家 are 1.5倍 of 100家; 149家 are 49家 more."""
    [found], _ = compare(observed(fact("wuhan.firms", high, "家"), fact("sanmenxia.firms", 100, "家")))
    assert (found.ratio is not None, found.gap is not None) == (multiple, gap)


SIGNS = [chr(ord("一") + place) for place in range(200)]


def with_pieces(shared: int, *lengths: int) -> list[str]:
    """Two names that begin with the same characters and have nothing else in common."""
    fresh = iter(SIGNS[100:])
    return ["".join(SIGNS[:shared] + [next(fresh) for _ in range(length - shared)]) for length in lengths]


def with_letters(shared: int, *lengths: int) -> list[str]:
    """Two names that have so many characters in common, in one from the first, in the other from the last."""
    one, other = with_pieces(shared, *lengths)
    return [one, other[:shared][::-1] + other[shared:]]


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (["新增户", "新增企业"], 1),  # one of two and three pieces: 0.4
        (with_pieces(9, 21, 22), 0),  # eight of 20 and 21: 0.39
        (["证照分离办", "离分照证改"], 1),  # four of five letters: 0.8
        (with_letters(17, 21, 22), 0),  # 17 of 21 and 22: 0.79
    ],
)
def test_names_are_alike_by_two_fifths_of_their_pieces_or_four_fifths_of_their_letters(
    names: list[str], pairs: int
) -> None:
    """A reader is warned of such indicators; with the least bit less in common, of none."""
    named = (indicator(id, name) for id, name in zip("ab", names, strict=True))
    assert warned(*named, fact("wuhan.a", 1), fact("sanmenxia.b", 2)) == pairs


OTHER_THINGS = tuple(
    indicator(id, name, family="cny") for id, name in zip("abcd", ("甲乙", "丙丁", "戊己", "庚辛"), strict=True)
)


@pytest.mark.parametrize(("value", "pairs"), [("100.1", 1), ("99.9", 0)])
def test_the_same_number_of_other_things_is_told_from_a_hundred_on(value: str, pairs: int) -> None:
    same = fact("wuhan.a", value, "元"), fact("sanmenxia.b", value, "元")
    assert warned(*OTHER_THINGS, *same) == pairs


@pytest.mark.parametrize(("cities", "pairs"), [(3, 3), (4, 0)])
def test_the_same_number_is_told_of_three_things_and_is_chance_of_four(cities: int, pairs: int) -> None:
    same = [fact(f"city{place}.{name}", 197, "元") for place, name in enumerate("abcd"[:cities])]
    assert warned(*OTHER_THINGS, *same) == pairs


def order(*items: Item) -> list[str]:
    """The kinds of findings as a reader meets them, each once."""
    return list(dict.fromkeys(finding.kind for finding in analysis(*items).findings))


def test_how_we_stand_is_said_first_then_what_was_outdone_cut_grew_and_last_what_is_part_of_what() -> None:
    assert order(*ALL) == [
        "comparison",
        "completion",
        "reduction",
        "trend",
        "change",
        "rank",
        "first",
        "share",
        "tiers",
        "part_of",
        "per_unit",
    ]


def grown(percent: int) -> list[Item]:
    """Three years, each so much above the one before."""
    years = ((f"{2019 + step}", f"{1000 * (1 + percent / 100) ** step:.1f}") for step in range(3))
    return [fact(f"wuhan.gdp-{year}", value, "亿元", indicator="gdp", period=year) for year, value in years]


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
