"""Workbooks as an office would type them, written for a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

Typed = str | int | float
LONG = ("城市", "指标", "时期", "数值", "单位")


def write(path: Path, sheets: Mapping[str, Sequence[Sequence[Typed]]]) -> Path:
    """Write a workbook with the cells as typed, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def long(path: Path, *rows: Sequence[Typed], heads: Sequence[str] = LONG) -> Path:
    """Write a workbook of one sheet 数据 in the long form."""
    return write(path, {"数据": [heads, *rows]})
