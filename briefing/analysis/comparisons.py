"""Across cities: comparisons that the guard admits, pairs that only look alike, and what each city discloses."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice, pairwise

from briefing.analysis import interval as iv
from briefing.analysis.comparability import Observed, Refusal, aspects, refuse
from briefing.analysis.derived import POINT, TIMES, DerivedFigure, Result, figures
from briefing.analysis.interval import exactly
from briefing.model.library import Fact, Indicator
from briefing.model.quantity import Qualifier
from briefing.model.request import Selection

RATIOS = ("percent", "permille", "point", "times", "rank_change")
"""Families in which a multiple says nothing; their gap is one of points or places."""
WORTH_A_MULTIPLE = Decimal("1.5")  # below, a gap says more

TOLD_AT_MOST = 5  # cities of a comparison in one sentence

SIMILAR_WORDS, SAME_LETTERS = 0.4, 0.8  # Dice coefficients from which two names look alike
SAME_NUMBER_FROM, SAME_NUMBER_FEW = 100, 3  # smaller numbers, and those of many facts, are equal by chance
CONFUSED = (("time", "workday"), ("percent", "permille", "point"), ("cny", "usd"))
"""Families whose units are easily taken for one another."""


@dataclass(frozen=True, slots=True)
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
        """Whether the facts stand from the lowest to the highest."""
        return _lowest_first(self.indicator, self.facts[0])

    @property
    def level(self) -> bool:
        """Whether all cities state the same figure, and none of them more or less."""
        return all(same(self.facts[0], fact) for fact in self.facts)

    @property
    def apart(self) -> bool:
        """Whether the first certainly stands before the last."""
        return self._ahead(self.facts[0], self.facts[-1])

    @property
    def leads(self) -> bool:
        """Whether the first certainly stands before all others."""
        return len(self.behind(self.facts[0])) == len(self.facts) - 1

    @property
    def trails(self) -> bool:
        """Whether the last certainly stands behind all others."""
        return len(self.before(self.facts[-1])) == len(self.facts) - 1

    @property
    def told(self) -> tuple[Fact, ...]:
        """The facts that a sentence names: all of a few, of more the two ends."""
        return self.facts if len(self.facts) <= TOLD_AT_MOST else (self.facts[0], self.facts[-1])

    def before(self, fact: Fact) -> tuple[Fact, ...]:
        """Those that certainly stand before `fact`, given how the figures are rounded: 420项 do not before 400余项."""
        return tuple(other for other in self.facts if self._ahead(other, fact))

    def behind(self, fact: Fact) -> tuple[Fact, ...]:
        """Those that certainly stand behind `fact`, likewise."""
        return tuple(other for other in self.facts if self._ahead(fact, other))

    def _ahead(self, one: Fact, other: Fact) -> bool:
        low, high = (iv.base(fact) for fact in ((one, other) if self.rising else (other, one)))
        return low.high <= high.low and not low.meets(high)


def same(one: Fact, other: Fact) -> bool:
    """Whether two facts state the same figure: 0元 and 0元, but not 400余项 and 400余项, nor 3~5个 and 3~5个."""
    exact = (None, Qualifier.REACH, Qualifier.UP_TO)
    plain = all(fact.qualifier in exact and fact.quantity.upper is None for fact in (one, other))
    return one.id == other.id or (plain and one.quantity.base == other.quantity.base)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much each city discloses: (theme id, city id) → number of facts, and of practices."""

    facts: Mapping[tuple[str, str], int]
    practices: Mapping[tuple[str, str], int]

    def blank(self, theme: str, city: str) -> bool:
        """Whether the sources say nothing at all."""
        return not self.facts[theme, city] and not self.practices[theme, city]


def by_indicator(observed: Iterable[Observed]) -> dict[str, list[Observed]]:
    """Facts grouped by indicator, in data order."""
    groups: dict[str, list[Observed]] = {}
    for item in observed:
        groups.setdefault(item.indicator.id, []).append(item)
    return groups


def compare(observed: Iterable[Observed]) -> tuple[list[Comparison], list[Refusal]]:
    """For each indicator that several cities have: its comparisons, and why the other cities are left out.

    An indicator has one comparison for each scope, over the latest period that two cities share.
    """
    found: list[Comparison] = []
    refused: list[Refusal] = []
    for group in by_indicator(observed).values():
        if len({item.city.id for item in group}) < 2:
            continue
        chosen = _comparable(group)
        found += [_comparison(members) for members in chosen]
        kept = {item.city.id for members in chosen for item in members}
        rest = [item for item in latest(group) if item.city.id not in kept]
        head, others = (chosen[0][0], rest) if chosen else (rest[0], rest[1:])
        refused += [refusal for item in others if (refusal := refuse(head, item))]
    return found, refused


def _comparable(group: Iterable[Observed]) -> list[list[Observed]]:
    """Facts that may stand side by side, one a city; of several periods the latest that two cities share."""
    classes: dict[object, dict[str, Observed]] = {}
    for item in group:
        classes.setdefault(aspects(item), {}).setdefault(item.city.id, item)
    best: dict[object, list[Observed]] = {}
    for members in (list(held.values()) for held in classes.values() if len(held) > 1):
        topic = aspects(members[0], without=("period", "basis"))
        if topic not in best or _end(members[0]) > _end(best[topic][0]):
            best[topic] = members
    return list(best.values())


def latest(group: Iterable[Observed]) -> list[Observed]:
    """For each city the fact with the latest period, undated ones counting as latest; of equals the first."""
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
    rising = _lowest_first(indicator, sample)
    facts = sorted((item.fact for item in members), key=_size, reverse=not rising)
    low, high = (facts[0], facts[-1]) if rising else (facts[-1], facts[0])
    found = () if sample.quantity.unit.family == "rank" else _distances(high, low)
    distances = {figure.role: figure for figure in found}
    return Comparison(indicator, tuple(facts), distances.get("multiple"), distances.get("gap"))


def _lowest_first(indicator: Indicator, fact: Fact) -> bool:
    """Whether the lowest stands first: where low is better, and of ranks that are neither better nor worse."""
    return indicator.better == "低" or (indicator.better is None and fact.quantity.unit.family == "rank")


def _size(fact: Fact) -> tuple[Decimal, Decimal, Decimal]:
    """What facts are sorted by; of 近400, 400 and 400余 the interval tells which is more."""
    held = iv.base(fact)
    return fact.quantity.base, held.low, held.high


def _distances(top: Fact, bottom: Fact) -> tuple[DerivedFigure, ...]:
    """How many times the one is the other, where that is plainly more than once; else by how much it is higher."""
    high, low, unit = iv.base(top), iv.base(bottom), top.quantity.unit
    if high.low <= low.high:
        return ()
    if unit.family not in RATIOS and low.low > 0 and (high / low).low >= WORTH_A_MULTIPLE:
        found = Result("multiple", high / low, TIMES, "{top} ÷ {bottom}")
    else:
        gap = (high - low) / exactly(unit.factor)
        found = Result("gap", gap, POINT if unit.family == "percent" else unit, "{top} − {bottom}")
    return figures(top.id, [found], {"top": (top,), "bottom": (bottom,)})


def lookalikes(observed: Sequence[Observed]) -> list[Refusal]:
    """For each two indicators that a reader may take for one: a pair of facts from different cities."""
    pairs: dict[frozenset[str], tuple[Observed, Observed]] = {}
    for pair in (*_same_words(observed), *_same_number(observed)):
        pairs.setdefault(frozenset(item.indicator.id for item in pair), pair)
    return [refusal for pair in pairs.values() if (refusal := refuse(*pair))]


def _same_words(observed: Iterable[Observed]) -> Iterator[tuple[Observed, Observed]]:
    """Indicators of one theme whose names look alike and whose units do not tell them apart."""
    for first, second in combinations(by_indicator(observed).values(), 2):
        a, b = first[0].indicator, second[0].indicator
        families = {a.family, b.family}
        near = len(families) == 1 or any(families <= set(group) for group in CONFUSED)
        if a.theme == b.theme and near and look_alike(a.name, b.name):
            yield from islice(_across(first, second), 1)


def _same_number(observed: Iterable[Observed]) -> Iterator[tuple[Observed, Observed]]:
    """Other things of which two cities state the same number, where that is no common coincidence."""
    groups: dict[tuple[Decimal, str], list[Observed]] = {}
    for item in observed:
        quantity = item.fact.quantity
        if _telling(item.fact):
            groups.setdefault((quantity.value, quantity.unit.family), []).append(item)
    for items in groups.values():
        if len(items) <= SAME_NUMBER_FEW:
            pairs = (_across([a], [b]) for a, b in combinations(items, 2) if a.indicator.id != b.indicator.id)
            yield from (pair for found in pairs for pair in found)


def _telling(fact: Fact) -> bool:
    """Whether nobody expects to meet the same number again: not 400余, not 300~310, not 100%, not 20."""
    number = fact.quantity.value
    return fact.quantity.upper is None and number >= SAME_NUMBER_FROM and number % 10 != 0 and fact.qualifier is None


def _across(first: Iterable[Observed], second: Sequence[Observed]) -> Iterator[tuple[Observed, Observed]]:
    """The pairs from different cities."""
    return ((a, b) for a in first for b in second if a.city.id != b.city.id)


def look_alike(first: str, second: str) -> bool:
    """Whether two names have much in common: their two-character pieces, or nearly all letters (一照多址, 一址多照)."""
    a, b = ("".join(letter for letter in name if letter.isalnum()) for name in (first, second))
    pieces = (Counter(x + y for x, y in pairwise(name)) for name in (a, b))
    return _dice(*pieces) >= SIMILAR_WORDS or _dice(Counter(a), Counter(b)) >= SAME_LETTERS


def _dice(a: Counter[str], b: Counter[str]) -> float:
    """How much two bags have in common, 0 to 1."""
    return 2 * (a & b).total() / total if (total := a.total() + b.total()) else 0.0


def cover(selection: Selection) -> Coverage:
    """Counts for every selected theme and city; zero is a finding of its own (未披露)."""
    facts = {(theme.id, city.id): 0 for theme in selection.themes for city in selection.cities}
    practices = dict(facts)
    for city, record in selection.records.items():
        for fact in record.facts:
            facts[selection.library.theme_of(fact), city] += 1
        for practice in record.practices:
            practices[practice.theme, city] += 1
    return Coverage(facts, practices)
