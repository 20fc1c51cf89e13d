"""A figure against its target: what is done, what is lacking, and whether it keeps pace with the year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from briefing.analysis.relations import relate_all
from briefing.analysis.targets import SLOWER_THAN, TargetProgress, progress, slowest
from briefing.model.facts import Fact, Target
from briefing.model.period import Period
from briefing.model.quantity import Quantity
from tests.builders import fact, indicator, library, observed, relation, unit

YEAR = "2021"


def _aimed(value: str, target: str, *, period: str = "2021年1—6月", basis: str = "累计", due: str = YEAR) -> Fact:
    low, _, high = target.partition("~")
    aim = Quantity(Decimal(low), unit("亿元"), Decimal(high) if high else None)
    made = fact("wuhan.invested", value, "亿元", period=period, basis=basis)
    return replace(made, target=Target(aim, Period.parse(due)))


def _progress(aimed: Fact, better: str | None = "高") -> TargetProgress:
    (found,) = progress(observed(aimed, indicator("invested", family="cny", better=better)))
    return found


def _figures(found: TargetProgress) -> dict[str, str]:
    return {item.role: f"{item.value}{item.unit.symbol}" for item in found.figures}


def test_completion_and_shortfall_follow_from_the_target() -> None:
    found = _progress(_aimed("400", "1000"))
    assert _figures(found) == {"completion": "40.0%", "shortfall": "600亿元", "lag": "9.6个百分点"}
    assert found.figures[0].inputs == ("wuhan.invested",)


@pytest.mark.parametrize(
    ("value", "target", "roles"),
    [
        ("1001", "1000", {"completion", "lead", "excess"}),
        ("1000", "1000", {"completion", "lead"}),  # rounded: it may be either
        ("999", "1000", {"completion", "lead", "shortfall"}),
        ("950", "900~1000", {"completion", "lead"}),
    ],
)
def test_what_rounding_leaves_open_is_neither_above_nor_short(value: str, target: str, roles: set[str]) -> None:
    assert set(_figures(_progress(_aimed(value, target)))) == roles


def test_where_less_is_better_nothing_is_completed() -> None:
    found = _progress(_aimed("3", "5"), better="低")
    assert (found.completion, set(_figures(found))) == (None, {"excess"})
    assert set(_figures(_progress(_aimed("7", "5"), better="低"))) == {"shortfall"}


@pytest.mark.parametrize(("value", "pace"), [("400", "lag"), ("1001", "lead")])
def test_what_does_not_say_what_is_better_is_not_judged(value: str, pace: str) -> None:
    found = _progress(_aimed(value, "1000"), better=None)
    assert (set(_figures(found)), found.met, found.on_schedule) == ({"completion", pace}, None, None)
    assert found.keeps_pace is (value == "1001")


@pytest.mark.parametrize(
    ("value", "figures"),
    [("97.9", {"shortfall": "0.1个百分点"}), ("98.1", {"excess": "0.1个百分点"})],
)
def test_a_percentage_meets_its_target_or_not_and_has_no_rate_of_completion(
    value: str, figures: dict[str, str]
) -> None:
    made = fact("wuhan.rate", value, "%", period="2021年1月")
    aimed = replace(made, target=Target(Quantity(Decimal(98), unit("%")), Period.parse(YEAR)))
    (found,) = progress(observed(aimed, indicator("rate", family="percent", better="高")))
    assert (found.completion, _figures(found)) == (None, figures)


@pytest.mark.parametrize(("value", "on"), [("500", True), ("490", False), ("496", None)])
def test_the_pace_is_told_where_it_is_certain(value: str, on: bool | None) -> None:
    """181 of 365 days are gone at the end of June, 49.6 %; 496 stands for 495.5 to 496.5."""
    found = _progress(_aimed(value, "1000"))
    assert found.elapsed == Fraction(181, 365)
    assert found.on_schedule is on


@pytest.mark.parametrize(
    ("period", "basis", "due"),
    [
        ("2021年6月末", "时点", YEAR),  # what stands then adds up over nothing
        ("2021年二季度", "期间", YEAR),  # not from the year's start
        ("未注明", "未注明", YEAR),
        ("2021年1—6月", "累计", "未注明"),
        ("2020", "期间", YEAR),
    ],
)
def test_without_a_common_start_there_is_no_pace(period: str, basis: str, due: str) -> None:
    found = _progress(_aimed("500", "1000", period=period, basis=basis, due=due))
    assert (found.elapsed, found.on_schedule) == (None, None)


@pytest.mark.parametrize(("symbol", "family", "elapsed"), [("亿元", "cny", Fraction(181, 365)), ("%", "percent", None)])
def test_only_what_adds_up_over_the_year_has_a_pace(symbol: str, family: str, elapsed: Fraction | None) -> None:
    """A rate of 70 % in June is not behind a target of 90 % because half of the year is gone, nor on schedule."""
    made = fact("wuhan.rate", "70", symbol, period="2021年1—6月", basis="累计")
    aimed = replace(made, target=Target(Quantity(Decimal(90), unit(symbol)), Period.parse(YEAR)))
    (found,) = progress(observed(aimed, indicator("rate", family=family, better="高")))
    assert found.elapsed == elapsed
    assert _figures(found)["shortfall"] == ("20个百分点" if symbol == "%" else "20亿元")


@pytest.mark.parametrize(
    ("value", "lag"), [("480", "1.6个百分点"), ("490", "0.6个百分点"), ("496", None), ("500", None)]
)
def test_how_far_it_is_behind_is_told_where_that_is_certain(value: str, lag: str | None) -> None:
    assert _figures(_progress(_aimed(value, "1000"))).get("lag") == lag


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("32174", {"completion": "109.0%", "lead": "34个百分点"}),  # 34.2 is nearer, and 109.0 − 74.9 is 34.1
        ("33343", {"completion": "113.0%", "lead": "38.1个百分点"}),
    ],
)
def test_what_a_reader_subtracts_from_the_printed_percentages_is_not_contradicted(
    value: str, told: dict[str, str]
) -> None:
    found = _figures(_progress(_aimed(value, "29507", period="2024年1—9月", due="2024")))
    assert {role: found[role] for role in told} == told


@pytest.mark.parametrize(("due", "met"), [("2021", False), ("2022", None)])
def test_what_is_to_be_reached_in_a_time_to_come_is_not_missed(due: str, met: bool | None) -> None:
    aimed = _aimed("60", "80", period="2021年", basis="期间", due=due)
    assert _progress(aimed).met is met
    assert _progress(_aimed("90", "80", period="2021年", basis="期间", due=due)).met is True


def test_at_the_end_of_the_time_there_is_no_pace_to_be_behind() -> None:
    found = _progress(_aimed("500", "1000", period="2021年1—12月"))
    assert (found.on_schedule, "lag" in _figures(found)) == (False, False)


def test_after_the_time_all_of_it_is_gone() -> None:
    assert _progress(_aimed("500", "1000", period="2021年1月至2022年3月")).elapsed == 1


def test_a_stated_percentage_of_the_plan_is_a_target_without_amount() -> None:
    """1389.8亿元，占年计划额的144.6%: the plan is computed, the completion is the source's."""
    actual = fact("wuhan.invested", "1389.8", "亿元", period=YEAR, basis="期间")
    rate = fact("wuhan.rate", "144.6", "%", period=YEAR, basis="期间")
    held = library(actual, rate, relation("wuhan.plan", "completion", actual="wuhan.invested", rate="wuhan.rate"))
    related = relate_all(held.records.values(), {item.id: item for item in held.facts()}, held.theme_of)
    (found,) = progress(observed(actual, rate, indicator("invested", family="cny", better="高")), related)
    assert (found.rate, found.on_schedule, found.elapsed) == (rate, True, 1)
    assert [item.role for item in found.figures] == ["excess"]


def test_no_target_is_invented() -> None:
    assert progress(observed(fact("wuhan.items", 3, "项"))) == []


def _counted(value: str, target: str, better: str) -> TargetProgress:
    aim = Target(Quantity(Decimal(target), unit("件")), Period.parse(YEAR))
    made = replace(fact("wuhan.cases", value, "件", period=YEAR), target=aim)
    (found,) = progress(observed(made, indicator("cases", better=better)))
    return found


@pytest.mark.parametrize(
    ("value", "better", "met", "gap"),
    [
        ("1", "低", True, {"excess": "1件"}),
        ("2", "低", True, {}),
        ("3", "低", False, {"shortfall": "1件"}),
        ("1", "高", False, {"shortfall": "1件"}),
        ("2", "高", True, {}),
        ("3", "高", True, {"excess": "1件"}),
    ],
)
def test_a_target_that_is_reached_exactly_is_met_and_nothing_lies_between(
    value: str, better: str, met: bool, gap: dict[str, str]
) -> None:
    found = _counted(value, "2", better)
    figures = _figures(found)
    figures.pop("completion", None)
    assert (found.met, figures) == (met, gap)


def test_no_case_against_a_target_of_none_is_met() -> None:
    assert _counted("0", "0", "低").met is True
    assert _counted("1", "0", "低").met is False


def test_a_stated_rate_of_completion_goes_before_the_computed_one() -> None:
    aimed = _aimed("400", "1000")
    items = (
        aimed,
        indicator("invested", family="cny", better="高"),
        fact("wuhan.rate", "41", "%", period=YEAR),
        relation("wuhan.r", "completion", actual=aimed.id, rate="wuhan.rate"),
    )
    held = library(*items)
    related = relate_all(list(held.records.values()), {item.id: item for item in held.facts()}, held.theme_of)
    found = progress(observed(*items), related)[0]
    assert found.rate and (found.rate.id, _figures(found)) == ("wuhan.rate", {"shortfall": "600亿元"})
    assert found.completion and float(found.completion.low) == 40.5


@pytest.mark.parametrize(
    ("others", "of"),
    [
        (["500"] * SLOWER_THAN, SLOWER_THAN + 1),
        (["500"] * (SLOWER_THAN - 1), 0),
        (["500", "400"], 0),
        (["500", "401"], 0),  # both may be 400.5
        (["500", "402"], 3),
    ],
)
def test_the_slowest_has_certainly_done_least(others: list[str], of: int) -> None:
    aimed = _aimed("400", "1000")
    held = [aimed] + [replace(aimed, id=f"c{at}.invested", city=f"c{at}") for at in range(len(others))]
    for at, value in enumerate(others, 1):
        held[at] = replace(held[at], quantity=replace(aimed.quantity, value=Decimal(value)), printed=f"{value}亿元")
    found = progress(observed(*held, indicator("invested", family="cny", better="高")))
    own = next(item for item in found if item.fact.city == "wuhan")
    assert slowest(own, found) == of
