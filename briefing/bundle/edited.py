"""What a person has open or has changed: told before it is replaced, and kept beside it when it is."""

from __future__ import annotations

import datetime
from collections.abc import Container
from itertools import count
from pathlib import Path

from briefing.errors import Problem, Severity

_OFFICE = ("~$", ".~")  # Word and WPS, LibreOffice: put beside a document while somebody has it open


def is_open(path: Path) -> bool:
    """Return whether Word, WPS or LibreOffice has the document `path` open, as far as the mark beside it tells."""
    name = path.name
    # Word replaces the first one or two characters of a long name, and puts the mark before a short one
    marks = (*(f"~${name[cut:]}" for cut in (0, 1, 2)), f".~{name}", f".~lock.{name}#")
    return any(path.with_name(mark).exists() for mark in marks)


def is_open_mark(path: str) -> bool:
    """Return whether a file of that path is such a mark."""
    return path.rpartition("/")[2].startswith(_OFFICE)


def copy_name(path: Path, taken: Container[str]) -> str:
    """Return the name for a copy of `path`, with the day when it was last changed: 简报（2026年11月22日旧稿）.docx.

    A number is added where that name is among those `taken`.
    """
    day = datetime.datetime.fromtimestamp(path.stat().st_mtime)  # the clock on the wall of whoever changed it
    said = f"{day.year}年{day.month}月{day.day}日旧稿"
    # two copies of one day are told apart by a number
    names = (f"{path.stem}（{said}{number if number > 1 else ''}）{path.suffix}" for number in count(1))
    return next(name for name in names if name not in taken)


def copied(path: str, name: str) -> Problem:
    """Return the line that tells of a copy."""
    return Problem(f"原来的“{path}”内容不同，已另存为“{name}”。", severity=Severity.WARNING)
