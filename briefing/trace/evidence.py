"""事实依据: what each number in a Word file rests on, and whether a file still agrees with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefing.bundle.contents import COLUMNS, STATED
from briefing.model.catalogue import UnitFamily
from briefing.model.document import Derived
from briefing.ooxml.package import Package
from briefing.text.digits import folded
from briefing.text.files import FINGERPRINT
from briefing.trace.contradictions import contradiction
from briefing.trace.figures import KnownFigure, KnownFigures
from briefing.trace.numbers import FoundNumber, numbers, paragraphs_of
from briefing.trace.tie import ENOUGH, Tie, spoken_of, tie
from briefing.wording.figures import DERIVED

KEPT = (*COLUMNS[:15], "目标", "目标时期")
"""The columns of facts.csv from which a figure can be derived, and by which it is known."""
COUNTED = "计数"
Row = Mapping[str, str]
"""A row of facts.csv, by column."""


class NumberStatus(StrEnum):
    """How a number in a file stands to what it should rest on."""

    UNCHANGED = "一致"
    CHANGED = "改过"
    UNKNOWN = "没有依据"
    DOUBTFUL = "待核"


@dataclass(frozen=True, slots=True)
class CheckedNumber:
    """A number in a file: how it stands, and the row that it rests on, or that it was changed from; None for none.

    `why` is what the words around it contradict, "" for nothing.
    """

    number: FoundNumber
    standing: NumberStatus
    row: Row | None
    why: str = ""

    def __str__(self) -> str:
        said = f"{place(self.number)}“{self.number.text}”"
        if self.standing is NumberStatus.CHANGED and self.row:
            return f"{said}：{self.row['城市']}{self.row['指标']}原为{self.row['表述'].removeprefix(chr(39))}"
        return f"{said}（{self.why}）：{self.number.sentence}" if self.why else f"{said}：{self.number.sentence}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The row of a figure, and the numbers of the file that print it; () for one that only others rest on."""

    row: Row
    printed: tuple[FoundNumber, ...]


def place(number: FoundNumber) -> str:
    """Return where a number stands, as people name it: 第12段, 表1第2行第3列."""
    at = number.paragraph.position
    if at.table:
        return f"表{at.table}第{at.row}行第{at.column}列"
    return f"第{at.paragraph}段" if at.paragraph else at.part


def digest(row: Row) -> str:
    """Return a sum over what a figure is known by and derived from, as facts.csv has it."""
    words = "\x1f".join(row[name] for name in KEPT)
    return hashlib.sha256(words.encode()).hexdigest()[:FINGERPRINT]


def counted(derived: Iterable[Derived]) -> list[Row]:
    """Return rows for what a briefing says of itself (数据14项), which rests on no fact."""
    return [
        {**dict.fromkeys(COLUMNS, ""), "编号": entry.id.lstrip("="), "类别": COUNTED, "表述": entry.text,
         "推算公式": entry.formula}
        for entry in derived
        if not entry.inputs
    ]  # fmt: skip


def check(package: Package, rows: Sequence[Row], units: Mapping[str, UnitFamily]) -> list[CheckedNumber]:
    """Return every number in a Word file, in order, held against rows of facts.csv.

    What was counted or set by hand is as it stands in its row.
    """
    known = KnownFigures.of_rows(rows, units)
    by_id = {row["编号"]: row for row in rows}
    given = {folded(row["表述"].removeprefix("'")): row for row in rows if row["类别"] not in (STATED, DERIVED)}
    found = numbers(paragraphs_of(package), known.units)
    return [_checked(item, known, by_id, given) for item in tie(found, known)]


def _checked(item: Tie, known: KnownFigures, by_id: Mapping[str, Row], given: Mapping[str, Row]) -> CheckedNumber:
    number = item.number
    sentence, text = folded(number.sentence), folded(number.text)
    first = next(iter(item.candidates), None)
    if first and first.score >= ENOUGH and _in_unit(first.figure, number, known):
        why = contradiction(first.figure, number)
        standing = NumberStatus.DOUBTFUL if why else NumberStatus.UNCHANGED
        return CheckedNumber(number, standing, by_id.get(first.figure.id.lstrip("=")), why)
    for words, row in given.items():
        if text in words and words in sentence:
            return CheckedNumber(number, NumberStatus.UNCHANGED, row)
    if first:
        return CheckedNumber(number, NumberStatus.DOUBTFUL, by_id.get(first.figure.id.lstrip("=")))
    meant = spoken_of(number, known)
    was = by_id.get(meant.id.lstrip("=")) if meant else None
    return CheckedNumber(number, NumberStatus.CHANGED if was else NumberStatus.UNKNOWN, was)


def _in_unit(figure: KnownFigure, number: FoundNumber, known: KnownFigures) -> bool:
    """Return whether a figure is printed as a number is written, or is in its unit: 15份 is not 15个."""
    symbols = filter(None, map(known.unit_behind, known.reader.read(number.text)))
    written = {unit.parts[1] for symbol in symbols for unit in known.units_called(symbol)}
    printed = folded(number.text) in folded(figure.printed)
    return not written or printed or (figure.quantity is not None and figure.quantity.unit.parts[1] in written)


def evidence(checked: Iterable[CheckedNumber], rows: Sequence[Row]) -> list[Evidence]:
    """Return what the numbers of a file rest on, in the order in which they first stand there, then what these do."""
    printed: dict[str, list[FoundNumber]] = {}
    for item in checked:
        if item.row and item.standing is NumberStatus.UNCHANGED:
            printed.setdefault(item.row["编号"], []).append(item.number)
    by_id = {row["编号"]: row for row in rows}
    inputs = (name for id in printed for name in by_id[id]["推算依据"].split("、") if name in by_id)
    return [Evidence(by_id[id], tuple(printed.get(id, ()))) for id in dict.fromkeys((*printed, *inputs))]
