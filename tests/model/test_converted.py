"""A figure in another scale of its unit is the same figure, with the digits that were stated."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.model.quantity import Quantity, common_unit
from tests.builders import unit


def amount(value: str, symbol: str, upper: str | None = None) -> Quantity:
    return Quantity(Decimal(value), unit(symbol), Decimal(upper) if upper else None)


@pytest.mark.parametrize(
    ("value", "symbol", "other", "written"),
    [
        ("4980000", "万元", "亿元", "498"),
        ("4985000", "万元", "亿元", "498.5"),
        ("50000", "万元", "亿元", "5"),
        ("123.10", "万元", "亿元", "0.012310"),
        ("1.50", "亿元", "万元", "15000"),
        ("0", "元", "亿元", "0"),
        ("-25000", "万元", "亿元", "-2.5"),
        ("7", "万元", "万元", "7"),
    ],
)
def test_the_point_moves_and_the_digits_stay(value: str, symbol: str, other: str, written: str) -> None:
    found = amount(value, symbol).converted(unit(other))
    assert found
    assert (found.written, found.base) == (written, amount(value, symbol).base)


def test_both_ends_of_a_range_move() -> None:
    found = amount("3000", "万元", "5000").converted(unit("亿元"))
    assert found
    assert found.written == "0.3~0.5"


def test_hours_are_not_told_in_days_nor_yuan_in_dollars() -> None:
    assert amount("48", "小时").converted(unit("天")) is None
    assert amount("48", "元").converted(unit("美元")) is None


@pytest.mark.parametrize(
    ("stated", "symbol"),
    [
        ([("4980000", "万元"), ("12", "亿元")], "亿元"),
        ([("9999", "万元"), ("0.5", "亿元")], "万元"),
        ([("10000", "万元"), ("1", "亿元")], "亿元"),
        ([("3", "万户"), ("4", "万户"), ("5000", "户")], "万户"),
        ([("0", "元"), ("7", "元")], "元"),
    ],
)
def test_the_common_unit_is_the_one_in_which_most_figures_read_well(stated: list[tuple[str, str]], symbol: str) -> None:
    found = common_unit(amount(*item) for item in stated)
    assert found
    assert found.symbol == symbol


def test_units_of_other_things_have_none_in_common() -> None:
    assert common_unit([amount("1", "小时"), amount("1", "天")]) is None
    assert common_unit([]) is None
