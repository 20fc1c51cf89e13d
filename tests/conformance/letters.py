"""A good 公文 with all that the rules look at, and the means to spoil one thing of it."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from docx import Document
from docx.document import Document as Letter
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from briefing.conformance.check import lint
from briefing.conformance.rule import Profile
from briefing.model.document import Block, Heading, Meta
from briefing.model.document import Paragraph as Text
from tests.render.word.samples import figure, rendered, table, text

META = Meta(title="关于政务服务情况的报告", name="工作简报", office="某市营商环境办", date="2026年11月5日")
LONG = "全市推行“一网通办”，办理环节平均减少8.27个，办理时限平均减少12.36天，企业和群众办事更加方便。"


def blocks() -> tuple[Block, ...]:
    return (
        Text(text(LONG)),
        Heading(1, text("总体情况")),
        Heading(2, text("政务服务")),
        Heading(3, text("办理环节")),
        Text(text("增速在4%～6%之间，资金为13万元～17万元，全年共159,265件。")),
        table(),
        Heading(2, text("企业开办")),
        figure(),
        Heading(1, text("下一步打算")),
        Text(text("按照×办发〔2026〕5号文件要求，2026年12月1日前完成整改，达标率由65%升到82%，提高17个百分点。")),
    )


@cache
def good() -> bytes:
    """A report with an addressee, a note on its annex, a date, and the annex on a page of its own."""
    document = Document(io.BytesIO(rendered(*blocks(), meta=META)))
    first = starting(document, LONG[:5])
    plain(first.insert_paragraph_before("各区人民政府：", style="Normal"))
    for words, style in (("附件：1.政务服务情况表", "Body Text"), ("2.企业开办情况表", "Body Text")):
        document.add_paragraph(words, style=style)
    document.add_paragraph("2026年11月5日", style="Normal").alignment = 2
    mark = plain(document.add_paragraph("附件1", style="Normal"))
    mark.paragraph_format.page_break_before = True
    mark.runs[0].font.name = "Times New Roman"
    mark.runs[0]._r.rPr.rFonts.set(qn("w:eastAsia"), "黑体")
    title = document.add_paragraph("政务服务情况表", style="Title")
    title.paragraph_format.space_before = Pt(0)
    title.insert_paragraph_before("", style="Normal")
    document.add_paragraph(LONG, style="Body Text")
    return bytes_of(document)


def plain(paragraph: Paragraph) -> Paragraph:
    """Without an indent."""
    paragraph.paragraph_format.first_line_indent = 0
    return paragraph


def bytes_of(document: Letter) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def letter() -> Letter:
    """The good one, opened."""
    return Document(io.BytesIO(good()))


def starting(document: Letter, words: str) -> Paragraph:
    """The first paragraph that begins with these words."""
    return next(item for item in document.paragraphs if item.text.startswith(words))


def ids(folder: Path, data: bytes, profile: Profile = Profile.OFFICIAL) -> set[str]:
    """The rules that a file does not keep."""
    target = folder / "文稿.docx"
    target.write_bytes(data)
    return {finding.rule.id for finding in lint(target, profile)}
