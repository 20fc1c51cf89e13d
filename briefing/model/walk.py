"""Going through a document: the runs in it, wherever they stand, met or changed.

Each `match` here names every block, so that mypy refuses a new one until it is said what text it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from briefing.model.document import (
    Attachments,
    Block,
    ChartSpec,
    Contents,
    Figure,
    FilledShell,
    Heading,
    Items,
    Note,
    PageBreak,
    Paragraph,
    References,
    Run,
    RunKind,
    Runs,
    Signature,
    Table,
)

_NO_SHELL = FilledShell()


def runs(block: Block, *, drawn: bool = True) -> Iterator[Runs]:
    """Return every sequence of runs in a block; each of its plain texts is a sequence of one run.

    `drawn`: with what stands in the picture of a figure, and its alternative text, and in the sparklines of a table.
    The list of sources has no runs: its entries are titles and dates of others.
    """
    match block:
        case Heading() | Paragraph() | Note():
            yield block.runs
        case Items():
            for item, below in block.with_below:
                yield from (item, *(below.items if below else ()))
        case Table():
            yield from (block.caption, *block.header, *(cell for row in block.rows for cell in row), *block.notes)
            yield (Run(block.unit),)
            yield from (words for chart in block.sparklines for words in _drawn(chart)) if drawn else ()
        case Figure():
            yield from (block.caption, *block.notes)
            yield from (*_drawn(block.chart), (Run(block.alt),)) if drawn else ()
        case Attachments(names):
            yield from ((Run(name),) for name in names)
        case Signature():
            yield from ((Run(block.office),), (Run(block.date),))
        case Contents() | PageBreak() | References():
            pass
        case _ as never:
            assert_never(never)


def _drawn(chart: ChartSpec) -> Iterator[Runs]:
    """Return the words of a chart, each mark with its figure."""
    yield from ((Run(words),) for words in (chart.title, *chart.notes, *chart.groups))
    for panel in chart.panels:
        yield from ((Run(panel.title),), (Run(panel.unit),))
        for mark in panel.marks:
            yield from ((Run(mark.label),), (Run(mark.group),), (Run(mark.text, ref=mark.ref),))


def sparklines(table: Table) -> tuple[tuple[str, ChartSpec] | None, ...]:
    """Return the sparklines of the rows, each with the key of its picture; None for one with fewer than two values."""
    marks = ((spec, [mark for panel in spec.panels for mark in panel.marks]) for spec in table.sparklines)
    return tuple(
        (f"{table.key}.spark.{row}", spec) if sum(mark.value is not None for mark in held) > 1 else None
        for row, (spec, held) in enumerate(marks, 1)
    )


def drawings(block: Block) -> tuple[tuple[str, ChartSpec], ...]:
    """Return what is drawn of a block, by the key of each picture: the chart of a figure, the lines of a table.

    A photograph is not drawn.
    """
    if isinstance(block, Figure):
        return () if block.photo else ((block.key, block.chart),)
    return tuple(item for item in sparklines(block) if item) if isinstance(block, Table) else ()


def pictures(block: Block) -> tuple[str, ...]:
    """Return the keys of the pictures that a block shows: what is drawn of it, or a photograph."""
    if isinstance(block, Figure) and block.photo:
        return (block.key,)
    return tuple(key for key, _ in drawings(block))


def all_runs(blocks: Iterable[Block], *, drawn: bool = True) -> Iterator[Run]:
    """Return every run of the blocks, with those of the pictures where `drawn`."""
    return (run for block in blocks for sequence in runs(block, drawn=drawn) for run in sequence)


def refs(blocks: Iterable[Block], shell: FilledShell = _NO_SHELL) -> Iterator[str]:
    """Return the ids of every fact and derived figure that blocks and shell print or draw, as often as they do."""
    return (run.ref for run in (*all_runs(blocks), *shell.runs) if run.ref and run.kind is RunKind.TEXT)


def map_runs(block: Block, change: Callable[[Runs], Runs]) -> Block:
    """Return the block with every sequence of its runs changed; what holds plain text only stays as it is."""
    match block:
        case Heading() | Paragraph() | Note():
            return replace(block, runs=change(block.runs))
        case Items(items):
            below = (inner and replace(inner, items=tuple(map(change, inner.items))) for inner in block.below)
            return replace(block, items=tuple(map(change, items)), below=tuple(below))
        case Table():
            rows = tuple(tuple(map(change, row)) for row in block.rows)
            header, notes = tuple(map(change, block.header)), tuple(map(change, block.notes))
            return replace(block, caption=change(block.caption), header=header, rows=rows, notes=notes)
        case Figure():
            return replace(block, caption=change(block.caption), notes=tuple(map(change, block.notes)))
        case Attachments() | Signature() | Contents() | PageBreak() | References():
            return block
        case _ as never:
            assert_never(never)
