"""Tables: caption and unit above, a header that is repeated, rows that do not break, notes below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from briefing.model.document import COURSE, NO_COURSE, Runs, Table
from briefing.model.length import table_lines
from briefing.model.walk import sparklines
from briefing.ooxml.length import Length, Mm, Twips
from briefing.ooxml.markup import escape
from briefing.render.table_shape import misshapen
from briefing.render.word.figures import caption, notes, sparkline
from briefing.render.word.inline import runs
from briefing.render.word.landscape import LANDSCAPE
from briefing.render.word.shell.style_names import StyleName
from briefing.render.word.shell.type_area import TypeArea
from briefing.render.word.writing_context import WritingContext, plain
from briefing.text.width import cells as width

ALIGNMENTS = {"left": StyleName.TABLE_TEXT, "center": StyleName.TABLE_CENTRE, "right": StyleName.TABLE_NUMBER}
"""The style of a cell by the alignment of its column."""


SHORT = 8
"""Lines up to which a table stays on one page; to keep a longer one whole would leave much of a page white.

Of a longer one no row goes over alone, and none stays behind alone.
"""

DENSE_FROM = 21
"""Rows from which on a table of centred columns is set in smaller type, in which 31 fit a page."""
DENSE_NAME = 16
"""Columns of type up to which names in its first column, which it centres, take one line."""

NARROWEST = Mm(19)
"""Columns that would be narrower on an upright page put their table on a page on its side."""

REGULAR, BOLD = 0.64, 0.7
"""Ems of a digit in the widest type that may stand in for that of the shell (DejaVu Serif for Times New Roman)."""
BESIDE = Twips(95)
"""The white on either side of what stands in a cell, with its border."""
FEW = 4
"""Ems that words have, too."""
_NUMBER = re.compile(r"[+−●]?(?:并列)?第?[0-9][0-9.,]*[%‰]?")
_FIGURE = re.compile(rf"{_NUMBER.pattern}(?:[㐀-鿿]{{1,4}}(?=$|（))?")
"""What does not go over two lines: a number with its sign; better, the unit that ends the cell with it."""

SPARKLINES = Mm(25)
"""The column of sparklines, with the margins of its cells."""


def table(block: Table, context: WritingContext) -> str:
    """Return a table as wide as the text; one of many columns is marked to stand on pages of its own, on their side."""
    if problem := misshapen(block):
        context.problem(problem, "请检查模板里的这个表。", key=block.key)
        return ""
    above = caption(context, StyleName.TABLE_CAPTION, block.key, block.caption)
    unit = context.paragraph(StyleName.TABLE_UNIT, context.run(f"单位：{block.unit}")) if block.unit else ""
    whole = above + unit + _grid(block, context) + notes(context, StyleName.TABLE_NOTE, block.notes)
    if _is_wide(block, context.shell.area):
        context.has_landscape = True
        return f"<{LANDSCAPE}>{whole}</{LANDSCAPE}>"
    return whole


def _is_wide(block: Table, area: TypeArea) -> bool:
    """Return whether the table has too many columns for an upright page; one that lies already has no better side."""
    return area.width < (len(block.header) + bool(block.sparklines)) * NARROWEST and area.width < area.height


def _grid(block: Table, context: WritingContext) -> str:
    area = context.shell.area
    size = context.shell.table_type
    widths = _column_widths(block, area.height if _is_wide(block, area) else area.width, size)
    styles = [ALIGNMENTS[align] for align in block.align or ("left",) * len(block.header)]
    if _is_dense(block, styles):
        styles = [StyleName.TABLE_DENSE] * len(styles)
    # from above, for footnotes are numbered as they are met
    header, *cells = [[runs(cell, context) for cell in row] for row in (block.header, *block.rows)]
    if block.sparklines:
        styles.append(StyleName.TABLE_CENTRE)
        header.append(context.run(COURSE))
        name = f"{context.labels[block.key]}{COURSE}"
        for row, written, drawn in zip(block.rows, cells, sparklines(block), strict=True):
            written.append(sparkline(row[0], *drawn, name, context) if drawn else context.run(NO_COURSE))
    last, is_short = len(block.rows) - 1, table_lines(block) <= SHORT
    rows = [
        _row(
            row,
            styles,
            widths,
            context,
            keep=bool(block.notes) if index == last else is_short or (last > 1 and index in {0, last - 1}),
        )
        for index, row in enumerate(cells)
    ]
    # Fixed, else each program widens columns by their words in its own way. tblLook says the same twice: Word 2007
    # reads w:val, later Word the attributes.
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{context.style_id(StyleName.TABLE)}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(plain(block.caption))}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"{_row(header, [StyleName.TABLE_HEADER] * len(widths), widths, context, header=True)}{''.join(rows)}</w:tbl>"
    )


def _is_dense(block: Table, styles: Sequence[StyleName]) -> bool:
    """Return whether the table is of many rows, each of a short name and centred figures."""
    names = max((width(plain(row[0])) for row in block.rows), default=0)
    return len(block.rows) >= DENSE_FROM and set(styles[1:]) == {StyleName.TABLE_CENTRE} and names <= DENSE_NAME


def _column_widths(block: Table, whole: Length, size: Length) -> list[int]:
    """Return the widths of the columns in twips, together exactly `whole`: in the given relation.

    One in which a figure, or else a number, would break in type of that `size` takes what it lacks from the others.
    """
    shares, course = block.widths or (1,) * len(block.header), SPARKLINES.twips if block.sparklines else 0
    widths = [(whole.twips - course) * share / sum(shares) for share in shares]
    columns = list(zip(block.header, *block.rows, strict=True))
    for pattern in (_FIGURE, _NUMBER):
        least = [max(_unbroken(cell, pattern, size) for cell in column) for column in columns]
        lacks = sum(max(0.0, need - width) for width, need in zip(widths, least, strict=True))
        spare = sum(max(0.0, width - need) for width, need in zip(widths, least, strict=True))
        if lacks <= spare:
            given = lacks / spare if spare else 0.0
            widths = [max(need, width - (width - need) * given) for width, need in zip(widths, least, strict=True)]
            break
    edges = [round(edge) for edge in accumulate(widths, initial=0.0)]
    return [*(right - left for left, right in pairwise(edges)), *([course] if course else [])]


def _unbroken(cell: Runs, pattern: re.Pattern[str], size: Length) -> float:
    """Return the twips that the longest match in a cell takes, or some characters, with the white beside it."""
    words, digit = plain(cell), BOLD if any(run.strong for run in cell) else REGULAR
    ems = [sum(1.0 if width(sign) > 1 else digit for sign in found) for found in pattern.findall(words)]
    return max(*ems, min(width(words) / 2, FEW), 0.0) * size.twips + 2 * BESIDE.twips


def _row(
    cells: Sequence[str],
    styles: list[StyleName],
    widths: list[int],
    context: WritingContext,
    *,
    header: bool = False,
    keep: bool = False,
) -> str:
    content = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{context.paragraph(style, cell, keep=keep)}</w:tc>"
        for cell, style, width in zip(cells, styles, widths, strict=True)
    )
    # A row never goes over two pages, and the header stands again on each.
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{content}</w:tr>"
