"""A briefing with marks at what rests on sources, and with the list of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefing.content.citations import Citations, cite_blocks, told_in_a_line
from briefing.content.filled_tags import ShellValues
from briefing.content.ledger import Ledger
from briefing.errors import Location, Problem
from briefing.model.document import Block, Heading, Note, References, RunKind, Runs
from briefing.model.facts import Source
from briefing.model.walk import all_runs, map_runs


def with_sources(
    blocks: tuple[Block, ...], shell: ShellValues, ledger: Ledger, sources: Mapping[str, Source], *, ranges: bool
) -> tuple[Block, ...]:
    """Return the blocks with marks of their sources, and with these in place of each empty `References`.

    They are a line where they are more than it lists. `ranges` is as in `cite_blocks`.
    """
    inputs = {id: entry.inputs for id, entry in ledger.derived.items()}
    citations = Citations(ledger.facts, inputs, ledger.practices, ledger.marked)
    cited = blocks if shell.whole else tuple(cite_blocks(blocks, citations, ranges=ranges))
    for run in shell.filled.runs:  # a shell shows no marks, but what its tags print has sources
        citations.sources_of(run)
    entries = citations.entries(sources)
    most = next((block.most for block in cited if isinstance(block, References)), 0)
    if most and len(entries.entries) > most:
        return tuple(_in_a_line(blocks, told_in_a_line([sources[entry.source] for entry in entries.entries])))
    placed = tuple(entries if isinstance(block, References) else block for block in cited)
    return placed if entries.entries else _without_list(placed)


def unlisted(blocks: Iterable[Block], file: str) -> Problem | None:
    """Return what is wrong with the text in `file` where nothing lists the sources that it cites, else None."""
    blocks = list(blocks)
    cited = any(run.kind is RunKind.CITE for run in all_runs(blocks))
    if not cited or any(isinstance(block, References) for block in blocks):
        return None
    hint = "请在文末写：# 资料来源 {-}，空一行，再写 {{ references }}。"
    return Problem("正文引用了来源，却没有列出资料来源。", Location(file), hint)


def _in_a_line(blocks: Iterable[Block], line: Runs) -> Iterator[Block]:
    """Yield the blocks without marks of sources, with a line in place of the list."""
    for block in blocks:
        if isinstance(block, References):
            yield Note(line)
        else:
            yield map_runs(block, lambda runs: tuple(run for run in runs if run.kind is not RunKind.CITE))


def _without_list(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks without a heading that announces the list of sources, as nothing is in that list."""
    following = (*blocks, None)[1:]
    return tuple(
        block
        for block, after in zip(blocks, following, strict=True)
        if not (isinstance(block, Heading) and isinstance(after, References))
    )
