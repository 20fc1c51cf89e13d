"""A document as HTML that looks like the Word page; render/markdown.py and render/word are its parallel columns.

One small function for each block, in the order of model/document.py. What is wrong with a document is told by those
two: this one shows what it can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from briefing.model.document import (
    Attachments,
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
    Reference,
    References,
    Runs,
    Signature,
    Table,
)
from briefing.model.length import shown
from briefing.model.numbering import heading_labels, numbers
from briefing.render.html.inline import Anchors, attribute, escape, figure_link, inline, plain
from briefing.render.html.letterhead import Frame, letterhead, lines
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
class _Sheet:
    """What the blocks share: labels of headings by index, pictures by key, and what runs link to."""

    document: Document
    images: Mapping[str, Image]
    headings: Mapping[int, str]
    anchors: Anchors

    def inline(self, runs: Runs) -> str:
        return inline(runs, self.anchors)


def write(
    document: Document, images: Mapping[str, Image], origins: Mapping[str, str], frame: Frame | None = None
) -> str:
    """The document as HTML for one `article`, everything escaped.

    `images` holds the picture of each Figure by its key; `origins` the id of the element that tells where a figure
    comes from, by fact id; `frame` is what the shell prints before and behind the text, None for the usual letterhead.
    """
    marks = {
        entry.source: entry.number
        for block in document.blocks
        if isinstance(block, References)
        for entry in block.entries
    }
    anchors = Anchors(origins, marks, numbers(document.blocks))
    sheet = _Sheet(document, images, heading_labels(document), anchors)
    blocks = (_WRITERS[type(block)](block, index, sheet) for index, block in enumerate(document.blocks))
    before, behind = (letterhead(document.meta), ()) if frame is None else map(lines, frame)
    return "\n".join(part for part in (*before, *blocks, *behind) if part)


def _heading(block: Heading, index: int, sheet: _Sheet) -> str:
    level = min(block.level + 1, _DEEPEST)
    label = escape(sheet.headings.get(index, ""))
    return f'<h{level} id="heading-{index}">{label}{sheet.inline(block.runs)}</h{level}>'


def _paragraph(block: Paragraph, _index: int, sheet: _Sheet) -> str:
    return f'<p class="{attribute(block.role)}">{sheet.inline(block.runs)}</p>'


def _items(block: Items, _index: int, sheet: _Sheet) -> str:
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{sheet.inline(item)}</li>' for item in block.items)}</{tag}>"


def _table(block: Table, _index: int, sheet: _Sheet) -> str:
    label = sheet.anchors.labels[block.key]
    unit = f'<span class="unit">单位：{escape(block.unit)}</span>' if block.unit else ""
    caption = f"<caption>{escape(label)}　{sheet.inline(block.caption)}{unit}</caption>"
    head = "".join(f'<th scope="col">{sheet.inline(cell)}</th>' for cell in block.header)
    rows = "".join(_row(row, block.align, sheet) for row in block.rows)
    grid = f"<table>{caption}{_columns(block)}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    # A wide table scrolls by itself; with tabindex the keyboard can scroll it, too (WCAG 2.1.1).
    scroll = f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(label)}">{grid}</div>'
    return f'<div class="table" id="{escape(label)}">{scroll}{_notes(block.notes, sheet)}</div>'


def _columns(block: Table) -> str:
    whole = sum(block.widths)
    parts = (f'<col width="{100 * width / whole:.4g}%">' for width in block.widths if whole)
    return f"<colgroup>{''.join(parts)}</colgroup>" if whole else ""


def _row(row: tuple[Runs, ...], align: tuple[str, ...], sheet: _Sheet) -> str:
    sides = (side if side in _SIDES else "left" for side in (*align, *("left",) * len(row)))
    return f"<tr>{''.join(f'<td class={side}>{sheet.inline(cell)}</td>' for cell, side in zip(row, sides))}</tr>"  # noqa: B905


def _notes(notes: tuple[Runs, ...], sheet: _Sheet) -> str:
    return "".join(f'<p class="remark">{sheet.inline(note)}</p>' for note in notes)


def _figure(block: Figure, _index: int, sheet: _Sheet) -> str:
    label = sheet.anchors.labels[block.key]
    image = sheet.images.get(block.key)
    picture = "<p>图没有画出来。</p>"
    if image:
        size = f'width="{image.width}" height="{image.height}"'
        picture = f'<img src="{attribute(image.address)}" {size} alt="{attribute(block.alt)}">'
    caption = f"<figcaption>{escape(label)}　{sheet.inline(block.caption)}</figcaption>"
    drawn = _drawn(block, label, sheet)
    return f'<figure id="{escape(label)}">{picture}{caption}{_notes(block.notes, sheet)}{drawn}</figure>'


def _drawn(block: Figure, label: str, sheet: _Sheet) -> str:
    """What the chart draws, as a list: its figures are to be traced like those of the text."""
    panels = "".join(_panel(panel, sheet) for panel in block.chart.panels)
    return f'<details id="{escape(label)}-data"><summary>{escape(label)}中的数据</summary>{panels}</details>'


def _panel(panel: Panel, sheet: _Sheet) -> str:
    title = f"<p>{escape(panel.title)}</p>" if panel.title else ""
    return f"{title}<ul>{''.join(f'<li>{_mark(mark, sheet)}</li>' for mark in panel.marks)}</ul>"


def _mark(mark: Mark, sheet: _Sheet) -> str:
    words = (word.replace("\n", "") for word in dict.fromkeys((mark.group, mark.label)) if word)
    derived = f"（{DERIVED}）" if mark.derived and DERIVED not in mark.text else ""
    return f"{escape('　'.join(words))}：{figure_link(mark.text, mark.ref, sheet.anchors)}{derived}"


def _note(block: Note, _index: int, sheet: _Sheet) -> str:
    return f'<p class="note">{sheet.inline(block.runs)}</p>'


def _contents(block: Contents, _index: int, sheet: _Sheet) -> str:
    """The headings as links; on which page they stand only Word knows."""
    if not shown(block, sheet.document.blocks):
        return ""
    headings = [(index, item) for index, item in enumerate(sheet.document.blocks) if isinstance(item, Heading)]
    entries = "".join(
        f'<li class="level-{heading.level}"><a href="#heading-{index}">'
        f"{escape(sheet.headings.get(index, ''))}{plain(heading.runs)}</a></li>"
        for index, heading in headings
        if heading.level <= block.levels
    )
    return f'<nav class="contents" aria-label="目录"><p>目　录</p><ul>{entries}</ul></nav>' if entries else ""


def _page_break(_block: PageBreak, _index: int, _sheet: _Sheet) -> str:
    return '<div class="page-break" role="separator">此处分页</div>'


def _references(block: References, _index: int, _sheet: _Sheet) -> str:
    return "".join(_reference(entry) for entry in block.entries)


def _reference(entry: Reference) -> str:
    return f'<p class="source" id="source-{entry.number}">[{entry.number}]　{escape(entry.text)}</p>'


def _attachments(block: Attachments, _index: int, _sheet: _Sheet) -> str:
    if len(block.names) == 1:
        return f'<p class="attachments">附件：{escape(block.names[0])}</p>'
    items = "".join(f"<li>{escape(name)}</li>" for name in block.names)
    return f'<p class="attachments">附件：</p><ol class="attachments">{items}</ol>'


def _signature(block: Signature, _index: int, _sheet: _Sheet) -> str:
    return f'<p class="signature">{escape(block.office)}<br>{escape(block.date)}</p>'


_WRITERS: dict[type, Callable[[Any, int, _Sheet], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Figure: _figure,
    Note: _note,
    Contents: _contents,
    PageBreak: _page_break,
    References: _references,
    Attachments: _attachments,
    Signature: _signature,
}
"""The function that writes each kind of block."""
