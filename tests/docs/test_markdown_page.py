"""docs/markdown.md shows what each construct of a body becomes in the Word file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as read_docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from briefing.charts import photograph
from briefing.content.workspace_files import WorkspaceFiles
from briefing.model.document import Document, Figure, Meta
from briefing.model.numbering import heading_label
from briefing.render.word.writer import render_docx
from briefing.templating.markdown import parse
from tests.charts.pictures import jpeg

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/markdown.md").read_text("utf-8")
PAIRS = re.findall(r"## (\S+)\n\n```markdown\n(.*?)\n```\n\n```text\n(.*?)\n```", PAGE, re.DOTALL)
SHELL = (ROOT / "templates/bulletin/shell.docx").read_bytes()


@pytest.mark.parametrize(("name", "written", "result"), PAIRS, ids=[name for name, *_ in PAIRS])
def test_what_is_written_becomes_what_is_shown(name: str, written: str, result: str, tmp_path: Path) -> None:
    (tmp_path / "图片").mkdir()
    (tmp_path / "图片/现场.jpg").write_bytes(jpeg(800, 600))
    files = WorkspaceFiles(tmp_path, photograph=photograph)
    blocks, problems = parse(written, (), picture=files.figure)
    assert problems == []
    pictures = {block.key: block.photo for block in blocks if isinstance(block, Figure) and block.photo}
    data = render_docx(Document(Meta("标题"), tuple(blocks)), pictures, SHELL)
    assert "\n".join(_printed(data)) == result


def test_the_page_shows_every_construct() -> None:
    assert len(PAIRS) == PAGE.count("```markdown")


def _printed(data: bytes) -> Iterator[str]:
    """Yield each line of the text below the title, with the marks that Word puts before it."""
    document, counts = read_docx(io.BytesIO(data)), dict[object, int]()
    begun = False
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
