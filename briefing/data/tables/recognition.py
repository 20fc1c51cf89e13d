"""A sheet read as an office means it: its tables found, and each made out to be what it is."""

from __future__ import annotations

from briefing.data.tables.assembly import Assembly
from briefing.data.tables.blocks import Block, find_blocks
from briefing.data.tables.columns import NAMING, STUB_ROLES, Column, read_columns
from briefing.data.tables.context import Context, context_of
from briefing.data.tables.files.book import Sheet
from briefing.data.tables.grid import Grid, name_of, tidy
from briefing.data.tables.heads import ColumnRole, read_head, unit_of
from briefing.data.tables.lexicon import Lexicon, TableSettings
from briefing.data.tables.lines import read_lines
from briefing.data.tables.observations import TableReading
from briefing.data.tables.places import PlaceNames
from briefing.data.tables.rows import Rows
from briefing.data.tables.told import Told
from briefing.errors import enumerated


def read_sheet(sheet: Sheet, lexicon: Lexicon, settings: TableSettings) -> list[TableReading]:
    """Return what each table of the sheet says, in the order of the tables; what is not understood is told there.

    A hidden sheet is not read, nor are hidden rows and columns: all are told. [] of a sheet without a table.
    """
    if sheet.hidden:
        told = Told(sheet)
        told.warn(0, 0, f"工作表“{sheet.name}”是隐藏的，未读。", "要读它时请取消隐藏。")
        return [TableReading(form="未读", problems=told.problems())]
    grid = Grid(sheet)
    blocks = find_blocks(grid, lambda text: bool(unit_of(text, lexicon)))
    tables = [read_columns(grid, block, lexicon) if block.heads and block.body else [] for block in blocks]
    names = [name for block, columns in zip(blocks, tables, strict=True) for name in _names(grid, block, columns)]
    readings: list[TableReading] = []
    before: Context | None = None
    last: Block | None = None
    for block, columns in zip(blocks, tables, strict=True):
        told = Told(sheet)
        if not readings:
            _tell_hidden(sheet, told)
        goes_on = block.continued or (
            not block.above and last is not None and _heads(grid, last) == _heads(grid, block)
        )
        lines = read_lines(grid, block.above, block.below)
        context = context_of(lines, settings, lexicon, told, before if goes_on else None)
        places = PlaceNames(names, context, lexicon, told)
        skip = [tidy(name) for name in settings.skip]
        readings.append(_table(grid, block, columns, context, lexicon, skip, places, told))
        before, last = context, block
    return readings


def _table(
    grid: Grid,
    block: Block,
    columns: list[Column],
    context: Context,
    lexicon: Lexicon,
    skip: list[str],
    places: PlaceNames,
    told: Told,
) -> TableReading:
    """Return what one table says."""
    if wrong := _unreadable(block, columns):
        told.error((block.heads or block.body)[-1 if columns else 0], block.columns[0], *wrong)
        return TableReading(form="看不懂", problems=told.problems(), title=context.title, notes=context.notes)
    stub_units = [read_head(text, lexicon).unit for one in columns if one.role in NAMING for text in one.heads]
    context.units = context.units or tuple(filter(None, stub_units))
    for column in columns:
        if column.place:
            column.place = places.find(column.place, column.head_row, column.index)
            column.role = column.role if column.place else ColumnRole.SKIPPED
    rows = Rows(grid, columns, lexicon, places, told).read(block, skip)
    observations = tuple(Assembly(grid, block, columns, context, lexicon, skip, told).observations(rows))
    return TableReading(
        form=_form(columns),
        observations=observations,
        problems=told.problems(),
        title=context.title,
        source=context.source,
        notes=context.notes,
        columns=tuple((column.index, _described(column)) for column in columns),
    )


def _unreadable(block: Block, columns: list[Column]) -> tuple[str, str] | None:
    """Return what keeps a table from being read, and what to do; None where nothing does."""
    if not columns:
        what = "没有表头" if not block.heads else "只有表头，没有数据"
        return f"这张表{what}。", "第一行请写每一列是什么（城市、指标、本月、同比（%）…）。"
    if len(block.body) > 1 and not any(column.role in NAMING for column in columns):
        return "没有哪一列写明每一行是什么。", "请加上一列城市、指标或时期。"
    return None


def _heads(grid: Grid, block: Block) -> list[list[str]]:
    return [[grid.text(row, column) for column in block.columns] for row in block.heads]


def _names(grid: Grid, block: Block, columns: list[Column]) -> list[str]:
    stubs = [column.index for column in columns if column.role is ColumnRole.PLACE]
    across = [column.place for column in columns if column.place]
    return [*across, *(name_of(grid.text(row, index)) for index in stubs for row in block.body)]


def _form(columns: list[Column]) -> str:
    """Return in Chinese what stands in the rows and what in the columns: 指标 × 时期."""
    rows = [
        str(role)
        for role in (ColumnRole.PLACE, ColumnRole.INDICATOR, ColumnRole.PERIOD)
        if any(one.role is role for one in columns)
    ]
    data = [column for column in columns if column.role not in STUB_ROLES]
    across = [
        name
        for name, found in (
            ("城市", any(column.place for column in data)),
            ("指标", any(column.indicator for column in data)),
            ("时期", any(column.said.period or column.said.relative for column in data)),
            ("量", any(column.said.measure for column in data)),
        )
        if found
    ]
    return f"{'、'.join(rows) or '行'} × {'、'.join(across) or '数值'}"


def _described(column: Column) -> str:
    if column.role in STUB_ROLES:
        skipped = column.role in (ColumnRole.SERIAL, ColumnRole.SKIPPED)
        return f"不读：{column.label}" if skipped else str(column.role)
    kind = str(column.kind if column.said.measure else column.role)
    unit = f"（{column.said.unit}）" if column.said.unit else ""
    of = [part for part in (column.place, column.indicator, column.scope) if part and part not in column.label]
    return f"{kind}{unit}：{'、'.join([column.label, *of])}"


def _tell_hidden(sheet: Sheet, told: Told) -> None:
    rows = [str(row + 1) for row in sorted(sheet.hidden_rows) if row < len(sheet.raw) and any(sheet.raw[row])]
    columns = [
        column for column in sorted(sheet.hidden_columns) if any(len(row) > column and row[column] for row in sheet.raw)
    ]
    if rows:
        told.warn(int(rows[0]) - 1, 0, f"隐藏（或筛选掉）的第 {enumerated(rows)} 行未读。", "要读时请取消隐藏或筛选。")
    if columns:
        told.warn(0, columns[0], f"隐藏的 {len(columns)} 列未读。", "要读时请取消隐藏。")
