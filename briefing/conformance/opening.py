"""Opening the Word file that is to be checked."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import BriefingError, Place, Problem, UsageError
from briefing.ooxml.checks import programs, templates
from briefing.ooxml.package import Limits, Package
from briefing.text.files import read_file

LIMITS = Limits()


def opened(path: Path) -> Package:
    """Return the file, opened. UsageError if there is none, BriefingError if it is no sound Word file."""
    if not path.is_file():
        raise UsageError(Problem(f"找不到文件“{path}”。", hint="请检查文件名；要检查的是一个 .docx 文件。"))
    try:
        if path.stat().st_size > LIMITS.bytes:
            raise BriefingError(Problem(f"文件过大（最多 {LIMITS}）。", Place(str(path)), "请压缩其中的图片后另存。"))
        data = read_file(path)
    except OSError as error:
        hint = "请检查文件的权限，或关闭正在使用它的程序。"
        raise BriefingError(Problem(f"打不开文件（{error.strerror}）。", Place(str(path)), hint)) from error
    return Package.open(data, str(path), limits=LIMITS, checks=(programs, templates))
