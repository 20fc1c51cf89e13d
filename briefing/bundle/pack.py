"""Writing a bundle: made beside its place and renamed into it, so that it is whole or not there.

A bundle that stands there is replaced only if the same was asked for, and its files are still those that its manifest
lists: another briefing, and what a person has edited, are kept unless `force` is given, and then as copies; files that
a person has added are always kept.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.bundle.edited import copied, copy_name, is_open_mark
from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import MANIFEST
from briefing.bundle.output_folder import OLD, clear, output_folder
from briefing.bundle.requests import differences
from briefing.errors import BriefingError, Location, Problem, Severity, enumerated
from briefing.model.formats import FORMATS
from briefing.model.issue import IssueNumber
from briefing.text.atomic import beside, fill, flush, flush_all
from briefing.text.files import read_file

_DROPPINGS = {".DS_Store", "Thumbs.db", "desktop.ini"}  # of file managers


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as written: its folder and its files, relative to it, in writing order.

    `replaced`: whether one stood there before; `remarks` tell which of its files, edited by a person, were kept as
    copies.
    """

    folder: Path
    files: tuple[str, ...]
    replaced: bool
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stays of a bundle that is replaced: the files that a person `added`, and `edited` ones under new names."""

    added: tuple[str, ...] = ()
    edited: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """Return what each of them is called in the successor, by what it is called now."""
        return {**{path: path for path in self.added}, **self.edited}


def pack(out: Path, name: str, files: Mapping[str, bytes], manifest: Mapping[str, Any], *, force: bool) -> Bundle:
    """Write `files` and the manifest as the folder `name` in `out`.

    Raises BriefingError, with nothing written or changed, where the place cannot be written to, is taken by
    something that is no bundle, or holds another briefing (its manifest has another `request`) or files that were
    edited since, or are open in a program. With `force` the last three are no hindrance; edited files are then kept
    under names that say so.
    """
    target = out / name
    with output_folder(out, "写入成果包", target):
        replaced = (target / MANIFEST).exists()
        kept = _to_keep(target, files, manifest.get("request", {}), force)
        listed = {**manifest, "files": {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}}
        data = json.dumps(listed, ensure_ascii=False, indent=1).encode() + b"\n"
        _replace(target, {**files, MANIFEST: data}, kept)
    remarks = (copied(path, kept.edited[path]) for path in kept.edited)
    return Bundle(target, (*files, MANIFEST), replaced, tuple(remarks))


def _to_keep(target: Path, files: Iterable[str], request: Mapping[str, Any], force: bool) -> _Kept:
    """Return what stays of a bundle at `target`; BriefingError where replacing it would destroy something."""
    place = Location(str(target))
    if target.is_symlink():
        hint = "请删除该链接，或用 --out 换一个文件夹。"
        raise BriefingError(Problem("输出位置是一个符号链接，为免误写他处，未写入。", place, hint))
    if not target.exists():
        return _Kept()
    if not target.is_dir():
        raise BriefingError(Problem("输出位置已有同名文件。", place, "请移走该文件，或用 --out 换一个文件夹。"))
    # links are not followed: what they lead to is none of the bundle's
    found = (path for path in target.rglob("*") if path.is_symlink() or not path.is_dir())
    there = sorted(path.relative_to(target).as_posix() for path in found if path.name not in _DROPPINGS)
    try:
        standing = read_manifest(target)
    except BriefingError as error:
        # an empty folder of that name is nobody's work
        if not there:
            return _Kept()
        message = "同名文件夹不是本程序生成的成果包，或清单已损坏，未覆盖。"
        raise BriefingError(Problem(message, place, "请移走它，或用 --out 换一个文件夹。")) from error
    added = [path for path in there if path not in {*standing.files, MANIFEST}]
    edited = [*changed_files(target, standing.files), *(path for path in added if path in files)]
    if not force:
        _refuse(differences(standing.request, request), there, edited, place)
    stays = tuple(path for path in added if path not in files and not is_open_mark(path))
    return _Kept(stays, _copies(target, edited, {*files, *stays}))


def _refuse(differing: list[str], there: Iterable[str], edited: list[str], place: Location) -> None:
    """BriefingError where the bundle was made for another request, or a person has files of it open or edited them."""
    problems = []
    if differing:
        message = f"这里已有同名的另一份，要求不同：{'；'.join(differing)}。未覆盖。"
        hint = "请换标题，或用 --out 换一个文件夹；确认不再需要原来那份，加 --force。"
        problems.append(Problem(message, place, hint))
    if edited:
        message = f"以下文件在生成后被改动过，未覆盖：{enumerated(edited)}。"
        hint = "要保留改动，请用 --out 换一个文件夹；要重新生成，加 --force，改动过的会另存一份。"
        problems.append(Problem(message, place, hint))
    if any(is_open_mark(path) for path in there):
        hint = "请先保存并关闭；如果并没有打开，请删去旁边以“~$”或“.~”开头的文件。"
        problems.append(Problem("成果包里有文件看来正在 Word、WPS 等程序中打开，未覆盖。", place, hint))
    if problems:
        raise BriefingError(problems)


def _copies(target: Path, edited: Iterable[str], taken: set[str]) -> dict[str, str]:
    """Return names for the edited files of a bundle, by their own; `taken` are those that its successor has."""
    copies: dict[str, str] = {}
    for path in edited:
        names = {Path(name).name for name in (*taken, *copies.values()) if Path(name).parent == Path(path).parent}
        copies[path] = Path(path).with_name(copy_name(target / path, names)).as_posix()
    return copies


def changed_files(folder: Path, listed: Mapping[str, str]) -> list[str]:
    """Return the files of a bundle that were edited since it was written; `listed` are their sums then.

    A file that was deleted is not among them: there is no work in it to lose.
    """
    return [path for path, digest in listed.items() if _digest(folder / path) not in (digest, None)]


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of a file, None if it is not there."""
    try:
        return hashlib.sha256(read_file(path)).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _replace(target: Path, files: Mapping[str, bytes], kept: _Kept) -> None:
    """Put a folder of `files`, and of what is `kept` of that at `target`, in the place of `target`."""
    # in the same folder, so that it is a rename and no copy; a run that is killed leaves a name that tells
    new, old = beside(target), target.with_name(f".{target.name}{OLD}")
    try:
        fill(new, files)
        for path, name in kept.names.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(target / path, new / name, follow_symlinks=False)
        flush_all(new)
        if target.exists():
            target.rename(old)
        new.rename(target)
    finally:
        # the second rename failed: the old bundle goes back to its place
        if old.exists() and not target.exists():
            old.rename(target)
        clear(new)
    flush(target.parent)
    clear(old)


def formats_beside(target: Path, request: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the formats in which a bundle at `target` holds what `request` asks for; () where it is of another."""
    try:
        standing = read_manifest(target).request
    except BriefingError:
        return ()
    held = standing.get("formats")
    if not isinstance(held, list) or differences({**standing, "formats": request["formats"]}, request):
        return ()
    return tuple(name for name in FORMATS if name in held)


def used_before(out: Path, folder: str, issue: IssueNumber | None, series: str) -> list[Problem]:
    """Return a warning of each bundle in `out`, but for `folder`, that has the number `issue` in the same series.

    `series` is the name in the letterhead; `issue` None has no number. Bundles that cannot be read are left out.
    """
    if issue is None:
        return []
    hint = "请核对期号；每年从第1期重新编号的，可以不理会。"
    found = []
    for path in sorted(out.glob(f"*/{MANIFEST}")):
        try:
            other = read_manifest(path.parent)
        except BriefingError:
            continue
        if path.parent.name != folder and other.request.get("issue") == issue.written and other.series in ("", series):
            place = Location(str(path.parent))
            found.append(Problem(f"{issue.words}已经用过：{other.title}。", place, hint, Severity.WARNING))
    return found
