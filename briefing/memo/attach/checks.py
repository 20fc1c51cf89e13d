"""Checks of a memo that somebody else wrote: whether it can be added to without damage, and what to do if not."""

from __future__ import annotations

from pathlib import Path

from briefing.bundle.edited import is_open
from briefing.errors import BriefingError, Location, Problem
from briefing.ooxml.checks import (
    classified,
    comments,
    encoding,
    endnotes,
    finality,
    other_files,
    programs,
    protection,
    revisions,
    signatures,
    templates,
)
from briefing.ooxml.package import Check, Defects, Package, read_docx


def open_memo(path: Path, *, merge: bool) -> Package:
    """Return the opened memo, which can be added to.

    `merge`: annexes are to stand in the same file. UsageError if there is no such file; BriefingError with everything
    that stands in the way.
    """
    data = read_docx(path, "请检查文件名；应是一个 .docx 文件。")
    problems = []
    if is_open(path):
        hint = "请保存后关闭再试；如果并没有打开，请删去旁边以“~$”或“.~”开头的文件。"
        message = "文件正在 Word、WPS 等程序中打开，磁盘上的可能不是最新内容。"
        problems.append(Problem(message, Location(str(path)), hint))
    try:
        package = Package.open(data, str(path), checks=MERGED if merge else BESIDE)
    except BriefingError as error:
        raise BriefingError([*problems, *error.problems]) from error
    if problems:
        raise BriefingError(problems)
    return package


def _or_beside(check: Check) -> Check:
    """Return the same check with a hint that also names the other way out: not to merge."""

    def found(package: Package) -> Defects:
        for message, hint in check(package):
            yield message, f"{hint.removesuffix('。')}；或不加 --merge，附件放在旁边。"

    return found


BESIDE: tuple[Check, ...] = (
    classified, programs, templates, signatures, protection, finality, revisions, other_files, encoding
)  # fmt: skip
"""What a memo is checked for that is only to list its annexes; parts that are not touched are not checked."""

MERGED: tuple[Check, ...] = (*BESIDE, _or_beside(comments), _or_beside(endnotes))
"""What a memo is checked for that its annexes are to stand in."""
