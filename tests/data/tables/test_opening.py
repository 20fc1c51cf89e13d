"""Files of tables as offices keep them: what is read is what their program shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from briefing.data.tables.book import Book
from briefing.data.tables.opening import open_book

Worksheet = xlsxwriter.workbook.Worksheet
Fill = Callable[[xlsxwriter.Workbook, Worksheet], object]


def made(folder: Path, fill: Fill, name: str = "数据.xlsx") -> Book:
    """The book that is read from a workbook with one sheet, which `fill` writes."""
    with xlsxwriter.Workbook(folder / name, {"remove_timezone": True}) as book:
        fill(book, book.add_worksheet("数据"))
    return open_book(folder / name)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (63.6500001, "0.0", "63.7"),
        (0.985, "0.0%", "98.5%"),
        (1234, "#,##0", "1,234"),
        (45047, 'yyyy"年"m"月"', "2023年5月"),
        (45047, "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "2023年5月1日"),
        (45047, 57, "2023年5月"),
        (0.1 + 0.2, "General", "0.3"),
    ],
)  # fmt: skip
def test_a_cell_says_what_excel_shows(tmp_path: Path, value: float, code: str | int, shown: str) -> None:
    book = made(tmp_path, lambda book, sheet: sheet.write_number(1, 1, value, book.add_format({"num_format": code})))
    assert book.sheets[0].cell(1, 1).text == shown
    assert not book.problems


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "导出.xls").write_bytes(b"<html><table></table></html>")
    book = open_book(tmp_path / "导出.xls")
    assert not book.sheets
    assert [str(problem) for problem in book.problems] == [
        (
            "导出.xls：其实是网页（HTML）或 XML，只是名字像表格。"
            "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”，再用新文件。"
        )
    ]
