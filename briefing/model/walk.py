"""Going through a document: the runs in it, wherever they stand, met or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from briefing.model.document import (
    Attachments,
    Block,
    Figure,
    Heading,
    Items,
    Note,
    Paragraph,
    Run,
    Runs,
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


def map_runs(block: Block, change: Callable[[Runs], Runs]) -> Block:
    """The block with every sequence of its runs changed; what holds none stays as it is."""
    match block:
        case Heading() | Paragraph() | Note():
            return replace(block, runs=change(block.runs))
        case Items(items):
            return replace(block, items=tuple(map(change, items)))
        case Table():
            rows = tuple(tuple(map(change, row)) for row in block.rows)
            header, notes = tuple(map(change, block.header)), tuple(map(change, block.notes))
            return replace(block, caption=change(block.caption), header=header, rows=rows, notes=notes)
        case Figure():
            return replace(block, caption=change(block.caption), notes=tuple(map(change, block.notes)))
        case _:
            return block
