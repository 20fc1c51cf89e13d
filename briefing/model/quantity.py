"""A quantity is a Decimal with a unit; units belong to families, and only a family has a common scale."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

SCALES: dict[str, Decimal] = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
"""Multipliers that may stand before a unit (GB/T 15835: only 万 and 亿 are used as units)."""

RANK, RANK_CHANGE = "rank", "rank_change"
"""The families of places in a ranking (第4位, the lower the better) and of their movements (前移8个位次)."""


class Qualifier(StrEnum):
    """What the source says about the exactness of a figure, in its own word."""

    ABOUT = "约"
    NEARLY = "近"
    OVER = "超"
    REACH = "达"
    UP_TO = "高达"
    REST = "余"
    MANY = "多"
    WITHIN = "以内"
    AT_LEAST = "以上"
    NOT_MORE = "不超过"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit such as 万户: `symbol` as written, its `family`, and `factor`, the multiple of the family's base."""

    symbol: str
    family: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` in `unit`. Never a float: 73.81 % is Decimal("73.81") with the unit %."""

    value: Decimal
    unit: Unit

    @property
    def base(self) -> Decimal:
        """The value in the base unit of the family (4.74 亿元 is 474000000 元)."""
        return self.value * self.unit.factor
