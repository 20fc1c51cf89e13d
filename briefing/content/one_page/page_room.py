"""The room on the page of a one-page briefing, in mm, and how much of it words and blocks take."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeAlias

from briefing.content.caveats import called_for, said
from briefing.content.figures.chart_specs import Height, figure_of, middling
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.model.document import Figure, Paragraph, Runs, Table
from briefing.model.length import table_lines
from briefing.model.walk import all_runs
from briefing.wording.prose import plain

Content: TypeAlias = Runs | Table | Figure

ROOM = 216.5
"""What letterhead and margins leave."""
TITLE = 9.2  # a line of it
SPARE = 8.0  # for other fonts
LATIN = 0.6  # of a Chinese character: what a digit takes in wide fonts that stand in for Times New Roman
CAPTION = 8.0
PICTURE = 2.8  # the space above one
ROW = 5.0
TALLEST = 85.0  # a chart
PANELS = 2  # of a chart that are better than one, where there is no room for all


@dataclass(frozen=True, slots=True)
class TextSize:
    """How many Chinese characters stand in a line of a style, mm from line to line, and mm around a paragraph."""

    characters: int
    line: float
    around: float = 0.0

    def height(self, words: str) -> float:
        """Return what a paragraph takes at most, whatever the fonts; quotation marks are as wide as characters."""
        wide = sum(1 if unicodedata.east_asian_width(sign) in "WFA" else LATIN for sign in words)
        return ceil(wide / self.characters) * self.line + self.around


TEXT = TextSize(30, 7.8)  # an indent and a mark of reference allowed for
NOTE, REMARK, SOURCE = TextSize(40, 5.0), TextSize(34, 5.3, 2.8), TextSize(44, 4.7)


@dataclass(frozen=True, slots=True)
class PageRoom:
    """What a page has room for: how high charts are, and how many lines the title has."""

    height: Height
    titles: int = 1

    @property
    def mm(self) -> float:
        """Return what headings, points, table, chart, practices and sources have together."""
        return ROOM - SPARE - TITLE * self.titles


MIDDLING = PageRoom(middling)
"""A page where the chart room is not asked."""


class SinglePage:
    """What stands on the page by its part and place there, and how much room is `left`.

    `marked`: whether sources are told below tables and charts.
    """

    def __init__(self, writer: SentenceWriter, room: PageRoom, *, marked: bool) -> None:
        self._writer, self._height, self._marked = writer, room.height, marked
        self.left = room.mm
        self.taken: dict[tuple[str, int], Content] = {}

    def take(self, part: str, place: int, content: Content) -> bool:
        """Let the content stand there in place of what does, if there is room for it; return whether there was."""
        former, others = self.taken.get((part, place)), set(self.printed())
        cost = self._cost(content, others) - (self._cost(former, others) if former else 0.0)
        if cost > self.left:
            return False
        self.left -= cost
        self.taken[part, place] = content
        return True

    def printed(self) -> Iterable[str]:
        """Yield what the page refers to."""
        return (ref for content in self.taken.values() for ref in refs_of(content))

    def sentences(self, part: str) -> tuple[Runs, ...]:
        """Return the sentences of a part in their places."""
        held = sorted((key, said) for key, said in self.taken.items() if key[0] == part and isinstance(said, tuple))
        return tuple(said for _, said in held)

    def parts_of(self, figure: Figure) -> Iterator[Figure]:
        """Yield a figure with all of its panels, with two, then with one; no note tells of other pages."""
        notes = tuple(note for note in figure.notes if "见表" not in plain(note))
        panels = figure.chart.panels
        for most in sorted({len(panels), min(PANELS, len(panels)), 1}, reverse=True):
            chart = replace(figure.chart, panels=panels[:most])
            if self._height(chart) <= TALLEST:
                yield replace(figure_of(figure.key, plain(figure.caption), chart), notes=notes)

    def _cost(self, content: Content, told: set[str]) -> float:
        """Return what a content takes at most, with the caveats of what is not `told` elsewhere."""
        found = called_for(set(refs_of(content)) - told, self._writer.ledger, self._writer.library)
        whole = REMARK.height(plain(said(found))) if found else 0.0
        if isinstance(content, tuple):
            return whole + TEXT.height(plain(content))
        drawn = PICTURE + self._height(content.chart) if isinstance(content, Figure) else ROW * table_lines(content)
        notes = sum(NOTE.height(plain(note)) for note in content.notes)
        return whole + CAPTION + drawn + notes + NOTE.line * self._marked


def refs_of(content: Content) -> Iterable[str]:
    """Yield the facts, derived figures, practices and sources that words or a block refer to."""
    block = Paragraph(content) if isinstance(content, tuple) else content
    return (run.ref for run in all_runs([block]) if run.ref)
