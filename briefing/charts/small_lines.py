"""Small multiples of lines, and the line that stands in the cell of a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.charts import fonts, style
from briefing.charts.layout import LINE, Scale, bare, head, notes, number, plain, text_lines, titled, widened, widest
from briefing.charts.periods import periods, short
from briefing.charts.scene import Dot, DrawingBlock, Item, Stroke, beside, stack
from briefing.charts.time_axis import (
    CLEAR,
    DOT,
    HEAVY,
    STRONG,
    Series,
    across_of,
    apart,
    break_line,
    breaks,
    dot,
    grid,
    remarks,
    series_of,
    step_labels,
    steps_of,
    unbroken,
    upwards,
)
from briefing.model.colours import COLOURS
from briefing.model.document import ChartSpec, Panel

PLOT = 16.0
STEPS = 3  # more numbers would not stand clear of each other on so low an axis
NARROWEST = 32.0
"""A panel without the numbers of its axis, in mm: in a narrower one two periods do not stand side by side."""
BETWEEN = 3.0
ABOVE = 1.6
BELOW = 1.2
BEHIND = "#b0b0b0"
FAINT = 0.7
SPARK = 3.7
"""The height of a line in a cell, 5 mm with its edge."""
POINT = 0.75  # at its end


@dataclass(frozen=True, slots=True)
class _Small:
    """A panel of the drawing: its title and whether it stands out, the line that is read, and those behind it."""

    title: str
    panel: Panel
    own: Series
    behind: tuple[Series, ...]
    steps: list[float]
    strong: bool = True


@dataclass(frozen=True, slots=True)
class _Room:
    """What the panels share, in mm: where the plot begins and ends, and the lines of the highest title."""

    width: float
    left: float
    right: float
    titles: int


def small_lines(spec: ChartSpec, width: float) -> DrawingBlock:
    """One indicator, a panel for each group on one axis, the others behind it in grey; the first may stand out."""
    panel = spec.panels[0]
    series = tuple(series_of(spec, panel))
    steps = steps_of(series, panel, STEPS)
    smalls = [_Small(one.group, panel, one, series, steps, one.strong) for one in series]
    panels = _panels(smalls, width, one_axis=True)
    return stack([head(panel, width), panels, notes(remarks(panel, steps), width)])


def panel_lines(spec: ChartSpec, width: float) -> DrawingBlock:
    """Several indicators of one group, a panel for each on an axis of its own."""
    smalls = []
    for panel in spec.panels:
        (one,) = series_of(spec, panel)
        smalls.append(_Small(titled(panel), panel, one, (), steps_of([one], panel, STEPS)))
    cut = [small for small in smalls if small.steps[0] > 0 and not small.panel.ranks]
    said = dict.fromkeys(remark for small in smalls for remark in remarks(small.panel))
    whose = "" if len(cut) == len(smalls) else f"{'、'.join(small.panel.title for small in cut)}的"
    axes = [f"{whose}纵轴不从零开始。"] if cut else []
    units, scales = {small.panel.unit for small in smalls}, {(small.panel.unit, *small.steps) for small in smalls}
    axes += ["各图刻度不同，高低不能相比。"] if len(scales) > len(units) else []
    return stack([_panels(smalls, width, one_axis=False), notes([*axes, *said], width)])


def sparkline(spec: ChartSpec, width: float) -> DrawingBlock:
    """One line without words between its least and its greatest value, its end marked; the first place is on top.

    What hardly changed is a line that hardly rises.
    """
    panel = spec.panels[0]
    (one,) = series_of(spec, panel)
    low, high = widened(one.values, panel)
    if low == high:
        low, high = low - 1.0, high + 1.0
    up = Scale(*((high, low) if panel.ranks else (low, high)), SPARK - POINT, POINT)
    across = across_of(periods(panel), POINT, width - POINT)
    last = one.marks[-1]
    end = Dot(across[last.label], up(number(last)), POINT, style.PAPER if last.derived else style.INK, style.INK)
    return DrawingBlock((*_line(one, across, up, style.INK, 1.0), end), SPARK)


def _panels(smalls: Sequence[_Small], width: float, *, one_axis: bool) -> DrawingBlock:
    """Return the panels in rows of as many; on one axis its numbers stand before the first of each row alone."""
    axis = max(fonts.width(plain(step)) for small in smalls for step in small.steps) + style.GAP
    outer, inner = (axis, 0.0) if one_axis else (0.0, axis)
    fit = max(1, int((width - outer + BETWEEN) // (NARROWEST + inner + BETWEEN)))
    columns = math.ceil(len(smalls) / math.ceil(len(smalls) / fit))
    step = (width - outer + BETWEEN) / columns
    wide = step - BETWEEN
    ends = [_end(small, wide - inner) for small in smalls]
    right = wide - widest(ends) - style.GAP
    rows = []
    for first in range(0, len(smalls), columns):
        row = smalls[first : first + columns]
        room = _Room(wide, inner, right, max(len(fonts.balanced(small.title, wide, bold=True)) for small in row))
        rows.append(beside((_small(small, room, labelled=not one_axis or small is row[0]) for small in row), step))
    whole = stack(rows, BELOW)
    return DrawingBlock(whole.moved(outer, 0.0), whole.height)


def _small(small: _Small, room: _Room, *, labelled: bool) -> DrawingBlock:
    """Return one panel: title, plot with the last figure beside it, and the first and the last period below."""
    end = _end(small, room.width - room.left)
    top = LINE * room.titles + ABOVE
    up = upwards(small.steps, small.panel, top + max(PLOT, LINE * len(end)), top)
    moments = periods(small.panel)
    across = across_of(moments, room.left + DOT, room.right - DOT)
    title = text_lines(fonts.balanced(small.title, room.width, bold=True), bold=small.strong)
    items = [*title.moved(0.0, LINE * room.titles - title.height)]
    items += grid(small.steps, up, room.left, room.right)
    items += step_labels(small.steps, up, room.left - style.GAP) if labelled else []
    items += [break_line(x, top, up.start) for x in breaks([small.own], across)]
    for other in small.behind:
        items += _line(other, across, up, BEHIND, FAINT)
    own = replace(small.own, colour=COLOURS[0] if small.strong else style.INK, shape="circle")
    items += _line(own, across, up, own.colour, STRONG if small.strong else HEAVY)
    last = own.marks[-1]
    items += [
        dot(mark, across[mark.label], up(number(mark)), own) for mark in own.marks if mark.derived or mark is last
    ]
    (middle,) = apart([up(number(last))], [LINE * len(end)], top, up.start)
    label = text_lines(end, room.right + style.GAP, bold=small.strong)
    items += label.moved(0.0, middle - label.height / 2)
    below, height = _periods(moments, room, up.start + BELOW)
    return DrawingBlock((*items, *below), height)


def _end(small: _Small, width: float) -> list[str]:
    """Return the last figure, and its period where it is not the last of all, in lines for a panel `width` mm wide."""
    last = small.own.marks[-1]
    period = [f"（{last.label}）"] if last.label != periods(small.panel)[-1] else []
    texts = (bare(last, small.panel.unit), *period)
    return [line for text in texts for line in fonts.wrap(text, 0.4 * width, bold=True)]


def _line(series: Series, across: dict[str, float], up: Scale, colour: str, width: float) -> list[Item]:
    """Return the line without its points; one that has no neighbour is a dot."""
    runs = unbroken(series, across, up)
    return [Stroke(run, colour, width) if len(run) > 1 else Dot(*run[0], DOT / 2, colour, colour) for run in runs]


def _periods(moments: Sequence[str], room: _Room, top: float) -> tuple[list[Item], float]:
    """Return the first period and the last below the ends of a plot, and the height below them.

    The last may reach below the figure at the end. Each has half of the room, and what the other leaves of its half.
    """
    first, last = moments[0], short(moments[-1], moments[0])
    end = min(room.width, room.right + fonts.width(last) / 2)
    whole = end - room.left - CLEAR
    sides = ((first, last, room.left, "start"), (last, first, end, "end"))
    blocks = [
        text_lines(fonts.balanced(text, whole - min(whole / 2, fonts.width(other))), x, anchor, colour=style.SOFT)
        for text, other, x, anchor in sides
    ]
    items = [item for block in blocks for item in block.moved(0.0, top)]
    return items, top + max(block.height for block in blocks)
