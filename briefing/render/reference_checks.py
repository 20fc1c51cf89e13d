"""Citations and cross-references of a document, and those that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.errors import Place, Problem
from briefing.model.document import Document, References, Run, RunKind
from briefing.model.numbering import numbers
from briefing.model.walk import all_runs


def source_numbers(document: Document) -> dict[str, int]:
    """Return the number of each source that the document lists."""
    lists = (block.entries for block in document.blocks if isinstance(block, References))
    return {entry.source: entry.number for entries in lists for entry in entries}


def broken_references(document: Document) -> Iterator[Problem]:
    """Yield a problem for each citation of a source that is not listed, and each wrong number of a figure or table."""
    sources, labels = source_numbers(document), numbers(document.blocks)
    for run in all_runs(document.blocks):
        if problem := broken_reference(run, sources, labels):
            yield problem


def broken_reference(run: Run, sources: Mapping[str, int], labels: Mapping[str, str]) -> Problem | None:
    """Return what is wrong with the reference that a run makes; None where it is right, or the run makes none."""
    if run.kind is RunKind.CITE and run.ref not in sources:
        message, hint = f"正文引用了来源“{run.ref}”，资料来源里没有它。", "请在模板里列出资料来源。"
    elif run.kind is RunKind.CROSS and run.text != labels.get(run.ref or ""):
        message, hint = f"正文提到的“{run.text}”（{run.ref}）与文中图表的编号不符。", "请检查图表的名称。"
    else:
        return None
    return Problem(message, Place(key=run.ref), hint)
