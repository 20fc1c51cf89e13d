"""A workbook as a grid of cells, whatever kind of file it was read from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from briefing.errors import Location, Problem

Value = Decimal | str | bool | datetime.date | datetime.time | None
"""What a cell stores: a number with the 15 digits that Excel keeps, a text as it stands, None for an empty cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `text` is what the sheet shows (98.5%, 63.7), `value` what is stored (0.985, 63.6500001).

    `fault` says in Chinese why neither can be relied on (a formula without a stored result, #DIV/0!), "" where they
    can.
    """

    text: str = ""
    value: Value = None
    fault: str = ""


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class MergedSpan:
    """A rectangle of merged cells, from the first to the last row and column, counted from 0, both inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows and columns are counted from 0; a row may be shorter than another.

    `raw` are the stored values as the file's library gives them, for those who read a hundred thousand rows; `cell_at`
    makes the cell of a row and a column, which `cell` asks for. Only the first cell of a `MergedSpan` has a value.
    `remarks` are the comments on cells.
    """

    file: str
    name: str
    raw: Sequence[Sequence[object]]
    cell_at: Callable[[int, int], Cell]
    merged: tuple[MergedSpan, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    remarks: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell, an empty one where the sheet has none."""
        if not 0 <= row < len(self.raw) or not 0 <= column < len(self.raw[row]):
            return EMPTY
        return self.cell_at(row, column)

    def location(self, row: int, column: int) -> Location:
        """Return where the cell is, as messages and citations show it: 数据.xlsx 数据!D17."""
        return Location(self.file, cell=f"{self.name}!{cell_name(row, column)}")


@dataclass(frozen=True, slots=True)
class Book:
    """What was read from one file, and what is to be told of it as a whole (links to other workbooks, macros)."""

    file: str
    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell counted from 0: (16, 3) is D17."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
