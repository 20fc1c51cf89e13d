"""What a reader is told of figures and practices that are taken for one another, and of rows without a verdict."""

from __future__ import annotations

import pytest

from briefing.content.paragraphs.common_topics import APART_NOTE
from briefing.model.catalogue import Statement
from briefing.wording.prose import plain
from tests.builders import Item, fact, indicator, practice, topic
from tests.content.test_limits_told import shown, words

NAMED = (indicator("pool", "培育库企业"), indicator("firms", "高新技术企业"))
POOL, FIRMS = fact("wuhan.pool", 828, "家"), fact("tianhe.firms", 2995, "家", period="2021", basis="期间")


def stated(*between: str, kind: str | None = "不可比", tell: bool = True) -> Statement:
    return Statement(between=between, kind=kind, reason="入库与认定不同", tell=tell)


def reasons(*items: Item) -> list[str]:
    return [words(runs) for runs in shown(*items).reasons]


@pytest.mark.parametrize(
    "between", [("wuhan.pool", "tianhe.firms"), ("pool", "firms"), ("pool", "tianhe.firms")], ids=" ".join
)
def test_figures_are_named_with_their_city_and_time_before_the_reason(between: tuple[str, ...]) -> None:
    """Whether the facts are stated, or the indicators of which there is one figure each."""
    assert reasons(*NAMED, POOL, FIRMS, stated(*between)) == [
        "武汉市培育库企业828家（未注明时期）与天河区高新技术企业2995家（2021年）：入库与认定不同。"
    ]


def test_an_indicator_that_several_cities_have_is_named_alone() -> None:
    more = fact("sanmenxia.pool", 80, "家")
    assert "培育库企业与天河区高新技术企业2995家（2021年）：入库与认定不同。" in reasons(
        *NAMED, POOL, more, FIRMS, stated("pool", "firms")
    )


def test_a_city_is_named_once_and_practices_by_their_names() -> None:
    items = (
        practice("wuhan.a", name="处罚“三张清单”"),
        practice("wuhan.b", name="过程“三张清单”"),
        practice("tianhe.c", name="丙"),
    )
    told = stated("wuhan.a", "wuhan.b", "tianhe.c", kind=None, tell=False)
    assert reasons(*items, told) == ["武汉市处罚“三张清单”、过程“三张清单”与天河区“丙”：入库与认定不同。"]


@pytest.mark.parametrize(
    "statement",
    [
        stated("wuhan.pool", "tianhe.firms", tell=False),
        stated("wuhan.pool", "sanmenxia.firms"),
    ],
    ids=["not to be told", "not selected"],
)
def test_what_nobody_confuses_is_not_told(statement: Statement) -> None:
    """Nor is what names more than was selected; nor equal numbers and similar names by themselves."""
    assert reasons(*NAMED, POOL, FIRMS, statement) == []


def test_a_time_that_figures_in_a_row_share_is_said_once() -> None:
    old, again = (
        fact("tianhe.pool", 7, "家", period="2020", basis="期间"),
        fact("tianhe.firms", 9, period="2020", basis="期间"),
    )
    told = stated("wuhan.pool", "tianhe.pool", "tianhe.firms")
    assert reasons(*NAMED, POOL, old, again, told)[0].startswith(
        "武汉市培育库企业828家（未注明时期）、天河区培育库企业7家与高新技术企业9项（2020年）："
    )


def level(*names: str) -> list[Item]:
    """Indicators of which a city and a district have a total each."""
    made: list[Item] = []
    for name in names:
        made += [indicator(name, name, compare="同级"), fact(f"wuhan.{name}", 3), fact(f"tianhe.{name}", 2)]
    return made


def test_rows_without_a_verdict_are_marked_with_their_reason_below() -> None:
    judged = fact("wuhan.cost", 0, "元"), fact("tianhe.cost", 0, "元")
    [table] = shown(*level("甲", "乙"), indicator("cost", "费用", family="cny"), *judged).tables
    assert [plain(row[0]) for row in table.rows] == ["甲*", "乙*", "费用"]
    assert [plain(note) for note in table.notes] == ["带“*”的只并列，不比高低：甲、乙，各地行政层级不同。"]


def test_figures_that_never_stand_together_are_in_no_row() -> None:
    own: list[Item] = []
    for name in ("丙", "丁"):
        own += [indicator(name, name, compare="不可比"), fact(f"wuhan.{name}", 3), fact(f"tianhe.{name}", 2)]
    assert shown(*own).tables == ()
    [table] = shown(*level("甲", "乙"), *own).tables
    assert [plain(row[0]) for row in table.rows] == ["甲*", "乙*"]


@pytest.mark.parametrize("kind", ["并列", "不可比", None])
@pytest.mark.parametrize("tell", [True, False])
def test_of_figures_that_meet_in_a_table_of_practices_it_is_said_below(kind: str | None, tell: bool) -> None:
    """The reason once in the list of what is not compared; what decides nothing is no note."""
    taken = [
        practice("wuhan.p", "入库{wuhan.pool}。", topic="x"),
        practice("tianhe.p", "认定{tianhe.firms}。", topic="x"),
        *(practice(f"{own}.q", topic="y") for own in ("wuhan", "tianhe")),
    ]
    view = shown(*NAMED, POOL, FIRMS, *taken, topic("x"), topic("y"), stated(POOL.id, FIRMS.id, kind=kind, tell=tell))
    [table] = view.common
    assert [plain(note) for note in table.notes] == ([APART_NOTE] if kind else [])
    assert len(view.reasons) == 1
