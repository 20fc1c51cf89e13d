"""briefing init: a workspace of one's own."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.api.workspace import builtin
from briefing.errors import Problem, UsageError
from briefing.text.atomic import fill, flush, flush_all

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = ("templates", "data")
"""What a workspace consists of; data come last, since they make a folder a workspace."""
LAID = ".briefing-init"
"""The hidden folder in which a workspace is laid before its parts are moved into their places."""


def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="新工作区的位置：不存在的，或空的文件夹。")],
) -> None:
    """新建一个自己的工作区：复制内置数据和模板，之后可以随意增改。"""
    from briefing.bundle.working import working_in

    if folder.exists() and not folder.is_dir():
        raise UsageError(Problem(f"“{folder}”是一个文件，未改动。", hint="请换一个名称。"))
    with working_in(folder, "建立工作区", folder):
        laid = folder / LAID
        try:
            if not _only_to_be_moved(folder):
                shutil.rmtree(laid, ignore_errors=True)
                _refuse_taken(folder)
                _lay(laid)
            _move(laid, folder)
        finally:
            shutil.rmtree(laid, ignore_errors=True)
    _report(folder)


def _only_to_be_moved(folder: Path) -> bool:
    """Whether a run was killed when all was laid and the first part was in its place already."""
    first, last = PARTS
    waits = (folder / LAID / last).is_dir() and not (folder / LAID / first).exists()
    return waits and (folder / first).is_dir() and not (folder / last).exists()


def _refuse_taken(folder: Path) -> None:
    """UsageError where something visible is there already."""
    if any(not item.name.startswith(".") for item in folder.iterdir()):
        raise UsageError(Problem(f"“{folder}”里已经有文件，未改动。", hint="请换一个名称，或用空的文件夹。"))


def _lay(laid: Path) -> None:
    """Copy the built-in workspace, so that its owner may write to it whatever the rights of the original."""
    fill(laid, {path.relative_to(builtin()).as_posix(): path.read_bytes() for path in _shipped()})
    flush_all(laid)


def _shipped() -> Iterator[Path]:
    """The files of the built-in workspace but for hidden ones, in the order of their names."""
    for name in PARTS:
        for path in sorted((builtin() / name).rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(builtin()).parts)
            if path.is_file() and not hidden:
                yield path


def _move(laid: Path, folder: Path) -> None:
    """Move what was laid into its places: all of it or, where that fails, nothing."""
    with ExitStack() as undo:
        for name in PARTS:
            if (laid / name).exists():
                (laid / name).rename(folder / name)
                undo.callback((folder / name).rename, laid / name)
        flush(folder)
        undo.pop_all()


def _report(folder: Path) -> None:
    print(f"已建立工作区：{folder}")
    print("  data/cities/    城市数据，一个城市一个文件")
    print("  templates/      模板，改这里的文字和版式")
    there = "" if folder.resolve() == Path.cwd() else f'cd "{folder}"，'
    print(f"下一步：{there}改好后运行 briefing check，再运行 briefing generate。")
