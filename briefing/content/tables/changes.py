"""How far figures have moved, as columns of numbers have it: −47.4%; what a source states goes first."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.analysis.analyse import Analysis
from briefing.analysis.movements import Movement
from briefing.analysis.terms import Term
from briefing.content.ledger import Ledger
from briefing.content.tables.table_columns import NOTHING
from briefing.model.document import Runs
from briefing.model.facts import Fact
from briefing.model.measure import MeasureKind
from briefing.model.quantity import IN_POINTS, RANK, Quantity, Unit
from briefing.wording import movements as say
from briefing.wording.figures import number
from briefing.wording.prose import text


class ChangeCells:
    """Tells the movements of one analysis in cells."""

    def __init__(self, analysis: Analysis, ledger: Ledger) -> None:
        self._movements, self._ledger = analysis.movements, ledger

    def stated(self, now: Fact) -> Fact | None:
        """Return the rate of growth from the same time of the year before that a source states; None if none does."""
        return _rate(self._movements.stated(now, Term.YEAR_EARLIER))

    def year_on_year(self, now: Fact, unit: Unit | None) -> Runs:
        """Return the stated rate, else what follows from the figure of the year before; () where that is not held."""
        if rate := self.stated(now):
            return (say.rate(rate),)
        found = self._movements.since(Term.YEAR_EARLIER, now)
        return self._cell(found, unit) if found else ()

    def cell(self, before: Fact, now: Fact, unit: Unit | None) -> Runs:
        """Return the stated rate, else the percentage, or of what has none the difference: −47.4%.

        The unit is left out where it is `unit`.
        """
        found = self._movements.between(before, now)
        rate = _rate(found.stated) if now.quantity.unit.family not in IN_POINTS else None
        return (say.rate(rate),) if rate else self._cell(found, unit)

    def _cell(self, item: Movement, unit: Unit | None) -> Runs:
        family = item.now.quantity.unit.family
        if item.apart:
            return text(NOTHING)
        if not item.moves:
            return text("持平" if item.turn else "大体持平")
        if family == RANK:
            places = self._ledger.figure(item.difference)
            return say.way(RANK, more=item.rises, difference=places, growth=None) or text(NOTHING)
        found = item.difference if family in IN_POINTS else item.growth or item.difference
        run = self._ledger.figure(found)
        if run is None or found is None or found.value is None:
            return text(say.verbs(family, more=item.rises)[0])
        amount = Quantity(found.value, found.unit).converted(unit) if unit else None
        return (say.signed(run, number(amount.value) if amount else run.text, more=item.rises),)


def _rate(stated: Iterable[Fact]) -> Fact | None:
    """Return the rate of growth among what sources state."""
    return next((fact for fact in stated if fact.measure.kind is MeasureKind.GROWTH), None)
