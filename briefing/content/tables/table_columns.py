"""How a table is made: rows of one kind under columns, each of which says what it tells of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from briefing.model.document import Run, Runs, Table
from briefing.model.facts import Fact
from briefing.model.quantity import RANK, RANK_CHANGE, Unit, common_unit
from briefing.text.width import cells
from briefing.wording.clauses import remarks
from briefing.wording.figures import bare
from briefing.wording.prose import plain, text

Row = TypeVar("Row")

LEFT, CENTRE = "left", "center"
NOTHING = "—"
"""What stands in a cell of which nothing can be said."""
ROWS_AT_LEAST = 2  # what fits one sentence needs no table
ROOM = 72
"""Cells across an upright page, in the type of tables."""
NAME, NAME_LEAST = 20, 12
"""Cells of a name of an indicator that stand in one line; where there is no room for that, in two."""
MARGIN = 3
"""Cells of white beside what stands in a column."""
_WHOLE = re.compile(r"[+−●]?[0-9][0-9.,]*[%‰]?")
"""What is never parted: a number with its sign."""


@dataclass(frozen=True)  # with slots, TableColumn[Fact](…) fails in Python 3.11
class TableColumn(Generic[Row]):
    """A column: what stands above it, and what it tells of a row, () for nothing.

    An `optional` one is left out where it tells nothing of any row. `note` stands below the table where it tells
    nothing of one.
    """

    head: str
    cell: Callable[[Row], Runs]
    align: str = CENTRE
    optional: bool = False
    note: str = ""


def table_of(
    rows: Iterable[Row],
    columns: Sequence[TableColumn[Row]],
    key: str,
    caption: str | Runs,
    *,
    unit: str = "",
    notes: Iterable[str | Runs] = (),
    empty: str = NOTHING,
) -> Table:
    """Return the rows under the columns; `empty` stands where a column tells nothing of a row.

    `notes` of no words are left out, and one that is said already.
    """
    told = [[column.cell(row) for column in columns] for row in rows]
    held = [at for at, column in enumerate(columns) if not column.optional or any(row[at] for row in told)]
    shown = [columns[at] for at in held]
    header = tuple(text(column.head) for column in shown)
    body = tuple(tuple(row[at] or text(empty) for at in held) for row in told)
    asked = (columns[at].note for at in held if not all(row[at] for row in told))
    said = (text(note) if isinstance(note, str) else note for note in (*asked, *notes))
    return Table(
        key=key,
        caption=text(caption) if isinstance(caption, str) else caption,
        header=header,
        rows=body,
        widths=fitted((header, *body)),
        align=tuple(column.align for column in shown),
        unit=unit,
        notes=tuple(dict.fromkeys(filter(None, said))),
    )


def fitted(rows: Sequence[Sequence[Runs]]) -> tuple[int, ...]:
    """Return widths of columns by which no figure breaks, `rows` with the header among them.

    Each column is as wide as its widest cell, the first no wider than `NAME` unless there is room. Where that is more
    than the page has, the widest give way, down to their longest number, the first down to `NAME_LEAST`.
    """
    wanted, least = [], []
    for column in zip(*rows, strict=True):
        words = [plain(cell) for cell in column]
        wanted.append(max(map(cells, words)) + MARGIN)
        least.append(max((cells(one) for word in words for one in _WHOLE.findall(word)), default=2) + MARGIN)
    wanted[0] = min(wanted[0], max(NAME, ROOM - sum(wanted[1:])))
    least[0] = min(wanted[0], NAME_LEAST)
    most = max(wanted)
    while sum(wanted) > ROOM and most > MARGIN:
        most -= 1
        wanted = [min(width, max(most, floor)) for width, floor in zip(wanted, least, strict=True)]
    return tuple(wanted)


def figure_cell(fact: Fact | None, unit: Unit | None = None) -> Runs:
    """Return a figure with what must be known of it, without the `unit` that its column tells: 197.3万户（快报）."""
    return (Run(bare(fact, unit), ref=fact.id), *text(remarks(fact))) if fact else ()


def unit_of(facts: Iterable[Fact]) -> Unit | None:
    """Return the unit that a column tells once; None where each cell has its own words."""
    found = common_unit(fact.quantity for fact in facts)
    return None if found is None or found.family in (RANK, RANK_CHANGE) else found
