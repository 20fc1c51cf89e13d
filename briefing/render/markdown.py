"""A document as Markdown (CommonMark with GFM tables); render/word is its parallel column.

One small function for each block, in the order of model/document.py. What Markdown has no word for is told:
column widths and the roles of paragraphs are look, and look is Word's; a page break is a rule across the page. Sources
are no footnotes: GitHub, Pandoc and others move these to the end, away from the heading that they stand under.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never
from urllib.parse import quote

from briefing.errors import BriefingError, Location, Problem
from briefing.model.document import (
    COURSE,
    NO_COURSE,
    Attachments,
    Block,
    ChartSpec,
    Contents,
    Document,
    Figure,
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
from briefing.model.length import shown
from briefing.model.numbering import heading_labels, numbers
from briefing.model.walk import sparklines
from briefing.render.markdown_inline import escape, inline, line
from briefing.render.material import Material
from briefing.render.reference_checks import broken_reference, source_numbers
from briefing.render.table_shape import misshapen
from briefing.wording.charts import course

ALIGNMENTS = {"left": ":---", "center": ":---:", "right": "---:"}
"""The cell of a table's second row by the alignment of the column."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_DEEPER = 1  # the title is the one heading of level 1


def mark(number: int) -> str:
    """Return how a source is cited; these brackets mean nothing to Markdown."""
    return f"［{number}］"


@dataclass(frozen=True, slots=True)
class _TextContext:
    """What the functions of the blocks share; they add to `problems`.

    `pictures` are paths by key; `labels` the numbers of headings still to come; `numbers` those of
    tables and figures (图1) by key; `marks` those of sources by their ids.
    """

    document: Document
    pictures: Mapping[str, str]
    labels: Iterator[str]
    numbers: Mapping[str, str]
    marks: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)

    def report(self, message: str, hint: str, key: str | None = None) -> None:
        self.problems.append(Problem(message, Location(key=key), hint))

    def resolved(self, runs: Iterable[Run]) -> Iterator[Run]:
        """Yield the runs with citations as text; those that refer to nothing are reported and left out."""
        for run in runs:
            if problem := broken_reference(run, self.marks, self.numbers):
                self.problems.append(problem)
            elif run.kind is RunKind.CITE:
                yield Run(mark(self.marks[run.ref or ""]))
            else:
                yield run

    def inline(self, runs: Iterable[Run]) -> str:
        return inline(self.resolved(runs))

    def line(self, runs: Iterable[Run]) -> str:
        return line(self.resolved(runs))


def write(material: Material) -> dict[str, bytes]:
    """Return the text and its pictures by path; BriefingError names everything that cannot be written."""
    paths = material.picture_paths("png")
    text = render_markdown(material.document, paths)
    return {f"{material.name}.md": text.encode(), **{path: material.pictures[key].png for key, path in paths.items()}}


def render_markdown(document: Document, pictures: Mapping[str, str]) -> str:
    """Return the document as Markdown, with a newline at its end; the same document gives the same text.

    `pictures` maps the key of each picture to its path, relative to the file and with “/”. BriefingError
    names everything that cannot be written: nothing is left out.
    """
    context = _start(document, pictures)
    title = _heading_text(inline((Run(document.meta.title),)))
    parts = [f"# {title}" if title else "", line((Run(" · ".join(_masthead_parts(document))),))]
    previous: object = None
    for block in document.blocks:
        if isinstance(block, Items) and isinstance(previous, Items):
            parts.append("<!-- -->")  # or two lists would run together
        parts.append(_checked(_written(block, context), context))
        previous = block if parts[-1] else previous
    if context.problems:
        raise BriefingError(context.problems)
    return "\n\n".join(part for part in parts if part) + "\n"


def _start(document: Document, pictures: Mapping[str, str]) -> _TextContext:
    entries = [entry for block in document.blocks if isinstance(block, References) for entry in block.entries]
    context = _TextContext(
        document,
        pictures,
        labels=iter(heading_labels(document).values()),
        numbers=numbers(document.blocks),
        marks=source_numbers(document),
    )
    if len({entry.number for entry in entries}) < len(entries) or len(context.marks) < len(entries):
        context.report("资料来源的条目或序号有重复。", "同一来源只列一次，序号不重复。")
    _checked("".join((document.meta.title, *_masthead_parts(document))), context)
    return context


def _checked(text: str, context: _TextContext) -> str:
    for char in sorted(set(_UNPRINTABLE.findall(text))):
        context.report(f"文字里有控制字符 U+{ord(char):04X}：“{text[:20]}…”。", "请在数据或模板里删去它。")
    return text


def _masthead_parts(document: Document) -> list[str]:
    """Return name, number, office and date; a document that is signed says the last two at its end."""
    meta = document.meta
    signed = any(isinstance(block, Signature) for block in document.blocks)
    return [part for part in (meta.name, meta.issue, *(() if signed else (meta.office, meta.date))) if part]


def _heading(block: Heading, context: _TextContext) -> str:
    label = next(context.labels) if block.numbered else ""
    return f"{'#' * (block.level + _DEEPER)} {_heading_text(context.inline((Run(label), *block.runs)))}"


def _heading_text(text: str) -> str:
    """Escape a # at the end, which would be taken for the closing sequence of a heading (CommonMark 0.31, 4.2)."""
    return f"{text[:-1]}\\#" if text.endswith("#") else text


def _items(block: Items, context: _TextContext) -> str:
    lines = []
    for number, (item, below) in enumerate(block.with_below, 1):
        mark = f"{number}. " if block.ordered else "- "
        lines.append(f"{mark}{context.line(item)}".rstrip())
        # what is below an item stands under its text
        lines += [" " * len(mark) + line for line in (_items(below, context).split("\n") if below else ())]
    return "\n".join(lines)


def _table(block: Table, context: _TextContext) -> str:
    if problem := misshapen(block):
        context.report(problem, "请检查模板里的这个表。", block.key)
        return ""
    rows = [[context.inline(cell) for cell in row] for row in (block.header, *block.rows)]
    rows.insert(1, [ALIGNMENTS[side] for side in block.align] or ["---"] * len(block.header))
    if block.sparklines:
        drawn = (_sparkline(row, found, context) for row, found in zip(block.rows, sparklines(block), strict=True))
        rows = [[*row, cell] for row, cell in zip(rows, (COURSE, ALIGNMENTS["center"], *drawn), strict=True)]
    unit = f"（单位：{block.unit}）" if block.unit else ""
    grid = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return "\n\n".join([_caption(block.key, block.caption, context, unit), grid, *_notes(block.notes, context)])


def _sparkline(row: tuple[Runs, ...], drawn: tuple[str, ChartSpec] | None, context: _TextContext) -> str:
    if drawn is None:
        return NO_COURSE
    return _picture(drawn[0], course(row[0], drawn[1]), context)


def _caption(key: str, caption: Runs, context: _TextContext, unit: str = "") -> str:
    number = context.numbers[key] + ("　" if caption else "")
    title = (replace(run, strong=True) for run in caption)
    return context.line((Run(number, strong=True), *title, Run(unit)))


def _notes(notes: tuple[Runs, ...], context: _TextContext) -> list[str]:
    return [text for text in (context.line(note) for note in notes) if text]


def _figure(block: Figure, context: _TextContext) -> str:
    if picture := _picture(block.key, block.alt, context):
        return "\n\n".join([picture, _caption(block.key, block.caption, context), *_notes(block.notes, context)])
    return ""


def _picture(key: str, alt: str, context: _TextContext) -> str:
    """Return a picture with its alternative text, "" if there is no file of it, which is reported."""
    path = context.pictures.get(key)
    if not path:
        context.report("有一幅图没有图片文件。", "请先画图，或在模板里删去它。", key)
        return ""
    if not alt.strip():
        context.report("图没有可用的替代文字，读屏软件读不出它。", "请检查图的标题和数据里的文字。", key)
    return f"![{escape(' '.join(alt.split()))}]({_address(path)})"


def _address(path: str) -> str:
    """Return the path as the target of a link: letters of any script stay, what would end it is percent-encoded."""
    safe = string.ascii_letters + string.digits + "-._~/"
    return "".join(
        char if char in safe or (char > "\x7f" and not char.isspace()) else quote(char, safe="") for char in path
    )


def _note(block: Note, context: _TextContext) -> str:
    text = context.line(block.runs)
    return f"> {text}" if text else ""


def _contents(block: Contents, context: _TextContext) -> str:
    """Return the headings as a list without context numbers, which only Word knows."""
    if not shown(block, context.document.blocks):
        return ""
    labels = heading_labels(context.document)
    headings = [(index, item) for index, item in enumerate(context.document.blocks) if isinstance(item, Heading)]
    listed = [(index, heading) for index, heading in headings if heading.level <= block.levels]
    top = min((heading.level for _, heading in listed), default=1)
    lines = []
    for index, heading in listed:
        text = (run for run in heading.runs if run.kind is not RunKind.CITE)
        lines.append(f"{'  ' * (heading.level - top)}- {line((Run(labels.get(index, '')), *text))}")
    return "\n".join(lines)


def _attachments(block: Attachments, context: _TextContext) -> str:
    """Return a single attachment in a line, several as a list."""
    if len(block.names) == 1:
        return context.line((Run(f"附件：{block.names[0]}"),))
    listed = _items(Items(tuple((Run(name),) for name in block.names), ordered=True), context)
    return f"附件：\n\n{listed}"


def _written(block: Block, context: _TextContext) -> str:  # noqa: PLR0911 - one line for each kind of block
    """Return a block as Markdown."""
    match block:
        case Heading():
            return _heading(block, context)
        case Paragraph():
            return context.line(block.runs)
        case Items():
            return _items(block, context)
        case Table():
            return _table(block, context)
        case Figure():
            return _figure(block, context)
        case Note():
            return _note(block, context)
        case Contents():
            return _contents(block, context)
        case PageBreak():
            return "---"
        case References():
            return "\n\n".join(context.line((Run(mark(entry.number) + entry.text),)) for entry in block.entries)
        case Attachments():
            return _attachments(block, context)
        case Signature():
            return "\n\n".join(context.line((Run(words),)) for words in (block.office, block.date) if words)
        case _ as never:
            assert_never(never)
