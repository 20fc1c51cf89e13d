"""What a printed figure really says: the interval of values that would have been printed so.

Printed figures are rounded (16.4万 stands for 16.35万–16.45万) or qualified (400余 for 400 to 500). Derived figures
are computed on these intervals, so that they are printed to no more digits than their inputs carry.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from operator import add, mul, sub, truediv

from briefing.model.facts import Fact
from briefing.model.quantity import SCALES, Qualifier, Quantity

ZERO, INFINITE = Decimal(0), Decimal("Infinity")
# Ends are rounded outwards, so that no case is lost in the 28th digit either.
_DOWN, _UP = Context(prec=28, rounding=ROUND_FLOOR), Context(prec=28, rounding=ROUND_CEILING)
_COUNTED = ("count", "rank", "rank_change", "years")  # what is counted one by one is not rounded where it is whole
_RATES = ("percent", "permille", "point")  # 0% may be 0.04%, while 0元 is nothing
_FINEST, _COARSEST = 4, -3  # decimals; what is known to ten thousands alone would be printed in 万
_ROUNDED_OUTWARDS = Decimal("1e-12")  # what the arithmetic may add to an exact figure, however large


def _times(context: Context, a: Decimal, b: Decimal) -> Decimal:
    """Return the product; nothing of anything is nothing, however large."""
    return context.multiply(a, b) if a and b else ZERO


def _over(context: Context, a: Decimal, b: Decimal) -> Decimal:
    """Return the quotient; shared among ever more, anything comes down to nothing."""
    return context.divide(a, b) if b.is_finite() else ZERO


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included. Arithmetic is that of intervals: the result holds every case.

    The bounds are exact where each figure occurs once in a formula: write a·(1/r − 1), not (a − a·r)/r.
    `stated` is what a pocket calculator makes of the figures as they are printed, None where one of them is qualified
    (400余 states no number to reckon with); two intervals are equal whatever it is.
    """

    low: Decimal
    high: Decimal
    stated: Fraction | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} > {self.high}")

    def __add__(self, other: Interval) -> Interval:
        low, high = _DOWN.add(self.low, other.low), _UP.add(self.high, other.high)
        return Interval(low, high, _reckoned(add, self, other))

    def __sub__(self, other: Interval) -> Interval:
        low, high = _DOWN.subtract(self.low, other.high), _UP.subtract(self.high, other.low)
        return Interval(low, high, _reckoned(sub, self, other))

    def __mul__(self, other: Interval) -> Interval:
        ends = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        low, high = min(_times(_DOWN, *pair) for pair in ends), max(_times(_UP, *pair) for pair in ends)
        return Interval(low, high, _reckoned(mul, self, other))

    def __truediv__(self, other: Interval) -> Interval:
        if ZERO in other:
            raise ZeroDivisionError("the divisor may be zero")
        ends = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        low, high = min(_over(_DOWN, *pair) for pair in ends), max(_over(_UP, *pair) for pair in ends)
        return Interval(low, high, _reckoned(truediv, self, other))

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def meets(self, other: Interval) -> bool:
        """Return whether some value lies in both; to touch with a rounded end is not enough (16.4 and 16.5 differ)."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        points = (self.low == self.high, other.low == other.high)
        return low < high or (low == high and any(points))

    def within(self, low: Decimal, high: Decimal) -> Interval:
        """Return what of it lies from `low` to `high`; ValueError if nothing does."""
        within = None if self.stated is None else min(max(self.stated, Fraction(low)), Fraction(high))
        return Interval(max(self.low, low), min(self.high, high), within)

    @property
    def bounded(self) -> bool:
        """False when a figure such as 超过150 leaves one side open."""
        return self.low.is_finite() and self.high.is_finite()

    @property
    def best(self) -> Decimal:
        """Return the value to print: the one that the figures state, else the midpoint; both sides must be bounded."""
        if self.stated is None:
            return (self.low + self.high) / 2
        return Decimal(self.stated.numerator) / Decimal(self.stated.denominator)


def _reckoned(operation: Callable[[Fraction, Fraction], Fraction], a: Interval, b: Interval) -> Fraction | None:
    """Return what the operation makes of what is stated, None where one of the two states nothing."""
    return None if a.stated is None or b.stated is None else operation(a.stated, b.stated)


def exactly(value: Decimal | int) -> Interval:
    """Return a number that is no measurement, such as 100 or the days of a year."""
    return Interval(Decimal(value), Decimal(value), Fraction(value))


ONE, HUNDRED = exactly(1), exactly(100)


def _span(a: Decimal, b: Decimal) -> Interval:
    return Interval(min(a, b), max(a, b))


def _last_meant(value: Decimal) -> Decimal:
    """The weight of the last digit that a qualified figure means: 400余 → 100, 860余 → 10, 约16.40 → 0.01, 约0 → 1."""
    exponent = _exponent(value)
    return Decimal(1).scaleb(exponent if exponent < 0 or not value else _exponent(value.normalize()))


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def of(fact: Fact) -> Interval:
    """The interval of `fact`, in its own unit: half a last digit either way, but exact for plain counts and for none.

    0元 and 0次 say that there is nothing; 0亿元 and 0% may be rounded. A range reaches from the lowest that its lower
    end may stand for to the highest of its upper end, for counts, too: so 300~310个 and 310~320个 meet, as both may
    be 310个, while 311~320个 lies apart.
    """
    return _of(fact.quantity, fact.qualifier)


def _of(quantity: Quantity, qualifier: Qualifier | None) -> Interval:
    value, unit = quantity.value, quantity.unit
    counted = unit.factor == 1 and unit.family in _COUNTED
    none = value.is_zero() and unit.family not in _RATES and unit.symbol[:1] not in SCALES
    plain = qualifier in (None, Qualifier.REACH, Qualifier.UP_TO) and _exponent(value) >= 0
    single = quantity.upper is None
    return exactly(value) if single and plain and (counted or none) else _measured(quantity, qualifier)


def measured(fact: Fact) -> Interval:
    """Return the same for a figure that was computed, such as an average: rounded even where it is a whole number."""
    return _measured(fact.quantity, fact.qualifier)


def _measured(quantity: Quantity, qualifier: Qualifier | None) -> Interval:
    low, high = (_meant(value, qualifier) for value in quantity.ends)
    return low if quantity.upper is None else Interval(min(low.low, high.low), max(low.high, high.high))


def _meant(value: Decimal, qualifier: Qualifier | None) -> Interval:
    """Return all values that `value` may stand for with that qualifier."""
    match qualifier:
        case Qualifier.OVER | Qualifier.AT_LEAST:
            return Interval(value, INFINITE)
        case Qualifier.WITHIN | Qualifier.NOT_MORE:
            return _span(ZERO, value)
        case Qualifier.REST | Qualifier.MANY:
            return _span(value, value + _last_meant(value).copy_sign(value))
        case Qualifier.NEARLY:
            # 近400 falls short by up to 100, and so does 近1000: nobody calls 500 nearly 1000
            short = _last_meant(value) / (10 if abs(value) == _last_meant(value) else 1)
            return _span(value - short.copy_sign(value), value)
        case Qualifier.ABOUT:
            return Interval(value - _last_meant(value), value + _last_meant(value))
    half = Decimal(1).scaleb(min(_exponent(value), 0)) / 2  # of the last digit printed: 16.40 → 0.01, 400 → 1
    return Interval(value - half, value + half, Fraction(value))


def base(fact: Fact) -> Interval:
    """Return the interval of `fact` in the base unit of its family."""
    quantity = fact.quantity
    return _base(quantity, str(quantity.value), str(quantity.upper), fact.qualifier)


@lru_cache(maxsize=32_768)  # each figure is set beside those of all other cities
def _base(quantity: Quantity, low: str, high: str, qualifier: Qualifier | None) -> Interval:
    """Return the interval; `low` and `high` are the ends as they are written: 3 and 3.0 are equal, but not as exact."""
    return _of(quantity, qualifier) * exactly(quantity.unit.factor)


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` to `places` decimals, half to even (GB/T 8170); negative `places` round to tens, hundreds and so on."""
    result = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    return result if places >= 0 else Decimal(int(result))


def places(*intervals: Interval, most: int = _FINEST) -> int | None:
    """Return how many decimals (−3 meaning thousands) figures in these intervals are printed to, all alike.

    As many as the intervals fix, at most `most` or, of a figure below 1, two digits; then as many more as it takes for
    each printed figure to be possible and to have two digits or be near enough. So a figure that is certainly less than
    another is never printed as more. Exact figures take no more decimals than they have.
    None if a side is open, nothing finer than thousands is known, or a figure may be half as large again as it looks.
    """
    if not all(item.bounded and _known(item) for item in intervals):
        return None
    finest = max(_finest(item, most) for item in intervals)
    fixed = next((count for count in range(finest, _COARSEST - 1, -1) if _all(_honest, intervals, count)), None)
    if fixed is None:
        return None
    return next((count for count in range(fixed, finest) if _all(_telling, intervals, count)), finest)


def exact(interval: Interval, value: Decimal) -> bool:
    """Return whether the value is what the figures state, so that nothing was rounded."""
    return interval.stated == Fraction(value)


def _all(law: Callable[[Interval, int], bool], intervals: tuple[Interval, ...], places: int) -> bool:
    return all(law(item, places) for item in intervals)


def _known(interval: Interval) -> bool:
    """Return whether the figure is at least twice its own uncertainty, or certain."""
    best = interval.best  # twice: a figure that may be half as large again as it looks tells a reader nothing
    return abs(best) >= 2 * max(interval.high - best, best - interval.low)


def _finest(interval: Interval, most: int) -> int:
    """Return the most decimals for a figure: enough for two digits, none that an exact figure does not have."""
    allowed = max(most, min(_FINEST, 1 - interval.best.adjusted())) if interval.best else most
    steps = range(allowed) if interval.high - interval.low <= _ROUNDED_OUTWARDS else ()
    return next((count for count in steps if exact(interval, rounded(interval.best, count))), allowed)


def _honest(interval: Interval, places: int) -> bool:
    """Return whether the figure is right to ± one unit of its last digit, or possible with nothing two units away."""
    shown, step = rounded(interval.best, places), Decimal(1).scaleb(-places)
    near = shown - step <= interval.low and interval.high <= shown + step
    return near or (shown in interval and interval.high - interval.low <= 2 * step)


def _telling(interval: Interval, places: int) -> bool:
    """Return whether the printed figure is possible and has two digits; one is enough where a qualifier is at work and
    rounding takes or adds no more than a tenth.
    """
    best, shown = interval.best, rounded(interval.best, places)
    near = interval.stated is None and abs(shown - best) <= abs(best) / 10
    return exact(interval, shown) or (shown in interval and (near or abs(shown).scaleb(places) >= 10))
