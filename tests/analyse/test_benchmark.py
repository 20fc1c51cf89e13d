"""Benchmarking: where a home city leads or lags, and what peers do that it does not."""

from __future__ import annotations

import pytest

from briefing.analyse.analysis import analyse
from briefing.analyse.benchmark import Benchmark
from tests.builders import Item, fact, indicator, practice, selection


def benchmarked(*items: Item, home: str = "wuhan") -> Benchmark:
    """Those items, seen from the home city."""
    found = analyse(selection(*items), home).benchmark
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("better", "own", "other", "place"),
    [
        ("高", fact("wuhan.a", 828, "家"), fact("sanmenxia.a", 80, "家"), "leads"),
        ("高", fact("wuhan.a", 80, "家"), fact("sanmenxia.a", 828, "家"), "lags"),
        ("低", fact("wuhan.a", 0, "元"), fact("sanmenxia.a", 320, "元"), "leads"),
        ("低", fact("wuhan.a", 320, "元"), fact("sanmenxia.a", 0, "元"), "lags"),
        ("高", fact("wuhan.a", 80, "家"), fact("sanmenxia.a", 80, "家"), ""),
        ("高", fact("wuhan.a", 420), fact("sanmenxia.a", 400, qualifier="余"), ""),
        (None, fact("wuhan.a", 828, "家"), fact("sanmenxia.a", 80, "家"), ""),
    ],
)
def test_home_leads_or_lags_only_where_the_figures_say_so(
    better: str | None, own: Item, other: Item, place: str
) -> None:
    """By the direction of the indicator; equals, roundings and indicators without a better end say nothing."""
    family = "cny" if place and better == "低" else "count"
    found = benchmarked(own, other, indicator("a", better=better, family=family))
    assert (len(found.leads), len(found.lags)) == (int(place == "leads"), int(place == "lags"))


def test_home_lags_if_one_peer_is_better_and_leads_only_over_all() -> None:
    """Before one and behind another is behind; before one and equal with another is neither."""
    asked = indicator("a", better="高")
    assert benchmarked(fact("wuhan.a", 5), fact("sanmenxia.a", 1), fact("tianhe.a", 9), asked).lags
    tied = benchmarked(fact("wuhan.a", 5), fact("sanmenxia.a", 1), fact("tianhe.a", 5), asked)
    assert (tied.leads, tied.lags) == ((), ())


def test_what_peers_take_up_and_home_does_not_may_be_borrowed() -> None:
    """By topic, with the peers' practices; what home alone does, or claims to have done first, is its own."""
    found = benchmarked(
        practice("wuhan.shared", topic="shared"),
        practice("wuhan.alone", topic="alone"),
        practice("wuhan.first", first="全国首创"),
        practice("wuhan.plain"),
        practice("sanmenxia.shared", topic="shared"),
        practice("sanmenxia.gap", topic="gap"),
        practice("tianhe.gap", topic="gap"),
    )
    assert {topic: [item.id for item in held] for topic, held in found.gaps.items()} == {
        "gap": ["sanmenxia.gap", "tianhe.gap"]
    }
    assert [item.id for item in found.own] == ["wuhan.alone", "wuhan.first"]


def test_without_a_home_there_is_no_benchmark() -> None:
    """Nothing is held against anybody unasked."""
    assert analyse(selection(fact("wuhan.a", 1), fact("sanmenxia.a", 2))).benchmark is None
