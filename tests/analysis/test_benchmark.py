"""Benchmarking promises: a place by the direction, gaps by weight, and what is borrowed by how far it reaches."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.analysis.analyse import analyse
from briefing.analysis.benchmark import Benchmark, coverage
from briefing.analysis.home_place import HomePlace
from briefing.model.facts import Headline, PracticeKind
from briefing.model.measure import MeasureKind
from tests.builders import Item, fact, indicator, practice, selection


def benchmark(*items: Item, home: str = "wuhan") -> Benchmark:
    found = analyse(selection(*items), home).benchmark
    assert found is not None
    return found


def pair(here: int | str, there: int | str, better: str | None, symbol: str = "%", **fields: str) -> HomePlace:
    own = indicator("items", family=fact("wuhan.items", here, symbol).quantity.unit.family, better=better, **fields)
    (place,) = benchmark(fact("wuhan.items", here, symbol), fact("sanmenxia.items", there, symbol), own).places
    return place


@pytest.mark.parametrize(
    ("here", "there", "better", "first", "lags", "shared"),
    [
        (3, 2, "高", True, False, False),
        (2, 3, "高", False, True, False),
        (2, 3, "低", True, False, False),
        (3, 2, "低", False, True, False),
        (2, 2, "高", False, False, True),  # all level
        ("2.4", "2.45", "高", False, False, False),  # as they are rounded, either may be more
        ("2.4", "2.5", "高", False, True, False),
        (3, 2, None, False, False, False),
    ],
)
def test_the_direction_of_the_indicator_and_certain_figures_alone_make_a_place(
    here: int | str, there: int | str, better: str | None, first: bool, lags: bool, shared: bool
) -> None:
    found = pair(here, there, better)
    assert (found.first, found.lags, found.shared) == (first, lags, shared)


@pytest.mark.parametrize(
    ("symbol", "better", "compare", "judged"),
    [
        ("家", "高", "不限", False),
        ("亿元", "高", "不限", False),
        ("亿美元", "高", "不限", False),
        ("件", "低", "同级", False),
        ("个环节", "低", "不限", True),
        ("元", "低", "不限", True),
        ("个工作日", "低", "同级", True),
        ("位", "低", "同级", True),
        ("%", "高", "同级", True),
        ("%", None, "不限", False),
    ],
)
def test_a_total_says_nothing_of_who_does_better(symbol: str, better: str | None, compare: str, judged: bool) -> None:
    """A larger place has more of it, whoever does well."""
    assert pair(828, 80, better, symbol, compare=compare).judged is judged


@pytest.mark.parametrize(
    ("name", "measure", "judged"),
    [
        ("经营主体", MeasureKind.TOTAL, False),
        ("每万人经营主体", MeasureKind.TOTAL, True),
        ("人均贷款", MeasureKind.TOTAL, True),
        ("经营主体", MeasureKind.PER_HEAD, True),
    ],
)
def test_an_average_is_no_total_whether_its_measure_or_its_name_says_so(
    name: str, measure: MeasureKind, judged: bool
) -> None:
    """A larger place has no more of it."""
    assert replace(indicator("firms", name, better="高"), measure=measure).judged is judged


@pytest.mark.parametrize(
    ("before", "now", "better", "improved"),
    [
        (3, 2, "低", True),
        (2, 3, "低", False),
        (2, 3, "高", True),
        (3, 2, "高", False),
        (2, 2, "高", None),
        (2, 3, None, None),
    ],
)
def test_what_improved_goes_by_the_direction(before: int, now: int, better: str | None, improved: bool | None) -> None:
    years = (
        fact("wuhan.rate-1", before, "%", indicator="rate", period="2022"),
        fact("wuhan.rate", now, "%", period="2023"),
    )
    peer = fact("sanmenxia.rate", 9, "%", period="2023")
    (place,) = benchmark(*years, peer, indicator("rate", family="percent", better=better)).places
    assert place.improved is improved


def test_a_place_in_a_ranking_that_came_forward_improved() -> None:
    years = (fact("wuhan.at-1", 9, "位", indicator="at", period="2022"), fact("wuhan.at", 4, "位", period="2023"))
    peer = fact("sanmenxia.at", 1, "位", period="2023")
    (place,) = benchmark(*years, peer, indicator("at", family="rank", better="低")).places
    assert (place.improved, place.share) == (True, None)


def test_gaps_stand_by_weight_then_by_share_of_the_best() -> None:
    """What has no weight comes last, and of that what has no share."""
    figures = {"a": (50, 100), "b": (90, 100), "c": (20, 100), "d": (0, 100), "e": (100, 50)}
    weights = {"a": Decimal(5), "b": Decimal(15)}
    items: list[Item] = []
    for name, (here, there) in figures.items():
        items += [fact(f"wuhan.{name}", here, "%"), fact(f"sanmenxia.{name}", there, "%")]
        items.append(replace(indicator(name, family="percent", better="高"), weight=weights.get(name)))
    assert [place.comparison.indicator.id for place in benchmark(*items).gaps] == ["b", "a", "c", "d"]


def test_gaps_without_weight_stand_by_size_as_printed_however_coarsely_they_are_rounded() -> None:
    """1.3 ÷ 1.4 may be 86 % or 100 %, and what cannot be told in days comes after all that can."""
    kinds = {"open": ("1.4", "1.3", "个工作日"), "coarse": ("44", "39", "个工作日"), "fine": ("95.0", "98.4", "%")}
    items: list[Item] = []
    for name, (here, there, symbol) in kinds.items():
        items += [fact(f"wuhan.{name}", here, symbol), fact(f"sanmenxia.{name}", there, symbol)]
        family, better = ("percent", "高") if symbol == "%" else ("workday", "低")
        items.append(indicator(name, family=family, better=better))
    found = benchmark(*items).gaps
    assert [place.comparison.indicator.id for place in found] == ["coarse", "fine", "open"]
    assert [place.size[0] for place in found] == [False, False, True]


def test_indicators_of_peers_alone_are_unlisted() -> None:
    found = benchmark(fact("wuhan.others", 1), fact("sanmenxia.items", 1), fact("tianhe.items", 2))
    assert (found.places, [item.id for item in found.unlisted]) == ((), ["items"])


@pytest.mark.parametrize(
    ("name", "kind", "figure", "far"),
    [
        ("联办", PracticeKind.METHOD, (131, "项"), ("项", 131)),
        ("助企", PracticeKind.METHOD, ("1.2", "万户"), ("户", 12000)),
        ("贷款", PracticeKind.METHOD, ("3.5", "亿元"), ("cny", 350000000)),
        ("联办（试点）", PracticeKind.METHOD, (35, "户"), None),
        ("礼包", PracticeKind.METHOD, (159265, "套"), None),
        ("零成本", PracticeKind.METHOD, (0, "元"), None),
        ("幼儿园", PracticeKind.RESULT, (11, "个"), None),
        ("专班", PracticeKind.SUPPORT, (26, "个"), None),
        ("标杆城市", PracticeKind.METHOD, (2, "年"), None),
        ("排名", PracticeKind.METHOD, (2, "位"), None),
    ],
)
def test_how_far_a_practice_reaches_is_the_figure_that_stands_for_it(
    name: str, kind: PracticeKind, figure: tuple[int | str, str], far: tuple[str, int] | None
) -> None:
    own = fact("wuhan.a", *figure)
    assert coverage(replace(practice("wuhan.x", "做{wuhan.a}。", name=name), kind=kind), {own.id: own}) == far


def lessons(*items: Item) -> list[tuple[str, list[str], list[str]]]:
    found = benchmark(*items).lessons
    return [(item.about, [own.id for own in item.theirs], [own.id for own in item.ours]) for item in found]


PEERS: tuple[Item, ...] = (fact("sanmenxia.a", 131), fact("sanmenxia.b", 11), fact("tianhe.c", 3))
DEEP = replace(
    practice("sanmenxia.deep", "联办{sanmenxia.a}，涉及{sanmenxia.b}。", name="联办", topic="payout"), key="sanmenxia.a"
)


@pytest.mark.parametrize(
    ("name", "own", "theirs"),
    [
        ("免申（试点）", "200项", ["sanmenxia.deep", "tianhe.one"]),
        ("免申", "2项", ["sanmenxia.deep", "tianhe.one"]),
        ("免申", "3项", ["sanmenxia.deep"]),
        ("免申", "130项", ["sanmenxia.deep"]),
        ("免申", "131项", []),
        ("免申", "1家", []),  # nothing tells which of them goes further
        ("免申", "9套", ["sanmenxia.deep", "tianhe.one"]),  # that says nothing of how far it reaches
    ],
)
def test_what_is_borrowed_reaches_further_in_the_like_unit(name: str, own: str, theirs: list[str]) -> None:
    """However many figures a sentence has."""
    ours = practice("wuhan.x", "兑付{wuhan.p}。", name=name, topic="payout")
    one = practice("tianhe.one", "办{tianhe.c}。", topic="payout")
    bare = practice("tianhe.bare", topic="other")
    found = lessons(*PEERS, DEEP, one, bare, fact("wuhan.p", int(own[:-1]), own[-1]), ours)
    assert found == ([("payout", theirs, ["wuhan.x"])] if theirs else [])


def test_what_home_has_under_a_like_name_or_a_figure_of_is_no_lesson() -> None:
    alike = practice("wuhan.x", name="政策“联办”")
    assert lessons(*PEERS, DEEP, alike) == []
    assert lessons(*PEERS, DEEP, practice("wuhan.x")) == [("payout", ["sanmenxia.deep"], [])]
    assert lessons(*PEERS, DEEP, fact("wuhan.a", 828)) == []


def test_what_sources_make_most_of_comes_first_then_what_is_under_a_topic() -> None:
    facts = [fact(f"sanmenxia.{name}", 5) for name in "abc"]
    held = [practice(f"sanmenxia.p{at}", f"办{{sanmenxia.{name}}}。", name=f"做法{name}", topic=on)
            for at, (name, on) in enumerate((("a", ""), ("b", "payout"), ("c", "payout2")))]  # fmt: skip
    held[2] = replace(held[2], headline=Headline.MAIN)
    found = lessons(*facts, *held, practice("wuhan.x"))
    assert [theirs for _, theirs, _ in found] == [["sanmenxia.p2"], ["sanmenxia.p1"], ["sanmenxia.p0"]]


def test_a_practice_on_an_indicator_is_told_at_its_gap_and_is_no_lesson() -> None:
    """Once, of the most urgent gap, though it gives the figures of both."""
    rates: list[Item] = [
        *(fact(f"wuhan.{name}", value, "%") for name, value in (("r", 50), ("s", 80))),
        *(fact(f"sanmenxia.{name}", 100, "%") for name in "rs"),
        *(indicator(name, family="percent", better="高") for name in "rs"),
    ]
    both = practice("sanmenxia.both", "达到{sanmenxia.r}、{sanmenxia.s}。", topic="payout")
    found = benchmark(*rates, both, practice("wuhan.x"))
    assert [[own.id for own in place.theirs] for place in found.gaps] == [["sanmenxia.both"], []]
    assert found.lessons == ()


def test_own_are_claims_of_being_first_and_what_no_peer_does_more_of() -> None:
    found = benchmark(
        *PEERS,
        *(fact(f"wuhan.{name}", 3) for name in "pqr"),
        DEEP,
        practice("wuhan.less", "办{wuhan.p}。", topic="payout"),
        practice("wuhan.more", "办{wuhan.q}。", topic="other"),
        practice("wuhan.first", topic="payout", first="全国首创"),
        practice("wuhan.bare", topic="third"),
    )
    assert [item.id for item in found.own] == ["wuhan.first", "wuhan.more"]


def test_there_is_none_without_a_home_city() -> None:
    assert analyse(selection(fact("wuhan.items", 1))).benchmark is None
