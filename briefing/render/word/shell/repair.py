"""What Word asks of every file, made good where a loop went through nothing or a condition left something out."""

from __future__ import annotations

from briefing.ooxml.xml import Element, W, remove_all

_TEXTS = tuple(f"{W}{kind}" for kind in ("tc", "hdr", "ftr", "txbxContent"))


def repair(root: Element) -> None:
    """Take away rows without cells, tables without rows and bookmarks without one of their ends.

    A cell, header or box gets a last paragraph.
    """
    # Word opens no file with a row without cells; from the inside out, a table may be left without rows.
    for kind, within in (("tr", "tc"), ("tbl", "tr")):
        remove_all(item for item in root.iter(f"{W}{kind}") if next(item.iter(f"{W}{within}"), None) is None)
    _pair_bookmarks(root)
    # A cell has to end with a paragraph (ISO/IEC 29500-1, w:tc), also behind a table in it.
    for outer in root.iter(*_TEXTS):
        if not len(outer) or outer[-1].tag in (f"{W}tbl", f"{W}tcPr"):
            outer.append(outer.makeelement(f"{W}p", {}))


def _pair_bookmarks(root: Element) -> None:
    ends = [list(root.iter(f"{W}bookmark{end}")) for end in ("Start", "End")]
    numbers = [{element.get(f"{W}id") for element in found} for found in ends]
    remove_all(item for item in (*ends[0], *ends[1]) if item.get(f"{W}id") not in numbers[0] & numbers[1])


def even_columns(table: Element) -> None:
    """Give a table whose cells were repeated columns of one width, together as wide as before."""
    grid = table.find(f"{W}tblGrid")
    rows = [
        [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
        for row in table.iter(f"{W}tr")
    ]
    columns = max((sum(map(_span, row)) for row in rows), default=0)
    if grid is None or not columns:
        return
    width = sum(int(column.get(f"{W}w", "0")) for column in grid) // columns
    remove_all(grid)
    for _ in range(columns):
        grid.append(grid.makeelement(f"{W}gridCol", {f"{W}w": str(width)}))
    for cell in (cell for row in rows for cell in row):
        for size in cell.iterfind(f"{W}tcPr/{W}tcW"):
            size.set(f"{W}w", str(width * _span(cell)))
            size.set(f"{W}type", "dxa")


def _span(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(span.get(f"{W}val", "1")) if span is not None else 1
