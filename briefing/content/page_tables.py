"""The small table of a one-page briefing: what is shown of a city, of a few and of many, as far as there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import chain, zip_longest

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import Comparison
from briefing.content import tables
from briefing.content.columns import LEFT, ROWS_AT_LEAST, Column, fitted, table_of
from briefing.content.comparison_sentences import same_period, topic
from briefing.content.page_room import caveat_lines
from briefing.content.sentences import SentenceWriter
from briefing.content.side_by_side import SideBySide, only_period
from briefing.model.document import Runs, Table
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.text.width import cells
from briefing.wording.figures import UNLISTED
from briefing.wording.prose import fact_run, plain, text

ROW = Decimal("0.6")  # of a table, in lines of the text
BESIDE_ROWS = Decimal("2.3")  # caption, head and sources of a table
FIGURES = 5
FEW = 3  # cities of which a text can tell the ends of an indicator as well
SIDE_BY_SIDE = 3  # rows of a table of cities beside each other, whose cells are longer
CELL = 36  # the longest row of a small table, in characters


class PageTables:
    """Makes the tables that one page may have, of `cities`, home first; `months` are the month tables."""

    def __init__(
        self, analysis: Analysis, writer: SentenceWriter, cities: Sequence[City], months: Sequence[Table]
    ) -> None:
        self._analysis, self._writer, self._cities, self._months = analysis, writer, cities, months
        self._home = writer.home

    def first(
        self, told: AbstractSet[str], room: Decimal, beside: Callable[[Iterable[Runs]], Decimal]
    ) -> tuple[Decimal, Table | None]:
        """Return the first table that there is room for, and its lines, without rows of it where need be, but with two.

        Of a city how far its targets are reached; of a few cities the figures that they share; of many the first and
        the last of each indicator; else the main figures of each city that no point tells. `beside` says how many lines
        are wanted beside rows.
        """
        cities = len(self._cities)
        several = self._shared if cities <= tables.CITIES_ACROSS else self._ends
        for make in (self._of_month if cities == 1 else several, partial(self._main, told)):
            table = make()
            rows = table.rows if table else ()
            while table and len(rows) >= ROWS_AT_LEAST:
                shown = replace(table, rows=rows, widths=fitted((table.header, *rows)))
                if (cost := self._lines(shown)) + beside(chain.from_iterable(rows)) <= room:
                    return cost, shown
                rows = rows[:-1]
        return Decimal(0), None

    def _lines(self, table: Table) -> Decimal:
        long = sum(
            any(cells(plain(cell)) > width for cell, width in zip(row, table.widths, strict=True)) for row in table.rows
        )
        told = caveat_lines(chain.from_iterable(chain.from_iterable(table.rows)), self._writer)
        return BESIDE_ROWS + ROW * (len(table.rows) + long) + told

    def _of_month(self) -> Table | None:
        return next((replace(table, rows=table.rows[:FIGURES]) for table in self._months), None)

    def _shared(self) -> Table | None:
        """Return what most of the cities have and may be compared in, a column for each city, what is judged first."""
        rows = [row for row in self._analysis.rows if 2 * len(row.facts) > len(self._cities) and not row.rules]
        rows.sort(key=lambda row: (not row.indicator.judged, -(row.indicator.weight or 0)))
        if len(rows) < ROWS_AT_LEAST:
            return None
        shown = rows[:SIDE_BY_SIDE]
        times = {only_period(row) for row in shown}
        at = times.pop() if len(times) == 1 else ""
        selection = replace(self._analysis.selection, cities=tuple(self._cities))
        beside = SideBySide(replace(self._analysis, selection=selection), shown, units=True, at=at)
        return beside.by_indicator("brief", f"{at}主要指标")

    def _main(self, told: AbstractSet[str]) -> Table | None:
        facts = self._writer.ledger.facts
        known = {facts[id].identity for id in told if id in facts}
        elsewhere = {id for id, fact in facts.items() if fact.identity in known}
        held = (tables.facts_of(self._analysis, theme, elsewhere) for theme in self._analysis.selection.themes)
        ranked = (sorted(tables.latest(own), key=tables.prominence) for own in held)
        found = [fact for fact in chain(*zip_longest(*ranked)) if fact]
        rows = tables.listed(self._analysis, found, "", "").rows
        short = [fact for fact, row in zip(found, rows, strict=True) if sum(map(len, map(plain, row))) <= CELL]
        chosen = _shared_out(short, FIGURES, self._home)
        return tables.listed(self._analysis, chosen, "brief", "主要数据") if chosen else None

    def _ends(self) -> Table | None:
        """The first and the last of each indicator that many cities have, beside a home city."""
        found = [item for item in self._analysis.comparisons if len(item.facts) > FEW and not item.level]
        found = [item for item in found if item.leads or item.trails]
        # one row of an indicator: with the home city in it, else of the most cities
        found.sort(key=lambda item: (self._home not in {fact.city for fact in item.facts}, -len(item.facts)))
        found = list({(item.indicator.id, item.facts[0].scope): item for item in reversed(found)}.values())[::-1]
        found.sort(key=lambda item: (not item.indicator.judged, -(item.indicator.weight or 0)))
        found = found[:FIGURES]
        times = {same_period(item.facts) for item in found}
        at = times.pop() if len(times) == 1 else ""
        columns = [
            Column[Comparison]("指标", lambda item: text(topic(item) + _when(item, at)), LEFT),
            *(Column(city.name, self._own) for city in self._cities if city.id == self._home),
            Column("首位", lambda item: self._end(item.firsts)),
            Column("末位", lambda item: self._end(item.lasts)),
        ]
        return table_of(found, columns, "brief", f"{at}主要指标的首位和末位") if found else None

    def _own(self, item: Comparison) -> Runs:
        return next(((fact_run(fact),) for fact in item.facts if fact.city == self._home), text(UNLISTED))

    def _end(self, tied: Sequence[Fact]) -> Runs:
        return self._writer.comparisons.end(tied, "") if len(tied) == 1 else ()


def _when(item: Comparison, at: str) -> str:
    return f"（{when}）" if (when := same_period(item.facts)) != at else ""


def _shared_out(facts: Iterable[Fact], most: int, home: str | None) -> list[Fact]:
    """Return at most so many facts, those of each city in turn, home first, and as many of each.

    First what has a target, then what its source makes most of.
    """
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.city, []).append(fact)
    ranked = [sorted(groups[city], key=tables.prominence) for city in sorted(groups, key=lambda id: id != home)]
    shared = [fact for fact in chain(*zip_longest(*ranked)) if fact]
    return shared[: most - most % len(groups) if 0 < len(groups) <= most else most]
