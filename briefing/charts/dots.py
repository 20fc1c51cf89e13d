"""Dots on one axis: an indicator in several cities, or where each city is on several indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.charts import fonts, style
from briefing.charts.layout import (
    LINE,
    WHOLE,
    Scale,
    centred,
    computed,
    head,
    notes,
    number,
    on_axis,
    plain,
    ticks,
    widened,
    widest,
    words,
)
from briefing.charts.scene import Dot, DrawingBlock, Stroke, stack
from briefing.model.colours import QUIET
from briefing.model.document import ChartSpec, Mark, Panel

PITCH = 6.6
LARGE = 1.5
SMALL = 1.1
"""The radii of the dot that stands out and of the others, in mm."""


def dots(spec: ChartSpec, width: float) -> DrawingBlock:
    """One indicator, a row for each city: where its dot is says how much, whatever the axis begins with.

    Of places in a ranking the first is on the left. The first group stands out.
    """
    panel = spec.panels[0]
    alike = len({mark.label for mark in panel.marks}) == 1
    labels = [fonts.balanced(mark.group if alike else mark.label, 0.3 * width, bold=True) for mark in panel.marks]
    ends = [fonts.wrap(words(mark), 0.3 * width, bold=True) for mark in panel.marks]
    steps = steps_of(panel)
    scale = _between(labels, ends, steps, "", width)
    rows = []
    for mark, label, end in zip(panel.marks, labels, ends, strict=True):
        strong, known = style.stands_out(mark.group, spec), mark.value is not None
        height = max(PITCH, LINE * max(len(label), len(end)) + 0.8)
        items = [*centred(label, 0.0, height / 2, bold=strong), _track(scale, height / 2)]
        items += [dot(mark, scale(number(mark)), height / 2, spec)] if known else []
        items += centred(end, width, height / 2, "end", style.INK if known else style.SOFT, bold=strong)
        rows.append(DrawingBlock(tuple(items), height))
    return stack([head(panel, width), on_axis(stack(rows), steps, scale, ""), notes(computed(panel), width)])


def strip(spec: ChartSpec, width: float) -> DrawingBlock:
    """Several indicators, a row for each, with a dot for each city on one axis of percentages up to 100.

    The first group stands out, named with its figure over its dot; so is the best at the right end. Where all groups
    are even, the last of a row is named instead and has, with the best, the colour; the others are grey.
    """
    panel = spec.panels[0]
    known = [mark for mark in panel.marks if mark.value is not None]
    rows: dict[str, list[Mark]] = {}
    for mark in sorted(panel.marks, key=lambda mark: (-(mark.value or 0), not style.stands_out(mark.group, spec))):
        rows.setdefault(mark.label, []).append(mark)
    labels = dict.fromkeys(mark.label for mark in panel.marks)
    names = [fonts.balanced(label, 0.3 * width) for label in labels]
    ends = [fonts.wrap(_named(rows[label][0], rows[label]), 0.3 * width, bold=True) for label in labels]
    steps = [step for step in ticks(*widened(map(number, known), panel)) if step <= WHOLE]
    scale = _between(names, ends, steps, "%", width)
    drawn = [
        _strip_row(rows[label], name, end, scale, spec) for label, name, end in zip(labels, names, ends, strict=True)
    ]
    return on_axis(stack(drawn), steps, scale, "%")


def _strip_row(
    marks: Sequence[Mark], name: Sequence[str], end: Sequence[str], scale: Scale, spec: ChartSpec
) -> DrawingBlock:
    """Return a row of a strip, whose marks begin with the best, which is named at the `end`."""
    known = [mark for mark in marks if mark.value is not None]
    own = next((mark for mark in marks if style.stands_out(mark.group, spec)), None)
    told = own or (known[-1] if spec.even else None)
    leads = told is not None and told.value == marks[0].value
    said = _named(told, [] if own else known) if told and not leads else ""
    over = fonts.wrap(said, scale.end - scale.start, bold=True) if said else []
    # of several lines the last is beside the dots: above there is room, and rows stay low
    middle = max(LARGE + LINE * len(over), LINE * (max(len(name), len(end)) - 0.5) + 0.2)
    items = [*centred(name, 0.0, middle - LINE * (len(name) - 1) / 2), _track(scale, middle)]
    # the one that stands out lies on top, then both ends; that all places are computed is said below
    shown = sorted(known, key=lambda mark: (mark is own, mark.value in (known[0].value, known[-1].value)))
    items += [dot(replace(mark, derived=False), scale(number(mark)), middle, spec, known) for mark in shown]
    ink = style.INK if leads or not own else style.SOFT
    beside, last = scale.end + LARGE + style.GAP, middle - LINE * (len(end) - 1) / 2
    items += centred(end, beside, last, colour=ink, bold=leads and bool(own))
    if told and over:
        half = widest([over]) / 2
        x = scale.start if told.value is None else scale(number(told))
        x = min(max(x, scale.start + half), scale.end - half)
        items += centred(over, x, middle - LARGE - LINE * len(over) / 2, "middle", bold=bool(own))
    return DrawingBlock(tuple(items), middle + LARGE + 0.1)


def _named(mark: Mark, marks: Sequence[Mark]) -> str:
    """Return the name of a mark and its figure, 等 behind the name where others of the `marks` are at its place."""
    tied = any(other.value == mark.value for other in marks if other is not mark)
    return f"{mark.group}{'等' * tied} {mark.text}"


def steps_of(panel: Panel) -> list[float]:
    """Return the ticks that hold all values; of a ranking from the first place to the last that is drawn, or beyond."""
    known = [number(mark) for mark in panel.marks if mark.value is not None]
    if not panel.ranks:
        return ticks(*widened(known, panel))
    return [1.0, *(step for step in ticks(0.0, max(*known, 2.0)) if step > 1 and step == round(step))]


def _between(
    names: Sequence[Sequence[str]], ends: Sequence[Sequence[str]], steps: Sequence[float], sign: str, width: float
) -> Scale:
    """Return the axis between the widest name on the left and the widest text on the right."""
    half = max(fonts.width(plain(step) + sign) for step in steps) / 2
    return Scale(
        steps[0],
        steps[-1],
        max(widest(names) + style.GAP + LARGE, half),
        width - max(widest(ends) + style.GAP + LARGE, half),
    )


def _track(scale: Scale, y: float) -> Stroke:
    return Stroke(((scale.start, y), (scale.end, y)), style.GRID, 0.6)


def dot(mark: Mark, x: float, y: float, spec: ChartSpec, row: Sequence[Mark] = (), radius: float = SMALL) -> Dot:
    """Return the dot of a mark, of which that of the first group is larger; a computed one is hollow.

    Where all groups are even, those that lie at neither end of their `row` are grey.
    """
    colour, strong = style.colour_of(mark.group, spec), style.stands_out(mark.group, spec)
    ends = [other.value for other in row if other.value is not None]
    if spec.even and ends and mark.value not in (min(ends), max(ends)):
        colour = QUIET
    return Dot(x, y, LARGE if strong else radius, style.PAPER if mark.derived else colour, style.darker(colour))
