"""事实依据表 and what is held against it: every number of a Word file, and the fact that it rests on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.api.basis import XLSX, basis_of_folders, basis_places, without_attachments
from briefing.api.workspace import Workspace
from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import MANIFEST
from briefing.errors import BriefingError, Location, Problem, Severity, UsageError, enumerated, errors_in
from briefing.memo.archive import ArchivedFile
from briefing.memo.briefings import MEMO, typed_numbers
from briefing.ooxml.checks import classified
from briefing.ooxml.package import Package, read_docx
from briefing.trace.evidence import WRONG, CheckedNumber, EvidenceBase, NumberStatus, check_text, judge, told, unfounded
from briefing.trace.evidence_table import (
    COLUMNS,
    GUIDE,
    LINE_COLUMNS,
    LINES,
    TITLE,
    CheckedFile,
    evidence_document,
    line_rows,
    parts,
    read_table,
    table_rows,
)
from briefing.trace.figures import KnownFigures
from briefing.trace.passages import read_text

Paths = str | Path | Iterable[str | Path]
DOCX = ".docx"


@dataclass(frozen=True, slots=True)
class Verified:
    """The numbers of a Word file, in order, each with how it stands to its basis, whose faults `problems` are.

    `words`: its titles, captions and notes that say other things than was printed.
    """

    numbers: tuple[CheckedNumber, ...]
    problems: tuple[Problem, ...]
    words: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Return whether no number was changed and none is without a basis that can be believed."""
        return not errors_in(self.problems) and not any(item.standing in WRONG for item in self.numbers)

    @property
    def summary(self) -> str:
        """Return in a line how many numbers stand how."""
        counts = Counter(item.standing for item in self.numbers)
        told = "，".join(f"{standing} {counts[standing]} 个" for standing in NumberStatus if counts[standing])
        words = f"另有待核的文字 {len(self.words)} 处。" if self.words else ""
        return (f"数字 {len(self.numbers)} 个：{told}。" if told else "文件里没有数字。") + words


def verify(file: str | Path, against: Paths = (), workspace: Workspace | None = None) -> Verified:
    """Hold every number of a Word file against bundles, or against a 事实依据表 in .xlsx.

    `against`: () for what lies with the file (see `basis_places`), for a memo that carries nothing the data of the
    workspace, None for the nearest one. UsageError for a file that is not there, BriefingError for one that is no sound
    .docx, and for a basis that cannot be read.
    """
    path = Path(file)
    package = Package.open(read_docx(path, "请检查文件名；应是一个 .docx 文件。"), str(path), checks=(classified,))
    here, named = workspace or Workspace.open(), paths_of(against)
    if not named and without_attachments(path.parent):
        return _by_data(package, here)
    basis, problems = basis_of(basis_places([path], named))
    found = check_text(package, basis, here.catalogue().units)
    return Verified(tuple(found.numbers), tuple(problems), tuple(found.words))


def _by_data(package: Package, workspace: Workspace) -> Verified:
    """Return the numbers of a memo that carries nothing, held against the data of the workspace.

    A person typed them: those that the data have are for a person, too, as what is said of them may be another thing.
    """
    known = KnownFigures.of_library(workspace.library())
    text = read_text(package, known.units)
    told, hint = "这份行文没有附件，里面的数字与工作区的资料核对。", "要与成果包核对，请用 --against 写明。"
    checked = (
        replace(item, standing=NumberStatus.DOUBTFUL, why=f"手填的，资料中有{item.sure}{item.sure.printed}")
        if item.sure
        else item
        for item in judge(text.numbers, known)
    )
    return Verified(tuple(checked), (Problem(told, hint=hint, severity=Severity.WARNING),))


def basis_of(places: Sequence[Path]) -> tuple[EvidenceBase, list[Problem]]:
    """Return what bundles and 事实依据表 hold, and what in them was changed since they were made."""
    read = [read_table(place) if place.suffix.lower() == XLSX else EvidenceBase.read_bundle(place) for place in places]
    return EvidenceBase.of_all([held for held, _ in read]), [told for _, problems in read for told in problems]


def evidence_table(
    files: Sequence[tuple[str, bytes]], places: Sequence[Path], kind: str, workspace: Workspace
) -> tuple[bytes, list[Problem]]:
    """Return the 事实依据表 of Word files, given by name, that rest on `places`, as an .xlsx or a .docx (`kind`).

    With it come warnings of the numbers that are not in it. BriefingError for a file that is no sound .docx, and for a
    basis that was changed.
    """
    basis, problems = basis_of(places)
    if problems:
        raise BriefingError(problems)
    units = workspace.catalogue().units
    found = [(name, data, check_text(Package.open(data, name), basis, units)) for name, data in files]
    held = [CheckedFile(name, hashlib.sha256(data).hexdigest(), tuple(text.numbers)) for name, data, text in found]
    left = [
        told for name, _, text in found for told in _failed(name, text.numbers, text.words, more=f"，没有列入{TITLE}")
    ]
    return _laid_out(held, basis, kind), left


def _laid_out(held: Sequence[CheckedFile], basis: EvidenceBase, kind: str) -> bytes:
    if kind == DOCX:
        from briefing.render.word.make_shell import plain_shell  # noqa: PLC0415 - only where it is asked for
        from briefing.render.word.writer import render_docx  # noqa: PLC0415 - as above

        return render_docx(evidence_document(held, basis.rows), {}, plain_shell(landscape=True))
    from briefing.data_tools.workbook import FormColumn, FormPage, workbook  # noqa: PLC0415 - as above

    columns = tuple(FormColumn(name, 36 if name in ("文中位置", "来源", "推算公式") else 14) for name in COLUMNS)
    pages = [
        FormPage(
            f"{TITLE}{at}", columns, table_rows(items), f"{TITLE}：{name}", tuple((s, None) for s in (GUIDE, *said))
        )
        for at, (name, said, items) in enumerate(parts(held, basis.rows), start=1)
    ]
    printed = FormPage(LINES, tuple(FormColumn(name, 60) for name in LINE_COLUMNS), line_rows(basis.lines))
    return workbook([*pages, *([printed] if basis.lines else [])])


def changed_numbers(
    folder: Path,
    files: Sequence[ArchivedFile],
    attached: Sequence[Path],
    workspace: Workspace,
    against: Sequence[Path] = (),
) -> Iterator[Problem]:
    """Yield warnings of the Word files from a folder that a person has edited, with the numbers that have no basis.

    They rest on `against`, () for what the memo carries, which may be among `attached`.
    """
    if not (folder / MANIFEST).is_file():
        return
    try:
        manifest, name = read_manifest(folder), folder.resolve().name
        words = [item for item in files if item.origin == name and item.name.endswith(DOCX)]
        yield from typed_numbers(manifest.by_hand, name) if manifest.kind == MEMO else ()
        edited = [item for item in words if manifest.wrote(item.name, item.data) is False]
        places = basis_of_folders([folder], against, attached) if edited else ()
        basis, units = basis_of(places or [folder])[0], workspace.catalogue().units if edited else {}
    except BriefingError as error:
        first = error.problems[0]
        yield Problem(f"数字没有核对：{first.message}", first.location, first.hint, Severity.WARNING)
        return
    for item in edited:
        yield from _failed(item.name, unfounded(item.data, basis, units, item.name))


def _failed(
    name: str, checked: Sequence[CheckedNumber], words: Sequence[str] = (), *, more: str = ""
) -> Iterator[Problem]:
    """Yield warnings of the numbers and words of a file that its basis does not bear out; `more` is said of numbers."""
    bad, doubtful = (
        [item for item in checked if item.standing in standings] for standings in (WRONG, (NumberStatus.DOUBTFUL,))
    )
    for what, count, failed in (
        (f"与依据不符或没有依据的数字{{}}个{more}", len(bad), [line for _, line in told(bad)]),
        (f"待核的数字{{}}个{more}", len(doubtful), [line for _, line in told(doubtful)]),
        ("改过、要核对的标题、图表题和注{}处", len(words), words),
    ):
        if failed:
            lines = [line.removesuffix("。") for line in failed]
            said = f"{what.format(count)}：{enumerated(lines, '；')}。"
            yield Problem(said, Location(name), "请逐个核对；改对了的，也请改资料。", Severity.WARNING)


def kind_of_table(path: Path) -> str:
    """Return the kind of file that a 事实依据表 is to be, by its name; UsageError for another than .xlsx and .docx."""
    if path.suffix.lower() not in (XLSX, DOCX):
        raise UsageError(Problem(f"{TITLE}“{path}”应是 .xlsx 或 .docx 文件。", hint="如 --evidence 依据表.xlsx。"))
    return path.suffix.lower()


def paths_of(given: Paths) -> tuple[Path, ...]:
    """Return what is given as one path or several."""
    return (Path(given),) if isinstance(given, str | Path) else tuple(map(Path, given))
