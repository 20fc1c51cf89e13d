"""Workbooks of Excel and WPS (.xlsx, .xlsm): values through calamine, looks and warnings through `ooxml`."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from briefing.data.tables.files.book import Book, Cell, MergedSpan, Sheet, cell_name
from briefing.data.tables.files.cells import PLAIN, Look, Maker, cell_maker, faulty
from briefing.data.tables.files.number_formats import BUILT_IN, GENERAL
from briefing.errors import Location, Problem, Severity, enumerated
from briefing.ooxml.workbook import SAVE_AS, SheetLook, Workbook, read_workbook
from briefing.ooxml.zipped import Refused

FEW = 0.2
"""Up to this share of the numbers of a sheet in a colour, the colour is taken to tell something."""


def read_xlsx(data: bytes, file: str) -> Book:
    """Return the sheets of a workbook; Refused where it cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - for workbooks alone

    looks = read_workbook(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        forms = [Look(style.code or BUILT_IN.get(style.number_format, GENERAL), style.indent) for style in looks.styles]
        make = cell_maker(from_1904=looks.from_1904)
        sheets = []
        for known in book.sheets_metadata:
            if known.typ is not SheetTypeEnum.WorkSheet or known.name not in looks.looks:
                continue
            found = book.get_sheet_by_name(known.name)
            rows = found.to_python(skip_empty_area=False)
            look = looks.looks[known.name]
            spans = (MergedSpan(*first, *last) for first, last in found.merged_cell_ranges or ())
            sheets.append(
                Sheet(
                    file,
                    known.name,
                    rows,
                    _CellsOf(rows, look, forms, make),
                    merged=tuple(sorted(spans, key=lambda span: (span.top, span.left))),
                    hidden_rows=frozenset(look.hidden_rows),
                    hidden_columns=frozenset(look.hidden_columns),
                    hidden=known.visible is not SheetVisibleEnum.Visible,
                    remarks=look.comments,
                )
            )
    except CalamineError as error:
        raise Refused(f"读不出来：{error}。", SAVE_AS) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how calamine fails on what it had not thought of
            raise
        raise Refused("已损坏或不完整。", SAVE_AS) from error
    return Book(file, tuple(sheets), (*_told(looks, Location(file)), *_marked(sheets, looks)))


class _CellsOf:
    """The cells of one sheet, by row and column."""

    def __init__(self, rows: Sequence[Sequence[object]], look: SheetLook, forms: Sequence[Look], make: Maker) -> None:
        self._rows = rows
        self._look = look
        self._forms = forms
        self._make = make
        self._special = look.unsaved | look.errors.keys()

    def __call__(self, row: int, column: int) -> Cell:
        styles = self._look.styles[row] if row < len(self._look.styles) else ()
        style = styles[column] if column < len(styles) else 0
        cell = self._make(self._rows[row][column], self._forms[style] if style < len(self._forms) else PLAIN)
        if (row, column) not in self._special:
            return cell
        if (row, column) in self._look.unsaved:
            cell = faulty()
        if (row, column) in self._look.errors:
            cell = faulty(self._look.errors[row, column] or "#N/A")
        return cell


def _told(book: Workbook, where: Location) -> Iterator[Problem]:
    """What is to be known of a workbook as a whole."""
    if book.links:
        names = enumerated([f"“{name}”" for name in dict.fromkeys(book.links) if name]) or "其他工作簿"
        message = f"公式引用了{names}，读到的是上次保存时的结果。"
        yield Problem(message, where, "请确认已更新，或把公式粘贴为数值。", Severity.WARNING)
    if book.macros:
        yield Problem("含有宏，宏没有运行，只读取了保存的数值。", where, severity=Severity.WARNING)
    if book.recalculated and any(look.formulas for look in book.looks.values()):
        hint = "请用 Excel 或 WPS 打开，保存后再用。"
        yield Problem("由程序生成，公式的结果可能还没有算过。", where, hint, Severity.WARNING)


def _marked(sheets: Sequence[Sheet], book: Workbook) -> Iterator[Problem]:
    """Numbers that are struck through, or of which a few are in a colour: what that means cannot be read."""
    struck = {number for number, style in enumerate(book.styles) if style.struck}
    coloured = {number for number, style in enumerate(book.styles) if style.coloured} - struck
    if not struck and not coloured:
        return
    for sheet in sheets:
        styles = book.looks[sheet.name].styles
        for wanted, what in ((struck, "加了删除线，仍按数值读取"), (coloured, "用颜色标出，颜色的含义没有读取")):
            named = [
                cell_name(row, column)
                for row, cells in enumerate(styles[: len(sheet.raw)])
                if not wanted.isdisjoint(cells)
                for column, value in enumerate(sheet.raw[row])
                if isinstance(value, (int, float)) and column < len(cells) and cells[column] in wanted
            ]
            if named and (wanted is struck or len(named) <= FEW * _numbers(sheet)):
                where = Location(sheet.file, cell=f"{sheet.name}!{named[0]}")
                hint = "如有含义（作废、预计等），请写进“说明”一列或表下的注。"
                message = f"{len(named)} 个数字{what}（{enumerated(named)}）。"
                yield Problem(message, where, hint, Severity.WARNING)


def _numbers(sheet: Sheet) -> int:
    return sum(isinstance(value, (int, float)) for row in sheet.raw for value in row)
