"""The blocks of a document as HTML that looks like the Word page; render/markdown.py and render/word are parallel.

One small function for each block, in the order of model/document.py. What is wrong with a document is told by those
two: this one shows what it can.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, repeat, zip_longest
from typing import assert_never

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
    Mark,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    References,
    Runs,
    Signature,
    Table,
)
from briefing.model.length import shown
from briefing.model.numbering import heading_labels, numbers
from briefing.model.walk import sparklines
from briefing.render.html.inline import Anchors, attribute, escape, figure_link, inline, plain
from briefing.render.html.letterhead import letterhead, lines
from briefing.render.material import Letterhead
from briefing.render.reference_checks import source_numbers
from briefing.wording.charts import course
from briefing.wording.figures import DERIVED

_DEEPEST = 6
_SIDES = {"left", "center", "right"}


@dataclass(frozen=True, slots=True)
class Image:
    """A drawn chart: the address it is served at, and its size in CSS pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _PageContext:
    """What the blocks share: labels of headings by index, pictures by key, and what runs link to."""

    document: Document
    images: Mapping[str, Image]
    headings: Mapping[int, str]
    anchors: Anchors

    def inline(self, runs: Runs) -> str:
        return inline(runs, self.anchors)


def article(
    document: Document, images: Mapping[str, Image], origins: Mapping[str, str], frame: Letterhead | None = None
) -> str:
    """Return the document as HTML for one `article`, everything escaped.

    `images` holds the pictures by key; `origins` the id of the element that tells where a figure
    comes from, by fact id; `frame` is what the shell prints before and after the text, None for the usual letterhead.
    """
    anchors = Anchors(origins, source_numbers(document), numbers(document.blocks))
    context = _PageContext(document, images, heading_labels(document), anchors)
    blocks = (_block(block, index, context) for index, block in enumerate(document.blocks))
    before, behind = (letterhead(document.meta), ()) if frame is None else map(lines, frame)
    return "\n".join(part for part in (*before, *blocks, *behind) if part)


def _block(block: Block, index: int, context: _PageContext) -> str:  # noqa: PLR0911 - one for each block
    match block:
        case Heading():
            return _heading(block, index, context)
        case Paragraph():
            return f'<p class="{attribute(block.role)}">{context.inline(block.runs)}</p>'
        case Items():
            return _items(block, context)
        case Table():
            return _table(block, context)
        case Figure():
            return _figure(block, context)
        case Note():
            return f'<p class="note">{context.inline(block.runs)}</p>'
        case Contents():
            return _contents(block, context)
        case PageBreak():
            return '<div class="page-break" role="separator">此处分页</div>'
        case References():
            listed = ((entry.number, escape(entry.text)) for entry in block.entries)
            return "".join(f'<p class="source" id="source-{number}">[{number}]　{text}</p>' for number, text in listed)
        case Attachments():
            return _attachments(block)
        case Signature():
            return f'<p class="signature">{escape(block.office)}<br>{escape(block.date)}</p>'
        case _:
            assert_never(block)


def _heading(block: Heading, index: int, context: _PageContext) -> str:
    level = min(block.level + 1, _DEEPEST)
    label = escape(context.headings.get(index, ""))
    return f'<h{level} id="heading-{index}">{label}{context.inline(block.runs)}</h{level}>'


def _items(block: Items, context: _PageContext) -> str:
    tag = "ol" if block.ordered else "ul"
    items = ((context.inline(item), _items(below, context) if below else "") for item, below in block.with_below)
    return f"<{tag}>{''.join(f'<li>{item}{below}</li>' for item, below in items)}</{tag}>"


def _table(block: Table, context: _PageContext) -> str:
    label = context.anchors.labels[block.key]
    unit = f'<span class="unit">单位：{escape(block.unit)}</span>' if block.unit else ""
    caption = f"<caption>{escape(label)}　{context.inline(block.caption)}{unit}</caption>"
    head = "".join(f'<th scope="col">{context.inline(cell)}</th>' for cell in block.header)
    drawn = zip_longest(block.rows, sparklines(block)[: len(block.rows)])
    rows = "".join(_row(row, block, context, found) for row, found in drawn)
    head += f'<th scope="col">{COURSE}</th>' if block.sparklines else ""
    grid = f"{caption}{_columns(block)}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    table = f'<div class="table" id="{escape(label)}" style="--columns:{len(block.header) + bool(block.sparklines)}">'
    return f"{table}{_scrolling(f'<table>{grid}</table>', label)}{_notes(block.notes, context)}</div>"


def _scrolling(wide: str, label: str) -> str:
    # What is wider than a phone scrolls by itself; with tabindex the keyboard can scroll it, too (WCAG 2.1.1).
    return f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(label)}">{wide}</div>'


def _columns(block: Table) -> str:
    whole = sum(block.widths)
    parts = (f'<col width="{100 * width / whole:.4g}%">' for width in block.widths if whole)
    return f"<colgroup>{''.join(parts)}</colgroup>" if whole else ""


def _row(row: tuple[Runs, ...], block: Table, context: _PageContext, drawn: tuple[str, ChartSpec] | None) -> str:
    sides = (side if side in _SIDES else "left" for side in chain(block.align, repeat("left")))
    cells = [f"<td class={side}>{context.inline(cell)}</td>" for cell, side in zip(row, sides, strict=False)]
    if block.sparklines:
        cells.append(f"<td class=center>{_sparkline(row, drawn, context)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _sparkline(row: tuple[Runs, ...], drawn: tuple[str, ChartSpec] | None, context: _PageContext) -> str:
    """Return the picture of the course of a row, which its alternative text tells by the row's first cell."""
    if drawn is None or drawn[0] not in context.images:
        return NO_COURSE
    return _image(context.images[drawn[0]], course(row[0], drawn[1]))


def _image(image: Image, alt: str) -> str:
    size = f'width="{image.width}" height="{image.height}"'
    return f'<img src="{attribute(image.address)}" {size} alt="{attribute(alt)}">'


def _notes(notes: tuple[Runs, ...], context: _PageContext) -> str:
    return "".join(f'<p class="remark">{context.inline(note)}</p>' for note in notes)


def _figure(block: Figure, context: _PageContext) -> str:
    label = context.anchors.labels[block.key]
    image = context.images.get(block.key)
    picture = "<p>图没有画出来。</p>"
    if image:
        picture = _scrolling(_image(image, block.alt), label)
    caption = f"<figcaption>{escape(label)}　{context.inline(block.caption)}</figcaption>"
    # What the picture shows, as a list, so that its figures can be traced like those of the text.
    panels = "".join(_panel(panel, context) for panel in block.chart.panels)
    data = f'<details id="{escape(label)}-data"><summary>{escape(label)}中的数据</summary>{panels}</details>'
    drawn = data if panels else ""
    wide = f' style="--wide:{image.width}px"' if image else ""
    return f'<figure id="{escape(label)}"{wide}>{picture}{caption}{_notes(block.notes, context)}{drawn}</figure>'


def _panel(panel: Panel, context: _PageContext) -> str:
    title = f"<p>{escape(panel.title)}</p>" if panel.title else ""
    return f"{title}<ul>{''.join(f'<li>{_mark(mark, context)}</li>' for mark in panel.marks)}</ul>"


def _mark(mark: Mark, context: _PageContext) -> str:
    words = (word.replace("\n", "") for word in dict.fromkeys((mark.group, mark.label)) if word)
    derived = f"（{DERIVED}）" if mark.derived and DERIVED not in mark.text else ""
    return f"{escape('　'.join(words))}：{figure_link(mark.text, mark.ref, context.anchors)}{derived}"


def _contents(block: Contents, context: _PageContext) -> str:
    """Return the headings as links without page numbers, which only Word knows."""
    if not shown(block, context.document.blocks):
        return ""
    headings = [(index, item) for index, item in enumerate(context.document.blocks) if isinstance(item, Heading)]
    entries = "".join(
        f'<li class="level-{heading.level}"><a href="#heading-{index}">'
        f"{escape(context.headings.get(index, ''))}{plain(heading.runs)}</a></li>"
        for index, heading in headings
        if heading.level <= block.levels
    )
    return f'<nav class="contents" aria-label="目录"><p>目　录</p><ul>{entries}</ul></nav>' if entries else ""


def _attachments(block: Attachments) -> str:
    if len(block.names) == 1:
        return f'<p class="attachments">附件：{escape(block.names[0])}</p>'
    items = "".join(f"<li>{escape(name)}</li>" for name in block.names)
    return f'<p class="attachments">附件：</p><ol class="attachments">{items}</ol>'
