"""The shell of a 简报 as that of an annex (GB/T 9704—2012, 7.3.7): no letterhead, 附件1, a title on the third line."""

from __future__ import annotations

from briefing.model.document import Meta
from briefing.ooxml.xml import Element, W, child
from briefing.render.word.shell.fill import is_body_paragraph
from briefing.render.word.shell.style_names import StyleName
from briefing.render.word.writing_context import WritingContext


def without_letterhead(document: Element) -> None:
    """Leaves the place of the body and the page: letterhead and 报尾 belong to the document that the annex is of.

    A first page that is set up otherwise has a letterhead in its header.
    """
    body = child(document, "body")
    for element in list(body):
        if not is_body_paragraph(element) and element.tag != f"{W}sectPr":
            body.remove(element)
    section = child(body, "sectPr")
    for element in list(section):
        if element.tag == f"{W}titlePg" or element.get(f"{W}type") == "first":
            section.remove(element)


def annex_head(context: WritingContext, meta: Meta) -> str:
    """附件1 on the first line; the style of the title leaves a line before it, the second."""
    mark = context.paragraph(StyleName.ATTACHMENT, context.run(context.layout.mark))
    title = context.paragraph(StyleName.TITLE, context.run("\n".join(meta.lines) or meta.title))
    return mark + title
