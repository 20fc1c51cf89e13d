"""A shell with tags of its own, from the command line: checked, annotated, generated, previewed."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest
from docx import Document

from briefing.model.request import Request
from briefing.preview.edition import make
from tests.builders import generate
from tests.cli.conftest import Briefing

FACT = "wuhan.one-stop-items"


@pytest.fixture
def table(mine: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a template that is a Word file alone, with a table of themes."""
    monkeypatch.chdir(mine)
    shell = Document(str(mine / "templates/bulletin/shell.docx"))
    place = next(item for item in shell.paragraphs if item.text == "{{p body }}")
    place.insert_paragraph_before('联办{{ fact("wuhan.one-stop-items") }}。')
    made = shell.add_table(3, 2)
    made.cell(0, 0).text = "{%tr for theme in briefing.themes %}"
    made.cell(1, 0).text = "{{ theme.name }}"
    made.cell(1, 1).text = "{% for city in theme.cities %}{{ city.short }} {% endfor %}"
    made.cell(2, 0).text = "{%tr endfor %}"
    place._p.addprevious(made._tbl)
    place._p.getparent().remove(place._p)
    shell.save(str(mine / "表.docx"))
    return mine / "templates/表"


def _new(briefing: Briefing, folder: Path) -> None:
    assert briefing("template", "new", "表", "--shell", "表.docx").code == 0
    (folder / "body.md.j2").write_text("", encoding="utf-8")
    described = (folder / "template.yaml").read_text(encoding="utf-8")
    kept = described.partition("parameters:")[0] + "parameters:\n  - {name: 简报名称}\n  - {name: 编发单位}\n"
    (folder / "template.yaml").write_text(kept, encoding="utf-8")


def test_a_template_that_is_a_word_file_alone(briefing: Briefing, table: Path) -> None:
    _new(briefing, table)
    told = briefing("generate", "--template", "表", "--city", "武汉", "--theme", "政务服务", "--format", "docx")
    assert told.code == 0, told.err
    (word,) = Path("output").glob("*/[!核]*.docx")
    made = Document(str(word))
    assert "联办104项。" in [item.text for item in made.paragraphs]
    assert [[cell.text for cell in row.cells] for row in made.tables[-1].rows] == [["政务服务", "武汉 "]]
    rows = list(csv.reader(io.StringIO((word.parent / "facts.csv").read_text(encoding="utf-8-sig"))))
    assert FACT in [row[0] for row in rows]


def test_it_is_checked_and_annotated(briefing: Briefing, table: Path) -> None:
    _new(briefing, table)
    shell = Document(str(table / "shell.docx"))
    shell.tables[-1].cell(1, 1).text = "{{ theme.naem }}"
    shell.save(str(table / "shell.docx"))
    told = briefing("template", "check", "表", "--annotate", "批注.docx")
    assert told.code == 1
    assert "“第 1 个表格第 2 行第 2 格”：模板里“.naem”不存在。您是不是要找“name”" in told.err
    comments = [comment.text for comment in Document("批注.docx").comments]
    assert any(text.startswith("第 1 个表格第 2 行第 2 格：模板里“.naem”不存在。") for text in comments)


def test_it_is_shown_with_the_data_that_it_uses(briefing: Briefing, table: Path) -> None:
    _new(briefing, table)
    assert FACT in briefing("template", "show", "表").out
    assert FACT in str(briefing("template", "schema", "表").json)


def test_it_is_previewed(briefing: Briefing, table: Path, mine: Path) -> None:
    _new(briefing, table)
    day = datetime.date(2026, 1, 5)
    found = make(generate(Request(roots=(mine / "templates",), date=day, template="表")))
    assert "104项" in found.sheet
    assert "/download/docx" in found.files
