"""Indicators that several cities have: what stands where a city and an indicator meet, whichever of them is across."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import IndicatorRow
from briefing.content.citations import rests_on
from briefing.content.tables.table_columns import (
    LEFT,
    NOTHING,
    ROWS_AT_LEAST,
    TableColumn,
    figure_cell,
    table_of,
    unit_of,
)
from briefing.model.catalogue import Theme
from briefing.model.document import Run, Runs, Table
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import RANK, RANK_CHANGE, Unit
from briefing.model.request import Selection
from briefing.wording.figures import UNDISCLOSED, UNLISTED, period
from briefing.wording.prose import covered, join, specified, text, within
from briefing.wording.reasons import footnote, left_out

UNITS_BESIDE = 4  # cities across, of which each has room for the unit with its figure
MARK = "*"  # of what only stands side by side
APART = f"“{NOTHING}”表示另有口径、单位不同的数，不能并列。"


def rows_of(analysis: Analysis, theme: Theme, elsewhere: Collection[str] = ()) -> list[IndicatorRow]:
    """Return the rows of the theme that several cities have, without those that `elsewhere` shows: ids of facts."""
    found = (row for row in analysis.rows if row.indicator.theme == theme.id)
    return [row for row in found if not all(fact.id in elsewhere for fact in row.facts)]


def shared(analysis: Analysis, theme: Theme, elsewhere: Collection[str] = ()) -> Table | None:
    """Indicators that two or more cities have, a column for each city; None for fewer than two of them.

    Those that only stand side by side are marked, with the reason below. Facts that other tables of the theme show
    are given as `elsewhere`.
    """
    found = rows_of(analysis, theme, elsewhere)
    if len(found) < ROWS_AT_LEAST:
        return None
    what = "指标对照" if any(row.rules for row in found) else "可比指标"
    return SideBySide(analysis, found).by_indicator(f"shared.{theme.id}", titled(theme, what))


def titled(theme: Theme, what: str) -> str:
    """Return what a table of indicators of a theme is called; what nobody has filed are 其他指标 already."""
    return theme.name if theme.name.endswith("指标") else f"{theme.name}{what}"


class SideBySide:
    """The figures of an analysis' cities on some indicators; `show` prints one, without the unit that its row tells.

    `units`: whether each row has one unit to which all its figures are converted; else only one that they have in
    common is told of a row, beside many cities. `at` is a time that is told of the whole table.
    """

    def __init__(
        self,
        analysis: Analysis,
        rows: Sequence[IndicatorRow],
        show: Callable[[Fact, Unit | None], Runs] = figure_cell,
        *,
        units: bool = False,
        at: str = "",
    ) -> None:
        self._analysis, self._rows, self._show, self._at = analysis, rows, show, at
        crowded = len(analysis.selection.cities) > UNITS_BESIDE
        unit = unit_of if units else _shared_unit if crowded else lambda facts: None
        self._units = {row.facts[0].id: unit(row.facts) for row in rows}
        self._times = {row.facts[0].id: only_period(row) for row in rows}
        self._facts = {(row.facts[0].id, fact.city): fact for row in rows for fact in row.facts}
        self._held = {(fact.city, fact.indicator, fact.scope) for row in rows for fact in row.facts}

    def _head(self, row: IndicatorRow) -> str:
        """Return the name of a row with what no cell says: 企业开办时间*（个工作日，2023年）."""
        unit = self._units[row.facts[0].id]
        name = named(row) + (MARK if row.rules else "")
        return specified(name, unit.symbol if unit else "", "" if self._at else self._times[row.facts[0].id])

    def _cell(self, city: City, row: IndicatorRow) -> Runs:
        """Return the figure of a city; () where it has one that may not stand in the row, else why there is none."""
        like, indicator = row.facts[0], row.indicator
        if fact := self._facts.get((like.id, city.id)):
            figure = self._show(fact, self._units[like.id])
            return figure if self._times[like.id] else dated(figure, fact)
        if (city.id, indicator.id, like.scope) in self._held:
            return ()
        return absent(self._analysis.selection, city, indicator.theme, indicator.id)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return why rows are marked, and which cities have later figures."""
        records = self._analysis.selection.records
        marked = [(named(row), row.rules, row.statements) for row in self._rows if row.rules]
        later = [(named(row), [(records[fact.city].city.name, fact) for fact in row.later]) for row in self._rows]
        return footnote(marked, MARK) if marked else "", left_out(later)

    def by_indicator(self, key: str, caption: str) -> Table:
        """Return a row for each indicator."""
        columns = [TableColumn[IndicatorRow]("指标", lambda row: text(self._head(row)), LEFT)]
        for city in self._analysis.selection.cities:
            columns.append(TableColumn(city.name, partial(self._cell, city), note=APART))
        return table_of(self._rows, columns, key, caption, notes=self.notes)

    def column(self, row: IndicatorRow) -> TableColumn[City]:
        """Return the column of an indicator in a table whose rows are cities."""
        return TableColumn(self._head(row), lambda city: self._cell(city, row), note=APART)


def _shared_unit(facts: Iterable[Fact]) -> Unit | None:
    """Return the unit of all figures, where it takes more room than a sign; None where they have several."""
    units = {fact.quantity.unit for fact in facts}
    unit = units.pop()
    return None if units or unit.family in (RANK, RANK_CHANGE) or len(unit.symbol) < 2 else unit


def absent(selection: Selection, city: City, theme: str, indicator: str = "") -> Runs:
    """Return what stands where a city has no figure of an indicator, or nothing of a theme: 未收录, or 未披露."""
    said = selection.undisclosed(city.id, theme, indicator)
    return (Run(UNDISCLOSED), rests_on(said.source)) if said else text(UNLISTED)


def named(row: IndicatorRow) -> str:
    """Return the name of the indicator with what its figures cover."""
    return scoped(row.facts[0], row.indicator.name)


def scoped(fact: Fact, name: str, level: str = "") -> str:
    """Return a name with what a figure covers, of a place in a ranking also among whom, seen from a city's `level`."""
    told = (covered(fact), within(fact, level) if fact.quantity.unit.family == RANK else "")
    if any("（" in words for words in told):
        return "，".join(filter(None, (name, *told)))  # no brackets within brackets
    return specified(name, *told)


def only_period(row: IndicatorRow) -> str:
    """Return the time that all figures of a row are of, "" where it is not stated or they are of several."""
    when = {period(fact.period, fact.basis) for fact in row.facts}
    return when.pop() if len(when) == 1 and row.facts[0].period.kind is not PeriodKind.UNSTATED else ""


def dated(figure: Runs, fact: Fact) -> Runs:
    """Return a figure with its period, where there is no column for it: 828家（目前）."""
    stated = fact.period.kind is not PeriodKind.UNSTATED
    return join([figure, text(f"（{period(fact.period, fact.basis)}）" if stated else "")])
