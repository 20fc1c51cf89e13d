"""A quantity is a Decimal with a unit, or a range of them; only units of one family have a common scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

SCALES: dict[str, Decimal] = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
"""Multipliers that may stand before a unit (GB/T 15835: only 万 and 亿 are used as units)."""

RANK, RANK_CHANGE = "rank", "rank_change"
"""The families of places in a ranking (第4位, the lower the better) and of their movements (前移8个位次)."""
IN_POINTS = ("percent", "permille", "score", RANK)
"""Families of which the difference alone is told, in points or places: a percentage of it says nothing."""
RATIOS = ("percent", "permille", "point", "times", "rank_change")
"""Families in which a multiple says nothing; their gap is one of points or places."""
LEVELS = (*RATIOS, *IN_POINTS, "time", "workday", "years")
"""Families of which nothing adds up as the year goes on: half of it gone, a rate is not to stand at half its target."""


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

    def converted(self, unit: Unit) -> Quantity | None:
        """Return the same in a unit of another scale: 4980000万元 is 498亿元; None where only reckoning leads to it.

        The digits that are stated stay, but for zeros of a whole number that would stand behind the point.
        """
        if (self.unit.family, self.unit.parts[1]) != (unit.family, unit.parts[1]):
            return None
        steps = (self.unit.factor / unit.factor).adjusted()
        return Quantity(_moved(self.value, steps), unit, None if self.upper is None else _moved(self.upper, steps))


def _moved(value: Decimal, steps: int) -> Decimal:
    """Return the value with its point moved to the right by so many steps, to the left where they are negative."""
    moved = value.scaleb(steps)
    whole = value == value.to_integral_value() and -int(value.as_tuple().exponent) <= 0
    return moved.normalize() if whole and steps < 0 else moved


READABLE = Decimal(1), Decimal(10_000)
"""From which value on, and below which, a figure reads well in its unit."""


def common_unit(quantities: Iterable[Quantity]) -> Unit | None:
    """Return the one of their units in which most of them read well, of several the one that most are stated in.

    None where they have none in common, or there are none.
    """
    held = list(quantities)
    counts: dict[Unit, int] = {}
    for item in held:
        counts[item.unit] = counts.get(item.unit, 0) + 1
    if len({(unit.family, unit.parts[1]) for unit in counts}) != 1:
        return None

    def read_well(unit: Unit) -> int:
        sizes = (abs(item.base / unit.factor) for item in held)
        return sum(not size or READABLE[0] <= size < READABLE[1] for size in sizes)

    return max(counts, key=lambda unit: (read_well(unit), counts[unit]))
