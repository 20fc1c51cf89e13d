"""Cross-checks: figures that depend on one another agree, or both are named."""

from __future__ import annotations

import pytest

from briefing.analysis.analyse import analyse
from briefing.analysis.cross_checks import CrossCheck, contradictions, problems
from briefing.data.selection import select
from briefing.errors import Severity
from briefing.model.facts import Fact
from tests.builders import analysis, fact, library, relation


def checks(*facts: Fact, kind: str = "", **members: str | tuple[str, ...]) -> tuple[CrossCheck, ...]:
    """The checks of those facts, in one relation if there is a kind."""
    made = [relation("x.r", kind, name="关系", **members)] if kind else []
    return analysis(*facts, *made).checks


def daily(total: Fact, average: str | int) -> tuple[CrossCheck, ...]:
    return checks(total, fact("x.daily", average, "户"), kind="daily", total="x.new", daily="x.daily")


def new(value: str = "16.4", symbol: str = "万户", period: str = "2021", basis: str = "期间") -> Fact:
    return fact("x.new", value, symbol, period=period, basis=basis)


@pytest.mark.parametrize(
    ("total", "average", "holds"),
    [
        (new(), 448, True),
        (new(), 450, True),
        (new(), 447, False),
        (new(), 656, False),
        (new("1000", "户"), 3, True),
        (new("1000", "户"), "2.74", True),
        (new("1000", "户"), 2, False),
        (new("366", "户", "2020"), 1, True),
        (new("9000", "户", "2021-06"), 300, True),
        (new("18100", "户", "2021-01/2021-06"), 100, True),
    ],
)
def test_a_daily_average_fits_the_total(total: Fact, average: str | int, holds: bool) -> None:
    """16.4万户 ÷ 365 against 日均448户, as both are rounded; leap years, months and half-years by their days."""
    (check,) = daily(total, average)
    assert check.holds is holds
    assert (check.stated.id, check.inputs) == ("x.daily", ("x.new",))


@pytest.mark.parametrize("total", [new(period="目前"), new(period="未注明"), new(basis="累计"), new(basis="时点")])
def test_what_has_no_days_is_not_divided_by_days(total: Fact) -> None:
    """An undated total, or one that added up since nobody says when."""
    assert daily(total, 1) == ()


@pytest.mark.parametrize(("whole", "holds"), [(92, True), (93, False), ("0.01", False)])
def test_parts_add_up_to_the_whole(whole: str | int, holds: bool) -> None:
    """To the very unit, as counts are exact; 0.01万 are 100 ± 50, which 92 may be."""
    symbol = "万家" if whole == "0.01" else "家"
    facts = fact("x.a", 60, "家"), fact("x.b", 32, "家"), fact("x.c", whole, symbol)
    (check,) = checks(*facts, kind="sum", parts=("x.a", "x.b"), whole="x.c")
    assert check.holds is (holds or symbol == "万家")
    assert check.inputs == ("x.a", "x.b")


@pytest.mark.parametrize(
    ("part", "symbol", "holds"),
    [
        ("44.7", "万户", True),
        ("48.65", "万户", True),
        ("49", "万户", True),
        ("50", "万户", False),
        (486_400, "户", True),
        (487_000, "户", False),
    ],
)
def test_a_whole_is_no_less_than_its_part(part: str | int, symbol: str, holds: bool) -> None:
    """In base units, and as both are rounded: 49万户 may be 48.5万."""
    facts = fact("x.whole", "48.6", "万户"), fact("x.part", part, symbol)
    (check,) = checks(*facts, kind="part_of", part="x.part", whole="x.whole")
    assert check.holds is holds


def test_each_tier_is_no_less_than_the_next() -> None:
    """Every step is checked, not the first alone; nothing is summed."""
    levels = [fact(f"x.{name}", value, "家") for name, value in (("a", 221), ("b", 32), ("c", 60))]
    first, second = checks(*levels, kind="tiers", levels=("x.a", "x.b", "x.c"))
    assert (first.stated.id, first.inputs, first.holds) == ("x.a", ("x.b",), True)
    assert (second.stated.id, second.inputs, second.holds) == ("x.b", ("x.c",), False)


@pytest.mark.parametrize(
    ("plan", "symbol", "holds"), [("961", "亿元", True), ("9610000", "万元", True), ("900", "亿元", False)]
)
def test_a_stated_figure_is_checked_against_what_implies_it(plan: str, symbol: str, holds: bool) -> None:
    """Amount against rate: 1389.8亿元 at 144.6 % of a plan that the source states, too."""
    facts = fact("x.actual", "1389.8", "亿元"), fact("x.rate", "144.6", "%"), fact("x.plan", plan, symbol)
    (check,) = checks(*facts, kind="completion", actual="x.actual", rate="x.rate", plan="x.plan")
    assert check.holds is holds
    assert (check.stated.id, check.inputs) == ("x.plan", ("x.actual", "x.rate"))


@pytest.mark.parametrize(("again", "holds"), [("16.4", True), ("16.40", True), ("16.5", False)])
def test_a_figure_stated_twice_is_the_same(again: str, holds: bool) -> None:
    """Two sources on one thing and one year; another year or no year is no second statement."""
    first, second = new(), fact("x.again", again, "万户", indicator="new", period="2021", basis="期间")
    (check,) = checks(first, second)
    assert (check.rule, check.holds) == ("repeated", holds)
    assert checks(first, fact("x.b", "15", "万户", indicator="new", period="2020", basis="期间")) == ()
    assert checks(fact("x.a", 1), fact("x.b", 2, indicator="a")) == ()


def test_a_contradiction_is_a_warning_that_names_both_facts() -> None:
    """The source may contradict itself, so that the work goes on; what holds is no problem."""
    total, average = new(), fact("x.daily", 600, "户")
    failed = checks(total, average, kind="daily", total="x.new", daily="x.daily")
    (problem,) = problems([*failed, *daily(total, 448)], {"x.new": total, "x.daily": average})
    assert problem.severity is Severity.WARNING
    assert problem.message == "关系：“x.daily”（600户）与由“x.new”（16.4万户）推算的结果不符。"
    assert problem.location is average.location
    made = library(total, average, relation("x.r", "daily", name="关系", total="x.new", daily="x.daily"))
    assert contradictions(made) == [problem]
    assert analyse(select(made)).contradictions == [problem]
