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
from itertools import chain, groupby, takewhile

from briefing.bundle.manifest import PrintedLine
from briefing.model.document import Run
from briefing.text.digits import folded
from briefing.trace.alignment import PassageLink, links
from briefing.trace.figures import KnownFigures
from briefing.trace.numbers import SENTENCE, SOURCE_MARK, FoundNumber, spans
from briefing.trace.passages import BETWEEN, Passage, PassageKind

_LABEL = re.compile("^[图表][0-9]+(?=\\s)")
_LEFT_OUT = re.compile(f"{_LABEL.pattern}|\\s+|{SOURCE_MARK.pattern}")
"""The label of a caption, blanks, and marks of sources."""
_STOPS = "，。；！？（）" + BETWEEN
"""Where a clause ends; which of them stands there is nothing that a number is about."""
_DATED = re.compile("(?:19|20)[0-9]{2}年(?![0-9]{1,2}月[0-9]{1,2}日)")
"""A year that figures may be of; the day on which a briefing is made is none."""
_UNIT = re.compile("单位：.+")
_YEAR = re.compile(f"{_DATED.pattern}|[上去今本]年")
_INNER = str.maketrans("“”", "‘’")
"""Quotation marks within others are single ones."""
MOVED = "移到了别处"


@dataclass(frozen=True, slots=True)
class AsPrinted:
    """A number of a file with what the program printed there.

    `ref` is the figure that it was, "" for a number that is none; `was` is that number as printed, and `why` in what
    the words around it are others now, "" in nothing; `moved`: its sentence stands elsewhere, among other words.
    """

    ref: str
    was: str
    why: str
    moved: bool


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """Words without a number (a title, a caption, a note) that say another city or year than was printed, `was`."""

    passage: Passage
    was: str


_Number = FoundNumber | str
"""A number of a file, or the id of the figure that a printed one is of, "" for none."""
_Mark = tuple[int, int, _Number]
"""Where a number stands in a text."""


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
    sentences stand there before it; `labels` are the columns of a printed table that print no figure, nor mere
    numbers, but what its figures are of.
    """

    words: tuple[_Word, ...]
    heads: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    at: int = 0
    labels: tuple[int, ...] = ()

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
    passages: Iterable[Passage], lines: Iterable[PrintedLine], known: KnownFigures
) -> tuple[dict[int, AsPrinted], list[ChangedWords]]:
    """Return what was printed in the place of each number of the passages, by its `id()`, as far as that is known, and
    the titles, captions and notes that say other things now."""
    old = list(_stretches(_of_lines(lines, known.units), known.city_names))
    if not old:
        return {}, []
    held = [item for item in passages if item.kind is not PassageKind.PICTURE]
    new = list(_stretches(_of_file(held), known.city_names))
    keys = [_text(item.words) for item in old], [_text(item.words) for item in new]
    kinds = [bool(item.heads) for item in old], [bool(item.heads) for item in new]
    linked = _Linked(old, new, links(*keys, kinds), known)
    words = [
        ChangedWords(held[at], was)
        for at, was in sorted(linked.words([bool(_LABEL.match(item.text)) for item in held]))
    ]
    return {id(number): printed for number, printed in linked.numbers()}, words


_Piece = tuple[object, bool, list[list[_Word]]]
"""A sentence, or a row of a table: by what those of one block know each other, whether it is a row, its cells."""


def _of_lines(lines: Iterable[PrintedLine], units: frozenset[str]) -> Iterator[_Piece]:
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


def _of_file(passages: Iterable[Passage]) -> Iterator[_Piece]:
    for item in passages:
        cells = [
            list(_words(cell.text, [(*span, number) for span, number in zip(cell.spans, cell.numbers, strict=True)]))
            for cell in item.cells or (item,)
        ]
        yield item.block, item.kind is PassageKind.ROW, cells


def _words(text: str, marks: Iterable[_Mark], start: int = 0, end: int | None = None) -> Iterator[_Word]:
    """Yield the words of a text, or of a part of it."""
    begun = {at: (to, number) for at, to, number in marks}
    plain = folded(_LEFT_OUT.sub(lambda match: " " * len(match[0]), text))
    at = start
    while at < (len(text) if end is None else end):
        stop, number = begun.get(at, (at + 1, None))
        if word := plain[at:stop].replace(" ", ""):
            yield _Word(word, number)
        at = stop


def _stretches(pieces: Iterable[_Piece], cities: re.Pattern[str]) -> Iterator[_Stretch]:
    for (_, is_row), group in groupby(pieces, key=lambda piece: piece[:2]):
        held = [cells for _, _, cells in group]
        yield from _rows(held) if is_row else _sentences([words for (words,) in held], cities)


def _rows(rows: Sequence[Sequence[Sequence[_Word]]]) -> Iterator[_Stretch]:
    """Yield the rows of a table, the first of which is its head."""
    columns = range(len(rows[0]))
    held = [[word.number for row in rows[1:] for word in next(iter(row[at:]), ())] for at in columns]
    labels = tuple(at for at in columns if None in held[at] and not any(held[at]))
    for row in rows:
        words = chain.from_iterable((_Word(BETWEEN), *cell) if at else cell for at, cell in enumerate(row))
        yield _Stretch(tuple(words), tuple(map(_text, rows[0])), labels=labels)


def _sentences(paragraph: Iterable[Sequence[_Word]], cities: re.Pattern[str]) -> Iterator[_Stretch]:
    place: tuple[str, ...] = ()
    for at, words in enumerate(paragraph):
        yield _Stretch(tuple(words), place=place, at=at)
        place = tuple(dict.fromkeys(map(_city, cities.findall(_text(words))))) or place


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

    def words(self, captions: Sequence[bool]) -> Iterator[tuple[int, str]]:
        """Yield each title, caption, note and other words without a number that say other things than was printed,
        by their index in the file, with what was; `captions`: which of the file are captions.

        A title and a caption may say no other word, all else no other city or year.
        """
        for link in self._links:
            was, now = [self._old[i] for i in link.before], [self._new[j] for j in link.after]
            if not now or any(item.heads or item.numbers for item in was):
                continue
            one, other = ("".join(_text(item.words) for item in side) for side in (was, now))
            whole = link.before[0] == 0 or captions[link.after[0]]
            if _stopped(one) != _stopped(other) and (whole or self._named(one) != self._named(other)):
                yield link.after[0], one

    def _named(self, text: str) -> tuple[list[str], list[str]]:
        return [*map(_city, self._cities.findall(text))], _DATED.findall(text)

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
                    ref = str(was.words[i].number)
                    # a row says by itself what it is of, wherever it stands; a sentence may name its city only there
                    moved = link.moved and not was.heads
                    if moved:
                        said, says = (self._cities.sub("", side.said(at)) for side, at in ((was, i), (now, j)))
                        why = MOVED if said != says else ""
                    else:
                        why = _difference(was, i, now, j, self._cities) or self._led(link, was, i, ref)
                    yield now.words[j].number, AsPrinted(ref, was.words[i].text, why, moved)

    def _led(self, link: PassageLink, was: _Stretch, at: int, ref: str) -> str:
        """Return what the number was said to be of by what leads its paragraph, or stands above, and is not now.

        That is the city, the year and the indicator which the stretch itself does not name, and the unit of a table.
        """
        first = link.before[0]
        lead = [first - was.at] if was.at else []
        above = self._above[: bisect_left(self._above, first)][::-1]
        own = _text(was.words if was.heads else was.words[:at]) + "".join(was.heads)
        figure = self._known.by_id.get(ref)
        names = sorted(filter(None, figure.names), key=len, reverse=True) if figure else []
        name = re.compile("|".join(map(re.escape, names)) or "(?!)")
        # a sentence names other cities, too: what leads its paragraph says whose it is
        in_heading = [] if self._cities.search(own) or was.place else above
        # a title or caption of several cities says of each that it is among them
        in_row = self._cities.findall(was.head(at)) or self._cities.findall(own)[:1]
        its = in_row if was.heads else was.named(at, self._cities)[0].split("、")
        its_city = re.compile("|".join(re.escape(_city(city)) + "市?" for city in its if city) or "(?!)")
        for wanted, places in (
            (self._cities, [*lead, *in_heading]),
            (its_city, [*(above[:1] if was.heads else ()), *self._above[:1]]),
            (_DATED, [] if _DATED.search(own) else [*lead, *above]),
            (name, [] if name.search(own) else [*lead, *above[:2]]),
            (_UNIT, above[:1] if was.heads else []),
        ):
            place = next((i for i in places if wanted.search(_text(self._old[i].words))), None)
            if place is not None and (said := self._lost(wanted, place, link)):
                return f"原来是“{said}”" if wanted is _UNIT else f"原来说的是{said}"
        near = [*lead, *above[:2], *self._above[:1], *(self._notes(first) if was.heads else ())]
        return "" if _DATED.search(own) else next(filter(None, map(self._added_year, near)), "")

    def _notes(self, row: int) -> Iterator[int]:
        """Yield the indices of what stands below the table of a row up to the next heading or number."""
        end = next((i for i in range(row, len(self._old)) if not self._old[i].heads), len(self._old))
        return takewhile(lambda i: not (self._old[i].stands_above or self._old[i].numbers), range(end, len(self._old)))

    def _added_year(self, place: int) -> str:
        """Return in what a stretch that was printed names another year now than it did, "" in nothing."""
        before, after = (
            _DATED.findall(text)
            for text in (
                _text(self._old[place].words),
                "".join(_text(self._new[j].words) for j in self._link_of[place].after),
            )
        )
        gone, new = [year for year in before if year not in after], [year for year in after if year not in before]
        return f"原来说的是{gone[0]}" if gone else f"原来没有说{new[0]}" if new else ""

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
