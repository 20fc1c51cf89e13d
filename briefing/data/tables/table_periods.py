"""The period of a figure: by its row, its column, the lines around the table, or the column that it belongs to."""

from __future__ import annotations

from briefing.data.tables.columns import Column
from briefing.data.tables.context import Context
from briefing.data.tables.periods import Relative, parse, resolve
from briefing.data.tables.rows import Row
from briefing.data.tables.told import Told
from briefing.model.period import Basis, Period

_OR = "或在 briefing.yaml 的 tables 中写 period"


class PeriodChoice:
    """Chooses periods in one table, and tells where none is stated; `first` is its first column of figures."""

    def __init__(self, context: Context, told: Told, first: int) -> None:
        self._context, self._told, self._first = context, told, first

    def of(self, row: Row, column: Column) -> tuple[Period | None, Basis]:
        """Return the period of a cell and its basis; None, and told, if nothing says it or no calendar has it."""
        context, said = self._context, column.said
        base = context.period
        for text, at_row, at_column in (
            (row.said.period, row.index, row.at),
            (said.period, column.head_row, column.index),
        ):
            if text:
                base = parse(text, base.year if base else context.year)
            if text and base is None:
                message = f"“{text}”没有写是哪一年，或不是时期。"
                hint = f"请在标题或表上方写明年份，如“时间：2023年”，{_OR}。"
                self._told.lacking(at_row, at_column, "period", message, hint)
                return None, Basis.UNSTATED
        basis = Basis.CUMULATIVE if said.relative is Relative.CUMULATIVE else Basis.UNSTATED
        relative = said.relative or row.said.relative
        if relative is Relative.YEAR_EARLIER and column.anchor is not None:
            base, basis = self.of(row, column.anchor)
        elif relative is Relative.YEAR_EARLIER and said.added and base is not None:
            base, basis = resolve(Relative.CUMULATIVE, base)
        if not (row.said.period or said.period) and context.doubt:
            self._told.error(*context.doubt, "请改成一致，或分成两张表。")
            return None, basis
        if base is None:
            self._tell_none(column)
        elif relative is not None and not (said.period and relative is Relative.WITHIN):
            found, own = resolve(relative, base)
            basis = own if own is not Basis.UNSTATED else basis
            if found is None:
                message = f"由时期“{base.printed}”得不出“{column.label}”是哪一段。"
                self._told.error(column.head_row, column.index, message, "请在表上方写“时间：2023年11月”这样的时期。")
            base = found
        return base, Basis.STOCK if said.stock else basis

    def _tell_none(self, column: Column) -> None:
        hint = f"请在表上方写“时间：2023年11月”这样的一行，{_OR}。"
        if unread := self._context.unread_period:
            self._told.error(unread[1], unread[2], f"看不懂时期“{unread[0]}”。", hint)
        else:
            self._told.lacking(column.head_row, self._first, "period", "没有写这张表是什么时期的。", hint)
