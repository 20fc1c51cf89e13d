"""How far figures have moved, as columns of numbers have it: −45（−47.4%）; what a source states goes first."""

from __future__ import annotations

from briefing.analysis.analyse import Analysis
from briefing.analysis.derived import DerivedFigure
from briefing.analysis.movements import Movement
from briefing.analysis.terms import Term
from briefing.content.ledger import Ledger
from briefing.model.document import Run, Runs
from briefing.model.facts import Fact
from briefing.model.measure import MeasureKind
from briefing.model.quantity import RANK, Quantity, Unit
from briefing.wording import movements as say
from briefing.wording.figures import number
from briefing.wording.prose import text

NOTHING = "—"
"""What stands in a cell of which nothing can be said."""


class Changes:
    """Tells the movements of one analysis in cells."""

    def __init__(self, analysis: Analysis, ledger: Ledger) -> None:
        self._movements, self._ledger = analysis.movements, ledger

    def stated(self, now: Fact) -> Fact | None:
        """Return the rate of growth from the same time of the year before that a source states; None if none does."""
        found = self._movements.stated(now, Term.YEAR_EARLIER)
        return next((fact for fact in found if fact.measure.kind is MeasureKind.GROWTH), None)

    def year_on_year(self, now: Fact, unit: Unit | None) -> Runs:
        """Return the stated rate, else what follows from the figure of the year before; () where that is not held.

        Of what has a percentage the percentage alone.
        """
        if rate := self.stated(now):
            return (say.rate(rate),)
        found = self._movements.since(Term.YEAR_EARLIER, now)
        return self._cell(found, unit, brief=True) if found else ()

    def cell(self, before: Fact, now: Fact, unit: Unit | None) -> Runs:
        """Return the difference, in `unit` where that is its scale, and the percentage: −45（−47.4%）."""
        return self._cell(self._movements.between(before, now), unit)

    def _cell(self, item: Movement, unit: Unit | None, *, brief: bool = False) -> Runs:
        """Return the same; `brief`: the percentage alone, where there is one."""
        family, more = item.now.quantity.unit.family, item.rises
        if item.apart:
            return text(NOTHING)
        if not item.moves:
            return text("持平" if item.turn else "大体持平")
        if family == RANK:
            places = self._ledger.figure(item.difference)
            return say.way(RANK, more=more, difference=places, growth=None) or text(NOTHING)
        growth = self._run(item.growth, None, more=more)
        difference = None if brief and growth else self._run(item.difference, unit, more=more)
        if difference and growth:
            return (difference, Run("（"), growth, Run("）"))
        found = difference or growth
        return (found,) if found else text(say.verbs(family, more=more)[0])

    def _run(self, found: DerivedFigure | None, unit: Unit | None, *, more: bool) -> Run | None:
        run = self._ledger.figure(found)
        if run is None or found is None or found.value is None:
            return None
        amount = Quantity(found.value, found.unit).converted(unit) if unit else None
        return say.signed(run, number(amount.value) if amount else run.text, more=more)
