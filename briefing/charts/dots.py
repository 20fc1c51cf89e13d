"""Dots on one axis: an indicator in several cities, or where each city is on several indicators."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts import fonts, style
from briefing.charts.layout import LINE, Scale, centred, head, notes, number, plain, text_lines, ticks, words
from briefing.charts.scene import Dot, DrawingBlock, Item, Stroke, padded, stack
from briefing.model.document import ChartSpec, Mark, Panel
from briefing.wording.figures import DERIVED

PITCH = 6.6
LARGE = 1.5
SMALL = 1.1
"""The radii of the dot that stands out and of the others, in mm."""
FULL = 100.0
HALF = 50.0
"""Per cent below which the axis of shares begins with zero."""


def dots(spec: ChartSpec, width: float) -> DrawingBlock:
    """One indicator, a row for each city: where its dot is says how much, whatever the axis begins with.

    Of places in a ranking the first is on the left. The first group stands out.
    """
    panel, first = spec.panels[0], style.groups_of(spec)[0]
    known = [number(mark) for mark in panel.marks if mark.value is not None]
    steps = _places(panel) if panel.ranks else ticks(min(known), max(known))
    alike = len({mark.label for mark in panel.marks}) == 1
    rows = [(mark.group if alike else mark.label, words(mark), [mark]) for mark in panel.marks]
    said = [f"空心点为{DERIVED}值。"] if any(mark.derived for mark in panel.marks) else []
    drawn = _rows(rows, spec, first, steps, "", width)
    return stack([head(panel, width), drawn, notes(said, width)])


def strip(spec: ChartSpec, width: float) -> DrawingBlock:
    """Several indicators, a row for each, with a dot for each city on one axis of percentages up to 100.

    The first group is filled and named, the others are hollow and quiet.
    """
    panel, first = spec.panels[0], style.groups_of(spec)[0]
    rows = []
    for label in dict.fromkeys(mark.label for mark in panel.marks):
        marks = [mark for mark in panel.marks if mark.label == label]
        own = next((mark for mark in marks if mark.group == first), None)
        rows.append((label, words(own) if own else "", marks))
    low = min(number(mark) for mark in panel.marks if mark.value is not None)
    steps = [step for step in ticks(low if low >= HALF else 0.0, FULL) if step <= FULL]
    drawn = _rows(rows, spec, first, steps, "%", width)
    top = text_lines([first], width, "end", bold=True)
    said = f"实心点为{first}，空心点为其他城市；右端为最好的城市。"
    return stack([head(panel, width), padded(top, below=0.4), drawn, notes([said], width)])


def _places(panel: Panel) -> list[float]:
    """Return the ticks of a ranking, from the first place to the last that is drawn, or beyond it."""
    last = max(number(mark) for mark in panel.marks if mark.value is not None)
    return [1.0, *(step for step in ticks(0.0, max(last, 2.0)) if step > 1 and step == round(step))]


def _rows(
    rows: Sequence[tuple[str, str, Sequence[Mark]]],
    spec: ChartSpec,
    first: str,
    steps: Sequence[float],
    sign: str,
    width: float,
) -> DrawingBlock:
    """Return rows of a label, the dots of its marks, and what is printed at the end; below them the axis."""
    labels = [fonts.balanced(label, 0.3 * width) for label, *_ in rows]
    ends = [fonts.wrap(said, 0.3 * width) if said else [""] for _, said, _ in rows]
    half = max(fonts.width(plain(step) + sign) for step in steps) / 2
    start = max(_widest(labels) + style.GAP + LARGE, half)
    stop = width - max(_widest(ends) + style.GAP + LARGE, half)
    scale = Scale(steps[0], steps[-1], start, stop)
    items: list[Item] = []
    at = 0.0
    for (_, _, marks), label, end in zip(rows, labels, ends, strict=True):
        height = max(PITCH, LINE * max(len(label), len(end)) + 0.8)
        middle = at + height / 2
        items += [*centred(label, 0.0, middle), Stroke(((start, middle), (stop, middle)), style.GRID, 0.6)]
        # the first lies on top
        shown = sorted((mark for mark in marks if mark.value is not None), key=lambda mark: mark.group == first)
        items += [_dot(mark, scale(number(mark)), middle, spec, strong=mark.group == first) for mark in shown]
        items += centred(end, width, middle, "end", style.INK if shown else style.SOFT)
        at += height
    axis = [Stroke(((scale(step), 0.0), (scale(step), at + 0.8)), style.GRID, 0.5) for step in steps]
    named = [item for step in _spaced(steps, scale, sign) for item in _tick(step, scale, at, sign)]
    return DrawingBlock((*axis, *items, *named), at + LINE + 1.0)


def _tick(step: float, scale: Scale, bottom: float, sign: str) -> Sequence[Item]:
    return centred([plain(step) + sign], scale(step), bottom + 1.0 + LINE / 2, "middle", style.SOFT)


def _spaced(steps: Sequence[float], scale: Scale, sign: str) -> list[float]:
    """Return as many steps as have room for their numbers."""
    widest = max(fonts.width(plain(step) + sign) for step in steps) + style.GAP
    apart = (scale.end - scale.start) / max(1, len(steps) - 1)
    every = next((count for count in range(1, len(steps)) if apart * count >= widest), max(1, len(steps) - 1))
    return list(steps[::every])


def _dot(mark: Mark, x: float, y: float, spec: ChartSpec, *, strong: bool) -> Dot:
    """Return the dot of a mark: of a strip the first is filled, of one indicator whatever is not computed."""
    colour = style.colour_of(mark.group, spec) if strong else style.RULE
    hollow = not strong if spec.kind == "strip" else mark.derived
    edge = style.darker(colour) if strong else style.SOFT
    return Dot(x, y, LARGE if strong else SMALL, style.PAPER if hollow else colour, edge)


def _widest(texts: Sequence[Sequence[str]]) -> float:
    return max((fonts.width(line) for lines in texts for line in lines), default=0.0)
