"""The pictures and charts of a file: how wide they are and what else they carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.conformance.paragraph import Paragraph
from briefing.conformance.position import Position
from briefing.conformance.word_file import Picture, Section
from briefing.ooxml.length import Emu, Length, Twips
from briefing.ooxml.xml import WP, A, Element, V, number, own

_DRAWN = ("picture", "chart", "chartex", "diagram")
"""How the namespace of a drawing ends that counts as a picture; lines and boxes do not."""


def picture_elements(paragraph: Element) -> list[Element]:
    """Return the pictures and charts of a paragraph: wp:inline, wp:anchor and v:shape elements."""
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


def pictures(paragraphs: Iterable[Paragraph], sections: Sequence[Section]) -> Iterator[Picture]:
    """Yield the pictures of the paragraphs, numbered in order."""
    count = 0
    for paragraph in paragraphs:
        for element in picture_elements(paragraph.element) if paragraph.pictures else ():
            count += 1
            position = replace(paragraph.position, picture=count, words="")
            room = sections[paragraph.section].text_width
            read = _vml if element.tag == f"{V}shape" else _drawing
            yield read(element, position, room, paragraph)


def _drawing(element: Element, position: Position, room: Length, paragraph: Paragraph) -> Picture:
    extent, about = element.find(f"{WP}extent"), element.find(f"{WP}docPr")
    width = Emu(0 if extent is None else number(extent.get("cx")))
    alt = "" if about is None else (about.get("descr") or about.get("title") or "").strip()
    decorative = about is not None and any(mark.get("val") in ("1", "true") for mark in about.iter("{*}decorative"))
    return Picture(position, width, room, element.tag == f"{WP}anchor", None if decorative else alt, paragraph)


def _vml(element: Element, position: Position, room: Length, paragraph: Paragraph) -> Picture:
    style = element.get("style", "")
    width = re.search(r"(?:^|;)\s*width:\s*([\d.]+(?:pt|in|mm|cm))", style)
    floats = re.search(r"position:\s*absolute", style) is not None
    alt = (element.get("alt") or "").strip()
    return Picture(position, Twips(number(width[1]) if width else 0), room, floats, alt, paragraph)
