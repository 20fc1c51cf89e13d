"""How far figures have moved, as columns of numbers have it: −45（−47.4%）; what a source states goes first."""

from __future__ import annotations

from briefing.analysis.analyse import Analysis
from briefing.analysis.derived import DerivedFigure
from briefing.analysis.movements import mover
from briefing.content.ledger import Ledger
from briefing.model.document import Run, Runs
from briefing.model.facts import Fact
from briefing.model.measure import MeasureKind
from briefing.model.quantity import RANK, Quantity, Unit
from briefing.wording import movements as say
from briefing.wording.figures import number
from briefing.wording.prose import text

YEAR_ON_YEAR = "同比"
NOTHING = "—"
"""What stands in a cell of which nothing can be said."""


class Changes:
    """Tells the movements of one analysis in cells."""

    def __init__(self, analysis: Analysis, ledger: Ledger) -> None:
        facts = list(analysis.selection.library.facts())
        self._move, self._ledger = mover(analysis.observed, facts), ledger
        self._held = {(fact.identity, fact.direction, fact.period): fact for fact in facts}
        self._rates = {
            (fact.city, item.indicator.of, fact.scope, fact.period.start, fact.period.end): fact
            for item in analysis.observed
            for fact in (item.fact,)
            if item.indicator.measure is MeasureKind.GROWTH and fact.measure.base == YEAR_ON_YEAR
        }

    def stated(self, now: Fact) -> Fact | None:
        """Return the rate of growth from the same time of the year before that a source states; None if none does."""
        return self._rates.get((now.city, now.indicator, now.scope, now.period.start, now.period.end))

    def year_on_year(self, now: Fact, unit: Unit | None) -> Runs:
        """Return the stated rate, else what follows from the figure of the year before; () where that is not held.

        Of what has a percentage the percentage alone.
        """
        if rate := self.stated(now):
            return (say.rate(rate),)
        earlier = now.period.year_earlier()
        before = self._held.get((now.identity, now.direction, earlier)) if earlier else None
        return self.cell(before, now, unit, brief=True) if before else ()

    def cell(self, before: Fact, now: Fact, unit: Unit | None, *, brief: bool = False) -> Runs:
        """Return the difference, in `unit` where that is its scale, and the percentage: −45（−47.4%）.

        `brief`: the percentage alone, where there is one.
        """
        item = self._move(before, now)
        if item.apart:
            return text(NOTHING)
        if item.turn in ("", "平"):
            return text("持平" if item.turn else "大体持平")
        if now.quantity.unit.family == RANK:
            return say.way(RANK, item.turn, self._ledger.figure(item.difference), None) or text(NOTHING)
        more = item.turn == "增"
        growth = self._run(item.growth, None, more=more)
        difference = None if brief and growth else self._run(item.difference, unit, more=more)
        if difference and growth:
            return (difference, Run("（"), growth, Run("）"))
        found = difference or growth
        return (found,) if found else text(say.verbs(now.quantity.unit.family, more=more)[0])

    def _run(self, found: DerivedFigure | None, unit: Unit | None, *, more: bool) -> Run | None:
        run = self._ledger.figure(found)
        if run is None or found is None or found.value is None:
            return None
        amount = Quantity(found.value, found.unit).converted(unit) if unit else None
        return say.signed(run, number(amount.value) if amount else run.text, more=more)
