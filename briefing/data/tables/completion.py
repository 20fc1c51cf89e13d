"""Targets beside the values of a table, and the rates of completion that follow from both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from briefing.data.tables.columns import Column
from briefing.data.tables.figures import Absence, CellFigure, Fault, Missing
from briefing.data.tables.grid import Grid
from briefing.data.tables.heads import ColumnRole
from briefing.data.tables.observations import Observation
from briefing.data.tables.periods import parse
from briefing.data.tables.rows import Row
from briefing.data.tables.told import Told
from briefing.model.measure import MeasureKind
from briefing.model.period import UNSTATED, Period

UNREAD = {
    Absence.WITHHELD: ("{}表示不公布，没有数可读。", "要说明的，请写进“未披露”表。"),
    Absence.SMALL: ("{}表示不足本表最小单位，没有数可读。", "要用这个数的，请换小一级的单位写明。"),
}
"""What is told of signs that say more than that there is no figure."""
HALF = Decimal("0.5")
"""Of its last digit: how far a rounded number may be from what it was rounded from."""


def figure_of(grid: Grid, row: Row, column: Column, told: Told) -> CellFigure | None:
    """Return the figure of a cell; None where it has none or, told, one that cannot be read."""
    found = grid.figure(row.index, column.index)
    if isinstance(found, Fault):
        told.error(row.index, column.index, found.message, found.hint)
        return None
    if isinstance(found, Missing):
        if told_of := UNREAD.get(found.meaning):
            told.group_warning(row.index, column.index, found.sign, *told_of)
        return None
    return found


class Completion:
    """The columns 年度目标 and 完成率 of a table."""

    def __init__(self, grid: Grid, data: Sequence[Column], told: Told) -> None:
        self._grid, self._told = grid, told
        self._targets = [column for column in data if column.role is ColumnRole.TARGET]
        self._rates = [column for column in data if column.role is ColumnRole.RATE]

    def put_targets(self, row: Row, made: dict[int, Observation]) -> None:
        """Put each target of the row to the figure that it is for; `made` are those of the row by their columns."""
        for column in self._targets:
            figure = figure_of(self._grid, row, column, self._told)
            if figure is None:
                continue
            place = column.anchor.index if column.anchor else -1
            if figure.unit == "%" and place in made and made[place].unit != "%":
                growth = [key for key, one in made.items() if one.measure.kind is MeasureKind.GROWTH]
                place = growth[0] if len(growth) == 1 else -1
            if place in made:
                self._put(row, column, figure, made, place)
            elif not (column.anchor and isinstance(self._grid.figure(row.index, column.anchor.index), CellFigure)):
                self._tell(row, column, f"{{}}有“{column.label}”，没有它所说的完成值，未读。")

    def _put(self, row: Row, column: Column, figure: CellFigure, made: dict[int, Observation], place: int) -> None:
        of = made[place]
        stated = figure.unit or column.said.unit
        if stated and stated != of.unit:
            message = f"目标的单位“{stated}”与完成值的单位“{of.unit}”不同。"
            self._told.error(row.index, column.index, message, "请改成一致。")
            return
        falls = figure.direction == "减" and of.measure.kind is MeasureKind.GROWTH
        period = parse(column.said.period, of.period.year) if column.said.period else None
        year = Period.parse(f"{of.period.year}年") if of.period.year else UNSTATED
        made[place] = replace(of, target=-figure.value if falls else figure.value, target_period=period or year)

    def check_rates(self, row: Row, made: dict[int, Observation]) -> None:
        """Compare each rate of completion with value and target; one that they do not give is told."""
        for column in self._rates:
            figure = figure_of(self._grid, row, column, self._told)
            of = made.get(column.anchor.index) if column.anchor else None
            if figure is None or of is None or (of.unit == "%" and of.target):
                continue
            if not of.target:
                self._tell(row, column, f"{{}}没有目标值，“{column.label}”无从核对，未读。")
                continue
            rate = of.value / of.target * 100
            step = _step(figure.value) or Decimal(1)
            share = sum((HALF * _step(value) / abs(value) for value in (of.value, of.target) if value), Decimal(0))
            if abs(rate - figure.value) > HALF * step + abs(rate) * share:
                given = f"按完成值 {of.value:f} 和目标 {of.target:f} 算是 {rate.quantize(step, ROUND_HALF_UP):f}%"
                message = f"完成率写 {figure.value:f}%，{given}。"
                self._told.warn(row.index, column.index, message, "请核对这三个数。")

    def _tell(self, row: Row, column: Column, message: str) -> None:
        name = row.said.name or row.place
        self._told.group_warning(row.index, column.index, name, message)


def _step(value: Decimal) -> Decimal:
    """Return one of the last digit after the point; nothing of a whole number, which is taken as it stands."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(0)
