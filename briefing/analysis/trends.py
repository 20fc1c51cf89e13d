"""Over time: one indicator in three or more years, halves of a year, quarters or months; of years with its growth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from briefing.analysis import interval as iv
from briefing.analysis.comparability import Observed, aspects
from briefing.analysis.comparisons import RATIOS, by_indicator
from briefing.analysis.derived import PERCENT, DerivedFigure, Result, figures
from briefing.analysis.interval import HUNDRED, ONE, Interval, exactly
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import RANK

# Two years are a comparison, told by its relation; from three on there is a course to speak of.
SHORTEST = 3
KINDS = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH)
"""Of what periods there are series, the first being preferred."""
NO_GROWTH = (*RATIOS, RANK)
"""Families in which a percentage of growth says nothing."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator over three or more periods of a kind (year, half, quarter, month).

    `series`: for each city its facts by those periods, from the earliest to the latest; `ends`: whether they are of the
    last days of these, of years either way. `yearly`: for each city the growth from each fact to the next; `compound`:
    the average yearly growth over the whole series; () and None for what is shorter than a year. A fall is the
    percentage of the fall (role `fall`, else `growth`); None where it cannot be said which of the two it is, or says
    nothing.
    """

    indicator: Indicator
    kind: PeriodKind
    ends: bool
    series: Mapping[str, Mapping[Period, Fact]]
    yearly: Mapping[str, tuple[DerivedFigure | None, ...]]
    compound: Mapping[str, DerivedFigure | None]

    def moves(self, city: str) -> str:
        """增 or 减 from the first fact to the last; of places in a ranking, where less is better, 升 or 降.

        平 where the two are certainly the same, "" where their rounding leaves it open.
        """
        start, end = self.extremes(city)
        first, last = iv.base(start), iv.base(end)
        if first.meets(last):
            return "平" if first == last and first.low == first.high else ""
        more = last.low >= first.high  # rounded intervals that only touch do not meet
        if start.quantity.unit.family == RANK:
            return "降" if more else "升"
        return "增" if more else "减"

    @property
    def id(self) -> str:
        """The id of the indicator, with the kind of period where that is not a year."""
        of = "" if self.kind is PeriodKind.YEAR else f".{self.kind}" + ("-end" if self.ends else "")
        return f"{self.indicator.id}{of}"

    def extremes(self, city: str) -> tuple[Fact, Fact]:
        """Return the earliest and the latest fact of a city."""
        first, *_, last = self.series[city].values()
        return first, last


def trends(observed: Iterable[Observed], least: int = SHORTEST) -> list[Trend]:
    """Return the indicators with three or more years in at least one city, or else with shorter periods in a row.

    A series agrees in all that a verdict asks but time, and does not go across a break. `least`: how many periods make
    one.
    """
    found = []
    for group in by_indicator(observed).values():
        alike: dict[tuple[PeriodKind, bool], dict[str, Mapping[Period, Fact]]] = {}
        for city, (kind, ends, series) in _series(group, least).items():
            alike.setdefault((kind, ends), {})[city] = series
        found += [_trend(group[0].indicator, *kind, series) for kind, series in alike.items()]
    return found


def _trend(indicator: Indicator, kind: PeriodKind, ends: bool, series: Mapping[str, Mapping[Period, Fact]]) -> Trend:
    if kind is not PeriodKind.YEAR:
        return Trend(indicator, kind, ends, series, dict.fromkeys(series, ()), dict.fromkeys(series))
    facts = {city: tuple(years.values()) for city, years in series.items()}
    yearly = {city: tuple(_growth(a, b) for a, b in pairwise(held)) for city, held in facts.items()}
    return Trend(
        indicator, kind, ends, series, yearly, {city: _growth(held[0], held[-1]) for city, held in facts.items()}
    )


def _series(group: Iterable[Observed], least: int) -> dict[str, tuple[PeriodKind, bool, Mapping[Period, Fact]]]:
    """Return for each city its series over years, else over the longest periods that `least` of its facts are of.

    Of several of one kind the longest counts, of equals the latest.
    """
    classes: dict[tuple[str, bool, object, object], list[Fact]] = {}
    for item in group:
        ends = item.fact.period.is_end(item.fact.basis)
        key = (item.city.id, ends, item.series_break, aspects(item, without=("period",)))
        classes.setdefault(key, []).append(item.fact)
    best: dict[str, tuple[PeriodKind, bool, Mapping[Period, Fact]]] = {}
    for kind in KINDS:
        found: dict[str, tuple[PeriodKind, bool, Mapping[Period, Fact]]] = {}
        for (city, ends, *_), facts in classes.items():
            series = _in_a_row(_by_period(facts, kind, ends=ends), kind)
            other = found[city][2] if city in found else {}
            if len(series) >= least and (len(series), max(series)) > (len(other), max(other, default=max(series))):
                found[city] = kind, ends and kind is not PeriodKind.YEAR, series
        best = found | best
    return best


def _by_period(facts: Iterable[Fact], kind: PeriodKind, *, ends: bool) -> dict[Period, Fact]:
    """Return, in order, the facts of whole periods of a kind, or of their last days; of several of one the first."""
    found: dict[Period, Fact] = {}
    for fact in facts:
        if fact.period.end is None or fact.period.start is None:
            continue
        whole = Period.holding(fact.period.end, kind)
        if whole.end == fact.period.end if ends else whole.same_span(fact.period):
            found.setdefault(whole, fact)
    return dict(sorted(found.items()))


def _in_a_row(series: dict[Period, Fact], kind: PeriodKind) -> dict[Period, Fact]:
    """Return the longest part without a gap, of equals the latest; a series of years may have gaps.

    Else the figures of three Decembers would make a series of months.
    """
    if kind is PeriodKind.YEAR:
        return series
    longest: dict[Period, Fact] = {}
    run: dict[Period, Fact] = {}
    for at, fact in series.items():
        run = {**(run if at.before() in run else {}), at: fact}
        longest = run if len(run) >= len(longest) else longest
    return longest


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
