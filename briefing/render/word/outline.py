"""The headings of a document with what a table of contents shows of them."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.document import Contents, Document, Heading, RunKind, Runs
from briefing.model.numbering import heading_labels


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading: its level from 1, its number (“” for none) and text, and the name by which it can be pointed to."""

    level: int
    label: str
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class Outline:
    """All headings in order; `levels`: how deep a table of contents goes, 0 if the document has none."""

    entries: tuple[Entry, ...]
    levels: int


def outline(document: Document, *, numbered: bool = True) -> Outline:
    """The headings of `document`, and how deep its tables of contents go; `numbered`: as the shell numbers them."""
    levels = max((block.levels for block in document.blocks if isinstance(block, Contents)), default=0)
    labels = heading_labels(document) if levels and numbered else {}
    headings = [(index, block) for index, block in enumerate(document.blocks) if isinstance(block, Heading)]
    entries = tuple(
        Entry(block.level, labels.get(index, ""), plain(block.runs), f"_Toc{ordinal:08d}")
        for ordinal, (index, block) in enumerate(headings, start=1)
    )
    return Outline(entries, levels)


def plain(content: Runs) -> str:
    """The text of a row of runs, without its marks of reference: for names and properties."""
    return "".join(item.text for item in content if item.kind is not RunKind.CITE)
