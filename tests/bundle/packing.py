"""A bundle to write, and what became of it."""

from __future__ import annotations

from pathlib import Path

from briefing.bundle.manifest import read_manifest
from briefing.bundle.pack import changed_files, pack

NAME = "2026-11-22 简报"


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
