"""The table of contents: a field whose result is there already, its page numbers counted by LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from briefing.errors import BriefingError, Problem
from briefing.model.document import Contents
from briefing.ooxml.markup import FIELD_END, field, field_start, link
from briefing.render.word.shell.style_names import CONTENTS, StyleName
from briefing.render.word.writing_context import OutlineEntry, WritingContext

HEADING = "目录"


def contents(block: Contents, context: WritingContext) -> str:
    """Return the headings down to the block's level, each a link to its place."""
    if not 1 <= block.levels <= len(CONTENTS):
        context.problem(f"目录只能列 1 至 {len(CONTENTS)} 级标题，这里要列 {block.levels} 级。", "请改小。")
        return ""
    entries = [entry for entry in context.outline.entries if entry.level <= block.levels]
    if not entries:
        context.warning("文中没有可列入目录的标题，目录略去。", "请在模板里删去目录，或写上标题。")
        return ""
    shown = [_entry(entry, context) for entry in entries]
    shown[0] = field_start(f'TOC \\o "1-{block.levels}" \\h \\z \\u') + shown[0]
    shown[-1] += FIELD_END
    looks = [CONTENTS[entry.level - 1] for entry in entries]
    heading = context.paragraph(StyleName.CONTENTS, context.run(HEADING))
    return heading + "".join(context.paragraph(look, text) for look, text in zip(looks, shown, strict=True))


def _entry(entry: OutlineEntry, context: WritingContext) -> str:
    text = context.run(entry.label + entry.text)
    if context.pages is not None:
        page = str(context.pages.get(entry.bookmark, 0))
        text += context.run("\t") + field(f"PAGEREF {entry.bookmark} \\h", page)
    return link(entry.bookmark, text)


def heading_pages(docx: bytes, entries: Sequence[OutlineEntry], start: int) -> dict[str, int]:
    """Return the page number of each heading, by its bookmark; the first page of the file has the number `start`.

    BriefingError if LibreOffice is not installed or does not do it.
    """
    from briefing.render.pdf import to_pdf  # noqa: PLC0415 - only a table of contents needs it

    found = iter(_outlined(to_pdf(docx)))
    pages = {}
    for entry in entries:
        page = next((page for title, page in found if title.endswith(_bare(entry.text))), None)
        if page is None:
            raise BriefingError(Problem(f"LibreOffice 排出的版面里没有找到标题“{entry.text}”。"))
        pages[entry.bookmark] = page + start
    return pages


def _outlined(pdf: bytes) -> Iterator[tuple[str, int]]:
    """Return the bookmarks of a PDF in order, each with its page counted from 0."""
    from pypdf import PdfReader  # noqa: PLC0415 - only a table of contents needs it

    reader = PdfReader(io.BytesIO(pdf))

    def walk(items: list[Any]) -> Iterator[tuple[str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
            else:
                yield _bare(item.title), reader.get_destination_page_number(item) or 0

    return walk(reader.outline)


def _bare(text: str) -> str:
    """Return a text without its spaces: LibreOffice puts some of its own after a number."""
    return "".join(text.split())
