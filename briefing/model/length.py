"""How long a briefing will be on paper, roughly and without a layout engine: alike for every writer."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import assert_never

from briefing.model.document import (
    Attachments,
    Block,
    Contents,
    Figure,
    Heading,
    Items,
    Note,
    PageBreak,
    Paragraph,
    References,
    Runs,
    Signature,
    Table,
)
from briefing.model.walk import runs

LINES = 22
"""Lines on a page (GB/T 9704—2012, 5.2.3)."""

CHARACTERS = 28
"""Characters in a line (5.2.3)."""

FIGURE_LINES = 11
"""What a chart of middling height takes with its caption and a note."""

TABLE_LINE = 0.6
"""A line of the smaller type of tables and lists of sources, in lines of the text."""

ENDING_LINES = 4
"""What 附件说明 takes, or 署名 and date, with the room above."""

TABLE_CHARACTERS = 34
SPARKLINE_CHARACTERS = 5.5  # of those, where the rows have a sparkline
_HALF = "\u2e80"  # below: Latin letters, digits and signs, of half the width


def pages(blocks: Sequence[Block]) -> int:
    """About how many pages the blocks fill, 1 or more."""
    lines = 6.0  # letterhead and title
    for block in blocks:
        lines = ceil(lines / LINES) * LINES if isinstance(block, PageBreak) else lines + _lines(block)
    return max(1, ceil(lines / LINES))


def shown(contents: Contents, blocks: Sequence[Block]) -> bool:
    """Whether the briefing is long enough for its table of contents."""
    return pages(blocks) >= contents.least


def table_lines(table: Table) -> int:
    """About how many lines of their own type its header and rows take."""
    room = TABLE_CHARACTERS - (SPARKLINE_CHARACTERS if table.sparklines else 0)
    return 1 + sum(_row(row, table.widths or (1,) * len(row), room) for row in table.rows)


def _lines(block: Block) -> float:
    match block:
        case Table():
            return 1.5 + TABLE_LINE * (table_lines(block) + len(block.notes))
        case Figure():
            return FIGURE_LINES
        case References(entries):
            return TABLE_LINE * sum(ceil(_width(entry.text) / TABLE_CHARACTERS) for entry in entries)
        case Contents() | PageBreak():
            return 0
        case Attachments() | Signature():
            return ENDING_LINES
        case Heading() | Paragraph() | Note() | Items():
            return sum(map(_text, runs(block)))
        case _ as never:
            assert_never(never)


def _text(paragraph: Runs) -> int:
    """Lines of a paragraph with an indent of two characters."""
    return ceil((2 + sum(_width(run.text) for run in paragraph)) / CHARACTERS)


def _row(cells: tuple[Runs, ...], widths: tuple[int, ...], across: float) -> int:
    """Lines of the highest cell of a row that is so many characters wide."""
    room = [max(1.0, across * width / sum(widths)) for width in widths]
    used = [sum(_width(run.text) for run in cell) for cell in cells]
    return max((ceil(width / space) for width, space in zip(used, room, strict=False)), default=1)


def _width(text: str) -> float:
    """The width of a text in Chinese characters."""
    return sum(0.5 if char < _HALF else 1 for char in text)
