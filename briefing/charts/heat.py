"""The coverage table: themes down, cities across, a count in each cell, the darker the more."""

from __future__ import annotations

from briefing.charts import fonts, style
from briefing.charts.layout import LINE, centred, head, number, text_lines, widest
from briefing.charts.scene import Box, DrawingBlock, Item, stack
from briefing.model.document import ChartSpec, Mark

CELL = 7.0
WIDEST_CELL = 40.0
GUTTER = 0.8


def heat(spec: ChartSpec, width: float) -> DrawingBlock:
    """A cell for each label and group: its text on a tint of its count; zero and what is unknown have none."""
    panel = spec.panels[0]
    labels = list(dict.fromkeys(mark.label for mark in panel.marks))
    names = {label: fonts.balanced(label, 0.3 * width) for label in labels}
    left = widest(names.values(), bold=False) + style.GAP
    groups = [group for group in style.groups_of(spec) if any(mark.group == group for mark in panel.marks)]
    step = min(WIDEST_CELL, (width - left) / len(groups))
    cells = {(mark.label, mark.group): mark for mark in panel.marks}
    top = max(number(mark) for mark in panel.marks if mark.value is not None)
    rows = [_header(groups, left, step)]
    rows += [_row(names[label], [cells[label, group] for group in groups], left, step, top) for label in labels]
    return stack([head(panel, width), stack(rows, GUTTER)])


def _header(groups: list[str], left: float, step: float) -> DrawingBlock:
    blocks = [text_lines(fonts.wrap(group, step - 1.0, bold=True), anchor="middle", bold=True) for group in groups]
    height = max(block.height for block in blocks)
    items = [
        item
        for index, block in enumerate(blocks)
        for item in block.moved(left + (index + 0.5) * step, height - block.height)
    ]
    return DrawingBlock(tuple(items), height)


def _row(name: list[str], marks: list[Mark], left: float, step: float, top: float) -> DrawingBlock:
    texts = [fonts.wrap(mark.text, step - GUTTER - 1.0) for mark in marks]
    height = max(CELL, LINE * max(len(name), *map(len, texts)) + 1.0)
    items: list[Item] = list(centred(name, 0.0, height / 2))
    for index, (mark, text) in enumerate(zip(marks, texts, strict=True)):
        x = left + index * step
        cell = _cell(mark, x, step - GUTTER, height, top)
        items.append(cell)
        ink = style.text_on(cell.fill or style.PAPER)
        items += centred(text, x + (step - GUTTER) / 2, height / 2, "middle", ink)
    return DrawingBlock(tuple(items), height)


def _cell(mark: Mark, x: float, width: float, height: float, top: float) -> Box:
    if not mark.value:
        fill = style.PAPER if mark.value is not None else style.BAND
        return Box(x, 0.0, width, height, fill, style.RULE, dashes=(2.0, 1.5))
    return Box(x, 0.0, width, height, style.mix(*style.HEAT, number(mark) / top))
