"""Where a home city is on one indicator among its peers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefing.analysis.comparisons import Comparison
from briefing.analysis.derived import DerivedFigure
from briefing.analysis.movements import Movement
from briefing.analysis.standing import Standing
from briefing.analysis.targets import towards
from briefing.model.facts import Fact, Practice, Target

FOREMOST = 10
"""A place within this part of all, a tenth, is a strength."""
MIDDLE = 3
"""Cities from which on a median is one of them, and no mean of home and the best."""


@dataclass(frozen=True, slots=True)
class HomePlace:
    """Where home is on one indicator.

    `judged`: whether who stands before does better; not of totals, which grow with a city, nor where neither end is
    better. `share` is the percentage of the best that it is (see `shares_of_best`). `moved` tells the way from the year
    before, else from the latest figure before, `rate` what a source states of the year where no earlier figure is held;
    `average` what home's data say of the province or the country as a whole (`AVERAGES`).
    `theirs` are practices of those who stand before it, `ours` its own, each told of one gap alone; each None or ()
    where there is none.
    """

    standing: Standing
    judged: bool
    share: DerivedFigure | None
    moved: Movement | None
    rate: Fact | None
    average: Fact | None = None
    theirs: tuple[Practice, ...] = ()
    ours: tuple[Practice, ...] = ()

    @property
    def yearly(self) -> bool:
        """Return whether it moved since the same time of the year before, if it is known to have moved."""
        at = self.fact.period
        return self.moved is None or (at.dated and self.moved.before.period == at.year_earlier())

    @property
    def stated(self) -> bool:
        """Return whether a source states how it moved."""
        return self.rate is not None or bool(self.moved and self.moved.stated)

    @property
    def fact(self) -> Fact:
        """The figure of home."""
        return self.standing.fact

    @property
    def comparison(self) -> Comparison:
        """The figures of all that are compared."""
        return self.standing.comparison

    @property
    def lags(self) -> bool:
        """Whether some other certainly does better."""
        return self.judged and bool(self.comparison.before(self.fact))

    @property
    def apart(self) -> DerivedFigure | None:
        """How far it is from the best; None where none is, of totals and of places in a ranking."""
        first = self.comparison.facts[0]
        return self.standing.behind_by(first) if self.lags and first in self.comparison.before(self.fact) else None

    @property
    def size(self) -> tuple[bool, Decimal, Decimal]:
        """What gaps are put in order by, the widest first: as they are printed, then those whose size is open."""
        if self.share is None:
            return True, Decimal("Infinity"), Decimal(0)
        value, best = self.share.value, self.share.interval.best
        return self.apart is None or self.apart.value is None, best if value is None else value, best

    @property
    def target(self) -> Target | None:
        """The target that is not yet reached."""
        met = self.fact.target and towards(self.fact, self.comparison.indicator).met
        return None if met else self.fact.target

    @property
    def median(self) -> DerivedFigure | None:
        """The middle figure of three or more cities."""
        return self.standing.median if len(self.comparison.facts) >= MIDDLE else None

    @property
    def reference(self) -> DerivedFigure | None:
        """What it may reach first: the median, where half of all or more certainly do better; else None."""
        half = self.judged and 2 * len(self.comparison.before(self.fact)) >= len(self.comparison.facts)
        return self.median if half else None

    @property
    def shared(self) -> bool:
        """Whether others certainly have the same place."""
        return self.standing.rank is not None and self.standing.sharing > 1

    @property
    def first(self) -> bool:
        """Whether it certainly stands in the first place, maybe with others."""
        return self.judged and self.standing.rank == 1 and not self.comparison.level

    @property
    def foremost(self) -> bool:
        """Whether it stands first, or among the first tenth."""
        rank, count = self.standing.rank, len(self.comparison.facts)
        return self.first or (self.judged and rank is not None and FOREMOST * rank <= count)

    @property
    def improved(self) -> bool | None:
        """Whether it certainly became better (True) or worse (False); None where it did not move, or nobody knows."""
        if not self.judged:
            return None
        if self.rate:
            rises = self.rate.direction != "减" and self.rate.quantity.value > 0
            return rises != self.comparison.rising if self.rate.quantity.value else None
        return self.moved.rises != self.comparison.rising if self.moved and self.moved.moves else None
