"""Cross-references: “见表1” gets its number once every figure and table has its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing.errors import Problem, did_you_mean
from briefing.model.document import Block, Run, RunKind
from briefing.model.walk import map_runs


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

    done = tuple(map_runs(block, lambda runs: tuple(map(numbered, runs))) for block in blocks)
    return done, problems
