"""What a printed figure really says: the interval of values that would have been printed so.

Printed figures are rounded (16.4万 stands for 16.35万–16.45万) or qualified (400余 for 400 to 500). Derived figures
are computed on these intervals, so that they are printed to no more digits than their inputs carry.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal

from briefing.model.library import Fact
from briefing.model.quantity import SCALES, Qualifier

ZERO, INFINITE = Decimal(0), Decimal("Infinity")
# Ends are rounded outwards, so that no case is lost in the 28th digit either.
_DOWN, _UP = Context(prec=28, rounding=ROUND_FLOOR), Context(prec=28, rounding=ROUND_CEILING)
_COUNTED = ("count", "rank", "years")
_RATES = ("percent", "permille", "point")
_FINEST, _COARSEST = 4, -3


def _times(context: Context, a: Decimal, b: Decimal) -> Decimal:
    """The product; nothing of anything is nothing, however large."""
    return context.multiply(a, b) if a and b else ZERO


def _over(context: Context, a: Decimal, b: Decimal) -> Decimal:
    """The quotient; shared among ever more, anything comes down to nothing."""
    return context.divide(a, b) if b.is_finite() else ZERO


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included. Arithmetic is that of intervals: the result holds every case.

    The bounds are exact where each figure occurs once in a formula: write a·(1/r − 1), not (a − a·r)/r.
    """

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} > {self.high}")

    def __add__(self, other: Interval) -> Interval:
        return Interval(_DOWN.add(self.low, other.low), _UP.add(self.high, other.high))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(_DOWN.subtract(self.low, other.high), _UP.subtract(self.high, other.low))

    def __mul__(self, other: Interval) -> Interval:
        ends = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_times(_DOWN, *pair) for pair in ends), max(_times(_UP, *pair) for pair in ends))

    def __truediv__(self, other: Interval) -> Interval:
        if ZERO in other:
            raise ZeroDivisionError("the divisor may be zero")
        ends = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_over(_DOWN, *pair) for pair in ends), max(_over(_UP, *pair) for pair in ends))

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both; to touch with a rounded end is not enough (16.4 and 16.5 differ)."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        points = (self.low == self.high, other.low == other.high)
        return low < high or (low == high and any(points))

    def within(self, low: Decimal, high: Decimal) -> Interval:
        """What of it lies from `low` to `high`; ValueError if nothing does."""
        return Interval(max(self.low, low), min(self.high, high))

    @property
    def bounded(self) -> bool:
        """False when a figure such as 超过150 leaves one side open."""
        return self.low.is_finite() and self.high.is_finite()

    @property
    def middle(self) -> Decimal:
        """The midpoint; both sides must be bounded."""
        return (self.low + self.high) / 2


def exactly(value: Decimal | int) -> Interval:
    """A number that is no measurement, such as 100 or the days of a year."""
    return Interval(Decimal(value), Decimal(value))


ONE, HUNDRED = exactly(1), exactly(100)


def _span(a: Decimal, b: Decimal) -> Interval:
    return Interval(min(a, b), max(a, b))


def _last_digit(value: Decimal) -> Decimal:
    """The weight of the last digit printed: 16.40 → 0.01, 400 → 1."""
    return Decimal(1).scaleb(min(_exponent(value), 0))


def _last_meant(value: Decimal) -> Decimal:
    """The weight of the last digit that a qualified figure means: 400余 → 100, 860余 → 10, 约16.40 → 0.01, 约0 → 1."""
    exponent = _exponent(value)
    return Decimal(1).scaleb(exponent if exponent < 0 or not value else _exponent(value.normalize()))


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def _short_of(value: Decimal) -> Decimal:
    """By how much 近 may fall short: 近400 → 100, but 近1000 → 100, as nobody calls 500 nearly 1000."""
    weight = _last_meant(value)
    return weight / 10 if abs(value) == weight else weight


def of(fact: Fact) -> Interval:
    """The interval of `fact`, in its own unit: half a last digit either way, but exact for plain counts and for none.

    0元 and 0次 say that there is nothing; 0亿元 and 0% may be rounded. A range reaches from the lowest that its lower
    end may stand for to the highest of its upper end, for counts, too: so 300~310个 and 310~320个 meet, as both may
    be 310个, while 311~320个 lies apart.
    """
    value, unit = fact.quantity.value, fact.quantity.unit
    counted = unit.factor == 1 and unit.family in _COUNTED
    none = value.is_zero() and unit.family not in _RATES and unit.symbol[:1] not in SCALES
    plain = fact.qualifier in (None, Qualifier.REACH, Qualifier.UP_TO) and _exponent(value) >= 0
    single = fact.quantity.upper is None
    return exactly(value) if single and plain and (counted or none) else measured(fact)


def measured(fact: Fact) -> Interval:
    """The same for a figure that was computed, such as an average: rounded even where it is a whole number."""
    ends = [_meant(value, fact.qualifier) for value in fact.quantity.ends]
    return Interval(min(end.low for end in ends), max(end.high for end in ends))


def _meant(value: Decimal, qualifier: Qualifier | None) -> Interval:
    """All values that `value` may stand for with that qualifier."""
    match qualifier:
        case Qualifier.OVER | Qualifier.AT_LEAST:
            return Interval(value, INFINITE)
        case Qualifier.WITHIN | Qualifier.NOT_MORE:
            return _span(ZERO, value)
        case Qualifier.REST | Qualifier.MANY:
            return _span(value, value + _last_meant(value).copy_sign(value))
        case Qualifier.NEARLY:
            return _span(value - _short_of(value).copy_sign(value), value)
        case Qualifier.ABOUT:
            return Interval(value - _last_meant(value), value + _last_meant(value))
    half = _last_digit(value) / 2
    return Interval(value - half, value + half)


def base(fact: Fact) -> Interval:
    """The interval of `fact` in the base unit of its family."""
    return of(fact) * exactly(fact.quantity.unit.factor)


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` to `places` decimals, half to even (GB/T 8170); negative `places` round to tens, hundreds and so on."""
    result = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    return result if places >= 0 else Decimal(int(result))


def places(*intervals: Interval, most: int = _FINEST) -> int | None:
    """How many decimals (at most `most`, −3 meaning thousands) figures in these intervals may be printed to, all alike.

    The finest at which each rounded midpoint is right to ± one unit of its last digit, or is itself one of the values
    that are possible, none of them two units away: who divides the printed figures finds it. Exact figures take no
    more digits than they have. None if a side is open, nothing finer than thousands is known, or a figure would be
    less than twice its own uncertainty.
    """
    if not all(item.bounded for item in intervals):
        return None
    exact = all(item.low == item.high for item in intervals)
    finest = min(most, max(_decimals(item.low) for item in intervals)) if exact else most
    steps = range(finest, _COARSEST - 1, -1)
    return next((count for count in steps if all(_honest(item, count) for item in intervals)), None)


def _honest(interval: Interval, places: int) -> bool:
    """Whether the midpoint rounded to `places` is as exact as it looks, and worth saying."""
    shown, step = rounded(interval.middle, places), Decimal(1).scaleb(-places)
    near = shown - step <= interval.low and interval.high <= shown + step
    possible = shown in interval and interval.high - interval.low <= 2 * step
    return (near or possible) and (abs(shown) >= 2 * step or interval == exactly(shown))


def _decimals(value: Decimal) -> int:
    return max(0, -_exponent(value.normalize()))
