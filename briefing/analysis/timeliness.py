"""How often an indicator has new figures, and which figures are older than that allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind

RHYTHMS: Mapping[str, PeriodKind] = {
    "月": PeriodKind.MONTH,
    "季": PeriodKind.QUARTER,
    "半年": PeriodKind.HALF,
    "年": PeriodKind.YEAR,
}
"""What an indicator's rhythm may be, the finest first."""
RECENT = 2
"""Complete periods of the rhythm, counted back from the date, that a figure may be of and is not old."""
COURSE = 3
"""Different periods of one kind that make it the rhythm, of several such kinds the finest."""
BYGONE = 3
"""Years by which a figure is older than the newest of its city and theme and tells nothing of how things are."""
COMMON = 2
"""Different periods of the commonest kind that make it the rhythm where none has so many."""


def outdated(facts: Iterable[Fact], indicators: Mapping[str, Indicator], known: Iterable[Fact], on: date) -> list[Fact]:
    """Return those of `facts` that are the latest of their series and older on a day than the rhythm allows.

    The rhythm is derived from the `known` facts where the indicator states none. What is undated, or open, is never
    old.
    """
    periods: dict[str, list[Period]] = {}
    for fact in known:
        periods.setdefault(fact.indicator, []).append(fact.period)
    first = {id: recent_since(rhythm(indicators[id], held), on) for id, held in periods.items()}
    dated = [(fact, fact.period.end) for fact in facts if fact.period.end]
    last: dict[object, date] = {}
    for fact, end in dated:
        series = fact.identity, fact.direction
        last[series] = max(last.get(series, end), end)
    return [fact for fact, end in dated if last[fact.identity, fact.direction] == end < first[fact.indicator]]


def bygone(facts: Iterable[Fact], indicators: Mapping[str, Indicator]) -> frozenset[str]:
    """Return the ids of the figures that are years older than the newest of their city and theme."""
    held = [(fact.id, fact.period.year, (fact.city, indicators[fact.indicator].theme)) for fact in facts]
    newest: dict[object, int] = {}
    for _, year, place in held:
        newest[place] = max(newest.get(place, 0), year or 0)
    return frozenset(id for id, year, place in held if year is not None and newest[place] - year >= BYGONE)


def rhythm(indicator: Indicator, periods: Iterable[Period]) -> PeriodKind:
    """Return how often the indicator has new figures: as it is stated, else as its periods show, else yearly."""
    if indicator.rhythm:
        return RHYTHMS[indicator.rhythm]
    ends = {(kind, period.end) for period in periods if (kind := _kind(period))}
    count = Counter(kind for kind, _ in ends)
    finest = list(RHYTHMS.values())
    course = next((kind for kind in finest if count[kind] >= COURSE), None)
    common = max(finest, key=lambda kind: count[kind])  # of equals the finest
    return course or (common if count[common] >= COMMON else PeriodKind.YEAR)


def recent_since(kind: PeriodKind, on: date) -> date:
    """Return the first day of the periods that are recent on a day: in November 2026 the years 2024 and 2025."""
    period = Period.holding(on, kind)
    for _ in range(RECENT):
        period = period.before() or period
    return period.start or on


def _kind(period: Period) -> PeriodKind | None:
    """Return what a period counts as: of a moment or a range the longest that ends with it (6月末: a half of a year).

    None for what is open or undated, or ends within a month.
    """
    if period.kind in RHYTHMS.values():
        return period.kind
    if period.kind is PeriodKind.SCHOOL_YEAR:
        return PeriodKind.YEAR
    end = period.end
    return next((kind for kind in reversed([*RHYTHMS.values()]) if end and Period.holding(end, kind).end == end), None)
