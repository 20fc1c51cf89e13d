"""What a layout leaves out of shell and document; an annex has no letterhead of its own (GB/T 9704—2012, 7.3.7)."""

from __future__ import annotations

from dataclasses import replace

from briefing.model.document import FOOT_ROLES, Block, Contents, Document, Heading, Paragraph, References, RunKind
from briefing.model.layout import Layout
from briefing.model.length import shown
from briefing.model.walk import all_runs
from briefing.ooxml.xml import Element, W, child, drop_first_page, remove_all
from briefing.render.word.shell.tags import is_body_paragraph


def without_letterhead(document: Element) -> None:
    """Leave the place of the body and the page: letterhead and 报尾 belong to the document that the annex is of.

    A first page that is set up otherwise has a letterhead in its header.
    """
    body = child(document, "body")
    remove_all(item for item in body if not is_body_paragraph(item) and item.tag != f"{W}sectPr")
    drop_first_page(child(body, "sectPr"))


def without_unused(document: Document, layout: Layout) -> Document:
    """Return the document without what its layout has no place for.

    That is a table of contents that only a longer briefing would have, the 报尾 of an annex, and in the list of sources
    those that footnotes name, with the heading of a list of which nothing is left.
    """
    blocks = [block for block in document.blocks if not isinstance(block, Contents) or shown(block, document.blocks)]
    if layout.mode == "attachment":
        blocks = [block for block in blocks if not (isinstance(block, Paragraph) and block.role in FOOT_ROLES)]
    if layout.notes == "footnotes":
        blocks = _without_noted(blocks)
    return replace(document, blocks=tuple(blocks))


def _without_noted(blocks: list[Block]) -> list[Block]:
    noted = {run.ref for run in all_runs(blocks) if run.kind is RunKind.CITE}
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        if not isinstance(block, References):
            kept.append(block)
        elif entries := tuple(entry for entry in block.entries if entry.source not in noted):
            kept.append(References(entries))
        elif kept and isinstance(kept[-1], Heading):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            ends = isinstance(following, Paragraph) and following.role in FOOT_ROLES
            if following is None or isinstance(following, Heading) or ends:  # of nothing it would be the heading
                kept.pop()
    return kept
