"""A program that writes a bundle and may die on the way: packing.py OUT TEXT [kill|interrupt N].

It stops just before the N-th time that it opens, makes, renames or removes something; exit code 0 if it got through.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from briefing.bundle.manifest import read_manifest
from briefing.bundle.pack import changed_files, pack

NAME = "2026-11-22 简报"
WATCHED = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}


def files(text: str) -> dict[str, bytes]:
    """The files of a bundle that says `text`."""
    return {f"{text}.docx": text.encode(), "charts/01.png": text.encode(), "facts.csv": text.encode()}


def names(folder: Path) -> list[str]:
    """What is in a folder, hidden things too."""
    return sorted(path.name for path in folder.iterdir())


def edited_files(folder: Path) -> list[str]:
    """The files of a bundle that are not as they were written."""
    return changed_files(folder, read_manifest(folder).files)


def write(out: Path, text: str) -> None:
    """A bundle that says `text`."""
    pack(out, NAME, files(text), {"format": 1, "title": text}, force=False)


def _die_at(moment: int, how: str) -> None:
    count = 0

    def watch(event: str, _: object) -> None:
        nonlocal count
        if event in WATCHED:
            count += 1
            if count == moment and how == "kill":
                os._exit(9)
            if count == moment:
                raise KeyboardInterrupt

    sys.addaudithook(watch)


if __name__ == "__main__":
    out, text, *death = sys.argv[1:]
    if death:
        _die_at(int(death[1]), death[0])
    try:
        write(Path(out), text)
    except KeyboardInterrupt:
        sys.exit(130)
