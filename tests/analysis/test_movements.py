"""How far a figure has moved is computed by intervals, and only where both figures may be set against each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.analysis.movements import Movement, mover, year_earlier
from briefing.model.facts import Fact
from tests.builders import fact, indicator, observed


def _moved(before: Fact, now: Fact, *others: Fact) -> Movement:
    return mover(observed(now, *others, indicator("items", family=now.quantity.unit.family)), [before, now, *others])(
        before, now
    )


def _stock(value: str, month: int, unit: str = "亿元", **fields: str) -> Fact:
    return fact(f"wuhan.m{month}", value, unit, indicator="items", period=f"2026年{month}月末", basis="时点", **fields)


def _values(found: Movement) -> tuple[str, Decimal | None, Decimal | None]:
    return found.turn, found.difference and found.difference.value, found.growth and found.growth.value


@pytest.mark.parametrize(
    ("unit", "before", "now", "told"),
    [
        ("亿元", "400.0", "410.0", ("增", Decimal("10.0"), Decimal("2.5"))),
        ("亿元", "410.0", "400.0", ("减", Decimal("10.0"), Decimal("2.4"))),
        ("%", "96.1", "96.4", ("增", Decimal("0.3"), None)),
        ("位", "6", "4", ("升", Decimal("2"), None)),
        ("位", "4", "6", ("降", Decimal("2"), None)),
        ("个工作日", "12", "9", ("减", Decimal("3"), Decimal("25"))),
        ("户", "0", "5", ("增", Decimal("5"), None)),  # from nothing there is no percentage
    ],
)
def test_a_movement_has_its_way_its_difference_and_its_percentage(
    unit: str, before: str, now: str, told: tuple[str, Decimal, Decimal | None]
) -> None:
    assert _values(_moved(_stock(before, 2, unit), _stock(now, 3, unit))) == told


def test_units_of_one_family_are_set_against_each_other() -> None:
    assert _values(_moved(_stock("9000", 2, "户"), _stock("1.0", 3, "万户")))[0] == "增"


def test_figures_that_state_the_same_are_level_and_those_that_rounding_joins_are_left_open() -> None:
    assert _values(_moved(_stock("97.0", 2), _stock("97.0", 3))) == ("平", None, None)
    assert _values(_moved(_stock("97", 2), _stock("97.4", 3))) == ("", None, None)
    assert _values(_moved(_stock("97", 2), _stock("97.6", 3)))[0] == "增"


def test_nothing_is_computed_across_a_break_nor_on_this_side_of_it_left_out() -> None:
    broken = replace(_stock("30", 3), break_reason="口径调整")
    across = _moved(_stock("20", 2), broken)
    assert (_values(across), across.apart, across.reason) == (("", None, None), "break", "口径调整")
    assert _moved(_stock("20", 2), _stock("31", 4), broken).apart == "break"
    assert _moved(broken, _stock("31", 4)).turn == "增"


def test_stretches_of_other_lengths_and_undated_figures_are_not_set_against_each_other() -> None:
    def over(period: str, value: str) -> Fact:
        return fact(f"wuhan.v{value}", value, "户", indicator="items", period=period, basis="期间")

    assert _moved(over("2026年1—2月", "50"), over("2026年一季度", "90")).apart == "span"
    assert _moved(over("2026年2月", "50"), over("2026年3月", "90")).turn == "增"
    assert _moved(over("未注明", "50"), over("2026年3月", "90")).apart == "undated"


def test_the_latest_figure_stands_beside_that_of_the_same_stretch_a_year_before() -> None:
    facts = [
        _stock("400", 2),
        _stock("410", 3),
        replace(_stock("380", 3), id="wuhan.y", period=_stock("1", 3).period.year_earlier()),
    ]  # type: ignore[arg-type]
    (found,) = year_earlier(observed(*facts, indicator("items", family="cny")), facts)
    assert (found.now.id, found.before.id, found.turn) == ("wuhan.m3", "wuhan.y", "增")
    assert year_earlier(observed(*facts[:2], indicator("items", family="cny")), facts[:2]) == []
