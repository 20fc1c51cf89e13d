"""Writing files that a person asked for by name: all of them or none, and never over what a person has made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from briefing.bundle.edited import copied, copy_name, is_open
from briefing.bundle.output_folder import output_folder
from briefing.errors import BriefingError, Location, Problem, UsageError
from briefing.text.atomic import put
from briefing.text.files import read_file

EDITED = (".docx", ".xlsx", ".csv", ".yaml", ".yml", ".j2")
"""What people go on writing in: one that is replaced is kept as a copy."""


def write_file(path: Path, data: bytes, *, force: bool) -> tuple[Problem, ...]:
    """Write `data` as the file `path`, as `write_files` does."""
    return write_files({path: data}, force=force)


def write_files(files: Mapping[Path, bytes], *, force: bool) -> tuple[Problem, ...]:
    """Write all of `files` or none. The folders that they need are made.

    A file that holds the same already is left as it is; what people edit (`EDITED`) and is replaced is
    kept under a name that says so, which the warnings returned tell. Raises BriefingError, with nothing written or
    changed, with every place where another file stands and `force` is not given, or that is no file or is open in a
    program; or where a folder cannot be written to.
    """
    # in one order, and each once, however it is written: two runs do not wait for each other
    first = {path.parent.resolve(): path for path in reversed(list(files))}
    with ExitStack() as folders:
        for _, path in sorted(first.items()):
            folders.enter_context(output_folder(path.parent, "写入文件", path))
        missing = _missing(files, force=force)
        old = {path: read_file(path) for path in missing if path.suffix.lower() in EDITED and path.exists()}
        # a copy takes no name that is there, nor one that is about to be written
        taken = {item.name for path in old for item in path.parent.iterdir()} | {path.name for path in files}
        copies = {path: path.with_name(copy_name(path, taken)) for path in old}
        put({**{copies[path]: data for path, data in old.items()}, **{path: files[path] for path in missing}})
    return tuple(copied(path.name, copy.name) for path, copy in copies.items())


def require_docx(out: Path) -> None:
    """Raise UsageError where what is to be written would be no .docx."""
    if out.suffix.lower() != ".docx":
        raise UsageError(
            Problem(f"结果应是 .docx 文件，写的是“{out.name}”。", hint="请用 -o 写一个以 .docx 结尾的文件名。")
        )


def refuse_overwriting(outputs: Sequence[Path], inputs: Sequence[Path], workspace: Path | None = None) -> None:
    """Raise UsageError with every output that is an input or another output, or lies in the data of `workspace`
    (None for no workspace)."""
    problems = []
    data = workspace and (workspace / "data").resolve()
    for at, out in enumerate(outputs):
        place = Location(str(out))
        if any(_same(out, item) for item in inputs):
            problems.append(Problem("结果不能写在原文件上，没有写任何文件。", place, "请换一个文件名。"))
        elif any(_same(out, other) for other in outputs[:at]):
            problems.append(Problem("两份结果写的是同一个文件，没有写任何文件。", place, "请给它们不同的文件名。"))
        elif data in out.resolve().parents:
            hint = "请写到别的文件夹；资料由人核实后自己改。"
            problems.append(Problem("结果不能写进资料文件夹 data/，没有写任何文件。", place, hint))
    if problems:
        raise UsageError(problems)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))


def _missing(files: Mapping[Path, bytes], *, force: bool) -> list[Path]:
    """Return the files that are not there yet as they should be; BriefingError with all that must not be replaced."""
    missing: list[Path] = []
    problems: list[Problem] = []
    for path, data in files.items():
        in_the_way = _in_the_way(path, data, force=force)
        problems += in_the_way
        if not (in_the_way or _holds(path, data)):
            missing.append(path)
    if problems:
        raise BriefingError(problems)
    return missing


def _in_the_way(path: Path, data: bytes, *, force: bool) -> list[Problem]:
    """Return everything for which the file must not be written."""
    place = Location(str(path))
    if path.is_symlink() or (path.exists() and not path.is_file()):
        hint = "请移走它，或换一个文件名。"
        return [Problem("要写的位置是文件夹、链接等，不是普通文件，未写入。", place, hint)]
    if not path.exists() or _holds(path, data):
        return []
    problems = []
    if not force:
        hint = "请换一个文件名或文件夹；确认不再需要原来那个，加 --force。"
        problems.append(Problem("已有同名文件，内容不同，未覆盖。", place, hint))
    if is_open(path):
        hint = "请先保存并关闭再试；如果并没有打开，请删去旁边以“~$”或“.~”开头的文件。"
        problems.append(Problem("文件看来正在 Word、WPS 等程序中打开，未覆盖。", place, hint))
    return problems


def _holds(path: Path, data: bytes) -> bool:
    return path.exists() and read_file(path) == data
