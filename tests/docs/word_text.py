"""The text of a Word file that the program wrote, line by line, with the marks that Word puts before the lines."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from docx import Document as read_docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from briefing.model.numbering import heading_label


def printed(data: bytes, *, whole: bool = False) -> Iterator[str]:
    """Yield each line of the text below the title, or of the whole, with the marks that Word puts before it."""
    document, counts = read_docx(io.BytesIO(data)), dict[object, int]()
    begun = whole
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from ("｜".join(cell.text for cell in row.cells) for row in item.rows)
            continue
        if (begun and item.text) or item._p.xpath(".//pic:pic"):
            if item._p.xpath("./w:pPr/w:pageBreakBefore"):
                yield "（另起一页）"
            yield _marked(item, document, counts) or "（图片）"
        begun = begun or item.text == "标题"


def _marked(paragraph: Paragraph, document: object, counts: dict[object, int]) -> str:
    style = paragraph.style
    name = style.name if style else ""
    own = paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    used = own[0] if own else None
    root = paragraph.part.numbering_part.element
    if name and (found := re.fullmatch(r"[Hh]eading (\d)", name)):
        level = int(found[1])
        if used:  # of a list without numbers
            return paragraph.text
        counts[level] = counts.get(level, 0) + 1
        return heading_label(level, counts[level]) + paragraph.text
    if name not in ("List Bullet", "List Number"):
        return paragraph.text
    used = used or style._element.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0]  # type: ignore[union-attr]
    [kind] = root.xpath(f"./w:num[@w:numId='{used}']/w:abstractNumId/@w:val")
    [mark] = root.xpath(f"./w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='0']/w:lvlText/@w:val")
    [inset] = root.xpath(f"./w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='0']/w:pPr/w:ind/@w:firstLineChars")
    counts[used] = counts.get(used, 0) + 1
    return "　" * (int(inset) // 100 - 2) + mark.replace("%1", str(counts[used])) + paragraph.text
