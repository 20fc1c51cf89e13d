"""What the parts of a sentence claim of the figures in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
    MOVES,
    NO_CLAIM,
    NOT,
    PAIRED,
    PASSES,
    PLACES,
    RATE,
    SHARE,
    TAIL,
    TURNS,
    WORDS,
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
        inside = [at for at, (start, _) in enumerate(figures) if part.start() <= start < part.end()]
        for found in CLAIM.finditer(plain, part.start(), part.end()) if inside else ():
            begin = max(plain.rfind(mark, part.start(), found.start()) for mark in "，：") + 1 or part.start()
            back = plain[begin : found.start()]
            if not (NOT.search(back) or AIM.search(back)):
                yield from _claim(plain, found, part.span(), [(at, figures[at]) for at in inside], names)


def _claim(
    plain: str,
    found: re.Match[str],
    part: tuple[int, int],
    inside: Sequence[tuple[int, tuple[int, int]]],
    names: re.Pattern[str],
) -> Iterator[Claim]:
    sense = _sense(found)
    at, end = found.span()
    close = next((place for place in range(end, part[1]) if plain[place] in "，："), part[1])
    before = [item for item in inside if item[1][1] <= at]
    behind = [item for item in inside if item[1][0] >= end]
    within = next((item for item in inside if at < item[1][0] < end), None)
    follows = behind[0] if behind and behind[0][1][0] < close else None
    last = before[-1] if before else None

    def lead(start: int) -> str:
        return CLAIM.sub("", names.sub("", plain[start:at]))

    begin = max(plain.rfind(mark, part[0], at) for mark in "，：") + 1 or part[0]
    said = plain[last[1][1] : at] if last else plain[begin:at]
    between = lead(last[1][1] if last else begin)
    fits, each = LEAD.fullmatch(between) is not None, before if EACH.search(between) else ()
    claim = Claim(found[0], sense, found.span(), *part, subject=last[0] if last else None, lead=said, fits=fits)
    claim = replace(claim, each=tuple(item[0] for item in each))
    rest = plain[end : follows[1][0]] if follows else plain[end:close]
    if sense in (*TURNS, *PAIRED):
        nearby = plain[part[0] : close]
        beside = last if sense is Sense.TIMES and len(before) > 1 and last and last[1][1] == at else None
        of = before[-2] if beside else last
        if sense in GAPS and not (found[0].startswith("差距") or names.search(said + found[0])):
            return  # 缩小与最优城市的差距 is what is to be done
        if sense is Sense.TIMES and not (of and (beside or names.search(plain, begin, at))):
            return
        between = lead(of[1][1]) if of else ""
        than = plain[of[1][1] : end] if of and sense is Sense.TIMES else said + nearby[at - part[0] :]
        yield replace(
            claim,
            subject=of[0] if of else None,
            other=(beside or follows or (None,))[0] if sense in (Sense.TIMES, Sense.OVERTOOK) else None,
            than=than,
            fits=sense in (Sense.TIMES, *GAPS) or LEAD.fullmatch(between) is not None,
        )
    elif sense in MOVES and sense is not Sense.LEVEL:
        yield from _move(claim, plain, last, follows, behind, rest, found)
    elif sense in PLACES:
        later = behind[0] if behind and (not last or rest.startswith("的")) else None
        subject = later or last
        yield replace(
            claim,
            subject=subject[0] if subject else None,
            fits=fits or later is not None or LEAD.fullmatch(between.replace(RATE, "")) is not None,
            than=said + found[0] + rest,
        )
    else:
        than = found["than"] or (said if sense is Sense.LEVEL else rest)
        amount = follows if found["than"] else None
        beside = within or (None if found["than"] else follows)
        if (beside and SHARE.match(plain, beside[1][1])) or SHARE.search(rest):
            return  # 不足洛阳31万户的一半 is no claim to be less than 洛阳
        if found["than"] or sense is not Sense.LESS or beside or names.search(than) or re.search("目标|平均", than):
            yield replace(
                claim,
                other=beside[0] if beside else None,
                amount=amount[0] if amount else None,
                than=than,
                fits=fits or sense is Sense.LEVEL,
            )


def _move(
    claim: Claim,
    plain: str,
    last: tuple[int, tuple[int, int]] | None,
    follows: tuple[int, tuple[int, int]] | None,
    behind: Sequence[tuple[int, tuple[int, int]]],
    rest: str,
    found: re.Match[str],
) -> Iterator[Claim]:
    """Yield what is claimed of the way that a figure went; nothing where the word has another object."""
    if behind:
        way = claimed_way(plain[claim.at : behind[0][1][0]])
        between = plain[found.end() : behind[0][1][0]]
        if way and way[0].startswith(found[0]) and (re.match("[至到]", between) or len(found[0]) >= LONG):
            yield replace(claim, subject=behind[0][0], other=last[0] if last else None, fits=True)
            return
    if len(found[0]) < LONG:
        return
    if follows and AMOUNT.fullmatch(rest):
        yield replace(claim, amount=follows[0])
    elif not follows and TAIL.fullmatch(rest):
        later = behind[0][0] if behind else None
        yield replace(claim, subject=last[0] if last else later)


def _sense(found: re.Match[str]) -> Sense:
    if found["than"]:
        return Sense.MORE if found["more"] else Sense.LESS
    return next(sense for sense in WORDS if found[sense.name])
