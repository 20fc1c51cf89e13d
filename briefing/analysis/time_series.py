"""The figures of a city over periods in a row: years where there are some, else halves, quarters or months."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from briefing.analysis.comparability import Observed, aspects
from briefing.model.facts import Fact
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind

KINDS = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH)
"""Of what periods there are series of what is counted over each, the first being preferred."""
ENDS = (PeriodKind.YEAR, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF)
"""Of the ends of what periods there are series: a quarter ends with a month, so that months leave none of them out."""


def series_of(group: Iterable[Observed], least: int) -> dict[str, tuple[PeriodKind, bool, Mapping[Period, Fact]]]:
    """Return for each city its series over years, else the one of shorter periods that comes nearest to today.

    Of several of one kind the longest counts, of equals the latest.
    """
    classes: dict[tuple[str, bool, object], list[Observed]] = {}
    group = list(group)
    counts = Counter(item.city.id for item in group)
    for item in (item for item in group if counts[item.city.id] >= least):
        ends = item.fact.period.is_end(item.fact.basis)
        alike = item.city.id, ends, aspects(item, without=("period",))
        classes.setdefault(alike, []).append(item)
    found: dict[str, dict[tuple[PeriodKind, bool], Mapping[Period, Fact]]] = {}
    for (city, ends, _), items in classes.items():
        made = [(kind, run) for kind in (ENDS if ends else KINDS) if (run := _stretch(items, kind, ends, least))]
        if made:
            # max returns the first of equals, the preferred kind
            kind, series = max(made, key=lambda item: max(item[1]).end or datetime.date.min)
            key = kind, ends and kind is not PeriodKind.YEAR
            other = found.setdefault(city, {}).get(key, {})
            if (len(series), max(series)) > (len(other), max(other, default=max(series))):
                found[city][key] = series

    def rank(item: tuple[tuple[PeriodKind, bool], Mapping[Period, Fact]]) -> tuple[bool, datetime.date, int]:
        (kind, _), series = item
        return kind is PeriodKind.YEAR, max(series).end or datetime.date.min, -KINDS.index(kind)

    best = {city: max(made.items(), key=rank) for city, made in found.items()}
    return {city: (*kind, series) for city, (kind, series) in best.items()}


def by_period(facts: Iterable[Fact], kind: PeriodKind, *, ends: bool) -> dict[Period, Fact]:
    """Return, in order, the facts of whole periods of a kind, or of their last days; of several of one the first."""
    found: dict[Period, Fact] = {}
    for fact in facts:
        if fact.period.end is None or fact.period.start is None:
            continue
        whole = Period.holding(fact.period.end, kind)
        if whole.end == fact.period.end if ends else whole.same_span(fact.period):
            found.setdefault(whole, fact)
    return dict(sorted(found.items()))


def _stretch(items: Sequence[Observed], kind: PeriodKind, ends: bool, least: int) -> dict[Period, Fact]:
    """Return the figures of a kind of period since the last break; {} where never `least` of them are in a row.

    They begin with the last row of so many without a gap, or else with the last row; a series of years may have gaps,
    for the figures of three Decembers are no series of months.
    """
    breaks = {item.fact.id: item.series_break for item in items}
    runs: list[dict[Period, Fact]] = []
    for at, fact in by_period((item.fact for item in items), kind, ends=ends).items():
        before = next(reversed(runs[-1].items())) if runs else None
        joined = before and breaks[before[1].id] == breaks[fact.id]
        if before and joined and (kind is PeriodKind.YEAR or at.before() == before[0]):
            runs[-1][at] = fact
        else:
            runs.append({at: fact})
    if not any(len(run) >= least for run in runs):
        return {}
    last = breaks[next(iter(runs[-1].values())).id]
    since = [run for run in runs if breaks[next(iter(run.values())).id] == last]
    start = max((place for place, run in enumerate(since) if len(run) >= least), default=len(since) - 1)
    return {at: fact for run in since[start:] for at, fact in run.items()}
