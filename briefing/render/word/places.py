"""Where a paragraph stands in a Word file, said to a person who has the file open."""

from __future__ import annotations

from briefing.compose.sheet import MAIN
from briefing.ooxml.xml import Element, W, qname


def places_of(part: str, root: Element) -> dict[Element, str]:
    """The place of every paragraph, row and cell of a part: 第 3 段, 第 1 个表格第 2 行第 1 格, 页眉第 1 段."""
    where = "" if part == MAIN else "页眉" if "header" in part else "页脚"
    found: dict[Element, str] = {}
    for number, table in enumerate(root.iter(f"{W}tbl"), 1):
        for at, row in enumerate(_own(table, "tr"), 1):
            found[row] = f"{where}第 {number} 个表格第 {at} 行"
            found |= {cell: f"{found[row]}第 {place} 格" for place, cell in enumerate(_own(row, "tc"), 1)}
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        found[paragraph] = (found.get(cell, "") if cell is not None else "") or f"{where}第 {number} 段"
    return found


def _own(outer: Element, kind: str) -> list[Element]:
    """The rows of a table or the cells of a row, without those of a table inside it."""
    return [item for item in outer.iter(f"{W}{kind}") if next(item.iterancestors(qname(outer))) is outer]
