"""What matters most, in order of worth as far as it fits on one page beside letterhead, title and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, zip_longest

from briefing.analysis.analyse import Analysis
from briefing.content.citations import PRACTICE, credited
from briefing.content.figures.theme_figures import undrawn
from briefing.content.one_page.page_room import REMARK, SOURCE, TEXT, Content, PageRoom, SinglePage, refs_of
from briefing.content.one_page.page_tables import PageTables
from briefing.content.paragraphs.city_paragraphs import weight
from briefing.content.paragraphs.points import PointWriter, opening_points
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.tables import theme_tables
from briefing.model.document import Figure, References, Runs, Table
from briefing.model.facts import Practice, PracticeKind
from briefing.model.library import City
from briefing.wording.figures import untold
from briefing.wording.prose import Sentence, dated, join, opens, stated, text
from briefing.wording.reasons import silent

POINTS = 3
BESIDE_SOURCE = 30  # characters of a source beside title and publisher: date and paragraphs
SOURCES_LISTED = 4
"""Sources up to which the page has a list of them."""
PRACTICES = 2
MORE = 6  # practices, where little else fills the page
EMPTY, HALF = 45.0, 70.0
"""Mm of the page that may be left without a further practice, and without figures in a table."""
RESULTS = PracticeKind.RESULT, PracticeKind.SUPPORT
"""Practices that are no ways to follow: they stand on the page where it would be half empty without them."""
CITIES_TOLD = theme_tables.CITIES_ACROSS
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


class OnePage:
    """Chooses what stands on the page: all that it may have in order of worth, each where there is room left for it."""

    def __init__(
        self,
        analysis: Analysis,
        writer: SentenceWriter,
        points: PointWriter,
        months: Sequence[Table],
        room: PageRoom,
    ) -> None:
        self._analysis, self._writer, self._points = analysis, writer, points
        self._home, self._cities = analysis.home, analysis.home_first
        self._tables = PageTables(analysis, writer, self._cities, months)
        self._records = analysis.selection.records
        sources = analysis.selection.library.sources()
        self._used = [sources[id] for id in {item.fact.source for item in analysis.observed}]
        self._page = SinglePage(writer, room, marked=len(self._used) <= SOURCES_LISTED)
        self._page.left -= self._kept()

    def context(
        self, verdict: Sequence[Runs], moved: Sequence[Runs], drawn: Iterable[Figure], *, named: bool
    ) -> OnePageContext:
        """Return what fits: points begin with the `verdict` on home, if any, and with the sentences `moved`."""
        drawn, page = sorted(drawn, key=self._chart_order), self._page
        opening = [*([join(verdict)] if verdict else []), *moved]
        found = opening_points(self._analysis, self._points, opening, POINTS, named=named)
        points = [*found.moved, *map(self._points.say, found.findings)]
        lead = [join(verdict[:count]) for count in range(1, len(verdict) + 1)] or points[:1]
        page.left -= TEXT.line * bool(self._silent or not drawn)
        for part, place, content in self._candidates(lead, points[1:], drawn):
            page.take(part, place, content)
        return OnePageContext(
            points=page.sentences("point"),
            table=next((block for block in page.taken.values() if isinstance(block, Table)), None),
            figure=(figure := next((block for block in page.taken.values() if isinstance(block, Figure)), None)),
            practices=page.sentences("practice"),
            silent=join([self._silent, text("" if figure else self._undrawn(drawn))]),
            references=References((), SOURCES_LISTED),
        )

    def _kept(self) -> float:
        """Return the room for headings, sources, and their remarks."""
        used = self._used
        listed = [SOURCE.height(one.publisher + one.title + " " * BESIDE_SOURCE) for one in used]
        remarks = [REMARK.height(said) for said in {one.caveat for one in used} - {""}]
        practised = any(self._records[city.id].practices for city in self._cities)
        told = sum(listed) if 0 < len(used) <= SOURCES_LISTED else REMARK.around + 2 * REMARK.line
        return told + sum(remarks) + TEXT.line * (1 + bool(used) + practised)

    def _candidates(
        self, lead: Sequence[Runs], others: Sequence[Runs], drawn: Iterable[Figure]
    ) -> Iterator[tuple[str, int, Content]]:
        """Yield what may stand on the page, with its part and its place there, what is worth most first.

        What comes again in a place is longer, and stands there if there is room for that, too.
        """
        told = {run.ref for said in (*lead, *others) for run in said}
        methods = self._practices(PracticeKind.METHOD)
        practices = [item for item in methods if told.isdisjoint((*item.facts, PRACTICE + item.id))]
        ways = [("practice", place, self._in_full(item)) for place, item in enumerate(practices)]
        more = [("point", place, said) for place, said in enumerate(others, 1)]
        yield from (("point", 0, said) for said in lead[:1])
        yield from self._line(self._cities[:1] if self._home else (), first=-1)
        yield from ways[:1]
        yield from self._chart(drawn)
        yield from (("point", 0, said) for said in lead[1:])
        yield from more if len(self._cities) == 1 else ()
        shown = self._tables.growing(self._writer.ledger.rests_on(self._page.printed()))
        yield from (("table", 0, table) for table in shown[:1])
        yield from (one for one in more if not self._cities_in(refs_of(one[2])) <= self._told_of)
        yield from self._line(self._few(), first=len(others) + 1)
        yield from (way for way in ways[1:] if len(self._page.sentences("practice")) < PRACTICES)
        yield from (("table", 0, table) for table in shown[1:])
        yield from (one for one in more if one[:2] not in self._page.taken)
        yield from (way for way in ways if way[:2] not in self._page.taken and self._page.left > EMPTY)
        yield from self._filling(tabled=bool(shown))

    def _filling(self, *, tabled: bool) -> Iterator[tuple[str, int, Content]]:
        """Yield what the page would be half empty without: main figures if none are `tabled`, and results."""
        if self._page.left > HALF and not tabled:
            # of one city rather what the points tell, with its period, than half a page without anything
            alone = self._home or len(self._cities) == 1
            known = () if alone else self._writer.ledger.rests_on(self._page.printed())
            yield from (("table", 0, table) for table in self._tables.main(set(known)))
        printed = set(self._page.printed())
        rest = [item for item in self._practices(*RESULTS) if printed.isdisjoint((*item.facts, PRACTICE + item.id))]
        results = (("practice", place, self._in_full(item)) for place, item in enumerate(rest, MORE))
        yield from (one for one in results if self._page.left > HALF)

    def _chart(self, drawn: Iterable[Figure]) -> Iterator[tuple[str, int, Content]]:
        for part in chain.from_iterable(map(self._page.parts_of, drawn)):
            if ("chart", 0) not in self._page.taken:
                yield "chart", 0, part

    def _line(self, cities: Iterable[City], first: int) -> Iterator[tuple[str, int, Content]]:
        """Yield sentences on each of the cities that the page does not tell of yet, until one has room."""
        for place, city in enumerate(cities, first):
            if city.id not in self._told_of:
                for said in self._of_city(city):
                    if ("point", place) not in self._page.taken:
                        yield "point", place, said

    def _few(self) -> Sequence[City]:
        """Return the cities of which each has a line: a few, or some where nothing is told of many."""
        return self._cities if len(self._cities) <= CITIES_TOLD else () if self._page.taken else self._cities[:POINTS]

    @property
    def _told_of(self) -> set[str]:
        """Return the ids of the cities of which the page tells: of a few without a home, in a sentence."""
        if self._home or len(self._cities) > POINTS:
            return self._cities_in(self._page.printed())
        said = (*self._page.sentences("point"), *self._page.sentences("practice"))
        return self._cities_in(run.ref for runs in said for run in runs if run.ref)

    def _cities_in(self, printed: Iterable[str]) -> set[str]:
        """Return the ids of the cities of facts and practices."""
        refs, ledger = set(printed), self._writer.ledger
        facts = (ledger.facts[id].city for id in ledger.rests_on(refs) if id in ledger.facts)
        return {*facts, *(item.city for item in ledger.practices.values() if PRACTICE + item.id in refs)}

    def _of_city(self, city: City) -> Iterator[Runs]:
        """Yield what matters most of a city by itself, its main figure, its practices; of home, that it has none."""
        yield from (self._points.say(item) for item in self._points.findings if item.cities == (city.id,))
        held = self._writer.ledger.facts
        facts = (fact for fact in theme_tables.latest(self._records[city.id].facts) if fact.id in held)
        for fact in sorted(facts, key=theme_tables.prominence)[:1]:
            yield Sentence(opens([fact]), city.name, stated(self._writer.indicators[fact.indicator].name, fact)).runs
        yield from map(self._in_full, self._practised(city, PracticeKind.METHOD))
        if city.id == self._home:
            yield text(untold(self._analysis.selection, f"{city.name}这方面情况"))

    @cached_property
    def _silent(self) -> Runs:
        """Return which cities but the home city have nothing, () for none."""
        return text(silent(self._analysis.selection, (city for city in self._cities if city.id != self._home)))

    def _undrawn(self, drawn: Sequence[Figure]) -> str:
        """Return why there is no chart."""
        if drawn:
            return "篇幅所限，未附图。"
        return undrawn(self._analysis, monthly=self._tables.monthly)

    def _chart_order(self, figure: Figure) -> tuple[bool, bool]:
        """Return what charts are put in order by: with the home city first, then of several cities."""
        shown = self._cities_in(refs_of(figure))
        return bool(self._home) and self._home not in shown, len(shown) == 1

    def _practices(self, *kinds: PracticeKind) -> list[Practice]:
        """Return practices of these kinds, each city's in turn."""
        held = (self._practised(city, *kinds) for city in self._cities)
        return [item for item in chain(*zip_longest(*held)) if item][:MORE]

    def _practised(self, city: City, *kinds: PracticeKind) -> list[Practice]:
        """Return a city's practices of these kinds, those with figures first."""
        held = (one for one in self._records[city.id].practices if one.kind in kinds)
        return sorted(held, key=lambda item: (bool(item.key_fact), *weight(item)), reverse=True)

    def _in_full(self, item: Practice) -> Runs:
        return credited(dated(item.text, self._writer.ledger.facts, self._writer.cities[item.city].name), item).runs
