"""What several rules look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.conformance.reading import Paragraph, Reading
from briefing.conformance.roles import Role
from briefing.conformance.rule import Hit

ENDINGS = tuple("。，；：、！.,;:!")
"""Punctuation that does not end a title or a heading."""

STYLE = "在“样式”里右击该样式 → 修改"
SIZE = 16
"""3号, the size of the body and of its headings, in points."""


def font_of(paragraph: Paragraph) -> str:
    """The font of most 汉字 of a paragraph, as a message names it."""
    return paragraph.main.east or "未指定字体"


_WIDTHS = {"\u3000": 1.0, " ": 0.5, "\u00a0": 0.5, "\t": 2.0}


def blanks(paragraph: Paragraph) -> float:
    """How many characters wide the blanks are that a paragraph begins with."""
    text = paragraph.text
    return sum(_WIDTHS[sign] for sign in text[: len(text) - len(text.lstrip("".join(_WIDTHS)))])


def free(paragraph: Paragraph) -> float:
    """How many characters stand free before the first line, by indent or by blanks."""
    return paragraph.layout.start(paragraph.main.size) + blanks(paragraph)


def after_marks(reading: Reading) -> list[Paragraph]:
    """The first paragraph with text after each mark of an annex."""
    spoken = [item for item in reading.flow if item.role is not Role.EMPTY]
    pairs = pairwise(spoken)
    return [item for above, item in pairs if above.role is Role.ANNEX_MARK]


def matches(pattern: re.Pattern[str], reading: Reading) -> Iterator[Hit]:
    """Every place in the file that a pattern matches."""
    for item in (*reading.paragraphs, *reading.others):
        yield from (Hit(f"“{found[0]}”", item.spot) for found in pattern.finditer(item.text))
