"""Pictures kept between runs under a name made of everything they depend on.

An entry is the SHA-256 of a picture, then the picture: one that is damaged or half there does not answer to its sum and
is drawn anew. Two runs may share a folder, for an entry is renamed into place when it is whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from functools import cache
from pathlib import Path

from briefing.charts import engine, style
from briefing.model.document import ChartSpec

_SUM = hashlib.sha256().digest_size
_ROOM = Path(__file__).parent


def key(spec: ChartSpec, form: str, width: int = style.WIDTH) -> str:
    """The name of the picture of `spec`, `width` mm wide, in a form (png, svg).

    It changes with all of these, with this room and with its libraries.
    """
    return hashlib.sha256(_drawn_with() + repr((width, spec)).encode("utf-8")).hexdigest() + "." + form


def get(folder: Path | None, name: str) -> bytes | None:
    """The picture kept under `name`; None if there is none that is sound, or no folder."""
    if folder is None:
        return None
    try:
        data = (folder / name).read_bytes()
    except OSError:
        return None
    picture = data[_SUM:]
    return picture if hashlib.sha256(picture).digest() == data[:_SUM] else None


def put(folder: Path | None, name: str, picture: bytes) -> None:
    """Keep a picture; where that cannot be done (a full disk, no rights), the briefing is made all the same."""
    if folder is None:
        return
    temporary = folder / f"{name}.{os.getpid()}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(hashlib.sha256(picture).digest() + picture)
        temporary.replace(folder / name)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@cache
def _drawn_with() -> bytes:
    """The sum over the code of this room, its fonts and the libraries that draw."""
    total = hashlib.sha256()
    for path in (*sorted(_ROOM.glob("*.py")), _ROOM / "fonts" / "fonts.sha256"):
        total.update(path.read_bytes())
    for package in ("matplotlib", "PIL"):
        total.update(engine.version_of(package))
    return total.digest()
