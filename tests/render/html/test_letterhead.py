"""The lines of a shell as HTML: nothing of them becomes markup, and their look is variables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as Word

from briefing.model.document import Document, Heading, Meta, Run
from briefing.model.issue import IssueNumber
from briefing.model.request import Request
from briefing.preview.edition import make
from briefing.render.html.blocks import article
from briefing.render.html.letterhead import lines
from briefing.render.material import LetterheadLine, LetterheadRun
from tests.builders import generate

META = Meta(title="标题", name="简报", office="办公室", date="2026年1月5日")


def test_the_shell_stands_in_place_of_the_usual_letterhead() -> None:
    frame = ((LetterheadLine((LetterheadRun("某区快报"),)),), (LetterheadLine((LetterheadRun("联系人"),)),))
    html = article(Document(META, (Heading(1, (Run("要点"),)),)), {}, {}, frame)
    assert html.index("某区快报") < html.index("要点") < html.index("联系人")
    assert "办公室" not in html


def test_without_a_usable_shell_there_is_the_usual_letterhead() -> None:
    html = article(Document(META, ()), {}, {})
    assert '<p class="masthead">简报</p>' in html
    assert "<h1>标题</h1>" in html


def test_the_line_of_the_title_is_the_heading_of_the_page() -> None:
    assert list(lines([LetterheadLine((LetterheadRun("甲\n乙"),), style="Title", side="center")])) == [
        '<h1 class="shell" style="--side:center"><span><span style="--bold:normal">甲<br><wbr>乙</span></span></h1>'
    ]


def test_looks_are_variables_and_tabs_part_a_line() -> None:
    runs = (LetterheadRun("某办\t", "D90000", 10.5, bold=True), LetterheadRun("日期"))
    [html] = lines([LetterheadLine(runs, style="报头单位日期", rule="0000A0")])
    assert html == (
        '<p class="shell office parted ruled" style="--side:left;--rule:#0000A0">'
        '<span><span style="--colour:#D90000;--size:10.5pt;--bold:bold">某办</span></span>'
        '<span><span style="--bold:normal">日期</span></span></p>'
    )


@pytest.mark.parametrize(
    ("words", "issue", "told"),
    [
        ("第　{{ issue.number }}　期", None, 1),
        ("第__期", None, 1),
        ("第　{{ issue.number }}　期", IssueNumber(3), 0),
        ("第{{ issue.number }}期（总第{{ issue.total }}期）", IssueNumber(3), 1),
        ("第{{ issue.number }}期（总第{{ issue.total }}期）", IssueNumber(3, total=128), 0),
        ("{{ issue }}{% if issue.total %} No.{{ issue.total }}{% endif %}", IssueNumber(3), 0),
        ("{{ issue }}", None, 0),
    ],
)
def test_an_issue_without_a_number_is_told_once(
    request_: Request, tmp_path: Path, words: str, issue: IssueNumber | None, told: int
) -> None:
    templates = request_.roots[0]
    shell = Word(str(templates / "bulletin/shell.docx"))
    [place] = [paragraph for paragraph in shell.paragraphs if "issue" in paragraph.text]
    place.text = words
    shell.save(str(templates / "bulletin/shell.docx"))
    bundle = generate(replace(request_, issue=issue)).save(tmp_path / "out", formats=["docx", "html"])
    said = [problem for problem in bundle.remarks if "第　期" in problem.message]
    assert len(said) == told
    key = "issues.yaml" if issue else "--issue"
    assert all(key in problem.on_command_line and problem.severity == "warning" for problem in said)


def test_text_and_styles_of_a_shell_are_no_markup() -> None:
    [html] = lines([LetterheadLine((LetterheadRun("<script>\"'&"),), style='"><script>')])
    assert "<script>" not in html
    assert "&lt;script&gt;&quot;&#x27;&amp;" in html


def test_a_template_on_another_is_shown_in_its_own_shell_or_in_that_of_its_base(request_: Request) -> None:
    templates = request_.roots[0]
    folder = templates / "红头"
    folder.mkdir()
    (folder / "template.yaml").write_text("title: 红头\nbase: bulletin\n", encoding="utf-8")
    (folder / "body.md.j2").write_text('{% extends "bulletin/body.md.j2" %}', encoding="utf-8")
    asked = replace(request_, template="红头")
    assert "营商环境工作简报" in make(generate(asked)).sheet.partition("<h1")[0]
    shell = Word(str(templates / "bulletin/shell.docx"))
    shell.paragraphs[0].insert_paragraph_before("某区委办公室")
    shell.save(str(folder / "shell.docx"))
    assert "某区委办公室" in make(generate(asked)).sheet.partition("<h1")[0]
    assert "某区委办公室" not in make(generate(request_)).sheet
