"""Charts of one thing against another: before and after (dumbbells), actual against plan (bullet)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.charts import fonts, style
from briefing.charts.layout import (
    BAR,
    LINE,
    Scale,
    centred,
    head,
    notes,
    number,
    on_axis,
    text_lines,
    ticks,
    titled,
    widest,
    words,
    zero_line,
    zero_scale,
)
from briefing.charts.rules import one_plan
from briefing.charts.scene import Box, Dot, DrawingBlock, Item, Stroke, beside, stack
from briefing.model.colours import QUIET
from briefing.model.document import ChartSpec, Mark, Panel
from briefing.wording.figures import DERIVED

RADIUS = 1.5
BETWEEN = 1.8
PLOT = 20.0
GUTTER = 4.0
AWAY = RADIUS + 1.0
"""From a dot to its figure."""
APART = 12.0
"""The least from the one dot to the other, in mm."""
WIDEST = 76.0
"""A panel of two dots is no wider, in mm: the line between them would look flat."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A panel of dumbbells: its title with its unit, and the figures and words of both marks, in lines."""

    panel: Panel
    title: list[str]
    figures: tuple[list[str], ...]
    labels: tuple[list[str], ...]


@dataclass(frozen=True, slots=True)
class _Room:
    """What the panels share, in mm: their width, where the dots are, and the heights of titles, figures and words."""

    width: float
    places: tuple[float, float]
    title: float
    figure: float
    label: float


def dumbbells(spec: ChartSpec, width: float) -> DrawingBlock:
    """Before on the left and after on the right, a panel for each thing from zero; a computed one is hollow.

    Panels of one unit share one axis; of several each has its own, which is said.
    """
    pairs = [
        _Pair(
            panel,
            [],
            tuple(fonts.wrap(mark.text.removesuffix(panel.unit), 0.3 * width, bold=True) for mark in panel.marks),
            tuple([*fonts.wrap(mark.label, 0.2 * width), *_computed(mark)] for mark in panel.marks),
        )
        for panel in spec.panels
    ]
    shared = len({panel.unit for panel in spec.panels}) == 1
    names = [widest([pair.labels[at] for pair in pairs]) / 2 for at in (0, 1)]
    sides = [max(widest([pair.figures[at] for pair in pairs]) + AWAY, names[at]) for at in (0, 1)]
    least = sum(sides) + max(APART, sum(names) + 1.0)
    fit = max(1, int((width + GUTTER) // (least + GUTTER)))
    columns = math.ceil(len(pairs) / math.ceil(len(pairs) / fit))
    own = min((width + GUTTER) / columns - GUTTER, max(WIDEST, least))
    titles = (pair.panel.title if shared else titled(pair.panel) for pair in pairs)
    pairs = [
        replace(pair, title=fonts.balanced(title, own, bold=True)) for pair, title in zip(pairs, titles, strict=True)
    ]
    room = _Room(
        own,
        (sides[0], own - sides[1]),
        LINE * max(len(pair.title) for pair in pairs),
        LINE * max(len(lines) for pair in pairs for lines in pair.figures),
        LINE * max(len(lines) for pair in pairs for lines in pair.labels),
    )
    everything = [number(mark) for panel in spec.panels for mark in panel.marks]
    blocks = [_dumbbell(pair, everything if shared else map(number, pair.panel.marks), spec, room) for pair in pairs]
    rows = [beside(blocks[at : at + columns], own + GUTTER) for at in range(0, len(blocks), columns)]
    whole = stack(rows, BETWEEN)
    start = (width - columns * (own + GUTTER) + GUTTER) / 2
    said = [] if shared else ["各图单位不同，纵轴各自从零起，高低不能相比。"]
    unit = head(Panel((), unit=spec.panels[0].unit), width) if shared else DrawingBlock()
    return stack([unit, DrawingBlock(whole.moved(start, 0.0), whole.height), notes(said, width)])


def _dumbbell(pair: _Pair, values: Iterable[float], spec: ChartSpec, room: _Room) -> DrawingBlock:
    """Return a panel: the dots stand as high as their values, with their figures at their outer sides."""
    after = pair.panel.marks[1]
    colour, strong = style.colour_of(after.group, spec), style.stands_out(after.group, spec)
    quiet = colour == QUIET
    colour = style.RULE if quiet else colour  # darker than what was before
    top = room.title + max(room.figure / 2, RADIUS)
    up = zero_scale(values, top + PLOT, top)
    base, below = up(0.0), up(0.0) + max(room.figure / 2, RADIUS) + 0.4
    title = text_lines(pair.title, bold=not quiet)
    ends = [(x, up(number(mark))) for x, mark in zip(room.places, pair.panel.marks, strict=True)]
    items: list[Item] = [*title.moved(0.0, room.title - title.height)]
    items += [Stroke(((x, base), (x, y)), style.GRID, 1.5) for x, y in ends]
    items.append(Stroke(((0.0, base), (room.width, base)), style.INK, 0.8))
    items.append(Stroke(tuple(ends), style.mix(colour, style.PAPER, 0.35), 3.0))
    for at, (mark, (x, y), ink) in enumerate(zip(pair.panel.marks, ends, (QUIET, colour), strict=True)):
        items.append(Dot(x, y, RADIUS, style.PAPER if mark.derived else ink, style.darker(ink)))
        side, place = ("start", x + AWAY) if at else ("end", x - AWAY)
        items += centred(pair.figures[at], place, y, side, bold=strong)
        items += text_lines(pair.labels[at], x, "middle", colour=style.SOFT).moved(0.0, below)
    return DrawingBlock(tuple(items), below + room.label)


def bullet(spec: ChartSpec, width: float) -> DrawingBlock:
    """Actual against plan: in each panel a bar for the first mark and a line across it for the second.

    Where all are measured by the same, such as the share of the year that is gone, they stand on one axis and it is
    named once; that all are computed is then said with their title. Else each has an axis of its own, which is said.
    """
    shared = one_plan(spec)
    if shared and all(mark.derived for panel in spec.panels for mark in panel.marks):
        stated = (tuple(replace(mark, derived=False) for mark in panel.marks) for panel in spec.panels)
        panels = (replace(panel, marks=marks) for panel, marks in zip(spec.panels, stated, strict=True))
        spec = replace(spec, panels=tuple(panels))
    labels = [fonts.balanced(panel.title if shared else titled(panel), 0.3 * width, bold=True) for panel in spec.panels]
    done = (words(panel.marks[0]) if shared else _figure(panel.marks[0]) for panel in spec.panels)
    ends = [fonts.wrap(text, 0.3 * width, bold=True) for text in done]
    steps = ticks(0.0, max(number(mark) for panel in spec.panels for mark in panel.marks)) if shared else []
    start = widest(labels) + style.GAP + RADIUS
    stop = width - widest(ends) - style.GAP - RADIUS
    rows: list[DrawingBlock] = []
    for panel, label, end in zip(spec.panels, labels, ends, strict=True):
        scale = zero_scale(steps or map(number, panel.marks), start, stop)
        over = [] if shared and rows else fonts.wrap(_figure(panel.marks[1]), stop - start)
        rows.append(_gauge(panel, (label, end, over), scale, spec))
    if shared:
        unit = spec.panels[0].unit
        sign = unit if unit == "%" else ""
        return stack([head(Panel((), unit="" if sign else unit), width), on_axis(stack(rows), steps, scale, sign)])
    apart = ["各行刻度不同，条的长短不能相比。"] if len(rows) > 1 else []
    return stack([stack(rows, BETWEEN), notes(apart, width)])


def _gauge(panel: Panel, texts: tuple[Sequence[str], ...], scale: Scale, spec: ChartSpec) -> DrawingBlock:
    """Return one panel of bullets: its bar, and of the `texts` the label, the figure, and above what it is held to."""
    (actual, plan), (label, end, over) = panel.marks, texts
    strong = style.stands_out(actual.group, spec)
    around = max(BAR / 2 + 1.0, LINE * max(len(label), len(end)) / 2)
    middle = LINE * len(over) + around
    half = widest([over]) / 2
    centre = min(max(scale(number(plan)), scale.start + half), scale.end - half)
    items = (
        *centred(label, 0.0, middle, bold=strong),
        *_bullet(plan, actual, scale, middle, style.colour_of(actual.group, spec)),
        *text_lines(over, centre, "middle").items,
        *centred(end, scale.end + style.GAP + RADIUS, middle, bold=strong),
    )
    return DrawingBlock(items, middle + around)


def _bullet(plan: Mark, actual: Mark, scale: Scale, middle: float, colour: str) -> list[Item]:
    aim, done, zero = scale(number(plan)), scale(number(actual)), scale(0.0)
    top, low = middle - BAR / 2 - 0.9, middle + BAR / 2 + 0.9
    band = Box(zero, top, aim - zero, low - top, style.BAND)
    fill = style.lighter(colour) if actual.derived else colour
    hatch = colour if actual.derived else None
    bar = Box(zero, middle - BAR / 2 + 0.8, done - zero, BAR - 1.6, fill, style.darker(colour), hatch)
    dashes = (2.0, 1.0) if plan.derived else ()
    return [band, bar, Stroke(((aim, top), (aim, low)), style.INK, 2.0, dashes), zero_line(zero, top, low)]


def _computed(mark: Mark) -> list[str]:
    """Return the line below the label of a computed mark."""
    return [DERIVED] if mark.derived and DERIVED not in mark.text + mark.label else []


def _figure(mark: Mark) -> str:
    return f"{mark.label} {words(mark)}"
