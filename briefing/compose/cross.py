"""Cross-references: “见表1” gets its number once every figure and table has its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing.errors import Problem, did_you_mean
from briefing.model.document import Block, Heading, Items, Note, Paragraph, Run, RunKind, Runs


def resolve(blocks: Iterable[Block], labels: Mapping[str, str]) -> tuple[tuple[Block, ...], list[Problem]]:
    """The blocks with the numbers in their cross-references, and a Problem for each that points nowhere.

    `labels` are 图1, 表1 … by key.
    """
    problems: list[Problem] = []

    def numbered(run: Run) -> Run:
        if run.kind is not RunKind.CROSS:
            return run
        label = labels.get(run.ref or "")
        if label is None:
            problems.append(Problem(f"引用的图表“{run.ref}”不在文中。", hint=did_you_mean(run.ref or "", labels)))
            return run
        return replace(run, text=label)

    def all_numbered(runs: Runs) -> Runs:
        return tuple(numbered(run) for run in runs)

    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading | Paragraph | Note):
            done.append(replace(block, runs=all_numbered(block.runs)))
        elif isinstance(block, Items):
            done.append(replace(block, items=tuple(all_numbered(item) for item in block.items)))
        else:
            done.append(block)
    return tuple(done), problems
