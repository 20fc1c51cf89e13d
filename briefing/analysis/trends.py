"""Over time: one indicator in three or more years, halves of a year, quarters or months, and how each city moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.analysis import interval as iv
from briefing.analysis.comparability import Observed, aspects
from briefing.analysis.comparisons import by_indicator, same
from briefing.analysis.movements import Movement, Movements
from briefing.analysis.terms import Term
from briefing.analysis.time_series import series_of
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind

# Two years are a comparison, told by its term; from three on there is a course to speak of.
SHORTEST = 3
PLACED_FROM = 3
"""Cities from which on it says something that one of them moved most."""
ON_AT_LEAST = 2
"""Periods that a course goes on the other way, so that it has turned and not merely wavered."""
DEPTH = 10
"""A turn is told if the way to it is at least this part (a tenth) of the range of the whole series."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a city stands among `of` by how far it moved, 1 for the furthest; `tied` with others that moved as far."""

    place: int
    of: int
    tied: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a course turned for good: `at` is the period of its trough or peak.

    For `back` periods until then it went one way, for `on` periods from then to the end the other: up if `rises`.
    """

    at: Period
    back: int
    on: int
    rises: bool


@dataclass(frozen=True, slots=True)
class Course:
    """How one city moved, its place among the cities, where it turned.

    `term`: by which it is told, None from the first figure to the last. `place` is None where there are few cities or
    rounding leaves it open, `turn` where it did not turn. `back` is how far it went in the last year where that is
    certainly the other way than the whole, else None.
    """

    term: Term | None
    moved: Movement
    place: Place | None
    turn: Turn | None
    back: Movement | None


@dataclass(frozen=True, slots=True)
class Group:
    """Cities whose courses may be set beside each other: comparable figures of one `term`, from one first period to one
    last.

    `up` and `down` moved for certain, up and down in number; `level` are as they were, of the others rounding leaves it
    open. `most` is the one that certainly moved further than all others of the greater part of those that moved,
    `least` the one that certainly moved less far: "" where there is none, or few moved.
    """

    term: Term | None
    cities: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    level: tuple[str, ...]
    most: str
    least: str

    @property
    def movers(self) -> tuple[str, ...]:
        """Return the greater part of those that moved."""
        return max(self.up, self.down, key=len)


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator over three or more periods of a kind (year, half, quarter, month).

    `series`: for each city its facts by those periods since the last break, from the earliest to the latest; `ends`:
    whether they are of the last days of these, of years either way. `courses`: how cities moved of which that can be
    told; `groups`: which may be told together.
    """

    indicator: Indicator
    kind: PeriodKind
    ends: bool
    series: Mapping[str, Mapping[Period, Fact]]
    courses: Mapping[str, Course]
    groups: tuple[Group, ...]

    @property
    def id(self) -> str:
        """The id of the indicator, with the kind of period where that is not a year."""
        of = "" if self.kind is PeriodKind.YEAR else f".{self.kind}" + ("-end" if self.ends else "")
        return f"{self.indicator.id}{of}"

    def last(self, city: str) -> Fact:
        """Return the latest fact of a city."""
        *_, last = self.series[city].values()
        return last

    def told(self, city: str) -> tuple[Fact, ...]:
        """Return the facts that a sentence on the course of a city prints: by a term the latest, else both ends."""
        course = self.courses[city]
        return (course.moved.now,) if course.term else (course.moved.before, course.moved.now)

    def covered(self, city: str) -> list[Fact]:
        """Return the facts that need no telling of their own: of a city without a course all but the latest."""
        facts = list(self.series.get(city, {}).values())
        return facts if city in self.courses else facts[:-1]


def trends(observed: Sequence[Observed], least: int = SHORTEST, movements: Movements | None = None) -> list[Trend]:
    """Return the indicators with three or more years in at least one city, or else with shorter periods in a row.

    A series agrees in all that a verdict asks but time. Of one that breaks it is the stretch since then, however short.
    `least`: how many periods make one; `movements` of the library, by default of what is observed.
    """
    movements = movements or Movements(observed, [item.fact for item in observed])
    known = {item.fact.id: item for item in observed}
    found = []
    for group in by_indicator(observed).values():
        alike: dict[tuple[PeriodKind, bool], dict[str, Mapping[Period, Fact]]] = {}
        for city, (kind, ends, series) in series_of(group, least).items():
            alike.setdefault((kind, ends), {})[city] = series
        found += [_trend(group[0].indicator, *kind, series, least, movements, known) for kind, series in alike.items()]
    return found


def _trend(
    indicator: Indicator,
    kind: PeriodKind,
    ends: bool,
    series: Mapping[str, Mapping[Period, Fact]],
    least: int,
    movements: Movements,
    known: Mapping[str, Observed],
) -> Trend:
    moved: dict[str, tuple[Term | None, Movement]] = {}
    alike: dict[object, list[str]] = {}
    for city, facts in series.items():
        found = _told(kind, ends, list(facts.values()), least, movements)
        if found:
            moved[city] = found
            # growth is a rate: cities of any level may be set beside each other
            key = found[0], *((min(facts),) if found[0] is None else ()), max(facts)
            now = known[found[1].now.id]
            # and what was changed alike, for that starts them at one time
            why = now.series_break[1] if now.series_break else ""
            alike.setdefault((key, why, aspects(now, without=("period", "level"))), []).append(city)
    groups = [{city: moved[city][1] for city in cities} for cities in alike.values()]
    places = {city: _place(city, group) for group in groups for city in group}
    courses = {
        city: Course(
            term,
            item,
            places[city],
            None if term else _turn(series[city]),
            None if term or kind is not PeriodKind.YEAR else _back(series[city], item, movements),
        )
        for city, (term, item) in moved.items()
    }
    told = tuple(_group(courses[next(iter(group))].term, group) for group in groups)
    return Trend(indicator, kind, ends, series, courses, told)


def _told(
    kind: PeriodKind, ends: bool, facts: Sequence[Fact], least: int, movements: Movements
) -> tuple[Term | None, Movement] | None:
    """Return how a series moved and by which term that is told; None where it cannot be.

    Parts of a year have their seasons, so that they are told 同比, by the same part of the year before. What stands at
    their ends may be told from the first to the last, as years are, where that one is not held. A rate that is stated
    needs no other telling.
    """
    if kind is not PeriodKind.YEAR and (found := movements.since(Term.YEAR_EARLIER, facts[-1])):
        return None if found.stated else (Term.YEAR_EARLIER, found)
    whole = (kind is PeriodKind.YEAR or ends) and len(facts) >= least
    return (None, movements.between(facts[0], facts[-1])) if whole else None


def _group(term: Term | None, moved: Mapping[str, Movement]) -> Group:
    up = tuple(city for city, item in moved.items() if item.moves and item.rises)
    down = tuple(city for city, item in moved.items() if item.moves and not item.rises)
    level = tuple(city for city, item in moved.items() if item.turn == "平")
    movers = max(up, down, key=len)

    def further(one: str, other: str) -> bool:
        return _further(moved[one], moved[other], up=movers == up)

    def outstanding(further: Callable[[str, str], bool]) -> str:
        alone = (one for one in movers if all(further(one, other) for other in movers if other != one))
        return next(alone, "") if len(movers) >= PLACED_FROM else ""

    return Group(
        term, tuple(moved), up, down, level, outstanding(further), outstanding(lambda one, other: further(other, one))
    )


def _place(city: str, group: Mapping[str, Movement]) -> Place | None:
    """Return the place of a city among those of its group by how far it moved; None where rounding leaves it open.

    Only those of which both figures are the same as its own are tied with it.
    """
    own, others = group[city], [item for other, item in group.items() if other != city]
    if len(group) < PLACED_FROM or not own.moves or any(item.size is None for item in group.values()):
        return None
    ahead, level = 0, False
    for item in others:
        if _further(item, own, up=own.rises):
            ahead += 1
        elif not _further(own, item, up=own.rises):
            if not (same(own.before, item.before) and same(own.now, item.now)):
                return None
            level = True
    return Place(ahead + 1, len(group), level)


def _further(one: Movement, other: Movement, *, up: bool) -> bool:
    """Return whether one certainly moved further up, or further down, than the other."""
    a, b = one.size, other.size
    if a is None or b is None:
        return False
    low, high = (b, a) if up else (a, b)
    return low.high <= high.low and not low.meets(high)


def _turn(facts: Mapping[Period, Fact]) -> Turn | None:
    """Return where a series of periods in a row turned for good; None where it did not.

    That is a peak or a trough strictly inside, from which on every step to the end goes the other way, for at least two
    periods; each step is certain by intervals, as is the one to it. The way from where it had begun to go there is at
    least a tenth of the range of the whole series.
    """
    times, held = list(facts), [iv.base(fact) for fact in facts.values()]
    if not all(item.bounded for item in held):
        return None
    steps = [0 if a.meets(b) else 1 if b.low >= a.high else -1 for a, b in pairwise(held)]
    on = _run(steps)
    back = _run(steps[: len(steps) - on])
    at = len(steps) - on
    rises = steps[-1] > 0
    if on < ON_AT_LEAST or not back or any(b.before() != a for a, b in pairwise(times[at - back :])):
        return None
    best = [item.best for item in held]
    if DEPTH * abs(best[at] - best[at - back]) < max(best) - min(best):
        return None
    return Turn(times[at], back, on, rises)


def _back(facts: Mapping[Period, Fact], whole: Movement, movements: Movements) -> Movement | None:
    """Return how far a series of years went in the last of them, where that is the other way than the whole."""
    (before, at), (old, now) = list(facts)[-2:], list(facts.values())[-2:]
    found = movements.between(old, now) if at.before() == before else None
    return found if found and found.moves and whole.moves and found.rises != whole.rises else None


def _run(steps: Sequence[int]) -> int:
    """Return how many steps at the end go one way for certain."""
    count = 0
    while count < len(steps) and steps[-1] and steps[-1 - count] == steps[-1]:
        count += 1
    return count
