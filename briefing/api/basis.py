"""What the numbers of a Word file rest on: the bundles and tables that are named, else those that lie with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import MANIFEST
from briefing.errors import BriefingError, Location, Problem, UsageError
from briefing.memo.briefings import MEMO
from briefing.trace.evidence_table import TITLE

XLSX = ".xlsx"
BESIDE = f"{TITLE}{XLSX}"
"""What the table is called that `memo pack` puts beside its files."""
_NAMED = "请用 --against 写明成果包的文件夹，或 --evidence 写的依据表（.xlsx）。"


def basis_places(files: Iterable[Path], against: Sequence[Path]) -> tuple[Path, ...]:
    """Return the folders of bundles and the tables on which `files` rest: `against`, else what lies with each file.

    That is its bundle, the bundles that the memo in its folder carries, or the table beside it. UsageError for what
    can be no basis, BriefingError where there is none.
    """
    problems = [
        Problem("不能作依据。", Location(str(place)), "应是成果包的文件夹，或 .xlsx 的依据表；.docx 的依据表供人看。")
        for place in against
        if not (place.is_dir() or place.suffix.lower() == XLSX)
    ]
    if problems:
        raise UsageError(problems)
    if not against:
        return tuple(dict.fromkeys(place for file in files for place in _with(file)))
    named = [place for given in against for place in carried(given) or [given]]
    memos = [file.parent for file in files if _rests_on(file.parent, named)]
    return tuple(dict.fromkeys([*memos, *named]))


def _rests_on(folder: Path, named: Sequence[Path]) -> bool:
    """Return whether a folder is that of a memo whose bundles are all among those named."""
    if not (folder / MANIFEST).is_file():
        return False
    manifest = read_manifest(folder)
    return manifest.kind == MEMO and {place.resolve().name for place in named}.issuperset(manifest.attachments)


def _with(file: Path) -> list[Path]:
    folder, table = file.parent, file.with_name(BESIDE)
    if found := carried(folder):
        return found
    if table.is_file():
        return [table]
    memo = (folder / MANIFEST).is_file()
    why = "它所在的行文没有附件" if memo else f"它不在成果包里，旁边也没有“{BESIDE}”"
    raise BriefingError(Problem(f"不知道里面的数字取自哪里：{why}。", Location(str(file)), _NAMED))


def without_attachments(folder: Path) -> bool:
    """Return whether a folder is that of a memo that carries nothing, whose numbers a person typed."""
    if not (folder / MANIFEST).is_file():
        return False
    manifest = read_manifest(folder)
    return manifest.kind == MEMO and not manifest.attachments


def basis_of_folders(folders: Iterable[Path], against: Sequence[Path], at_hand: Sequence[Path]) -> tuple[Path, ...]:
    """Return what the files of memos' folders rest on: `against`, else what these carry, which may be `at_hand`."""
    if against:
        return basis_places([folder / MANIFEST for folder in folders], against)
    return tuple(place for folder in folders for place in carried(folder, at_hand))


def carried(folder: Path, at_hand: Sequence[Path] = ()) -> list[Path]:
    """Return the bundles on which the files of a folder rest: itself, for a memo with those that it carries, else [].

    Those of a memo are among `at_hand`, beside its folder, or beside the one that it lies in; BriefingError with each
    that is not. [] also for a memo that carries none.
    """
    if not (folder / MANIFEST).is_file():
        return []
    manifest = read_manifest(folder)
    if manifest.kind != MEMO:
        return [folder]
    known = {place.resolve().name: place for place in at_hand}
    around = folder.resolve().parents[:2]
    found = [
        known.get(name) or next((up / name for up in around if (up / name).is_dir()), around[0] / name)
        for name in manifest.attachments
    ]
    problems = [
        Problem(f"附件的成果包“{place.name}”不在“{place.parent}”里。", Location(str(folder)), _NAMED)
        for place in found
        if not place.is_dir()
    ]
    if problems:
        raise BriefingError(problems)
    return [folder, *found] if found else []
