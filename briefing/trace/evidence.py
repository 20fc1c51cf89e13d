"""What each number in a Word file is: the figure that was printed in its place, else the one that is spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing.bundle.contents import COLUMNS, FACTS
from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import Manifest, PrintedLine
from briefing.errors import Location, Problem
from briefing.model.catalogue import UnitFamily
from briefing.ooxml.package import Package
from briefing.ooxml.position import Position
from briefing.text.digits import folded, numbers_in
from briefing.text.files import read_file
from briefing.trace.as_printed import MOVED, AsPrinted, as_printed
from briefing.trace.contradictions import contradiction
from briefing.trace.figures import COUNTED, INEXACT, KnownFigure, KnownFigures, Row, rows_of_bundle
from briefing.trace.numbers import FoundNumber
from briefing.trace.passages import Passage, read_text
from briefing.trace.tie import Tie, spoken_of, tie

OWN_COUNTS = "数据", "做法"
"""What a briefing counts of itself (共采用数据14项、做法12项), which no fact states."""


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
    """A number in a file: how it stands, and the figure that it is, may be or was changed from; None for none.

    `why` is what it was, or what the words around it were or contradict, "" for nothing.
    """

    number: FoundNumber
    standing: NumberStatus
    figure: KnownFigure | None
    why: str = ""

    @property
    def row(self) -> Row | None:
        """Return the row of the figure in facts.csv, None where no bundle has it."""
        return self.figure.row if self.figure else None

    @property
    def sure(self) -> KnownFigure | None:
        """Return the figure that it is, None where that is not sure."""
        return self.figure if self.standing is NumberStatus.UNCHANGED else None

    def __str__(self) -> str:
        said = f"{place(self.number.paragraph.position)}“{self.number.text}”"
        if self.standing is NumberStatus.CHANGED and self.figure:
            return f"{said}：{self.figure}{self.why or f'原为{self.figure.printed}'}"
        return f"{said}（{self.why}）：{self.number.sentence}" if self.why else f"{said}：{self.number.sentence}"


def told(numbers: Iterable[CheckedNumber]) -> Iterator[tuple[CheckedNumber, str]]:
    """Yield each number with its line; of those of a column that the same is said of one, with a line for all."""
    groups: dict[tuple[object, ...], list[CheckedNumber]] = {}
    for item in numbers:
        groups.setdefault(_alike(item), []).append(item)
    for first, *others in groups.values():
        at = first.number.paragraph.position
        words = "、".join(item.number.text for item in (first, *others))
        column = f"表{at.table}第{at.column}列{len(others) + 1}个数（{first.why}）：{words}"
        yield first, column if others else str(first)


def _alike(item: CheckedNumber) -> tuple[object, ...]:
    """Return what doubtful numbers of one column have in common, of others the number itself."""
    at = item.number.paragraph.position
    of_column = item.standing is NumberStatus.DOUBTFUL and at.column and item.why
    return (at.table, at.column, item.why) if of_column else (id(item),)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """The numbers of a file, in order, and its titles, captions and notes that say other things than was printed."""

    numbers: list[CheckedNumber]
    words: list[str]


def place(at: Position) -> str:
    """Return where something stands, as people name it: 第12段, 表1第2行第3列."""
    if at.table:
        return f"表{at.table}第{at.row}行第{at.column}列"
    return f"第{at.paragraph}段" if at.paragraph else at.part


@dataclass(frozen=True, slots=True)
class EvidenceBase:
    """What numbers may rest on: rows of facts.csv, and what briefings printed, () where that is not known."""

    rows: Sequence[Row]
    lines: Sequence[PrintedLine] = ()

    @classmethod
    def of_bundle(cls, folder: Path, manifest: Manifest) -> EvidenceBase:
        """Return what a bundle holds, with what it counts of itself (数据14项), which rests on no fact.

        Of a memo only what it prints: its figures are those of the bundles that it carries. BriefingError where its
        facts.csv cannot be read.
        """
        counted = [
            {**dict.fromkeys(COLUMNS, ""), "编号": entry.id.lstrip("="), "类别": COUNTED, "表述": entry.text,
             "推算公式": entry.formula}
            for entry in manifest.derived
            if not entry.inputs
        ]  # fmt: skip
        return cls([] if manifest.kind else [*rows_of_bundle(folder), *counted], manifest.lines)

    @classmethod
    def read_bundle(cls, folder: Path) -> tuple[EvidenceBase, list[Problem]]:
        """Return the same, and what in its facts.csv was changed since they were written."""
        manifest = read_manifest(folder)
        held = cls.of_bundle(folder, manifest)
        if manifest.kind or manifest.wrote(FACTS, read_file(folder / FACTS, within=folder)):
            return held, []
        place = Location(str(folder / FACTS))
        return held, [Problem("生成后被改动过，不能作依据。", place, "请重新生成这份简报。")]

    @classmethod
    def of_all(cls, held: Sequence[EvidenceBase]) -> EvidenceBase:
        """Return what several hold, as one."""
        return cls([row for item in held for row in item.rows], [line for item in held for line in item.lines])


def unfounded(data: bytes, basis: EvidenceBase, units: Mapping[str, UnitFamily], file: str = "") -> list[CheckedNumber]:
    """Return the numbers of a Word file that have no basis which can be believed; `file` is what errors call it."""
    found = check_text(Package.open(data, file), basis, units).numbers
    return [item for item in found if item.standing in WRONG]


def check_text(package: Package, basis: EvidenceBase, units: Mapping[str, UnitFamily]) -> CheckedText:
    """Return every number in a Word file, in order, held against what it may rest on, and the words without numbers
    that say other things than was printed."""
    known = KnownFigures.of_rows(basis.rows, units)
    text = read_text(package, known.units)
    printed, words = as_printed(text.passages, basis.lines, known)
    told = [f"{place(one.passage.position)}“{one.passage.text}”（原文是“{one.was}”）" for one in words]
    return CheckedText(_judged(text.numbers, known, printed, bool(basis.lines)), told)


def judge(
    found: Iterable[FoundNumber],
    known: KnownFigures,
    passages: Iterable[Passage] = (),
    lines: Sequence[PrintedLine] = (),
) -> list[CheckedNumber]:
    """Return which figure each number is, if it is sure.

    Where it is known what was printed (`lines`), a number is what was printed in its place in the `passages`, as long
    as all that is said of it is as it was; one in a sentence that was not printed is for a person. Where it is not,
    the words around a number decide, by what speaks for a figure and what contradicts it: a negation, or a word that
    no list has, goes unnoticed.
    """
    return _judged(found, known, as_printed(passages, lines, known)[0], bool(lines))


def _judged(
    found: Iterable[FoundNumber], known: KnownFigures, printed: Mapping[int, AsPrinted], added: bool
) -> list[CheckedNumber]:
    return [
        _in_place(item, was, known) if (was := printed.get(id(item.number))) else _by_words(item, known, added)
        for item in tie(found, known)
    ]


def _in_place(item: Tie, printed: AsPrinted, known: KnownFigures) -> CheckedNumber:
    """Return how a number stands that is in the place of one that was printed."""
    number, figure, why = item.number, known.by_id.get(printed.ref), printed.why
    if folded(number.text) != printed.was:
        same = next((one.figure for one in item.candidates if one.figure.id == printed.ref), None)
        if same is None and [*numbers_in(number.text)] != [*numbers_in(printed.was)]:
            return CheckedNumber(number, NumberStatus.CHANGED, figure, f"原为{printed.was}")
        inexact = [{*text} & {*INEXACT} for text in (number.text, printed.was)]
        if same is None or inexact[0] != inexact[1] or not _in_unit(same, number, known):
            why = f"原为{printed.was}"
    if printed.moved and not (item.figure and item.figure.id == printed.ref):
        why = why or MOVED
    return CheckedNumber(number, NumberStatus.DOUBTFUL if why else NumberStatus.UNCHANGED, figure, why)


def _by_words(item: Tie, known: KnownFigures, added: bool) -> CheckedNumber:
    """Return how a number stands that was printed nowhere; `added`: somebody wrote it who is not the program."""
    number, first = item.number, next((one.figure for one in item.candidates), None)
    sentence, text = folded(number.sentence), folded(number.text)
    own_count = text.endswith("项") and number.before.endswith(OWN_COUNTS)
    if item.figure and not own_count and _in_unit(item.figure, number, known):
        why = f"后来加的，资料中有{item.figure}{item.figure.printed}" if added else contradiction(item.figure, number)
        return CheckedNumber(number, NumberStatus.DOUBTFUL if why else NumberStatus.UNCHANGED, item.figure, why)
    for given in () if added else known.given:
        if text in (words := folded(given.printed)) and words in sentence:
            return CheckedNumber(number, NumberStatus.UNCHANGED, given)
    if first:
        return CheckedNumber(number, NumberStatus.DOUBTFUL, first, item.why or f"依据是“{first.printed}”")
    meant = spoken_of(number, known)
    return CheckedNumber(number, NumberStatus.CHANGED if meant else NumberStatus.UNKNOWN, meant)


def _in_unit(figure: KnownFigure, number: FoundNumber, known: KnownFigures) -> bool:
    """Return whether a figure is printed as a number is written, or is in its unit: 15份 is not 15个."""
    symbols = filter(None, map(known.unit_behind, known.reader.read(number.text)))
    written = {unit.parts[1] for symbol in symbols for unit in known.units_called(symbol)}
    printed = folded(number.text) in folded(figure.printed)
    return not written or printed or (figure.quantity is not None and figure.quantity.unit.parts[1] in written)
