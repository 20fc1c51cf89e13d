"""What of a briefing still stands in a Word file as the program printed it, and what of it a person has reworded.

The sentences and rows of the file are paired with those that the bundle keeps. A number agrees with its figure where
all that is said of it is as it was: the words of its clause and those that open its sentence, the head of its column
and the label of its row, the city and the year that were named last before it. No list of words decides what is the
opposite of what: whatever was changed, a person looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from briefing.bundle.manifest import PrintedLine
from briefing.conformance.paragraph import OfficialParagraph
from briefing.model.document import Run
from briefing.text.digits import folded
from briefing.trace.alignment import PassageLink, links
from briefing.trace.numbers import CIRCLED, SENTENCE, FoundNumber, spans

BETWEEN = "｜"
"""What stands between the cells of a row."""
_LEFT_OUT = re.compile(f"^[图表][0-9]+(?=\\s)|\\s+|[［\\[][0-9]{{1,3}}(?:[,，—-][0-9]{{1,3}})*[］\\]]|[{CIRCLED}]+")
"""The label of a caption, blanks, and marks of sources."""
_STOPS = "，。；！？（）" + BETWEEN
"""Where a clause ends; which of them stands there is nothing that a number is about."""
_YEAR = re.compile("(?:19|20)[0-9]{2}年|[上去今本]年")
MOVED = "移到了别处"


@dataclass(frozen=True, slots=True)
class AsPrinted:
    """A number of a file with what the program printed there.

    `ref` is the figure that it was, None for a number that is none; `was` is that number as printed, and `why` in what
    the words around it are others now, "" in nothing.
    """

    ref: str | None
    was: str
    why: str


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a text without blanks: where it stands, and what it is in the file or in the briefing."""

    start: int
    end: int
    found: FoundNumber | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A sentence, or a row of a table with the `heads` of its columns, without blanks and marks of sources.

    `place` is the city named last before it in its paragraph, "" for none.
    """

    text: str
    numbers: tuple[_Number, ...]
    heads: tuple[str, ...] = ()
    place: str = ""


Cell = tuple[str, Sequence[_Number]]
"""A text as it stands, with its numbers."""


def as_printed(
    found: Iterable[FoundNumber],
    paragraphs: Iterable[OfficialParagraph],
    lines: Sequence[PrintedLine],
    units: frozenset[str],
    cities: re.Pattern[str],
) -> dict[int, AsPrinted]:
    """Return what was printed in the place of each number, by its `id()`, as far as that is known."""
    old, new = list(_of_lines(lines, units, cities)), list(_of_file(found, paragraphs, cities))
    keys = [item.text for item in old], [item.text for item in new]
    kinds = [bool(item.heads) for item in old], [bool(item.heads) for item in new]
    told: dict[int, AsPrinted] = {}
    for link in links(*keys, kinds) if old else ():
        for number, printed in _linked(link, old, new, cities):
            if number.found:
                told[id(number.found)] = printed
    return told


def _of_lines(lines: Iterable[PrintedLine], units: frozenset[str], cities: re.Pattern[str]) -> Iterator[_Stretch]:
    for table, group in groupby(lines, key=lambda line: line.table):
        rows = [[_cell(cell, units) for cell in line.cells] for line in group]
        if table:
            yield from _rows(rows)
        else:
            for (paragraph,) in rows:
                yield from _sentences(paragraph, cities)


def _cell(line: Iterable[Run], units: frozenset[str]) -> Cell:
    """Return a text of the briefing with its numbers, each with the figure that it is of."""
    text, marks = "", []
    for run in line:
        if run.ref:
            marks.append((len(text), len(text) + len(run.text), run.ref))
        text += run.text
    numbers = [
        _Number(start, end, ref=next((ref for at, to, ref in marks if at < end and start < to), None))
        for start, end in spans(text, units)
    ]
    return text, numbers


def _of_file(
    found: Iterable[FoundNumber], paragraphs: Iterable[OfficialParagraph], cities: re.Pattern[str]
) -> Iterator[_Stretch]:
    numbers: dict[int, list[_Number]] = {}
    for item in found:
        numbers.setdefault(id(item.paragraph), []).append(_Number(item.start, item.end, found=item))
    for table, group in groupby(paragraphs, key=lambda item: item.position.table):
        if not table:
            for paragraph in group:
                yield from _sentences((paragraph.text, numbers.get(id(paragraph), ())), cities)
            continue
        yield from _rows(
            [
                [
                    _joined([(item.text, numbers.get(id(item), ())) for item in cell])
                    for _, cell in groupby(row, key=lambda item: item.position.column)
                ]
                for _, row in groupby(group, key=lambda item: item.position.row)
            ]
        )


def _joined(cells: Iterable[Cell], between: str = "") -> Cell:
    """Return texts without blanks and marks of sources as one."""
    text, numbers = "", list[_Number]()
    for at, (words, held) in enumerate(cells):
        text += between if at else ""
        bare, moved = _bare(words, held)
        numbers += [_Number(item.start + len(text), item.end + len(text), item.found, item.ref) for item in moved]
        text += bare
    return text, numbers


def _bare(text: str, numbers: Iterable[_Number]) -> Cell:
    gone = [match.span() for match in _LEFT_OUT.finditer(text)]

    def place(at: int) -> int:
        return at - sum(min(at, end) - start for start, end in gone if start < at)

    moved = [_Number(place(item.start), place(item.end), item.found, item.ref) for item in numbers]
    return folded(_LEFT_OUT.sub("", text)), moved


def _rows(rows: Sequence[Sequence[Cell]]) -> Iterator[_Stretch]:
    """Yield the rows of a table, the first of which is its head."""
    heads = tuple(_bare(text, ())[0] for text, _ in rows[0])
    for row in rows:
        text, numbers = _joined(row, BETWEEN)
        yield _Stretch(text, tuple(numbers), heads)


def _sentences(paragraph: Cell, cities: re.Pattern[str]) -> Iterator[_Stretch]:
    text, numbers = paragraph
    for match in SENTENCE.finditer(text):
        start, end = match.span()
        own = [
            _Number(item.start - start, item.end - start, item.found, item.ref)
            for item in numbers
            if start <= item.start < end
        ]
        named = cities.findall(text, 0, start)
        bare, moved = _bare(match[0], own)
        yield _Stretch(bare, tuple(moved), place=named[-1] if named else "")


def _linked(
    link: PassageLink, old: Sequence[_Stretch], new: Sequence[_Stretch], cities: re.Pattern[str]
) -> Iterator[tuple[_Number, AsPrinted]]:
    """Yield the numbers of linked stretches that stand in the place of one that was printed."""
    if not (link.before and link.after):
        return
    was, now = (
        _Wording(_joined([(item.text, item.numbers) for item in side]), side[0], cities)
        for side in ([old[i] for i in link.before], [new[j] for j in link.after])
    )
    codes = SequenceMatcher(None, was.keys, now.keys, False).get_opcodes()
    for tag, i1, i2, j1, j2 in codes:
        if tag in ("equal", "replace"):
            ours = [i for i in range(i1, i2) if i in was.numbers]
            theirs = [j for j in range(j1, j2) if j in now.numbers]
            for i, j in zip(ours, theirs, strict=False):
                why = MOVED if link.moved else _difference(was, i, now, j)
                yield now.numbers[j], AsPrinted(was.numbers[i].ref, was.words[i], why)


class _Wording:
    """A text as words: a number is one, of all else each sign."""

    def __init__(self, cell: Cell, stretch: _Stretch, cities: re.Pattern[str]) -> None:
        self.stretch, self.words, self._cities = stretch, list[str](), cities
        self.numbers: dict[int, _Number] = {}
        text, numbers = cell
        at = 0
        for number in (*numbers, None):
            self.words += text[at : number.start if number else None]
            if number:
                self.numbers[len(self.words)] = number
                self.words.append(text[number.start : number.end])
                at = number.end
        self.keys = ["，" if word in _STOPS and word != BETWEEN else word for word in self.words]

    def said_of(self, at: int) -> list[int]:
        """Return the indices of the words that are said of the number there, without other numbers: of a row those of
        its first cell and its own."""
        if self.stretch.heads:
            column = self.column(at)
            held = [i for i in range(len(self.words)) if self.column(i) in (0, column) and self.words[i] != BETWEEN]
        else:
            held = [*range(self._clause(min(self.numbers)).start), *self._clause(at)]
        return [i for i in held if i not in self.numbers]

    def named(self, at: int) -> tuple[str, str]:
        """Return the city and the year that are named last before a word, "" for none."""
        before = "".join(self.words[:at])
        places, years = self._cities.findall(before), _YEAR.findall(before)
        return places[-1] if places else self.stretch.place, years[-1] if years else ""

    def _clause(self, at: int) -> range:
        stops = [-1, *(i for i, word in enumerate(self.words) if word in _STOPS and i != at), len(self.words)]
        return range(max(i for i in stops if i < at or i == -1) + 1, min(i for i in stops if i > at))

    def column(self, at: int) -> int:
        """Return in which cell of a row a word stands, from 0."""
        return self.words[:at].count(BETWEEN)

    def head(self, at: int) -> str:
        """Return the head of the column that a word stands in, "" for none."""
        heads, column = self.stretch.heads, self.column(at)
        return heads[column] if column < len(heads) else ""

    def clause(self, at: int) -> str:
        """Return the clause that a word stands in."""
        return "".join(self.words[i] for i in self._clause(at))


def _difference(was: _Wording, i: int, now: _Wording, j: int) -> str:
    """Return in what is said of a number other things than were printed, "" in nothing."""
    if was.head(i) != now.head(j):
        return f"表头原为“{was.head(i)}”"
    said, says = was.said_of(i), now.said_of(j)
    one, other = [was.keys[at] for at in said], [now.keys[at] for at in says]
    if one != other:
        same = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        return f"原文是“{was.clause(said[same] if same < len(said) else i)}”"
    for before, after in zip(was.named(i), now.named(j), strict=True):
        if before != after:
            return f"原来说的是{before}" if before else f"原来没有说{after}"
    return ""
