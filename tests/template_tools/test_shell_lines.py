"""Two shells are compared as their authors see them."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.shared import Mm, Pt

from briefing import Workspace, template_diff, template_new
from briefing.api.init import init
from briefing.template_tools.shell_lines import shell_lines

ROOT = Path(__file__).parents[2]


def test_the_built_in_shell_is_told_in_an_author_s_words() -> None:
    lines = shell_lines((ROOT / "templates/bulletin/shell.docx").read_bytes())
    assert lines[0].startswith("第 1 节：纸张 210×297 毫米；边距（毫米）：上 37，下 35，左 28，右 26")
    assert "样式“标题 1”：黑体、Times New Roman 16 磅；对齐 两端，行距 28.95 磅，首行缩进 2 字" in lines
    assert any(line.startswith("正文“{{p body }}”") for line in lines)


def test_a_diff_tells_margins_styles_paragraphs_and_tags(tmp_path: Path) -> None:
    init(tmp_path)
    workspace = Workspace(tmp_path)
    template_new("我的", workspace)
    path = tmp_path / "templates/我的/shell.docx"
    document = Document(io.BytesIO(path.read_bytes()))
    document.sections[0].top_margin = Mm(30)
    document.styles["heading 1"].font.size = Pt(18)
    document.paragraphs[0].insert_paragraph_before("密级：{{ 密级 }}")
    document.save(str(path))
    lines = template_diff("bulletin", "我的", workspace)
    at = next(number for number, line in enumerate(lines) if line.endswith("shell.docx") and line.startswith("+++"))
    told = [line for line in lines[at:] if line[0] in "+-" and not line.startswith("+++")]
    assert any(line.startswith("+第 1 节") and "上 30" in line for line in told)
    assert any(line.startswith("+样式“标题 1”") and "18 磅" in line for line in told)
    assert any(line.startswith("+正文“密级：{{ 密级 }}”") for line in told)
    assert len(told) == 5


def test_shells_that_are_the_same_say_nothing(tmp_path: Path) -> None:
    init(tmp_path)
    assert template_diff("bulletin", "bulletin", Workspace(tmp_path)) == []
