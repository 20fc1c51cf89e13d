"""What of a briefing still stands in a Word file as the program printed it, and what of it a person has reworded.

The sentences and rows of the file are paired with those that the bundle keeps. A number agrees with its figure where
all that is said of it is as it was: the words of its clause and those that open its sentence, the head of its column
and the labels of its row, the city and the year that were named last before it. No list of words decides what is the
opposite of what: whatever was changed, a person looks at it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain, groupby

from briefing.bundle.manifest import PrintedLine
from briefing.conformance.paragraph import OfficialParagraph
from briefing.model.document import Run
from briefing.text.digits import folded
from briefing.trace.alignment import PassageLink, links
from briefing.trace.figures import KnownFigures
from briefing.trace.numbers import CIRCLED, SENTENCE, FoundNumber, blocks, spans
from briefing.trace.passages import BETWEEN

_LEFT_OUT = re.compile(f"^[图表][0-9]+(?=\\s)|\\s+|[［\\[][0-9]{{1,3}}(?:[,，—-][0-9]{{1,3}})*[］\\]]|[{CIRCLED}]+")
"""The label of a caption, blanks, and marks of sources."""
_STOPS = "，。；！？（）" + BETWEEN
"""Where a clause ends; which of them stands there is nothing that a number is about."""
_DATED = re.compile("(?:19|20)[0-9]{2}年")
_UNIT = re.compile("单位：.+")
_YEAR = re.compile(f"{_DATED.pattern}|[上去今本]年")
_INNER = str.maketrans("“”", "‘’")
"""Quotation marks within others are single ones."""
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
class _PrintedNumber:
    """A number in a text that the program printed, with the figure that it is of."""

    start: int
    end: int
    ref: str | None


_Number = FoundNumber | _PrintedNumber


@dataclass(frozen=True, slots=True)
class _Word:
    """A number of a text, or a sign of all else."""

    text: str
    number: _Number | None = None

    @property
    def key(self) -> str:
        """Return what two words share that are the same; one stop is as good as another."""
        return "，" if self.text in _STOPS and self.text != BETWEEN else self.text


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A sentence, or a row of a table with the `heads` of its columns, without blanks and marks of sources.

    `place` are the cities in the nearest sentence before it in its paragraph that names any, and `at` says how many
    sentences stand there before it; `labels` are the columns of the table that print no figure, but what its figures
    are of.
    """

    words: tuple[_Word, ...]
    heads: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    at: int = 0
    labels: tuple[int, ...] = ()

    @property
    def numbers(self) -> list[int]:
        """Return the indices of the words that are numbers."""
        return [at for at, word in enumerate(self.words) if word.number]

    def said_of(self, at: int) -> list[int]:
        """Return the indices of the words that are said of the number there, without other numbers: of a row those of
        its own cell."""
        held = self._clause(at) if self.heads else (*range(self._clause(self.numbers[0]).start), *self._clause(at))
        return [i for i in held if not self.words[i].number]

    @property
    def stands_above(self) -> bool:
        """Return whether it is a heading or a caption, by its form: no number, and no stop at its end."""
        return not (self.heads or self.at or self.numbers) and bool(self.words) and self.words[-1].text not in _STOPS

    def named(self, at: int, cities: re.Pattern[str]) -> tuple[str, str]:
        """Return the city and the year that are named last before a word, "" for none."""
        before = _text(self.words[:at])
        places, years = cities.findall(before)[-1:] or self.place, _YEAR.findall(before)
        return "、".join(places), years[-1] if years else ""

    def head(self, at: int) -> str:
        """Return the head of the column that a word stands in, "" for none."""
        return next(iter(self.heads[self._column(at) :]), "")

    def clause(self, at: int) -> str:
        """Return the clause that a word stands in."""
        held = self._clause(at)
        return _text(self.words[held.start : held.stop])

    def cell(self, column: int) -> str:
        """Return the text of a cell, "" where the row has none."""
        return next(iter(_text(self.words).split(BETWEEN)[column:]), "")

    def _clause(self, at: int) -> range:
        stops = [-1, *(i for i, word in enumerate(self.words) if word.text in _STOPS and i != at), len(self.words)]
        return range(max(i for i in stops if i < at or i == -1) + 1, min(i for i in stops if i > at))

    def _column(self, at: int) -> int:
        return sum(word.text == BETWEEN for word in self.words[:at])


def _text(words: Iterable[_Word]) -> str:
    return "".join(word.text for word in words)


def _stopped(text: str) -> str:
    """Return a text in which one stop is as good as another."""
    return re.sub(f"[{_STOPS}]", "，", text)


def as_printed(
    found: Iterable[FoundNumber],
    paragraphs: Iterable[OfficialParagraph],
    lines: Sequence[PrintedLine],
    known: KnownFigures,
) -> dict[int, AsPrinted]:
    """Return what was printed in the place of each number, by its `id()`, as far as that is known."""
    old, new = list(_of_lines(lines, known)), list(_of_file(found, paragraphs, known.city_names))
    keys = [_text(item.words) for item in old], [_text(item.words) for item in new]
    kinds = [bool(item.heads) for item in old], [bool(item.heads) for item in new]
    linked = _Linked(old, new, links(*keys, kinds) if old else (), known)
    return {id(number): printed for number, printed in linked.numbers()}


def _of_lines(lines: Iterable[PrintedLine], known: KnownFigures) -> Iterator[_Stretch]:
    for table, group in groupby(lines, key=lambda line: line.table):
        rows = [[_printed(cell, known.units) for cell in line.cells] for line in group]
        if table:
            yield from _rows([[list(_words(*cell)) for cell in row] for row in rows])
        else:
            for (paragraph,) in rows:
                yield from _sentences(*paragraph, known.city_names)


def _printed(line: Iterable[Run], units: frozenset[str]) -> tuple[str, list[_Number]]:
    """Return a text of the briefing with its numbers."""
    text, marks = "", []
    for run in line:
        if run.ref:
            marks.append((len(text), len(text) + len(run.text), run.ref))
        text += run.text
    return text, [
        _PrintedNumber(start, end, next((ref for at, to, ref in marks if at < end and start < to), None))
        for start, end in spans(text, units)
    ]


def _of_file(
    found: Iterable[FoundNumber], paragraphs: Iterable[OfficialParagraph], cities: re.Pattern[str]
) -> Iterator[_Stretch]:
    numbers: dict[int, list[_Number]] = {}
    for number in found:
        numbers.setdefault(id(number.paragraph), []).append(number)
    for block in blocks(paragraphs):
        if isinstance(block, list):
            cells = ([[_words(item.text, numbers.get(id(item), ())) for item in cell] for cell in row] for row in block)
            yield from _rows([[list(chain.from_iterable(cell)) for cell in row] for row in cells])
        else:
            yield from _sentences(block.text, numbers.get(id(block), ()), cities)


def _words(text: str, numbers: Iterable[_Number], start: int = 0, end: int | None = None) -> Iterator[_Word]:
    """Yield the words of a text, or of a part of it."""
    begun = {number.start: number for number in numbers}
    plain = folded(_LEFT_OUT.sub(lambda match: " " * len(match[0]), text))
    at = start
    while at < (len(text) if end is None else end):
        number = begun.get(at)
        stop = number.end if number else at + 1
        if word := plain[at:stop].replace(" ", ""):
            yield _Word(word, number)
        at = stop


def _rows(rows: Sequence[Sequence[Sequence[_Word]]]) -> Iterator[_Stretch]:
    """Yield the rows of a table, the first of which is its head."""
    columns = range(len(rows[0]))
    held = [[word for row in rows[1:] for word in next(iter(row[at:]), ())] for at in columns]
    labels = tuple(at for at in columns if _labels(held[at]))
    for row in rows:
        words = chain.from_iterable((_Word(BETWEEN), *cell) if at else cell for at, cell in enumerate(row))
        yield _Stretch(tuple(words), tuple(map(_text, rows[0])), labels=labels)


def _labels(column: Iterable[_Word]) -> bool:
    """Return whether what the program printed in a column says what the figures are of: no figure, nor mere numbers."""
    numbers = [word.number for word in column]
    return None in numbers and not any(isinstance(number, _PrintedNumber) and number.ref for number in numbers)


def _sentences(text: str, numbers: Sequence[_Number], cities: re.Pattern[str]) -> Iterator[_Stretch]:
    place: tuple[str, ...] = ()
    for at, match in enumerate(SENTENCE.finditer(text)):
        yield _Stretch(tuple(_words(text, numbers, *match.span())), place=place, at=at)
        place = tuple(dict.fromkeys(map(_city, cities.findall(match[0])))) or place


def _city(name: str) -> str:
    """Return a city by one of its names: 武汉 is 武汉市."""
    return name.removesuffix("市")


class _Linked:
    """The stretches that were printed, with those of the file that they are."""

    def __init__(
        self, old: Sequence[_Stretch], new: Sequence[_Stretch], found: Iterable[PassageLink], known: KnownFigures
    ) -> None:
        self._old, self._new, self._known, self._cities = old, new, known, known.city_names
        self._links = [link for link in found if link.before]
        self._link_of = {i: link for link in self._links for i in link.before}
        self._above = [i for i, item in enumerate(old) if item.stands_above]

    def numbers(self) -> Iterator[tuple[_Number | None, AsPrinted]]:
        """Yield the numbers of the file that stand in the place of one that was printed."""
        for link in self._links:
            if link.after:
                yield from self._numbers(link)

    def _numbers(self, link: PassageLink) -> Iterator[tuple[_Number | None, AsPrinted]]:
        was, now = (
            replace(side[0], words=tuple(word for item in side for word in item.words))
            for side in ([self._old[i] for i in link.before], [self._new[j] for j in link.after])
        )
        keys = [word.key for word in was.words], [word.key for word in now.words]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, *keys, False).get_opcodes():
            if tag in ("equal", "replace"):
                ours = [i for i in was.numbers if i1 <= i < i2]
                theirs = [j for j in now.numbers if j1 <= j < j2]
                for i, j in zip(ours, theirs, strict=False):
                    printed = was.words[i].number
                    ref = printed.ref if isinstance(printed, _PrintedNumber) else None
                    # a row says by itself what it is of, wherever it stands
                    why = MOVED if link.moved and not was.heads else _difference(was, i, now, j, self._cities)
                    why = why or self._led(link, was, i, ref)
                    yield now.words[j].number, AsPrinted(ref, was.words[i].text, why)

    def _led(self, link: PassageLink, was: _Stretch, at: int, ref: str | None) -> str:
        """Return what the number was said to be of by what leads its paragraph, or stands above, and is not now.

        That is the city, the year and the indicator which the stretch itself does not name, and the unit of a table.
        """
        first = link.before[0]
        lead = [first - was.at] if was.at else []
        above = self._above[: bisect_left(self._above, first)][::-1]
        own = _text(was.words if was.heads else was.words[:at]) + "".join(was.heads)
        figure = self._known.by_id.get(ref or "")
        names = sorted(filter(None, figure.names), key=len, reverse=True) if figure else []
        name = re.compile("|".join(map(re.escape, names)) or "(?!)")
        # a sentence names other cities, too: what leads its paragraph says whose it is
        in_heading = [] if self._cities.search(own) or was.place else above
        for wanted, places in (
            (self._cities, [*lead, *in_heading]),
            (_DATED, [] if _DATED.search(own) else [*lead, *above]),
            (name, [] if name.search(own) else [*lead, *above[:2]]),
            (_UNIT, above[:1] if was.heads else []),
        ):
            place = next((i for i in places if wanted.search(_text(self._old[i].words))), None)
            if place is not None and (said := self._lost(wanted, place, link)):
                return f"原来是“{said}”" if wanted is _UNIT else f"原来说的是{said}"
        return ""

    def _lost(self, wanted: re.Pattern[str], place: int, link: PassageLink) -> str:
        """Return what a stretch that was printed named first, "" where it still does, and still leads `link`."""
        before, there = wanted.findall(_text(self._old[place].words))[0], self._link_of[place]
        after = wanted.findall("".join(_text(self._new[j].words) for j in there.after))
        return "" if after and _city(after[0]) == _city(before) and there.moved == link.moved else before


def _difference(was: _Stretch, i: int, now: _Stretch, j: int, cities: re.Pattern[str]) -> str:
    """Return in what is said of a number other things than were printed, "" in nothing."""
    if was.head(i) != now.head(j):
        return f"表头原为“{was.head(i)}”"
    for column in was.labels if was.heads else ():
        head = was.heads[column]
        there = now.heads.index(head) if was.heads.count(head) == 1 and head in now.heads else column
        if _stopped(was.cell(column)) != _stopped(now.cell(there)):
            return f"{head or '这一行'}原为“{was.cell(column).translate(_INNER)}”"
    said, says = was.said_of(i), now.said_of(j)
    one, other = [was.words[at].key for at in said], [now.words[at].key for at in says]
    if one != other:
        same = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        return f"原文是“{was.clause(said[same] if same < len(said) else i).translate(_INNER)}”"
    named = zip(was.named(i, cities), now.named(j, cities), strict=True)
    for before, after in () if was.heads else named:
        if _city(before) != _city(after):
            return f"原来说的是{before}" if before else f"原来没有说{after}"
    return ""
