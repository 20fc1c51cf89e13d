"""The figures that differ between two Word files: refreshed by the program, or changed by hand against the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum

from briefing.data.rules.printed_reading import Reading
from briefing.data.yaml_files.yaml_writer import Plain, write_yaml
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.model.quantity import SCALES
from briefing.text.digits import folded
from briefing.trace.changes import IN_FORM, Change, ChangeKind
from briefing.trace.evidence import CheckedNumber, NumberStatus
from briefing.trace.figures import INEXACT, KnownFigure, KnownFigures
from briefing.trace.numbers import FoundNumber


class FigureOrigin(StrEnum):
    """Where the new figure comes from."""

    REFRESHED = "与资料一致"
    BY_HAND = "与资料不同"
    DOUBTFUL = "待核"
    UNKNOWN = "资料中没有"
    NOT_HELD = "未与资料对照"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A number in the place of another, or (`before` None) one that somebody added.

    `figure` is what it was in the data, of one that was added what it is there; None where that is not known. `change`
    is the index of the change that it is part of.
    """

    change: int
    before: FoundNumber | None
    after: FoundNumber
    figure: KnownFigure | None
    origin: FigureOrigin


Judged = Mapping[int, CheckedNumber] | None
"""The numbers of a file by their `id()`, each held against the data; None where nothing is known of them."""


def figure_changes(
    found: Sequence[Change], before: Judged, after: Judged, *, as_written: bool = False
) -> tuple[FigureChange, ...]:
    """Return each number of the second file that replaced another, or that somebody added.

    `before` and `after` are the numbers of the two files; `as_written`: nobody has touched the second file since the
    program wrote it, so that all in it is from the data.
    """
    made = []
    for index, change in enumerate(found):
        for old, new in _replaced(change) if change.kind not in IN_FORM else ():
            was = before[id(old)].sure if before and old else None
            held = after[id(new)] if after else None
            now = held.sure if held else None
            near = old is not None and _nearness(as_said(old)) != _nearness(as_said(new))
            same = was and now and (was.id, was.printed) == (now.id, now.printed)
            if same and not near:  # 81场 and 81场次 are one figure
                continue
            if old is None:
                if as_written:
                    continue
                origin = _ADDED.get(held.standing, FigureOrigin.UNKNOWN) if held else FigureOrigin.NOT_HELD
            elif not (before or after):
                origin = FigureOrigin.NOT_HELD
            elif as_written:
                origin = FigureOrigin.REFRESHED
            elif was and same and near:
                as_held = _nearness(was.printed) == _nearness(as_said(new))
                origin = FigureOrigin.REFRESHED if as_held else FigureOrigin.BY_HAND
            else:
                origin = _origin(was, now, asked=before is not None)
            made.append(FigureChange(index, old, new, was if old else now, origin))
    return tuple(made)


_ADDED = {NumberStatus.UNCHANGED: FigureOrigin.REFRESHED, NumberStatus.DOUBTFUL: FigureOrigin.DOUBTFUL}


def _origin(was: KnownFigure | None, now: KnownFigure | None, *, asked: bool) -> FigureOrigin:
    """Return where a figure comes from; what the data have of another thing in that city is no reason for it.

    `asked`: the data were asked what it was before, and what they do not know they cannot bear out.
    """
    if was is None and (asked or now is None):
        return FigureOrigin.UNKNOWN
    # one file may be known by a bundle, the other by a library, which knows more names of the same
    same = now and (was is None or not {*was.places} & {*now.places} or bool({*was.names} & {*now.names}))
    return FigureOrigin.REFRESHED if same else FigureOrigin.BY_HAND if was else FigureOrigin.UNKNOWN


def _replaced(change: Change) -> Iterator[tuple[FoundNumber | None, FoundNumber]]:
    """Yield the numbers of a change that differ, in pairs, None with those that replaced none."""
    if change.kind is ChangeKind.DELETED:
        return
    old, new = ([number for item in side for number in item.numbers] for side in (change.before, change.after))
    texts = [folded(as_said(number)) for number in old], [folded(as_said(number)) for number in new]
    differ = [(a, b) for a, b, was, now in zip(old, new, *texts, strict=False) if was != now]
    if len(old) == len(new) and all(a.before[-1:] == b.before[-1:] for a, b in differ):  # also two that were swapped
        yield from differ
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *texts, False).get_opcodes():
        if tag in ("replace", "insert"):
            kept = [*old[i1:i2], *[None] * (j2 - j1)]
            yield from zip(kept, new[j1:j2], strict=False)


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

    def __str__(self) -> str:
        said = f"\n# {self.place}：{self.old} 改为 {self.new}\n# 修改稿：{self.sentence}\n"
        blank = "# 依据（来源、段落或页码）：\n"
        if not self.lines:
            return f"{said}# 表格里的数，请在这一格改。\n{blank}"
        head, *rest = self.lines.splitlines()
        return said + "\n".join((f"- {head}", *(f"  {line}" for line in rest))) + f"\n  {blank}"


CORRECTIONS_HEAD = "# 修改稿里与资料不同的数字。程序不改资料：请逐条核实，填写依据，再由人改入资料文件。"


def corrections_text(found: Iterable[Correction]) -> str:
    """Return corrections as a person puts them into the data, each with a place for its source."""
    return "\n".join((CORRECTIONS_HEAD, *map(str, found)))


def corrections(found: Iterable[FigureChange], library: Library, figures: KnownFigures) -> tuple[Correction, ...]:
    """Return a correction for each fact whose figure was changed by hand, once; computed figures have none."""
    facts = {fact.id: fact for fact in library.facts()}
    made: dict[tuple[str, str], Correction] = {}
    for item in found:
        fact = facts.get(item.figure.id) if item.figure and not item.figure.target else None
        if fact is None or item.before is None or item.origin is not FigureOrigin.BY_HAND:
            continue
        readings = figures.reader.read(item.after.text)
        fields = _fields(fact, as_said(item.after), readings[0], figures.unit_behind(readings[0])) if readings else None
        if fields:
            lines = "" if fact.cell else write_yaml(fields).decode()
            at = fact.location
            place = fact.cell or "".join((at.file or "", f" 第 {at.line} 行" if at.line else ""))
            made.setdefault(
                (fact.id, item.after.text),
                Correction(fact, place, as_said(item.before), as_said(item.after), item.after.sentence, lines),
            )
    return tuple(made.values())


_AHEAD = re.compile("(?:大?约|接?近|超过?|逾|突破|不足|不到|未到)$")
_BEHIND = re.compile("以[上下内]|左右|上下|多|余")


_NEAR = re.compile(f"约|近|[超逾]|突破|不足|[不未]到|以[上下内]|左右|上下|[{INEXACT}]")


def _nearness(text: str) -> list[str]:
    """Return the words of a quantity that say how near it is: 30余项 is not 30项, nor is 近30项."""
    return _NEAR.findall(text)


def as_said(number: FoundNumber) -> str:
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
