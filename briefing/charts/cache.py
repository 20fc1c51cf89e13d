"""Pictures kept between runs, under names that are sums over everything they depend on.

An entry is the SHA-256 of a picture, then the picture: one that is damaged does not answer to its sum and is drawn
anew. Two runs may share a folder, for an entry is renamed into place when it is whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Iterator
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

from briefing.charts import style
from briefing.model.document import ChartSpec
from briefing.text.atomic import NEW, put
from briefing.text.files import read_file

MOST = 200 * 1024 * 1024
"""Bytes that a folder of pictures may hold; some 2,000 charts."""
STALE = 3600
"""Seconds after which a file that is not whole yet is one that a run that was killed has left."""

_SUM = hashlib.sha256().digest_size
_FOLDER = Path(__file__).parent


def key(spec: ChartSpec, form: str, width: int = style.WIDTH, *, grey: bool = False) -> str:
    """Return the name of the picture of `spec`, `width` mm wide, in a form (png, svg), in colours or `grey`.

    It changes with all of these, with this room and with its libraries.
    """
    return hashlib.sha256(_drawn_with() + repr((width, grey, spec)).encode("utf-8")).hexdigest() + "." + form


def get(folder: Path | None, name: str) -> bytes | None:
    """Return the picture kept under `name`; None if there is none that is sound, or no folder."""
    if folder is None:
        return None
    try:
        data = read_file(folder / name)
    except OSError:
        return None
    picture = data[_SUM:]
    return picture if hashlib.sha256(picture).digest() == data[:_SUM] else None


def keep(folder: Path | None, name: str, picture: bytes) -> None:
    """Keep a picture; where that cannot be done (a full disk, no rights), the briefing is made all the same."""
    if folder is None:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        put({folder / name: hashlib.sha256(picture).digest() + picture})


def tidy(folder: Path | None) -> None:
    """Delete what killed runs have left, then the oldest pictures until at most `MOST` bytes are left."""
    total = 0
    for written, size, path in sorted(_entries(folder), reverse=True) if folder else ():
        if path.name.endswith((NEW, ".tmp")):
            gone = time.time() - written > STALE
        else:
            total += size
            gone = total > MOST
        if gone:
            with contextlib.suppress(OSError):  # another run has taken it away
                path.unlink()


def _entries(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """Yield the time of writing, the size and the path of each file in a folder."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            with contextlib.suppress(OSError):
                about = path.stat()
                yield about.st_mtime, about.st_size, path


@cache
def _drawn_with() -> bytes:
    """Return the sum over the code of this room, its fonts and the versions of the libraries that draw."""
    total = hashlib.sha256()
    for path in (*sorted(_FOLDER.glob("*.py")), _FOLDER / "fonts" / "fonts.sha256"):
        total.update(path.read_bytes())
    for package in ("matplotlib", "PIL"):
        total.update(_version_of(package))
    return total.digest()


def _version_of(package: str) -> bytes:
    """Return what identifies the installed version of a package without importing it: its `_version.py`."""
    found = PathFinder.find_spec(package)
    path = Path(found.origin).parent / "_version.py" if found and found.origin else None
    if path and path.is_file():
        return path.read_bytes()
    from importlib.metadata import version  # noqa: PLC0415 - slow, and needed only where the file is missing

    return version(package).encode()
