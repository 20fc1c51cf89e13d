"""Workbooks of Excel 97 to 2003 and of WPS (.xls, .et), through xlrd."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefing.data.tables.files.book import Book, Cell, MergedSpan, Sheet
from briefing.data.tables.files.cells import PLAIN, Look, Maker, cell_maker, faulty
from briefing.data.tables.files.moments import moment
from briefing.data.tables.files.number_formats import BUILT_IN, GENERAL, is_date
from briefing.errors import Location, Problem, Severity
from briefing.ooxml.workbook import SAVE_AS
from briefing.ooxml.zipped import Refused

if TYPE_CHECKING:
    import xlrd
    import xlrd.sheet

_LAST = 0xFFFFFFFA
"""From here on the number of a sector stands for none."""
_NAMED_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def read_xls(data: bytes, file: str) -> Book:
    """Return the sheets of a workbook; Refused where it cannot be read."""
    import xlrd  # noqa: PLC0415 - most data are in no such file
    from xlrd.biffh import XLRDError  # noqa: PLC0415 - start-up time
    from xlrd.compdoc import CompDocError  # noqa: PLC0415 - the same

    if _endless(data):
        raise Refused("已损坏或不完整。", SAVE_AS)
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except XLRDError as error:
        if "encrypt" in str(error).lower():
            raise Refused("设了打开密码。", "请用 Excel 打开，去掉密码后保存。") from error
        raise Refused("不是 Excel 97—2003 工作簿，或已损坏。", SAVE_AS) from error
    except (CompDocError, AssertionError, LookupError, ValueError, OverflowError, struct.error) as error:
        raise Refused("已损坏或不完整。", SAVE_AS) from error
    looks = {
        number: Look(_code(book, form.format_key), (form.alignment and form.alignment.indent_level) or 0)
        for number, form in enumerate(book.xf_list)
    }
    make = cell_maker()
    sheets = tuple(_sheet(sheet, file, looks, make, from_1904=book.datemode == 1) for sheet in book.sheets())
    macros = Problem("含有宏，宏没有运行，只读取了保存的数值。", Location(file), severity=Severity.WARNING)
    return Book(file, sheets, (macros,) if _NAMED_MACROS in data else ())


def _endless(data: bytes) -> bool:
    """Return whether a chain of short sectors ([MS-CFB] 2.4) is a circle, in which xlrd would go round for ever."""
    if not data.startswith(b"\xd0\xcf\x11\xe0") or len(data) < 512:
        return False
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)

    def sector(number: int) -> tuple[int, ...]:
        held = data[(number + 1) * size : (number + 2) * size]
        return struct.unpack(f"<{len(held) // 4}I", held[: len(held) // 4 * 4])

    table = [entry for number in struct.unpack_from("<109I", data, 76) if number < _LAST for entry in sector(number)]
    short: list[int] = []
    at, most = struct.unpack_from("<I", data, 60)[0], len(table)
    while at < len(table) and most:
        short += sector(at)
        at, most = table[at], most - 1
    seen: dict[int, int] = {}
    for start in range(len(short)):
        at = start
        while at < len(short) and at not in seen:
            seen[at] = start
            at = short[at]
        if at < len(short) and seen[at] == start:
            return True
    return False


def _code(book: xlrd.Book, key: int) -> str:
    """Return the code of a number format, which a file need not hold where its number says enough."""
    written = book.format_map[key].format_str if key in book.format_map else ""
    return BUILT_IN.get(key, written or GENERAL) if key > 13 else written or BUILT_IN.get(key, GENERAL)


def _sheet(sheet: xlrd.sheet.Sheet, file: str, looks: Mapping[int, Look], make: Maker, *, from_1904: bool) -> Sheet:
    import xlrd  # noqa: PLC0415 - the same

    errors: dict[tuple[int, int], str] = {}
    rows: list[list[object]] = []
    for row in range(sheet.nrows):
        values: list[object] = []
        for column, cell in enumerate(sheet.row(row)):
            value: object = cell.value
            if cell.ctype == xlrd.XL_CELL_ERROR:
                errors[row, column], value = xlrd.error_text_from_code[int(cell.value)], ""
            elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                value = bool(cell.value)
            elif isinstance(cell.value, float) and is_date(looks.get(cell.xf_index or 0, PLAIN).code):
                day = moment(cell.value, from_1904=from_1904)
                value = cell.value if day is None else day
            values.append(value)
        rows.append(values)

    def cell_at(row: int, column: int) -> Cell:
        if (row, column) in errors:
            return faulty(errors[row, column])
        return make(rows[row][column], looks.get(sheet.cell_xf_index(row, column), PLAIN))

    return Sheet(
        file,
        sheet.name,
        rows,
        cell_at,
        merged=tuple(MergedSpan(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells),
        hidden_rows=frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden),
        hidden=sheet.visibility != 0,
        remarks={place: note.text.strip() for place, note in sheet.cell_note_map.items()},
    )
