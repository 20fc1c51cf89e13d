"""One file of tables, read: its sheets of records, then its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.data.tables.files.book import Book, Sheet
from briefing.data.tables.grid import tidy
from briefing.data.tables.lexicon import Lexicon, TableSettings
from briefing.data.tables.long_form import LongForm, head_row
from briefing.data.tables.observations import TableReading
from briefing.data.tables.periods import parse
from briefing.data.tables.recognition import read_sheet
from briefing.data.tables.record_sheets import HEADS, UNREAD, RecordSheet, read_records
from briefing.data.tables.store import FileContents, KeptTable, Packed, Packer
from briefing.errors import NAMED, Location, Problem, Severity

LONGEST_REMARK = 80
"""Characters of a comment on a cell that are told."""


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
    for sheet in book.sheets:
        if _holds_records(sheet) and (problems := read_records(sheet)[1]):
            yield SheetReading(sheet, [TableReading(form=sheet.name, problems=tuple(problems))])
    for sheet, found in _read(book, lexicon, settings):
        yield SheetReading(sheet, [item.reading() if isinstance(item, LongForm) else item for item in found])


def _read(
    book: Book, lexicon: Lexicon, settings: Sequence[TableSettings]
) -> Iterator[tuple[Sheet, Sequence[LongForm | TableReading]]]:
    """Yield each sheet of figures with its tables; one in the long form is still to be gone through."""
    records, _ = records_in(book)
    settings = [*settings, TableSettings(units=units_told(records))]
    unread = [item.period for item in settings if item.period and parse(tidy(item.period), None) is None]
    for sheet in book.sheets:
        if not sheet.raw or sheet.name in UNREAD or _holds_records(sheet):
            continue
        own = settings_of(sheet.name, settings)
        if sheet.hidden:
            message = f"工作表“{sheet.name}”是隐藏的，没有读取。"
            told = Problem(message, sheet.location(0, 0), "要读的，请取消隐藏后保存。", Severity.WARNING)
            yield sheet, [TableReading(form="", problems=(told,))]
        elif own.period in unread:
            hint = "请写成 2023年、2023年11月、2023年1—11月 这样的时期。"
            told = Problem(f"看不懂时期“{own.period}”（所填的 period）。", Location(book.file), hint)
            yield sheet, [TableReading(form="", problems=(told,))]
            return  # as it would be told of each sheet
        elif (head := head_row(sheet)) is not None:
            yield sheet, [LongForm(sheet, head, own, lexicon, _remarks(sheet, head))]
        else:
            tables = read_sheet(sheet, lexicon, own)
            if remarks := tuple(_remarks(sheet)):
                first = tables[0] if tables else TableReading(form="")
                tables = [replace(first, problems=(*remarks, *first.problems)), *tables[1:]]
            yield sheet, tables


def _remarks(sheet: Sheet, head: int | None = None) -> Iterator[Problem]:
    """Yield the comments on cells, but for those that explain the columns of the long form with that `head`."""
    found = [(place, " ".join(text.split())) for place, text in sorted(sheet.remarks.items()) if place[0] != head]
    hint = "要让读者知道的，请写进“说明”一列或表下的注。"
    for place, text in found[:NAMED]:
        shown = text if len(text) <= LONGEST_REMARK else f"{text[:LONGEST_REMARK]}……"
        yield Problem(f"批注“{shown}”没有读取。", sheet.location(*place), hint, Severity.WARNING)
    if rest := found[NAMED:]:
        message = f"另有 {len(rest)} 处批注没有读取。"
        yield Problem(message, sheet.location(*rest[0][0]), hint, Severity.WARNING)


def units_told(records: Iterable[RecordSheet]) -> dict[str, str]:
    """Return the units that sheets 指标 state, by the names of the indicators."""
    return {
        row["name"]: row["unit"]
        for sheet in records
        if sheet.name == "指标"
        for _, row in sheet.rows
        if {"name", "unit"} <= row.keys()
    }


def settings_of(sheet: str, settings: Sequence[TableSettings]) -> TableSettings:
    """Return what is said of a sheet: of it alone, before what is said of the whole file."""
    found = TableSettings(sheet=sheet)
    for item in sorted(settings, key=lambda item: not item.sheet):
        if item.sheet in ("", sheet):
            keys = ("city", "indicator", "period", "unit", "source")
            said = {key: getattr(found, key) or getattr(item, key) for key in keys}
            units, skip = {**item.units, **found.units}, (*found.skip, *item.skip)
            found = TableSettings(**said, sheet=sheet, units=units, skip=skip)
    return found


def read_figures(
    book: Book, lexicon: Lexicon, settings: Sequence[TableSettings]
) -> tuple[FileContents, dict[str, list[Packed]]]:
    """Return what the figures of a workbook are of, all that is wrong with it, and its figures by city."""
    tables: list[KeptTable] = []
    sheets: list[Sheet] = []
    problems: list[Problem] = list(book.problems)
    packer = Packer(lambda table, row, column: sheets[table].location(row, column))
    for sheet, readings in _read(book, lexicon, settings):
        for reading in readings:
            tables.append(KeptTable(sheet.name, reading.title, reading.source))
            sheets.append(sheet)
            for row, city_at, city, value, alike in reading.figures():
                packer.add(len(tables) - 1, row, city, value, alike, city_at)
            problems += reading.problems
    packer.pad()
    return packer.contents(book.file, tables, problems), packer.by_city
