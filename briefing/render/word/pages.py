"""The pages on which headings stand, from LibreOffice's own layout of the file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from briefing.errors import BriefingError, Problem
from briefing.render.word.outline import Entry


def heading_pages(docx: bytes, entries: Sequence[Entry], start: int) -> dict[str, int]:
    """The number of the page of each heading, by its bookmark; the first page of the file has the number `start`.

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
    """The bookmarks of a PDF in order, each with its page counted from 0."""
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
    """A text without its spaces: LibreOffice puts some of its own after a number."""
    return "".join(text.split())
