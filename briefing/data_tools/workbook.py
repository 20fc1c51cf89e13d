"""Workbooks that people fill in: heads, drop-downs, widths and locked cells, written as .xlsx (XlsxWriter)."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.data.tables.files.book import cell_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a cell of another workbook: `file` as seen from this one, `cell` such as 数据!D17, or ""."""

    text: str
    file: str
    cell: str = ""


Value = str | int | Decimal | Link | None
"""What a cell holds: a number, a text (which is never taken for a formula), a link, or nothing."""

MOST_CHOICES = 255  # characters of a list that Excel keeps within a cell's rule; a longer one stands on a sheet
CHOICES = "选项"
"""The hidden sheet on which long lists stand."""

EXACT = 15  # digits of a number that Excel keeps

FIXED = datetime.datetime(2000, 1, 1)
"""When every workbook says that it was made: the same data give the same bytes."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: its head, what may be chosen in it, what to know of it, and whether it is there to be filled in."""

    head: str
    width: int = 12
    choices: tuple[str, ...] = ()
    note: str = ""
    locked: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class FormPage:
    """A sheet: a title, lines above the table, then heads and rows.

    Of a line the second text stands beside the first and is there to be changed; None where there is no such cell.
    `room` is how many empty rows are prepared below the last; `locked`: only what is there to be filled in can be
    changed, without a password.
    """

    name: str
    columns: tuple[FormColumn, ...]
    rows: Sequence[Sequence[Value]] = ()
    title: str = ""
    lines: tuple[tuple[str, str | None], ...] = ()
    room: int = 0
    locked: bool = False


def workbook(pages: Sequence[FormPage]) -> bytes:
    """Return an .xlsx file with these sheets; the same pages give the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - start-up time

    data = io.BytesIO()
    texts_stay_texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(data, {"in_memory": True, **texts_stay_texts}) as book:
        book.set_properties({"created": FIXED})
        lists = _lists(pages)
        looks = _Looks(book)
        for page in pages:
            _write(book.add_worksheet(page.name), page, lists, looks)
        if lists:
            sheet = book.add_worksheet(CHOICES)
            for column, items in enumerate(lists):
                sheet.write_column(0, column, items)
            sheet.hide()
    return data.getvalue()


def _lists(pages: Sequence[FormPage]) -> dict[tuple[str, ...], str]:
    """The lists too long for a cell's rule, each with the range of the sheet of lists that it stands in."""
    lists = dict.fromkeys(column.choices for page in pages for column in page.columns)
    long = [items for items in lists if len(",".join(items)) > MOST_CHOICES]
    letters = [cell_name(0, column)[:-1] for column in range(len(long))]
    return {items: f"={CHOICES}!${at}$1:${at}${len(items)}" for at, items in zip(letters, long, strict=True)}


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        cell = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        boxed = {**cell, "border": 1, "border_color": "#A6A6A6"}
        self.title = book.add_format({**cell, "bold": True, "font_size": 14})
        self.label = book.add_format(cell)
        self.open = book.add_format({**cell, "bottom": 1, "locked": False})
        self.head = book.add_format({**boxed, "bold": True, "bg_color": "#D9E2F3", "text_wrap": True})
        self._boxed = {True: {**boxed, "bg_color": "#F2F2F2"}, False: {**boxed, "locked": False}}
        self._cells: dict[tuple[bool, int], Format] = {}

    def cell(self, locked: bool, digits: int = -1) -> Format:
        """The format of a cell in the table; `digits` are those shown after the point of a number, -1 of a text.

        A number shows all the digits that it has (73.810), since what a sheet shows is what it says.
        """
        if (locked, digits) not in self._cells:
            shown = {"text_wrap": True} if digits < 0 else {"num_format": "0." + "0" * digits if digits else "0"}
            self._cells[locked, digits] = self.book.add_format({**self._boxed[locked], **shown})
        return self._cells[locked, digits]


def _write(sheet: Worksheet, page: FormPage, lists: Mapping[tuple[str, ...], str], looks: _Looks) -> None:
    lines = [(label, entry, looks.label) for label, entry in page.lines]
    if page.title:
        lines.insert(0, (page.title, None, looks.title))
    for line, (label, entry, look) in enumerate(lines):
        sheet.write_string(line, 0, label, look)
        if entry is not None:
            sheet.write_string(line, 1, entry, looks.open)
    head = len(lines)
    rows = [*page.rows, *[()] * page.room]
    for number, column in enumerate(page.columns):
        exact = column.locked or not page.locked  # what is there to be changed shows the digits that are typed
        sheet.set_column(number, number, column.width, None, {"hidden": column.hidden})
        sheet.write_string(head, number, column.head, looks.head)
        if column.note:
            sheet.write_comment(head, number, column.note, {"x_scale": 2})
        for below, row in enumerate(rows, head + 1):
            _put(sheet, below, number, row[number] if number < len(row) else None, column.locked, looks, exact=exact)
        if column.choices and rows:
            source = lists.get(column.choices) or list(column.choices)
            rule = {"validate": "list", "source": source, "error_title": "请从列表中选", "error_type": "warning"}
            sheet.data_validation(head + 1, number, head + len(rows), number, rule)
    if page.columns:
        sheet.freeze_panes(head + 1, 0)
    if page.locked:
        sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True})


def _put(sheet: Worksheet, row: int, column: int, value: Value, locked: bool, looks: _Looks, *, exact: bool) -> None:
    """Write a number as a number where Excel keeps all of its digits, else as text."""
    if value is None:
        sheet.write_blank(row, column, None, looks.cell(locked))
        return
    if isinstance(value, Link):
        name, _, cell = value.cell.partition("!")
        target = f"#'{name}'!{cell or 'A1'}" if name else ""
        sheet.write_url(row, column, f"external:{value.file}{target}", looks.cell(locked), value.text)
        return
    number = None if isinstance(value, str) else Decimal(value).as_tuple()
    if number is None or len(number.digits) > EXACT:
        sheet.write_string(row, column, str(value), looks.cell(locked))
    else:
        sheet.write_number(row, column, value, looks.cell(locked, max(0, -int(number.exponent)) if exact else -1))
