"""事实依据: what each number in a Word file rests on, and whether a file still agrees with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing.bundle.contents import COLUMNS, STATED
from briefing.bundle.manifest import Manifest, PrintedLine
from briefing.model.catalogue import UnitFamily
from briefing.ooxml.package import Package
from briefing.text.digits import folded, numbers_in
from briefing.text.files import FINGERPRINT
from briefing.trace.as_printed import MOVED, AsPrinted, as_printed
from briefing.trace.contradictions import contradiction
from briefing.trace.figures import COUNTED, INEXACT, KnownFigure, KnownFigures, rows_of_bundle
from briefing.trace.numbers import FoundNumber, numbers, paragraphs_of
from briefing.trace.tie import Tie, spoken_of, tie
from briefing.wording.figures import DERIVED

KEPT = (*COLUMNS[:15], "目标", "目标时期")
"""The columns of facts.csv from which a figure can be derived, and by which it is known."""
Row = Mapping[str, str]
"""A row of facts.csv, by column."""


class NumberStatus(StrEnum):
    """How a number in a file stands to what it should rest on."""

    UNCHANGED = "一致"
    CHANGED = "改过"
    UNKNOWN = "没有依据"
    DOUBTFUL = "待核"


WRONG = (NumberStatus.CHANGED, NumberStatus.UNKNOWN)
"""How a number stands that has no basis which can be believed."""


@dataclass(frozen=True, slots=True)
class CheckedNumber:
    """A number in a file: how it stands, and the row that it rests on, or that it was changed from; None for none.

    `why` is what it was, or what the words around it were or contradict, "" for nothing.
    """

    number: FoundNumber
    standing: NumberStatus
    row: Row | None
    why: str = ""

    def __str__(self) -> str:
        said = f"{place(self.number)}“{self.number.text}”"
        if self.standing is NumberStatus.CHANGED and self.row:
            was = self.why or f"原为{self.row['表述'].removeprefix(chr(39))}"
            return f"{said}：{self.row['城市']}{self.row['指标']}{was}"
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
    return digest_of("\x1f".join(row[name] for name in KEPT))


def digest_of(words: str) -> str:
    """Return the first signs of the SHA-256 of words."""
    return hashlib.sha256(words.encode()).hexdigest()[:FINGERPRINT]


@dataclass(frozen=True, slots=True)
class EvidenceBase:
    """What numbers may rest on: rows of facts.csv, and what briefings printed, () where that is not known."""

    rows: Sequence[Row]
    lines: Sequence[PrintedLine] = ()

    @classmethod
    def of_bundle(cls, folder: Path, manifest: Manifest) -> EvidenceBase:
        """Return what a bundle holds, with what it counts of itself (数据14项), which rests on no fact.

        BriefingError where its facts.csv cannot be read.
        """
        counted = [
            {**dict.fromkeys(COLUMNS, ""), "编号": entry.id.lstrip("="), "类别": COUNTED, "表述": entry.text,
             "推算公式": entry.formula}
            for entry in manifest.derived
            if not entry.inputs
        ]  # fmt: skip
        return cls([*rows_of_bundle(folder), *counted], manifest.lines)


def check(package: Package, basis: EvidenceBase, units: Mapping[str, UnitFamily]) -> list[CheckedNumber]:
    """Return every number in a Word file, in order, held against what it may rest on.

    What stands as it was printed is known by that, all else by the words around it; what was counted or set by hand is
    as it stands in its row.
    """
    known = KnownFigures.of_rows(basis.rows, units)
    by_id = {row["编号"]: row for row in basis.rows}
    given = {folded(row["表述"].removeprefix("'")): row for row in basis.rows if row["类别"] not in (STATED, DERIVED)}
    paragraphs = paragraphs_of(package)
    found = numbers(paragraphs, known.units)
    printed = as_printed(found, paragraphs, basis.lines, known)
    return [
        _as_printed(item, now, known, by_id)
        if (now := printed.get(id(item.number)))
        else _checked(item, known, by_id, given)
        for item in tie(found, known)
    ]


def _as_printed(item: Tie, printed: AsPrinted, known: KnownFigures, by_id: Mapping[str, Row]) -> CheckedNumber:
    """Return how a number stands that is in the place of one that was printed."""
    number, row, why = item.number, by_id.get((printed.ref or "").lstrip("=")), printed.why
    if folded(number.text) != printed.was:
        figure = next((one.figure for one in item.candidates if one.figure.id == printed.ref), None)
        if figure is None and [*numbers_in(number.text)] != [*numbers_in(printed.was)]:
            return CheckedNumber(number, NumberStatus.CHANGED, row, f"原为{printed.was}")
        inexact = [{*text} & {*INEXACT} for text in (number.text, printed.was)]
        if figure is None or inexact[0] != inexact[1] or not _in_unit(figure, number, known):
            why = f"原为{printed.was}"
    if why == MOVED and item.figure and item.figure.id == printed.ref and not contradiction(item.figure, number):
        why = ""
    return CheckedNumber(number, NumberStatus.DOUBTFUL if why else NumberStatus.UNCHANGED, row, why)


def _checked(item: Tie, known: KnownFigures, by_id: Mapping[str, Row], given: Mapping[str, Row]) -> CheckedNumber:
    """Return how a number stands that was printed nowhere, as far as is known."""
    number = item.number
    sentence, text = folded(number.sentence), folded(number.text)
    first = next((one.figure for one in item.candidates), None)
    if item.figure and _in_unit(item.figure, number, known):
        why = contradiction(item.figure, number)
        standing = NumberStatus.DOUBTFUL if why else NumberStatus.UNCHANGED
        return CheckedNumber(number, standing, by_id.get(item.figure.id.lstrip("=")), why)
    for words, row in given.items():
        if text in words and words in sentence:
            return CheckedNumber(number, NumberStatus.UNCHANGED, row)
    if first:
        why = item.why or f"依据是“{first.printed}”"
        return CheckedNumber(number, NumberStatus.DOUBTFUL, by_id.get(first.id.lstrip("=")), why)
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
