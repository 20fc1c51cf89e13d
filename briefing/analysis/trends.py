"""Over the years: one indicator in three or more years, with its growth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from briefing.analysis import interval as iv
from briefing.analysis.comparability import Observed, aspects
from briefing.analysis.comparisons import RATIOS, by_indicator
from briefing.analysis.derived import PERCENT, DerivedFigure, Result, figures
from briefing.analysis.interval import HUNDRED, ONE, Interval, exactly
from briefing.model.library import Fact, Indicator
from briefing.model.period import Basis
from briefing.model.quantity import RANK

# Two years are a comparison, told by its relation; from three on there is a course to speak of.
SHORTEST = 3
NO_GROWTH = (*RATIOS, RANK)
"""Families in which a percentage of growth says nothing."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator over three or more years; for each city its facts, one a year, from the earliest to the latest.

    `yearly`: for each city the growth from each fact to the next; `compound`: the average yearly growth over the
    whole series. A fall is the percentage of the fall (role `fall`, else `growth`); None where it cannot be said
    which of the two it is, or says nothing.
    """

    indicator: Indicator
    series: Mapping[str, tuple[Fact, ...]]
    yearly: Mapping[str, tuple[DerivedFigure | None, ...]]
    compound: Mapping[str, DerivedFigure | None]

    def moves(self, city: str) -> str:
        """增 or 减 from the first fact to the last; of places in a ranking, where less is better, 升 or 降.

        平 where the two are certainly the same, "" where their rounding leaves it open.
        """
        first, last = (iv.base(fact) for fact in ends(self, city))
        if first.meets(last):
            return "平" if first == last and first.low == first.high else ""
        more = last.low >= first.high  # rounded intervals that only touch do not meet
        if self.series[city][0].quantity.unit.family == RANK:
            return "降" if more else "升"
        return "增" if more else "减"


def trends(observed: Iterable[Observed]) -> list[Trend]:
    """Return the indicators with three or more years in at least one city.

    A series agrees in all that a verdict asks but time, and does not go across a break.
    """
    found = []
    for group in by_indicator(observed).values():
        series = {city: facts for city, facts in _series(group).items() if len(facts) >= SHORTEST}
        if series:
            yearly = {city: tuple(_growth(a, b) for a, b in pairwise(facts)) for city, facts in series.items()}
            compound = {city: _growth(facts[0], facts[-1]) for city, facts in series.items()}
            found.append(Trend(group[0].indicator, series, yearly, compound))
    return found


def _series(group: Iterable[Observed]) -> dict[str, tuple[Fact, ...]]:
    """Return for each city its longest series, of equals the latest, one fact a year."""
    classes: dict[tuple[str, object, object], dict[int, Fact]] = {}
    for item in group:
        if _closes_a_year(item.fact):
            same = classes.setdefault((item.city.id, item.series_break, aspects(item, without=("period",))), {})
            # a figure that is stated twice for a year counts once, as it stands first
            same.setdefault(item.fact.period.year or 0, item.fact)
    longest: dict[str, dict[int, Fact]] = {}
    for (city, *_), years in classes.items():
        best = longest.setdefault(city, years)
        if (len(years), max(years)) > (len(best), max(best)):
            longest[city] = years
    return {city: tuple(years[year] for year in sorted(years)) for city, years in longest.items()}


def _closes_a_year(fact: Fact) -> bool:
    """Return whether the figure is of a whole year, or of its end."""
    start, end = fact.period.start, fact.period.end
    if start is None or end is None or (end.month, end.day) != (12, 31):
        return False
    return fact.period.months == 12 or (start.year == end.year and fact.basis in (Basis.STOCK, Basis.CUMULATIVE))


def _growth(first: Fact, last: Fact) -> DerivedFigure | None:
    """Average yearly growth in %: (last ÷ first)^(1 ÷ years) − 1."""
    low, high = iv.base(first), iv.base(last)
    years = (last.period.year or 0) - (first.period.year or 0)
    # from nothing, or from less than nothing, no percentage of growth can be told
    if first.quantity.unit.family in NO_GROWTH or low.low <= 0 or high.low <= 0 or not (low.bounded and high.bounded):
        return None
    change = (_root(high / low, years) - ONE) * HUNDRED
    power = "" if years == 1 else f"的{years}次方根"
    quotient = "{last} ÷ {first}" if years == 1 else "（{last} ÷ {first}）"
    members = {"first": (first,), "last": (last,)}
    if change.low >= 0:
        result = Result("growth", change, PERCENT, f"{quotient}{power} − 1")
    elif change.high <= 0:
        result = Result("fall", exactly(0) - change, PERCENT, f"1 − {quotient}{power}")
    else:
        return None
    return figures(f"{last.id}.{years}", [result], members)[0]


def _root(ratio: Interval, years: int) -> Interval:
    """Return a positive interval to the power of 1 ÷ years; one unit in the 25th digit covers what the power rounds."""
    if years == 1:
        return ratio
    slack, power = Decimal("1e-25"), 1 / Decimal(years)
    stated = Fraction(ratio.best**power) if ratio.stated is not None else None
    return Interval(ratio.low**power * (1 - slack), ratio.high**power * (1 + slack), stated)


def ends(trend: Trend, city: str) -> Sequence[Fact]:
    """Return the earliest and the latest fact of a city."""
    return trend.series[city][0], trend.series[city][-1]
