"""Whether figures bear out what words claim of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from briefing.analysis import interval as iv
from briefing.analysis.comparability import Observed, Verdict, classify
from briefing.analysis.comparisons import same
from briefing.analysis.derived import DerivedFigure
from briefing.analysis.movements import Movement
from briefing.analysis.standing import Standing, comparison_with
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.measure import MeasureKind
from briefing.model.quantity import RANK
from briefing.wording.claims.messages import Why
from briefing.wording.claims.words import Sense

CHANGES = (MeasureKind.GROWTH, MeasureKind.CHANGE)
PAIR = 2
"""Figures that a change or a difference is computed from."""
TWICE = 100
"""By how many per cent what has doubled (翻番) has grown."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether figures bear out a claim: `holds` is None where they do not say, and `why` names the reason.

    `other` is the figure that decides beside `fact`, None where a target or a place does; `more` says how `fact` stands
    to it as a number, None where they are level. `rank` is its place and `mean` what the cities have on average, where
    that decides. `reason` is that of a break; `verdict` why two are not compared.
    """

    fact: Fact
    holds: bool | None = None
    other: Fact | None = None
    more: bool | None = None
    why: str = ""
    reason: str = ""
    verdict: Verdict | None = None
    targeted: bool = False
    rank: int | None = None
    mean: DerivedFigure | None = None
    course: tuple[Fact, ...] = ()
    """The figures that decide together, where two do not."""


ABOUT, LOOSELY = (Decimal("0.97"), Decimal("1.03")), (Decimal("0.9"), Decimal("1.1"))
"""Between which parts of a multiple (一半, 三倍) a figure is so many times another, and in a loose way of speaking."""


def gaps_moved(wider: bool, pairs: Sequence[tuple[Fact, Fact]]) -> Judgement:
    """Return whether the distance of two cities' figures went one way at each step from a pair of one time to the
    next.
    """
    sizes = [_distance(*pair) for pair in pairs]
    found = Judgement(pairs[-1][0], True)
    for (old, now), (before, after) in zip(pairwise(sizes), pairwise(pairs), strict=True):
        if now.low > old.high if wider else now.high < old.low:
            continue
        if not now.meets(old) or all(
            same(one, replace(other, id="")) for one, other in zip(before, after, strict=True)
        ):
            return Judgement(after[0], False, course=(*before, *after))
        if found.holds:
            found = replace(found, holds=None, why=Why.OPEN)
    return found


def _distance(one: Fact, other: Fact) -> iv.Interval:
    apart = iv.base(one) - iv.base(other)
    if apart.low >= 0:
        return apart
    ends = (iv.exactly(0) - apart) if apart.high <= 0 else None
    return ends or iv.Interval(Decimal(0), max(-apart.low, apart.high))


def multiple(one: Fact, other: Fact, times: Decimal, more: bool | None) -> Judgement:
    """Return whether a figure is so many times another, or more or less than that."""
    found = Judgement(one, None, course=(one, other))
    held, said = iv.base(one), iv.base(other) * iv.exactly(times)
    if more is None:
        low, high, least, most = (said * iv.exactly(part) for part in (*ABOUT, *LOOSELY))
        if held.low >= low.low and held.high <= high.high:
            return replace(found, holds=True)
        return (
            replace(found, holds=False)
            if held.high < least.low or held.low > most.high
            else replace(found, why=Why.VAGUE)
        )
    if held.meets(said):
        return replace(found, why=Why.OPEN)
    return replace(found, holds=(held.low > said.high) is more)


def fastest(sense: Sense, fact: Fact, moves: Sequence[Movement], count: int) -> Judgement:
    """Return whether a figure has grown most of `count` ones, or least, by how far those went that can be told."""
    own = next((item for item in moves if item.now.id == fact.id), None)
    if own is None or own.size is None or sense not in (Sense.BEST, Sense.MOST, Sense.WORST, Sense.LEAST):
        return Judgement(fact, why=Why.VAGUE)
    most, short = sense in (Sense.BEST, Sense.MOST), 0
    for other in moves:
        if other is own or other.size is None:
            continue
        if other.size.low > own.size.high if most else other.size.high < own.size.low:
            return Judgement(fact, False, course=(own.before, own.now, other.before, other.now))
        short += not other.size.meets(own.size)
    return Judgement(fact, True) if short == count - 1 else Judgement(fact, why=Why.OPEN)


def moved(sense: Sense, item: Movement) -> Judgement:
    """Return whether a figure went the way that a word says."""
    found = Judgement(item.now, None, item.before, item.rises if item.moves else None)
    if item.apart or not item.turn:
        return replace(found, why=item.apart or Why.OPEN, reason=item.reason)
    # of a place in a ranking 升 is a better one
    up, grown = item.turn in ("增", "升"), item.growth.interval if item.growth else None
    if sense is Sense.DOUBLED and up and grown and grown.low < TWICE <= grown.high:
        return replace(found, why=Why.OPEN)
    went = {
        Sense.UP: up,
        Sense.DOWN: item.turn in ("减", "降"),
        Sense.DOUBLED: up and grown is not None and grown.low >= TWICE,
    }
    return _decided(found, went[sense] if sense in went else _stands(sense, found.more, item.indicator))


def grew(sense: Sense, fact: Fact) -> Judgement:
    """Return whether a stated rate or change is one of the way that a word says."""
    found, nothing = iv.base(fact), iv.exactly(0)
    found = nothing - found if fact.direction == "减" else found
    up = True if found.low > 0 else False if found.high < 0 else None
    judged = Judgement(fact, None, more=up)
    if up is None and found.low < found.high:
        return replace(judged, why=Why.OPEN)
    return _decided(judged, {Sense.UP: up is True, Sense.DOWN: up is False, Sense.LEVEL: up is None}.get(sense))


def compared(sense: Sense, one: Observed, other: Observed) -> Judgement:
    """Return whether one figure stands to that of another city as a word says."""
    found = Judgement(one.fact, None, other.fact)
    beside = comparison_with(one, [other])
    if beside is None:
        return Judgement(one.fact, other=other.fact, why=Why.OPEN, verdict=classify(one, other))
    ahead, behind = (bool(side(one.fact)) for side in (beside.behind, beside.before))
    found = Judgement(one.fact, None, other.fact, None if ahead == behind else behind if beside.rising else ahead)
    if sense in (Sense.BETTER, Sense.WORSE) and one.indicator.better is None:
        return replace(found, why=Why.NEUTRAL)
    if not (ahead or behind or beside.level):
        return replace(found, why=Why.OPEN)
    return _decided(found, _stands(sense, found.more, one.indicator))


def placed(sense: Sense, item: Standing, *, shared: bool) -> Judgement:
    """Return whether a figure stands first or last among the cities, or with others where the place is `shared`."""
    fact, beside = item.fact, item.comparison
    if sense in (Sense.AHEAD, Sense.BEHIND):  # how far ahead that is nobody says, but the last is not
        past = beside.behind(fact) if sense is Sense.AHEAD else beside.before(fact)
        apart = past or not beside.apart or beside.indicator.better is None
        return Judgement(fact, why=Why.VAGUE) if apart else Judgement(fact, False, rank=item.rank)
    upwards = {Sense.BEST: True, Sense.WORST: False, Sense.MOST: not beside.rising, Sense.LEAST: beside.rising}[sense]
    past, short = (beside.before(fact), beside.behind(fact)) if upwards else (beside.behind(fact), beside.before(fact))
    higher = upwards is beside.rising  # what stands past it is the lower number where the lowest stands first
    if past:
        return Judgement(fact, False, past[0] if upwards else past[-1], more=higher)
    level = [other for other in beside.facts if other.id != fact.id and same(other, fact)]
    if len(short) + len(level) < len(beside.facts) - 1:
        return Judgement(fact, why=Why.OPEN)
    return Judgement(fact, shared or not level, level[0] if level else None)


def numbered(item: Standing, place: int) -> Judgement:
    """Return whether a figure has that place among the cities."""
    if item.comparison.indicator.better is None:
        return Judgement(item.fact, why=Why.NEUTRAL)
    found = Judgement(item.fact, None, rank=item.rank)
    return replace(found, why=Why.OPEN) if item.rank is None else _decided(found, item.rank == place)


def next_to(item: Standing, cities: Collection[str]) -> Judgement:
    """Return whether just those cities, and none else, stand before a figure (仅次于)."""
    found = numbered(item, len(cities) + 1)
    before = {fact.city for fact in item.comparison.before(item.fact)}
    return replace(found, holds=found.holds and before == set(cities))


def place_stated(sense: Sense, fact: Fact, place: int = 1) -> Judgement | None:
    """Return whether a place in a ranking, as a source states it, is that one; None for any other figure or claim."""
    if fact.quantity.unit.family != RANK or sense not in (Sense.BEST, Sense.PLACE):
        return None
    stated = iv.base(fact)
    return Judgement(
        fact,
        True if stated.low == stated.high == place else None if stated.low <= place <= stated.high else False,
        why=Why.OPEN,
    )


def averaged(sense: Sense, item: Standing) -> Judgement | None:
    """Return whether a figure stands to the mean of the cities as a word says; None where these have none."""
    if (mean := item.average) is None:
        return None
    own = iv.base(item.fact) / iv.exactly(item.fact.quantity.unit.factor)
    if own.meets(mean.interval):
        return Judgement(item.fact, why=Why.OPEN)
    more = own.low >= mean.interval.high
    return _decided(Judgement(item.fact, None, more=more, mean=mean), _stands(sense, more, item.comparison.indicator))


def targeted(sense: Sense, item: Observed) -> Judgement | None:
    """Return whether a figure stands to its target as a word says; None where it has none."""
    if item.fact.target is None:
        return None
    have, aim = iv.base(item.fact), iv.base(replace(item.fact, quantity=item.fact.target.quantity, qualifier=None))
    level = same(item.fact, replace(item.fact, id="", quantity=item.fact.target.quantity, qualifier=None))
    more = None if level or have.meets(aim) else have.low >= aim.high
    judged = Judgement(item.fact, None, more=more, targeted=True)
    if more is None and not level:
        return replace(judged, why=Why.OPEN)
    reached = level or more is (item.indicator.better != "低")
    done = {Sense.REACHED: reached, Sense.MISSED: not reached}
    return _decided(judged, done[sense] if sense in done else _stands(sense, more, item.indicator))


def _stands(sense: Sense, more: bool | None, indicator: Indicator) -> bool | None:
    """Return whether what is more than another, less or level with it (None) is what a word says of it.

    None where the word says nothing of that kind, or the indicator does not say what is better.
    """
    meant = {Sense.MORE: True, Sense.LESS: False, Sense.LEVEL: None}
    if indicator.better:
        meant |= {Sense.BETTER: indicator.better == "高", Sense.WORSE: indicator.better == "低"}
    return more is meant[sense] if sense in meant else None


def _decided(found: Judgement, holds: bool | None) -> Judgement:
    return replace(found, holds=holds, why="" if holds is not None else Why.NEUTRAL)


def first_that(found: Iterable[Judgement], *holds: bool | None) -> Judgement | None:
    """Return the first of the judgements that hold in the first way of these three that any does; None of none."""
    return min(found, key=lambda item: holds.index(item.holds), default=None)


def is_before(fact: Fact, now: Fact) -> bool:
    """Return whether a fact is of the same thing at an earlier time."""
    same = (fact.identity, fact.direction) == (now.identity, now.direction)
    return same and fact.period.dated and now.period.dated and fact.period < now.period


def last_before(now: Fact, facts: Iterable[Fact]) -> list[Fact]:
    """Return the figures of the same thing before it in time, the latest last."""
    return sorted((fact for fact in facts if is_before(fact, now)), key=lambda fact: fact.period)
