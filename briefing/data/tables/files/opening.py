"""Files with tables, opened for what they hold, whatever their names end with."""

from __future__ import annotations

from pathlib import Path

from briefing.data.tables.files.book import Book
from briefing.data.tables.files.table_files import is_open
from briefing.data.tables.record_heads import SHEETS
from briefing.errors import Location, Problem, Severity
from briefing.ooxml.zipped import Refused
from briefing.text.files import read_file
from briefing.text.system_errors import cause

MOST_BYTES = 256 * 1024 * 1024

_COMPOUND, _ZIP = b"\xd0\xcf\x11\xe0", b"PK"
_MARKUP = (b"<", b"\xef\xbb\xbf<")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BIFF = b"\x09\x08", b"\x09\x04", b"\x09\x02"  # Excel 2 to 4, without a compound file around it


def open_book(path: Path, name: str | None = None) -> Book:
    """Return what a file holds; without sheets, and with what is wrong, where it cannot be read.

    `name` is what messages and citations call it, else the path's own name. Nothing is ever written into it.
    """
    file = name or path.name
    where = Location(file)
    try:
        data = read_file(path, most=MOST_BYTES + 1)
        book = _read(data, file, path.stem)
    except OSError as error:
        said, hint = cause(error)
        return Book(file, (), (Problem(f"读不了：{said}。", where, hint),))
    except Refused as refused:
        return Book(file, (), tuple(Problem(message, where, hint) for message, hint in refused.said))
    if is_open(path):
        message = "正在 Excel 或 WPS 中打开，读到的是上次保存的内容。"
        told = Problem(message, where, "改动保存以后请再做一次。", Severity.WARNING)
        return Book(file, book.sheets, (told, *book.problems))
    return book


def _read(data: bytes, file: str, stem: str) -> Book:
    """Return what the bytes hold, by what they begin with; Refused where that is no table."""
    from briefing.data.tables.files.csv_file import read_csv  # noqa: PLC0415 - a workspace seldom holds every kind
    from briefing.data.tables.files.ods import read_ods  # noqa: PLC0415 - the same
    from briefing.data.tables.files.xls import read_xls  # noqa: PLC0415 - the same
    from briefing.data.tables.files.xlsx import read_xlsx  # noqa: PLC0415 - the same

    if len(data) > MOST_BYTES:
        raise Refused(f"太大了，最多 {MOST_BYTES >> 20} MB。", "请拆成几个文件。")
    if not data.strip():
        raise Refused("是空的。", "请重新复制或下载。")
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        hint = "请用 Excel 打开，文件 → 信息 → 保护工作簿 → 用密码进行加密，清空密码后保存（WPS：文件 → 文档加密）。"
        raise Refused("设了打开密码。", hint)
    if data.startswith((_COMPOUND, *_BIFF)):
        return read_xls(data, file)
    if data.startswith(_ZIP):
        return read_ods(data, file) if b"opendocument.spreadsheet" in data[:200] else read_xlsx(data, file)
    if data.lstrip().startswith(_MARKUP):
        hint = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”，再用新文件。"
        raise Refused("其实是网页（HTML）或 XML，只是名字像表格。", hint)
    if data.startswith(b"%PDF"):
        raise Refused("是 PDF，不是表格。", "请把表格录入或转成 Excel 工作簿。")
    named = stem.rpartition("-")[2]
    return read_csv(data, file, named if named in SHEETS else stem)  # 全部-来源.csv is the sheet 来源
