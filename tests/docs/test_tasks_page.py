"""Every task of docs/tasks.md is done as the page does it, on the data of `office`, and gives what the page shows."""

from __future__ import annotations

import contextlib
import datetime
import io
import re
from pathlib import Path

import pytest
from docx import Document as new_docx

from briefing.analysis.analyse import analyse
from briefing.charts import photograph, refuse
from briefing.content.compose import compose
from briefing.data.selection import select
from briefing.data.template_folders import read_template
from briefing.model.issue import IssueNumber
from briefing.model.request import Request
from briefing.model.walk import pictures
from briefing.render.word.shell.tag_reading import tags_of
from briefing.render.word.writer import render_docx
from briefing.template_tools.trial import DRAWN
from tests.charts.pictures import jpeg
from tests.docs.office import HOME, office
from tests.docs.word_text import printed
from tests.render.word.samples import SHELL

PAGE = (Path(__file__).parents[2] / "docs/tasks.md").read_text("utf-8")
TASKS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
BLOCKS = re.compile(r"(?:<!-- (\S+) -->\n)?```(\w+)\n(.*?)\n```", re.S)
FILES = {"jinja": "body.md.j2", "yaml": "template.yaml"}
MOST_LINES = 15


def done(task: str, folder: Path) -> tuple[str, str]:
    """Return what the page shows of a task, and what comes of its lines; nothing if these are wrong."""
    blocks = BLOCKS.findall(task)
    shown = "\n".join(text for _, language, text in blocks if language == "text")
    lines = {name or FILES.get(language, language): text for name, language, text in blocks if language != "text"}
    return shown, _run(lines["python"]) if "python" in lines else _composed(lines, folder)


def _run(lines: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as told:
        exec(compile(lines, "docs/tasks.md", "exec"), {"资料库": office()})
    return told.getvalue().rstrip()


def _composed(lines: dict[str, str], folder: Path) -> str:
    own = folder / "templates/示例"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text("title: 示例\n", encoding="utf-8")
    for name, text in lines.items():
        place = (own if "/" not in name else folder) / name
        place.parent.mkdir(exist_ok=True)
        if name == "shell.docx":
            place.write_bytes(_shell(text))
        else:
            place.write_text(f"{text}\n\n\n{{{{ references }}}}" if name == "body.md.j2" else text, encoding="utf-8")
    (folder / "图片").mkdir()
    (folder / "图片/现场.jpg").write_bytes(jpeg(800, 600))
    made = read_template("示例", (folder / "templates",))
    shell = made.shell.read_bytes() if "shell.docx" in lines and made.shell else SHELL
    tags = tags_of(shell, "shell.docx") if "shell.docx" in lines else None
    asked = Request(
        roots=(), date=datetime.date(2024, 3, 5), title="标题", issue=IssueNumber(3, total=128), workspace=folder
    )
    data = analyse(select(office()), HOME)
    document, problems = compose(data, made, asked, refuse, tags, None, photograph)
    assert problems == []
    drawn = dict.fromkeys((key for block in document.blocks for key in pictures(block)), DRAWN)
    text = "\n".join(printed(render_docx(document, drawn, shell), whole=tags is not None))
    shown = re.sub(r"(?:—?\[\d+\])+\t?", "", text).partition("\n办公室：")[0]
    return shown.replace("\n资料来源：", "")


def _shell(text: str) -> bytes:
    """Return a Word file with those paragraphs, and one table of the lines that are its rows (甲｜乙, {%tr … %})."""
    made = new_docx()
    rows = [line.split("｜") for line in text.splitlines() if "｜" in line or line.startswith("{%tr")]
    for line in text.splitlines():
        if line.split("｜") not in rows:
            made.add_paragraph(line)
    table = made.add_table(len(rows), max(map(len, rows)))
    for at, row in enumerate(rows):
        for cell, words in zip(table.rows[at].cells, row, strict=False):
            cell.text = words
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


@pytest.mark.parametrize("name", TASKS)
def test_a_task_is_done_as_the_page_says(name: str, tmp_path: Path) -> None:
    shown, found = done(TASKS[name], tmp_path)
    assert found == shown


def test_there_are_twenty_tasks_and_none_takes_more_than_a_few_lines() -> None:
    assert len(TASKS) >= 20
    written = {name: [text for _, kind, text in BLOCKS.findall(task) if kind != "text"] for name, task in TASKS.items()}
    assert all(written.values())
    lines = {name: sum(len(text.splitlines()) for text in texts) for name, texts in written.items()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}
