"""Tables in text files (.csv, .txt): written as Excel opens them; read, whatever encoding and sign they are in."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from briefing.data.tables.files.book import EMPTY, Book, Cell, Sheet
from briefing.ooxml.zipped import Refused

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ",\t;"
_LOOKED_AT = 200  # lines
_TEXT_FORMULA = re.compile('="?([^"]*)"?')
"""="001": how programs keep Excel from dropping the zeros."""


def read_csv(data: bytes, file: str, name: str) -> Book:
    """Return the one sheet, `name`, of a text file; Refused where it cannot be read."""
    try:
        text = _decoded(data)
        rows = _rows(text)
    except UnicodeError as error:
        raise Refused("不是 UTF-8 或 GBK 编码的文字。", "请另存为“CSV UTF-8”后再用。") from error
    except csv.Error as error:
        raise Refused(f"不是完好的 CSV 文件：{error}。", "请另存为 Excel 工作簿后再用。") from error
    if "\0" in text:
        raise Refused("含有空字符，不是文字表格。", "请另存为“CSV UTF-8”后再用。")

    def cell_at(row: int, column: int) -> Cell:
        value = rows[row][column]
        return Cell(value, value) if value else EMPTY

    return Book(file, (Sheet(file, name, rows, cell_at),))


def _decoded(data: bytes) -> str:
    """Return the text; UnicodeError where it is neither in Unicode nor in GB 18030, of which GBK is a part."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _rows(text: str) -> list[list[str]]:
    lines = text.splitlines()[:_LOOKED_AT]
    if lines and (told := re.fullmatch("sep=(.)", lines[0])):
        separator, text = told[1], text.partition("\n")[2]
    else:
        separator = _separator(lines)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    if '="' in text:
        rows = [[match[1] if (match := _TEXT_FORMULA.fullmatch(value)) else value for value in row] for row in rows]
    return rows


def _separator(lines: Sequence[str]) -> str:
    """Return the sign that parts most lines into the same number of columns; of two such, the one with more columns."""

    def agreement(separator: str) -> tuple[int, int]:
        sizes = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
        size, count = sizes.most_common(1)[0] if sizes else (0, 0)
        return count, size

    return max(_SEPARATORS, key=agreement)


def write_csv(rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows as a CSV file that Excel opens: in UTF-8 with its mark."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")
