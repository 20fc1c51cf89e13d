"""Writing files: made beside their places and renamed into them, so that each is whole or not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from briefing.bundle.causes import cause
from briefing.bundle.lock import alone
from briefing.bundle.pack import NEW
from briefing.errors import BriefingError, Place, Problem


def write_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write `data` as the file `path`, as `write_files` does."""
    write_files(path.parent, {path.name: data}, force=force)


def write_files(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write `files`, by name, into `folder`: all of them or none. The folders that it needs are made.

    A file that holds the same already is left as it is. Raises BriefingError, with nothing written or changed, with
    every place where another file stands and `force` is not given, or that is no file or is open in a program; or
    where the folder cannot be written to.
    """
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    path = folder / next(iter(files))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder):
            missing = _missing(folder, files, force=force)
            try:
                for path in missing:
                    _new(path).write_bytes(files[path.name])
                _put(missing)
            finally:
                for path in missing:
                    with suppress(OSError):  # it has been renamed, or was never made
                        _new(path).unlink()
    except BaseException as error:
        for place in made:
            with suppress(OSError):  # something else is in it by now
                place.rmdir()
        if isinstance(error, OSError | UnicodeEncodeError):
            raise BriefingError(_explained(error, path)) from error
        raise


def is_open(path: Path) -> bool:
    """Whether Word, WPS or LibreOffice has the document `path` open, as far as the mark beside it tells."""
    name = path.name
    # Word replaces the first one or two characters of a long name, and puts the mark before a short one
    marks = (*(f"~${name[cut:]}" for cut in (0, 1, 2)), f".~{name}", f".~lock.{name}#")
    return any(path.with_name(mark).exists() for mark in marks)


def _stands(path: Path, data: bytes, *, force: bool) -> bool:
    """Whether the file is there already as it should be; BriefingError where it must not be replaced."""
    place = Place(str(path))
    if path.is_symlink() or (path.exists() and not path.is_file()):
        hint = "请移走它，或换一个文件名。"
        raise BriefingError(Problem("要写的位置是文件夹、链接等，不是普通文件，未写入。", place, hint))
    if not path.exists():
        return False
    if path.read_bytes() == data:
        return True
    if not force:
        hint = "请换一个文件名或文件夹；确认不再需要原来那个，加 --force。"
        raise BriefingError(Problem("已有同名文件，内容不同，未覆盖。", place, hint))
    if is_open(path):
        hint = "请先关闭再试；如果并没有打开，请删去旁边以“~$”或“.~”开头的文件。"
        raise BriefingError(Problem("文件正在 Word、WPS 等程序中打开，未覆盖。", place, hint))
    return False


def _missing(folder: Path, files: Mapping[str, bytes], *, force: bool) -> list[Path]:
    """The files that are not there yet as they should be; BriefingError with all that must not be replaced."""
    missing: list[Path] = []
    problems: list[Problem] = []
    for name, data in files.items():
        try:
            if not _stands(folder / name, data, force=force):
                missing.append(folder / name)
        except BriefingError as error:
            problems += error.problems
    if problems:
        raise BriefingError(problems)
    return missing


def _new(path: Path) -> Path:
    return path.with_name(f".{path.name}{NEW}")


def _put(paths: Sequence[Path]) -> None:
    """Renames what was written beside `paths` into their places; what has been replaced comes back if one fails."""
    before: dict[Path, bytes | None] = {}
    try:
        for path in paths:
            old = path.read_bytes() if path.exists() else None
            _new(path).replace(path)
            before[path] = old
    except BaseException:
        for path, old in before.items():
            if old is None:
                path.unlink()
            else:
                path.write_bytes(old)
        raise


def _explained(error: OSError | UnicodeEncodeError, path: Path) -> Problem:
    """What kept the file from being written."""
    if isinstance(error, UnicodeEncodeError):
        what, hint = "系统的语言环境不支持中文文件名", "请改用 UTF-8，例如先执行 export LC_ALL=C.UTF-8。"
    else:
        what, hint = cause(error)
    return Problem(f"不能写入文件：{what}。没有留下写到一半的文件。", Place(str(path)), hint)
