"""One table put together: the figure of each cell with what its row, its column and the whole table say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.data.tables.blocks import Block
from briefing.data.tables.columns import STUB_ROLES, Column
from briefing.data.tables.completion import Completion, figure_of
from briefing.data.tables.context import Context
from briefing.data.tables.doubts import lone_changes, tell_apart, tell_lone_ranks
from briefing.data.tables.figures import CellFigure, Fault
from briefing.data.tables.footnotes import marks_on, told_of_marks
from briefing.data.tables.grid import Grid
from briefing.data.tables.heads import ColumnRole
from briefing.data.tables.lexicon import Lexicon
from briefing.data.tables.observations import Observation
from briefing.data.tables.places import AGGREGATE, NO_CITIES
from briefing.data.tables.rows import Row
from briefing.data.tables.table_periods import PeriodChoice
from briefing.data.tables.table_units import UnitChoice, doubt_fraction
from briefing.data.tables.told import Told
from briefing.model.measure import PLAIN, Measure, MeasureKind

_CHANGES = (MeasureKind.GROWTH, MeasureKind.CHANGE)


class Assembly:
    """Reads the cells of one table."""

    def __init__(
        self,
        grid: Grid,
        block: Block,
        columns: list[Column],
        context: Context,
        lexicon: Lexicon,
        skip: Sequence[str],
        told: Told,
    ) -> None:
        self._grid, self._context, self._told = grid, context, told
        self._data = [column for column in columns if column.role not in STUB_ROLES]
        self._units = UnitChoice(context, lexicon, told)
        self._periods = PeriodChoice(context, told, self._data[0].index if self._data else 0)
        self._lexicon, self._skip = lexicon, skip
        tell_lone_ranks(self._data, told)
        for column in self._data:
            tell_apart(grid, block, column, told)
        self._small = {column.index for column in self._data if self._is_small(block, column)}
        self._percent = {column.index for column in self._data if self._is_percent(block, column)}
        self._unread = {column.index for column in self._data if self._is_unread(block, column)}
        self._unread.update(lone_changes(self._data, told))
        data = [column for column in self._data if column.index not in self._unread]
        self._completion = Completion(grid, data, told)

    def observations(self, rows: list[Row]) -> Iterator[Observation]:
        """Yield the facts of the rows, cell by cell."""
        for row in rows:
            if self._is_of_words(row):
                continue
            made: dict[int, Observation] = {}
            for column in self._data:
                if column.index in self._unread or column.role in (ColumnRole.TARGET, ColumnRole.RATE):
                    continue
                figure = figure_of(self._grid, row, column, self._told)
                if figure and (found := self._observation(row, column, figure)):
                    made[column.index] = found
            self._completion.put_targets(row, made)
            self._completion.check_rates(row, made)
            yield from made.values()

    def _is_of_words(self, row: Row) -> bool:
        """Return whether the row has words where figures should be, and tell it once instead of cell by cell."""
        cells = [
            self._grid.figure(row.index, column.index) for column in self._data if column.index not in self._unread
        ]
        faults = sum(isinstance(cell, Fault) for cell in cells)
        if faults < 2 or any(isinstance(cell, CellFigure) for cell in cells):
            return False
        name = self._grid.text(row.index, row.at)
        self._told.error(row.index, row.at, f"“{name}”这一行不是数。", "请删去这一行，或把它写到表头上方。")
        return True

    def _is_small(self, block: Block, column: Column) -> bool:
        """Return whether all figures of the column may be fractions: of a growth rate those to a thousandth."""
        values = [one.value for one in self._figures(block, column) if not one.word]
        growth = column.kind is MeasureKind.GROWTH
        exact = any(value != round(value, 2) for value in values)
        return any(values) and all(abs(value) <= 1 for value in values) and (exact or not growth)

    def _is_percent(self, block: Block, column: Column) -> bool:
        """Return whether the column is one of changes whose figures all say % or are words (持平)."""
        units = {one.unit for one in self._figures(block, column) if one.unit == "%" or not one.word}
        return units == {"%"}

    def _figures(self, block: Block, column: Column) -> list[CellFigure]:
        found = (self._grid.figure(row, column.index) for row in block.body)
        return [one for one in found if isinstance(one, CellFigure)]

    def _is_unread(self, block: Block, column: Column) -> bool:
        """Return whether the column is left out, and tell why."""
        head = column.heads[-1] if column.heads else ""
        if any(text in self._skip for text in (*column.heads, column.label)):
            return True
        summed = (AGGREGATE, "{}这样的列由其他列算出，未读。", "需要时请写成自己的指标。")
        for form, message, hint in (summed, *NO_CITIES[1:]):
            if form.fullmatch(column.indicator):
                at = (column.head_row, column.index)
                self._told.group_warning(*at, column.indicator, message, hint)
                return True
        if not any(self._grid.is_number(row, column.index) for row in block.body):
            texts = [row for row in block.body if self._grid.text(row, column.index)]
            faults = [row for row in texts if isinstance(self._grid.figure(row, column.index), Fault)]
            known = column.said.unit or self._lexicon.indicator(column.indicator)
            if faults and column.indicator and not known and column.role is ColumnRole.VALUE:
                self._told.warn(column.head_row, column.index, f"“{head}”这一列没有数，未读。")
                return True
            return not faults
        if not column.heads:
            row = next(row for row in block.body if isinstance(self._grid.figure(row, column.index), CellFigure))
            self._told.error(row, column.index, "这一列有数，没有表头。", "请写上表头，或删去这一列。")
            return True
        return False

    def _observation(self, row: Row, column: Column, figure: CellFigure) -> Observation | None:
        city, indicator, scope = self._subject(row, column)
        period, basis = self._periods.of(row, column)
        measure = self._measure(row, column, figure)
        if not indicator or measure is None or self._is_vague(row, column, figure, indicator, measure):
            return None
        if figure.unit.endswith("百分点") and measure.kind in _CHANGES and self._is_of_rate(row, column, indicator):
            measure, unit = replace(measure, kind=MeasureKind.CHANGE), figure.unit
        else:
            unit = self._units.of(row, column, figure, indicator, measure)
        if unit == "%" and not figure.word and figure.unit != "%":
            if self._is_fraction(row, column, figure):
                return None
            doubt_fraction(figure.value, measure.kind, indicator, self._told, row.index, column.index)
        if not city or period is None or not unit or (signed := self._signed(row, column, figure)) is None:
            return None
        marks = figure.marks + "".join(map(marks_on, (self._grid.text(row.index, row.at), *column.heads)))
        change, falls = measure.kind is MeasureKind.CHANGE, signed.value < 0
        amount = signed.negated if change and falls else signed
        return Observation(
            city=city,
            indicator=indicator,
            value=amount.value,
            unit=unit,
            row=row.index,
            column=column.index,
            upper=amount.upper,
            qualifier=figure.qualifier,
            direction=("减" if falls else "增") if change else None,
            period=period,
            basis=basis,
            measure=measure,
            scope=scope,
            bureau=row.bureau,
            source=row.source or self._context.source,
            note=row.note,
            caveat=told_of_marks(marks, self._context.notes, self._told, row.index, column.index),
        )

    def _signed(self, row: Row, column: Column, figure: CellFigure) -> CellFigure | None:
        """Return the figure with the sign that a word for a fall gives it; None, and told, where it has one already."""
        if not (column.said.falls or row.said.falls or figure.direction == "减"):
            return figure
        if figure.value >= 0:
            return figure.negated
        message = f"“{self._grid.text(row.index, column.index)}”前有负号，又写了下降：是增是减说不清。"
        self._told.error(row.index, column.index, message, "请去掉其中一个。")
        return None

    def _subject(self, row: Row, column: Column) -> tuple[str, str, str]:
        """Return city, indicator and scope of a cell; what is not known is "" and told."""
        city = row.place or column.place or self._context.place
        if not city:
            hint = "请在表上方写“地区：武汉市”这样的一行，或在 briefing.yaml 的 tables 中写 city。"
            self._told.lacking(column.head_row, self._data[0].index, "city", "没有写这张表是哪个城市的。", hint)
        scope = row.scope or column.scope
        indicator = row.said.name or column.indicator
        if row.said.name and column.indicator and column.indicator != row.said.name:
            message = f"看不懂表头“{column.label}”：行已经是指标。"
            self._told.error(
                column.head_row, column.index, message, "请写成“本月”“累计”“同比（%）”这样的表头，或在 skip 中写上它。"
            )
            return city, "", ""
        context = self._context
        if not indicator and not context.indicator and (name := context.guessed_indicator):
            message = f"表中没有写指标，按标题读作“{name}”。"
            self._told.warn(*context.title_at, message, "不是它时请在表上方写“指标：…”。")
        indicator = indicator or context.indicator or context.guessed_indicator
        if not indicator:
            hint = "请在表上方写“指标：…”，或在 briefing.yaml 的 tables 中写 indicator。"
            self._told.lacking(column.head_row, self._data[0].index, "indicator", "没有写这张表是哪个指标的。", hint)
        return city, indicator, scope

    def _measure(self, row: Row, column: Column, figure: CellFigure) -> Measure | None:
        """Return what the figure measures; None, and told, where row and column do not go together."""
        own, measure = row.said.measure, column.said.measure
        at = (column.head_row, column.index)
        if measure is None:
            return self._settled(own, row.said.open_change, figure, row.index, column) if own else PLAIN
        if own and own.kind is MeasureKind.GROWTH and measure.kind in _CHANGES:
            self._told.group_warning(*at, row.said.name, f"{{}}本身是增速，“{column.label}”一列未读。")
            return None
        settled = self._settled(measure, column.said.open_change, figure, row.index, column)
        if settled and settled.kind is MeasureKind.RANK and self._context.of and not settled.of:
            return replace(settled, of=self._context.of)
        return settled

    def _is_of_rate(self, row: Row, column: Column, indicator: str) -> bool:
        """Return whether what a column tells the change of is a share or counted in percent."""
        share = row.said.measure is not None and row.said.measure.kind is MeasureKind.SHARE
        return share or self._units.of_value(row, column, indicator) == "%"

    def _is_vague(self, row: Row, column: Column, figure: CellFigure, indicator: str, measure: Measure) -> bool:
        """Return whether a change of a rate may be one in percent or in points, and tell it."""
        if measure.kind is not MeasureKind.GROWTH or column.said.measure is None or figure.unit:
            return False
        if not self._is_of_rate(row, column, indicator):
            return False
        message = f"{{}}的单位是%，“{column.label}”是百分点还是百分比说不清，未读。"
        hint = "请把它写成单独的一行或一列，写明百分点。"
        self._told.group_warning(column.head_row, column.index, indicator, message, hint)
        return True

    def _is_fraction(self, row: Row, column: Column, figure: CellFigure) -> bool:
        """Return whether nothing says % and no figure of the column is over 1 (0.2667 of 占比), and tell it."""
        if "%" in (column.said.unit, row.unit, figure.unit, *self._context.units) or column.index not in self._small:
            return False
        message = f"“{column.label}”的数都不超过 1，是比例还是百分数说不清。"
        self._told.error(column.head_row, column.index, message, "请写成 26.67%，或在表头写“（%）”。")
        return True

    def _settled(
        self, measure: Measure, still_open: bool, figure: CellFigure, row: int, column: Column
    ) -> Measure | None:
        """Return the measure, a change of unknown kind (同比增减) settled by the unit in the cell or in the corner."""
        if not still_open or figure.unit in ("%", "‰") or (figure.word and column.index in self._percent):
            return measure
        if figure.unit:
            return replace(measure, kind=MeasureKind.CHANGE)
        if "%" in self._context.units:
            return measure
        hint = "请写成“同比增速（%）”或“同比增减（万户）”这样带单位的表头。"
        self._told.error(column.head_row, column.index, f"“{column.label}”是增速还是增减量说不清。", hint)
        return None
