"""The line chart of a trend: periods from left to right, one line for each group, names at the lines' ends."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.charts import fonts, style
from briefing.charts.layout import (
    LINE,
    Scale,
    centred,
    head,
    notes,
    number,
    paper,
    plain,
    ticks,
    words,
)
from briefing.charts.periods import moment, periods, short
from briefing.charts.scene import Dot, DrawingBlock, Item, Point, Stroke, Text, stack
from briefing.model.document import ChartSpec, Mark, Panel
from briefing.wording.figures import DERIVED

PLOT = 52.0  # a third of the usual width: slopes look neither steep nor flat
AWAY = LINE / 2 + 1.2
"""From a point to the middle of its figure."""
ABOVE = AWAY + style.SIZE * style.PT / 2
"""Room for the figure of a point at the top of the axis."""
LEADER = 5.0  # from the plot to a line's name, long enough to bend where names must move apart
DOT = 0.95
CLEAR = 0.8  # white around a text: closer, two figures read as one
KEY = 3.0

Extent = tuple[float, float, float, float]
"""Left, top, right and bottom in mm."""


@dataclass(frozen=True, slots=True)
class _Series:
    """A line: its group, colour, dashes and shape, and its marks with their places."""

    group: str
    colour: str
    dashes: tuple[float, ...]
    shape: str
    marks: tuple[Mark, ...]


def line(spec: ChartSpec, width: float) -> DrawingBlock:
    """One indicator over three periods or more, on an axis from zero; of a ranking, the first place on top."""
    panel = spec.panels[0]
    series = _series(spec, panel)
    moments = periods(panel)
    ends = [_end_text(one, len(series), moments[-1], 0.28 * width) for one in series]
    values = [number(mark) for one in series for mark in one.marks]
    steps = _places(max(values)) if panel.ranks else ticks(min(0.0, *values), max(0.0, *values))
    left = max(fonts.width(plain(step)) for step in steps) + style.GAP
    widest = max(fonts.width(text) for lines in ends for text in lines)
    right = width - widest - LEADER - KEY - style.GAP
    height = max(PLOT, LINE * sum(len(lines) for lines in ends) + 4.0)
    low, high = (steps[-1], steps[0]) if panel.ranks else (steps[0], steps[-1])
    up = Scale(low, high, ABOVE + height, ABOVE)
    first = max(fonts.width(text) for text in (moments[0], *_texts(series, moments[0]))) / 2
    across = _across(moments, left + first + 1.0, right - 2.0)
    items = [*_grid(steps, up, left, right), *_period_labels(across, up.start)]
    frame = (left - style.GAP, 0.0, right, up.start)
    figures = _figures(series[0], across, up, frame) if len(series) == 1 else []
    items += [paper(word) for word in figures]
    for one in series:
        items += _stroke(one, across, up)
    items += figures
    items += _ends(series, ends, across, up, right)
    plot = DrawingBlock(tuple(items), ABOVE + height + LINE + 1.0)
    return stack([head(panel, width), plot, notes(_remarks(panel), width)])


def _places(last: float) -> list[float]:
    """Return ticks from the first place in a ranking to the last that is drawn, or beyond it: 1, 5, 10, 15."""
    step = max(1, math.ceil(ticks(0.0, max(last, 2.0))[1]))
    return [1.0, *(float(place) for place in range(step, math.ceil(max(last, 2.0)) + step, step) if place > 1)]


def _series(spec: ChartSpec, panel: Panel) -> list[_Series]:
    """Return the lines in the order of the groups; each holds only marks with a value."""
    groups = style.groups_of(spec)
    found = []
    for index, group in enumerate(groups):
        have = {mark.label: mark for mark in panel.marks if mark.group == group and mark.value is not None}
        marks = tuple(have[period] for period in periods(panel) if period in have)
        dashes, shape = style.DASHES[index % len(style.DASHES)], style.SHAPES[index % len(style.SHAPES)]
        found.append(_Series(group, style.colour_of(group, spec), dashes, shape, marks))
    return [one for one in found if one.marks]


def _end_text(series: _Series, count: int, latest: str, limit: float) -> list[str]:
    """Return the name of a line with its last figure, and that figure's period where it is not the latest."""
    last = series.marks[-1]
    name = f"{series.group} " if series.group and count > 1 else ""
    period = [f"（{last.label}）"] if last.label != latest else []
    return [line for text in (f"{name}{words(last)}", *period) for line in fonts.wrap(text, limit)]


def _texts(series: Sequence[_Series], period: str) -> list[str]:
    """Return the figures printed at the points of a period: none unless there is a single line."""
    marks = series[0].marks if len(series) == 1 else ()
    return [words(mark) for mark in marks if mark.label == period]


def _across(periods: Sequence[str], start: float, end: float) -> dict[str, float]:
    """Return where each period stands in mm: true to time where all labels are dates, else evenly."""
    moments = [moment(period) for period in periods]
    places = [float(index) for index in range(len(periods))]
    if all(value is not None for value in moments):
        places = [float(value or 0) for value in moments]
    scale = Scale(places[0], places[-1], start, end)
    return {period: scale(place) for period, place in zip(periods, places, strict=True)}


def _grid(steps: Sequence[float], up: Scale, left: float, right: float) -> list[Item]:
    items: list[Item] = []
    for step in steps:
        bold = step == 0
        colour, width = (style.INK, 0.8) if bold else (style.GRID, 0.5)
        items.append(Stroke(((left, up(step)), (right, up(step))), colour, width))
        items += centred([plain(step)], left - style.GAP, up(step), "end", style.SOFT)
    return items


def _period_labels(across: dict[str, float], bottom: float) -> list[Item]:
    """Return as many labels as stand clear of each other, the last one always; a year stands once."""
    words = [Text(x, bottom + 1.0 + LINE / 2, label, "middle", colour=style.SOFT) for label, x in across.items()]
    words.reverse()
    shown = [words[index] for index in _free(fonts.extent(word)[::2] for word in words)]
    later = [replace(word, text=short(word.text, before.text)) for word, before in pairwise(shown)]
    return [*later, *shown[-1:]]


def _free(spans: Iterable[tuple[float, float]]) -> list[int]:
    """Return the indices of those spans, taken in order, that stand clear of the ones taken before."""
    taken: list[tuple[float, float]] = []
    kept = []
    for index, (left, right) in enumerate(spans):
        if all(right + CLEAR <= low or left - CLEAR >= high for low, high in taken):
            taken.append((left, right))
            kept.append(index)
    return kept


def _stroke(series: _Series, across: dict[str, float], up: Scale) -> list[Item]:
    """Return the line, broken where a value is missing, and its points; a computed point is hollow."""
    runs: list[list[Point]] = [[]]
    have = {mark.label: mark for mark in series.marks}
    for period, x in across.items():
        if period in have:
            runs[-1].append((x, up(number(have[period]))))
        elif runs[-1]:
            runs.append([])
    lines = [Stroke(tuple(run), series.colour, 1.6, series.dashes) for run in runs if len(run) > 1]
    return [*lines, *(_dot(mark, across[mark.label], up(number(mark)), series) for mark in series.marks)]


def _dot(mark: Mark, x: float, y: float, series: _Series) -> Dot:
    fill = style.PAPER if mark.derived else series.colour
    return Dot(x, y, DOT, fill, style.darker(series.colour), series.shape)


def _figures(series: _Series, across: dict[str, float], up: Scale, frame: Extent) -> list[Text]:
    """Return the figures of a single line but the last, each where it stands clear of the others and of the line."""
    points = [(across[mark.label], up(number(mark))) for mark in series.marks]
    taken: list[Extent] = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in points]
    kept: list[Text] = []
    for index in reversed(range(len(points) - 1)):
        tried = _beside(words(series.marks[index]), points, index)
        word = next((word for word in tried if _stands_free(fonts.extent(word), frame, taken, points)), None)
        if word:
            kept.append(word)
            taken.append(fonts.extent(word))
    return kept


def _beside(text: str, points: Sequence[Point], index: int) -> Iterator[Text]:
    """Yield a figure at each place around its point, first where the line is not: over a peak, under a dip."""
    x, y = points[index]
    before, after = points[max(0, index - 1)][1], points[index + 1][1]
    above, below = y - AWAY, y + AWAY
    if y >= before and y > after and index:
        yield Text(x, below, text, "middle")
    if index and before > y > after:
        yield Text(x, above, text, "end")
    if index and before < y < after:
        yield Text(x, above, text, "start")
    for height in (above, below):
        yield from (Text(x, height, text, anchor) for anchor in ("middle", "end", "start"))


def _stands_free(box: Extent, frame: Extent, taken: Iterable[Extent], points: Sequence[Point]) -> bool:
    """Return whether a box lies in the frame, clear of the boxes that are taken and of the line through the points."""
    left, top, right, bottom = box[0] - CLEAR, box[1], box[2] + CLEAR, box[3]
    if left < frame[0] or top < frame[1] or right > frame[2] or bottom > frame[3]:
        return False
    if any(left < other[2] and right > other[0] and top < other[3] and bottom > other[1] for other in taken):
        return False
    return not any(_meets((left, top, right, bottom), start, end) for start, end in pairwise(points))


def _meets(box: Extent, start: Point, end: Point) -> bool:
    """Return whether a stroke that runs to the right meets a box."""
    left, right = max(box[0], start[0]), min(box[2], end[0])
    if left > right:
        return False
    slope = (end[1] - start[1]) / (end[0] - start[0])
    heights = [start[1] + (x - start[0]) * slope for x in (left, right)]
    return min(heights) < box[3] and max(heights) > box[1]


def _ends(
    series: Sequence[_Series], texts: Sequence[list[str]], across: dict[str, float], up: Scale, right: float
) -> list[Item]:
    """Return names and last figures right of the plot, each with its marker and a leader to its line; none overlap."""
    points = [(across[one.marks[-1].label], up(number(one.marks[-1]))) for one in series]
    heights = [LINE * len(lines) for lines in texts]
    middles = _apart([y for _, y in points], heights, up.end, up.start)
    items: list[Item] = []
    for (x, y), lines, middle, one in zip(points, texts, middles, series, strict=True):
        first = middle - LINE * (len(lines) - 1) / 2
        leader = ((x + DOT + 0.5, y), (max(right, x + DOT + 0.5), y), (right + LEADER - 1.0, first))
        items.append(Stroke(leader, style.RULE, 0.6, (1.0, 1.5)))
        items.append(_dot(one.marks[-1], right + LEADER + DOT, first, one))
        items += centred(lines, right + LEADER + KEY, middle)
    return items


def _apart(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return middles as near to the wanted ones as blocks of these heights allow between top and bottom."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    edge = top - LINE / 2
    for index in order:
        placed[index] = max(wanted[index], edge + heights[index] / 2)
        edge = placed[index] + heights[index] / 2
    edge = bottom + LINE / 2
    for index in reversed(order):
        placed[index] = min(placed[index], edge - heights[index] / 2)
        edge = placed[index] - heights[index] / 2
    return placed


def _remarks(panel: Panel) -> list[str]:
    """Return what the drawing cannot say by itself: that points are computed, and where a line is broken and why."""
    derived = [f"空心点为{DERIVED}值。"] if any(mark.derived for mark in panel.marks) else []
    gaps = [f"{mark.group}{mark.label}{mark.text}" for mark in panel.marks if mark.value is None]
    return [*derived, *([f"折线中断处：{'；'.join(gaps)}。"] if gaps else [])]
