"""A quantity is a Decimal with a unit, or a range of them; only units of one family have a common scale."""

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

    @property
    def parts(self) -> tuple[str, str]:
        """The scale, "" for none, and what it multiplies: 万户 → 万, 户."""
        scale = self.symbol[:1] if len(self.symbol) > 1 and self.symbol[0] in SCALES else ""
        return scale, self.symbol.removeprefix(scale)


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` in `unit`; of a range (300~310个) the lower end, `upper` being the other, which is higher.

    Never a float: 73.81 % is Decimal("73.81") with the unit %.
    """

    value: Decimal
    unit: Unit
    upper: Decimal | None = None

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The lower and the upper end, the same where there is one value."""
        return self.value, self.value if self.upper is None else self.upper

    @property
    def base_ends(self) -> tuple[Decimal, Decimal]:
        """Both ends in the base unit of the family (4.74 亿元 is 474000000 元)."""
        low, high = self.ends
        return low * self.unit.factor, high * self.unit.factor

    @property
    def base(self) -> Decimal:
        """The value in the base unit; of a range the middle, by which it is sorted and drawn, never judged."""
        low, high = self.base_ends
        return low if self.upper is None else (low + high) / 2

    @property
    def written(self) -> str:
        """The number as data files write it, without its unit: 300, or 300~310."""
        return format(self.value, "f") + ("" if self.upper is None else f"~{self.upper:f}")
