"""Files to be merged: briefings of our own, and Word files of other make."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
from docx.document import Document as Memo
from docx.enum.section import WD_ORIENT, WD_SECTION
from lxml import etree

from briefing.docx_merge.merge import Annex, merge
from briefing.errors import Problem
from briefing.model.document import Block, Contents, Heading, Paragraph, Reference, References, Run
from briefing.model.layout import Layout
from briefing.ooxml.xml import DECLARED, Element
from tests.render.word.samples import META, cite, every_block, rendered, text, wide

TWO_SOURCES = References((Reference(1, "daily", "《湖北日报》", (1,)), Reference(2, "weekly", "《周刊》", ())))


def briefing() -> bytes:
    """A briefing that stands alone."""
    return rendered(*every_block())


def annex(number: int = 1, *blocks: Block, notes: str = "footnotes") -> bytes:
    """A briefing as an annex: all kinds of blocks, with footnotes and pages on their side."""
    layout = Layout(mode="attachment", number=number, notes=notes)  # type: ignore[arg-type]
    return rendered(*(blocks or (*every_block(), wide())), layout=layout)


def listed(number: int = 1) -> bytes:
    """The same with 目录."""
    return annex(number, Contents(2), *every_block(), wide())


def noted(number: int = 1) -> bytes:
    """An annex of one upright section with two footnotes, the first of them referred to again."""
    blocks = (
        Heading(1, text("一节")),
        Paragraph((Run("甲"), cite())),
        Heading(1, text("二节")),
        Paragraph((Run("乙"), cite("weekly"), Run("丙"), cite())),
        TWO_SOURCES,
    )
    return annex(number, *blocks)


def saved(document: Memo) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def foreign(change: Callable[[Memo], object] = lambda document: None) -> bytes:
    """A memo that python-docx made: headings, a list, a table, a header; `change` does more to it."""
    document = docx.Document()
    document.add_heading("关于报送材料的函", 1)
    document.add_paragraph("市政府：现将材料报上。")
    for item in ("一项", "二项"):
        document.add_paragraph(item, style="List Number")
    document.add_table(2, 2).cell(0, 0).text = "甲单元"
    document.add_paragraph("特此函达。")
    document.sections[0].header.paragraphs[0].text = "函的页眉"
    change(document)
    return saved(document)


def pointing(document: Memo) -> None:
    """Adds a sentence that tells the page of another."""
    target, pointer = document.add_paragraph("要点"), document.add_paragraph("见第")
    target._p.insert(0, xml('<w:bookmarkStart w:id="7" w:name="要点"/>'))
    target._p.append(xml('<w:bookmarkEnd w:id="7"/>'))
    pointer._p.append(xml('<w:fldSimple w:instr=" PAGEREF 要点 \\h "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


def xml(text: str) -> Element:
    """An element from a text that takes its namespaces as known."""
    name, rest = re.match(r"<([\w:]+)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    return etree.fromstring(f"<{name} {DECLARED}{rest}")


def turned(document: Memo) -> None:
    """Adds a section on its side."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("横页的内容")


def merged(base: bytes, *annexes: bytes, warnings: list[Problem] | None = None) -> bytes:
    """The files as one."""
    warn = ([] if warnings is None else warnings).append
    return merge(base, [Annex(docx, f"附件{number}.docx") for number, docx in enumerate(annexes, 1)], warn=warn)


__all__ = ["META", "annex", "briefing", "foreign", "listed", "merged", "noted", "pointing", "saved", "turned", "xml"]
