"""Working in a folder: alone, after what other runs left there was put right, and without a trace if it fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing.bundle.lock import alone
from briefing.errors import BriefingError, Place, Problem
from briefing.text.atomic import leftovers
from briefing.text.system_errors import cause

OLD = ".briefing-old"
"""How the hidden name ends that a bundle has while another takes its place."""


@contextmanager
def working_in(folder: Path, task: str, target: Path) -> Iterator[None]:
    """Make `folder` if need be, and keep other runs out of it.

    Where the work fails, the folders that were made for it go again. What the system refuses becomes a BriefingError
    that names the task (“写入文件”) and its target.
    """
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder):
            recover(folder)
            yield
    except BaseException as error:  # Ctrl-C leaves no trace, either
        for place in made:
            with suppress(OSError):  # something else is in it by now
                place.rmdir()
        if isinstance(error, OSError | UnicodeEncodeError):
            raise BriefingError(_explained(error, task, target)) from error
        raise


def recover(folder: Path) -> None:
    """Put right what runs that were killed left in `folder`.

    A bundle that was moved aside and whose successor never came is put back; all else that was left goes.
    """
    for old in folder.glob(f".*{OLD}"):
        target = folder / old.name[1 : -len(OLD)]
        if target.exists():
            clear(old)
        else:
            old.rename(target)
    for new in leftovers(folder):
        clear(new)


def clear(path: Path) -> None:
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


def _explained(error: OSError | UnicodeEncodeError, task: str, target: Path) -> Problem:
    """What kept the work from being done."""
    if isinstance(error, UnicodeEncodeError):
        what, hint = "系统的语言环境不支持中文文件名", "请改用 UTF-8，例如先执行 export LC_ALL=C.UTF-8。"
    else:
        what, hint = cause(error)
    return Problem(f"不能{task}：{what}。没有留下写到一半的文件。", Place(str(target)), hint)
