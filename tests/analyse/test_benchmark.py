"""Benchmarking promises: a lead or a lag only by the indicator's direction, gaps only where peers act."""

from __future__ import annotations

from briefing.analyse.analysis import analyse
from briefing.analyse.benchmark import Benchmark
from tests.builders import Item, fact, indicator, practice, selection


def benchmark(*items: Item, home: str = "wuhan") -> Benchmark:
    found = analyse(selection(*items), home).benchmark
    assert found is not None
    return found


def pair(here: int, there: int, better: str | None) -> Benchmark:
    return benchmark(fact("wuhan.items", here), fact("sanmenxia.items", there), indicator("items", better=better))


def test_more_leads_where_more_is_better() -> None:
    found = pair(3, 2, "高")
    assert [item.indicator.id for item in found.leads] == ["items"]
    assert not found.lags


def test_more_lags_where_less_is_better() -> None:
    found = pair(3, 2, "低")
    assert [item.indicator.id for item in found.lags] == ["items"]
    assert not found.leads


def test_a_tie_and_an_indicator_without_direction_say_nothing() -> None:
    for found in (pair(2, 2, "高"), pair(3, 2, None)):
        assert not found.leads
        assert not found.lags


def test_what_home_does_not_state_is_no_lag() -> None:
    found = benchmark(
        fact("wuhan.others", 1),
        fact("sanmenxia.items", 1),
        fact("tianhe.items", 2),
        indicator("items", better="高"),
    )
    assert not found.leads
    assert not found.lags


def test_gaps_are_topics_of_peers_alone() -> None:
    found = benchmark(
        practice("wuhan.a", topic="both"),
        practice("sanmenxia.a", topic="both"),
        practice("sanmenxia.b", topic="theirs"),
        practice("sanmenxia.c"),
    )
    assert {topic: [item.id for item in held] for topic, held in found.gaps.items()} == {"theirs": ["sanmenxia.b"]}


def test_own_is_what_no_peer_takes_up_or_is_claimed_as_a_first() -> None:
    found = benchmark(
        practice("wuhan.a", topic="both"),
        practice("wuhan.b", topic="ours"),
        practice("wuhan.c", topic="both", first="全国首创"),
        practice("wuhan.d"),
        practice("sanmenxia.a", topic="both"),
    )
    assert [item.id for item in found.own] == ["wuhan.b", "wuhan.c"]


def test_there_is_none_without_a_home_city() -> None:
    assert analyse(selection(fact("wuhan.items", 1))).benchmark is None


def test_more_are_telling_practices_of_peers_on_no_topic() -> None:
    found = benchmark(
        practice("wuhan.a"),
        fact("sanmenxia.items", 1),
        practice("sanmenxia.x", "联办{sanmenxia.items}。"),
        practice("sanmenxia.b", first="全国首创"),
        practice("sanmenxia.c"),
        practice("sanmenxia.d", "联办{sanmenxia.items}。", topic="theirs"),
    )
    assert [item.id for item in found.more] == ["sanmenxia.b", "sanmenxia.x"]


def test_what_home_has_under_a_like_name_is_no_lesson() -> None:
    found = benchmark(
        practice("wuhan.a", name="企业开办“一网通办”"),
        fact("sanmenxia.items", 1),
        practice("sanmenxia.a", "联办{sanmenxia.items}。", name="一网通办"),
    )
    assert found.more == ()
