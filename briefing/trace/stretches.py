"""The sentences and rows of a text that numbers stand in: of a Word file, and of what a bundle says it printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from briefing.bundle.manifest_records import PrintedLine
from briefing.model.document import Run
from briefing.text.digits import folded
from briefing.trace.figures import KnownFigures
from briefing.trace.numbers import SENTENCE, SOURCE_MARK, FoundNumber, spans
from briefing.trace.passages import BETWEEN, Passage, PassageKind

LABEL = re.compile("^[图表][0-9]+(?=\\s)")
"""That of a caption."""
DATED = re.compile("(?:19|20)[0-9]{2}年(?![0-9]{1,2}月[0-9]{1,2}日)")
"""A year that figures may be of; the day on which a briefing is made is none."""
_YEAR = re.compile(f"{DATED.pattern}|[上去今本]年")
_LEFT_OUT = re.compile(f"{LABEL.pattern}|\\s+|{SOURCE_MARK.pattern}")
"""The label of a caption, blanks, and marks of sources."""
_STOPS = "，。；！？（）" + BETWEEN
"""Where a clause ends; which of them stands there is nothing that a number is about."""

Number = FoundNumber | str
"""A number of a file, or the id of the figure that a printed one is of, "" for none."""
_Mark = tuple[int, int, Number]
"""Where a number stands in a text."""


@dataclass(frozen=True, slots=True)
class Token:
    """A number of a text, or a sign of all else."""

    text: str
    number: Number | None = None

    @property
    def key(self) -> str:
        """Return what two words share that are the same; one stop is as good as another."""
        return "，" if self.text in _STOPS and self.text != BETWEEN else self.text


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or a row of a table with the `heads` of its columns, without blanks and marks of sources.

    `place` are the cities in the nearest sentence before it in its paragraph that names any, and `at` says how many
    sentences stand there before it; `labels` are the columns of a printed table that print no figure, nor mere
    numbers, but what its figures are of.
    """

    words: tuple[Token, ...]
    heads: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    at: int = 0
    labels: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """Return its words in a row."""
        return _text(self.words)

    @property
    def numbers(self) -> list[int]:
        """Return the indices of the words that are numbers."""
        return [at for at, word in enumerate(self.words) if word.number is not None]

    def said_of(self, at: int) -> list[int]:
        """Return the indices of the words that are said of the number there, without other numbers: of a row those of
        its own cell."""
        held = self._clause(at) if self.heads else (*range(self._clause(self.numbers[0]).start), *self._clause(at))
        return [i for i in held if self.words[i].number is None]

    def said(self, at: int) -> str:
        """Return these words; one stop is as good as another."""
        return "".join(self.words[i].key for i in self.said_of(at))

    @property
    def stands_above(self) -> bool:
        """Return whether it is a heading or a caption, by its form: no number, and no stop at its end."""
        return not (self.heads or self.at or self.numbers) and bool(self.words) and self.words[-1].text not in _STOPS

    def before(self, at: int) -> str:
        """Return the text before a word."""
        return _text(self.words[:at])

    def named(self, at: int, cities: re.Pattern[str]) -> tuple[str, str]:
        """Return the city and the year that are named last before a word, "" for none."""
        before = self.before(at)
        places, years = cities.findall(before)[-1:] or self.place, _YEAR.findall(before)
        return "、".join(places), years[-1] if years else ""

    def head(self, at: int) -> str:
        """Return the head of the column that a word stands in, "" for none."""
        column = sum(word.text == BETWEEN for word in self.words[:at])
        return next(iter(self.heads[column:]), "")

    def clause(self, at: int) -> str:
        """Return the clause that a word stands in."""
        held = self._clause(at)
        return _text(self.words[held.start : held.stop])

    def cell(self, column: int) -> str:
        """Return the text of a cell, "" where the row has none."""
        return next(iter(self.text.split(BETWEEN)[column:]), "")

    def _clause(self, at: int) -> range:
        stops = [-1, *(i for i, word in enumerate(self.words) if word.text in _STOPS and i != at), len(self.words)]
        return range(max(i for i in stops if i < at or i == -1) + 1, min(i for i in stops if i > at))


def joined(stretches: Iterable[Stretch]) -> Stretch:
    """Return stretches in a row as one, which stands where the first does."""
    held = list(stretches)
    return replace(held[0], words=tuple(word for item in held for word in item.words))


def _text(words: Iterable[Token]) -> str:
    return "".join(word.text for word in words)


def stopped(text: str) -> str:
    """Return a text in which one stop is as good as another."""
    return re.sub(f"[{_STOPS}]", "，", text)


def city_of(name: str) -> str:
    """Return a city by one of its names: 武汉 is 武汉市."""
    return name.removesuffix("市")


_Piece = tuple[object, bool, list[list[Token]]]
"""A sentence, or a row of a table: by what those of one block know each other, whether it is a row, its cells."""


def of_lines(lines: Iterable[PrintedLine], known: KnownFigures) -> list[Stretch]:
    """Return the stretches that a bundle says it printed; each number of them is the id of its figure."""
    return list(_stretches(_pieces_of_lines(lines, known.units), known.city_names))


def of_file(passages: Iterable[Passage], known: KnownFigures) -> list[Stretch]:
    """Return the stretches of a Word file."""
    return list(_stretches(_pieces_of_file(passages), known.city_names))


def _pieces_of_lines(lines: Iterable[PrintedLine], units: frozenset[str]) -> Iterator[_Piece]:
    for at, line in enumerate(lines):
        texts = [_printed(cell, units) for cell in line.cells]
        if line.table:
            yield line.table, True, [list(_words(*cell)) for cell in texts]
        else:
            for match in SENTENCE.finditer(texts[0][0]):
                yield at, False, [list(_words(*texts[0], *match.span()))]


def _printed(line: Iterable[Run], units: frozenset[str]) -> tuple[str, list[_Mark]]:
    """Return a text of the briefing with its numbers."""
    text, marks = "", []
    for run in line:
        if run.ref:
            marks.append((len(text), len(text) + len(run.text), run.ref))
        text += run.text
    return text, [
        (start, end, next((ref for at, to, ref in marks if at < end and start < to), ""))
        for start, end in spans(text, units)
    ]


def _pieces_of_file(passages: Iterable[Passage]) -> Iterator[_Piece]:
    for item in passages:
        cells = [
            list(_words(cell.text, [(*span, number) for span, number in zip(cell.spans, cell.numbers, strict=True)]))
            for cell in item.cells or (item,)
        ]
        yield item.block, item.kind is PassageKind.ROW, cells


def _words(text: str, marks: Iterable[_Mark], start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the words of a text, or of a part of it."""
    begun = {at: (to, number) for at, to, number in marks}
    plain = folded(_LEFT_OUT.sub(lambda match: " " * len(match[0]), text))
    at = start
    while at < (len(text) if end is None else end):
        stop, number = begun.get(at, (at + 1, None))
        if word := plain[at:stop].replace(" ", ""):
            yield Token(word, number)
        at = stop


def _stretches(pieces: Iterable[_Piece], cities: re.Pattern[str]) -> Iterator[Stretch]:
    for (_, is_row), group in groupby(pieces, key=lambda piece: piece[:2]):
        held = [cells for _, _, cells in group]
        yield from _rows(held) if is_row else _sentences([words for (words,) in held], cities)


def _rows(rows: Sequence[Sequence[Sequence[Token]]]) -> Iterator[Stretch]:
    """Yield the rows of a table, the first of which is its head."""
    columns = range(len(rows[0]))
    held = [[word.number for row in rows[1:] for word in next(iter(row[at:]), ())] for at in columns]
    labels = tuple(at for at in columns if None in held[at] and not any(held[at]))
    for row in rows:
        words = chain.from_iterable((Token(BETWEEN), *cell) if at else cell for at, cell in enumerate(row))
        yield Stretch(tuple(words), tuple(map(_text, rows[0])), labels=labels)


def _sentences(paragraph: Iterable[Sequence[Token]], cities: re.Pattern[str]) -> Iterator[Stretch]:
    place: tuple[str, ...] = ()
    for at, words in enumerate(paragraph):
        yield Stretch(tuple(words), place=place, at=at)
        place = tuple(dict.fromkeys(map(city_of, cities.findall(_text(words))))) or place
