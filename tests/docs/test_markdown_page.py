"""docs/markdown.md shows what each construct of a body becomes in the Word file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.charts import photograph
from briefing.content.workspace_files import WorkspaceFiles
from briefing.model.document import Document, Figure, Meta
from briefing.render.word.writer import render_docx
from briefing.templating.markdown import parse
from tests.charts.pictures import jpeg
from tests.docs.word_text import printed

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
    assert "\n".join(printed(data)) == result


def test_the_page_shows_every_construct() -> None:
    assert len(PAIRS) == PAGE.count("```markdown")
