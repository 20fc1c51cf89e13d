"""What is doubtful of columns (of what a rank or a change is, a figure far apart from all others) and of a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.data.tables.blocks import Block
from briefing.data.tables.columns import RANKED, Column
from briefing.data.tables.figures import CellFigure
from briefing.data.tables.grid import Grid
from briefing.data.tables.observations import Observation
from briefing.data.tables.told import Told
from briefing.errors import Location, Problem, Severity
from briefing.model.measure import MeasureKind

APART = 1000
"""How many times as large as all others a figure is that was typed in another unit (户 among 万户)."""

WHOLE = 100
"""Percent: what most rates do not exceed."""
RATE = re.compile("(?<!完成|增长|负债|收益|回报|利润|产销|存贷|杠杆|周转|自给|覆盖)率$|满意度$|占比$|比重$")
"""How an indicator ends that is part of a whole."""


def tell_lone_ranks(data: Sequence[Column], told: Told) -> None:
    """Tell of each rank behind a total and its growth, without another rank, that it is read as that of growth."""
    ranks = [column for column in data if column.kind is MeasureKind.RANK and column.anchor]
    for column in ranks:
        of = column.anchor
        if of is None or of.kind not in RANKED or str(of.kind) in column.label or of.anchor is None:
            continue
        if not any(other.anchor is of.anchor for other in ranks):
            message = f"“{column.label}”是总量还是{of.kind}的没有写明，按紧靠它的{of.kind}读。"
            hint = f"请写成“总量位次”或“{of.kind}位次”。"
            told.warn(column.head_row, column.index, message, hint)


def lone_changes(data: Sequence[Column], told: Told) -> Iterator[int]:
    """Yield the columns of changes behind several values that are not of one thing: of which is told nowhere."""
    for place, column in enumerate(data):
        of = column.anchor
        if of is None or column.kind is not MeasureKind.CHANGE:  # that of growth is the nearest by custom
            continue
        before = data[:place]
        changed = max((at for at, other in enumerate(before) if other.said.measure), default=-1)
        named = {other.indicator for other in before[changed + 1 :] if other.heads[:-1] == column.heads[:-1]}
        if len(named - {""}) > 1 and not any(of.indicator in head for head in column.heads):
            message = f"“{column.label}”是哪一列的没有写明，未读。"
            hint = f"请写成“经营主体{column.heads[-1]}”这样的表头。"
            told.warn(column.head_row, column.index, message, hint)
            yield column.index


def tell_apart(grid: Grid, block: Block, column: Column, told: Told) -> None:
    """Tell of a figure that is `APART` times as large as all others of its column, which is of one thing."""
    found = {row: grid.figure(row, column.index) for row in block.body}
    values = {row: one.value for row, one in found.items() if isinstance(one, CellFigure) and one.value > 0}
    if (
        not column.indicator
        or len(values) < 3
        or len({one.unit for one in found.values() if isinstance(one, CellFigure)}) > 1
    ):
        return
    *_, second, largest = sorted(values.values())
    if largest >= APART * second:
        row = next(row for row, value in values.items() if value == largest)
        message = f"{largest:f} 比“{column.label}”其他的数大 {APART} 倍以上，像是单位不同。"
        told.warn(row, column.index, message, "请核对数值和单位。")


def value_doubts(item: Observation, indicator: str, kind: MeasureKind, unit: str, place: Location) -> Iterator[Problem]:
    """Yield what a figure cannot be, and what a rate seldom is."""
    highest = item.value if item.upper is None else item.upper
    if kind is MeasureKind.RANK and (item.value < 1 or highest != highest.to_integral_value()):
        yield Problem(f"“{indicator}”的位次是 {item.value:f}，应为 1 以上的整数。", place, "请核对。")
    rate = unit == "%" and kind in (MeasureKind.TOTAL, MeasureKind.SHARE) and RATE.search(indicator)
    if rate and highest > WHOLE and not item.printed:
        message = f"“{indicator}”是 {highest:f}%，超过 {WHOLE}%。"
        yield Problem(message, place, "请核对数值和单位。", Severity.WARNING)
