"""Writing a bundle: made beside its place and renamed into it, so that it is whole or not there.

A bundle that stands there is replaced only if the same was asked for, and its files are still those that its manifest
lists: another briefing, and what a person has edited, are kept unless `force` is given; files that a person has added
are always kept.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.bundle.causes import cause
from briefing.bundle.contents import MANIFEST, differences, read_manifest
from briefing.bundle.lock import alone
from briefing.errors import BriefingError, Place, Problem

NEW, OLD = ".briefing-new", ".briefing-old"
"""Ends of the hidden folders that stand beside a bundle while it is written."""

_DROPPINGS = {".DS_Store", "Thumbs.db", "desktop.ini"}  # of file managers
_OPEN = ("~$", ".~")  # Word and WPS, LibreOffice: put beside a document while somebody has it open


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as written: its folder and its files, relative to it, in writing order.

    `replaced`: whether one stood there before.
    """

    folder: Path
    files: tuple[str, ...]
    replaced: bool


def pack(out: Path, name: str, files: Mapping[str, bytes], manifest: Mapping[str, Any], *, force: bool) -> Bundle:
    """Write `files` and the manifest as the folder `name` in `out`.

    Raises BriefingError, with nothing written or changed, where the place cannot be written to, is taken by
    something that is no bundle, or holds another briefing (its manifest has another `request`) or files that were
    edited since.
    """
    target = out / name
    made = [folder for folder in (out, *out.parents) if not folder.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
        with alone(out):
            recover(out)
            replaced = (target / MANIFEST).exists()
            kept = _to_keep(target, files, manifest.get("request", {}), force)
            _replace(target, {**files, MANIFEST: _listing(files, manifest)}, kept)
    except BaseException as error:
        for folder in made:
            with suppress(OSError):  # something else is in it by now
                folder.rmdir()
        if isinstance(error, OSError | UnicodeEncodeError):
            raise BriefingError(_explained(error, target)) from error
        raise
    return Bundle(target, (*files, MANIFEST), replaced)


def _listing(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> bytes:
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    return json.dumps({**manifest, "files": hashes}, ensure_ascii=False, indent=1).encode() + b"\n"


def recover(out: Path) -> None:
    """Put right what runs that were killed left in `out`.

    A bundle that was moved aside and whose successor never came is put back; all else that was left goes.
    """
    for old in out.glob(f".*{OLD}"):
        target = out / old.name[1 : -len(OLD)]
        if target.exists():
            _clear(old)
        else:
            old.rename(target)
    for new in out.glob(f".*{NEW}"):
        _clear(new)


def _clear(path: Path) -> None:
    """Remove a folder, or whatever has its name."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    shutil.rmtree(path, ignore_errors=True)
    if path.exists():  # write-protected
        for item in (path, *path.rglob("*")):
            if not item.is_symlink():
                item.chmod(0o700)
        shutil.rmtree(path, ignore_errors=True)


def _to_keep(target: Path, files: Iterable[str], request: Mapping[str, Any], force: bool) -> list[str]:
    """The files that a person has added at `target`; BriefingError where replacing it would destroy something."""
    place = Place(str(target))
    if target.is_symlink():
        hint = "请删除该链接，或用 --out 换一个文件夹。"
        raise BriefingError(Problem("输出位置是一个符号链接，为免误写他处，未写入。", place, hint))
    if not target.exists():
        return []
    if not target.is_dir():
        raise BriefingError(Problem("输出位置已有同名文件。", place, "请移走该文件，或用 --out 换一个文件夹。"))
    there = _files_in(target)
    edited = changed_files(target)
    if edited is None:
        if there:
            hint = "请移走它，或用 --out 换一个文件夹。"
            raise BriefingError(Problem("同名文件夹不是本程序生成的成果包，未覆盖。", place, hint))
        return []
    standing = read_manifest(target)
    listed = {*standing["files"], MANIFEST}
    added = [path for path in there if path not in listed]
    edited += [path for path in added if path in files]
    if not force:
        _refuse_other(differences(standing.get("request", {}), request), place)
        _refuse_open(there, place)
        _refuse_edited(edited, place)
    return [path for path in added if path not in files and not _is_open_mark(path)]


def _refuse_other(differing: list[str], place: Place) -> None:
    """BriefingError where the bundle was made for another request."""
    if differing:
        message = f"这里已有同名的另一份，要求不同：{'；'.join(differing)}。未覆盖。"
        hint = "请换标题，或用 --out 换一个文件夹；确认不再需要原来那份，加 --force。"
        raise BriefingError(Problem(message, place, hint))


def _refuse_open(there: Iterable[str], place: Place) -> None:
    """BriefingError where a program has one of the files open."""
    if any(_is_open_mark(path) for path in there):
        hint = "请先关闭；如果并没有打开，加 --force 重新生成。"
        raise BriefingError(Problem("成果包里有文件正在 Word、WPS 等程序中打开，未覆盖。", place, hint))


def _is_open_mark(path: str) -> bool:
    return path.rpartition("/")[2].startswith(_OPEN)


def _refuse_edited(edited: list[str], place: Place) -> None:
    """BriefingError where a person has edited files."""
    if edited:
        message = f"以下文件在生成后被改动过，未覆盖：{'、'.join(edited)}。"
        hint = "要保留改动，请用 --out 换一个文件夹；确认不再需要，加 --force 重新生成。"
        raise BriefingError(Problem(message, place, hint))


def changed_files(folder: Path) -> list[str] | None:
    """The files of a bundle that were edited since it was written; None if it is no bundle.

    A file that was deleted is not among them: there is no work in it to lose.
    """
    try:
        listed = read_manifest(folder)["files"]
    except BriefingError:
        return None
    return [path for path, digest in listed.items() if _digest(folder / path) not in (digest, None)]


def _files_in(folder: Path) -> list[str]:
    """The files in a folder and below, relative to it, but for what file managers leave; links are not followed."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in found if path.name not in _DROPPINGS)


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file, None if it is not there."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _replace(target: Path, files: Mapping[str, bytes], kept: Iterable[str]) -> None:
    """Put a folder of `files`, and of those at `target` that are `kept`, in the place of `target`."""
    new, old = target.with_name(f".{target.name}{NEW}"), target.with_name(f".{target.name}{OLD}")
    try:
        _write(new, files)
        for path in kept:
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(target / path, new / path, follow_symlinks=False)
        if target.exists():
            target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    finally:
        _clear(new)
    _clear(old)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """A new folder of files."""
    folder.mkdir()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _explained(error: OSError | UnicodeEncodeError, target: Path) -> Problem:
    """What kept the bundle from being written."""
    if isinstance(error, UnicodeEncodeError):
        what, hint = "系统的语言环境不支持中文文件名", "请改用 UTF-8，例如先执行 export LC_ALL=C.UTF-8。"
    else:
        what, hint = cause(error)
    return Problem(f"不能写入成果包：{what}。没有留下写到一半的文件。", Place(str(target)), hint)
