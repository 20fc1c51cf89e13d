"""briefing init: a workspace of one's own."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.common import builtin
from briefing.errors import BriefingError, Problem, UsageError

PARTS = ("templates", "data")
"""What a workspace consists of; data come last, since they make a folder a workspace."""
NEW = ".briefing-new"


def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="新工作区的位置：不存在的，或空的文件夹。")],
) -> None:
    """新建一个自己的工作区：复制内置数据和模板，之后可以随意增改。"""
    _refuse_taken(folder)
    made = [item for item in (folder, *folder.parents) if not item.exists()]
    new = folder / NEW
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in PARTS:
            _copy(builtin() / name, new / name)
        for name in PARTS:
            (new / name).rename(folder / name)
        new.rmdir()
    except BaseException as error:
        _undo(folder, made)
        if isinstance(error, OSError):
            raise BriefingError(_explained(folder, error)) from error
        raise
    _report(folder)


def _refuse_taken(folder: Path) -> None:
    """UsageError where something visible is there already; what a run that was killed left goes."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(Problem(f"“{folder}”是一个文件，未改动。", hint="请换一个名称。"))
    if (folder / NEW).exists():
        shutil.rmtree(folder / NEW, ignore_errors=True)
        if not (folder / PARTS[-1]).exists():
            shutil.rmtree(folder / PARTS[0], ignore_errors=True)
    if folder.exists() and any(not item.name.startswith(".") for item in folder.iterdir()):
        raise UsageError(Problem(f"“{folder}”里已经有文件，未改动。", hint="请换一个名称，或用空的文件夹。"))


def _copy(source: Path, target: Path) -> None:
    """A copy of a folder that its owner may write to, whatever the rights of the original; no hidden files."""
    target.mkdir(parents=True)
    for item in sorted(source.iterdir()):
        if item.is_dir():
            _copy(item, target / item.name)
        elif not item.name.startswith("."):
            shutil.copyfile(item, target / item.name)


def _undo(folder: Path, made: list[Path]) -> None:
    """Take away what was written into `folder`, where nothing was before, and the folders that were `made` for it."""
    for name in (NEW, *PARTS):
        shutil.rmtree(folder / name, ignore_errors=True)
    for item in made:
        with suppress(OSError):
            item.rmdir()


def _explained(folder: Path, error: OSError) -> Problem:
    from briefing.bundle.causes import cause

    what, hint = cause(error)
    return Problem(f"不能建立工作区“{folder}”：{what}。没有留下写到一半的文件。", hint=hint)


def _report(folder: Path) -> None:
    print(f"已建立工作区：{folder}")
    print("  data/cities/    城市数据，一个城市一个文件")
    print("  templates/      模板，改这里的文字和版式")
    there = "" if folder.resolve() == Path.cwd() else f'cd "{folder}"，'
    print(f"下一步：{there}改好后运行 briefing check，再运行 briefing generate。")
