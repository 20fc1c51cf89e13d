"""The latest month: what each indicator came to within it and since January, and how far that is towards its target."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.analysis.comparability import Observed
from briefing.analysis.relations import Related
from briefing.analysis.targets import TargetProgress, progress
from briefing.analysis.terms import YEAR
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.period import Basis, Period
from briefing.model.period_forms import PeriodKind


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One indicator of a city: what it came to within the latest month, and till its end or by its end; None for none.

    `progress`: towards its target, None without one.
    """

    city: str
    indicator: Indicator
    month: Fact | None
    total: Fact | None
    progress: TargetProgress | None

    @property
    def latest(self) -> Fact:
        """Return the figure that speaks for the row: the one added up, else that of the month."""
        fact = self.total or self.month
        assert fact is not None
        return fact

    @property
    def end(self) -> datetime.date:
        """Return the last day that it tells of."""
        return self.latest.period.end or datetime.date.min

    @property
    def added_up(self) -> bool:
        """Return whether the total is what has added up from January on; a whole year beside its last month, too."""
        total = self.total
        return total is not None and (
            adds_up(total) or (_since_january(total) and (self.month is not None or total.period.months != YEAR))
        )

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the figures of the row."""
        return tuple(fact for fact in (self.month, self.total) if fact)


NAMED = 3
"""Targets that are told by name; of more that are judged it is said how many are on schedule."""


@dataclass(frozen=True, slots=True)
class CityTargets:
    """The targets of a city whose figures are of one time: those on schedule, and those behind, the furthest first.

    `running`: whether there is time left; else they are met or not. `unjudged` are those of which nobody said that more
    is better, the slowest first.
    """

    city: str
    on_schedule: tuple[TargetProgress, ...]
    behind: tuple[TargetProgress, ...]
    running: bool
    unjudged: tuple[TargetProgress, ...] = ()

    @property
    def all(self) -> tuple[TargetProgress, ...]:
        """Return those that are judged."""
        return (*self.behind, *self.on_schedule)

    @property
    def named(self) -> tuple[TargetProgress, ...]:
        """Return those that are told by name, with their figures, where few are judged and there is time left: what is
        behind first.
        """
        few = self.running and len(self.all) <= NAMED
        held = sorted((*self.all, *self.unjudged), key=lambda item: bool(item.keeps_pace))
        return tuple(held[:NAMED]) if few else ()


def city_targets(rows: Iterable[MonthRow]) -> list[CityTargets]:
    """Return how the targets stand of which that is certain, those of a city, and of one time, together.

    Left out is what a later figure of the city shows to be past: the target of last year.
    """
    groups: dict[tuple[str, datetime.date, bool], list[TargetProgress]] = {}
    latest: dict[str, datetime.date] = {}
    for row in rows:
        found, at = row.progress, row.latest.period.end
        latest[row.city] = max(latest.get(row.city, row.end), row.end)
        if found and found.fact is row.latest and found.fact.target and found.keeps_pace is not None and at:
            groups.setdefault((row.city, at, found.running), []).append(found)
    made = []
    for (city, at, running), held in groups.items():
        kept = [item for item in held if at == latest[city] or _due(item) >= latest[city]]
        behind = sorted((item for item in kept if item.on_schedule is False), key=lambda item: -item.behind)
        unjudged = sorted((item for item in kept if not item.judged and running), key=lambda item: item.ahead)
        if behind or unjudged or any(item.on_schedule for item in kept):
            done = tuple(item for item in kept if item.on_schedule)
            made.append(CityTargets(city, done, tuple(behind), running, tuple(unjudged)))
    return made


def _due(item: TargetProgress) -> datetime.date:
    """Return the day by which a target is to be reached."""
    end = item.fact.target.period.end if item.fact.target else None
    return end or datetime.date.min


def month_rows(observed: Iterable[Observed], related: Iterable[Related]) -> tuple[list[MonthRow], set[str]]:
    """Return what the latest month came to, an indicator and city a row; and the ids of what the rows repeat.

    There is a row of what is a month's, has added up from January on, or has a target; beside those, of what stood at
    the end of that month. Without a target, only what is of the city's latest month. Repeated is what had added up till
    an earlier month.
    """
    observed = list(observed)
    towards = {item.fact.id: item for item in progress(observed, related)}
    groups: dict[object, list[Fact]] = {}
    indicators: dict[object, Indicator] = {}
    for item in observed:
        if not item.indicator.of and item.fact.period.end and not item.fact.direction:
            groups.setdefault(item.fact.identity, []).append(item.fact)
            indicators[item.fact.identity] = item.indicator
    rows = {key: _row(indicators[key], facts, towards) for key, facts in groups.items()}
    last: dict[str, datetime.date] = {}
    for held in filter(None, rows.values()):
        last[held.city] = max(last.get(held.city, held.end), held.end)
    found: list[MonthRow] = []
    repeated: set[str] = set()
    for key, facts in groups.items():
        row, at = rows[key], last.get(facts[0].city)
        if row is None and at:  # what stands at the end of the month that others tell of belongs with them
            closing = [fact for fact in facts if fact.period.end == at and _of_month_end(fact)]
            row = MonthRow(facts[0].city, indicators[key], None, closing[0], None) if closing else None
        if row and (row.progress or row.end == at):
            found.append(row)
            if row.total and row.added_up:
                repeated |= {fact.id for fact in facts if adds_up(fact) and fact.period < row.total.period}
    return found, repeated


def _row(indicator: Indicator, facts: Sequence[Fact], towards: Mapping[str, TargetProgress]) -> MonthRow | None:
    """Return the row of the latest figures of a thing; None if none is a month's, added up, or has a target."""
    own = [fact for fact in facts if fact.id in towards or adds_up(fact) or _within_month(fact)]
    if not own:
        return None
    end = max(fact.period.end for fact in own if fact.period.end)
    # a whole year makes no row of a month by itself, but is what its last month comes to
    latest = [fact for fact in facts if fact.period.end == end and (fact in own or _since_january(fact))]
    month = next((fact for fact in latest if _within_month(fact)), None)
    totals = sorted((fact for fact in latest if fact is not month), key=lambda fact: fact.id not in towards)
    total = totals[0] if totals else None
    aimed = next((towards[fact.id] for fact in (total, month) if fact and fact.id in towards), None)
    return MonthRow(facts[0].city, indicator, month, total, aimed)


def adds_up(fact: Fact) -> bool:
    """Return whether the figure is said to have added up from the first of January till the end of a month.

    That is 1—6月 by itself, 上半年 and 6月 where its source calls it 累计; a year is a year.
    """
    kind, said = fact.period.kind, fact.basis is Basis.CUMULATIVE and fact.period.kind is not PeriodKind.YEAR
    return (kind is PeriodKind.RANGE or said) and _since_january(fact)


def _since_january(fact: Fact) -> bool:
    """Return whether the figure is of the days from the first of January till the end of a month."""
    at = fact.period
    if at.kind is PeriodKind.MONTH:  # that of January alone is of the month
        return fact.basis is Basis.CUMULATIVE
    opens = at.start is not None and (at.start.month, at.start.day) == (1, 1)
    stands = fact.basis is Basis.STOCK or at.kind is PeriodKind.AS_OF
    return opens and not stands and at.months is not None and at.months <= YEAR


def _within_month(fact: Fact) -> bool:
    at = fact.period
    return at.kind is PeriodKind.MONTH and fact.basis is not Basis.CUMULATIVE and not at.is_end(fact.basis)


def _of_month_end(fact: Fact) -> bool:
    """Return whether the figure is of what stood at the end of a month."""
    end = fact.period.end
    return end is not None and fact.period.is_end(fact.basis) and Period.holding(end, PeriodKind.MONTH).end == end
