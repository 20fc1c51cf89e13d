"""Across cities: which figures are judged, which stand side by side, which stay apart, and how much each city has."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from briefing.analysis import interval as iv
from briefing.analysis.comparability import TIME, Observed, Verdict, aspects, classify, kind_of_figure, not_judged
from briefing.analysis.derived import DerivedFigure, distances
from briefing.model.catalogue import Indicator, Statement
from briefing.model.facts import Fact
from briefing.model.measure import MeasureKind
from briefing.model.quantity import RANK, Qualifier

TOTALS = ("count", "cny", "usd", "area")
"""Families of what grows with the size of a place."""
UNLIKE = Decimal(10)
"""From this multiple on, totals are those of places of another size: no multiple of them is told."""
TOLD_AT_MOST = 5  # cities of a comparison in one sentence; the rest stands in the table
ENOUGH = Fraction(1, 2)
"""The part of the cities with an indicator that must share a period for these to be compared as of it."""


@dataclass(frozen=True)
class Comparison:
    """One indicator in several cities, one fact each, all mutually comparable: the one judge of which stands first.

    `facts`: the best first where the indicator says what is better, else from the highest to the lowest, ranks from
    the first place on; equals in the order of the data. `ratio` and `gap` are of the highest to the lowest, None where
    they say nothing or where the one is not certainly higher.
    """

    indicator: Indicator
    facts: tuple[Fact, ...]
    ratio: DerivedFigure | None
    gap: DerivedFigure | None

    @property
    def rising(self) -> bool:
        """Return whether the facts stand from the lowest to the highest."""
        return lowest_first(self.indicator, self.facts[0])

    @property
    def order(self) -> str:
        """Return in what order the facts stand, in words: 由优到劣 only where a place says who does better."""
        return "由优到劣" if self.indicator.judged else "由低到高" if self.rising else "由高到低"

    @property
    def level(self) -> bool:
        """Return whether all cities state the same figure, and none of them more or less."""
        return all(same(self.facts[0], fact) for fact in self.facts)

    @property
    def apart(self) -> bool:
        """Return whether the first certainly stands before the last."""
        return self._ahead(self.facts[0], self.facts[-1])

    @property
    def total(self) -> bool:
        """Return whether the figures are totals of which a larger place has more: that it does is no merit."""
        return (
            self.facts[0].measure.kind is MeasureKind.TOTAL
            and self.indicator.family in TOTALS
            and not self.indicator.averaged
            and self.indicator.better != "低"
        )

    @property
    def unlike(self) -> bool:
        """Return whether the highest is a total so many times the lowest that the size of the places makes it."""
        sample = self.facts[0]
        low, high = (iv.base(fact) for fact in ((sample, self.facts[-1]) if self.rising else (self.facts[-1], sample)))
        return self.total and low.low > 0 and (high / low).low >= UNLIKE

    @cached_property
    def firsts(self) -> tuple[Fact, ...]:
        """Return those that certainly stand first, several where they state the same; () where that is open."""
        return self._sharing(self.facts[0], self.behind)

    @cached_property
    def lasts(self) -> tuple[Fact, ...]:
        """Return those that certainly stand last, likewise."""
        return self._sharing(self.facts[-1], self.before)

    def _sharing(self, end: Fact, others: Callable[[Fact], Sequence[Fact]]) -> tuple[Fact, ...]:
        alike = tuple(fact for fact in self.facts if same(end, fact))
        # 3 and 3.0 are the same, but of what stands before 3.0 some may not stand before 3; what many share asks once
        unlike = {iv.base(fact): fact for fact in alike}.values()
        return alike if all(len(others(fact)) + len(alike) == len(self.facts) for fact in unlike) else ()

    @property
    def leads(self) -> bool:
        """Return whether the first certainly stands before all others."""
        return len(self.firsts) == 1

    @property
    def trails(self) -> bool:
        """Return whether the last certainly stands behind all others."""
        return len(self.lasts) == 1

    def of(self, home: str | None) -> Fact | None:
        """Return the figure of a city, None where it has none, and of places in a ranking."""
        return next((fact for fact in self.facts if fact.city == home and fact.quantity.unit.family != RANK), None)

    def told(self, home: str | None = None) -> tuple[Fact, ...]:
        """Return the facts that a sentence names: all of up to five cities, of more those at both ends.

        Of a `home` city its own and that with which it is compared: the best or, where it is that itself, the next.
        """
        own = None if self.level else self.of(home)
        if own is None:
            if len(self.facts) <= TOLD_AT_MOST:
                return self.facts
            upper, lower = ((), ()) if self.level else (self.firsts, self.lasts)
            return (*(upper or self.facts[:1]), *(lower or self.facts[-1:]))
        beside = self.beside(own)
        return (own, beside) if beside else (own,)

    def beside(self, own: Fact) -> Fact | None:
        """Return what a figure is compared with: the best, of the best itself the next; None if it shares the place."""
        if own in self.firsts:
            return None if len(self.firsts) > 1 else self.facts[1]
        return self.facts[0] if own is not self.facts[0] else self.facts[1]

    def before(self, fact: Fact) -> tuple[Fact, ...]:
        """Return the facts certainly before `fact`, given how figures are rounded: 420项 is not before 400余项."""
        return tuple(other for other in self.facts if self._ahead(other, fact))

    def behind(self, fact: Fact) -> tuple[Fact, ...]:
        """Return the facts certainly behind `fact`, likewise."""
        return tuple(other for other in self.facts if self._ahead(fact, other))

    def _ahead(self, one: Fact, other: Fact) -> bool:
        low, high = (iv.base(fact) for fact in ((one, other) if self.rising else (other, one)))
        return low.high <= high.low and not low.meets(high)


def same(one: Fact, other: Fact) -> bool:
    """Return whether two facts state the same figure: 0元 and 0元, but not 400余项 and 400余项, nor 3~5个 twice."""
    exact = (None, Qualifier.REACH, Qualifier.UP_TO)  # 达 and 高达 leave the figure as it is
    plain = all(fact.qualifier in exact and fact.quantity.upper is None for fact in (one, other))
    return one.id == other.id or (plain and one.quantity.base == other.quantity.base)


def by_indicator(observed: Iterable[Observed]) -> dict[str, list[Observed]]:
    """Return the facts by the id of their indicator, in data order."""
    groups: dict[str, list[Observed]] = {}
    for item in observed:
        groups.setdefault(item.indicator.id, []).append(item)
    return groups


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator in several cities, one fact each, that may stand in one row of a table.

    `rules` are those that keep them from being judged, () where all are; `statements` what an office says of them;
    `later` the latest figures of those cities whose own is of a later time than the one here.
    """

    indicator: Indicator
    facts: tuple[Fact, ...]
    rules: tuple[str, ...]
    statements: tuple[Statement, ...]
    later: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Across:
    """What the indicators that several cities have establish, in data order.

    `unjudged`: for each city that no comparison of its indicator holds, why; `rows` have no comparison where their
    facts only stand side by side.
    """

    comparisons: tuple[Comparison, ...]
    rows: tuple[IndicatorRow, ...]
    unjudged: tuple[Verdict, ...]


def compare(observed: Iterable[Observed]) -> Across:
    """Compare each indicator that several cities have.

    It has one comparison and one row for each scope, over the latest period that enough cities share; in a row, the
    others have their latest figure of the same kind.
    """
    found: list[Comparison] = []
    rows: list[IndicatorRow] = []
    unjudged: list[Verdict] = []
    for group in by_indicator(observed).values():
        # one city alone has nothing to stand beside
        if len({item.city.id for item in group}) < 2:
            continue
        chosen = _comparable(group)
        found += [_comparison(members) for members in chosen]
        rows += _rows(group, [item for members in chosen for item in members])
        kept = {item.city.id for members in chosen for item in members}
        rest = [item for item in latest(group) if item.city.id not in kept]
        # a reason is told beside a figure that was judged, else beside the first of those that none was
        head, others = (chosen[0][0], rest) if chosen else (rest[0], rest[1:])
        unjudged += [verdict for item in others if (verdict := classify(head, item)).rule]
    return Across(tuple(found), tuple(rows), tuple(unjudged))


def _comparable(group: Iterable[Observed]) -> list[list[Observed]]:
    """Return facts that may be judged, one a city; of several periods that which `_shared` chooses.

    Who has a figure of that period takes part, whether or not its series was changed before or since: that keeps apart
    no more than the figures of one city.
    """
    classes: dict[object, dict[str, Observed]] = {}
    for item in group:
        # of several figures of one city the first in the data stands for it
        classes.setdefault(aspects(item), {}).setdefault(item.city.id, item)
    # a class is one period; the same thing at another time is another class under the same topic
    topics: dict[object, list[list[Observed]]] = {}
    for members in (list(held.values()) for held in classes.values()):
        topics.setdefault(aspects(members[0], without=TIME), []).append(members)
    return [shared for periods in topics.values() if (shared := _shared(periods))]


def _shared(periods: Sequence[list[Observed]]) -> list[Observed]:
    """Return the figures of the latest period that enough cities share: two, and `ENOUGH` of those with any figure.

    Where no period is of so many, that of the most cities, of equals the latest; [] where no two cities share one.
    """
    held = [members for members in periods if len(members) > 1]
    cities = {item.city.id for members in periods for item in members}
    enough = [members for members in held if len(members) >= ENOUGH * len(cities)]
    # of equals the first in the data

    def latest(members: list[Observed]) -> tuple[datetime.date, int]:
        # of what ends together that which began first: what has added up, not the last month of it
        return _end(members[0]), members[0].fact.period.days or 0

    return max(enough, key=latest, default=[]) or max(
        held, key=lambda members: (len(members), *latest(members)), default=[]
    )


def _rows(group: Iterable[Observed], judged: Sequence[Observed]) -> Iterator[IndicatorRow]:
    """Yield for each scope the widest set of figures of one kind, those that are `judged` before the latest."""
    first = {item.fact.id for item in judged}
    kinds: dict[object, list[Observed]] = {}
    for item in group:
        kinds.setdefault(kind_of_figure(item), []).append(item)
    widest: dict[str, list[Observed]] = {}
    for items in kinds.values():
        shown = {item.city.id: item for item in latest(items)}
        shown |= {item.city.id: item for item in reversed(items) if item.fact.id in first}
        widest.setdefault(items[0].fact.scope, [])
        widest[items[0].fact.scope] = max(
            widest[items[0].fact.scope],
            list(shown.values()),
            key=lambda members: (len(members), sum(item.fact.id in first for item in members)),
        )
    for members in widest.values():
        if len(members) > 1:
            newest = {item.city.id: item for item in latest(kinds[kind_of_figure(members[0])])}
            others = ((item, newest[item.city.id].fact) for item in members)
            later = tuple(fact for item, fact in others if fact.period.end and fact.period.end > _end(item))
            facts = tuple(item.fact for item in members)
            yield IndicatorRow(members[0].indicator, facts, *not_judged(members), later)


def latest(group: Iterable[Observed]) -> list[Observed]:
    """Return for each city the fact with the latest period, undated ones counting as latest; of equals the first."""
    best: dict[str, Observed] = {}
    for item in group:
        kept = best.setdefault(item.city.id, item)
        if _end(item) > _end(kept):
            best[item.city.id] = item
    return list(best.values())


def _end(item: Observed) -> datetime.date:
    return item.fact.period.end or datetime.date.max


def _comparison(members: Sequence[Observed]) -> Comparison:
    indicator, sample = members[0].indicator, members[0].fact
    rising = lowest_first(indicator, sample)
    held = {item.fact.id: iv.base(item.fact) for item in members}
    facts = sorted(  # of 近400, 400 and 400余 the interval tells which is more
        (item.fact for item in members),
        key=lambda fact: (fact.quantity.base, held[fact.id].low, held[fact.id].high),
        reverse=not rising,
    )
    low, high = (facts[0], facts[-1]) if rising else (facts[-1], facts[0])
    found = () if sample.quantity.unit.family == RANK else distances(high, low)
    told = {figure.role: figure for figure in found}
    return Comparison(indicator, tuple(facts), told.get("multiple"), told.get("gap"))


def lowest_first(indicator: Indicator, fact: Fact) -> bool:
    """Return whether the lowest stands first: where low is better, and of ranks that are neither better nor worse."""
    return indicator.better == "低" or (indicator.better is None and fact.quantity.unit.family == "rank")
