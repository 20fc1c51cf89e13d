"""The page numbers in tables of contents and references of annexes, moved to where the annexes now stand.

LibreOffice is asked once: a copy of the joined file gets a page at its end on which the page of every bookmark in
question stands, as a field that LibreOffice computes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy

from briefing.docx_merge.field_codes import Field, fields
from briefing.errors import BriefingError, Problem, Severity
from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, W, child, fragment, serialise
from briefing.ooxml.zipped import pack
from briefing.render.word.markup import field

Use = tuple[str, list[Element]]
"""A bookmark, and the texts that show the number of its page."""


def renumbered(package: Package, blocks: Iterable[Element], warn: Callable[[Problem], None]) -> bytes:
    """The joined file with the page numbers in `blocks`, those of its annexes, as they are now.

    Without LibreOffice, or where it does not know, they stay, and `warn` is told.
    """
    uses = list(_uses(package.tree(package.main), list(blocks)))
    if not uses:
        return package.packed()
    try:
        pages = _pages(package, list(dict.fromkeys(name for name, _ in uses)))
    except BriefingError as error:
        warn(_stale(error.problems[0].message))
        return package.packed()
    missed = {name for name, _ in uses} - pages.keys()
    for name, texts in uses:
        if name in pages:
            texts[0].text = pages[name]
            for text in texts[1:]:
                text.text = ""
    if missed:
        warn(_stale("LibreOffice 没有算出其中一些。"))
    return package.packed()


def _stale(reason: str) -> Problem:
    return Problem(
        f"附件的目录和“见第×页”里仍是原来的页码：{reason}",
        hint="请在 Word、WPS 里全选，按 F9 更新域。",
        severity=Severity.WARNING,
    )


def _uses(main: Element, blocks: list[Element]) -> Iterator[Use]:
    """Where the annexes show the number of a page. LibreOffice writes those of a table of contents as plain text."""
    inside = {element for block in blocks for element in block.iter()}
    shown: set[Element] = set()
    for item in fields(main):
        anchor = item.marks[0] if item.simple is None else item.simple
        if item.kind == "PAGEREF" and anchor in inside and _is_number(item):
            shown |= set(item.results)
            yield item.words[1].strip('"'), item.results
    for link in main.iter(f"{W}hyperlink"):
        texts = list(link.iter(f"{W}t"))
        last = texts[-1] if texts and link.find(f".//{W}tab") is not None else None
        if last is not None and link in inside and last not in shown and (last.text or "").isdigit():
            yield link.get(f"{W}anchor", ""), [last]


def _is_number(item: Field) -> bool:
    text = "".join(result.text or "" for result in item.results)
    return len(item.words) > 1 and text.strip().isdigit() and "\\p" not in item.words


def _pages(package: Package, names: list[str]) -> dict[str, str]:
    """The number of the page of each bookmark, where LibreOffice tells it."""
    from pypdf import PdfReader  # noqa: PLC0415 - only needed for page numbers

    from briefing.render.pdf import to_pdf  # noqa: PLC0415 - only needed for page numbers

    parts = {name: package.content(name) for name in package.parts} | {package.main: serialise(_asking(package, names))}
    reader = PdfReader(io.BytesIO(to_pdf(pack(parts))))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    return {names[int(number)]: page for number, page in re.findall(r"<<(\d+)=(\d+)>>", text)}


def _asking(package: Package, names: list[str]) -> Element:
    """The text of the joined file with the pages of bookmarks after it."""
    main = deepcopy(package.tree(package.main))
    look = '<w:pPr>{}<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:firstLine="0"/></w:pPr>'
    lines = (
        f"<w:p>{look.format('' if number else '<w:pageBreakBefore/>')}"
        f"<w:r><w:t>&lt;&lt;{number}=</w:t></w:r>{field(f'PAGEREF {name}', '0')}<w:r><w:t>&gt;&gt;</w:t></w:r></w:p>"
        for number, name in enumerate(names)
    )
    end = child(main, "body/sectPr")
    for line in list(fragment(f"<w:body>{''.join(lines)}</w:body>")):
        end.addprevious(line)
    return main
