"""Page numbers in tables of contents and references of annexes, brought up to date for where the annexes now stand.

LibreOffice is asked once: a copy of the merged file gets a page at its end on which the page of every bookmark in
question stands, as a field that LibreOffice computes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy

from briefing.errors import BriefingError, Problem, Severity
from briefing.ooxml.fields import fields
from briefing.ooxml.markup import field
from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, W, child, fragment, serialise
from briefing.ooxml.zipped import pack


def with_page_numbers(package: Package, blocks: Iterable[Element], warn: Callable[[Problem], None]) -> bytes:
    """Return the merged file with the page numbers in `blocks`, those of its annexes, as they are now.

    Without LibreOffice, or where it does not know, they stay, and `warn` is told.
    """
    uses = list(_page_references(package.tree(package.main), blocks))
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


def _page_references(main: Element, blocks: Iterable[Element]) -> Iterator[tuple[str, list[Element]]]:
    """Yield each bookmark whose page the annexes show, and the w:t that show it."""
    inside = {element for block in blocks for element in block.iter()}
    shown: set[Element] = set()
    for item in fields(main):
        if item.kind != "PAGEREF" or len(item.words) < 2 or "\\p" in item.words or item.start not in inside:
            continue  # \p says “above” or “below”
        if "".join(result.text or "" for result in item.results).strip().isdigit():
            shown |= set(item.results)
            yield item.words[1].strip('"'), item.results
    # LibreOffice writes the page numbers of a table of contents as plain text.
    for link in main.iter(f"{W}hyperlink"):
        texts = list(link.iter(f"{W}t"))
        last = texts[-1] if texts and link.find(f".//{W}tab") is not None else None
        if last is not None and link in inside and last not in shown and (last.text or "").isdigit():
            yield link.get(f"{W}anchor", ""), [last]


def _pages(package: Package, names: list[str]) -> dict[str, str]:
    """Return the number of the page of each bookmark that LibreOffice gives one for."""
    from pypdf import PdfReader  # noqa: PLC0415 - only needed for page numbers

    from briefing.render.pdf import to_pdf  # noqa: PLC0415 - only needed for page numbers

    parts = {name: package.content(name) for name in package.parts} | {
        package.main: serialise(_with_probe(package, names))
    }
    reader = PdfReader(io.BytesIO(to_pdf(pack(parts))))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    return {names[int(number)]: page for number, page in re.findall(r"<<(\d+)=(\d+)>>", text)}


def _with_probe(package: Package, names: list[str]) -> Element:
    """Return the text of the merged file with a page after it that states the page of each bookmark."""
    main = deepcopy(package.tree(package.main))
    properties = '<w:pPr>{}<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:firstLine="0"/></w:pPr>'
    lines = (
        f"<w:p>{properties.format('' if number else '<w:pageBreakBefore/>')}"
        f"<w:r><w:t>&lt;&lt;{number}=</w:t></w:r>{field(f'PAGEREF {name}', '0')}<w:r><w:t>&gt;&gt;</w:t></w:r></w:p>"
        for number, name in enumerate(names)
    )
    end = child(main, "body/sectPr")
    for line in list(fragment(f"<w:body>{''.join(lines)}</w:body>")):
        end.addprevious(line)
    return main
