"""The cells of a sheet as someone reads them: tidied texts, merged cells filled, hidden rows and columns left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from briefing.data.tables.figures import CellFigure, Reading, read_figure
from briefing.data.tables.files.book import Cell, MergedSpan, Sheet
from briefing.data.tables.periods import is_period
from briefing.text.width import cells

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2215: ord("/"), 0x2212: ord("-")}
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_OF_HEADS = re.compile("[月年季累计—-]")
_WIDE = re.compile("[\uff10-\uff5a]")
_CODES = "甲乙丙丁戊己庚辛ABCDEFGH"


def tidy(text: str) -> str:
    """Return the text in half-width signs, without spaces except between Latin words, and without line breaks."""
    if text.isalnum():
        return unicodedata.normalize("NFKC", text) if _WIDE.search(text) else text
    plain = _INVISIBLE.sub("", text).translate(_WIDTHS)
    return re.sub(r"\s+(?![A-Za-z0-9])|(?<![A-Za-z0-9])\s+", "", plain).strip()


def name_of(text: str) -> str:
    """Return a tidied text as a name: with Chinese brackets and without marks of notes (北京①, 增加值*)."""
    marks = re.sub(r"[①-⑳*※†]+$|\[\d{1,2}\]$|(?<=[^\d%])[¹²³⁴]+$", "", text)
    return marks.replace("(", "（").replace(")", "）").strip(":,;、")


def indent_of(text: str) -> int:
    """Return by how many half-width spaces the text is indented."""
    return cells(text[: len(text) - len(text.lstrip())])


class Grid:
    """A sheet without what is hidden. Rows and columns keep the numbers that they have in the sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = [row for row in range(len(sheet.raw)) if row not in sheet.hidden_rows]
        width = max((len(row) for row in sheet.raw), default=0)
        self.columns = [column for column in range(width) if column not in sheet.hidden_columns]
        self._spans: dict[tuple[int, int], MergedSpan] = {}
        for span in sheet.merged:  # which may reach far beyond the cells that hold something
            for row in range(span.top, min(span.bottom + 1, len(sheet.raw))):
                self._spans.update(((row, column), span) for column in range(span.left, min(span.right + 1, width)))
        self._filled: dict[int, list[int]] = {}
        self._texts: dict[tuple[int, int], str] = {}
        self._figures: dict[tuple[int, int], Reading] = {}

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell that the value of this one stands in: of a merged one the first."""
        span = self._spans.get((row, column))
        return (span.top, span.left) if span else (row, column)

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell, of a merged one the first."""
        return self.sheet.cell(*self.origin(row, column))

    def text(self, row: int, column: int) -> str:
        """Return the tidied text of the cell, "" of an empty one."""
        key = (row, column)
        if key not in self._texts:
            cell = self.cell(row, column)
            shown = cell.text
            if isinstance(cell.value, date):
                shown = _day(cell)
            self._texts[key] = tidy(shown)
        return self._texts[key]

    def filled(self, row: int, columns: Sequence[int] | None = None) -> list[int]:
        """Return the columns in which the row has something, of merged cells only the first."""
        if columns is None and row in self._filled:
            return self._filled[row]
        found: dict[tuple[int, int], int] = {}
        for column in self.columns if columns is None else columns:
            if self.text(row, column):
                found.setdefault(self.origin(row, column), column)
        if columns is None:
            self._filled[row] = list(found.values())
        return list(found.values())

    def figure(self, row: int, column: int) -> Reading:
        """Return what the cell says as a figure; of merged cells only the first has it."""
        key = (row, column)
        if key not in self._figures:
            self._figures[key] = read_figure(self.sheet.cell(row, column))
        return self._figures[key]

    def is_figure(self, row: int, column: int) -> bool:
        """Return whether the cell has a figure that is no period, as a year at the head of a column is."""
        value = self.sheet.cell(row, column).value
        broken = isinstance(value, Decimal) and value != value.to_integral_value()
        return self.is_number(row, column) and (broken or not is_period(self.text(row, column)))

    def is_number(self, row: int, column: int) -> bool:
        """Return whether the cell has a figure, be it that of a year, and no word of a head (1—本月累计, 万户)."""
        found = self.figure(row, column)
        if not isinstance(found, CellFigure):
            return False
        if isinstance(self.sheet.cell(row, column).value, Decimal) or found.word:
            return True
        return re.search("[0-9]", self.text(row, column)) is not None and not _OF_HEADS.search(found.unit)

    def is_numbering(self, row: int, columns: Sequence[int]) -> bool:
        """Return whether the row only numbers the columns: 甲 乙 1 2 3, (1) (2) (3)=(1)/(2)."""
        texts = [self.text(row, column) for column in self.filled(row, columns)]
        plain = [re.sub("[()]", "", text.split("=")[0]) for text in texts if text not in _CODES]
        if (
            not plain
            or plain[0] not in ("1", "2", "3")
            or (len(plain) == len(texts) and (plain[0] != "1" or len(plain) < 3))
        ):
            return False
        return plain == [str(int(plain[0]) + place) for place in range(len(plain))]


def _day(cell: Cell) -> str:
    """Return a date as the period that it is shown as: a month where no day is shown."""
    day = cell.value
    assert isinstance(day, date)
    if re.fullmatch(r"\d{4}[-/.年]\d{1,2}月?|[A-Za-z]{3}-\d{2}", cell.text.strip()):
        return f"{day.year}年{day.month}月"
    if re.fullmatch(r"\d{4}年?", cell.text.strip()):
        return f"{day.year}年"
    return f"{day.year}年{day.month}月{day.day}日"
