"""Benchmarking (对标): where a home city stands on each indicator, and what its peers do more of than it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from briefing.analysis.comparisons import Comparison
from briefing.analysis.home_place import HomePlace
from briefing.analysis.movements import Movement, Movements
from briefing.analysis.standing import shares_of_best, standings
from briefing.analysis.terms import Term
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact, Practice, PracticeKind
from briefing.model.request import Selection

COVERED = ("项", "类", "种", "家", "户", "人", "名", "个", "所", "处", "cny", "usd")
"""Units, and families of amounts, that say how far a practice reaches; 套, 张, 场次 say what was handed out or held."""
PRACTICES = 2
"""Practices of those ahead that are told of one gap."""
AVERAGES = ("全市平均", "全省平均", "全区平均", "全国平均")
"""Scopes of figures of the whole of which home is a part, which are set beside its own and have no place."""
TENTATIVE = ("试点", "试行", "探索", "筹划", "着手")
"""What the name of a practice says that has not yet become the rule."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What peers do more of than home: the id of a topic, of a theme where they are under none, and the practices."""

    about: str
    theirs: tuple[Practice, ...]
    ours: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A home city against the other selected cities.

    `places`: those judged first, then totals, then what has no better end; `unlisted` are indicators on which peers are
    compared and home is not, or by bygone figures. `lessons` are what may be borrowed; `own` home's practices that
    claim to be the first, or that reach further than any of a peer's, what the source makes most of first.
    """

    home: str
    places: tuple[HomePlace, ...]
    unlisted: tuple[Indicator, ...]
    lessons: tuple[Lesson, ...]
    own: tuple[Practice, ...]

    @property
    def judged(self) -> tuple[HomePlace, ...]:
        """The places that say who does better."""
        return tuple(place for place in self.places if place.judged)

    @property
    def gaps(self) -> tuple[HomePlace, ...]:
        """Where home lags: by weight, what has none last; then by size; then by place."""
        return tuple(sorted((place for place in self.places if place.lags), key=_urgency))


def benchmark(
    selection: Selection, comparisons: Iterable[Comparison], movements: Movements, home: str, bygone: Collection[str]
) -> Benchmark:
    """Return how the city with the id `home`, one of those selected, stands against the others.

    It has no place by figures that are `bygone`, of which these are the ids.
    """
    facts = {fact.id: fact for record in selection.records.values() for fact in record.facts}
    places, unlisted = [], dict[str, Indicator]()
    for item in comparisons:
        if item.facts[0].scope in AVERAGES:
            continue
        own = next((fact for fact in item.facts if fact.city == home), None)
        if own and own.id not in bygone:
            places.append(_place(selection, item, own, movements, facts))
        else:
            unlisted[item.indicator.id] = item.indicator
    places, told = _each_once(places)
    return Benchmark(
        home=home,
        places=tuple(sorted(places, key=lambda place: (not place.judged, place.comparison.indicator.better is None))),
        unlisted=tuple(item for id, item in unlisted.items() if id not in {place.fact.indicator for place in places}),
        lessons=tuple(_lessons(selection, home, facts, told)),
        own=tuple(sorted(_own(selection, home, facts), key=lambda item: (not item.first, item.headline.order))),
    )


def coverage(practice: Practice, facts: Mapping[str, Fact]) -> tuple[str, Decimal] | None:
    """Return how far a practice reaches that others may take: by what, and how many (131项, 11904家); None where open.

    What is tried only, a result and support are none.
    """
    return _counted(practice, facts) if practice.kind is PracticeKind.METHOD else None


def _counted(practice: Practice, facts: Mapping[str, Fact]) -> tuple[str, Decimal] | None:
    fact = facts.get(practice.key_fact)
    if fact is None or not fact.quantity.value or any(word in practice.name for word in TENTATIVE):
        return None
    unit = fact.quantity.unit
    what = unit.symbol.lstrip("万亿") if unit.family == "count" else unit.family
    return (what, fact.quantity.value * unit.factor) if what in COVERED else None


def _further(one: Practice, other: Practice, facts: Mapping[str, Fact]) -> bool:
    """Return whether the one certainly reaches further: the other does not say how far, or less far in the like."""
    mine, theirs = coverage(one, facts), _counted(other, facts)
    return mine is not None and (theirs is None or (mine[0] == theirs[0] and mine[1] > theirs[1]))


def _place(
    selection: Selection, item: Comparison, own: Fact, movements: Movements, facts: Mapping[str, Fact]
) -> HomePlace:
    ahead = list(dict.fromkeys(fact.city for fact in item.before(own)))
    rates = movements.stated(own, Term.YEAR_EARLIER)
    moved = _moved(selection, own, movements)
    return HomePlace(
        standing=standings(item)[own.id],
        judged=item.indicator.judged,
        share=shares_of_best(item).get(own.id),
        moved=moved,
        rate=next(iter(rates), None) if moved is None else None,
        average=next((fact for fact in selection.records[own.city].facts if _is_average(fact, own)), None),
        theirs=_about(selection, item.indicator, ahead, facts, reaching=True),
        ours=_about(selection, item.indicator, [own.city], facts, reaching=False),
    )


def _is_average(fact: Fact, own: Fact) -> bool:
    """Return whether a fact is the average of the places of which `own` is one, of the same thing and time."""
    alike = replace(fact, scope=own.scope).identity == own.identity and fact.period == own.period
    return alike and fact.scope in AVERAGES and fact.quantity.unit.family == own.quantity.unit.family


def _moved(selection: Selection, now: Fact, movements: Movements) -> Movement | None:
    """Return the way from the figure of the year before, else from the latest before that it may be set against."""
    held = selection.library.records[now.city].facts
    earlier = [
        fact
        for fact in held
        if (fact.identity, fact.direction) == (now.identity, now.direction) and fact.period < now.period
    ]
    last = [movements.earlier(Term.YEAR_EARLIER, now), *sorted(earlier, key=lambda fact: fact.period, reverse=True)]
    ways = (movements.between(before, now) for before in last if before)
    return next((way for way in ways if not way.apart), None)


def _each_once(places: Iterable[HomePlace]) -> tuple[list[HomePlace], set[str]]:
    """Return the places, with each practice at the most urgent gap alone, and the ids of those of peers."""
    kept, told = list[HomePlace](), set[str]()
    for place in sorted(places, key=lambda item: (not item.lags, _urgency(item))):
        theirs, ours = ([item for item in held if item.id not in told] for held in (place.theirs, place.ours))
        kept.append(replace(place, theirs=tuple(theirs[:PRACTICES]), ours=tuple(ours[:1])))
        told.update(item.id for item in (*kept[-1].theirs, *kept[-1].ours) if place.lags)
    order = {place.fact.id: at for at, place in enumerate(places)}
    return sorted(kept, key=lambda place: order[place.fact.id]), told


def _about(
    selection: Selection, indicator: Indicator, cities: Iterable[str], facts: Mapping[str, Fact], *, reaching: bool
) -> tuple[Practice, ...]:
    """Return what cities do about an indicator: what gives its figures, then of the others one of its theme.

    That is of what says how far it reaches, else, unless it must be `reaching`, of all, what its source makes most of.
    """
    found, rest = list[Practice](), list[Practice]()
    for city in cities:
        held = [item for item in selection.records[city].practices if item.theme == indicator.theme]
        close = [item for item in held if any(facts[id].indicator == indicator.id for id in item.facts if id in facts)]
        held = [item for item in held if coverage(item, facts) or not reaching]
        found += close
        rest += [] if close else sorted(held, key=lambda item: (not coverage(item, facts), item.headline.order))[:1]
    return (*found, *rest)


def _urgency(place: HomePlace) -> tuple[Decimal, tuple[bool, Decimal, Decimal], int]:
    return -(place.comparison.indicator.weight or Decimal(0)), place.size, -(place.standing.rank or 0)


def _lessons(selection: Selection, home: str, facts: Mapping[str, Fact], told: set[str]) -> list[Lesson]:
    """Return what peers do more of than home, what their sources make most of first, in the order of the catalogue.

    The practices that are `told` already are left out; what is under no topic comes behind all that is.
    """
    found, own = list[Lesson](), selection.records[home].practices
    counted = {fact.indicator for fact in facts.values() if fact.city == home}
    for about, held in _subjects(selection):
        # what is under one theme alone need not be about one thing
        ours = tuple(item for item in held if item.city == home and item.topic)
        theirs = [item for item in held if item.city != home and item.id not in told and coverage(item, facts)]
        theirs = [item for item in theirs if all(_further(item, other, facts) for other in ours)]
        # where home has a figure of the same indicator, that tells which of them goes further
        theirs = [item for item in theirs if not (_named_alike(item, own) or facts[item.key_fact].indicator in counted)]
        units = list(dict.fromkeys(unit for item in theirs for unit, _ in filter(None, [coverage(item, facts)])))

        def reach(item: Practice, units: Sequence[str] = units) -> tuple[int, Decimal]:
            unit, many = coverage(item, facts) or ("", Decimal(0))
            return units.index(unit), -many

        if theirs:
            theirs.sort(key=reach)
            found.append(Lesson(about, tuple({item.city: item for item in reversed(theirs)}.values())[::-1], ours))
    order = [*selection.library.catalogue.topics, *selection.library.catalogue.themes]
    return sorted(found, key=lambda item: (item.theirs[0].headline.order, order.index(item.about)))


def _subjects(selection: Selection) -> Iterator[tuple[str, list[Practice]]]:
    """Yield the practices of all cities by topic, those under none by theme."""
    groups: dict[str, list[Practice]] = {}
    for record in selection.records.values():
        for practice in record.practices:
            groups.setdefault(practice.topic or practice.theme, []).append(practice)
    yield from groups.items()


def _own(selection: Selection, home: str, facts: Mapping[str, Fact]) -> Iterator[Practice]:
    """Yield home's practices that claim to be the first, and those that reach further than any of a peer's."""
    for _, held in _subjects(selection):
        others = [item for item in held if item.city != home]
        for item in held:
            far = coverage(item, facts) and all(_further(item, other, facts) for other in others)
            if item.city == home and (item.first or far):
                yield item


def _named_alike(practice: Practice, own: Sequence[Practice]) -> bool:
    """Return whether home has it under a longer or shorter name: 一网通办 in 企业开办“一网通办”."""
    names = [name.strip("“”") for name in (practice.name, *practice.aliases)]
    held = [name.strip("“”") for item in own for name in (item.name, *item.aliases)]
    return any(a in b or b in a for a in names for b in held)
