"""A composed briefing as the paragraphs of a Word file, with the ids of the figures that it prints."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.conformance.paragraph import OfficialParagraph
from briefing.model.document import Document, Heading, RunKind, Runs, Table
from briefing.model.walk import runs
from briefing.ooxml.package import Package
from briefing.trace.numbers import paragraphs_of
from tests.conformance.small import docx, p


def said(content: Runs) -> str:
    return "".join(run.text for run in content).replace("&", "&amp;").replace("<", "&lt;")


def table(rows: Iterator[tuple[Runs, ...]] | tuple[tuple[Runs, ...], ...]) -> str:
    cells = ("".join(f"<w:tc>{p(said(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def body(document: Document) -> Iterator[str]:
    yield p(document.meta.title, '<w:jc w:val="center"/>', '<w:sz w:val="44"/>')
    for block in document.blocks:
        if isinstance(block, Heading):
            yield p(said(block.runs), f'<w:outlineLvl w:val="{block.level - 1}"/>')
        elif isinstance(block, Table):
            yield p(f"表1　{said(block.caption)}") + p(f"单位：{block.unit}" if block.unit else "")
            yield table((block.header, *block.rows)) + "".join(map(p, map(said, block.notes)))
        else:
            yield from (p(said(sequence)) for sequence in runs(block, drawn=False))


def paragraphs(document: Document) -> list[OfficialParagraph]:
    return paragraphs_of(Package.open(docx("".join(body(document)))))


def printed(document: Document) -> dict[str, set[tuple[str, int]]]:
    """The ids of the figures by the text that prints them, each with where in that text it begins."""
    found: dict[str, set[tuple[str, int]]] = {}
    for block in document.blocks:
        for sequence in runs(block, drawn=False):
            at, text = 0, "".join(run.text for run in sequence)
            for run in sequence:
                if run.ref and run.kind is RunKind.TEXT:
                    found.setdefault(text, set()).add((run.ref, at))
                at += len(run.text)
    return found
