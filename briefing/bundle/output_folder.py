"""Working in an output folder: one run at a time, after what other runs left there was put right, and without a trace
if it fails. The lock is no file that stays behind.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing.errors import BriefingError, Location, Problem
from briefing.text.atomic import leftovers
from briefing.text.system_errors import cause

OLD = ".briefing-old"
"""How the hidden name ends that a bundle has while another takes its place."""


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _locked(folder: Path) -> Iterator[None]:
        """Wait until no other run works in `folder`, and keep others waiting meanwhile."""
        path = folder / ".briefing.lock"
        try:
            with path.open("ab") as file:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                yield
        finally:
            with suppress(OSError):  # another run has it open, and will take it away
                path.unlink()

else:
    import fcntl
    import os

    @contextmanager
    def _locked(folder: Path) -> Iterator[None]:
        """Wait until no other run works in `folder`, and keep others waiting meanwhile.

        The system drops the lock with the process, however that ends. Some network drives know no locks; there,
        nothing keeps two runs apart.
        """
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


@contextmanager
def output_folder(folder: Path, task: str, target: Path) -> Iterator[None]:
    """Make `folder` if need be, and keep other runs out of it.

    Where the work fails, the folders that were made for it go again. What the system refuses becomes a BriefingError
    that names the task (“写入文件”) and its target.
    """
    # innermost first: that is the order in which they can be removed
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            recover(folder)
            yield
    except BaseException as error:  # Ctrl-C, too, must leave none of the folders that were made
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
        # a folder that cannot be written to keeps what is in it
        for item in (path, *path.rglob("*")):
            if not item.is_symlink():
                item.chmod(0o700)
        shutil.rmtree(path, ignore_errors=True)


def _explained(error: OSError | UnicodeEncodeError, task: str, target: Path) -> Problem:
    """Return what kept the work from being done."""
    if isinstance(error, UnicodeEncodeError):
        what, hint = "系统的语言环境不支持中文文件名", "请改用 UTF-8，例如先执行 export LC_ALL=C.UTF-8。"
    else:
        what, hint = cause(error)
    return Problem(f"不能{task}：{what}。没有留下写到一半的文件。", Location(str(target)), hint)
