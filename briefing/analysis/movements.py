"""How far a figure has moved between two times, and by which term that is told: the one home of growth."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from briefing.analysis import interval as iv
from briefing.analysis.comparability import RULES, Observed
from briefing.analysis.comparisons import same
from briefing.analysis.derived import PERCENT, POINT, DerivedFigure, Result, figures
from briefing.analysis.interval import HUNDRED, ONE, Interval, exactly
from briefing.analysis.terms import YEAR, Term, compares_with, earlier_period, term_of
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact, Identity
from briefing.model.measure import MeasureKind, Price
from briefing.model.quantity import IN_POINTS, RANK, RANK_CHANGE, RATIOS, Unit

STEP = Unit("个位次", RANK_CHANGE, exactly(1).low)
NO_GROWTH = (*RATIOS, *IN_POINTS)
"""Families in which a percentage of growth says nothing."""
BREAK, UNDATED = "break", "undated"
"""Why two figures of one thing are not set against each other, beside the rules of comparability."""
Thing = tuple[str, str, str, datetime.date | None]
"""City, indicator, scope and last day of a figure, which what is stated of its movement shares."""
AVERAGED_FROM = 2
"""Years from the first figure to the last of which a yearly average is told; over one it is the growth itself."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One thing at two times.

    `turn`: 增 or 减 (of a place in a ranking 升 or 降), 平 where both state the same figure, "" where their
    rounding leaves it open or where they are `apart`: the name of the rule by which they are not compared, else "".
    `difference`, `growth` (in %) and `average` (the yearly growth in %, of whole years) are positive of a fall, too;
    None where they say nothing or cannot honestly be printed. `size` is how far it went, in percent or in points,
    negative of a fall; None if that says nothing. `reason` is that of a break. `stated` is what the
    sources themselves say of the way from the one to the other, a rate first: it is told before what is computed.
    """

    indicator: Indicator
    before: Fact
    now: Fact
    turn: str = ""
    difference: DerivedFigure | None = None
    growth: DerivedFigure | None = None
    average: DerivedFigure | None = None
    size: Interval | None = None
    apart: str = ""
    reason: str = ""
    stated: tuple[Fact, ...] = ()

    @property
    def rises(self) -> bool:
        """Return whether the number became greater: of a place in a ranking, whether it fell back."""
        return self.turn in ("增", "降")

    @property
    def moves(self) -> bool:
        """Return whether it is certain that something moved."""
        return self.turn not in ("", "平")


@dataclass(frozen=True, slots=True)
class StatedOtherwise:
    """A rate or a change that a source states, and what follows from the figures where the two do not meet.

    `computed` is None where nothing moved by the figures; `rises`: which way they went, as it is positive of a fall.
    """

    stated: Fact
    computed: DerivedFigure | None
    term: Term
    rises: bool


class Movements:
    """How far figures of a library have moved.

    `observed` are the figures that may be told, `facts` all that are held: earlier figures and breaks between them.
    """

    def __init__(self, observed: Iterable[Observed], facts: Iterable[Fact]) -> None:
        self._observed = {item.fact.id: item for item in observed}
        self._kept: dict[tuple[str, str], Movement] = {}
        self._held: dict[tuple[Identity, str | None], list[Fact]] = {}
        self._breaks: dict[Identity, list[Fact]] = {}
        self._balances: set[str] = set()
        for fact in facts:
            if fact.quantity.value < 0:
                self._balances.add(fact.indicator)
            self._held.setdefault((fact.identity, fact.direction), []).append(fact)
            if fact.break_reason:
                self._breaks.setdefault(fact.identity, []).append(fact)
        self._statements: dict[Thing, list[tuple[Term, int | None, Fact]]] = {}
        for item in self._observed.values():
            kind, fact = item.indicator.measure, item.fact
            named = term_of(fact.measure.base) if kind in (MeasureKind.GROWTH, MeasureKind.CHANGE) else None
            if item.indicator.of and named:
                key = fact.city, item.indicator.of, fact.scope, fact.period.end
                self._statements.setdefault(key, []).append((*named, fact))

    def between(self, before: Fact, now: Fact) -> Movement:
        """Return how far the figure `now`, an observed one, has moved since an earlier one of the same thing."""
        kept = self._kept.get((before.id, now.id))
        # a figure of the last issue has the id of that which replaced it
        if kept is None or kept.before is not before or kept.now is not now:
            kept = self._kept[before.id, now.id] = self._between(before, now)
        return kept

    def _between(self, before: Fact, now: Fact) -> Movement:
        item = self._observed[now.id]
        found = Movement(item.indicator, before, now, stated=self._told(before, now))
        if not (before.period.dated and now.period.dated):
            return replace(found, apart=UNDATED)
        breaks = [fact for fact in self._breaks.get(now.identity, ()) if before.period < fact.period <= now.period]
        if breaks:
            return replace(found, apart=BREAK, reason=max(breaks, key=lambda fact: fact.period).break_reason)
        old = replace(item, fact=before)
        apart = next((name for name, aspect in RULES if name != "period" and aspect(item) != aspect(old)), "")
        if apart:
            return replace(found, apart=apart)
        moved = _moved(found)
        family = now.quantity.unit.family
        if now.indicator in self._balances:  # what may be below zero does not grow by a percentage
            return replace(moved, growth=None, average=None, size=moved.size if family in NO_GROWTH else None)
        # a stated yearly average, whose period is all the years, stands instead of a computed one to the same end
        averaged = any(term is Term.AVERAGE for term, _, _ in self._statements.get(_thing(now), ()))
        return replace(moved, average=None) if averaged else moved

    def since(self, term: Term, now: Fact, year: int | None = None) -> Movement | None:
        """Return how far an observed figure has moved by a term, which may name a `year`; None where the data hold no
        figure to compare it with, or none may be.
        """
        before = self.earlier(term, now, year)
        found = self.between(before, now) if before else None
        return found if found and not found.apart else None

    def stated(self, now: Fact, term: Term | None = None, year: int | None = None) -> list[Fact]:
        """Return the rates, then the changes, that the sources state of a figure; by any term if none is named.

        A term is as good as another that compares with the same time: at the end of June 环比 is 较上月末.
        """
        at = earlier_period(term, now, year) if term else None
        found = []
        for its, named, fact in self._stated(now):
            alike = earlier_period(its, now, named) if at else None
            if term is None or (its, named) == (term, year) or (at and alike and alike.end == at.end):
                found.append(fact)
        return sorted(found, key=lambda fact: fact.measure.kind is not MeasureKind.GROWTH)

    def year_earlier(self) -> list[Movement]:
        """Return the latest figure of each thing beside that of the same stretch of the year before, in data order.

        Things of which the data hold no such figure are left out.
        """
        latest: dict[object, Fact] = {}
        for fact in (item.fact for item in self._observed.values() if item.fact.period.dated):
            kept = latest.setdefault((fact.identity, fact.direction), fact)
            if fact.period > kept.period:
                latest[fact.identity, fact.direction] = fact
        pairs = ((self.earlier(Term.YEAR_EARLIER, fact), fact) for fact in latest.values())
        return [self.between(before, now) for before, now in pairs if before]

    def differences(self) -> list[StatedOtherwise]:
        """Return what the sources state and what follows from their figures otherwise, in data order.

        A rate at constant prices is no other statement of growth in prices of the time.
        """
        found = []
        for item in self._observed.values():
            for term, year, fact in self._stated(item.fact):
                real = fact.measure.price is Price.CONSTANT and item.fact.measure.price is not Price.CONSTANT
                moved = None if real else self.since(term, item.fact, year)
                possible = _possible(moved, fact) if moved else None
                if moved and possible and not _signed(fact).meets(possible):
                    computed = moved.growth if fact.measure.kind is MeasureKind.GROWTH else moved.difference
                    found.append(StatedOtherwise(fact, computed, term, moved.rises))
        return found

    def _stated(self, now: Fact) -> list[tuple[Term, int | None, Fact]]:
        """Return what is stated of a figure: of the same days, or of the end of those where it is one of an end."""
        held, ends = self._statements.get(_thing(now), ()), now.period.is_end(now.basis)
        return [item for item in held if ends or item[2].period.same_span(now.period)]

    def _told(self, before: Fact, now: Fact) -> tuple[Fact, ...]:
        """Return the stated rates and changes whose term leads from `before` to `now`."""
        found = [fact for term, year, fact in self._stated(now) if compares_with(term, now, before, year)]
        return tuple(sorted(found, key=lambda fact: fact.measure.kind is not MeasureKind.GROWTH))

    def earlier(self, term: Term, now: Fact, year: int | None = None) -> Fact | None:
        """Return the figure that a term compares with; None where the data hold none, or the term has none."""
        held = self._held.get((now.identity, now.direction), ())
        return next((fact for fact in held if compares_with(term, now, fact, year)), None)


def _thing(total: Fact) -> Thing:
    return total.city, total.indicator, total.scope, total.period.end


def _possible(moved: Movement, fact: Fact) -> Interval | None:
    """Return all that a stated rate or change may be by the figures, negative of a fall; None if they do not say."""
    before, now = iv.base(moved.before), iv.base(moved.now)
    family = moved.now.quantity.unit.family
    if fact.measure.kind is not MeasureKind.GROWTH:
        if family == RANK:
            return before - now  # who comes forward rises
        return now - before if family != "permille" else None
    if family in NO_GROWTH or before.low <= 0 or now.low < 0:
        return None
    return (now / before - ONE) * HUNDRED


def _signed(stated: Fact) -> Interval:
    size = iv.base(stated)
    return exactly(0) - size if stated.direction == "减" else size


def _moved(found: Movement) -> Movement:
    before, now = iv.base(found.before), iv.base(found.now)
    unit = found.now.quantity.unit
    found = replace(found, size=_size(before, now, unit.family))
    if before.meets(now):
        return replace(found, turn="平" if same(found.before, found.now) else "")
    more = now.low >= before.high  # rounded intervals that only touch do not meet
    turn = ("降" if more else "升") if unit.family == RANK else "增" if more else "减"
    results = []
    if measured := {RANK: STEP, "percent": POINT}.get(unit.family, unit if unit.family != "permille" else None):
        high, low = (now, before) if more else (before, now)
        formula = "{now} − {before}" if more else "{before} − {now}"
        results.append(Result("difference", (high - low) / exactly(measured.factor), measured, formula, beside=True))
    if unit.family not in NO_GROWTH and before.low > 0 and now.low >= 0:
        results.append(_growth("growth", before, now, more=more))
        years = _years(found.before, found.now)
        if years >= AVERAGED_FROM and before.bounded and now.bounded and now.low > 0:
            results.append(_growth("average", before, now, years, more=more))
    stem = f"{found.now.id}.since.{found.before.id}"
    made = {item.role: item for item in figures(stem, results, {"now": (found.now,), "before": (found.before,)})}
    return replace(
        found, turn=turn, difference=made.get("difference"), growth=made.get("growth"), average=made.get("average")
    )


def _size(before: Interval, now: Interval, family: str) -> Interval | None:
    if family == RANK or not (before.bounded and now.bounded):
        return None
    if family in NO_GROWTH:
        return now - before
    return (now / before - ONE) * HUNDRED if before.low > 0 else None


def _growth(role: str, before: Interval, now: Interval, years: int = 1, *, more: bool) -> Result:
    """Return the growth in %, or the fall, of several years the yearly average: (now ÷ before)^(1 ÷ years) − 1."""
    ratio = _root(now / before, years)
    quotient = "{now} ÷ {before}" if years == 1 else f"（{{now}} ÷ {{before}}）的{years}次方根"
    change, formula = (ratio - ONE, f"{quotient} − 1") if more else (ONE - ratio, f"1 − {quotient}")
    return Result(role, change * HUNDRED, PERCENT, formula)


def _years(before: Fact, now: Fact) -> int:
    """Return how many years lie between two figures of whole years, or of ends of years; 0 for all others."""
    ends = [fact.period.end or datetime.date.max for fact in (before, now)]
    whole = all(fact.period.months == YEAR or fact.period.is_end(fact.basis) for fact in (before, now))
    return ends[1].year - ends[0].year if whole and {(day.month, day.day) for day in ends} == {(12, 31)} else 0


def _root(ratio: Interval, years: int) -> Interval:
    """Return a positive interval to the power of 1 ÷ years; one unit in the 25th digit covers what the power rounds."""
    if years == 1:
        return ratio
    slack, power = Decimal("1e-25"), 1 / Decimal(years)
    stated = Fraction(ratio.best**power) if ratio.stated is not None else None
    return Interval(ratio.low**power * (1 - slack), ratio.high**power * (1 + slack), stated)
