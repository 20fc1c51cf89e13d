"""What a printed figure really says: the interval of values that would have been printed so.

Printed figures are rounded (16.4万 stands for 16.35万–16.45万) or qualified (400余 for at least 400). Derived figures
are computed on these intervals, so that they are printed to no more digits than their inputs carry.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefing.model.library import Fact
from briefing.model.quantity import Qualifier

INFINITE = Decimal("Infinity")
_EXACT_FAMILIES = ("count", "rank", "years")
_OPEN_UP = (Qualifier.OVER, Qualifier.AT_LEAST)
_BOUNDED_UP = (Qualifier.REST, Qualifier.MANY)
_OPEN_DOWN = (Qualifier.WITHIN, Qualifier.NOT_MORE)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included. Arithmetic is that of intervals: the result holds every case."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} > {self.high}")

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    @property
    def bounded(self) -> bool:
        """False when a figure such as 超过150 leaves one side open."""
        return self.low.is_finite() and self.high.is_finite()


def exactly(value: Decimal | int) -> Interval:
    """A number that is no measurement, such as 100 or the days of a year."""
    return Interval(Decimal(value), Decimal(value))


def _last_digit(value: Decimal) -> Decimal:
    """The weight of the last digit printed: 16.4 → 0.1, 400 → 1."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _last_significant(value: Decimal) -> Decimal:
    """The weight of the last digit that is not zero: 400 → 100, 860 → 10, 1014.93 → 0.01, 0 → 1."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)


def of(fact: Fact) -> Interval:
    """The interval of `fact`, in its own unit: exact for plain counts, half a last digit either way for the rest."""
    value, unit = fact.quantity.value, fact.quantity.unit
    if fact.qualifier in _OPEN_UP:
        return Interval(value, INFINITE)
    if fact.qualifier in _BOUNDED_UP:
        return Interval(value, value + _last_significant(value))
    if fact.qualifier in _OPEN_DOWN:
        return Interval(Decimal(0), value)
    if fact.qualifier is Qualifier.NEARLY:
        return Interval(value - _last_significant(value), value)
    whole = value == value.to_integral_value()
    if fact.qualifier is not Qualifier.ABOUT and (
        value == 0 or (whole and unit.factor == 1 and unit.family in _EXACT_FAMILIES)
    ):
        return exactly(value)
    spread = _last_digit(value) / (1 if fact.qualifier is Qualifier.ABOUT else 2)
    return Interval(value - spread, value + spread)


def base(fact: Fact) -> Interval:
    """The interval of `fact` in the base unit of its family."""
    own, factor = of(fact), exactly(fact.quantity.unit.factor)
    return own * factor


def places(interval: Interval, most: int = 4) -> int | None:
    """How many decimals (at most `most`, −3 meaning thousands) a figure in `interval` may be printed to.

    The finest step that is no smaller than the interval is wide: the rounded midpoint is then right to ± one unit
    of its last digit, which is what 约 before a figure says. None if one side is open or nothing finer than
    thousands is known.
    """
    if not interval.bounded:
        return None
    width = interval.high - interval.low
    return next((count for count in range(most, -4, -1) if Decimal(1).scaleb(-count) >= width), None)


def middle(interval: Interval) -> Decimal:
    """The midpoint of a bounded interval."""
    return (interval.low + interval.high) / 2
