"""One file of tables, read: its sheets of records, then its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from briefing.data.tables.book import Book, Sheet
from briefing.data.tables.lexicon import Lexicon, TableSettings
from briefing.data.tables.long_form import FORM, LongForm, head_row
from briefing.data.tables.observations import TableReading
from briefing.data.tables.recognition import read_sheet
from briefing.data.tables.record_sheets import HEADS, UNREAD, RecordSheet, read_records
from briefing.data.tables.store import Contents, Packed, Packer, Table
from briefing.errors import Problem, Severity


def records_in(book: Book) -> tuple[tuple[RecordSheet, ...], list[Problem]]:
    """Return the sheets of records of a workbook, and what is wrong with their heads."""
    found, problems = [], []
    for sheet in book.sheets:
        if _holds_records(sheet):
            records, told = read_records(sheet)
            found.append(records)
            problems += told
    return tuple(found), problems


def _holds_records(sheet: Sheet) -> bool:
    """Return whether a sheet called 指标 or 来源 has the heads of such a one, and is no table that is called so."""
    if sheet.name not in HEADS:
        return False
    top = next((row for row in sheet.raw if any(row)), ())
    return len({"".join(str(value).split()) for value in top} & HEADS[sheet.name][1].keys()) > 1


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A sheet with what its tables were made out to be, in the order of their cells."""

    sheet: Sheet
    tables: Sequence[TableReading]


def readings_of(book: Book, lexicon: Lexicon, settings: Sequence[TableSettings]) -> Iterator[SheetReading]:
    """Yield the sheets of figures of a workbook as they are read; `settings` are those of this file."""
    for sheet, own in _sheets(book, settings):
        if sheet.hidden:
            yield SheetReading(sheet, [TableReading(form="", problems=(_hidden(sheet),))])
        elif (head := head_row(sheet)) is not None:
            yield SheetReading(sheet, [LongForm(sheet, head, own).reading()])
        else:
            yield SheetReading(sheet, read_sheet(sheet, lexicon, own))


def _sheets(book: Book, settings: Sequence[TableSettings]) -> Iterator[tuple[Sheet, TableSettings]]:
    """Yield the sheets of a workbook that may hold figures, each with what is said of it."""
    for sheet in book.sheets:
        if sheet.raw and sheet.name not in UNREAD and not _holds_records(sheet):
            yield sheet, settings_of(sheet.name, settings)


def _hidden(sheet: Sheet) -> Problem:
    message = f"工作表“{sheet.name}”是隐藏的，没有读取。"
    return Problem(message, sheet.location(0, 0), "要读的，请取消隐藏后保存。", Severity.WARNING)


def settings_of(sheet: str, settings: Sequence[TableSettings]) -> TableSettings:
    """Return what is said of a sheet: of it alone, before what is said of the whole file."""
    found = TableSettings(sheet=sheet)
    for item in sorted(settings, key=lambda item: not item.sheet):
        if item.sheet in ("", sheet):
            found = TableSettings(
                city=found.city or item.city,
                indicator=found.indicator or item.indicator,
                period=found.period or item.period,
                unit=found.unit or item.unit,
                source=found.source or item.source,
                sheet=sheet,
                units={**item.units, **found.units},
                skip=(*found.skip, *item.skip),
            )
    return found


def read_figures(
    book: Book, lexicon: Lexicon, settings: Sequence[TableSettings]
) -> tuple[Contents, dict[str, list[Packed]]]:
    """Return what the figures of a workbook are of, all that is wrong with it, and its figures by city."""
    tables: list[Table] = []
    sheets: list[Sheet] = []
    problems: list[Problem] = list(book.problems)
    packer = Packer(lambda table, row, column: sheets[table].location(row, column))
    for sheet, own in _sheets(book, settings):
        head = head_row(sheet)
        if sheet.hidden:
            problems.append(_hidden(sheet))
        elif head is not None:
            long = LongForm(sheet, head, own)
            tables.append(Table(sheet.name, FORM, "", own.source))
            sheets.append(sheet)
            at = long.city_column
            for row, city, value, alike in long.figures():
                packer.add(len(tables) - 1, row, city, value, alike, at)
            problems += long.problems
        else:
            for reading in read_sheet(sheet, lexicon, own):
                tables.append(Table(sheet.name, reading.form, reading.title, reading.source or own.source))
                sheets.append(sheet)
                problems += reading.problems
                for item in reading.observations:
                    alike = replace(item, city="", value=Decimal(0), row=0)
                    packer.add(len(tables) - 1, item.row, item.city, f"{item.value:f}", alike, item.column)
    return packer.contents(book.file, tables, problems), packer.by_city
