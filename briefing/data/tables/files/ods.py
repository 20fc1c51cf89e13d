"""Sheets of OpenDocument (.ods): each cell holds both its value and what it shows, which calamine does not give out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from briefing.data.tables.files.book import EMPTY, Book, Cell, MergedSpan, Sheet, Value
from briefing.data.tables.files.cells import faulty
from briefing.ooxml.xml import Element, XmlError, local, parse
from briefing.ooxml.zipped import Limits, Refused, opened

LIMITS = Limits(parts=5_000, bytes=512 * 1024 * 1024, xml=128 * 1024 * 1024)
MOST_CELLS = 5_000_000
"""What a sheet may hold; a few bytes repeat a cell any number of times."""
_SAVE_AS = "请用 WPS 或 LibreOffice 打开，另存为“Excel 工作簿（.xlsx）”，再用新文件。"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ERRORS = ("#", "Err:")


def read_ods(data: bytes, file: str) -> Book:
    """Return the sheets of a workbook; Refused where it cannot be read."""
    try:
        with opened(data, LIMITS, _SAVE_AS) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise Refused("设了打开密码。", "请打开后去掉密码，另存后再用。")
            if archive.getinfo("content.xml").file_size > LIMITS.xml:
                raise Refused("解压后过大。", "请拆成几个文件。")
            root = parse(archive.read("content.xml"))
        return Book(file, tuple(_sheet(table, file) for table in root.iter(f"{_TABLE}table")))
    except XmlError as error:
        raise Refused(f"已损坏：{error}。", _SAVE_AS) from error
    except (KeyError, ValueError) as error:
        raise Refused("已损坏或不完整。", _SAVE_AS) from error


def _sheet(table: Element, file: str) -> Sheet:
    """Return a sheet; empty rows and cells at its ends, which programs repeat to the margin, are left out."""
    rows: list[list[Cell]] = []
    hidden: set[int] = set()
    spans: list[MergedSpan] = []
    waiting = 0  # empty rows, which count only where one with cells follows
    cells = 0
    remarks: dict[tuple[int, int], str] = {}
    for row in table.iter(f"{_TABLE}table-row"):
        times = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        made, merged, told = _row(row)
        remarks |= {(len(rows) + waiting, column): text for column, text in told.items()}
        if not made:
            waiting += times
            continue
        cells += waiting + len(made) * times
        if cells > MOST_CELLS:
            raise Refused("有一张工作表的单元格太多，或散得太开。", "请删去表格以外的内容，另存后再用。")
        rows.extend([] for _ in range(waiting))
        waiting = 0
        at = len(rows)
        spans += [MergedSpan(at, column, at + down - 1, column + right - 1) for column, right, down in merged]
        if row.get(f"{_TABLE}visibility", "visible") != "visible":
            hidden.update(range(at, at + times))
        rows.extend([made] * times)
    return Sheet(
        file,
        table.get(f"{_TABLE}name", ""),
        [[cell.value if cell.value is not None else "" for cell in row] for row in rows],
        lambda row, column: rows[row][column],
        merged=tuple(spans),
        hidden_rows=frozenset(hidden),
        hidden_columns=frozenset(_hidden_columns(table)),
        remarks=remarks,
    )


def _hidden_columns(table: Element) -> Iterator[int]:
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        times = min(int(column.get(f"{_TABLE}number-columns-repeated", "1")), 16_384)
        if column.get(f"{_TABLE}visibility", "visible") != "visible":
            yield from range(at, at + times)
        at += times


def _row(row: Element) -> tuple[list[Cell], list[tuple[int, int, int]], dict[int, str]]:
    """Return the cells of a row up to its last one, its merged cells (column, width, height) and its comments."""
    cells: list[Cell] = []
    merged: list[tuple[int, int, int]] = []
    remarks: dict[int, str] = {}
    waiting = 0
    for item in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = int(item.get(f"{_TABLE}number-columns-repeated", "1"))
        right = int(item.get(f"{_TABLE}number-columns-spanned", "1"))
        down = int(item.get(f"{_TABLE}number-rows-spanned", "1"))
        if right > 1 or down > 1:
            merged.append((len(cells) + waiting, right, down))
        if told := [part for note in item.iterchildren("{*}annotation") for part in note.iter("{*}p")]:
            remarks[len(cells) + waiting] = "\n".join("".join(part.itertext()) for part in told)
        cell = _cell(item) if local(item) == "table-cell" else EMPTY
        if cell == EMPTY:
            waiting += times
            continue
        if len(cells) + waiting + times > MOST_CELLS:
            raise Refused("有一张工作表的单元格散得太开。", "请删去表格以外很远处的内容，另存后再用。")
        cells += [EMPTY] * waiting + [cell] * times
        waiting = 0
    return cells, merged, remarks


def _cell(item: Element) -> Cell:
    text = "\n".join("".join(part.itertext()) for part in item.iterchildren("{*}p"))
    if text.startswith(_ERRORS) and item.get(f"{_TABLE}formula"):
        return faulty(text)
    if item.get(f"{_TABLE}formula") and not item.get(f"{_OFFICE}value-type"):
        return faulty()
    return Cell(text, _value(item, text)) if text else EMPTY


def _value(item: Element, text: str) -> Value:
    """Return what a cell stores, by its declared type."""
    stored = item.get(f"{_OFFICE}value", "")
    match item.get(f"{_OFFICE}value-type"):
        case "float" | "percentage" | "currency":
            try:
                return Decimal(stored)
            except InvalidOperation:
                return text or None
        case "date":
            written = item.get(f"{_OFFICE}date-value", "")
            return datetime.datetime.fromisoformat(written) if "T" in written else datetime.date.fromisoformat(written)
        case "boolean":
            return item.get(f"{_OFFICE}boolean-value") == "true"
    return text or None
