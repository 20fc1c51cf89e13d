"""Tables and pictures: how wide they are and what else they carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.conformance.reading import Paragraph, Picture, Sheet, Table
from briefing.conformance.rule import Spot
from briefing.ooxml.length import Emu, Length, Twips
from briefing.ooxml.walk import outermost, rows
from briefing.ooxml.xml import WP, A, Element, V, W, number, on, own, value

_DRAWN = ("picture", "chart", "chartex", "diagram")
"""How the address of a kind of drawing ends where it is a picture; a line or a box is none."""


def read_table(table: Element, place: int, sheet: Sheet) -> Table:
    """A table; its first words are those of its first cell."""
    lines = rows(table)
    words = "".join(text.text or "" for text in lines[0].iter(f"{W}t"))[:14] if lines else ""
    return Table(
        spot=Spot(table=place, words=words),
        width=Twips(_width(table, lines, sheet.text_width)),
        room=sheet.text_width,
        rows=len(lines),
        header=not lines or on(lines[0].find(f"{W}trPr/{W}tblHeader")),
        splits=any(not on(line.find(f"{W}trPr/{W}cantSplit")) for line in lines),
    )


def _width(table: Element, lines: Iterable[Element], room: Length) -> int:
    """The width in twips; that of columns counts where the table is to fit itself to them."""
    kind, stated = value(table, "tblPr/tblW", "type"), value(table, "tblPr/tblW", "w") or "0"
    if stated.endswith("%"):
        return round(float(stated[:-1]) / 100 * room.twips)
    if kind == "pct":
        return round(number(stated) / 5000 * room.twips)
    columns = sum(number(value(column, name="w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol"))
    cells = max((_cells(line) for line in lines), default=0)
    return max(columns, cells, number(stated) if kind == "dxa" else 0)


def _cells(line: Element) -> int:
    return sum(
        number(value(cell, "tcPr/tcW", "w"))
        for cell in outermost(line, "tc")
        if value(cell, "tcPr/tcW", "type") == "dxa"
    )


def picture_elements(paragraph: Element) -> list[Element]:
    """The pictures and charts of a paragraph: wp:inline, wp:anchor, v:shape."""
    found = []
    for element in own(paragraph):
        if (element.tag in (f"{WP}inline", f"{WP}anchor") and _is_picture(element)) or (
            element.tag == f"{V}shape" and next(element.iter(f"{V}imagedata"), None) is not None
        ):
            found.append(element)
    return found


def _is_picture(drawing: Element) -> bool:
    data = drawing.find(f"{A}graphic/{A}graphicData")
    kind = "" if data is None else data.get("uri", "").rpartition("/")[2]
    return kind in _DRAWN or next(drawing.iter(f"{A}blip"), None) is not None


def pictures(paragraphs: Iterable[Paragraph], sheets: Sequence[Sheet]) -> Iterator[Picture]:
    """The pictures of a file, numbered in order."""
    place = 0
    for paragraph in paragraphs:
        for element in picture_elements(paragraph.element) if paragraph.pictures else ():
            place += 1
            spot = replace(paragraph.spot, picture=place, words="")
            room = sheets[paragraph.section].text_width.mm
            read = _vml if element.tag == f"{V}shape" else _drawing
            yield read(element, spot, room, paragraph)


def _drawing(element: Element, spot: Spot, room: float, paragraph: Paragraph) -> Picture:
    extent, about = element.find(f"{WP}extent"), element.find(f"{WP}docPr")
    width = 0 if extent is None else Emu(number(extent.get("cx"))).mm
    alt = "" if about is None else (about.get("descr") or about.get("title") or "").strip()
    decorative = about is not None and any(mark.get("val") in ("1", "true") for mark in about.iter("{*}decorative"))
    return Picture(spot, width, room, element.tag == f"{WP}anchor", None if decorative else alt, paragraph)


def _vml(element: Element, spot: Spot, room: float, paragraph: Paragraph) -> Picture:
    style = element.get("style", "")
    width = re.search(r"(?:^|;)\s*width:\s*([\d.]+(?:pt|in|mm|cm))", style)
    floats = re.search(r"position:\s*absolute", style) is not None
    alt = (element.get("alt") or "").strip()
    return Picture(spot, Twips(number(width[1])).mm if width else 0, room, floats, alt, paragraph)
