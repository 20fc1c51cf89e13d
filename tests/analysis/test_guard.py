"""The guard: rules that keep figures apart, tried on pairs that stand in no list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.comparability import RULES, Observed, aspects, refuse
from briefing.wording import reasons
from tests.builders import city, fact, indicator


def seen(
    place: str = "wuhan",
    symbol: str = "项",
    value: str | int = 197,
    *,
    named: str = "items",
    compare: str = "不限",
    period: str = "未注明",
    basis: str = "未注明",
    direction: str | None = None,
    scope: str = "",
) -> Observed:
    """A fact of an indicator that all cities share, but for what is given."""
    made = fact(
        f"{place}.fact",
        value,
        symbol,
        indicator=named,
        period=period,
        basis=basis,
        direction=direction,
        scope=scope,
    )
    return Observed(made, indicator(named, family=made.quantity.unit.family, compare=compare), city(place))


OBSERVED = st.builds(
    seen,
    place=st.sampled_from(["wuhan", "sanmenxia", "tianhe"]),
    symbol=st.sampled_from(["项", "类", "个工作日", "天", "亿元", "%"]),
    value=st.sampled_from([197, 20, "3.5"]),
    named=st.sampled_from(["items", "certificates"]),
    compare=st.sampled_from(["不限", "同级", "不可比"]),
    period=st.sampled_from(
        [
            "未注明",
            "目前",
            "2021",
            "2021-12-31",
            "2021-12",
            "2020/2021",
            "2021年末",
            "2021年下半年",
            "2021年7—12月累计",
            "2021年以来",
        ]
    ),
    basis=st.sampled_from(["期间", "时点", "累计", "未注明"]),
    direction=st.sampled_from([None, "增", "减"]),
    scope=st.sampled_from(["", "武汉城市圈"]),
)


def rule(a: Observed, b: Observed) -> str | None:
    """The rule that keeps them apart."""
    refusal = refuse(a, b)
    return refusal.rule if refusal else None


@given(a=OBSERVED, b=OBSERVED)
def test_the_guard_is_symmetric(a: Observed, b: Observed) -> None:
    """Whichever is looked at first, the same rule answers."""
    assert rule(a, b) == rule(b, a)


@given(a=OBSERVED)
def test_a_figure_may_be_compared_with_itself(a: Observed) -> None:
    """Even one of a city's own programme."""
    assert refuse(a, a) is None


@given(a=OBSERVED, b=OBSERVED, c=OBSERVED)
def test_what_may_stand_beside_one_may_stand_beside_the_other(a: Observed, b: Observed, c: Observed) -> None:
    """So that three cities on one axis are comparable each with each."""
    if refuse(a, b) is None and refuse(b, c) is None:
        assert refuse(a, c) is None


@given(a=OBSERVED, b=OBSERVED)
def test_equal_aspects_are_what_the_guard_asks(a: Observed, b: Observed) -> None:
    """Grouping by aspects and asking for each pair come to the same."""
    assert (refuse(a, b) is None) == (aspects(a) == aspects(b))


@pytest.mark.parametrize(
    ("first", "second", "broken"),
    [
        ({"symbol": "天"}, {"symbol": "个工作日"}, "family"),
        ({}, {"named": "certificates"}, "indicator"),
        ({"compare": "不可比"}, {"compare": "不可比"}, "own"),
        ({"compare": "同级"}, {"compare": "同级", "place": "tianhe"}, "level"),
        ({"symbol": "类"}, {"symbol": "项"}, "noun"),
        ({"scope": "武汉城市圈"}, {}, "scope"),
        ({"direction": "增"}, {}, "change"),
        ({"period": "2021", "basis": "期间"}, {"period": "2021", "basis": "累计"}, "basis"),
        ({"period": "2021"}, {"period": "2020"}, "period"),
    ],
    ids=lambda item: item if isinstance(item, str) else "",
)
def test_each_rule_alone_refuses(first: dict[str, str], second: dict[str, str], broken: str) -> None:
    """Facts that agree in everything else; and each rule has a sentence."""
    assert rule(seen(), seen("sanmenxia")) is None
    other: dict[str, str] = {"place": "sanmenxia", **second}
    assert rule(seen(**first), seen(**other)) == broken  # type: ignore[arg-type]


def test_every_rule_was_tried_and_has_a_reason() -> None:
    """No rule of the guard is without its test above and its words."""
    assert [name for name, _ in RULES] == list(reasons.RULES)


@pytest.mark.parametrize(
    ("a", "b", "broken"),
    [
        # The same number, another thing.
        (seen(symbol="类", named="certificates"), seen("sanmenxia", named="tax_items"), "indicator"),
        (
            seen(value=20, symbol="名", named="liaisons"),
            seen("tianhe", "家", 20, named="institutes"),
            "indicator",
        ),
        # The same words with another meaning.
        (
            seen(named="one_licence_many_addresses"),
            seen("tianhe", named="one_address_many_licences"),
            "indicator",
        ),
        # Nested tiers entered under one indicator, told apart by what they cover.
        (seen(value=221, scope=""), seen("tianhe", value=60, scope="省级以上"), "scope"),
        (seen(value=60, scope="省级以上"), seen("tianhe", value=32, scope="国家级"), "scope"),
        # Working days against days, hours against working days, a percentage against points of it.
        (seen(symbol="个工作日", value=3), seen("tianhe", "天", 3), "family"),
        (seen(symbol="小时", value=3), seen("tianhe", "个工作日", 3), "family"),
        (seen(symbol="%", value=3), seen("tianhe", "个百分点", 3), "family"),
        (seen(symbol="亿美元", value=3), seen("tianhe", "亿元", 3), "family"),
        # A cumulative figure against a year's, and against one that does not say.
        (seen(period="2021", basis="累计"), seen("tianhe", period="2021", basis="期间"), "basis"),
        (seen(basis="累计"), seen("tianhe"), "basis"),
        (seen(basis="期间"), seen("tianhe"), "basis"),
        # Now against a year, a year against its half, an end against another.
        (seen(period="目前"), seen("tianhe", period="2021"), "period"),
        (seen(), seen("tianhe", period="2021"), "period"),
        (seen(period="2021", basis="期间"), seen("tianhe", period="2021-01/2021-06", basis="期间"), "period"),
        (seen(period="2021年1—6月累计", basis="累计"), seen("tianhe", period="2021年上半年", basis="期间"), "basis"),
        (seen(period="2021年上半年", basis="期间"), seen("tianhe", period="2021年二季度", basis="期间"), "period"),
        (seen(period="2021年以来", basis="累计"), seen("tianhe", period="2021年", basis="累计"), "period"),
        (seen(period="2021-06", basis="时点"), seen("tianhe", period="2021-12", basis="时点"), "period"),
        # Added up until the same day, but since another.
        (
            seen(period="2019/2021", basis="累计"),
            seen("tianhe", period="2020/2021", basis="累计"),
            "period",
        ),
        (seen(period="2019/2021", basis="累计"), seen("tianhe", period="2021", basis="累计"), "period"),
        # People against visits, items against categories of items, cases against items.
        (seen(symbol="人"), seen("tianhe", "人次"), "noun"),
        (seen(symbol="大类"), seen("tianhe", "项"), "noun"),
        (seen(symbol="件"), seen("tianhe", "项"), "noun"),
        # A rise against a fall.
        (seen(direction="增"), seen("tianhe", direction="减"), "change"),
    ],
)
def test_pairs_that_only_look_alike_are_refused(a: Observed, b: Observed, broken: str) -> None:
    """For the reason that a reader understands."""
    assert rule(a, b) == broken


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (seen(period="目前", basis="时点"), seen("sanmenxia")),
        (seen(period="目前"), seen("sanmenxia", period="未注明")),
        (seen(period="2021", basis="时点"), seen("sanmenxia", period="2021-12-31", basis="时点")),
        (seen(period="2021-12", basis="累计"), seen("sanmenxia", period="2021-12-31", basis="累计")),
        (seen(period="2019/2021", basis="累计"), seen("sanmenxia", period="2019-01/2021-12", basis="累计")),
        (seen(period="2021", basis="期间"), seen("sanmenxia", period="2021-01/2021-12", basis="期间")),
        (seen(period="2021年上半年", basis="期间"), seen("sanmenxia", period="2021年1—6月", basis="期间")),
        (seen(period="2021年上半年累计", basis="累计"), seen("sanmenxia", period="2021年1—6月", basis="累计")),
        (seen(period="2021年6月末", basis="时点"), seen("sanmenxia", period="2021-Q2", basis="时点")),
        (seen(period="截至2021年6月末", basis="累计"), seen("sanmenxia", period="2021-06", basis="累计")),
        (seen(symbol="家"), seen("sanmenxia", "万户")),
        (seen(symbol="天"), seen("sanmenxia", "小时")),
        (seen(symbol="场"), seen("sanmenxia", "场次")),
        (seen(compare="不可比"), seen(compare="不可比", value=3)),
        (seen(compare="同级"), seen("sanmenxia", compare="同级")),
        (seen(value=0, symbol="元"), seen("sanmenxia", "万元", 3)),
    ],
)
def test_what_differs_only_in_writing_may_be_compared(a: Observed, b: Observed) -> None:
    """The same day written in two ways, units of one scale, neither dated."""
    assert refuse(a, b) is None
