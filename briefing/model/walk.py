"""Going through a document: the runs in it, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.model.document import (
    Attachments,
    Block,
    Figure,
    Heading,
    Items,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
)


def all_runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every run of the blocks in the order in which it is read; the list of sources has none."""
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Note():
                yield from block.runs
            case Items(items):
                yield from (run for item in items for run in item)
            case Table():
                cells = ((block.caption,), block.header, *block.rows, block.notes)
                yield from (run for row in cells for cell in row for run in cell)
            case Figure():
                yield from (run for part in (block.caption, *block.notes) for run in part)
            case Attachments(names):
                yield from map(Run, names)
            case Signature():
                yield from (Run(block.office), Run(block.date))
