"""Tables of more cities than a page holds: head and tail stay in the text, the whole stands in an annex behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from briefing.content.tables.theme_tables import ROWS_ON_A_PAGE
from briefing.model.document import Block, Heading, Paragraph, References, Run, RunKind, Table
from briefing.wording.prose import plain, text

ENDS = 5
"""Rows at each end that stay in the text."""
ELLIPSIS = "…"
TITLE = "附表"
WHOLE = ".all"
"""Ends the key of a table that stands in the annex."""


def annexed(blocks: Iterable[Block], cities: Collection[str], home: str = "") -> tuple[Block, ...]:
    """Return the blocks with long tables of `cities` cut to their ends and to the row of `home`, their names in full.

    The whole tables stand before the list of sources, under a heading. A section of nothing but tables at the end is no
    text to be kept short, and stays as it is.
    """
    blocks = list(blocks)
    end = next((at for at, block in enumerate(blocks) if isinstance(block, References)), len(blocks))
    while end and (isinstance(block := blocks[end - 1], Heading) or _closes(block)):
        end -= 1
    behind = (
        max((at for at, block in enumerate(blocks[:end]) if not isinstance(block, Table | Heading)), default=-1) + 1
    )
    # a section of nothing but tables at the end is an annex already
    last = next((at for at in range(behind, end) if isinstance(blocks[at], Heading)), end)
    long = {at for at, block in enumerate(blocks[:last]) if isinstance(block, Table) and _is_long(block, cities)}
    whole = [replace(block, key=block.key + WHOLE) for at in sorted(long) if isinstance(block := blocks[at], Table)]
    if not whole:
        return tuple(blocks)
    shown = [_cut(block, home) if at in long and isinstance(block, Table) else block for at, block in enumerate(blocks)]
    return (*shown[:end], Heading(1, text(TITLE)), *whole, *shown[end:])


def _closes(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "closing"


def _is_long(table: Table, cities: Collection[str]) -> bool:
    """Return whether a table has a row for each of more cities than a page holds."""
    names = {plain(row[0]) for row in table.rows}
    return len(table.rows) > ROWS_ON_A_PAGE and len(names) == len(table.rows) and names <= set(cities)


def _cut(table: Table, home: str) -> Table:
    """Return the ends of a table, with the row of the home city where that is in between."""
    count, rows, lines = len(table.rows), [], []
    kept = [at for at, row in enumerate(table.rows) if at < ENDS or at >= count - ENDS or plain(row[0]) == home]
    gap = (text(ELLIPSIS),) * len(table.header)
    for before, at in zip((-1, *kept), kept, strict=False):
        if at > before + 1:
            rows.append(gap)
            lines += [replace(table.sparklines[at], panels=())] if table.sparklines else []
        rows.append(table.rows[at])
        lines += [table.sparklines[at]] if table.sparklines else []
    ref = table.key + WHOLE
    note = (Run("表中只列首尾几行，完整数据见"), Run(ref, ref=ref, kind=RunKind.CROSS), Run("。"))
    return replace(table, rows=tuple(rows), sparklines=tuple(lines), notes=(*table.notes, note))
