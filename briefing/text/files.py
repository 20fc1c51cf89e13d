"""Reading files that somebody else named: only regular files are opened, and only where they may lie."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

_NOT_REGULAR = "这不是普通文件"
_OUTSIDE = "它是链接，指向这个文件夹之外"
_UNFIT = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
"""What Windows takes in no name; a colon leads to a drive or to a hidden stream, a backslash parts folders there."""
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", re.IGNORECASE)


def read_file(path: Path, *, within: Path | None = None, most: int = -1) -> bytes:
    """Return the bytes of a regular file, links followed; no more than the first `most` where that is given.

    Raises OSError for anything else that can be opened (a pipe would never end, a device has no end) and, where
    `within` is given, for a file that does not lie in that folder once links are followed.
    """
    if within is not None and not inside(path, [within]):
        raise OSError(errno.EINVAL, _OUTSIDE, str(path))
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, _NOT_REGULAR, str(path))
    # non-blocking: a pipe put in the place of the file since would wait for a writer for ever
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):  # it has been replaced since
            raise OSError(errno.EINVAL, _NOT_REGULAR, str(path))
        return file.read(most)


FINGERPRINT = 16
"""Hexadecimal digits: enough to tell versions of files apart; nothing is kept from forgery by it."""


def digest(*parts: str, digits: int = FINGERPRINT) -> str:
    """Return the first digits of the SHA-256 of texts, which tell them apart from others."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:digits]


def fingerprint(files: Mapping[str, Path | bytes]) -> str:
    """SHA-256 over the names and bytes of `files`, cut to `FINGERPRINT` digits; where they lie makes no difference."""
    found = hashlib.sha256()
    for name, file in sorted(files.items()):
        data = file if isinstance(file, bytes) else read_file(file)
        found.update(f"{name}\0{len(data)}\0".encode() + data)
    return found.hexdigest()[:FINGERPRINT]


def inside(path: Path, folders: Iterable[Path]) -> bool:
    """Return whether what `path` leads to, symbolic links followed, lies in one of the folders."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError):  # links that lead in a circle
        return False
    return any(real.is_relative_to(folder.resolve()) for folder in folders)


def is_inner(name: str) -> bool:
    """Return whether `name`, with / between folders, names a file below a folder on every system, never elsewhere.

    No .. and no root, no drive, share or device of Windows, no name that Windows would shorten to another.
    """
    return all(
        part not in ("", ".", "..")
        and part == part.rstrip(" .")
        and not _UNFIT.search(part)
        and not _DEVICE.fullmatch(part)
        for part in name.split("/")
    )
