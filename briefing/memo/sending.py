"""Files as they are sent: Word files without what must not leave the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.errors import BriefingError, Problem, Severity, collect
from briefing.memo.annexes import Warn
from briefing.ooxml.checks import classified, signatures
from briefing.ooxml.clean import OutgoingFile, outgoing
from briefing.ooxml.package import Package

_NOT_CLEANED = (".doc", ".docm", ".dotx", ".wps", ".xls", ".xlsx", ".xlsm", ".et", ".ppt", ".pptx", ".dps")
"""Files of office programs that hold names and remarks as Word files do."""


def cleaned(files: Sequence[tuple[str, bytes]], warn: Warn) -> tuple[list[bytes], tuple[str, ...]]:
    """Return files, given by name, as they may be sent, and for each that was changed a line of what was taken out.

    `warn` hears of those that could not be cleaned. BriefingError with all Word files that cannot be sent.
    """
    if others := [name for name, _ in files if name.lower().endswith(_NOT_CLEANED)]:
        hint = "请在原来的软件里检查（Word、Excel：文件 → 信息 → 检查文档）。"
        message = f"不是 .docx，批注、作者等信息没有清理：{'、'.join(others)}。"
        warn(Problem(message, hint=hint, severity=Severity.WARNING))
    found, problems = collect(lambda item: _sent(*item), files)
    if problems:
        raise BriefingError(problems)
    for file in found:
        for doubt in file.doubts:
            warn(doubt)
    told = ((name, "；".join(file.taken)) for (name, _), file in zip(files, found, strict=True))
    return [file.data for file in found], tuple(f"{name}：{taken}" for name, taken in told if taken)


def _sent(name: str, data: bytes) -> OutgoingFile:
    """Return a file as it is sent: what is no .docx or is signed, which a change would break, as it is."""
    if not name.lower().endswith(".docx"):
        return OutgoingFile(data, (), ())
    package = Package.open(data, name, checks=(classified,))
    if any(signatures(package)):
        doubt = package.problem("有数字签名，没有清理。", "批注、作者等信息如有都还在，请在签名之前清理。")
        return OutgoingFile(data, (), (replace(doubt, severity=Severity.WARNING),))
    return outgoing(data, name)
