"""The standing of one figure among those that it may be judged with: its place, the best, how far it is behind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from itertools import count
from operator import add

from briefing.analysis import interval as iv
from briefing.analysis.comparability import Observed
from briefing.analysis.comparisons import Comparison, compare, same
from briefing.analysis.derived import PERCENT, POINT, DerivedFigure, Result, figures
from briefing.analysis.interval import HUNDRED, exactly
from briefing.model.facts import Fact
from briefing.model.measure import MeasureKind
from briefing.model.quantity import RANK


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact within a comparison.

    `rank` is its place, equals sharing one; None where rounding leaves it open. `best`: the fact that certainly stands
    before all others, where the indicator says what is better; None where there is none. `sharing`: how many have its
    place, itself among them.
    """

    fact: Fact
    comparison: Comparison
    rank: int | None
    best: Fact | None
    sharing: int

    @property
    def last(self) -> bool:
        """Return whether it certainly stands last, maybe with others, and not all alike."""
        return self.rank is not None and 1 < self.rank == len(self.comparison.facts) + 1 - self.sharing

    @property
    def gap(self) -> DerivedFigure | None:
        """How far the best is from it; None of the best itself, without one, and of a place in a ranking."""
        return self.behind_by(self.best) if self.best else None

    def behind_by(self, other: Fact) -> DerivedFigure | None:
        """Return how far another figure, one certainly before it, is from it; None of itself and of places."""
        fact, unit = self.fact, self.fact.quantity.unit
        if other.id == fact.id or unit.family == RANK:
            return None
        high, low = (fact, other) if self.comparison.rising else (other, fact)
        distance = (iv.base(high) - iv.base(low)) / exactly(unit.factor)
        result = Result("gap", distance, POINT if unit.family == "percent" else unit, "{high} − {low}", beside=True)
        return figures(f"{fact.id}.from.{other.id}", [result], {"high": (high,), "low": (low,)})[0]

    @property
    def average(self) -> DerivedFigure | None:
        """Return the arithmetic mean of the comparison in the unit of the fact; None of places in a ranking."""
        return self._mean("average", self.comparison.facts, "（{all}）÷ {count}")

    @property
    def median(self) -> DerivedFigure | None:
        """Return the middle figure of the comparison, of an even number the mean of the two; None of places.

        What would be printed as the figure of the fact itself has as many digits more as tell the two apart: 1.35.
        """
        facts = self.comparison.facts
        middle = facts[(len(facts) - 1) // 2 : len(facts) // 2 + 1]
        formula = "（{all}）÷ {count}" if len(middle) > 1 else "居中的{all}"
        found = self._mean("median", middle, formula)
        level = found is not None and found.value == self.fact.quantity.value
        return self._mean("median", middle, formula, beside=True) if level else found

    def _mean(self, role: str, facts: Sequence[Fact], formula: str, *, beside: bool = False) -> DerivedFigure | None:
        unit = self.fact.quantity.unit
        if unit.family == RANK:
            return None
        mean = reduce(add, map(iv.base, facts)) / exactly(unit.factor * len(facts))
        result = Result(role, mean, unit, formula.replace("{count}", str(len(facts))), beside)
        return figures(self.fact.id, [result], {"all": facts})[0]

    @property
    def behind(self) -> bool:
        """Return whether the fact is certainly worse than the mean, where the indicator says what is better."""
        mean = self.average
        if not self.comparison.indicator.better or mean is None:
            return False
        own = iv.base(self.fact) / exactly(self.fact.quantity.unit.factor)
        more = own.low >= mean.interval.high
        return not own.meets(mean.interval) and more == self.comparison.rising


def comparison_with(own: Observed, alike: Iterable[Observed]) -> Comparison | None:
    """Return the comparison of a fact with those `alike` in all that a verdict asks; None if it is alone."""
    # of several figures of one city the first in the data stands for it, which may be another than this
    found = compare([own, *(item for item in alike if item.city.id != own.city.id)]).comparisons
    return found[0] if found else None


def standings(comparison: Comparison) -> Mapping[str, Standing]:
    """Return where each of the facts of a comparison stands in it, by their ids."""
    ranks = _ranks(comparison)
    best = comparison.facts[0] if comparison.indicator.better and comparison.leads else None
    sharing = Counter(ranks.values())
    return {
        fact.id: Standing(fact, comparison, rank := ranks[fact.id], best, sharing[rank]) for fact in comparison.facts
    }


def _ranks(comparison: Comparison) -> dict[str, int | None]:
    """Return the place of each fact by its id: 1 more than there are facts certainly before it."""
    facts, held = comparison.facts, {fact.id: iv.base(fact) for fact in comparison.facts}
    # by sorted ends, since with hundreds of cities to set each against each would take seconds
    lows, highs = (sorted(ends) for ends in zip(*((item.low, item.high) for item in held.values()), strict=True))
    low_at = _grouped(facts, lambda fact: held[fact.id].low)
    high_at = _grouped(facts, lambda fact: held[fact.id].high)
    stated_at = _grouped(facts, lambda fact: fact.quantity.base)
    found: dict[str, int | None] = {}
    for fact in facts:
        own = held[fact.id]
        # rounded ends that only touch do not meet
        below = bisect_left(highs, own.low) + sum(not own.meets(held[other.id]) for other in high_at.get(own.low, ()))
        above = sum(not own.meets(held[other.id]) for other in low_at.get(own.high, ()))
        above += len(facts) - bisect_right(lows, own.high)
        level = sum(same(fact, other) for other in stated_at[fact.quantity.base])
        certain = below + level + above == len(facts)
        found[fact.id] = 1 + (below if comparison.rising else above) if certain else None
    return found


def _grouped(facts: Iterable[Fact], key: Callable[[Fact], Decimal]) -> dict[Decimal, list[Fact]]:
    """Return the facts by a number of theirs."""
    found: dict[Decimal, list[Fact]] = {}
    for fact in facts:
        found.setdefault(key(fact), []).append(fact)
    return found


def shares_of_best(comparison: Comparison) -> Mapping[str, DerivedFigure]:
    """Return for each fact what percentage of the best it is, by their ids: 100 for the best and its equals alone.

    Where low is better, what percentage of it the best is. Empty where nothing is better, of places in a ranking, of
    rates of growth, and where the best, or what it is held against, is not certainly more than zero.
    """
    best = comparison.facts[0]
    held = {fact.id: iv.base(fact) for fact in comparison.facts}
    if comparison.indicator.better is None or best.quantity.unit.family == RANK:
        return {}
    if best.measure.kind is MeasureKind.GROWTH or any(item.low <= 0 for item in held.values()):
        return {}
    found = {}
    for fact in comparison.facts:
        low, high = (best, fact) if comparison.rising else (fact, best)
        alone = fact.quantity.base == best.quantity.base
        share = HUNDRED if alone else (held[low.id] / held[high.id] * HUNDRED).within(iv.ZERO, HUNDRED.high)
        formula = "{low}为最好，记作100%" if alone else "{low} ÷ {high} × 100%"
        result = Result("share", share, PERCENT, formula)
        (made,) = figures(f"{fact.id}.of.{best.id}", [result], {"low": (low,), "high": (high,)})
        found[fact.id] = made if alone or made.places is None else _below_all(made, made.places)
    return found


def _below_all(share: DerivedFigure, places: int) -> DerivedFigure:
    """Return a share of less than 100 % in whole per cents at least, with the decimals that tell it from 100: 99.98."""
    least = next(decimals for decimals in count() if iv.rounded(share.interval.best, decimals) < HUNDRED.low)
    return replace(share, places=max(places, least), paired=least > 0)
