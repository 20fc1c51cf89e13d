"""The pictures and charts of a file: how wide they are and what else they carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.conformance.paragraph import OfficialParagraph
from briefing.conformance.word_file import Section, WordPicture
from briefing.ooxml.length import Emu, Length, Twips
from briefing.ooxml.position import Position
from briefing.ooxml.walk import picture_elements
from briefing.ooxml.xml import WP, Element, V, number


def pictures(paragraphs: Iterable[OfficialParagraph], sections: Sequence[Section]) -> Iterator[WordPicture]:
    """Yield the pictures of the paragraphs, numbered in order."""
    count = 0
    for paragraph in paragraphs:
        for element in picture_elements(paragraph.element) if paragraph.pictures else ():
            count += 1
            position = replace(paragraph.position, picture=count, words="")
            room = sections[paragraph.section].text_width
            read = _vml if element.tag == f"{V}shape" else _drawing
            yield read(element, position, room, paragraph)


def _drawing(element: Element, position: Position, room: Length, paragraph: OfficialParagraph) -> WordPicture:
    extent, about = element.find(f"{WP}extent"), element.find(f"{WP}docPr")
    width = Emu(0 if extent is None else number(extent.get("cx")))
    alt = "" if about is None else (about.get("descr") or about.get("title") or "").strip()
    decorative = about is not None and any(mark.get("val") in ("1", "true") for mark in about.iter("{*}decorative"))
    return WordPicture(position, width, room, element.tag == f"{WP}anchor", None if decorative else alt, paragraph)


def _vml(element: Element, position: Position, room: Length, paragraph: OfficialParagraph) -> WordPicture:
    style = element.get("style", "")
    width = re.search(r"(?:^|;)\s*width:\s*([\d.]+(?:pt|in|mm|cm))", style)
    floats = re.search(r"position:\s*absolute", style) is not None
    alt = (element.get("alt") or "").strip()
    return WordPicture(position, Twips(number(width[1]) if width else 0), room, floats, alt, paragraph)
