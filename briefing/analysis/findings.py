"""What is worth saying first: everything established, ranked by salience, each with the facts it rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from briefing.analysis.comparisons import Comparison
from briefing.analysis.derived import DerivedFigure
from briefing.analysis.months import CityTargets
from briefing.analysis.relations import Related
from briefing.analysis.trends import Group, Trend
from briefing.model.facts import PLACEHOLDER, Fact, Headline, Practice
from briefing.model.quantity import RANK, RANK_CHANGE
from briefing.model.relations import KINDS

TOLD_EACH = 3
"""Cities of which a series is told of each; of more there is one sentence on all."""


@dataclass(frozen=True, slots=True)
class Courses:
    """How many cities moved on one indicator; `level` is how they stand at the end, None where that is not judged."""

    trend: Trend
    group: Group
    level: Comparison | None

    @property
    def named(self) -> tuple[str, ...]:
        """Return the cities whose courses are told: that which moved most, then, if all did, that which moved least."""
        group = self.group
        least = group.least if len(group.movers) == len(group.cities) else ""
        return tuple(filter(None, (group.most, least))) if group.most else ()

    @property
    def ends(self) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
        """Return the figures that certainly stand first and last at the end, but no places; () where none does."""
        found = None if self.trend.indicator.family == RANK or (self.level and self.level.level) else self.level
        return (found.firsts, found.lasts) if found else ((), ())

    @property
    def told(self) -> tuple[Fact, ...]:
        """Return the facts that a sentence prints."""
        moved = [fact for city in self.named for fact in self.trend.told(city)]
        return tuple(dict.fromkeys([*moved, *self.ends[0], *self.ends[1]]))


Subject = CityTargets | Comparison | Trend | Courses | Related | Fact | Practice


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` tells the wording room which sentence to make of `subject`; a higher `salience` is said earlier.

    `facts`: the ids of the facts that the sentence prints, () where it prints none (a claim of being first). `also` is
    told in the same sentence. `level`: how the home city stands at the end of its course.
    """

    kind: str
    theme: str
    cities: tuple[str, ...]
    salience: int
    facts: tuple[str, ...]
    subject: Subject
    also: Finding | None = None
    level: Comparison | None = None


WEIGHT: Mapping[str, int] = {
    "target": 300,
    "comparison": 90,
    "courses": 90,
    "trend": 55,
    "headline": 30,
    "rank": 40,
    "first": 30,
    "practice": 30,
    **{name: kind.weight for name, kind in KINDS.items() if kind.weight is not None},
}
"""What a mayor asks first: is it done, how do we stand against others, what was cut or outdone, what grew.

The steps between the kinds leave room for the size of the figure itself (0 to 9).
"""

ON_SCHEDULE = 250
"""What targets lose none of which is behind."""
SERIES_FIRST = 45
"""What a comparison of figures loses whose courses are told: below all of these, above what was said to be first."""
AT_HOME = 45
"""What the course of a home city gains where those of many are told in one sentence, which it comes before."""
PROMINENCE: Mapping[Headline, int] = {Headline.LEAD: 200, Headline.MAIN: 20, Headline.PLAIN: 0}
"""What a finding gains by the most prominent of its figures: one of a lead comes before all others."""
UNJUDGED = 40
"""What cities set beside one another lose where more is no merit, as of a total: the judged come before all of it."""
UNJUDGED_ALONE = 10
"""The same of the course of one city: more than its size can make up for."""
WEAK = 20
"""What is below that is said only where there is little else."""
BARE = WEAK - 2
"""The salience of a mere figure, of which its source makes nothing: said only of a city that has nothing else."""
HEAVIEST = 14
"""What a finding gains at most by the weight of its indicator in the appraisal: less than what makes it a headline."""
LEVEL = 0  # the salience of cities that state the same figure: it tells nobody where anyone stands

_RATE = "rate"
_SIZE: Mapping[str, Callable[[Related], Decimal]] = {
    "reduction": lambda item: item.one(_RATE).quantity.value,
    "completion": lambda item: abs(item.one(_RATE).quantity.value - 100),
    "share": lambda item: item.one(_RATE).quantity.value,
    # a place in a ranking has no growth: ten places are as much as the scale can say
    "change": lambda item: _percent(item.figure("growth")) or _steps(item.one("change")),
}
"""How much a relation says, as a percentage, for kinds that have one."""


def find(
    *,
    comparisons: Sequence[Comparison],
    trends: Sequence[Trend],
    related: Iterable[Related],
    facts: Iterable[Fact],
    practices: Iterable[Practice],
    theme: Callable[[Fact], str],
    home: str | None = None,
    targets: Iterable[CityTargets] = (),
    weights: Mapping[str, Decimal] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """Return all findings, most salient first; equals keep the order of the data.

    `weights` are those of indicators in the office's appraisal, by id.

    A comparison of what the courses of many cities have led to is told with these. A place in a ranking is a finding of
    its own where no comparison, trend, movement or practice tells it; so is any other figure by itself, the more
    so if its source makes much of it.
    """
    facts = list(facts)
    courses = [item for trend in trends for item in _courses(trend, comparisons)]
    at_home = {own.id: item for item in comparisons if not item.level and (own := item.of(home))}
    held = [trend.last(home).id for trend in trends if home in trend.courses] if home else []
    told_with = [*(item.level for item in courses), *(at_home[id] for id in held if id in at_home)]
    ends = {fact.id for trend in trends for city in trend.courses for fact in trend.told(city)}
    # in the order of the data, which `sorted` keeps among equals
    found = [
        *map(_of_targets, targets),
        *(_of_comparison(item, ends, home) for item in comparisons if item not in told_with),
        *map(_of_courses, courses),
        *(finding for item in trends for finding in _of_trend(item, home, at_home)),
        *(_of_relation(item) for item in related if item.relation.kind in WEIGHT),
    ]
    practices = list(practices)
    series = (fact.id for item in trends for city in item.series for fact in item.covered(city))
    practised = (id for item in practices for id in PLACEHOLDER.findall(item.text))
    told = {*series, *practised, *(id for finding in found for id in finding.facts)}
    found += _of_the_rest(facts, told, {fact.id for item in comparisons for fact in item.facts}, theme)
    found += filter(None, (_of_practice(item, {fact.id: fact for fact in facts}) for item in practices))
    heavy = {fact.id: min(HEAVIEST, int(weights[fact.indicator])) for fact in facts if fact.indicator in weights}
    return tuple(sorted((_weighed(item, heavy) for item in found), key=lambda finding: -finding.salience))


def _of_the_rest(
    facts: Sequence[Fact], told: Collection[str], compared: Collection[str], theme: Callable[[Fact], str]
) -> Iterator[Finding]:
    """Yield each place in a ranking, and each other figure, that is not told elsewhere.

    What is `compared` is found only if its source makes much of it.
    """
    # the place of an earlier time tells nobody where a city stands
    latest = {fact.identity: fact.period.end for fact in sorted(facts, key=lambda fact: fact.period.end or date.min)}
    for fact in facts:
        if fact.id in told or fact.period.end not in (None, latest[fact.identity]):
            continue
        if fact.quantity.unit.family == RANK:
            # the first place says most, the tenth and all below as much as one another
            yield _finding("rank", theme(fact), [fact], _points(100 - 10 * fact.quantity.value), fact)
        elif fact.headline is not Headline.PLAIN or fact.id not in compared:
            size = BARE - WEIGHT["headline"] if fact.headline is Headline.PLAIN else 0
            yield _finding("headline", theme(fact), [fact], size, fact)


def _weighed(item: Finding, heavy: Mapping[str, int]) -> Finding:
    """Return a finding with what it gains by the heaviest of its facts in the appraisal."""
    gained = max((heavy.get(id, 0) for id in item.facts), default=0)
    return replace(item, salience=item.salience + gained) if gained and item.salience > BARE else item


def _of_practice(item: Practice, facts: Mapping[str, Fact]) -> Finding | None:
    """Return what a practice was the first in, or has achieved; the more figures it has to show, the more it says."""
    if item.first:
        return Finding("first", item.theme, (item.city,), WEIGHT["first"], item.facts if item.tells_first else (), item)
    held = [facts[id] for id in PLACEHOLDER.findall(item.text) if id in facts]
    places = [fact for fact in held if fact.quantity.unit.family == RANK]
    great = [fact for fact in held if fact in places or fact.headline is not Headline.PLAIN]
    keyed = [fact for fact in held if fact.id == item.key_fact]
    shown = great or keyed or held
    if not shown:
        return None
    said = PLACEHOLDER.findall("".join(item.telling({fact.id for fact in shown})))
    # of a city that has nothing else to show even a figure that stands for nothing
    size = min(9, 3 * len(shown)) if great else WEAK - WEIGHT["practice"] - (0 if keyed else 1)
    size += WEIGHT["rank"] - WEIGHT["practice"] if places else 0
    return replace(_finding("practice", item.theme, shown, size, item), facts=tuple(said))


def _of_targets(item: CityTargets) -> Finding:
    """Return the finding, of no one theme; it says more the further a target is behind.

    It prints the figures of those that it names, of many none itself.
    """
    size = min(99, int(item.behind[0].behind)) if item.behind else -ON_SCHEDULE
    found = _finding("target", "", [held.fact for held in item.all or item.unjudged], size, item)
    return replace(found, facts=tuple(held.fact.id for held in item.named))


def _of_comparison(item: Comparison, ends: Collection[str], home: str | None) -> Finding:
    """Return the finding; a difference says more where a place is a merit, and where it is certain.

    Where all figures are `ends` of series, how they moved is said before how they stand.
    """
    judged, in_series = item.indicator.judged, all(fact.id in ends for fact in item.facts)
    size = (5 if judged else 0) + (4 if item.apart else 0) - (SERIES_FIRST if in_series else 0 if judged else UNJUDGED)
    cities = tuple(fact.city for fact in item.facts)
    found = replace(_finding("comparison", item.indicator.theme, item.told(home), size, item), cities=cities)
    return replace(found, salience=LEVEL) if item.level else found


def _courses(trend: Trend, comparisons: Iterable[Comparison]) -> Iterator[Courses]:
    """Yield the groups of more cities than are told one by one, each with how they stand at the end."""
    for group in trend.groups:
        if len(group.cities) > TOLD_EACH:
            ends = {trend.last(city) for city in group.cities}
            held = [item for item in comparisons if item.indicator == trend.indicator and set(item.facts) == ends]
            yield Courses(trend, group, held[0] if held else None)


def _of_courses(item: Courses) -> Finding:
    """Return the finding; it says more where cities differ in which way they went, or one went furthest for certain."""
    group = item.group
    size = (4 if len(group.movers) < len(group.cities) else 0) + 2 * len(item.named)
    size -= 0 if item.trend.indicator.judged else UNJUDGED
    found = _finding("courses", item.trend.indicator.theme, item.told, size, item)
    return replace(found, cities=group.cities)


def _of_trend(item: Trend, home: str | None, at_home: Mapping[str, Comparison]) -> Iterator[Finding]:
    many = {city for group in item.groups if len(group.cities) > TOLD_EACH for city in group.cities}
    for city in item.courses:
        if city == home or city not in many:
            moved = item.courses[city].moved
            # 30 % a year is as much as the scale can say
            size = _points(_percent(moved.average) * 3 or _percent(moved.growth))
            alone = replace(item, series={city: item.series[city]})
            level = at_home.get(item.last(city).id) if city == home else None
            said = dict.fromkeys((*item.told(city), *(level.told(home) if level else ())))
            found = _finding("trend", item.indicator.theme, said, size, alone)
            found = replace(found, cities=(city,), level=level)
            # what moved at home is said before what moved everywhere
            size = AT_HOME if city in many else 0
            size -= 0 if item.indicator.judged else UNJUDGED if city in many else UNJUDGED_ALONE
            yield replace(found, salience=found.salience + size)


def _of_relation(item: Related) -> Finding:
    kind = item.relation.kind
    said = [fact for role, facts in item.members.items() for fact in facts]
    size = _points(_SIZE[kind](item)) if kind in _SIZE else 0
    return _finding(kind, item.theme, said, size, item)


def _finding(kind: str, theme: str, facts: Iterable[Fact], size: int, subject: Subject) -> Finding:
    said = list(facts)
    cities = tuple(dict.fromkeys(fact.city for fact in said))
    salience = WEIGHT[kind] + size + max((PROMINENCE[fact.headline] for fact in said), default=0)
    return Finding(kind, theme, cities, salience, tuple(fact.id for fact in said), subject)


def _points(percent: Decimal) -> int:
    """Return 0 to 9 for a percentage of 0 to 90 and above."""
    return max(0, min(9, int(percent / 10)))


def _percent(figure: DerivedFigure | None) -> Decimal:
    return figure.value or Decimal(0) if figure else Decimal(0)


def _steps(moved: Fact) -> Decimal:
    """Return ten percent for each place that a city moved in a ranking."""
    return 10 * moved.quantity.value if moved.quantity.unit.family == RANK_CHANGE else Decimal(0)
