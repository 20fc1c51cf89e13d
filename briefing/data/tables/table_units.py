"""The unit of a figure: by its cell, its column, its row, the corner of the table (万元、户、%), or the settings."""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.data.tables.columns import Column
from briefing.data.tables.context import Context
from briefing.data.tables.figures import CellFigure
from briefing.data.tables.grid import tidy
from briefing.data.tables.lexicon import Lexicon
from briefing.data.tables.rows import UNKNOWN, Row
from briefing.data.tables.told import NO_UNIT, Told
from briefing.model.measure import Measure, MeasureKind
from briefing.model.quantity import SCALES

_FIXED = {MeasureKind.RANK: "位", MeasureKind.RANK_CHANGE: "个位次", MeasureKind.SCORE: "分"}
"""Units that the measure itself has."""
_CHANGE = MeasureKind.CHANGE
_RATIOS = (MeasureKind.GROWTH, MeasureKind.SHARE)
_UNKNOWN = re.compile(
    "（([十百千万亿]{0,3}(?:元|美元|吨|人|户|件|个|家|米|平方|立方|公里|千米|千克|克|升|小时|天|台|辆|张|次|亩|公顷|套|所|座|份|项|起|宗|"
    "千瓦|焦|标准煤|标准|床|箱|只|头|部|条|册)[^（）]{0,6}|[^（）]{1,6}/[^（）]{1,6})）$"
)
"""What looks like a unit at the end of a name, and is none that is known."""
_MONEY = re.compile(".*(?:额|收入|投资|支出|余额|总值|产值|增加值|金额|费|款|价|税|工资|利润)")


def doubt_fraction(value: Decimal, kind: MeasureKind, indicator: str, told: Told, row: int, column: int) -> None:
    """Tell of a percentage without its sign that may be a fraction; of rates of growth those to a thousandth."""
    exact = value != round(value, 2)
    if 0 < abs(value) <= 1 and (kind in (MeasureKind.TOTAL, MeasureKind.SHARE) or (exact and kind in _RATIOS)):
        message = "{}的单位是%，数却不超过 1：按不到 1% 读。"
        hint = "0.985 是 98.5% 的，请写 98.5 或 98.5%；确实不到 1% 的，请连 % 一起写（0.6%）。"
        told.group_warning(row, column, indicator, message, hint)


class UnitChoice:
    """Chooses units in one table, and tells where none is stated or two are."""

    def __init__(self, context: Context, lexicon: Lexicon, told: Told) -> None:
        self._context, self._lexicon, self._told = context, lexicon, told

    def of(self, row: Row, column: Column, figure: CellFigure, indicator: str, measure: Measure) -> str:
        """Return the unit; "", and told, if there is none or two contradict each other."""
        own = column.said.unit
        if measure.kind in _FIXED:
            return own if own and own != "%" else _FIXED[measure.kind]
        of_change = column.said.measure is not None and (measure.kind in _RATIOS or (own and measure.kind is _CHANGE))
        of_row = "" if of_change else row.unit
        if of_row == UNKNOWN:
            return ""
        anchor = column.anchor.said.unit if column.anchor and measure.kind not in _RATIOS else ""
        if of_row and (own or anchor) not in ("", of_row):
            self._tell_clash(row, column, own or anchor, of_row)
            return ""
        stated = own or anchor or of_row or ("%" if measure.kind in _RATIOS else "")
        own_units = self._context.own_units
        stated = stated or own_units.get(tidy(indicator)) or own_units.get(tidy(column.label)) or ""
        if not stated and self._stands_alone(figure.unit):
            return figure.unit
        stated = stated or self._of_corner(row, column, indicator)
        return self._with_cell(row, column, stated, figure.unit) if stated else ""

    def _stands_alone(self, unit: str) -> bool:
        """Return whether the unit in a cell is enough: it is known, and the corner has no other for it."""
        corner = self._context.units
        return self._lexicon.unit(unit) and (not corner or unit == "%" or unit in corner)

    def _with_cell(self, row: Row, column: Column, stated: str, unit: str) -> str:
        """Return the unit stated with what the cell says: the same, nothing, or the scale (12万 of 户)."""
        if unit in ("", stated):
            return stated
        if unit in SCALES and stated[0] not in SCALES and self._lexicon.unit(unit + stated):
            return unit + stated
        self._tell_clash(row, column, stated, unit)
        return ""

    def _tell_clash(self, row: Row, column: Column, stated: str, other: str) -> None:
        if other in SCALES:
            message = f"单位是“{stated}”，这一格又写了“{other}”：万（亿）乘了两次还是一次说不清。"
        else:
            message = f"单位有两种说法：“{stated}”和“{other}”（表头、单位列、表上方或这一格）。"
        self._told.error(row.index, column.index, message, "请改成一致。")

    def of_value(self, row: Row, column: Column, indicator: str) -> str:
        """Return the unit of the value that a change in the column is of; "" if that is not clear."""
        anchor = column.anchor.said.unit if column.anchor else ""
        if stated := row.unit or anchor or self._context.own_units.get(tidy(indicator), ""):
            return stated
        fitting = self._fitting(indicator)
        return fitting[0] if len(fitting) == 1 else ""

    def _of_corner(self, row: Row, column: Column, indicator: str) -> str:
        fitting = self._fitting(indicator)
        if len(fitting) == 1:
            return fitting[0]
        at = (row.index, row.at) if row.said.name else (column.head_row, column.index)
        if self._context.units and not _UNKNOWN.search(indicator):
            message = f"表上方写的单位（{'、'.join(self._context.units)}）中，不知道{{}}用哪一个。"
            self._told.group(*at, indicator, message, "请在表头或单位一列中写明。")
            return ""
        if bracketed := _UNKNOWN.search(indicator):
            hint = "请改成能识别的单位（如 万户、亿元、%），或在 units.yaml 中补上。"
            self._told.group(*at, bracketed[1], "看不懂单位：{}。", hint)
            return ""
        hint = (
            "请写在表头（如“经营主体（万户）”）、单位一列或表上方“单位：万户”，"
            "或在 briefing.yaml 的 tables 中写 unit（units）。"
        )
        self._told.group(*at, indicator, NO_UNIT, hint)
        return ""

    def _fitting(self, indicator: str) -> list[str]:
        """Return the units of the corner that the indicator may be in, or the one that the lexicon has for it."""
        if _UNKNOWN.search(indicator):
            return []
        units = self._context.units
        own = self._lexicon.unit_of(indicator)
        known = self._lexicon.fits(indicator, units[0]) is not None if units else False
        if known and (fitting := [unit for unit in units if self._lexicon.fits(indicator, unit)]):
            return fitting
        if own or known or len(units) == 1:
            return [own] if own else [] if known else list(units)
        named = [unit for unit in units if _named_by(indicator, unit)]
        rest = [unit for unit in units if unit not in ("%", "‰", "位", "名")]
        if indicator.endswith(("率", "比重", "占比", "比例")):
            return [unit for unit in units if unit == "%"]
        return named or rest


def _named_by(indicator: str, unit: str) -> bool:
    """Return whether the name of the indicator says the unit: 户数 of 户, …额 and …收入 of 元."""
    base = unit[1:] if unit[:1] in SCALES and len(unit) > 1 else unit
    return indicator.endswith(f"{base}数") or (base == "元" and _MONEY.fullmatch(indicator) is not None)
