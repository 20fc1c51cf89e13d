"""A parameter that nothing names is told; one that is named anywhere, in whatever pieces, is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document

from briefing.data.template_folders import read_template
from briefing.template_tools.unused_parameters import idle

ROOT = Path(__file__).parents[2]
DESCRIPTION = "title: 薄的\nbase: bulletin\nparameters:\n  - {name: 联系人, default: 甲}\n"


def _told(templates: Path, body: str = "", shell: str = "", footer: str = "") -> list[str]:
    """What is said of a bulletin with one parameter more, and this text in its body, shell or footer."""
    folder = templates / "薄的"
    folder.mkdir()
    (folder / "template.yaml").write_text(DESCRIPTION, encoding="utf-8")
    text = f'{{% extends "bulletin/body.md.j2" %}}{{% block 导语 %}}{{{{ super() }}}}{body}{{% endblock %}}'
    (folder / "body.md.j2").write_text(text, encoding="utf-8")
    word = Document(str(templates / "bulletin/shell.docx"))
    for paragraph, words in ((word.add_paragraph(), shell), (word.sections[0].footer.add_paragraph(), footer)):
        for piece in words.partition("系"):  # as Word cuts up what was typed
            paragraph.add_run(piece)
    word.save(str(folder / "shell.docx"))
    return [problem.message for problem in idle(read_template("薄的", [templates]), folder / "shell.docx")]


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))


@pytest.mark.parametrize("place", ["body", "shell", "footer"])
def test_a_parameter_that_is_used_anywhere_is_not_told(templates: Path, place: str) -> None:
    assert _told(templates, **{place: "{{ 联系人 }}"}) == []


def test_a_parameter_that_a_part_of_the_base_uses_is_not_told(templates: Path) -> None:
    part = templates / "_parts/sources.md.j2"
    part.write_text("{% if 联系人 %}{% endif %}\n" + part.read_text("utf-8"), encoding="utf-8")
    assert _told(templates) == []


def test_words_of_a_shell_that_are_no_tag_use_no_parameter(templates: Path) -> None:
    assert _told(templates, shell="联系人：") == ["参数“联系人”没有用到。"]
