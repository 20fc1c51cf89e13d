"""Where a paragraph stands in a Word file, said to a person who has the file open."""

from __future__ import annotations

import re

from briefing.ooxml.xml import Element, W, child, qname
from briefing.render.word.shell.tags import all_text

_HOLDING = tuple(f"{W}{name}" for name in ("sectPr", "drawing", "pict", "object"))
"""What an empty paragraph may hold that the body must not take the place of."""


def paragraph_locations(root: Element) -> dict[Element, str]:
    """Return the place of every paragraph, row and cell of a part: 第 3 段, 第 1 个表格第 2 行第 1 格, 页眉第 1 段."""
    where = {f"{W}hdr": "页眉", f"{W}ftr": "页脚"}.get(qname(root), "")  # what a part is called says nothing
    found: dict[Element, str] = {}
    for number, table in enumerate(root.iter(f"{W}tbl"), 1):
        for at, row in enumerate(_direct(table, "tr"), 1):
            found[row] = f"{where}第 {number} 个表格第 {at} 行"
            found |= {cell: f"{found[row]}第 {place} 格" for place, cell in enumerate(_direct(row, "tc"), 1)}
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        found[paragraph] = (found.get(cell, "") if cell is not None else "") or f"{where}第 {number} 段"
    return found


def suggested_location(root: Element) -> str:
    """Return where the body could go, as a hint: the first empty paragraph behind the title, else a new one there.

    Without a title it is behind the last tag or, where there is none, the first that is empty.
    """
    body, places = child(root, "body"), paragraph_locations(root)
    blocks = [block for block in body if block.tag != f"{W}sectPr"]
    words = [all_text(block) for block in blocks]
    titled = next((at for at, said in enumerate(words) if re.search(r"\{\{\s*title\s*\}\}", said)), -1)
    last = titled if titled >= 0 else max((at for at, said in enumerate(words) if "{{" in said), default=-1)
    for block, said in zip(blocks[last + 1 :], words[last + 1 :], strict=True):
        if block.tag == f"{W}p" and not said.strip() and next(block.iter(*_HOLDING), None) is None:
            return f"{places[block]}是空的，可以写在那里。"
    behind = blocks[last] if last >= 0 else blocks[-1] if blocks else None
    paragraph = None if behind is None else [behind, *behind.iter(f"{W}p")][-1]
    return "" if paragraph is None or paragraph not in places else f"可以在{places[paragraph]}后面另起一段写。"


def _direct(outer: Element, kind: str) -> list[Element]:
    """Return the rows of a table or the cells of a row, without those of a table inside it."""
    return [item for item in outer.iter(f"{W}{kind}") if next(item.iterancestors(qname(outer))) is outer]
