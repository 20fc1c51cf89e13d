"""Where on a sheet its tables are: heads, rows of data, and the lines of text above and below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefing.data.tables.grid import Grid
from briefing.data.tables.heads import ColumnRole, stub_role
from briefing.data.tables.lines import closes_table, is_line
from briefing.data.tables.periods import is_period

CONTINUED = re.compile(r"\(?续表?\s*\d*\)?(?:[-—]?\d+)?|.*\(续(?:表)?[\d一二三四五]*\)|续表.{0,4}")


@dataclass(frozen=True, slots=True)
class Block:
    """A table: the rows of its head, those of its data, its columns, and the rows of the lines around it.

    `continued`: it goes on with the table before it (续表).
    """

    heads: tuple[int, ...]
    body: tuple[int, ...]
    columns: tuple[int, ...]
    above: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    continued: bool = False


def find_blocks(grid: Grid, is_unit: Callable[[str], bool]) -> list[Block]:
    """Return the tables of the sheet in their order; those that stand side by side one after the other."""
    found: list[Block] = []
    above: list[int] = []
    for run in _runs(grid):
        if isinstance(run, int):
            above.append(run)
            continue
        own, below = _shared_out(grid, above, bool(found))
        if found and below:
            found[-1] = replace(found[-1], below=(*found[-1].below, *below))
        found.append(_block(grid, run, own, is_unit))
        above = []
    if found and above:
        found[-1] = replace(found[-1], below=(*found[-1].below, *above))
    return [part for block in found for part in _side_by_side(grid, block)]


def _runs(grid: Grid) -> list[int | list[int]]:
    """Return what the sheet is made of: rows that are lines, one by one, and the rows of each table together."""
    runs: list[int | list[int]] = []
    rows = [row for row in grid.rows if grid.filled(row)]
    table: list[int] = []
    notes: list[int] = []
    for place, row in enumerate(rows):
        after = rows[place + 1] if place + 1 < len(rows) else None
        if table and after is not None and _is_inner_note(grid, row, after, table):
            notes.append(row)
        elif not _in_table(grid, row, after, table):
            table = []
            runs += [*notes, row]
            notes = []
        elif table and not _starts(grid, row, table):
            table.append(row)
        else:
            table = [row]
            runs += [*notes, table]
            notes = []
    return [*runs, *notes]


def _is_inner_note(grid: Grid, row: int, after: int, table: list[int]) -> bool:
    """Return whether the row is a note with more rows of data of the same table below it."""
    texts = [grid.text(row, column) for column in grid.filled(row)]
    noted = is_line(texts) and closes_table(texts, False)
    return noted and any(grid.is_figure(after, column) for column in grid.columns) and not _starts(grid, after, table)


def _in_table(grid: Grid, row: int, after: int | None, table: list[int]) -> bool:
    """Return whether the row belongs to a table; a lone text does if it heads the rows of data that follow."""
    filled = grid.filled(row)
    if is_line([grid.text(row, column) for column in filled]):
        return False
    if len(filled) > 1:
        return True
    if not table or after is None:
        return False
    spread = grid.origin(row, filled[0]) != (row, filled[0]) or len(grid.text(row, filled[0])) > LONGEST_GROUP
    headed = any(grid.is_figure(after, column) for column in grid.columns) or len(grid.filled(after)) == 1
    texts = [grid.text(row, column) for column in filled]
    return not spread and filled[0] <= min(grid.filled(table[0])) + 1 and headed and not CONTINUED.fullmatch(texts[0])


_FIRST = (ColumnRole.PLACE, ColumnRole.INDICATOR, ColumnRole.NAME, ColumnRole.PERIOD, ColumnRole.SERIAL)
"""What the first column of a table may be."""
LONGEST_GROUP = 25
"""Characters: what heads a group of rows inside a table is no longer; a note is."""


def _starts(grid: Grid, row: int, table: list[int]) -> bool:
    """Return whether a second table begins at the row: the head of the first again, or another one after its data."""
    texts = [grid.text(row, column) for column in grid.filled(row)]
    if not any(_is_data(grid, earlier, table[0]) for earlier in table):
        return False
    if texts == [grid.text(table[0], column) for column in grid.filled(table[0])]:
        return True
    if len(texts) > 1 and not is_period(texts[0]) and all(is_period(text) for text in texts[1:]):
        return True
    return (
        len(texts) > 1
        and not _is_data(grid, row, table[0])
        and any(stub_role(text) for text in texts[:2])
        and len(texts) >= len(grid.filled(table[0])) / 2
    )


def _is_data(grid: Grid, row: int, head: int) -> bool:
    """Return whether the row is one of data below that head: with a figure, or with nothing right of its stubs."""
    filled = grid.filled(row)
    if row == head:
        return False
    if any(grid.is_figure(row, column) for column in filled):
        return not grid.is_numbering(row, filled)
    beside = [column for column in filled if not stub_role(grid.text(head, column)) and column != filled[0]]
    return not any(re.search(r"\w", grid.text(row, column)) for column in beside)


def _shared_out(grid: Grid, lines: list[int], after_table: bool) -> tuple[list[int], list[int]]:
    """Return the lines that belong to the table below them, and those that belong to the one above."""
    if not after_table:
        return lines, []
    cut = 0
    for place, row in enumerate(lines):
        if closes_table([grid.text(row, column) for column in grid.filled(row)], cut > 0):
            cut = place + 1
    return lines[cut:], lines[:cut]


def _block(grid: Grid, rows: list[int], above: Sequence[int], is_unit: Callable[[str], bool]) -> Block:
    """Return the table in the rows, its head ended by the first row of data."""
    columns = [column for column in grid.columns if any(grid.text(row, column) for row in rows)]
    first = rows[0]
    count = (
        0 if any(grid.is_figure(first, column) for column in columns) and not grid.is_numbering(first, columns) else 1
    )
    while (
        count
        and count < len(rows)
        and (_goes_on(grid, rows[count], rows[:count], columns) or _has_units(grid, rows[count], columns, is_unit))
    ):
        count += 1
    body = [row for row in rows[count:] if not grid.is_numbering(row, columns)]
    continued = any(CONTINUED.fullmatch(grid.text(row, column)) for row in above for column in grid.filled(row))
    return Block(tuple(rows[:count]), tuple(body), tuple(columns), tuple(above), (), continued)


def _has_units(grid: Grid, row: int, columns: list[int], is_unit: Callable[[str], bool]) -> bool:
    """Return whether the row has nothing but the units of the columns (, 亿元, 万人)."""
    texts = [grid.text(row, column).strip("()") for column in columns[1:] if grid.text(row, column)]
    first = grid.text(row, columns[0])
    return bool(texts) and (not first or stub_role(first) is ColumnRole.UNIT) and all(map(is_unit, texts))


def _goes_on(grid: Grid, row: int, heads: list[int], columns: list[int]) -> bool:
    """Return whether the head goes on in the row: no figures, and texts below something other than a stub."""
    if any(grid.is_figure(row, column) for column in columns) or grid.is_numbering(row, columns):
        return False
    own = [column for column in columns if grid.text(row, column) and grid.origin(row, column)[0] == row]
    below = [column for column in own if not stub_role(grid.text(heads[0], column)) and column != columns[0]]
    shared = any(
        grid.text(row, column) and (not grid.text(heads[-1], column) or _repeated(grid, heads[-1], column, columns))
        for column in below
    )
    said = (grid.text(row, column) for column in below)
    return bool(below) and shared and any(re.search(r"[\w%±]", text) or is_period(text) for text in said)


def _repeated(grid: Grid, row: int, column: int, columns: list[int]) -> bool:
    """Return whether the text of a head stands over more than this column: merged, or with empty cells beside it."""
    place = columns.index(column)
    text = grid.text(row, column)
    beside = [columns[index] for index in (place - 1, place + 1) if 0 <= index < len(columns)]
    return any(grid.text(row, other) in ("", text) for other in beside)


def _side_by_side(grid: Grid, block: Block) -> list[Block]:
    """Return the block, or its parts where the same heads come again to the right, or another stub after a gap."""
    if not block.heads:
        return [block]
    heads = [tuple(grid.text(row, column) for row in block.heads) for column in block.columns]
    starts = [0]
    for place in range(1, len(heads)):
        gap = block.columns[place] - block.columns[place - 1] > 1
        again = heads[place] == heads[0] and any(heads[0]) and _named(grid, block, place)
        if again or (gap and stub_role(heads[place][0]) in _FIRST and _named(grid, block, place)):
            starts.append(place)
    parts = [block.columns[start:end] for start, end in zip(starts, [*starts[1:], len(heads)], strict=True)]
    return [
        replace(block, columns=part, body=tuple(row for row in block.body if grid.filled(row, part)), below=block.below)
        for part in parts
    ]


def _named(grid: Grid, block: Block, place: int) -> bool:
    """Return whether the column holds names, as one at the left of a table does."""
    column = block.columns[place]
    texts = [grid.text(row, column) for row in block.body]
    return (
        any(texts) and not any(grid.is_figure(row, column) for row in block.body if grid.text(row, column))
    ) or bool(stub_role(grid.text(block.heads[0], column)))
