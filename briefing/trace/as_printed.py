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
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from briefing.bundle.manifest_records import PrintedLine
from briefing.trace.alignment import PassageLink, links
from briefing.trace.figures import KnownFigures
from briefing.trace.passages import FOOTNOTE, Passage, PassageKind
from briefing.trace.stretches import DATED, LABEL, Number, Stretch, city_of, joined, of_file, of_lines, stopped

_UNIT = re.compile("单位：.+")
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


def as_printed(
    passages: Iterable[Passage], lines: Iterable[PrintedLine], known: KnownFigures
) -> tuple[dict[int, AsPrinted], list[ChangedWords]]:
    """Return what was printed in the place of each number of the passages, by its `id()`, as far as that is known, and
    the titles, captions and notes that say other things now."""
    old = of_lines(lines, known)
    if not old:
        return {}, []
    # footnotes are the list of sources, of which no line is kept
    held = [item for item in passages if item.kind is not PassageKind.PICTURE and item.position.part != FOOTNOTE]
    new = of_file(held, known)
    kinds = [bool(item.heads) for item in old], [bool(item.heads) for item in new]
    found = links([item.text for item in old], [item.text for item in new], kinds)
    linked = _Linked(old, new, found, known)
    words = [
        ChangedWords(held[at], was) for at, was in sorted(linked.words([bool(LABEL.match(item.text)) for item in held]))
    ]
    return {id(number): printed for number, printed in linked.numbers()}, words


class _Linked:
    """The stretches that were printed, with those of the file that they are."""

    def __init__(
        self, old: Sequence[Stretch], new: Sequence[Stretch], found: Iterable[PassageLink], known: KnownFigures
    ) -> None:
        self._old, self._new, self._known, self._cities = old, new, known, known.city_names
        self._links = [link for link in found if link.before]
        self._link_of = {i: link for link in self._links for i in link.before}
        self._above = [i for i, item in enumerate(old) if item.stands_above]

    def numbers(self) -> Iterator[tuple[Number | None, AsPrinted]]:
        """Yield the numbers of the file that stand in the place of one that was printed."""
        for link in self._links:
            if link.after:
                yield from self._numbers(link)

    def words(self, captions: Sequence[bool]) -> Iterator[tuple[int, str]]:
        """Yield each title, caption, note and other words without a number that say other things than was printed,
        by their index in the file, with what was; `captions`: which of the file are captions.

        A title and a caption may say no other word, all else no other city or year; a sentence has all its numbers.
        """
        for link in self._links:
            was, now = [self._old[i] for i in link.before], [self._new[j] for j in link.after]
            one, other = ("".join(item.text for item in side) for side in (was, now))
            counts = [sum(len(item.numbers) for item in side) for side in (was, now)]
            if now and counts[1] < counts[0] and not was[0].heads:
                yield link.after[0], one
            if not now or any(item.heads or item.numbers for item in was):
                continue
            whole = link.before[0] == 0 or captions[link.after[0]]
            if stopped(one) != stopped(other) and (whole or self._named(one) != self._named(other)):
                yield link.after[0], one

    def _named(self, text: str) -> tuple[list[str], list[str]]:
        return [*map(city_of, self._cities.findall(text))], DATED.findall(text)

    def _numbers(self, link: PassageLink) -> Iterator[tuple[Number | None, AsPrinted]]:
        was, now = joined(self._old[i] for i in link.before), joined(self._new[j] for j in link.after)
        keys = [word.key for word in was.words], [word.key for word in now.words]
        # a row says by itself what it is of, wherever it stands; a sentence may name its city only there
        moved = link.moved and not was.heads
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, *keys, False).get_opcodes():
            ours = [i for i in was.numbers if i1 <= i < i2] if tag in ("equal", "replace") else ()
            for i, j in zip(ours, (j for j in now.numbers if j1 <= j < j2), strict=False):
                if moved:
                    said, says = (self._cities.sub("", side.said(at)) for side, at in ((was, i), (now, j)))
                    why = MOVED if said != says else ""
                else:
                    why = _difference(was, i, now, j, self._cities) or self._led(link, was, i)
                yield now.words[j].number, AsPrinted(str(was.words[i].number), was.words[i].text, why, moved)

    def _led(self, link: PassageLink, was: Stretch, at: int) -> str:
        """Return what the number was said to be of by what leads its paragraph, or stands above, and is not now.

        That is the city, the year and the indicator which the stretch itself does not name, and the unit of a table.
        """
        first = link.before[0]
        lead = [first - was.at] if was.at else []
        above = self._above[: bisect_left(self._above, first)][::-1]
        own = was.text + "".join(was.heads) if was.heads else was.before(at)
        figure = self._known.by_id.get(str(was.words[at].number))
        names = sorted(filter(None, figure.names), key=len, reverse=True) if figure else []
        name = re.compile("|".join(map(re.escape, names)) or "(?!)")
        # a sentence names other cities, too: what leads its paragraph says whose it is
        in_heading = [] if self._cities.search(own) or was.place else above
        # a title or caption of several cities says of each that it is among them
        in_row = self._cities.findall(was.head(at)) or self._cities.findall(own)[:1]
        its = in_row if was.heads else was.named(at, self._cities)[0].split("、")
        its_city = re.compile("|".join(re.escape(city_of(city)) + "市?" for city in its if city) or "(?!)")
        for wanted, places in (
            (self._cities, [*lead, *in_heading]),
            (its_city, [*(above[:1] if was.heads else ()), *self._above[:1]]),
            (DATED, [] if DATED.search(own) else [*lead, *above]),
            (name, [] if name.search(own) else [*lead, *above[:2]]),
            (_UNIT, above[:1] if was.heads else []),
        ):
            place = next((i for i in places if wanted.search(self._old[i].text)), None)
            if place is not None and (said := self._lost(wanted, place, link)):
                return f"原来是“{said}”" if wanted is _UNIT else f"原来说的是{said}"
        near = [*lead, *above[:2], *self._above[:1], *(self._notes(first) if was.heads else ())]
        return "" if DATED.search(own) else next(filter(None, map(self._added_year, near)), "")

    def _notes(self, row: int) -> Iterator[int]:
        """Yield the indices of what stands below the table of a row up to the next heading or number."""
        end = next((i for i in range(row, len(self._old)) if not self._old[i].heads), len(self._old))
        return takewhile(lambda i: not (self._old[i].stands_above or self._old[i].numbers), range(end, len(self._old)))

    def _added_year(self, place: int) -> str:
        """Return in what a stretch that was printed names another year now than it did, "" in nothing."""
        before, after = DATED.findall(self._old[place].text), DATED.findall(self._text_now(place))
        gone, new = [year for year in before if year not in after], [year for year in after if year not in before]
        return f"原来说的是{gone[0]}" if gone else f"原来没有说{new[0]}" if new else ""

    def _lost(self, wanted: re.Pattern[str], place: int, link: PassageLink) -> str:
        """Return what a stretch that was printed named first, "" where it still does, and still leads `link`."""
        before, after = wanted.findall(self._old[place].text)[0], wanted.findall(self._text_now(place))
        leads = self._link_of[place].moved == link.moved
        return "" if after and city_of(after[0]) == city_of(before) and leads else before

    def _text_now(self, place: int) -> str:
        """Return what stands in the file where a stretch was printed, "" for nothing."""
        return "".join(self._new[j].text for j in self._link_of[place].after)


def _difference(was: Stretch, i: int, now: Stretch, j: int, cities: re.Pattern[str]) -> str:
    """Return in what is said of a number other things than were printed, "" in nothing."""
    if was.head(i) != now.head(j):
        return f"表头原为“{was.head(i)}”"
    for column in was.labels if was.heads else ():
        head = was.heads[column]
        there = now.heads.index(head) if was.heads.count(head) == 1 and head in now.heads else column
        if stopped(was.cell(column)) != stopped(now.cell(there)):
            return f"{head or '这一行'}原为“{was.cell(column).translate(_INNER)}”"
    said, says = was.said_of(i), now.said_of(j)
    one, other = [was.words[at].key for at in said], [now.words[at].key for at in says]
    if one != other:
        same = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        return f"原文是“{was.clause(said[same] if same < len(said) else i).translate(_INNER)}”"
    named = zip(was.named(i, cities), now.named(j, cities), strict=True)
    for before, after in () if was.heads else named:
        if city_of(before) != city_of(after):
            return f"原来说的是{before}" if before else f"原来没有说{after}"
    return ""
