"""What is done to a finished table: cut in parts, turned round, a city made bold, what is computed told once below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.content.computed_values import LABEL
from briefing.content.tables.table_columns import CENTRE, LEFT, fitted
from briefing.model.document import RunKind, Runs, Table
from briefing.model.numbering import numeral
from briefing.wording.figures import DERIVED
from briefing.wording.prose import join, plain, text


def split(table: Table | None, most: int) -> tuple[Table, ...]:
    """Return the table in as many parts as it takes to have no more than `most` columns beside the first, () for None.

    More cities side by side would leave each a column of a character or two.
    """
    if table is None:
        return ()
    columns = len(table.header) - 1
    count = -(-columns // most)
    cut = [slice(1 + columns * part // count, 1 + columns * (part + 1) // count) for part in range(count)]
    return numbered([table if count == 1 else _part(table, shown, last=shown is cut[-1]) for shown in cut])


def _part(table: Table, shown: slice, *, last: bool) -> Table:
    return replace(
        table,
        header=(table.header[0], *table.header[shown]),
        rows=tuple((row[0], *row[shown]) for row in table.rows),
        widths=(table.widths[0], *table.widths[shown]),
        align=(table.align[0], *table.align[shown]),
        sparklines=table.sparklines if last else (),
    )


def numbered(parts: Sequence[Table]) -> tuple[Table, ...]:
    """Return the parts of one table with their numbers: 表题（一）, 表题（二）; what is whole has none."""
    if len(parts) < 2:
        return tuple(parts)
    return tuple(
        replace(
            part,
            key=f"{part.key}.{at}" if at > 1 else part.key,
            caption=join([part.caption, text(f"（{numeral(at)}）")]),
        )
        for at, part in enumerate(parts, 1)
    )


def transposed(table: Table) -> Table:
    """Return a table of indicators by cities as one of cities by indicators."""
    rows = tuple(zip(table.header, *table.rows, strict=True))[1:]
    top = (text("城市"), *(row[0] for row in table.rows))
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


def percent_told_above(table: Table) -> Table:
    """Return the table with % in the heads of columns that have nothing but percentages, and no more in their cells."""
    told = []
    for head, *cells in zip(table.header, *table.rows, strict=True):
        percent = _in_percent(cells)
        told.append([join([head, text("（%）")]), *map(_without_sign, cells)] if percent else [head, *cells])
    header, *rows = zip(*told, strict=True)
    return replace(table, header=header, rows=tuple(rows), widths=fitted((header, *rows)))


def _in_percent(cells: Iterable[Runs]) -> bool:
    figures = [run.text for cell in cells for run in cell if run.ref]
    return bool(figures) and all(re.fullmatch("[+−]?[0-9.]+%", words) for words in figures)


def _without_sign(cell: Runs) -> Runs:
    return tuple(replace(run, text=run.text.removesuffix("%")) if run.ref else run for run in cell)


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
