"""What the charts of a course over time share: lines by group, their two axes, points, and room for names at ends."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from briefing.charts import fonts, style
from briefing.charts.layout import LINE, STEPS, Scale, centred, computed, number, plain, ticks, widened
from briefing.charts.periods import moment, periods, short
from briefing.charts.scene import Dot, Item, Point, Stroke, Text
from briefing.model.colours import told_apart
from briefing.model.document import NAMED_LINES, ChartSpec, Mark, Panel

DOT = 0.95
CLEAR = 0.8  # white around a text: closer, two figures read as one
CLOSE = 2 / 3
"""The part of the highest percentage that the lowest is more than, where the axis does not begin with zero."""
HEAVY = 1.6
STRONG = 2.0
TOLD = 1.3
QUIET = 1.0
FINE = 0.3
"""The widths of a line that is read, of the one that stands out, of grey ones with a name and without, and of very many
of these, in points."""
CROWD = 40
"""Lines up to which white is left between grey ones."""


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its group, colour, dashes and shape, its marks with their places, and whether it stands out.

    One that is `quiet` is grey, and need not be followed. `width` in points.
    """

    group: str
    colour: str
    dashes: tuple[float, ...]
    shape: str
    marks: tuple[Mark, ...]
    strong: bool = False
    quiet: bool = False
    width: float = HEAVY

    @property
    def values(self) -> list[float]:
        """Return its values in the order of time."""
        return [number(mark) for mark in self.marks]


def series_of(spec: ChartSpec, panel: Panel) -> list[Series]:
    """Return the lines in the order of the groups; each holds only marks with a value."""
    groups = style.groups_of(spec)
    apart = told_apart(spec.kind, len(groups), even=spec.even)
    found = []
    for index, group in enumerate(groups):
        strong = style.stands_out(group, spec)
        have = {mark.label: mark for mark in panel.marks if mark.group == group and mark.value is not None}
        marks = tuple(have[period] for period in periods(panel) if period in have)
        quiet = not (apart or strong) and len(groups) > 1
        grey = FINE if len(groups) > CROWD else QUIET
        width = STRONG if strong else grey if quiet else HEAVY
        colour = style.RULE if quiet else style.colour_of(group, spec)
        dashes = style.DASHES[index % len(style.DASHES)] if apart else ()
        shape = style.SHAPES[index % len(style.SHAPES)] if apart else "circle"
        found.append(Series(group, colour, dashes, shape, marks, strong, quiet, width))
    return [one for one in found if one.marks]


def named(series: Sequence[Series], *ends: int) -> tuple[list[Series], list[Series]]:
    """Return all lines, and those that are named at their first mark (0) or last (-1), by either of several `ends`.

    Of many these are the outer and the strong one; grey ones of them are darker than the rest. All are in the order in
    which they are drawn from the last to the first, so that what has a name lies on top.
    """
    if len(series) <= NAMED_LINES:
        return list(series), list(series)
    outer = set[str]()
    for at in ends:
        values = [number(one.marks[at]) for one in series]
        outer |= {series[values.index(min(values))].group, series[values.index(max(values))].group}
    shown = [
        replace(one, colour=style.SOFT, width=TOLD) if one.quiet else one
        for one in series
        if one.strong or one.group in outer
    ]
    names = {one.group for one in shown}
    return [*shown, *(one for one in series if one.group not in names)], shown


def unnamed(series: Sequence[Series], shown: Sequence[Series]) -> list[str]:
    """Return what lines without a name are, where there are any."""
    return [] if len(shown) == len(series) else ["未写名称的灰线为其他城市。"]


def steps_of(series: Iterable[Series], panel: Panel, most: int = STEPS) -> list[float]:
    """Return the ticks of the axis of values: from zero, or of a ranking from the first place; about `most` steps.

    Of percentages that lie close together the axis is cut to these: from 93 % to 99 % nothing would be seen above zero.
    It is not cut to a change of a tenth of a point, which would be drawn as a leap.
    """
    values = [value for one in series for value in one.values]
    low, high = min(values), max(values)
    if panel.ranks:
        return _places(high, most)
    if panel.unit == "%" and 0 < CLOSE * high < low:
        return ticks(*widened(values, panel), most)
    return ticks(min(0.0, low), max(0.0, high), most)


def upwards(steps: Sequence[float], panel: Panel, bottom: float, top: float) -> Scale:
    """Return the axis of values between two heights: more is higher, of a ranking the first place is on top."""
    low, high = (steps[-1], steps[0]) if panel.ranks else (steps[0], steps[-1])
    return Scale(low, high, bottom, top)


def _places(last: float, most: int) -> list[float]:
    """Return ticks from the first place in a ranking to the last that is drawn, or beyond it: 1, 5, 10, 15."""
    step = max(1, math.ceil(ticks(0.0, max(last, 2.0), most)[1]))
    return [1.0, *(float(place) for place in range(step, math.ceil(max(last, 2.0)) + step, step) if place > 1)]


def across_of(periods: Sequence[str], start: float, end: float) -> dict[str, float]:
    """Return where each period stands in mm: true to time where all labels are dates, else evenly."""
    moments = [moment(period) for period in periods]
    places = [float(index) for index in range(len(periods))]
    if all(value is not None for value in moments):
        places = [float(value or 0) for value in moments]
    scale = Scale(places[0], places[-1], start, end)
    return {period: scale(place) for period, place in zip(periods, places, strict=True)}


def grid(steps: Sequence[float], up: Scale, left: float, right: float) -> list[Item]:
    """Return a line across for each step, that of zero in ink."""
    looks = ((step, (style.INK, 0.8) if step == 0 else (style.GRID, 0.5)) for step in steps)
    return [Stroke(((left, up(step)), (right, up(step))), *look) for step, look in looks]


def step_labels(steps: Sequence[float], up: Scale, right: float) -> list[Item]:
    """Return the numbers of the steps, which end at `right`."""
    return [item for step in steps for item in centred([plain(step)], right, up(step), "end", style.SOFT)]


def period_labels(across: dict[str, float], bottom: float) -> list[Item]:
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


def stroke(series: Series, across: dict[str, float], up: Scale) -> list[Item]:
    """Return the line, broken where a value is missing."""
    return [
        Stroke(run, series.colour, series.width, series.dashes) for run in unbroken(series, across, up) if len(run) > 1
    ]


def unbroken(series: Series, across: dict[str, float], up: Scale) -> list[tuple[Point, ...]]:
    """Return the points of the line from one missing value, or change of what is measured, to the next."""
    runs: list[list[Point]] = [[]]
    have = {mark.label: mark for mark in series.marks}
    for period, x in across.items():
        if period in have:
            if have[period].breaks and runs[-1]:
                runs.append([])
            runs[-1].append((x, up(number(have[period]))))
        elif runs[-1]:
            runs.append([])
    return [tuple(run) for run in runs if run]


def breaks(series: Iterable[Series], across: dict[str, float]) -> dict[float, list[str]]:
    """Return where lines break as what they measure changes, half way from the period before, and of which groups."""
    found: dict[float, list[str]] = {}
    places = list(across)
    for one in series:
        for mark in one.marks:
            if mark.breaks and (at := places.index(mark.label)):
                found.setdefault((across[places[at - 1]] + across[mark.label]) / 2, []).append(one.group)
    return found


def break_line(x: float, top: float, bottom: float) -> Stroke:
    """Return the rule that parts what is measured before from what is measured after."""
    return Stroke(((x, top), (x, bottom)), style.SOFT, 0.8, (3.0, 2.0))


def points(series: Series, across: dict[str, float], up: Scale) -> list[Item]:
    """Return a dot for each mark of the line."""
    return [dot(mark, across[mark.label], up(number(mark)), series) for mark in series.marks]


def dot(mark: Mark, x: float, y: float, series: Series) -> Dot:
    """Return the point of a mark in the look of its line; a computed one is hollow."""
    fill = style.PAPER if mark.derived else series.colour
    return Dot(x, y, DOT, fill, style.darker(series.colour), series.shape)


def apart(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return middles as near to the wanted ones as blocks of these heights allow between top and bottom.

    Blocks that would overlap stand close together around the mean of where they would be.
    """
    clusters: list[list[int]] = []

    def edge(cluster: list[int]) -> float:
        above = accumulate((heights[index] for index in cluster), initial=0.0)
        tops = [wanted[index] - heights[index] / 2 - offset for index, offset in zip(cluster, above, strict=False)]
        lowest = bottom + LINE / 2 - sum(heights[index] for index in cluster)
        return min(max(sum(tops) / len(tops), top - LINE / 2), lowest)

    for index in sorted(range(len(wanted)), key=wanted.__getitem__):
        clusters.append([index])
        while len(clusters) > 1 and edge(clusters[-2]) + sum(heights[at] for at in clusters[-2]) > edge(clusters[-1]):
            clusters[-2:] = [clusters[-2] + clusters[-1]]
    placed = [0.0] * len(wanted)
    for cluster in clusters:
        start = edge(cluster)
        for index in cluster:
            placed[index] = start + heights[index] / 2
            start += heights[index]
    return placed


def remarks(panel: Panel, steps: Sequence[float] = ()) -> list[str]:
    """Return what the drawing cannot say by itself: that points are computed, where a line is broken and why, and that
    the `steps` of the axis begin above zero.
    """
    cut = ["纵轴不从零开始。"] if steps and steps[0] > 0 and not panel.ranks else []
    gaps = [f"{mark.group}{mark.label}{mark.text}" for mark in panel.marks if mark.value is None]
    return [*cut, *computed(panel), *([f"折线中断处：{'；'.join(gaps)}。"] if gaps else [])]
