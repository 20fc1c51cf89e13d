"""One file of tables, read: its sheets of records, then its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.data.tables.book import Book, Sheet
from briefing.data.tables.lexicon import Lexicon, TableSettings
from briefing.data.tables.long_form import head_row, read_long_form
from briefing.data.tables.observations import Observation, TableReading
from briefing.data.tables.recognition import read_sheet
from briefing.data.tables.record_sheets import HEADS, UNREAD, RecordSheet, read_records
from briefing.data.tables.store import Contents, Row, Table, mentions
from briefing.errors import Location, Problem, Severity


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
        if sheet.name in UNREAD or _holds_records(sheet) or not sheet.raw:
            continue
        if sheet.hidden:
            message = f"工作表“{sheet.name}”是隐藏的，没有读取。"
            told = Problem(message, sheet.location(0, 0), "要读的，请取消隐藏后保存。", Severity.WARNING)
            yield SheetReading(sheet, [TableReading(form="", problems=(told,))])
            continue
        own = settings_of(sheet.name, settings)
        head = head_row(sheet)
        yield SheetReading(
            sheet, [read_long_form(sheet, head, own)] if head is not None else read_sheet(sheet, lexicon, own)
        )


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
) -> tuple[Contents, dict[str, list[Row]]]:
    """Return what the figures of a workbook are of, all that is wrong with it, and its figures by city."""
    tables: list[Table] = []
    problems: list[Problem] = list(book.problems)
    rows: list[Row] = []
    for reading in readings_of(book, lexicon, settings):
        for table in reading.tables:
            problems += table.problems
            if table.observations:
                said = table.source or settings_of(reading.sheet.name, settings).source
                rows += ((len(tables), item) for item in table.observations)
                tables.append(Table(reading.sheet.name, table.form, table.title, said))
    sheets = {sheet.name: sheet for sheet in book.sheets}

    def place(table: int, item: Observation) -> Location:
        return sheets[tables[table].sheet].location(item.row, item.column)

    by_city, cities, indicators, sources = mentions(rows, place)
    contents = Contents(
        file=book.file,
        tables=tuple(tables),
        cities=cities,
        indicators=indicators,
        sources=sources,
        problems=tuple(problems),
    )
    return contents, by_city
