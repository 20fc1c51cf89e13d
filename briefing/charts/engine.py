"""Matplotlib, loaded without a scan of the system's fonts and without reading or writing the user's configuration.

Its font manager, when imported, reads a list of fonts from the user's cache folder or, when there is none, opens every
font of the system to write one (seconds). Here it is handed an empty list in a folder that exists for the time of the
import only: the charts name their font files themselves. Nothing else in this program draws with matplotlib.
"""

from __future__ import annotations

import os
import re
import sys
from ast import literal_eval
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path


@cache
def load() -> None:
    """Import matplotlib's font manager quietly; does nothing when somebody else has imported it already."""
    if "matplotlib.font_manager" in sys.modules:
        return
    import tempfile  # noqa: PLC0415 - only needed when something is drawn

    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        seed(Path(folder))
        with _config_folder(folder):
            import matplotlib.font_manager  # noqa: F401, PLC0415 - a third of a second: only when something is drawn


def seed(folder: Path) -> None:
    """Put an empty list of fonts into `folder`, in the form and under the name that the font manager looks for.

    Where its version cannot be read from its source, nothing is written: it then scans, into the same folder.
    """
    home = package_folder("matplotlib")
    source = home / "font_manager.py" if home else None
    found = re.search(r"^ +__version__ = (\S+)$", source.read_text("utf-8"), re.M) if source else None
    if not found:
        return
    import json  # noqa: PLC0415 - only needed when something is drawn

    version = literal_eval(found[1])  # a number in 3.10, a text in 3.11
    empty: dict[str, str | list[str] | dict[str, str] | None] = {
        "_version": version,
        "_FontManager__default_weight": "normal",
        "default_size": None,
        "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
        "afmlist": [],
        "ttflist": [],
        "__class__": "FontManager",
    }
    (folder / f"fontlist-v{version}.json").write_text(json.dumps(empty), "utf-8")


@cache
def version_of(package: str) -> bytes:
    """What identifies the installed version of a package, read without importing it: its `_version.py`."""
    home = package_folder(package)
    path = home / "_version.py" if home else None
    if path and path.is_file():
        return path.read_bytes()
    from importlib.metadata import version  # noqa: PLC0415 - slow, and needed only where the file is missing

    return version(package).encode()


def package_folder(package: str) -> Path | None:
    """The folder an installed package lies in, found without importing it; None if it is not installed as files."""
    found = PathFinder.find_spec(package)
    return Path(found.origin).parent if found and found.origin else None


@contextmanager
def _config_folder(folder: str) -> Iterator[None]:
    before = os.environ.get("MPLCONFIGDIR")
    os.environ["MPLCONFIGDIR"] = folder
    try:
        yield
    finally:
        if before is None:
            del os.environ["MPLCONFIGDIR"]
        else:
            os.environ["MPLCONFIGDIR"] = before
