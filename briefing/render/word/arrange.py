"""What a layout leaves of a document before it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefing.model.document import Block, Contents, Document, Heading, Paragraph, References, RunKind
from briefing.model.layout import Layout
from briefing.model.length import shown
from briefing.model.walk import all_runs


def without_unused(document: Document, layout: Layout) -> Document:
    """The document without what its layout has no place for.

    That is a table of contents that only a longer briefing would have, the 报尾 of an annex, and in the list of sources
    those that footnotes name, with the heading of a list of which nothing is left.
    """
    blocks = [block for block in document.blocks if not isinstance(block, Contents) or shown(block, document.blocks)]
    if layout.mode == "attachment":
        blocks = [block for block in blocks if not (isinstance(block, Paragraph) and block.role == "closing")]
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
        elif kept and isinstance(kept[-1], Heading) and _ends_section(blocks[index + 1 :]):
            kept.pop()
    return kept


def _ends_section(following: Iterable[Block]) -> bool:
    """Whether nothing follows that the heading could be the heading of."""
    block = next(iter(following), None)
    return block is None or isinstance(block, Heading) or (isinstance(block, Paragraph) and block.role == "closing")
