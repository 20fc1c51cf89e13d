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
from briefing.wording.claims import words
from briefing.wording.claims.words import GAPS, LONG, MOVES, PLACES, RATE, TURNS, Sense

_WORD = re.compile(f"(?P<up>{words.UP})|{words.DOWN}")
_TO = re.compile(f"(?![率幅额量速值])[^，。；：、]{{0,12}}(?<!达)[至到为]{words.ABOUT}")
"""What stands between such a word and the figure that it leads to: 提高覆盖率到, 压缩至. 增长率 and 增加值 are no such
words, and what 降低成本达到 leads to is an amount."""
_REACHES = re.compile(f"，[^，。；：]{{0,12}}(?:达|达到|共有|为|有){words.ABOUT}")
"""The same where the figure is told in the next clause: 稳步增长，总量达."""
_NOT_SO = re.compile("未|力争|计划|目标|预计")
"""What tells of what is not, or is only meant to be."""
_OF_A_FALL = re.compile("[降跌减]幅")
"""What narrows or widens, of which the number goes up or down as its sign is written."""


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


def claimed_way(before: str) -> tuple[str, bool] | None:
    """Return the words that say which way the figure after `before` went, and whether up; None where none do.

    What was added or taken away (新增, 减少材料) is an amount, and says nothing of the figure that stands there.
    """
    clause = re.split("[。；！？\n}]", before)[-1]
    if _NOT_SO.search(clause) or _OF_A_FALL.search(re.split("[。；！？\n]", before)[-1]):
        return None
    for word in reversed(list(_WORD.finditer(clause))):
        rest = clause[word.end() :]
        if re.fullmatch(f"[至到]{words.ABOUT}", rest):
            return word[0] + rest[0], word["up"] is not None
        if len(word[0]) >= LONG:
            led = _TO.fullmatch(rest) or _REACHES.fullmatch(rest)
            return (word[0], word["up"] is not None) if led else None
    return None


def claimed_growth(before: str) -> str | None:
    """Return the word that says that what follows is by how much something grew (同比增长), None where none does."""
    found = re.search(f"({words.UP}){words.ABOUT}$", before)
    return found[1] if found else None


def times_claimed(than: str) -> tuple[str, bool | None]:
    """Return how often a figure is said to hold another (0.5 of 一半), and whether more, less, or None for just so."""
    word = words.SHARE.search(than)
    assert word
    number = "0.5" if "一半" in word[0] else word[0][1:-1]
    number = number if number[0].isdigit() else str(int(numbers(number.replace("两", "二"))[0][0].low))
    return number, False if re.search("不足|不到|少于|低于|不及", than) else True if words.PASSES.search(than) else None


def place_claimed(word: str) -> int:
    """Return the place that a word of `Sense.PLACE` names: 3 of 居第三位."""
    return int(numbers(word)[0][0].low)


def claims(said: str, figures: Sequence[tuple[int, int]], names: re.Pattern[str]) -> Iterator[Claim]:
    """Yield what `said` claims of its figures, which stand at `figures` as } so many times as they are long.

    `names` are those of cities and indicators, of which something may be claimed. What is denied, intended or quoted
    claims nothing; nor does a part without a figure.
    """
    plain = words.NO_CLAIM.sub(lambda found: (RATE if words.GROWN.fullmatch(found[0]) else "□") * len(found[0]), said)
    for part in re.finditer("[^。；！？\n]+", plain):
        inside = [_Figure(at, *span) for at, span in enumerate(figures) if part.start() <= span[0] < part.end()]
        for found in words.CLAIM.finditer(plain, *part.span()) if inside else ():
            place = _place(plain, found, part.span(), inside, names)
            if not (words.NOT.search(place.back) or words.AIM.search(place.back)) and (
                claim := _READERS[place.claim.sense](place)
            ):
                yield claim


class _Figure(NamedTuple):
    """A figure by its place among them, and where it stands."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A word that may claim something, with what stands around it in its part of a sentence.

    `last` is the figure before it, `next` that behind it in its clause, `within` one inside it. `back` are the words of
    its clause before it, `said` those after the last figure, where there is one; `rest` those up to the next figure,
    `around` all from the last figure to the end of the clause; `between` is `said` without names and other claims.
    `claim` is what is claimed of the last figure; a reader sets it right.
    """

    plain: str
    found: re.Match[str]
    names: re.Pattern[str]
    before: Sequence[_Figure]
    behind: Sequence[_Figure]
    within: _Figure | None
    last: _Figure | None
    next: _Figure | None
    back: str
    said: str
    rest: str
    around: str
    between: str
    claim: Claim


def _place(
    plain: str, found: re.Match[str], part: tuple[int, int], inside: Sequence[_Figure], names: re.Pattern[str]
) -> _Place:
    at, end = found.span()
    begin = max(plain.rfind(mark, part[0], at) for mark in "，：") + 1 or part[0]
    close = next((place for place in range(end, part[1]) if plain[place] in "，："), part[1])
    before, behind = [item for item in inside if item.end <= at], [item for item in inside if item.start >= end]
    within = next((item for item in inside if at < item.start < end), None)
    last, follows = before[-1] if before else None, behind[0] if behind and behind[0].start < close else None
    back = plain[begin:at]
    said = plain[last.end : at] if last else back
    between = words.CLAIM.sub("", names.sub("", said))
    claim = Claim(
        found[0],
        Sense[(found.lastgroup or "").upper()],
        (at, end),
        *part,
        subject=_number(last),
        lead=said,
        fits=words.LEAD.fullmatch(between) is not None,
        each=tuple(item.number for item in before) if words.EACH.search(between) else (),
    )
    rest, around = plain[end : follows.start if follows else close], said + plain[at:close]
    return _Place(plain, found, names, before, behind, within, last, follows, back, said, rest, around, between, claim)


def _number(figure: _Figure | None) -> int | None:
    return figure.number if figure else None


def _move(place: _Place) -> Claim | None:
    """Return what is claimed of the way that a figure went; None where the word has another object."""
    claim, behind = place.claim, place.behind
    if behind:
        way = claimed_way(place.plain[claim.at : behind[0].start])
        led = re.match("[至到]", place.plain[place.found.end() : behind[0].start]) or len(claim.word) >= LONG
        if way and led and way[0].startswith(claim.word):
            return replace(claim, subject=behind[0].number, other=claim.subject, fits=True)
    if len(claim.word) < LONG:
        return None
    if place.next:
        return replace(claim, amount=place.next.number) if words.AMOUNT.fullmatch(place.rest) else None
    if not words.TAIL.fullmatch(place.rest):
        return None
    return replace(claim, subject=_number(place.last or next(iter(behind), None)))


def _rank(place: _Place) -> Claim:
    """Return what is claimed of the place of a figure, that before the word or (最高的是武汉) behind it."""
    claim = place.claim
    later = place.behind[0] if place.behind and (not place.last or place.rest.startswith("的")) else None
    fits = later or words.LEAD.fullmatch(place.between.replace(RATE, ""))
    than = place.said + claim.word + place.rest
    return replace(claim, subject=_number(later or place.last), fits=fits is not None, than=than)


def _beside(place: _Place) -> Claim | None:
    """Return what is claimed of a figure beside another (比洛阳高, 高于洛阳, 与洛阳持平) or its target.

    None of what else is said to be less (尚有不足), and of 不足洛阳31万户的一半.
    """
    claim, named = place.claim, place.found["than"]
    than = named or (place.said if place.claim.sense is Sense.LEVEL else place.rest)
    beside, amount = place.within or (None if named else place.next), place.next if named else None
    if (beside and words.SHARE.match(place.plain, beside.end)) or words.SHARE.search(place.rest):
        return None
    if place.claim.sense is Sense.LESS and not (
        named or beside or place.names.search(than) or re.search("目标|平均", than)
    ):
        return None
    fits = claim.fits or place.claim.sense is Sense.LEVEL
    return replace(claim, other=_number(beside), amount=_number(amount), than=than, fits=fits)


def _turn(place: _Place) -> Claim:
    """Return what is claimed of the last two steps that a figure took (由降转升)."""
    claim = place.claim
    return replace(claim, fits=claim.fits or not place.last)


def _overtaking(place: _Place) -> Claim:
    """Return that a figure is claimed to have passed that of another city."""
    return replace(_turn(place), other=_number(place.next), than=place.around)


def _gap(place: _Place) -> Claim | None:
    """Return how the distance to another city is claimed to have moved; 缩小与最优城市的差距 is what is to be done."""
    if not (place.found[0].startswith("差距") or place.names.search(place.said + place.found[0])):
        return None
    return replace(place.claim, than=place.around, fits=True)


def _times(place: _Place) -> Claim | None:
    """Return how many times another figure one is claimed to be: that just before the word, or of the city named."""
    beside = place.last if len(place.before) > 1 and place.last and place.last.end == place.found.start() else None
    of = place.before[-2] if beside else place.last
    if not of or not (beside or place.names.search(place.back)):
        return None
    than, other = place.plain[of.end : place.found.end()], _number(beside or place.next)
    return replace(place.claim, subject=of.number, other=other, than=than, fits=True)


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
