"""A shell looked through before use: every tag that will not work, with the paragraph or table cell it stands in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.errors import BriefingError, Problem
from briefing.ooxml.package import Package
from briefing.ooxml.xml import W
from briefing.render.word.shell.opening import LIMITS, NOUN, open_shell
from briefing.render.word.shell.paragraph_locations import paragraph_locations
from briefing.render.word.shell.tag_reading import read_shell
from briefing.templating.shell_tags import MAIN, ShellTags, names_of

AUTHOR = "briefing"


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem of a shell and the paragraph of the main text (from 0) that it stands in; None elsewhere."""

    problem: Problem
    paragraph: int | None = None


def review(data: bytes, names: Sequence[str], file: str) -> tuple[list[Remark], ShellTags | None]:
    """Everything wrong with a shell that shows without data; what keeps it from being opened comes alone.

    `names` are those of its template's parameters. Beside it the shell as a template, for what its tags mean;
    None where they cannot be read.
    """
    try:
        read = read_shell(data, file)
    except BriefingError as error:
        return [Remark(problem) for problem in error.problems], None
    known = names_of(names)
    unknown = [problem for _, problem in read.unknown_names(known)] if read.tags.plain else []
    problems = (*read.shell.doubts, *read.problems, *read.tags.single_braces(known), *unknown)
    return remarks(data, problems), read.tags if read.tags.pieces else None


def remarks(data: bytes, problems: Iterable[Problem]) -> list[Remark]:
    """Return the problems of a shell that can be opened, each at the first paragraph of its place."""
    root = open_shell(data).texts[MAIN]
    places = paragraph_locations(root)
    found: dict[str, int] = {}
    for number, paragraph in enumerate(root.iter(f"{W}p")):
        found.setdefault(places[paragraph], number)
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        if row in places:
            found.setdefault(places[row], number)
    return [Remark(problem, found.get(problem.location.key or "")) for problem in problems]


def annotated(data: bytes, found: Iterable[Remark]) -> bytes:
    """Return the Word file with a comment for each remark, at its paragraph or, where it has none, at the first one.

    BriefingError if it is damaged.
    """
    Package.open(data, noun=NOUN, limits=LIMITS)
    from docx import Document  # noqa: PLC0415 - only where comments are asked for
    from docx.text.paragraph import Paragraph  # noqa: PLC0415 - start-up time

    document = Document(io.BytesIO(data))
    paragraphs = list(document.element.body.iter(f"{W}p")) or [document.add_paragraph()._p]
    for remark in found:
        paragraph = Paragraph(paragraphs[remark.paragraph or 0], document._body)
        runs = paragraph.runs or [paragraph.add_run()]
        where = remark.problem.location.key or ""
        words = f"{where}：{remark.problem.message}{remark.problem.hint}" if where else str(remark.problem)
        document.add_comment(runs, text=words, author=AUTHOR, initials="")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
