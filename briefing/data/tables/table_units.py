"""The unit of a figure: by its cell, its column, its row, the corner of the table (万元、户、%), or the settings."""

from __future__ import annotations

import re

from briefing.data.tables.columns import Column
from briefing.data.tables.context import Context
from briefing.data.tables.figures import Figure
from briefing.data.tables.grid import tidy
from briefing.data.tables.lexicon import Lexicon
from briefing.data.tables.rows import UNKNOWN, Row
from briefing.data.tables.told import Told
from briefing.model.measure import Measure, MeasureKind
from briefing.model.quantity import SCALES

_FIXED = {MeasureKind.RANK: "位", MeasureKind.RANK_CHANGE: "个位次", MeasureKind.SCORE: "分"}
"""Units that the measure itself has."""
_RATIOS = (MeasureKind.GROWTH, MeasureKind.SHARE)
_UNKNOWN = re.compile(
    "（([十百千万亿]{0,3}(?:元|美元|吨|人|户|件|个|家|米|平方|立方|公里|千米|千克|克|升|小时|天|台|辆|张|次|亩|公顷|套|所|座|份|项|起|宗|"
    "千瓦|焦|标准煤|标准|床|箱|只|头|部|条|册)[^（）]{0,6}|[^（）]{1,6}/[^（）]{1,6})）$"
)
"""What looks like a unit at the end of a name, and is none that is known."""
_MONEY = re.compile(".*(?:额|收入|投资|支出|余额|总值|产值|增加值|金额|费|款|价|税|工资|利润)")


class UnitChoice:
    """Chooses units in one table, and tells where none is stated or two are."""

    def __init__(self, context: Context, lexicon: Lexicon, told: Told) -> None:
        self._context, self._lexicon, self._told = context, lexicon, told

    def of(self, row: Row, column: Column, figure: Figure, indicator: str, measure: Measure) -> str:
        """Return the unit; "", and told, if there is none or two contradict each other."""
        own = column.said.unit
        if measure.kind in _FIXED:
            return own if own and own not in ("%",) else _FIXED[measure.kind]
        if measure.kind is MeasureKind.CHANGE and own:
            return self._agreed(row, column, [own, figure.unit])
        of_row = "" if column.said.measure and measure.kind in _RATIOS else row.unit
        if of_row == UNKNOWN:
            return ""
        if measure.kind in _RATIOS:
            return self._agreed(row, column, [own, of_row or "", figure.unit]) or (
                "" if self._clash(own, of_row, figure.unit) else "%"
            )
        anchor = column.anchor.said.unit if column.anchor and not own else ""
        stated = [own or anchor, of_row, figure.unit]
        if any(stated):
            return self._agreed(row, column, stated)
        own_units = self._context.own_units
        named = own_units.get(tidy(indicator)) or own_units.get(tidy(column.label))
        return named or self._of_corner(row, column, indicator)

    def _clash(self, *stated: str) -> bool:
        return len({unit for unit in stated if unit}) > 1

    def _agreed(self, row: Row, column: Column, stated: list[str]) -> str:
        units = list(dict.fromkeys(unit for unit in stated if unit))
        if len(units) <= 1:
            return units[0] if units else ""
        text = "、".join(f"“{unit}”" for unit in units)
        if units[-1] in SCALES:
            message = f"表头的单位是“{units[0]}”，这一格又写了“{units[-1]}”：万（亿）乘了两次还是一次说不清。"
        else:
            message = f"单位有几种说法：{text}（表头、单位列和这一格）。"
        self._told.error(row.index, column.index, message, "请改成一致。")
        return ""

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
        self._told.group(*at, indicator, "没有写单位：{}。", hint)
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
        if _ratio(indicator):
            return [unit for unit in units if unit == "%"]
        return named or rest


def _named_by(indicator: str, unit: str) -> bool:
    """Return whether the name of the indicator says the unit: 户数 of 户, …额 and …收入 of 元."""
    base = unit[1:] if unit[:1] in SCALES and len(unit) > 1 else unit
    return indicator.endswith(f"{base}数") or (base == "元" and _MONEY.fullmatch(indicator) is not None)


def _ratio(indicator: str) -> bool:
    return indicator.endswith(("率", "比重", "占比", "比例"))
