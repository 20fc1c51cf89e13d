"""A workspace of one's own, begun as a copy of the built-in one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from briefing.api.workspace import Workspace, builtin
from briefing.bundle.output_folder import output_folder
from briefing.errors import Problem, UsageError
from briefing.text.atomic import fill, flush, flush_all

PARTS = ("templates", "data")
"""What a workspace consists of; data come last, since they make a folder a workspace."""
STAGING = ".briefing-init"
"""The hidden folder into which a workspace is copied before its parts are moved into their places."""


def init(folder: str | Path) -> Workspace:
    """Make a workspace in `folder`, which must be empty or not exist, and return it: copies of the built-in data and
    templates.

    UsageError where something is there already, BriefingError where nothing can be written.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise UsageError(Problem(f"“{folder}”是一个文件，未改动。", hint="请换一个名称。"))
    with output_folder(folder, "建立工作区", folder):
        staging = folder / STAGING
        try:
            if not _only_to_be_moved(folder):
                shutil.rmtree(staging, ignore_errors=True)
                if any(not item.name.startswith(".") for item in folder.iterdir()):
                    hint = "请换一个名称，或用空的文件夹。"
                    raise UsageError(Problem(f"“{folder.resolve()}”里已经有文件，未改动。", hint=hint))
                # Written anew and not copied with their rights: the owner may write to it, whatever the original allows
                fill(staging, {path.relative_to(builtin()).as_posix(): path.read_bytes() for path in _shipped()})
                flush_all(staging)
            _move(staging, folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return Workspace(folder)


def _only_to_be_moved(folder: Path) -> bool:
    """Return whether a run was killed when all was copied and the first part was in its place already."""
    first, last = PARTS
    waits = (folder / STAGING / last).is_dir() and not (folder / STAGING / first).exists()
    return waits and (folder / first).is_dir() and not (folder / last).exists()


def _shipped() -> Iterator[Path]:
    """Yield the files of the built-in workspace but for hidden ones, in the order of their names."""
    for name in PARTS:
        for path in sorted((builtin() / name).rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(builtin()).parts)
            if path.is_file() and not hidden:
                yield path


def _move(staging: Path, folder: Path) -> None:
    """Move what was copied into its places: all of it or, where that fails, nothing."""
    with ExitStack() as undo:
        for name in PARTS:
            if (staging / name).exists():
                (staging / name).rename(folder / name)
                undo.callback((folder / name).rename, staging / name)
        flush(folder)
        undo.pop_all()
