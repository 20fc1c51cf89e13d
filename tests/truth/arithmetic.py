"""What follows from printed figures, by fractions alone: what is certainly more, whether a computed figure is right.

The conventions are those of docs/data.md: a figure stands for all that would be printed so.
"""

from __future__ import annotations

import re
from fractions import Fraction

from tests.truth.libraries import SCALES, Known

NUMBER = re.compile(r"(约?)(−?)([0-9]+(?:\.[0-9]+)?)(万|亿)?(.*)")
COARSEST = 3
"""Zeros at the end of a computed figure that rounding may have put there: 约43000户."""


def surely_more(one: Known, other: Known) -> bool:
    """Return whether all that `one` may be is above all that `other` may be; two rounded ends that touch are apart."""
    points = one.low == one.high or other.low == other.high
    return one.low > other.high or (one.low == other.high and not points)


def surely_apart(one: Known, other: Known) -> bool:
    """Return whether one of the two is certainly more."""
    return surely_more(one, other) or surely_more(other, one)


def surely_same(one: Known, other: Known) -> bool:
    """Return whether both state the same number."""
    return one.point is not None and one.point == other.point


def parsed(figure: str) -> tuple[bool, Fraction, list[Fraction], str]:
    """Return whether it is about, its value in base units, the steps it may be rounded to, and its unit."""
    found = NUMBER.fullmatch(figure)
    if found is None:
        raise ValueError(figure)
    about, minus, digits, scale, unit = found.groups()
    factor = SCALES[scale or ""]
    whole, _, decimals = digits.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if not decimals else 0
    steps = [Fraction(10**power, 10 ** len(decimals)) * factor for power in range(min(zeros, COARSEST) + 1)]
    return bool(about), Fraction(digits) * (-1 if minus else 1) * factor, steps, unit


def computed_right(figure: str, low: Fraction, high: Fraction, best: Fraction | None) -> bool:
    """Return whether a computed figure is what its inputs give: from `low` to `high`, `best` of what is printed.

    It is what the printed inputs give, rounded, and says 约 just where it was rounded.
    """
    about, value, steps, _ = parsed(figure)
    if not any(low - step / 2 <= value <= high + step / 2 for step in steps):
        return False
    if best is None:
        return True
    return about == (value != best) and any(abs(value - best) <= step / 2 for step in steps)


def rate_right(figure: str, first: Known, last: Known, years: int, *, falls: bool) -> bool:
    """Return whether a yearly growth (a fall without its sign) in % is the root of last ÷ first, rounded."""
    _, size, steps, _ = parsed(figure)
    value = -size if falls else size
    low, high = last.low / first.high, last.high / first.low
    if first.point is not None and last.point is not None:
        low = high = last.point / first.point
    # powers of fractions: a root would have to be rounded
    return any(
        (1 + (value + step / 2) / 100) ** years >= low and (1 + (value - step / 2) / 100) ** years <= high
        for step in steps
    )


def difference(more: Known, less: Known) -> tuple[Fraction, Fraction, Fraction | None]:
    """Return from where to where a difference may be, and what it is of what is printed."""
    best = more.point - less.point if more.point is not None and less.point is not None else None
    return more.low - less.high, more.high - less.low, best


def quotient(upper: Known, lower: Known, take: int = 0, times: int = 1) -> tuple[Fraction, Fraction, Fraction | None]:
    """Return (upper ÷ lower − take) × times, likewise."""
    best = upper.point / lower.point if upper.point is not None and lower.point else None
    ends = [a / b for a in (upper.low, upper.high) for b in (lower.low, lower.high)]
    low, high = min(ends), max(ends)
    return (low - take) * times, (high - take) * times, None if best is None else (best - take) * times
