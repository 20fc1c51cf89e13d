"""事实依据表 and what is held against it: every number of a Word file, and the fact that it rests on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.api.basis import XLSX, basis_places, carried
from briefing.api.workspace import Workspace
from briefing.bundle.contents import FACTS
from briefing.bundle.manifest import PrintedLine, read_line, read_manifest
from briefing.data.tables.book import Sheet
from briefing.data.tables.opening import open_book
from briefing.errors import BriefingError, Location, Problem, Severity, UsageError, enumerated, errors_in
from briefing.memo.archive import ArchivedFile
from briefing.memo.briefings import MEMO
from briefing.ooxml.package import Package, read_docx
from briefing.text.files import read_file
from briefing.trace.evidence import KEPT, WRONG, CheckedNumber, EvidenceBase, NumberStatus, check, digest, digest_of
from briefing.trace.evidence_table import (
    COLUMNS,
    GUIDE,
    LINE_COLUMNS,
    LINES,
    SUM,
    TITLE,
    CheckedFile,
    evidence_document,
    line_rows,
    parts,
    table_rows,
)

Paths = str | Path | Iterable[str | Path]
DOCX = ".docx"


@dataclass(frozen=True, slots=True)
class Verified:
    """The numbers of a Word file, in order, each with how it stands to its basis, whose faults `problems` are."""

    numbers: tuple[CheckedNumber, ...]
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Return whether no number was changed and none is without a basis that can be believed."""
        return not errors_in(self.problems) and not any(item.standing in WRONG for item in self.numbers)

    @property
    def summary(self) -> str:
        """Return in a line how many numbers stand how."""
        counts = Counter(item.standing for item in self.numbers)
        told = "，".join(f"{standing} {counts[standing]} 个" for standing in NumberStatus if counts[standing])
        return f"数字 {len(self.numbers)} 个：{told}。" if told else "文件里没有数字。"


def verify(file: str | Path, against: Paths = (), workspace: Workspace | None = None) -> Verified:
    """Hold every number of a Word file against bundles, or against a 事实依据表 in .xlsx.

    `against`: () for what lies with the file (see `basis_places`). UsageError for a file that is not there,
    BriefingError for one that is no sound .docx, and for a basis that cannot be read.
    """
    path = Path(file)
    package = Package.open(read_docx(path, "请检查文件名；应是一个 .docx 文件。"), str(path))
    basis, problems = basis_of(basis_places([path], paths_of(against)))
    here = workspace or Workspace.open()
    return Verified(tuple(check(package, basis, here.catalogue().units)), tuple(problems))


def basis_of(places: Sequence[Path]) -> tuple[EvidenceBase, list[Problem]]:
    """Return what bundles and 事实依据表 hold, and what in them was changed since they were made."""
    held: list[EvidenceBase] = []
    problems: list[Problem] = []
    for place in places:
        if place.suffix.lower() == XLSX:
            found, faults = _table(place)
            held.append(found)
        else:
            manifest = read_manifest(place)
            if manifest.kind == MEMO:  # its figures are those of the bundles that it carries
                held.append(EvidenceBase((), manifest.lines))
                continue
            held.append(EvidenceBase.of_bundle(place, manifest))
            kept = manifest.files.get(FACTS)
            changed = hashlib.sha256(read_file(place / FACTS, within=place)).hexdigest() != kept
            told = Problem("生成后被改动过，不能作依据。", Location(str(place / FACTS)), "请重新生成这份简报。")
            faults = [told] if changed else []
        problems += faults
    return EvidenceBase(
        [row for item in held for row in item.rows], [line for item in held for line in item.lines]
    ), problems


def _table(path: Path) -> tuple[EvidenceBase, list[Problem]]:
    """Return what a 事实依据表 holds, and those of its rows that are not as they were written."""
    book = open_book(path)
    rows: list[dict[str, str]] = []
    lines: list[PrintedLine] = []
    problems = list(errors_in(book.problems))

    def changed(what: str, sheet: Sheet, at: int) -> Problem:
        told = f"{what}与{SUM}不符，写成以后被改动过。"
        return Problem(told, sheet.location(at, 0), "请用原来的那份依据表。")

    for sheet in book.sheets:
        for at, line in _below(sheet, COLUMNS):
            row = dict(zip(COLUMNS, line, strict=True))
            problems += [changed(f"“{row[KEPT[0]]}”这一行", sheet, at)] if digest(row) != row[SUM] else []
            rows.append(row)
        for at, (text, kept) in _below(sheet, LINE_COLUMNS):
            printed = read_line(text)
            problems += [changed("这一行文字", sheet, at)] if printed is None or digest_of(text) != kept else []
            lines += [printed] if printed else []
    if not rows and not problems:
        hint = "应是成果包的文件夹，或 --evidence 写的 .xlsx。"
        problems.append(Problem(f"这不是{TITLE}。", Location(str(path)), hint))
    if not rows:
        raise BriefingError(problems)
    return EvidenceBase(rows, lines), problems


def _below(sheet: Sheet, heads: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows below these heads with their numbers; none where the sheet has not these."""
    held = [tuple(sheet.cell(at, column).text for column in range(len(heads))) for at in range(len(sheet.raw))]
    top = held.index(heads) + 1 if heads in held else len(held)
    yield from enumerate(held[top:], start=top)


def evidence_table(
    files: Sequence[tuple[str, bytes]], places: Sequence[Path], kind: str, workspace: Workspace
) -> bytes:
    """Return the 事实依据表 of Word files, given by name, that rest on `places`, as an .xlsx or a .docx (`kind`).

    BriefingError for a file that is no sound .docx, and for a basis that was changed.
    """
    basis, problems = basis_of(places)
    if problems:
        raise BriefingError(problems)
    units = workspace.catalogue().units
    held = [
        CheckedFile(
            name,
            hashlib.sha256(data).hexdigest(),
            tuple(check(Package.open(data, name), basis, units)),
        )
        for name, data in files
    ]
    if kind == DOCX:
        from briefing.render.word.make_shell import plain_shell  # noqa: PLC0415 - only where it is asked for
        from briefing.render.word.writer import render_docx  # noqa: PLC0415 - as above

        return render_docx(evidence_document(held, basis.rows), {}, plain_shell(landscape=True))
    from briefing.data_tools.workbook import FormColumn, FormPage, workbook  # noqa: PLC0415 - as above

    columns = tuple(FormColumn(name, 36 if name in ("文中位置", "来源", "推算公式") else 14) for name in COLUMNS)
    pages = [
        FormPage(
            f"{TITLE}{at}",
            columns,
            table_rows(items),
            title=f"{TITLE}：{name}",
            lines=((GUIDE, None), *((words, None) for words in said)),
        )
        for at, (name, said, items) in enumerate(parts(held, basis.rows), start=1)
    ]
    printed = FormPage(LINES, tuple(FormColumn(name, 60) for name in LINE_COLUMNS), line_rows(basis.lines))
    return workbook([*pages, *([printed] if basis.lines else [])])


def changed_numbers(
    folder: Path, files: Sequence[ArchivedFile], attached: Sequence[Path], workspace: Workspace | None
) -> Iterator[Problem]:
    """Yield warnings of the Word files from a folder that a person has edited, with the numbers that have no basis."""
    try:
        places = carried(folder, attached)
        sums = read_manifest(folder).files if places else {}
        basis = basis_of(places)[0]
    except BriefingError:  # nothing is known of them, which `verify` says
        return
    for item in files:
        kept = sums.get(item.name) if item.origin == folder.resolve().name and item.name.endswith(DOCX) else None
        if kept in (None, hashlib.sha256(item.data).hexdigest()):
            continue
        checked = check(Package.open(item.data, item.name), basis, (workspace or Workspace.open()).catalogue().units)
        if wrong := [str(number) for number in checked if number.standing in WRONG]:
            said = f"与成果包不符的数字{len(wrong)}个：{enumerated(wrong, '；')}。"
            yield Problem(said, Location(item.name), "请逐个核对；改对了的，也请改资料。", Severity.WARNING)


def kind_of_table(path: Path) -> str:
    """Return the kind of file that a 事实依据表 is to be, by its name; UsageError for another than .xlsx and .docx."""
    if path.suffix.lower() not in (XLSX, DOCX):
        raise UsageError(Problem(f"{TITLE}“{path}”应是 .xlsx 或 .docx 文件。", hint="如 --evidence 依据表.xlsx。"))
    return path.suffix.lower()


def paths_of(given: Paths) -> tuple[Path, ...]:
    """Return what is given as one path or several."""
    return (Path(given),) if isinstance(given, str | Path) else tuple(map(Path, given))
