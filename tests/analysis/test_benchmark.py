"""Benchmarking promises: a lead or a lag only by the indicator's direction, gaps only where peers act."""

from __future__ import annotations

import pytest

from briefing.analysis.analyse import analyse
from briefing.analysis.benchmark import Benchmark
from tests.builders import Item, fact, indicator, practice, selection


def benchmark(*items: Item, home: str = "wuhan") -> Benchmark:
    found = analyse(selection(*items), home).benchmark
    assert found is not None
    return found


KINDS = ("leads", "lags", "even", "totals", "neutral")


def placed(found: Benchmark) -> dict[str, list[str]]:
    """The indicators by the kind of comparison that they are for home, without kinds that have none."""
    kinds = {kind: [item.indicator.id for item in getattr(found, kind)] for kind in KINDS}
    return {kind: ids for kind, ids in kinds.items() if ids}


def pair(here: int | str, there: int | str, better: str | None, symbol: str = "%", **fields: str) -> Benchmark:
    own = indicator("items", family=fact("wuhan.items", here, symbol).quantity.unit.family, better=better, **fields)
    return benchmark(fact("wuhan.items", here, symbol), fact("sanmenxia.items", there, symbol), own)


@pytest.mark.parametrize(
    ("here", "there", "better", "kind"),
    [
        (3, 2, "高", "leads"),
        (2, 3, "高", "lags"),
        (2, 3, "低", "leads"),
        (3, 2, "低", "lags"),
        (2, 2, "高", "even"),
        ("2.4", "2.45", "高", "even"),
        ("2.4", "2.5", "高", "lags"),
        (3, 2, None, "neutral"),
        (2, 2, None, "neutral"),
    ],
)
def test_the_direction_of_the_indicator_and_certain_figures_alone_make_a_lead(
    here: int | str, there: int | str, better: str | None, kind: str
) -> None:
    assert placed(pair(here, there, better)) == {kind: ["items"]}


@pytest.mark.parametrize(
    ("symbol", "better", "compare", "kind"),
    [
        ("家", "高", "不限", "totals"),
        ("亿元", "高", "不限", "totals"),
        ("亿美元", "高", "不限", "totals"),
        ("件", "低", "同级", "totals"),
        ("个环节", "低", "不限", "lags"),
        ("元", "低", "不限", "lags"),
        ("个工作日", "低", "同级", "lags"),
        ("位", "低", "同级", "lags"),
        ("%", "高", "同级", "leads"),
    ],
)
def test_a_total_is_neither_a_lead_nor_a_lag(symbol: str, better: str, compare: str, kind: str) -> None:
    """A larger place has more of it, whoever does well."""
    assert placed(pair(828, 80, better, symbol, compare=compare)) == {kind: ["items"]}


def test_nearly_400_is_less_than_400_odd() -> None:
    """The figures are equal, what they say is not."""
    nearly, odd = fact("wuhan.rate", 40, "%", qualifier="近"), fact("sanmenxia.rate", 40, "%", qualifier="多")
    better = indicator("rate", family="percent", better="高")
    assert placed(benchmark(nearly, odd, better)) == {"lags": ["rate"]}
    assert placed(benchmark(nearly, odd, better, home="sanmenxia")) == {"leads": ["rate"]}


def test_to_be_better_than_some_is_no_lead() -> None:
    """Level with the best, and better than the third."""
    found = benchmark(
        fact("wuhan.cost", 0, "元"),
        fact("sanmenxia.cost", 0, "元"),
        fact("tianhe.cost", 5, "元"),
        indicator("cost", family="cny", better="低"),
    )
    assert placed(found) == {"even": ["cost"]}


def test_what_home_does_not_state_is_no_lag() -> None:
    found = benchmark(
        fact("wuhan.others", 1),
        fact("sanmenxia.items", 1),
        fact("tianhe.items", 2),
        indicator("items", better="高"),
    )
    assert placed(found) == {}


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
