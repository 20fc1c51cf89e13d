"""What hypothesis draws from: decimals as sources print them, intervals, and points inside intervals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from briefing.analysis.interval import Interval, rounded

DECIMALS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**7), 10**7), st.integers(0, 4)
)
POSITIVE = st.builds(lambda digits, places: Decimal(digits).scaleb(-places), st.integers(1, 10**6), st.integers(0, 4))
INTERVALS = st.builds(lambda a, b: Interval(min(a, b), max(a, b)), DECIMALS, DECIMALS)
SHARES = st.integers(0, 1000).map(lambda part: Fraction(part, 1000))
"""How far into an interval a point lies, from 0 to 1."""
FIGURES = st.builds(
    lambda made, share: Interval(made.low, made.high, None if share is None else point(made, share)),
    INTERVALS,
    st.none() | SHARES,
)
"""Intervals as they come from figures: with what these state, or without where one is qualified."""


def point(interval: Interval, share: Fraction) -> Fraction:
    """A value inside the interval, exactly."""
    low, high = Fraction(interval.low), Fraction(interval.high)
    return low + (high - low) * share


def inside(value: Fraction, interval: Interval) -> bool:
    """Whether the value lies in the interval, compared exactly."""
    return (not interval.low.is_finite() or Fraction(interval.low) <= value) and (
        not interval.high.is_finite() or value <= Fraction(interval.high)
    )


def printed(value: Fraction, places: int) -> Decimal:
    """The value as a careful source prints it, to `places` decimals."""
    return rounded(Decimal(value.numerator) / Decimal(value.denominator), places)
