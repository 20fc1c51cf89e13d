"""The one writer of files: made beside their places, flushed to the disk and renamed, each whole or not there.

Whatever ends a run, what stood there before stands there still, or the new is there whole. A run that is killed may
leave a hidden file or folder whose name ends in `NEW`.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

NEW = ".briefing-new"
"""How the hidden name ends that something has until it is whole."""

_WINDOWS = sys.platform == "win32"


def put(files: Mapping[Path, bytes]) -> None:
    """Write all of `files` or, where one of them fails, none; what they replace comes back then. Raises OSError."""
    made = {path: beside(path) for path in files}
    try:
        for path, data in files.items():
            _write(made[path], data)
            flush(made[path])
        _swap(made)
    finally:
        for new in made.values():
            with suppress(OSError):  # it has been renamed, or was never made
                new.unlink()
    for folder in {path.parent for path in files}:
        flush(folder)


def put_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by relative path, as the folder `folder`, which must not be there. Raises OSError."""
    new = beside(folder)
    try:
        fill(new, files)
        flush_all(new)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    flush(folder.parent)


def fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder of `files`, by relative path; for one that is renamed into its place once it is flushed."""
    folder.mkdir()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data)


# In the same folder: a rename to another file system would be a copy, which may end half-way.
def beside(path: Path) -> Path:
    """Return a hidden name beside `path` that no other run uses."""
    return path.with_name(f".{path.name}.{os.urandom(3).hex()}{NEW}")


def leftovers(folder: Path) -> Iterator[Path]:
    """Yield what runs that were killed, or are still writing, have in a folder."""
    return folder.glob(f".*{NEW}")


def flush_all(folder: Path) -> None:
    """Have the system keep a folder and all that is in it, even if the power goes."""
    for path in (*folder.rglob("*"), folder):
        if not path.is_symlink():
            flush(path)


def flush(path: Path) -> None:
    """Have the system keep a file, or the names in a folder, even if the power goes."""
    if path.is_dir():
        with suppress(OSError):  # Windows opens no folder, and some network drives flush none
            _flush(path, os.O_RDONLY)
    else:
        _flush(path, os.O_RDWR if _WINDOWS else os.O_RDONLY)


def _flush(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:  # never through a link that somebody has put there
        file.write(data)


def _swap(made: Mapping[Path, Path]) -> None:
    """Rename what was made into its places; what has been replaced comes back if one fails."""
    before: dict[Path, bytes | None] = {}
    try:
        for path, new in made.items():
            old = path.read_bytes() if path.exists() else None
            new.replace(path)
            before[path] = old
    except BaseException:  # whatever ends the run, Ctrl-C included, all or none is written
        _restore(before.items())
        raise


def _restore(before: Iterable[tuple[Path, bytes | None]]) -> None:
    for path, old in before:
        if old is None:
            path.unlink()
        else:
            put({path: old})
