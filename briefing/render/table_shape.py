"""What every writer asks of a table before it writes it."""

from __future__ import annotations

from briefing.model.document import Table

SIDES = ("left", "center", "right")
"""How the cells of a column may be aligned."""


def misshapen(block: Table) -> str:
    """Return what does not fit together in a table, in Chinese; "" if all does."""
    columns = len(block.header)
    if not columns:
        return "表没有表头。"
    if any(len(row) != columns for row in block.rows):
        return f"表头有 {columns} 列，有的行列数不同。"
    if block.widths and (len(block.widths) != columns or min(block.widths) < 1):
        return f"表有 {columns} 列，列宽却是 {block.widths}。"
    if block.sparklines and len(block.sparklines) != len(block.rows):
        return f"表有 {len(block.rows)} 行，走势线却有 {len(block.sparklines)} 条。"
    if block.align and (len(block.align) != columns or not set(block.align) <= set(SIDES)):
        return f"表有 {columns} 列，对齐方式却是 {block.align}（可用 {'、'.join(SIDES)}）。"
    return ""
