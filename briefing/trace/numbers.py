"""Every quantity in the paragraphs and cells of a Word file, with its sentence and what stands around it.

What is no quantity (a year, 第3期, 图1) is left out by the list that the audit of templates has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.conformance.roles import ORDINALS, with_roles
from briefing.ooxml.package import Package
from briefing.ooxml.paragraphs import ParagraphReader
from briefing.templating.audit import digits_in
from briefing.text.digits import folded
from briefing.text.stated_quantities import COVER, covered, measures, stated

SENTENCE = re.compile("[^。！？；\n]+[。！？；\n”’）]*")
"""A sentence with the signs that close it."""
SOURCE_MARK = re.compile("[［\\[][0-9]{1,3}(?:[,，、—-][0-9]{1,3})*[］\\]]|[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf]+")
"""Marks of sources in brackets, and those of footnotes: ① to ㊿."""
NO_QUANTITY = re.compile(
    "|".join(
        (
            SOURCE_MARK.pattern,
            "第[0-9]+(?:[、—－至-][0-9]+)*段",
            "[0-9]{1,2}(?:[—－至-][0-9]{1,2})?月(?:[0-9]{1,2}日)?",
            "〔[0-9]{4}〕[0-9]+号",
            "“[0-9]+(?:[+＋][0-9A-Za-z]+)*”",
            "[A-Z]{1,3}[0-9]+(?::[A-Z]{1,3}[0-9]+)?(?![0-9A-Za-z])",
        )
    )
)
"""Marks of sources, months and days without their year, numbers of papers, what goes by a number (“210”标准, “1+N”),
cells."""
_SCALE = re.compile("[余多几来]?[十百千]?[万亿]{0,2}")
_AHEAD = re.compile("(?:第|(?<![0-9A-Za-z])[-−–]|(?<!减)负)$")
_JOINT = re.compile(" ?(?:——|[-~—–−‐～至到]) ?第?[-−]?")
"""What stands between the two ends of a range."""


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A quantity in a paragraph, from `start` to before `end` of its text, with its measure; a range is one.

    `around` is what it may be about beside its sentence, the nearest first: the words before the sentence in the
    paragraph; of a cell those at its left and the first of its column; captions, heading and title.
    """

    start: int
    end: int
    sentence: str
    paragraph: OfficialParagraph
    around: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the quantity as written."""
        return self.paragraph.text[self.start : self.end]

    @property
    def in_table(self) -> bool:
        """Return whether it stands in a cell."""
        return self.paragraph.position.table is not None

    @property
    def before(self) -> str:
        """Return what stands before it in the paragraph."""
        return self.paragraph.text[: self.start]


def paragraphs_of(package: Package) -> list[OfficialParagraph]:
    """Return the paragraphs of the text and its tables; what was changed and not yet accepted is read as accepted."""
    return with_roles(list(ParagraphReader(package).document()))


def blocks(
    paragraphs: Iterable[OfficialParagraph],
) -> Iterator[OfficialParagraph | list[list[list[OfficialParagraph]]]]:
    """Yield each paragraph outside of tables, and those of a table together, by row and cell."""
    for table, group in groupby(paragraphs, key=lambda item: item.position.table):
        rows = (list(row) for _, row in groupby(group, key=lambda item: item.position.row)) if table else ()
        whole = [[list(cell) for _, cell in groupby(row, key=lambda item: item.position.column)] for row in rows]
        yield from [whole] if table else group


def numbers(paragraphs: Iterable[OfficialParagraph], units: Iterable[str] = ()) -> tuple[FoundNumber, ...]:
    """Return every quantity in the paragraphs, in order; `units` are measures beside the usual ones."""
    held, known = list(paragraphs), frozenset(units)
    around = _Surroundings(held)
    found = []
    for paragraph in held:
        near = around.of(paragraph)
        for start, end in spans(paragraph.text, known):
            at, sentence = next(
                ((match.start(), match[0]) for match in SENTENCE.finditer(paragraph.text) if match.end() > start),
                (0, paragraph.text),
            )
            before = (paragraph.text[:at],) if at else ()
            found.append(FoundNumber(start, end, sentence.strip(), paragraph, (*before, *near)))
    return tuple(found)


def spans(text: str, units: frozenset[str] = frozenset()) -> Iterator[tuple[int, int]]:
    """Yield where each quantity in `text` stands, with its sign, scale and measure; a range is one."""
    plain, measure = folded(text), measures(units)
    for pattern in (NO_QUANTITY, *(re.compile(f"^\\s*{item.pattern}") for item in ORDINALS)):
        text = pattern.sub(covered, text)
    digits = []
    for match in digits_in(text):
        ahead, end = _AHEAD.search(plain, 0, match.start()), match.end()
        if not match[0].endswith(("%", "‰", "％")):
            scaled = _SCALE.match(plain, end)
            end = scaled.end() if scaled else end
            unit = measure.match(plain, end)
            end = unit.end() if unit and unit["unit"] else end
        digits.append((ahead.start() if ahead else match.start(), end))
    hidden = list(text)
    for start, end in digits:
        hidden[start:end] = COVER * (end - start)
    said = [(one.start, one.end) for one in stated("".join(hidden), units) if one.certain]
    begun: tuple[int, int] | None = None
    for start, end in sorted((*digits, *said)):
        if begun and _JOINT.fullmatch(plain, begun[1], start):
            begun = begun[0], end
        else:
            yield from [begun] if begun else ()
            begun = start, end
    yield from [begun] if begun else ()


class _Surroundings:
    """What each paragraph may be about, gathered while going through them in order."""

    def __init__(self, paragraphs: Iterable[OfficialParagraph]) -> None:
        self._cells: dict[tuple[int, int, int], str] = {}
        self._above: dict[int, tuple[str, ...]] = {}
        self._title = ""
        self._headings: list[tuple[int, str]] = []
        self._lines: tuple[str, ...] = ()
        for item in paragraphs:
            at = item.position
            if at.table and at.row and at.column:
                key = at.table, at.row, at.column
                self._cells[key] = self._cells.get(key, "") + item.shown
            if item.role is TextRole.TITLE:
                self._title += item.shown

    def of(self, paragraph: OfficialParagraph) -> tuple[str, ...]:
        """Return what a paragraph may be about; to be asked of each in order."""
        at, own, lines = paragraph.position, tuple[str, ...](), tuple[str, ...]()
        if at.table and at.row and at.column:
            lines = self._above.setdefault(at.table, self._lines)
            left = "，".join(self._cells.get((at.table, at.row, column), "") for column in range(1, at.column))
            own = (left, self._cells.get((at.table, 1, at.column), "") if at.row > 1 else "")
        elif paragraph.role is TextRole.HEADING:
            self._headings = [held for held in self._headings if held[0] < paragraph.level]
            self._headings.append((paragraph.level, paragraph.shown))
            self._lines = ()
        elif paragraph.shown and paragraph.flows:
            # a caption and the unit stand in the last two lines above a table
            self._lines = (paragraph.shown, *self._lines[:1])
        headings = (words for _, words in reversed(self._headings))
        return tuple(filter(None, (*own, *lines, *headings, self._title)))
