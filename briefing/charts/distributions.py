"""How many cities lie where on an axis, where they are too many for a row each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts import fonts, style
from briefing.charts.dots import LARGE, SMALL, dot, steps_of
from briefing.charts.layout import (
    LINE,
    Scale,
    computed,
    head,
    notes,
    number,
    on_axis,
    paper,
    plain,
    text_lines,
    widest,
    words,
)
from briefing.charts.scene import DrawingBlock, Item, Stroke, Text, stack
from briefing.model.document import ChartSpec, Mark, Panel

HIGHEST = 18.0
"""Of dots one above the other, in mm; where more are alike, they become smaller and then overlap."""
SMALLEST = 0.45
BETWEEN_PANELS = 3.0


@dataclass(frozen=True, slots=True)
class _Label:
    """A name and figure in lines over the dot at `x`: their middle, half their width, and how far up they begin."""

    mark: Mark
    lines: list[str]
    x: float
    middle: float
    half: float
    up: float


def distribution(spec: ChartSpec, width: float) -> DrawingBlock:
    """One indicator or several, each on an axis of its own with a dot for each city.

    The first group, which stands out, and the cities at both ends are named with their figures.
    """
    first = style.groups_of(spec)[0]
    own = f"{first}（深色点）和" if style.stands_out(first, spec) else ""
    absent = any(mark.value is None for panel in spec.panels for mark in panel.marks)
    said = dict.fromkeys(remark for panel in spec.panels for remark in computed(panel))
    said[f"一点为一个城市，写出名称的是{own}两端的城市{'；没有数据的城市未画' if absent else ''}。"] = None
    panels = [_panel(panel, spec, width) for panel in spec.panels]
    return stack([stack(panels, BETWEEN_PANELS), notes(said, width)])


def _panel(panel: Panel, spec: ChartSpec, width: float) -> DrawingBlock:
    known = sorted((mark for mark in panel.marks if mark.value is not None), key=number)
    steps = steps_of(panel)
    half = max(LARGE, *(fonts.width(plain(step)) / 2 for step in steps))
    scale = Scale(steps[0], steps[-1], half, width - half)
    heights, radius = _piled(known, scale)
    labels = _labels(known, scale, spec, width)
    above = max((label.up + LINE * len(label.lines) for label in labels), default=0.0)
    base = above + LARGE + max(heights.values()) + LARGE
    leaders, names = list[Item](), list[Item]()
    for label in labels:
        foot = above - label.up
        leaders.append(Stroke(((label.x, foot), (label.x, base - heights[label.mark.group])), style.RULE, 0.6))
        lines = text_lines(label.lines, label.middle, "middle", bold=style.stands_out(label.mark.group, spec))
        names += [
            item
            for text in lines.moved(0.0, foot - lines.height)
            for item in ((paper(text), text) if isinstance(text, Text) else ())
        ]
    # the one that stands out lies on top
    dots = [
        dot(mark, scale(number(mark)), base - heights[mark.group], spec, known, radius)
        for mark in sorted(known, key=lambda mark: style.stands_out(mark.group, spec))
    ]
    whole = DrawingBlock((*leaders, *names, *dots), base + LARGE)
    return stack([head(panel, width), on_axis(whole, steps, scale, "")])


def _piled(known: Sequence[Mark], scale: Scale) -> tuple[dict[str, float], float]:
    """Return how far above the axis the dot of each group lies, so that none hides another, and the radius of dots."""
    radius = SMALL
    while True:
        piles = Counter[int]()
        heights = {}
        for mark in known:
            pile = round(scale(number(mark)) / (2 * radius))
            heights[mark.group] = piles[pile] * 2 * radius
            piles[pile] += 1
        highest = max(heights.values())
        if highest <= HIGHEST or radius <= SMALLEST:
            return {group: up * min(1.0, HIGHEST / (highest or 1.0)) for group, up in heights.items()}, radius
        radius *= 0.85


def _labels(known: Sequence[Mark], scale: Scale, spec: ChartSpec, width: float) -> list[_Label]:
    """Return the names that are written, each above those that it would overlap."""
    own = [mark for mark in known if style.stands_out(mark.group, spec)]
    found: list[_Label] = []
    for mark in dict.fromkeys((known[0], known[-1], *own)):
        alike = any(other.value == mark.value for other in known if other is not mark)
        lines = fonts.wrap(f"{mark.group}{'等' * alike} {words(mark)}", 0.6 * width, bold=True)
        half = widest([lines]) / 2
        x = scale(number(mark))
        middle = min(max(x, half), width - half)
        below = [
            item.up + LINE * len(item.lines)
            for item in found
            if abs(item.middle - middle) < item.half + half + style.GAP
        ]
        found.append(_Label(mark, lines, x, middle, half, max(below, default=0.0)))
    return found
