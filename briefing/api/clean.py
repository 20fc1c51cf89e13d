"""A Word file without what must not leave the office."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.bundle.files import refuse_target, write_file
from briefing.errors import Problem
from briefing.ooxml.clean import outgoing
from briefing.ooxml.package import read_docx


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A Word file as written: where it is, what was taken out, in Chinese, and warnings."""

    path: Path
    taken: tuple[str, ...]
    problems: tuple[Problem, ...]


def clean(file: str | Path, *, out: str | Path | None = None, force: bool = False) -> CleanFile:
    """Write a Word file without comments, revisions, hidden text, names of people, paths and the like.

    The file is not changed: the result is `out`, a file or a folder; for None “原名（外发）.docx” beside it. UsageError
    where there is no such file or `out` is the file itself; BriefingError where it cannot be cleaned: it is damaged,
    signed, has macros, or shows what lies elsewhere.
    """
    source = Path(file)
    target = Path(out) if out is not None else source.parent
    if out is None or target.is_dir():
        target /= f"{source.stem}（外发）.docx"
    refuse_target(source, target)
    made = outgoing(read_docx(source, "请检查文件名；应是一个 .docx 文件。"), str(source))
    return CleanFile(target, made.taken, (*made.doubts, *write_file(target, made.data, force=force)))
