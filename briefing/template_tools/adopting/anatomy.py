"""A Word file taken apart: the places in it, and which of its lines are the old body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefing.template_tools.adopting.lines import PATTERNS, FoundLine

SURE, LIKELY, GIVEN = "有把握", "请核对", "已指定"
LONGEST_OFFICE = 40
"""Characters of the name of an office."""
_KEPT = re.compile("印发|签发|份号|密级|急|★|抄送")


@dataclass(frozen=True, slots=True)
class LetterheadPlace:
    """Words of a line, from `start` to before `end`, and what they stand for.

    `role` is one of `LetterheadRole`, or the name of a parameter; `sure` is SURE, LIKELY or GIVEN.
    """

    line: FoundLine
    start: int
    end: int
    role: str
    sure: str

    @property
    def words(self) -> str:
        """Return the words that it takes the place of."""
        return self.line.words[self.start : self.end]


@dataclass(slots=True)
class Anatomy:
    """A file taken apart: its places, the blocks of the old body from `first` to before `after`, what else to say.

    `joint`: it is of several offices, whose names stay as they are.
    """

    lines: Sequence[FoundLine]
    places: list[LetterheadPlace] = field(default_factory=list)
    first: int = 0
    after: int = 0
    title_lines: list[FoundLine] = field(default_factory=list)
    joint: bool = False
    notes: list[str] = field(default_factory=list)

    def add(self, line: FoundLine, start: int, end: int, role: str, sure: str) -> None:
        """Add a place, unless one is there already."""
        if not any(old.line is line and old.start < end and start < old.end for old in self.places):
            self.places.append(LetterheadPlace(line, start, end, role, sure))

    def of(self, role: str) -> list[LetterheadPlace]:
        """Return the places with this role."""
        return [place for place in self.places if place.role == role]

    @property
    def body(self) -> list[FoundLine]:
        """Return the lines of the old body."""
        return [line for line in self.lines if self.goes(line)]

    def goes(self, line: FoundLine) -> bool:
        """Return whether a line is part of the old body; a floating box over it may be of the letterhead."""
        within = line.block is not None and self.first <= line.block < self.after
        return within and not (line.paragraph.position.part and stays(line.words))


def stays(words: str) -> bool:
    """Return whether a line, or a box with these words, that floats over the old body is part of the letterhead."""
    return not words.strip() or bool(_KEPT.search(words)) or any(item.search(words) for item in PATTERNS.values())


def without_body(anatomy: Anatomy) -> Iterator[LetterheadPlace]:
    """Return the places that are not in the old body, which goes."""
    return (place for place in anatomy.places if not anatomy.goes(place.line))


def without(line: FoundLine, places: Iterable[LetterheadPlace]) -> str:
    """Return the words of a line with a gap where it has places."""
    words = line.words
    for place in places:
        if place.line is line:
            words = words[: place.start] + "\v" * (place.end - place.start) + words[place.end :]
    return words
