"""What matters most, measured to fit on one page beside letterhead, title and sources, and to fill most of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import chain, zip_longest
from math import ceil

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import Comparison
from briefing.content import common_topics, tables
from briefing.content.caveats import called_for, said
from briefing.content.citations import credited
from briefing.content.comparison_sentences import same_period, topic
from briefing.content.ledger import Ledger
from briefing.content.points import PointWriter, opening_points
from briefing.content.sentences import SentenceWriter
from briefing.content.themes import weight
from briefing.model.catalogue import Theme
from briefing.model.document import Figure, Run, RunKind, Runs, Table
from briefing.model.facts import Practice
from briefing.text.width import cells
from briefing.wording.figures import UNLISTED, untold
from briefing.wording.prose import dated, enumeration, join, opens, plain, stated, text
from briefing.wording.sentences import opening

LINE = 29  # characters of 14 pt in a line, an indent and a mark of reference allowed for
LATIN = 0.65  # of a Chinese character: a digit in the widest fonts that stand in for Times New Roman
LINES = Decimal("23")  # of points, table, chart, practices and sources together
HALF = 9  # lines that may be left empty
POINTS, POINT_LINES = 3, 9
SMALL = Decimal("0.45")  # a line below a chart or table for each that it would take in the text, in lines of the text
SMALLER = Decimal("0.8")  # a line of a remark, in lines of the text
ROW, SOURCE = Decimal("0.6"), Decimal("0.6")  # of a row of a table and a line of a source, in lines of the text
SOURCE_LINE = 46  # characters of a source in a line
BESIDE_SOURCE = 30  # characters of a source beside title and publisher: date and paragraphs
BESIDE_ROWS = Decimal("3.2")  # heading, caption, head and sources of a table
MM = Decimal("7.8")  # a line of the text
BESIDE_CHART = 14  # mm: its caption, and the line of sources below
BARS, BAR, COURSE = 20, 7, 86  # mm: of a chart of rows, of each of its rows, and of one over time
IN_ROWS = ("bars", "percent_bars", "tiers", "dots", "strip")
OVER_TIME = ("line", "small_lines", "slope", "panel_lines")
FIGURES = 5
ROWS_BESIDE_CHART = 3
COLUMNS = 3  # cities that a small table has room for beside each other
SIDE_BY_SIDE = 3  # rows of a table of cities beside each other, whose cells are longer
PRACTICES = 2
MORE = 6  # practices, where little else fills the page
CELL = 36  # the longest row of a small table, in characters


@dataclass(frozen=True, slots=True)
class OnePageContext:
    """The points that matter most, a small table and a chart if there are any, and practices that the points leave out.

    `silent` says which cities tell nothing at all.
    """

    points: tuple[Runs, ...]
    table: Table | None
    figure: Figure | None
    practices: tuple[Runs, ...]
    silent: Runs


class OnePage:
    """Chooses what stands on the page, and keeps count of the lines that are left."""

    def __init__(
        self, analysis: Analysis, writer: SentenceWriter, points: PointWriter, months: Sequence[Table]
    ) -> None:
        self._analysis, self._writer, self._points, self._months = analysis, writer, points, months
        self._home = analysis.benchmark.home if analysis.benchmark else None
        cities = analysis.selection.cities
        self._cities = sorted(cities, key=lambda city: city.id != self._home)
        sources = analysis.selection.library.sources()
        used = [sources[id] for id in {item.fact.source for item in analysis.observed}]
        listed = sum(ceil(len(one.publisher + one.title + " " * BESIDE_SOURCE) / SOURCE_LINE) for one in used)
        remarks = {one.caveat for one in used} - {""}
        self._left = LINES - SOURCE * max(1, listed) - sum(SMALLER * _lines(text(one)) for one in remarks)

    def context(
        self,
        moved: Sequence[Runs],
        drawn: Iterable[Figure],
        *,
        most: int = POINTS,
        chart_first: bool = False,
        named: bool,
    ) -> OnePageContext:
        """Return what fits; the `most` points begin with the sentences `moved`, the chart is one of those `drawn`.

        `chart_first`: rather than a table, where there is not room for both.
        """
        records = self._analysis.selection.records
        silent = [one.name for one in self._cities if not (records[one.id].facts or records[one.id].practices)]
        self._left -= bool(silent)
        points = self._first(moved, most, named=named)
        told = {run.ref for words in points for run in words if run.ref}
        chosen = self._practices(told)
        names = [self._named(item) for item in chosen]
        kept = sum(map(self._cost, names[:PRACTICES]), Decimal(0))
        shown = told.union(*(item.facts for item in chosen[:PRACTICES]))
        charts = [(cost, figure) for figure in drawn if (cost := self._height(figure)) is not None]
        room = self._left - kept
        least = min((cost for cost, _ in charts), default=Decimal(0))
        table = self._table(shown, room - least, 2 if chart_first else ROWS_BESIDE_CHART)
        if table is None and not (charts and chart_first):
            table = self._table(shown, room)
        figure = self._figure(charts, self._left - kept)
        practices = tuple(self._told(chosen, names, kept))
        if table is None and self._left > HALF:
            # rather what the points tell with its period than half a page without anything
            table = self._table(frozenset(), self._left)
        if not (points or table or figure or practices):
            points = tuple(self._plain())
        return OnePageContext(
            points=points,
            table=table,
            figure=figure,
            practices=practices,
            silent=text(untold(self._analysis.selection, f"{enumeration(silent)}这方面情况")) if silent else (),
        )

    def _first(self, moved: Sequence[Runs], most: int, *, named: bool) -> tuple[Runs, ...]:
        """Return the points that there are lines for; one that is too long gives way to the next."""
        left = Decimal(POINT_LINES)

        def fits(words: Runs) -> bool:
            nonlocal left
            cost = self._cost(words)
            if cost > left:
                return False
            left -= cost
            return True

        found = opening_points(self._analysis, self._points, moved, most, fits, named=named)
        self._left -= POINT_LINES - left
        return (*found.moved, *map(self._points.say, found.findings))

    def _plain(self) -> Iterable[Runs]:
        """Yield a sentence on each of the main figures that are held, where nothing makes a point."""
        records, facts = self._analysis.selection.records, self._writer.ledger.facts
        held = [fact for city in self._cities for fact in records[city.id].facts if fact.id in facts]
        for fact in sorted(held, key=tables.prominence)[:POINTS]:
            start = opening(opens([fact]), self._writer.cities[fact.city].name)
            yield join([start, stated(self._writer.indicators[fact.indicator].name, fact), text("。")])

    def _practices(self, told: AbstractSet[str]) -> list[Practice]:
        """Return the practices worth telling, each city's in turn, with figures first, none of which a point tells."""
        held = [
            sorted(
                (item for item in self._analysis.selection.records[city.id].practices if told.isdisjoint(item.facts)),
                key=lambda item: (bool(item.key_fact), *weight(item)),
                reverse=True,
            )[:MORE]
            for city in self._cities
        ]
        return [item for item in chain(*zip_longest(*held)) if item][:MORE]

    def _named(self, item: Practice) -> Runs:
        """“武汉：“210”标准（……）。”"""
        city = self._writer.cities[item.city]
        indicators = self._writer.indicators
        return join([text(f"{city.short}："), common_topics.named(item, self._writer.ledger, indicators), text("。")])

    def _told(self, chosen: Sequence[Practice], names: Sequence[Runs], kept: Decimal) -> Iterable[Runs]:
        """Yield two practices, in full where there is room, and more of them while half of the page were empty."""
        self._left -= kept
        for at, (item, name) in enumerate(zip(chosen, names, strict=True)):
            period, words = dated(item.text, self._writer.ledger.facts)
            full = join([opening(period or "", self._writer.cities[item.city].name), credited(words, item)])
            reserved = self._cost(name) if at < PRACTICES else Decimal(0)
            if at >= PRACTICES and self._left <= HALF:
                return
            if self._cost(full) <= self._left + reserved:
                self._left -= self._cost(full) - reserved
                yield full
            elif at < PRACTICES:
                yield name

    def _figure(self, charts: Iterable[tuple[Decimal, Figure]], room: Decimal) -> Figure | None:
        """Return the first chart that there is room for."""
        for cost, figure in charts:
            if cost <= room:
                self._left -= cost
                return figure
        return None

    def _height(self, figure: Figure) -> Decimal | None:
        """Return the lines of the text that a chart takes at most; None for a kind of which that is not known."""
        rows = sum(len({mark.label for mark in panel.marks}) for panel in figure.chart.panels)
        single = len(figure.chart.panels) == 1
        if figure.chart.kind in IN_ROWS and single:
            height = BARS + BAR * rows
        elif figure.chart.kind in OVER_TIME and single:
            height = COURSE
        else:
            return None
        drawn = (Run(mark.text, ref=mark.ref) for panel in figure.chart.panels for mark in panel.marks)
        below = sum(map(_lines, figure.notes)) * SMALL
        return (height + BESIDE_CHART) / MM + below + self._caveat_lines(drawn)

    def _table(self, told: AbstractSet[str], room: Decimal, least: int = 2) -> Table | None:
        """Return the first table that there is room for, without rows of it where need be, but with `least` of them.

        Of a city how far its targets are reached; of a few cities the figures that they share; of many the first and
        the last of each indicator; else the main figures of each city that no point tells.
        """
        cities = len(self._cities)
        several = self._shared if cities <= COLUMNS else self._ends
        for table in (
            made for make in (self._of_month if cities == 1 else several, self._main) if (made := make(told))
        ):
            rows = table.rows
            while len(rows) >= least:
                shown = replace(table, rows=rows, widths=tables.fitted((table.header, *rows)))
                cost = self._table_lines(shown)
                if cost <= room:
                    self._left -= cost
                    return shown
                rows = rows[:-1]
        return None

    def _table_lines(self, table: Table) -> Decimal:
        long = sum(
            any(cells(plain(cell)) > width for cell, width in zip(row, table.widths, strict=True)) for row in table.rows
        )
        told = self._caveat_lines(chain.from_iterable(chain.from_iterable(table.rows)))
        return BESIDE_ROWS + ROW * (len(table.rows) + long) + told

    def _of_month(self, told: AbstractSet[str]) -> Table | None:
        return next((replace(table, rows=table.rows[:FIGURES]) for table in self._months), None)

    def _shared(self, told: AbstractSet[str]) -> Table | None:
        made = self._of_themes(tables.shared)
        rows = [row for row in chain(*zip_longest(*(item.rows for item in made))) if row and _short(row)]
        if not rows:
            return None
        chosen = tuple(rows[:SIDE_BY_SIDE])
        starred = any(plain(row[0]).endswith(tables.MARK) for row in chosen)
        notes = next((item.notes for item in made if item.notes), ()) if starred else ()
        return replace(made[0], key="brief", caption=text("共有指标对照"), rows=chosen, notes=notes)

    def _main(self, told: AbstractSet[str]) -> Table | None:
        facts = self._writer.ledger.facts
        known = {facts[id].identity for id in told if id in facts}
        elsewhere = {id for id, fact in facts.items() if fact.identity in known}
        made = self._of_themes(partial(tables.figures, foremost=True, elsewhere=elsewhere))
        rows = [row for row in chain(*zip_longest(*(item.rows for item in made))) if row and _short(row)]
        chosen = tuple(_shared_out(rows, self._writer.ledger, FIGURES, self._home))
        return replace(made[0], key="brief", caption=text("主要数据"), rows=chosen, notes=()) if chosen else None

    def _of_themes(self, make: Callable[[Analysis, Theme, Ledger], Table | None]) -> list[Table]:
        themes = self._analysis.selection.themes
        return [table for theme in themes if (table := make(self._analysis, theme, self._writer.ledger))]

    def _ends(self, told: AbstractSet[str]) -> Table | None:
        """The first and the last of each indicator that many cities have, beside a home city."""
        found = [item for item in self._analysis.comparisons if len(item.facts) > COLUMNS and not item.level]
        found.sort(key=lambda item: (min(map(tables.prominence, item.facts)), -(item.indicator.weight or 0)))
        home = [city.name for city in self._cities if city.id == self._home]
        top = tables.header("指标", *home, "首位", "末位")
        times = {same_period(item.facts) for item in found[:FIGURES]}
        at = times.pop() if len(times) == 1 else ""
        rows = tuple(self._row(item, at) for item in found[:FIGURES])
        align = (tables.LEFT, *(tables.CENTRE for _ in top[1:]))
        return Table("brief", text(f"{at}主要指标的首位和末位"), top, rows, align=align) if rows else None

    def _row(self, item: Comparison, at: str) -> tuple[Runs, ...]:
        ledger = self._writer.ledger
        own = [fact for fact in item.facts if fact.city == self._home]
        ends = (item.firsts, item.lasts)
        return (
            text(topic(item) + (f"（{when}）" if (when := same_period(item.facts)) != at else "")),
            *([(ledger.fact(own[0]),) if own else text(UNLISTED)] if self._home else []),
            *(self._writer.comparisons.end(tied, "") if len(tied) == 1 else text(tables.NOTHING) for tied in ends),
        )

    def _cost(self, words: Runs) -> Decimal:
        """Lines that a text takes at most with the caveats of its figures."""
        return _lines(words) + self._caveat_lines(words)

    def _caveat_lines(self, words: Iterable[Run]) -> Decimal:
        told = (run.ref for run in words if run.ref and run.kind is RunKind.TEXT)
        found = called_for(told, self._writer.ledger, self._writer.library)
        return SMALLER * _lines(said(found)) if found else Decimal(0)


def _lines(words: Runs) -> int:
    """Lines that a text takes at most, whatever fonts there are; quotation marks are as wide as characters."""
    return ceil(sum(1 if unicodedata.east_asian_width(sign) in "WFA" else LATIN for sign in plain(words)) / LINE)


def _short(row: tuple[Runs, ...]) -> bool:
    return sum(len(plain(cell)) for cell in row) <= CELL


def _shared_out(
    rows: Iterable[tuple[Runs, ...]], ledger: Ledger, most: int, home: str | None
) -> list[tuple[Runs, ...]]:
    """Return at most so many rows of one figure each, those of each city in turn, home first, and as many of each.

    First what has a target, then what its source makes most of.
    """
    groups: dict[str, list[tuple[tuple[bool, int], tuple[Runs, ...]]]] = {}
    for row in rows:
        fact = next(ledger.facts[run.ref] for cell in row for run in cell if run.ref and run.ref in ledger.facts)
        groups.setdefault(fact.city, []).append((tables.prominence(fact), row))
    ranked = [sorted(groups[city], key=lambda item: item[0]) for city in sorted(groups, key=lambda id: id != home)]
    shared = [item[1] for item in chain(*zip_longest(*ranked)) if item]
    return shared[: most - most % len(groups) if 0 < len(groups) <= most else most]
