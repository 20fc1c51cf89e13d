"""What matters most, measured to fit on one page beside letterhead, title and sources."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import chain, repeat, zip_longest
from math import ceil

from briefing.analysis.analyse import Analysis
from briefing.content import common_topics, tables
from briefing.content.caveats import called_for, said
from briefing.content.ledger import Ledger
from briefing.content.points import PointWriter, opening_points
from briefing.content.sentences import SentenceWriter
from briefing.content.themes import weight
from briefing.model.catalogue import Theme
from briefing.model.document import Run, RunKind, Runs, Table
from briefing.model.library import City
from briefing.text.width import cells
from briefing.wording.figures import untold
from briefing.wording.prose import enumeration, join, plain, text

LINE = 29  # characters of 14 pt in a line, an indent and a mark of reference allowed for
LATIN = 0.65  # of a Chinese character: a digit in the widest fonts that stand in for Times New Roman
POINT_LINES = 10
LINES = 19  # of points and practices together, beside a table of three rows and the source of one city
POINTS = 5
SMALLER = Decimal("0.8")  # a line of a remark, in lines of the text
ROW, SOURCE = Decimal("0.6"), Decimal("1.2")  # of a further row and of a further source, in lines of the text
ROWS = {True: 3, False: 6}
"""Of a table of cities side by side, whose cells are longer, and of one of main figures."""
COLUMNS = 3  # cities that a small table has room for
PRACTICES = 3  # of one city; of several 1 each
CITIES = 3
NAMED = 4  # cities whose practices are left out; beyond, the first and 等地
CELL = 36  # the longest row of a small table, in characters


@dataclass(frozen=True, slots=True)
class OnePageContext:
    """The points that matter most, a small table if there is one, and for each of three cities what stands out there.

    `silent` says which cities tell nothing at all.
    """

    points: tuple[Runs, ...]
    table: Table | None
    practices: tuple[Runs, ...]
    silent: Runs


def one_page_context(
    analysis: Analysis, writer: SentenceWriter, moved: Sequence[Runs], say: PointWriter, *, named: bool = True
) -> OnePageContext:
    """Return what fits on one page; the points begin with the sentences `moved`, `say` puts findings into words."""
    cities, records = analysis.selection.cities, analysis.selection.records
    silent = [city.name for city in cities if not (records[city.id].facts or records[city.id].practices)]
    told = [practices for city in cities[:CITIES] if (practices := _practices(analysis, writer, city))]
    told += _left(analysis)
    table = _table(analysis, writer)
    shown = chain.from_iterable(table.rows) if table else ()
    left = LINES - sum(_cost(words, writer) for words in told) - _caveat_lines(chain.from_iterable(shown), writer)
    left -= ceil(ROW * max(0, len(table.rows) - ROWS[True]) if table else 0) + ceil(SOURCE * (len(cities) - 1))
    left -= ceil(ROW * sum(map(_in_two_lines, table.rows, repeat(table.widths)))) if table else 0
    left -= sum(ceil(SMALLER * _lines(text(caveat))) for caveat in _source_caveats(analysis))
    return OnePageContext(
        points=_points(analysis, writer, moved, say, min(POINT_LINES, left), named=named),
        table=table,
        practices=tuple(told),
        silent=text(untold(analysis.selection, f"{enumeration(silent)}这方面情况")) if silent else (),
    )


def _in_two_lines(row: tuple[Runs, ...], widths: tuple[int, ...]) -> bool:
    """Return whether a cell of a row needs two lines."""
    return any(cells(plain(cell)) > width for cell, width in zip(row, widths, strict=True))


def _left(analysis: Analysis) -> Iterator[Runs]:
    """That there is no room for the practices of further cities, if any have some."""
    records = analysis.selection.records
    names = [city.name for city in analysis.selection.cities[CITIES:] if records[city.id].practices]
    if names:
        named = enumeration(names) if len(names) <= NAMED else f"{names[0]}等地"
        yield text(f"限于篇幅，{named}的做法没有列出。")


def _lines(words: Runs) -> int:
    """Lines that a text takes at most, whatever fonts there are; quotation marks are as wide as characters."""
    return ceil(sum(1 if unicodedata.east_asian_width(sign) in "WFA" else LATIN for sign in plain(words)) / LINE)


def _cost(words: Runs, writer: SentenceWriter) -> int:
    """Lines that a text takes at most with the caveats of its figures."""
    return _lines(words) + _caveat_lines(words, writer)


def _caveat_lines(words: Iterable[Run], writer: SentenceWriter) -> int:
    found = called_for(
        (run.ref for run in words if run.ref and run.kind is RunKind.TEXT), writer.ledger, writer.library
    )
    return ceil(SMALLER * _lines(said(found))) if found else 0


def _source_caveats(analysis: Analysis) -> set[str]:
    """What stands behind the sources of the selected figures in their list."""
    sources = analysis.selection.library.sources()
    return {sources[item.fact.source].caveat for item in analysis.observed} - {""}


def _points(
    analysis: Analysis, writer: SentenceWriter, moved: Sequence[Runs], say: PointWriter, room: int, *, named: bool
) -> tuple[Runs, ...]:
    """Return the points that there are lines for; one that is too long gives way to the next."""
    left = room

    def fits(words: Runs) -> bool:
        nonlocal left
        cost = _cost(words, writer)
        if cost > left:
            return False
        left -= cost
        return True

    found = opening_points(analysis, say, moved, POINTS, fits, named=named)
    return (*found.moved, *map(say.say, found.findings))


def _practices(analysis: Analysis, writer: SentenceWriter, city: City) -> Runs:
    """“武汉：“210”标准（……）、……。”; () for a city without practices."""
    indicators = analysis.selection.library.catalogue.indicators
    most = PRACTICES if len(analysis.selection.cities) == 1 else 1
    chosen = sorted(analysis.selection.records[city.id].practices, key=weight, reverse=True)[:most]

    named = [common_topics.named(practice, writer.ledger, indicators) for practice in chosen]
    return join([text(f"{city.short}："), join(named, "、"), text("。")]) if chosen else ()


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


def _table(analysis: Analysis, writer: SentenceWriter) -> Table | None:
    """The first rows of each theme's table in turn: figures side by side, or else the main figures of each city."""
    several = 1 < len(analysis.selection.cities) <= COLUMNS
    kinds: list[tuple[str, Callable[[Analysis, Theme, Ledger], Table | None]]] = [
        *([("共有指标对照", tables.shared)] if several else []),
        ("主要数据", partial(tables.figures, foremost=True)),
    ]
    for caption, make in kinds:
        made = [found for theme in analysis.selection.themes if (found := make(analysis, theme, writer.ledger))]
        rows = [
            row
            for row in chain(*zip_longest(*(item.rows for item in made)))
            if row and sum(len(plain(cell)) for cell in row) <= CELL
        ]
        if rows:
            most, home = ROWS[make is tables.shared], analysis.benchmark.home if analysis.benchmark else None
            chosen = tuple(rows[:most] if make is tables.shared else _shared_out(rows, writer.ledger, most, home))
            starred = any(plain(row[0]).endswith("*") for row in chosen)
            notes = next((item.notes for item in made if item.notes), ()) if starred else ()
            widths = tables.fitted((made[0].header, *chosen))
            return replace(made[0], key="brief", caption=text(caption), rows=chosen, widths=widths, notes=notes)
    return None
