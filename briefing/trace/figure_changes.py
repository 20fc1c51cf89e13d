"""The figures that differ between two Word files: refreshed by the program, or changed by hand against the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum

from briefing.data.rules.printed_reading import Reading
from briefing.data.yaml_writer import Plain, write_yaml
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.model.quantity import SCALES
from briefing.text.digits import folded
from briefing.trace.as_printed import AsPrinted
from briefing.trace.changes import IN_FORM, Change
from briefing.trace.contradictions import contradiction
from briefing.trace.figures import KnownFigure, KnownFigures
from briefing.trace.numbers import FoundNumber
from briefing.trace.tie import Tie, tie


class FigureOrigin(StrEnum):
    """Where the new figure comes from."""

    REFRESHED = "与资料一致"
    BY_HAND = "与资料不同"
    UNKNOWN = "资料中没有"
    NOT_HELD = "未与资料对照"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A number that another stands in the place of; `figure` is what it was in the data, None where that is not known.

    `change` is the index of the change that it is part of.
    """

    change: int
    before: FoundNumber
    after: FoundNumber
    figure: KnownFigure | None
    origin: FigureOrigin


@dataclass(frozen=True, slots=True)
class Known:
    """What the numbers of a file may be: `figures`, and for those that the program printed so, by `id()`, which."""

    figures: KnownFigures
    printed: Mapping[int, AsPrinted] = field(default_factory=dict)

    def figure(self, item: Tie) -> KnownFigure | None:
        """Return the figure that a number is, None where that is not known."""
        number, printed = item.number, self.printed.get(id(item.number))
        if printed and not printed.why and folded(number.text) == printed.was:
            return self.figures.by_id.get(printed.ref or "")
        # what a briefing counts of itself (共采用数据14项、做法12项) no fact states
        counted = number.text.endswith("项") and number.before.endswith(("数据", "做法"))
        return None if item.figure is None or counted or contradiction(item.figure, number) else item.figure


def figure_changes(
    found: Sequence[Change], before: Known | None, after: Known | None, *, as_written: bool = False
) -> tuple[FigureChange, ...]:
    """Return each number that was replaced by another.

    `before` and `after` are what the numbers of the two files may be, None where nothing is known of them;
    `as_written`: nobody has touched the second file since the program wrote it, so that all in it is from the data.
    """
    own = [(index, change) for index, change in enumerate(found) if change.kind not in IN_FORM]
    pairs = [(index, old, new) for index, change in own for old, new in _replaced(change)]
    was, now = (
        list(map(known.figure, tie(held, known.figures))) if known else [None] * len(pairs)
        for held, known in (([old for _, old, _ in pairs], before), ([new for _, _, new in pairs], after))
    )
    made = []
    for (index, old, new), one, other in zip(pairs, was, now, strict=True):
        origin = FigureOrigin.REFRESHED if as_written else _origin(one, other, asked=before is not None)
        if not (before or after):
            origin = FigureOrigin.NOT_HELD
        if not (one and other and (one.id, one.printed) == (other.id, other.printed)):  # 81场 and 81场次 are one figure
            made.append(FigureChange(index, old, new, one, origin))
    return tuple(made)


def _origin(was: KnownFigure | None, now: KnownFigure | None, *, asked: bool) -> FigureOrigin:
    """Return where a figure comes from; what the data have of another thing in that city is no reason for it.

    `asked`: the data were asked what it was before, and what they do not know they cannot bear out.
    """
    if was is None and (asked or now is None):
        return FigureOrigin.UNKNOWN
    same = now and (was is None or was.places != now.places or was.names == now.names)
    return FigureOrigin.REFRESHED if same else FigureOrigin.BY_HAND if was else FigureOrigin.UNKNOWN


def _replaced(change: Change) -> Iterator[tuple[FoundNumber, FoundNumber]]:
    """Yield the numbers of a change that differ, in pairs."""
    old, new = ([number for item in side for number in item.numbers] for side in (change.before, change.after))
    texts = [folded(number.text) for number in old], [folded(number.text) for number in new]
    differ = [(a, b) for a, b, was, now in zip(old, new, *texts, strict=False) if was != now]
    if len(old) == len(new) and all(a.before[-1:] == b.before[-1:] for a, b in differ):  # also two that were swapped
        yield from differ
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *texts, False).get_opcodes():
        if tag == "replace":
            yield from zip(old[i1:i2], new[j1:j2], strict=False)


@dataclass(frozen=True, slots=True)
class Correction:
    """What to put into the data, by hand, if a changed figure is right: the file and line, or cell, and the lines.

    `old` and `new` are the figures as written; `lines` is the YAML of the fields that change, "" for a cell.
    """

    fact: Fact
    place: str
    old: str
    new: str
    sentence: str
    lines: str


def corrections(found: Iterable[FigureChange], library: Library, figures: KnownFigures) -> tuple[Correction, ...]:
    """Return a correction for each fact whose figure was changed by hand, once; computed figures have none."""
    facts = {fact.id: fact for fact in library.facts()}
    made: dict[tuple[str, str], Correction] = {}
    for item in found:
        fact = facts.get(item.figure.id) if item.figure and not item.figure.target else None
        if fact is None or item.origin is not FigureOrigin.BY_HAND:
            continue
        readings = figures.reader.read(item.after.text)
        fields = (
            _fields(fact, _as_said(item.after), readings[0], figures.unit_behind(readings[0])) if readings else None
        )
        if fields:
            lines = "" if fact.cell else write_yaml(fields).decode()
            at = fact.location
            place = fact.cell or "".join((at.file or "", f" 第 {at.line} 行" if at.line else ""))
            made.setdefault(
                (fact.id, item.after.text),
                Correction(fact, place, item.before.text, item.after.text, item.after.sentence, lines),
            )
    return tuple(made.values())


_AHEAD = re.compile("(?:大?约|接?近|超过?|逾|突破|不足|不到|未到)$")
_BEHIND = re.compile("以[上下内]|左右|上下|多|余")


def _as_said(number: FoundNumber) -> str:
    """Return a quantity with the words that say how near it is: 约190类, 七成以上."""
    ahead, behind = _AHEAD.search(number.before), _BEHIND.match(number.paragraph.text, number.end)
    return (ahead[0] if ahead else "") + number.text + (behind[0] if behind else "")


def _fields(fact: Fact, printed: str, reading: Reading, symbol: str) -> dict[str, Plain]:
    """Return the fields of a fact that another figure gives other values; one without a unit is in that of the fact."""
    unit = fact.quantity.unit
    scale, bare = unit.parts
    other = bool(symbol) and symbol != bare
    low, high = (end / SCALES[scale if symbol and not other else ""] for end in (reading.low, reading.high))
    if fact.direction and fact.quantity.value >= 0:  # 下降3%, entered as 3 with its direction
        low, high = abs(low), abs(high)
    value: Plain = _plain(low) if low == high else f"{_plain(low):f}~{_plain(high):f}"
    return {
        "id": fact.id,
        "value": value,
        **({"unit": symbol} if other else {}),
        **({"printed": printed if symbol else f"{printed}{unit.symbol}"} if fact.printed else {}),
    }


def _plain(value: Decimal) -> Decimal:
    """Return a number without zeros at its end and without an exponent."""
    return Decimal(format(value.normalize(), "f"))
