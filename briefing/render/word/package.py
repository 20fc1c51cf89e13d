"""The zip around a Word file: read with care, written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from briefing.errors import BriefingError, Problem

Parts = dict[str, bytes]
"""The parts of a file by name, without a leading slash, in the order in which they stand in it."""

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

MAX_PARTS = 2_000
MAX_BYTES = 32 * 1024 * 1024
"""What a shell may hold, unpacked: far more than any letterhead, far less than what would fill the memory."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_OLD_WORD = b"\xd0\xcf\x11\xe0"


def unpack(data: bytes) -> Parts:
    """The parts of a zip; BriefingError if it is none, is damaged, is encrypted or is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError, OSError, zlib.error) as error:
        raise BriefingError(_unreadable(data)) from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_BYTES:
        limit = f"{MAX_PARTS} 个部件、{MAX_BYTES // 1024 // 1024} MB"
        raise BriefingError(
            Problem(
                f"版式文件解压后过大（上限 {limit}），可能不是正常的 Word 文件。", hint="请删去其中的大图片后另存。"
            )
        )
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise NotImplementedError  # Word itself writes no other kind
    if len(names) < len(entries) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise BriefingError(Problem("版式文件的压缩包里有重名或越界的部件。", hint="请用 Word 打开后另存为 .docx。"))


def _unreadable(data: bytes) -> Problem:
    if data.startswith(_OLD_WORD):
        return Problem("版式文件是旧版 .doc，或设了打开密码。", hint="请用 Word 去掉密码，另存为 .docx。")
    return Problem("版式文件不是完好的 .docx 文件（打不开压缩包）。", hint="请用 Word 打开确认，再另存为 .docx。")


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip of the parts in their order, without times or traces of the machine. Pictures are not deflated again."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.compress_type = (
                zipfile.ZIP_STORED if name.endswith((".png", ".jpeg", ".jpg")) else zipfile.ZIP_DEFLATED
            )
            archive.writestr(entry, content)
    return target.getvalue()
