"""A Word file taken apart: the places in it, and which of its lines are the old body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.template_tools.adopting.lines import PATTERNS, FoundLine

SURE, LIKELY, GIVEN = "有把握", "请核对", "已指定"
LONGEST_OFFICE = 40
"""Characters of the name of an office."""
_KEPT = re.compile("印发|签发|份号|密级|急|★|抄送")


@dataclass(frozen=True, slots=True)
class LetterheadPlace:
    """Words of a line, from `start` to before `end`, and what they stand for.

    `role` is one of `LetterheadRole`, or the name of a parameter; `sure` is SURE, LIKELY or GIVEN; `more` are lines
    below it that go on with the words. `masthead`: it is the 报头 itself.
    """

    line: FoundLine
    start: int
    end: int
    role: str
    sure: str
    more: tuple[FoundLine, ...] = ()
    masthead: bool = False

    @property
    def words(self) -> str:
        """Return the words that it takes the place of."""
        return "".join((self.line.words[self.start : self.end], *(line.words.strip() for line in self.more)))


def whole(lines: Sequence[FoundLine], role: str, sure: str) -> LetterheadPlace:
    """Return the place of all words of the first line, but for blanks around them, and of the lines below it."""
    words = lines[0].words
    start = len(words) - len(words.lstrip())
    return LetterheadPlace(lines[0], start, len(words.rstrip()), role, sure, tuple(lines[1:]))


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A file taken apart: its places in order, the blocks of the old body from `first` to before `after`, remarks.

    `gone` are the lines above it that go, too, without anything in their place.
    """

    lines: Sequence[FoundLine]
    places: Sequence[LetterheadPlace]
    first: int
    after: int
    notes: tuple[str, ...] = ()
    gone: tuple[FoundLine, ...] = ()

    def of(self, role: str) -> list[LetterheadPlace]:
        """Return the places with this role."""
        return [place for place in self.places if place.role == role]

    @property
    def kept(self) -> list[LetterheadPlace]:
        """Return the places that are not in the old body, which goes."""
        return [place for place in self.places if not self.goes(place.line)]

    @property
    def body(self) -> list[FoundLine]:
        """Return the lines of the old body."""
        return [line for line in self.lines if self.goes(line) and line not in self.gone]

    def goes(self, line: FoundLine) -> bool:
        """Return whether a line is no part of the letterhead; a floating box over the old body may be."""
        within = line.block is not None and self.first <= line.block < self.after
        return line in self.gone or (within and not stays(line))


def stays(line: FoundLine) -> bool:
    """Return whether a line in a box that floats over the old body is part of the letterhead."""
    return bool(line.paragraph.position.part) and of_letterhead(line.words)


def of_letterhead(words: str) -> bool:
    """Return whether the words of a box that floats over the old body are none, or of the letterhead."""
    return not words.strip() or bool(_KEPT.search(words)) or any(item.search(words) for item in PATTERNS.values())


def added(places: Iterable[LetterheadPlace], found: Iterable[LetterheadPlace]) -> list[LetterheadPlace]:
    """Return the places with those that were found, but for such as overlap one that is there already."""
    kept = list(places)
    for place in found:
        if not any(old.line is place.line and old.start < place.end and place.start < old.end for old in kept):
            kept.append(place)
    return kept


def without(line: FoundLine, places: Iterable[LetterheadPlace]) -> str:
    """Return the words of a line with a gap where it has places."""
    words = line.words
    for place in places:
        if place.line is line:
            words = words[: place.start] + "\v" * (place.end - place.start) + words[place.end :]
    return words
