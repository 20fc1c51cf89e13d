"""How much is told of findings, parallels, reasons, charts and peers: up to each limit, and what of more."""

from __future__ import annotations

import pytest

from briefing.content.themes import ThemeView
from briefing.model.document import RunKind, Runs
from briefing.wording.prose import plain
from tests.builders import Item, fact, indicator, practice, theme, topic
from tests.content.test_limits import view

SIGNS = "甲乙丙丁戊己庚辛壬癸"


def words(runs: Runs) -> str:
    """What a reader sees, without marks of reference."""
    return plain(tuple(run for run in runs if run.kind is RunKind.TEXT))


def shown(*items: Item) -> ThemeView:
    """The one theme of those items."""
    [only] = view(*items).themes
    return only


def placed(count: int) -> list[Item]:
    """Cities that each state their place in a ranking that no other is in: a finding each."""
    held = [
        (indicator(f"place{sign}", f"{sign}榜", family="rank"), fact(f"{sign}.place{sign}", 1, "位"))
        for sign in SIGNS[:count]
    ]
    return [item for pair in held for item in pair]


@pytest.mark.parametrize("count", [9, 10])
def test_six_findings_are_highlights_and_three_more_stand_in_their_theme(count: int) -> None:
    data = view(*placed(count))
    [only] = data.themes
    assert [words(runs)[:2] for runs in data.highlights] == ["甲市", "乙市", "丙市", "丁市", "戊市", "己市"]
    assert [words(runs)[:2] for runs in only.findings] == ["庚市", "辛市", "壬市"]


def test_a_finding_beyond_those_is_told_with_its_city() -> None:
    said = {item.name: words(item.text) for item in shown(*placed(10)).cities}
    assert "癸榜" in said["癸市"]


@pytest.mark.parametrize(("count", "told"), [(5, 5), (6, 6), (7, 6)])
def test_six_findings_are_highlights(count: int, told: int) -> None:
    assert len(view(*placed(count)).highlights) == told


def matched(count: int) -> list[Item]:
    """Topics that two cities take up with figures."""
    items: list[Item] = []
    for place, sign in enumerate(SIGNS[:count]):
        items.append(topic(f"topic{place}", f"{sign}类"))
        for own in ("wuhan", "tianhe"):
            items += [
                indicator(f"count{place}", f"{sign}数"),
                fact(f"{own}.count{place}", place + 1),
                practice(f"{own}.p{place}", f"办{{{own}.count{place}}}。", topic=f"topic{place}"),
            ]
    return items


@pytest.mark.parametrize("count", [2, 3])
def test_two_parallels_of_a_theme_are_told_and_a_table_has_the_rest(count: int) -> None:
    *said, where = (plain(runs) for runs in shown(*matched(count)).parallels)
    assert [text.partition("，")[0] for text in said] == ["甲类方面", "乙类方面"]
    assert where.startswith("各地同类做法对照见")


@pytest.mark.parametrize(("names", "named"), [("甲乙", "武汉有“甲”、“乙”，"), ("甲乙丙", "武汉有“甲”、“乙”等，")])
def test_two_practices_of_a_city_are_named_in_a_parallel_and_more_are_etc(names: str, named: str) -> None:
    own = [practice(f"wuhan.p{place}", name=name, topic="x") for place, name in enumerate(names)]
    measured = [
        fact("wuhan.a", 3),
        fact("tianhe.b", 4),
        practice("wuhan.p0", "办{wuhan.a}。", name="甲", topic="x"),
        practice("tianhe.p", "办{tianhe.b}。", name="子", topic="x"),
    ]
    [said] = shown(topic("x", "某类"), *measured, *own[1:]).parallels
    assert named in words(said).replace("（a3项）", "")


def apart(count: int) -> list[Item]:
    """Pairs of figures that two cities count in their own way."""
    items: list[Item] = []
    for place, sign in enumerate(SIGNS[:count]):
        items += [
            indicator(f"own{place}", sign, compare="不可比"),
            fact(f"wuhan.own{place}", place + 1),
            fact(f"tianhe.own{place}", place + 2),
        ]
    return items


@pytest.mark.parametrize("count", [4, 5])
def test_four_pairs_of_a_theme_are_told_that_must_not_be_compared(count: int) -> None:
    said = [words(runs) for runs in shown(*apart(count)).reasons]
    assert [text.partition("与")[0] for text in said] == ["武汉甲1项", "武汉乙2项", "武汉丙3项", "武汉丁4项"]
