"""What matters most, measured to fit on one page beside letterhead, title and sources, and to fill most of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice, zip_longest
from math import ceil

from briefing.analysis.analyse import Analysis
from briefing.content import common_topics, tables
from briefing.content.citations import PRACTICE, credited
from briefing.content.city_paragraphs import weight
from briefing.content.page_room import SMALL_LINE, SMALLER, caveat_lines, chart_lines, parts_of, text_lines
from briefing.content.page_tables import FEW, PageTables
from briefing.content.points import PointWriter, opening_points
from briefing.content.sentences import SentenceWriter
from briefing.model.document import Figure, References, Run, Runs, Table
from briefing.model.facts import Practice, PracticeKind
from briefing.model.library import City
from briefing.wording.figures import untold
from briefing.wording.prose import Sentence, dated, enumeration, join, opens, stated, text

LINES = Decimal("24")  # of headings, points, table, chart, practices and sources together
HEADING = Decimal("1.1")
HALF = 9  # lines that may be left empty
POINTS, POINT_LINES = 3, 8
FEWER_LINES = 6  # of points on many cities, of which chart and table tell more
SOURCE = Decimal("0.6")  # of a line of a source, in lines of the text
SOURCE_LINE = 46  # characters of a source in a line
BESIDE_SOURCE = 30  # characters of a source beside title and publisher: date and paragraphs
SOURCES_LISTED = 4
"""Sources up to which the page has a list of them."""
CITY_LINES = 2  # of what is said of a city by itself
PRACTICES = 2
MORE = 6  # practices, where little else fills the page
CITIES_TOLD = tables.CITIES_ACROSS
"""Cities of which each has a line, or a column of the table."""


@dataclass(frozen=True, slots=True)
class OnePageContext:
    """The points that matter most, a small table and a chart if there are any, and practices that the points leave out.

    `silent` says which cities tell nothing at all, and why there is no chart; `references` are a list of a few sources,
    or a line on many.
    """

    points: tuple[Runs, ...]
    table: Table | None
    figure: Figure | None
    practices: tuple[Runs, ...]
    silent: Runs
    references: References


@dataclass(frozen=True, slots=True)
class _Top:
    """What a page begins with: `kept` are the lines of the practices, `told` is what the points print."""

    points: tuple[Runs, ...]
    told: set[str]
    practices: list[Practice]
    names: list[Runs]
    kept: Decimal
    charts: list[tuple[Decimal, Figure]]


class OnePage:
    """Chooses what stands on the page, and keeps count of the lines that are left."""

    def __init__(
        self, analysis: Analysis, writer: SentenceWriter, points: PointWriter, months: Sequence[Table]
    ) -> None:
        self._analysis, self._writer, self._points = analysis, writer, points
        self._home = analysis.home
        self._cities = analysis.home_first
        self._tables = PageTables(analysis, writer, self._cities, months)
        sources = analysis.selection.library.sources()
        used = [sources[id] for id in {item.fact.source for item in analysis.observed}]
        listed = sum(ceil(len(one.publisher + one.title + " " * BESIDE_SOURCE) / SOURCE_LINE) for one in used)
        remarks = {one.caveat for one in used} - {""}
        # more sources than are listed have one line
        told = 2 * SOURCE if len(used) > SOURCES_LISTED else SOURCE * max(1, listed)
        self._left = LINES - HEADING - told - sum(SMALLER * text_lines(text(one), SMALL_LINE) for one in remarks)

    def context(
        self, moved: Sequence[Runs], drawn: Iterable[Figure], *, most: int = POINTS, named: bool
    ) -> OnePageContext:
        """Return what fits; the `most` points begin with the sentences `moved`, the chart is one of those `drawn`."""
        records = self._analysis.selection.records
        others = [one for one in self._cities if one.id != self._home]
        silent = [one.name for one in others if not (records[one.id].facts or records[one.id].practices)]
        drawn = list(drawn)
        self._left -= bool(silent or not drawn)  # for what is said of the silent, or of there being no chart
        room = self._left
        for count in (*range(most, 0, -1), most):  # rather fewer points than no chart, if that makes the room
            self._left = room
            top = self._top(moved, count, drawn, named=named)
            if top.charts or not drawn:
                break
        points, chosen, names, kept, charts = top.points, top.practices, top.names, top.kept, top.charts
        shown = top.told.union(*(item.facts for item in chosen[:PRACTICES]))
        left = self._left - kept - min((cost for cost, _ in charts), default=Decimal(0))
        table = self._table(shown, left, lambda rows: self._beside((*points, *rows), chosen[:PRACTICES]))
        rows = chain.from_iterable(table.rows) if table else ()
        lines = self._lines_of((*points, *rows), chosen[:PRACTICES])
        self._left -= sum(map(self._cost, lines))
        figure = self._figure(charts, self._left - kept)
        printed = {run.ref for words in lines for run in words}
        pairs = [pair for pair in zip(chosen, names, strict=False) if PRACTICE + pair[0].id not in printed]
        practices = tuple(self._told(pairs, kept))
        if table is None and self._left > HALF:
            # rather what the points tell with its period than half a page without anything
            table = self._table(frozenset(), self._left)
        if not (points or lines or table or figure or practices):
            points = tuple(self._plain(self._cities, POINTS))
        missing = text(untold(self._analysis.selection, f"{enumeration(silent)}这方面情况")) if silent else ()
        return OnePageContext(
            points=(*points, *lines),
            table=table,
            figure=figure,
            practices=practices,
            silent=join([missing, text("" if figure else self._chartless(bool(drawn)))]),
            references=References((), SOURCES_LISTED),
        )

    def _top(self, moved: Sequence[Runs], most: int, drawn: Iterable[Figure], *, named: bool) -> _Top:
        """Return up to `most` points, with the charts and practices that there is room for beside them."""
        points = self._first(moved, most, named=named)
        points = (*self._of_home(points), *points)
        told = {run.ref for words in points for run in words if run.ref}
        chosen = self._practices(told)
        names = [self._named(item) for item in chosen]
        kept = sum(map(self._cost, names[:PRACTICES]), HEADING * bool(names))
        self._left -= HEADING * bool(drawn or self._analysis.observed)
        parts = [(self._height(part, told), part) for one in drawn for part in parts_of(one)]
        charts = self._charts(parts, kept + self._beside(points, chosen[:PRACTICES]))
        one = sum(map(self._cost, names[:1]), HEADING * bool(names))
        if not charts and (charts := self._charts(parts, one + self._beside(points, chosen[:1]))):
            chosen, kept = chosen[:1], one  # rather one practice than no chart
        return _Top(points, told, chosen, names, kept, charts)

    def _charts(self, parts: Iterable[tuple[Decimal, Figure]], kept: Decimal) -> list[tuple[Decimal, Figure]]:
        return [(cost, part) for cost, part in parts if cost and cost <= self._left - kept]

    def _beside(self, shown: Iterable[Runs], chosen: Iterable[Practice]) -> Decimal:
        """Return the lines of what is said of cities of which nothing else tells."""
        return sum(map(self._cost, self._lines_of(shown, chosen)), Decimal(0))

    def _chartless(self, crowded: bool) -> str:
        """Return why there is no chart."""
        if not any(self._analysis.selection.records[city.id].facts for city in self._cities):
            return "所用资料没有这方面的数据，未附图。"
        if crowded:
            return "篇幅所限，未附图。"
        apart = len(self._cities) > 1 and not self._analysis.rows
        return "各地数据的指标、口径、时期不一，未作图比较。" if apart else "没有适合作图的数据，未附图。"

    def _of_home(self, points: Sequence[Runs]) -> Iterable[Runs]:
        """Yield a sentence on the home city where no point tells of it: what it has, or that it has nothing."""
        home = self._cities[0]
        if home.id == self._home and home.id not in self._cities_in(points):
            said = next(self._of_city(home), text(untold(self._analysis.selection, f"{home.name}这方面情况")))
            self._left -= self._cost(said)
            yield said

    def _cities_in(self, shown: Iterable[Runs]) -> set[str]:
        facts = self._writer.ledger.facts
        refs = self._writer.ledger.rests_on(run.ref or "" for words in shown for run in words)
        return {facts[id].city for id in refs if id in facts}

    def _lines_of(self, shown: Iterable[Runs], chosen: Iterable[Practice]) -> list[Runs]:
        """Return a sentence on each of a few cities of which neither what is `shown` nor a practice tells anything."""
        told = self._cities_in(shown) | {item.city for item in chosen}
        left = [city for city in self._cities if city.id not in told] if len(self._cities) <= CITIES_TOLD else []
        return [line for city in left for line in islice(self._of_city(city), 1)]

    def _of_city(self, city: City) -> Iterator[Runs]:
        """Yield what matters most of a city by itself, in sentences of no more than two lines; then what it has."""
        own = (item for item in self._points.findings if item.cities == (city.id,))
        yield from (words for words in map(self._points.say, own) if self._cost(words) <= CITY_LINES)
        yield from self._plain([city], 1)
        yield from (self._in_full(item) for item in self._practices(frozenset()) if item.city == city.id)

    def _first(self, moved: Sequence[Runs], most: int, *, named: bool) -> tuple[Runs, ...]:
        """Return the points that there are lines for; one that is too long gives way to the next."""
        most_lines = FEWER_LINES if len(self._cities) > FEW else POINT_LINES
        left = Decimal(most_lines)

        def fits(words: Runs) -> bool:
            nonlocal left
            cost = self._cost(words)
            if cost > left:
                return False
            left -= cost
            return True

        found = opening_points(self._analysis, self._points, moved, most, fits, named=named)
        self._left -= most_lines - left
        return (*found.moved, *map(self._points.say, found.findings))

    def _plain(self, cities: Iterable[City], most: int) -> Iterable[Runs]:
        """Yield a sentence on each of the main figures that are held, where nothing makes a point."""
        records, facts = self._analysis.selection.records, self._writer.ledger.facts
        held = [fact for city in cities for fact in tables.latest(records[city.id].facts) if fact.id in facts]
        for fact in sorted(held, key=tables.prominence)[:most]:
            said = stated(self._writer.indicators[fact.indicator].name, fact)
            yield Sentence(opens([fact]), self._writer.cities[fact.city].name, said).runs

    def _practices(self, told: AbstractSet[str]) -> list[Practice]:
        """Return ways that others can take, each city's in turn, with figures first, none of which a point tells."""
        records, method = self._analysis.selection.records, PracticeKind.METHOD
        held = [
            sorted(
                (
                    one
                    for one in records[city.id].practices
                    if one.kind is method and told.isdisjoint((*one.facts, PRACTICE + one.id))
                ),
                key=lambda item: (bool(item.key_fact), *weight(item)),
                reverse=True,
            )[:MORE]
            for city in self._cities
        ]
        return [item for item in chain(*zip_longest(*held)) if item][:MORE]

    def _in_full(self, item: Practice) -> Runs:
        return credited(dated(item.text, self._writer.ledger.facts, self._writer.cities[item.city].name), item).runs

    def _named(self, item: Practice) -> Runs:
        """“武汉：“210”标准（……）。”"""
        city = self._writer.cities[item.city]
        indicators = self._writer.indicators
        return join([text(f"{city.short}："), common_topics.named(item, self._writer.ledger, indicators), text("。")])

    def _told(self, pairs: Iterable[tuple[Practice, Runs]], kept: Decimal) -> Iterable[Runs]:
        """Yield two practices, in full where there is room, and more of them while half of the page were empty."""
        self._left -= kept
        for at, (item, name) in enumerate(pairs):
            full = self._in_full(item)
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

    def _height(self, figure: Figure, told: AbstractSet[str]) -> Decimal:
        """Return the lines of the text that a chart takes at most; 0 for a kind of which that is not known.

        The caveats of what is `told` before stand there already.
        """
        marks = (mark for panel in figure.chart.panels for mark in panel.marks if mark.ref not in told)
        lines = chart_lines(figure)
        return lines and lines + caveat_lines((Run(mark.text, ref=mark.ref) for mark in marks), self._writer)

    def _table(
        self,
        told: AbstractSet[str],
        room: Decimal,
        beside: Callable[[Iterable[Runs]], Decimal] = lambda rows: Decimal(0),
    ) -> Table | None:
        cost, table = self._tables.first(told, room, beside)
        self._left -= cost
        return table

    def _cost(self, words: Runs) -> Decimal:
        """Return the lines that a text takes at most with the caveats of its figures."""
        return text_lines(words) + caveat_lines(words, self._writer)
