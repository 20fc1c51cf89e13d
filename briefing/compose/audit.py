"""The last look before writing: no digit without a fact.

Every digit in a run without `ref` must belong to something on a short allow-list: a year, an ordinal, or a name that
the data know (“210”标准). Anything else is a Problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.errors import Problem
from briefing.model.document import Block, Figure, Heading, Items, Note, Paragraph, Run, RunKind, Runs, Table
from briefing.model.library import Library

ALLOWED = (
    re.compile(r"(?:19|20)\d{2}(?:年(?:\d{1,2}月(?:\d{1,2}日|末)?|底)?)?(?=$|\D)"),
    re.compile(r"第\d{1,4}[期段号条章节]"),
    re.compile(r"[图表附件]\d{1,2}"),
)
DIGIT = re.compile(r"\d")
QUOTED = re.compile("“[^“”]+”")


def runs_of(block: Block) -> Iterator[Runs]:
    """Every sequence of runs in a block, captions and notes included."""
    if isinstance(block, Heading | Paragraph | Note):
        yield block.runs
    elif isinstance(block, Items):
        yield from block.items
    elif isinstance(block, Table):
        yield block.caption
        yield from block.header
        for row in block.rows:
            yield from row
        yield from block.notes
    elif isinstance(block, Figure):
        yield block.caption
        yield from block.notes


def refs_of(block: Block) -> Iterator[str]:
    """The ids of every fact and derived figure that a block prints or draws."""
    for runs in runs_of(block):
        yield from (run.ref for run in runs if run.ref and run.kind is RunKind.TEXT)
    if isinstance(block, Figure):
        yield from (mark.ref for panel in block.chart.panels for mark in panel.marks if mark.ref)


def names_with_digits(library: Library) -> list[str]:
    """Names in the data that contain digits, and what they put in quotation marks (“210”), longest first."""
    catalogue = library.catalogue
    names = {item.name for group in (catalogue.themes, catalogue.indicators) for item in group.values()}
    for record in library.records.values():
        names.update((record.city.name, record.city.short))
        for practice in record.practices:
            names.update((practice.name, *practice.aliases, practice.first))
        names.update(text for fact in record.facts for text in (fact.scope, fact.note))
        names.update(text for relation in record.relations for text in (relation.name, relation.base))
    names.update(source.title for source in library.sources().values())
    names.update(part for name in list(names) for part in QUOTED.findall(name))
    return sorted((name for name in names if DIGIT.search(name)), key=len, reverse=True)


def uncovered(run: Run, names: Iterable[str]) -> bool:
    """Whether a run prints a digit that neither a fact nor the allow-list accounts for."""
    if run.ref is not None or run.kind is not RunKind.TEXT or not DIGIT.search(run.text):
        return False
    text = run.text
    for name in names:
        text = text.replace(name, "")
    for pattern in ALLOWED:
        text = pattern.sub("", text)
    return bool(DIGIT.search(text))


def audit(blocks: Iterable[Block], library: Library, template: str) -> list[Problem]:
    """A Problem for every bare number in the finished blocks."""
    names = names_with_digits(library)
    return [
        Problem(
            f"模板“{template}”的正文里有没有出处的数字：“{run.text.strip()}”。",
            hint='数字要用 {{ fact("数据点编号") }} 引用；如属名称，请把它登记为做法的名称或别名。',
        )
        for block in blocks
        for runs in runs_of(block)
        for run in runs
        if uncovered(run, names)
    ]
