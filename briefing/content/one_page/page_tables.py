"""The small table of a one-page briefing: what is shown of a city, of a few and of many, as far as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain, zip_longest

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import Comparison
from briefing.content.paragraphs.comparison_sentences import same_period, topic
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.tables import theme_tables
from briefing.content.tables.side_by_side import SideBySide, only_period
from briefing.content.tables.table_columns import LEFT, ROWS_AT_LEAST, TableColumn, fitted, table_of
from briefing.model.document import Run, Runs, Table
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.wording.figures import UNLISTED
from briefing.wording.prose import fact_run, join, text

FIGURES = 5
FEW = 3  # cities of which a text can tell the ends of an indicator as well


class PageTables:
    """Makes the tables that one page may have, of `cities`, home first; `months` are the month tables."""

    def __init__(
        self, analysis: Analysis, writer: SentenceWriter, cities: Sequence[City], months: Sequence[Table]
    ) -> None:
        self._analysis, self._writer, self._cities, self._months = analysis, writer, cities, months
        self._home = writer.home

    @property
    def monthly(self) -> bool:
        """Return whether the table tells how far the targets of a city are reached."""
        return len(self._cities) == 1 and bool(self._months)

    def growing(self, told: AbstractSet[str]) -> list[Table]:
        """Return the table with two rows, then with one more each time; [] for none.

        Of a city how far its targets are reached, else its main figures that are not `told`; of a few cities the
        figures that they share; of many the first and the last of each indicator.
        """
        if self.monthly:
            return self._growing(self._months[0])
        if len(self._cities) == 1:
            return self.main(told)
        return self._growing(self._shared() if len(self._cities) <= theme_tables.CITIES_ACROSS else self._ends())

    def main(self, told: AbstractSet[str] = frozenset()) -> list[Table]:
        """Return the same of main figures, home's or each city's in turn, of things of which nothing is `told`."""
        facts, selection = self._writer.ledger.facts, self._analysis.selection
        known = {facts[id].identity for id in told if id in facts}
        cities = self._cities[:1] if self._home else self._cities
        held = (theme_tables.latest(selection.records[city.id].facts) for city in cities)
        ordered = (sorted(found, key=theme_tables.prominence) for found in held)
        shown = [fact for fact in chain(*zip_longest(*ordered)) if fact and fact.identity not in known]
        of = replace(self._analysis, selection=replace(selection, cities=tuple(cities)))
        caption = f"{cities[0].name if len(cities) < len(self._cities) else ''}主要数据"
        return self._growing(theme_tables.listed(of, shown, "brief", caption))

    def _growing(self, table: Table | None) -> list[Table]:
        rows = table.rows[:FIGURES] if table else ()
        return [
            replace(table, rows=rows[:count], widths=fitted((table.header, *rows[:count])))
            for count in range(ROWS_AT_LEAST, len(rows) + 1)
            if table
        ]

    def _shared(self) -> Table | None:
        """Return what most of the cities have and may be compared in, a column for each city, what is judged first."""
        rows = [row for row in self._analysis.rows if 2 * len(row.facts) > len(self._cities) and not row.rules]
        rows.sort(key=lambda row: (not row.indicator.judged, -(row.indicator.weight or 0)))
        if len(rows) < ROWS_AT_LEAST:
            return None
        shown = rows[:FIGURES]
        times = {only_period(row) for row in shown}
        at = times.pop() if len(times) == 1 else ""
        selection = replace(self._analysis.selection, cities=tuple(self._cities))
        beside = SideBySide(replace(self._analysis, selection=selection), shown, units=True, at=at)
        return beside.by_indicator("brief", f"{at}主要指标")

    def _ends(self) -> Table | None:
        """The first and the last of each indicator that many cities have, beside a home city."""
        found = [item for item in self._analysis.comparisons if len(item.facts) > FEW and not item.level]
        found = [item for item in found if item.firsts or item.lasts]
        # one row of an indicator: with the home city in it, else of the most cities
        found.sort(key=lambda item: (self._home not in {fact.city for fact in item.facts}, -len(item.facts)))
        found = list({(item.indicator.id, item.facts[0].scope): item for item in reversed(found)}.values())[::-1]
        found.sort(key=lambda item: (not item.indicator.judged, -(item.indicator.weight or 0)))
        found = found[:FIGURES]
        times = {same_period(item.facts) for item in found}
        at = times.pop() if len(times) == 1 else ""
        columns = [
            TableColumn[Comparison]("指标", lambda item: text(topic(item) + _when(item, at)), LEFT),
            *(TableColumn(city.name, self._own) for city in self._cities if city.id == self._home),
            TableColumn("首位", lambda item: self._end(item.firsts)),
            TableColumn("末位", lambda item: self._end(item.lasts)),
        ]
        return table_of(found, columns, "brief", f"{at}主要指标的首位和末位") if found else None

    def _own(self, item: Comparison) -> Runs:
        return next(((fact_run(fact),) for fact in item.facts if fact.city == self._home), text(UNLISTED))

    def _end(self, tied: Sequence[Fact]) -> Runs:
        figure = (self._writer.ledger.fact(tied[0]), Run("（并列）" if len(tied) > 1 else "")) if tied else ()
        return join([self._writer.comparisons.names(tied), figure]) if tied else ()


def _when(item: Comparison, at: str) -> str:
    return f"（{when}）" if (when := same_period(item.facts)) != at else ""
