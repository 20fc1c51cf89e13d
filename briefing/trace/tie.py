"""Which figure of the data a number in a Word file is: of those of its value the one that its surroundings speak of.

A number that nothing speaks for, or two figures as much, is not tied: it is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.model.quantity import Unit
from briefing.trace.figures import KnownFigure, KnownFigures, key_of
from briefing.trace.named_places import OWN, NamedPlaces, nearest
from briefing.trace.numbers import FoundNumber

ENOUGH, CLEAR = 4, 2
"""What must speak for a figure before a number is said to be it, and how much more than for any other."""
SPOKEN_OF = 8
"""What must speak for a figure that a number has not the value of: its place and more than half its name."""
PLACE_BEFORE, PLACE_AROUND, ANOTHER_PLACE = 5, 4, -8
NAMED, NAMED_IN_PART, HALF_NAMED, UNNAMED = 5, 4, 2, -1
"""For an indicator whose name stands there, one of whose name all pairs of signs do, or half of them; one of none."""
SAME_TIME, ANOTHER_TIME = 2, -3
AS_PRINTED, MANY_DIGITS = 2, 2
NO_UNIT, NOT_AIMED = -2, -8
AIM = re.compile("目标|计划|任务|预期|力争")
"""What stands where the target of a figure is told."""
_SHARE_OF_AIM = re.compile("(?:目标|计划|任务|预期)的约?$")
"""What stands where it is told how much of its target was reached."""
DIGITS = 3
"""From how many digits on two figures are seldom the same by chance."""
_NEAR = 8
"""Within how many characters before the target of a figure that word stands."""
YEAR = re.compile("(?<![0-9.,])(?:19|20)[0-9]{2}(?=年|[—－至-](?:19|20)[0-9]{2}年)")
_SHARE = re.compile("分之|[番成]$")
"""Numbers that are shares or multiples by their words: 三分之二 and 翻一番 are not 2 or 1 of anything."""
_UNIT_ABOVE = re.compile("[（(，,]([^（）(),，]{1,6})[）)]|单位[:：]\\s*(\\S+)")
"""How a head, a caption or a line above a table tells the unit of its figures."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that a number may be; the higher the `score`, the more speaks for it."""

    figure: KnownFigure
    score: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A number with the figures of its value, the likeliest first; () where the data have none."""

    number: FoundNumber
    candidates: tuple[Candidate, ...] = ()

    @property
    def figure(self) -> KnownFigure | None:
        """Return the figure that it is; None where it cannot be tied, which `why` gives the reason for."""
        if not self.candidates:
            return None
        first, *others = self.candidates
        clear = all(first.score - other.score >= CLEAR for other in others[:1])
        return first.figure if first.score >= ENOUGH and clear else None

    @property
    def why(self) -> str:
        """Return why it cannot be tied, "" where it is."""
        if self.figure:
            return ""
        if not self.candidates:
            return "资料中没有这个数"
        several = len(self.candidates) > 1 and self.candidates[0].score >= ENOUGH
        return f"资料中有{len(self.candidates)}个同样的数，不能确定是哪一个" if several else "数值相同，上下文没有说明"


def tie(numbers: Iterable[FoundNumber], figures: KnownFigures) -> tuple[Tie, ...]:
    """Return each number with the figures that it may be."""
    return tuple(_tie(number, figures) for number in numbers)


def _tie(number: FoundNumber, figures: KnownFigures) -> Tie:
    found: dict[tuple[str, bool], Candidate] = {}
    for item, score in _of_value(number, figures):
        key = item.id, item.target
        if key not in found or found[key].score < score:
            found[key] = Candidate(item, score)
    scored = [Candidate(one.figure, one.score + _spoken_for(one.figure, number, figures)) for one in found.values()]
    return Tie(number, tuple(sorted(scored, key=lambda candidate: -candidate.score)))


def spoken_of(number: FoundNumber, figures: KnownFigures) -> KnownFigure | None:
    """Return the figure that the words around a number speak of, whatever its value; None where they speak of several.

    It is in the same unit but for 万 and 亿, and the sentence does not state it as well.
    """
    symbols = map(figures.unit_behind, figures.reader.read(number.text))
    bare = {unit.parts[1] for symbol in symbols for unit in _units(symbol, number, figures)}
    near = [
        item
        for item in figures.all
        if item.quantity and item.quantity.unit.parts[1] in bare and item.printed not in number.sentence
    ]
    scored = sorted(((_spoken_for(item, number, figures), item) for item in near), key=lambda pair: -pair[0])
    if not scored or scored[0][0] < SPOKEN_OF or [score for score, _ in scored[1:2]] == [scored[0][0]]:
        return None
    return scored[0][1]


def _of_value(number: FoundNumber, figures: KnownFigures) -> Iterator[tuple[KnownFigure, int]]:
    """Yield the figures that state the same as a number, and what speaks for each in how it is written."""
    many = MANY_DIGITS if sum(sign.isdigit() for sign in number.text) >= DIGITS else 0
    for reading in figures.reader.read(number.text):
        symbol = figures.unit_behind(reading)
        if _SHARE.search(number.text) and symbol not in ("%", "‰", "倍"):
            continue
        for unit in _units(symbol, number, figures):
            ends = reading.low * unit.factor, reading.high * unit.factor
            for item in figures.by_value.get(key_of(unit.family, *ends), ()):
                yield item, many
        if not symbol:
            for item in figures.by_number.get(key_of("", reading.low, reading.high), ()):
                yield item, many + NO_UNIT


def _units(symbol: str, number: FoundNumber, figures: KnownFigures) -> Iterator[Unit]:
    """Yield the units that a number may be in: that behind it, else those that the words around it tell."""
    told = [symbol] if symbol else [a or b for words in number.around for a, b in _UNIT_ABOVE.findall(words)]
    for name in told:
        yield from figures.units_called(name)


def _spoken_for(item: KnownFigure, number: FoundNumber, figures: KnownFigures) -> int:
    """Return what the words around a number say for its being a figure."""
    printed = item.printed and item.printed in number.sentence and number.text in item.printed
    place = _place(item, number, figures.named_places)
    return place + naming(item, number) + _time(item, number) + (AS_PRINTED if printed else 0)


def _place(item: KnownFigure, number: FoundNumber, named: NamedPlaces) -> int:
    """Return what the place named nearest says: before the number, else behind it, else around the sentence.

    Nothing where that is the place which the office serves (我市), as no one says here which that is.
    """
    if before := nearest(named(number.before), item.places):
        return _said(PLACE_BEFORE, before, item)
    if behind := named(number.sentence):
        return _said(PLACE_AROUND, behind[0], item)
    around = next(filter(None, map(named, number.around)), ())
    own = next((name for name in around if name in item.places), "")
    return _said(PLACE_AROUND, own or around[0], item) if around else 0


def _said(score: int, name: str, item: KnownFigure) -> int:
    """Return `score` where a name is that of the place of a figure, or of what it covers of that."""
    if name in OWN:
        return 0
    its = not {name, name.removesuffix("市")}.isdisjoint(item.places) or any(name in words for words in item.names)
    return score if its else ANOTHER_PLACE


def naming(item: KnownFigure, number: FoundNumber) -> int:
    """Return what sentence, row and column say of the indicator and of what it covers, above 0 if they name some."""
    said = "".join((number.sentence, *number.around[:3]))
    near = number.before[-_NEAR:], *number.around[: 2 * number.in_table]
    if item.target is not (any(map(AIM.search, near)) and not _SHARE_OF_AIM.search(near[0])):
        return NOT_AIMED if item.target else UNNAMED
    if any(name in said for name in item.names):
        return NAMED
    pairs = {name[at : at + 2] for name in item.names[:1] for at in range(len(name) - 1)}
    shared = sum(pair in said for pair in pairs)
    return round(NAMED_IN_PART * shared / len(pairs)) if shared else UNNAMED


def _time(item: KnownFigure, number: FoundNumber) -> int:
    """Return what the years named in the sentence, else around it, say of the period."""
    if not item.period.dated:
        return 0
    for words in (number.sentence, *number.around):
        if item.period.printed in words:
            return SAME_TIME
        if years := YEAR.findall(words):
            return SAME_TIME - 1 if str(item.period.year) in years else ANOTHER_TIME
    return 0
