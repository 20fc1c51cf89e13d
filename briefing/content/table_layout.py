"""What is done to a finished table: turned round, a city made bold, what is computed told once below."""

from __future__ import annotations

from dataclasses import replace

from briefing.content.measured_values import LABEL
from briefing.content.tables import CENTRE, LEFT, fitted, header
from briefing.model.document import RunKind, Runs, Table
from briefing.wording.figures import DERIVED
from briefing.wording.prose import plain, text


def transposed(table: Table) -> Table:
    """Return a table of indicators by cities as one of cities by indicators."""
    rows = tuple(zip(table.header, *table.rows, strict=True))[1:]
    top = (*header("城市"), *(row[0] for row in table.rows))
    align = (LEFT, *(CENTRE for _ in table.rows))
    return replace(table, header=top, rows=rows, widths=fitted((top, *rows)), align=align)


def without_empty_rows(table: Table, empty: str) -> Table:
    """Return the table without the rows in which nothing but `empty` stands behind the name."""
    return replace(table, rows=tuple(row for row in table.rows if any(plain(cell) != empty for cell in row[1:])))


def highlighted(table: Table, name: str) -> Table:
    """Return the table with the row, or else the column, of a city bold."""
    at = [index for index, head in enumerate(table.header) if plain(head) == name]

    def shown(cell: Runs, bold: bool) -> Runs:
        return (
            tuple(replace(run, strong=True) if run.kind is not RunKind.CITE else run for run in cell) if bold else cell
        )

    rows = tuple(
        tuple(shown(cell, index in at or any(plain(own) == name for own in row)) for index, cell in enumerate(row))
        for row in table.rows
    )
    return replace(table, header=tuple(shown(head, i in at) for i, head in enumerate(table.header)), rows=rows)


def told_below(table: Table, digits: int | None) -> Table:
    """Return the table with what is computed told once below it, not in each cell.

    `digits`: the decimals that its figures were rounded to, None for as they are.
    """
    label = LABEL[0]
    computed = {
        plain(head)
        for at, head in enumerate(table.header)
        if any(label in row[at] and not (digits is not None and plain(row[at]).startswith("约")) for row in table.rows)
    }
    heads = "、".join(plain(head) for head in table.header if plain(head) in computed)
    notes = [f"{heads}由原文数据{DERIVED}。"] if heads else []
    if digits is not None and any(label in cell for row in table.rows for cell in row if plain(cell).startswith("约")):
        notes.append(f"带“约”的数由原数取整（{DERIVED}）。")
    rows = tuple(tuple(tuple(run for run in cell if run != label) for cell in row) for row in table.rows)
    return replace(table, rows=rows, notes=(*table.notes, *map(text, notes)))
