"""What an office states of comparability names what there is, and its words carry no figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.data.rules import check
from briefing.errors import Problem
from briefing.model.catalogue import Statement
from tests.data_rules.small_libraries import PLACE, by_id, catalogue, fact, library, practice


def found(*statements: Statement) -> list[Problem]:
    """What is wrong in a library of one fact and one practice of 武汉, beside which no other city was read."""
    return check(
        library(
            fact("items"),
            practice("向{wuhan.items}事项。", facts=("wuhan.items",)),
            shared=catalogue(statements=by_id(*(replace(item, location=PLACE) for item in statements))),
        )
    )


def stated(*between: str, kind: str | None = "不可比", reason: str = "口径不同") -> Statement:
    return Statement(between=between, kind=kind, reason=reason)


def test_facts_practices_and_indicators_may_be_named_and_what_was_not_read() -> None:
    own = practice("向企业放款。").id
    assert found(stated("wuhan.items", "sanmenxia.items"), stated(own, "cny", kind=None)) == []
    assert found(stated("wuhan.items", "luoyang.items")) == [], "a city that was taken out of the workspace"
    assert found(stated("wuhan.items", "wuhai.pool")) == [], "one of almost the same name"


@pytest.mark.parametrize("name", ["wuhan.itmes", "wuhan.pool", "贷款额", "wuhna.items"])
def test_what_there_is_not_is_told(name: str) -> None:
    """A fact misspelt, one that is not there, an indicator; a city misspelt."""
    [problem] = found(stated("wuhan.items", name))
    assert f"“{name}”不存在" in problem.message
    assert (problem.location.line, problem.location.key) == (PLACE.line, "between")
    assert problem.hint


@pytest.mark.parametrize(("kind", "problems"), [("并列", 1), ("不可比", 1), (None, 0)])
def test_one_alone_is_only_told_of(kind: str | None, problems: int) -> None:
    assert [item.location.key for item in found(stated("wuhan.items", kind=kind))] == ["kind"] * problems


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("前者是104项", "104"),
        ("前者有一百零四项", "一百零四项"),
        ("“210”标准是两个榜单", ""),
        ("三者标准不同，后两者有交叉", ""),
    ],
)
def test_a_figure_in_the_reason_is_told_and_a_name_is_not(reason: str, said: str) -> None:
    """The figures are facts, which are printed before it."""
    assert [f"“{said}”" in item.message for item in found(stated("wuhan.items", "cny", reason=reason))] == [
        True
    ] * bool(said)
