"""The rows of a table: which place, indicator and period each is of, and which are parts of the one above (其中)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.data.tables.blocks import Block
from briefing.data.tables.columns import PART, STUB_ROLES, Column
from briefing.data.tables.context import units_in
from briefing.data.tables.figures import CellFigure
from briefing.data.tables.grid import Grid, indent_of, name_of
from briefing.data.tables.heads import ColumnRole, Said, read_head
from briefing.data.tables.lexicon import Lexicon
from briefing.data.tables.places import AGGREGATE, NO_CITIES, PlaceNames
from briefing.data.tables.told import Told

_LEVELS = tuple(
    re.compile(form)
    for form in (
        r"[一二三四五六七八九十]{1,3}[、.,]",
        r"\([一二三四五六七八九十]{1,3}\)[、.]?",
        r"\d{1,2}[、.,](?!\d)",
        r"\(\d{1,2}\)[、.]?|\d{1,2}\)",
        r"[①-⑳]",
    )
)
"""Numbering of headings, from the highest level down."""


UNKNOWN = "?"
"""The unit of a row that states one which is none; it has been told."""


@dataclass(slots=True)
class Row:
    """A row of data, with what its first cells say; `at` is the column of its name."""

    index: int
    at: int
    said: Said
    unit: str = ""
    place: str = ""
    scope: str = ""
    bureau: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Above:
    """A row that others may be parts of. `counted`: it names an indicator, not only a group."""

    depth: int
    name: str
    scope: str
    unit: str
    counted: bool


class Rows:
    """The rows of one table, read one after another, as parts follow what they are parts of."""

    def __init__(self, grid: Grid, columns: Sequence[Column], lexicon: Lexicon, places: PlaceNames, told: Told) -> None:
        self._grid, self._lexicon, self._places, self._told = grid, lexicon, places, told
        self._stubs = {role: [column for column in columns if column.role is role] for role in ColumnRole}
        self._data = [column.index for column in columns if column.role not in STUB_ROLES]
        self._above: list[_Above] = []
        self._last: dict[ColumnRole, str] = {}
        self._level = 0

    def read(self, block: Block, skip: Sequence[str]) -> list[Row]:
        """Return the rows with data that are to be read; of the others it is told what they are."""
        return [row for index in block.body if (row := self._row(index, skip))]

    def _row(self, index: int, skip: Sequence[str]) -> Row | None:
        names = {role: self._text(index, role) for role in (ColumnRole.PLACE, ColumnRole.INDICATOR, ColumnRole.PERIOD)}
        named = [name for name in names.values() if name]
        at = next((column.index for role in names for column in self._stubs[role]), self._data[0] if self._data else 0)
        if any(name in skip for name in named):
            return None
        if not named and any(self._stubs[role] for role in names):
            if any(self._grid.is_figure(index, column) for column in self._data):
                self._told.error(index, at, "这一行有数，没有名称。", "请填上名称，或删去这一行。")
            return None
        aggregate = next((name for name in named if AGGREGATE.fullmatch(name_of(_bare(name)))), "")
        if aggregate:
            self._told.group_warning(index, at, aggregate, *NO_CITIES[0][1:])
            return None
        row = Row(
            index, at, Said(), bureau=self._text(index, ColumnRole.BUREAU), source=self._text(index, ColumnRole.SOURCE)
        )
        row.note, row.unit = self._text(index, ColumnRole.NOTE), self._unit(index, at)
        if names[ColumnRole.PLACE]:
            column = self._stubs[ColumnRole.PLACE][0].index
            code = self._text(index, ColumnRole.CODE)
            name = _bare(names[ColumnRole.PLACE])
            known = len(self._lexicon.places(name)) == 1 or not re.fullmatch(r"\d{6}(?:\d{6})?", code)
            row.place = self._places.find(name_of(name) if known else code, index, column)
            if not row.place:
                return None
        if names[ColumnRole.INDICATOR]:
            self._indicator(row, names[ColumnRole.INDICATOR])
        row.said = replace(row.said, period=names[ColumnRole.PERIOD].removesuffix(".0") or row.said.period)
        return row if any(self._grid.text(index, column) for column in self._data) else None

    def _text(self, index: int, role: ColumnRole) -> str:
        """Return what the row says in a column of that role; an empty first name is that of the row above."""
        for column in self._stubs[role]:
            text = self._grid.text(index, column.index)
            others = [
                other
                for other in (ColumnRole.PLACE, ColumnRole.INDICATOR, ColumnRole.PERIOD)
                if other is not role and self._stubs[other]
            ]
            if text:
                self._last[role] = text
                return text
            if role in (ColumnRole.PLACE, ColumnRole.PERIOD) and any(
                self._grid.text(index, self._stubs[other][0].index) and self._stubs[other][0].index > column.index
                for other in others
            ):
                return self._last.get(role, "")
        return ""

    def _unit(self, index: int, at: int) -> str:
        """Return the unit that the row states, "" where it states none or one that is told."""
        text = re.sub(r"^[-—–/]+$", "", self._text(index, ColumnRole.UNIT))
        units = units_in(text, self._lexicon)
        if text and len(units) != 1:
            hint = "请写成 万户、亿元、% 这样的单位，或在 units.yaml 中补上。"
            self._told.error(index, self._stubs[ColumnRole.UNIT][0].index, f"看不懂单位“{text}”。", hint)
        return units[0] if len(units) == 1 else UNKNOWN if text else ""

    def _indicator(self, row: Row, text: str) -> None:
        """Read the name; a part of the row above keeps that one's name and adds its own as the scope."""
        column = self._stubs[ColumnRole.INDICATOR][0].index
        name = _bare(text)
        said = read_head(name, self._lexicon, column=False)
        counted = any(isinstance(self._grid.figure(row.index, data), CellFigure) for data in self._data)
        depth, part = self._depth(text, self._grid.cell(row.index, column).text)
        while said.name and self._above and self._above[-1].depth >= depth:
            self._above.pop()
        parent = self._above[-1] if self._above else None
        own = said.unit or row.unit
        if said.measure and not said.name and self._above:
            row.said = replace(said, name=self._above[-1].name)
            return
        if (
            parent
            and (parent.counted or part)
            and not self._lexicon.indicator(said.name)
            and (not own or not parent.unit or own == parent.unit)
        ):
            row.scope = f"{parent.scope}中的{said.name}" if parent.scope else said.name
            said, row.unit = replace(said, name=parent.name), own or parent.unit
        else:
            row.unit = own or (parent.unit if parent else "")
        row.said = said
        known = bool(self._lexicon.indicator(said.name))
        self._above.append(_Above(depth, said.name, row.scope, row.unit, counted or known or bool(own)))

    def _depth(self, text: str, shown: str) -> tuple[int, bool]:
        """Return how deep the row stands, by its numbering, its indentation and 其中, and whether it says 其中."""
        numbered = next((place for place, form in enumerate(_LEVELS, 1) if form.match(text)), None)
        part = PART.match(text) is not None
        if numbered is not None:
            self._level = numbered
            return numbered * 1000, part
        return self._level * 1000 + min(indent_of(shown), 400) + (500 if part else 0) + (1 if self._level else 0), part


def _bare(text: str) -> str:
    """Return a name without numbering, # and 其中."""
    for form in _LEVELS:
        if found := form.match(text):
            text = text[found.end() :]
            break
    return PART.sub("", text)
