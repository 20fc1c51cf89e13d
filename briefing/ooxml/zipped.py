"""The zip that an office file is: unpacked safely, and packed alike on every machine.

Nobody has vouched for a file that somebody hands in: sizes are looked at before anything is unpacked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

Parts = dict[str, bytes]
"""The parts of a file by name, without a leading slash, in the order in which they stand in it."""

SAVE_AS = "请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”，再用新文件。"
REPAIR = "请用 Word 或 WPS 打开确认（Word 会提示修复），另存为“Word 文档（.docx）”，再用新文件。"

_COMPOUND = b"\xd0\xcf\x11\xe0"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DEFECTS = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError, OSError, zlib.error)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold, unpacked: `parts`, `bytes` of all together, and of those of XML, which grow when parsed."""

    parts: int = 5_000
    bytes: int = 256 * 1024 * 1024
    xml: int = 48 * 1024 * 1024

    def __str__(self) -> str:
        return f"{self.parts} 个部件、{self.bytes >> 20} MB，其中文字 {self.xml >> 20} MB"


LIMITS = Limits()
"""Those of a Word file."""


class Refused(Exception):
    """Why a file is not opened: one thing and what to do, or several."""

    def __init__(self, message: str = "", hint: str = "", said: Sequence[tuple[str, str]] = ()) -> None:
        self.said = said or [(message, hint)]
        super().__init__(message)


_KINDS = (
    (b"%PDF", "是 PDF，不是 Word 文档。"),
    (b"{\\rtf", "是 RTF 格式，不是 .docx。"),
    (b"<", "是网页或 XML 格式，不是 .docx。"),
    (b"\xef\xbb\xbf<", "是网页或 XML 格式，不是 .docx。"),
    (b"MIME-Version", "是单个文件网页（.mht），不是 .docx。"),
)
"""What files that are no zips begin with."""


def unpack(data: bytes, limits: Limits = LIMITS) -> Parts:
    """Return the parts of a zip; Refused if it is none, is damaged, encrypted or larger than `limits`."""
    if not data:
        raise Refused("是空的。", "请重新复制或下载。")
    if data.startswith(_COMPOUND):
        raise Refused(*_why_unreadable(data))
    for begins, message in _KINDS:
        if data.startswith(begins):
            raise Refused(message, SAVE_AS)
    hint = f"{REPAIR}打不开的，请重新复制或下载。"
    with opened(data, limits, hint) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


@contextmanager
def opened(data: bytes, limits: Limits, hint: str) -> Iterator[zipfile.ZipFile]:
    """Give out a zip whose parts may be read one by one; Refused, with this hint, if it is damaged or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes([entry for entry in archive.infolist() if not entry.is_dir()], limits)
            yield archive
    except _DEFECTS as error:
        raise Refused("已损坏或不完整（压缩包打不开）。", hint) from error


def _check_sizes(entries: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse what is too large or oddly packed, before anything is unpacked."""
    if len(entries) > limits.parts or sum(entry.file_size for entry in entries) > limits.bytes:
        raise Refused(*too_large(limits))
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise NotImplementedError  # Word itself writes no other kind
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise Refused("的压缩包里有重名或越界的部件。", REPAIR)


def too_large(limits: Limits) -> tuple[str, str]:
    """Return what is said of a file beyond the limits, and what to do."""
    return f"解压后过大（最多 {limits}），不像正常的文稿。", "请拆成几个文件，或压缩其中的图片后另存。"


def _why_unreadable(data: bytes) -> tuple[str, str]:
    """Return why a compound file cannot be read: the program that wrote it keeps its parts under names in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        hint = "请用 Word 打开，文件 → 信息 → 保护文档 → 用密码进行加密，清空密码后保存（WPS：文件 → 文档加密）。"
        return "设了打开密码或权限保护。", hint
    return "是旧版 .doc 或 .wps 格式（扩展名可能不同）。", SAVE_AS


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of the parts in their order, without times or traces of the machine.

    Pictures are not deflated again.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            stored = name.endswith((".png", ".jpeg", ".jpg"))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()
