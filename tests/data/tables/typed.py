"""Sheets typed in a test, and what they are read as."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from briefing.data.tables.files.book import EMPTY, Cell, MergedSpan, Sheet
from briefing.data.tables.lexicon import Lexicon, TableSettings
from briefing.data.tables.observations import TableReading
from briefing.data.tables.recognition import read_sheet
from briefing.data.yaml_files.catalogue import read_catalogue
from briefing.model.library import City

CATALOGUE, _ = read_catalogue(Path(__file__).parents[3] / "data")
LEXICON = Lexicon(CATALOGUE)
NOTHING = TableSettings()
Typed = str | int | float


def sheet(
    rows: Sequence[Sequence[Typed]],
    name: str = "Sheet1",
    file: str = "表.xlsx",
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    hidden: bool = False,
) -> Sheet:
    """Return a sheet with the cells as typed; digits are numbers, `merged` are top, left, bottom, right."""
    cells = [[_cell(value) for value in row] for row in rows]
    return Sheet(
        file,
        name,
        rows,
        lambda row, column: cells[row][column],
        tuple(MergedSpan(*span) for span in merged),
        frozenset(hidden_rows),
        frozenset(hidden_columns),
        hidden,
    )


def _cell(value: Typed) -> Cell:
    text = str(value)
    try:
        return Cell(text, Decimal(text)) if text.isascii() else Cell(text, text)
    except InvalidOperation:
        return Cell(text, text) if text else EMPTY


def tables(
    typed: Sheet | Sequence[Sequence[Typed]], settings: TableSettings = NOTHING, cities: Sequence[City] = ()
) -> list[TableReading]:
    """Return what the tables of a sheet are read as."""
    lexicon = Lexicon(CATALOGUE, cities) if cities else LEXICON
    return read_sheet(typed if isinstance(typed, Sheet) else sheet(typed), lexicon, settings)


def table(typed: Sheet | Sequence[Sequence[Typed]], settings: TableSettings = NOTHING) -> TableReading:
    """Return what the only table of a sheet is read as."""
    (only,) = tables(typed, settings)
    return only


def facts(reading: TableReading) -> list[str]:
    """Return each figure in one line: city indicator（scope） measure value unit period basis."""
    found = []
    for one in reading.observations:
        measure = one.measure
        kind = "" if measure.kind == "总量" else f"{measure.base}{measure.kind}"
        scope = f"（{one.scope}）" if one.scope else ""
        basis = "" if one.basis == "未注明" else f"{one.basis}"
        sign = one.direction or ""
        parts = (one.city, f"{one.indicator}{scope}", kind, f"{sign}{one.value}{one.unit}", one.period.printed, basis)
        found.append(" ".join(part for part in parts if part))
    return found


def told(reading: TableReading) -> list[str]:
    """Return the problems in words, in their order."""
    return [str(problem) for problem in reading.problems]
