"""What the parts of a sentence claim of the figures in them.

Of each word of `WORDS` the `_Place` is found where it stands among the figures; a reader of its kind then says of which
of these it is said, beside which and by how much.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from briefing.text.chinese_numerals import numbers
from briefing.wording.claims.ways import claimed_way
from briefing.wording.claims.words import (
    AIM,
    AMOUNT,
    CLAIM,
    EACH,
    GAPS,
    GROWN,
    LEAD,
    LONG,
    MEAN,
    MOVES,
    NO_CLAIM,
    NOT,
    PASSES,
    PLACES,
    RATE,
    SHARE,
    TAIL,
    TURNS,
    Sense,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A word that claims something, at its `span`, in the part of a sentence from `at` to `end`.

    `subject`, `other` and `amount` are places among the figures: of what it is said, beside which, and by how much;
    None where none is. `than` names what it is set against (上年, 洛阳, 目标), `lead` what it is said of.
    """

    word: str
    sense: Sense
    span: tuple[int, int]
    at: int
    end: int
    subject: int | None = None
    other: int | None = None
    amount: int | None = None
    than: str = ""
    lead: str = ""
    fits: bool = True
    """Whether nothing stands between the word and the figure that it may be said of instead."""
    each: tuple[int, ...] = ()
    """The places of all figures that it is said of, where it is said of each (均, 都); () of one alone."""

    @property
    def figures(self) -> tuple[int | None, int | None, int | None]:
        """Return the places of subject, other and amount."""
        return self.subject, self.other, self.amount


def times_claimed(than: str) -> tuple[str, bool | None]:
    """Return how often a figure is said to hold another (0.5 of 一半), and whether more, less, or None for just so."""
    word = SHARE.search(than)
    assert word
    number = "0.5" if "一半" in word[0] else word[0][1:-1]
    number = number if number[0].isdigit() else str(int(numbers(number.replace("两", "二"))[0][0].low))
    return number, False if re.search("不足|不到|少于|低于|不及", than) else True if PASSES.search(than) else None


def place_claimed(word: str) -> int:
    """Return the place that a word of `Sense.PLACE` names: 3 of 居第三位."""
    return int(numbers(word)[0][0].low)


def claims(said: str, figures: Sequence[tuple[int, int]], names: re.Pattern[str]) -> Iterator[Claim]:
    """Yield what `said` claims of its figures, which stand at `figures` as } so many times as they are long.

    `names` are those of cities and indicators, of which something may be claimed. What is denied, intended or quoted
    claims nothing; nor does a part without a figure.
    """
    plain = NO_CLAIM.sub(lambda found: (RATE if GROWN.fullmatch(found[0]) else "□") * len(found[0]), said)
    for part in re.finditer("[^。；！？\n]+", plain):
        inside = [_Figure(at, *span) for at, span in enumerate(figures) if part.start() <= span[0] < part.end()]
        for found in CLAIM.finditer(plain, *part.span()) if inside else ():
            place = _place(plain, found, part.span(), inside, names)
            if not (NOT.search(place.back) or AIM.search(place.back)) and (claim := _READERS[place.sense](place)):
                yield claim


class _Figure(NamedTuple):
    """A figure by its place among them, and where it stands."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A word that may claim something, with what stands around it in its `part` of a sentence.

    Its clause goes from `begin` to `close`; `last` is the figure before it, `next` that behind it in its clause.
    """

    plain: str
    found: re.Match[str]
    part: tuple[int, int]
    begin: int
    close: int
    before: Sequence[_Figure]
    behind: Sequence[_Figure]
    within: _Figure | None
    names: re.Pattern[str]

    @property
    def sense(self) -> Sense:
        return Sense[(self.found.lastgroup or "").upper()]

    @property
    def last(self) -> _Figure | None:
        return self.before[-1] if self.before else None

    @property
    def next(self) -> _Figure | None:
        return self.behind[0] if self.behind and self.behind[0].start < self.close else None

    @property
    def back(self) -> str:
        """The words of its clause before it."""
        return self.plain[self.begin : self.found.start()]

    @property
    def said(self) -> str:
        """The words between it and the figure before it, or in its clause where there is none."""
        return self.plain[self.last.end : self.found.start()] if self.last else self.back

    @property
    def rest(self) -> str:
        """The words behind it, up to the next figure of its clause."""
        return self.plain[self.found.end() : self.next.start if self.next else self.close]

    @property
    def around(self) -> str:
        """The words from the figure before it to the end of its clause."""
        return self.said + self.plain[self.found.start() : self.close]

    def between(self, words: str) -> str:
        """Return words without the names, and without the other claims, in them."""
        return CLAIM.sub("", self.names.sub("", words))

    def claim(self) -> Claim:
        """Return the claim of the figure before it, which a reader then sets right."""
        between = self.between(self.said)
        return Claim(
            self.found[0],
            self.sense,
            self.found.span(),
            *self.part,
            subject=_number(self.last),
            lead=self.said,
            fits=LEAD.fullmatch(between) is not None,
            each=tuple(item.number for item in self.before) if EACH.search(between) else (),
        )


def _place(
    plain: str, found: re.Match[str], part: tuple[int, int], inside: Sequence[_Figure], names: re.Pattern[str]
) -> _Place:
    at, end = found.span()
    return _Place(
        plain,
        found,
        part,
        begin=max(plain.rfind(mark, part[0], at) for mark in "，：") + 1 or part[0],
        close=next((place for place in range(end, part[1]) if plain[place] in "，："), part[1]),
        before=[item for item in inside if item.end <= at],
        behind=[item for item in inside if item.start >= end],
        within=next((item for item in inside if at < item.start < end), None),
        names=names,
    )


def _number(figure: _Figure | None) -> int | None:
    return figure.number if figure else None


def _move(place: _Place) -> Claim | None:
    """Return what is claimed of the way that a figure went; None where the word has another object."""
    claim, behind, follows = place.claim(), place.behind, place.next
    if behind:
        way = claimed_way(place.plain[claim.at : behind[0].start])
        led = re.match("[至到]", place.plain[place.found.end() : behind[0].start]) or len(claim.word) >= LONG
        if way and led and way[0].startswith(claim.word):
            return replace(claim, subject=behind[0].number, other=claim.subject, fits=True)
    if len(claim.word) < LONG:
        return None
    if follows:
        return replace(claim, amount=follows.number) if AMOUNT.fullmatch(place.rest) else None
    if not TAIL.fullmatch(place.rest):
        return None
    return replace(claim, subject=_number(place.last or next(iter(behind), None)))


def _rank(place: _Place) -> Claim:
    """Return what is claimed of the place of a figure, that before the word or (最高的是武汉) behind it."""
    claim = place.claim()
    later = place.behind[0] if place.behind and (not place.last or place.rest.startswith("的")) else None
    fits = later or LEAD.fullmatch(place.between(place.said).replace(RATE, ""))
    than = place.said + claim.word + place.rest
    return replace(claim, subject=_number(later or place.last), fits=fits is not None, than=than)


def _beside(place: _Place) -> Claim | None:
    """Return what is claimed of a figure beside another (比洛阳高, 高于洛阳, 与洛阳持平) or its target.

    None of what else is said to be less (尚有不足), and of 不足洛阳31万户的一半.
    """
    claim, named = place.claim(), place.found["than"]
    than = named or (place.said if place.sense is Sense.LEVEL else place.rest)
    beside, amount = place.within or (None if named else place.next), place.next if named else None
    if (beside and SHARE.match(place.plain, beside.end)) or SHARE.search(place.rest):
        return None
    if place.sense is Sense.LESS and not (named or beside or place.names.search(than) or MEAN.search(than)):
        return None
    fits = claim.fits or place.sense is Sense.LEVEL
    return replace(claim, other=_number(beside), amount=_number(amount), than=than, fits=fits)


def _turn(place: _Place) -> Claim:
    """Return what is claimed of the last two steps that a figure took (由降转升)."""
    claim = place.claim()
    return replace(claim, fits=claim.fits or not place.last)


def _overtaking(place: _Place) -> Claim:
    """Return that a figure is claimed to have passed that of another city."""
    return replace(_turn(place), other=_number(place.next), than=place.around)


def _gap(place: _Place) -> Claim | None:
    """Return how the distance to another city is claimed to have moved; 缩小与最优城市的差距 is what is to be done."""
    if not (place.found[0].startswith("差距") or place.names.search(place.said + place.found[0])):
        return None
    return replace(place.claim(), than=place.around, fits=True)


def _times(place: _Place) -> Claim | None:
    """Return how many times another figure one is claimed to be: that just before the word, or of the city named."""
    beside = place.last if len(place.before) > 1 and place.last and place.last.end == place.found.start() else None
    of = place.before[-2] if beside else place.last
    if not of or not (beside or place.names.search(place.back)):
        return None
    than, other = place.plain[of.end : place.found.end()], _number(beside or place.next)
    return replace(place.claim(), subject=of.number, other=other, than=than, fits=True)


_READERS: Mapping[Sense, Callable[[_Place], Claim | None]] = {
    **dict.fromkeys(Sense, _beside),
    **dict.fromkeys(PLACES, _rank),
    **dict.fromkeys(MOVES, _move),
    **dict.fromkeys(TURNS, _turn),
    **dict.fromkeys(GAPS, _gap),
    Sense.LEVEL: _beside,
    Sense.OVERTOOK: _overtaking,
    Sense.TIMES: _times,
}
