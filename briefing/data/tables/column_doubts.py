"""What is doubtful of whole columns: of what a rank or a change is, and a figure far apart from all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.data.tables.blocks import Block
from briefing.data.tables.columns import RANKED, Column
from briefing.data.tables.figures import CellFigure
from briefing.data.tables.grid import Grid
from briefing.data.tables.told import Told
from briefing.model.measure import MeasureKind

APART = 1000
"""How many times as large as all others a figure is that was typed in another unit (户 among 万户)."""


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
