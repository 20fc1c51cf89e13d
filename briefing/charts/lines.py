"""The line chart of a trend: periods from left to right, one line for each group, names at the lines' ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefing.charts import fonts, style
from briefing.charts.layout import LINE, Scale, centred, head, notes, number, paper, plain, widest, words
from briefing.charts.periods import periods
from briefing.charts.scene import DrawingBlock, Item, Point, Stroke, Text, stack
from briefing.charts.time_axis import (
    CLEAR,
    DOT,
    Series,
    across_of,
    apart,
    break_line,
    breaks,
    dot,
    grid,
    named,
    period_labels,
    points,
    remarks,
    series_of,
    step_labels,
    steps_of,
    stroke,
    unnamed,
    upwards,
)
from briefing.model.document import ChartSpec

PLOT = 52.0  # a third of the usual width: slopes look neither steep nor flat
AWAY = LINE / 2 + 1.2
"""From a point to the middle of its figure."""
ABOVE = AWAY + style.SIZE * style.PT / 2
"""Room for the figure of a point at the top of the axis."""
LEADER = 5.0  # from the plot to a line's name, long enough to bend where names must move apart
KEY = 3.0

Extent = tuple[float, float, float, float]
"""Left, top, right and bottom in mm."""


def line(spec: ChartSpec, width: float) -> DrawingBlock:
    """One indicator over three periods or more, on an axis from zero but for close percentages.

    Of a ranking, the first place is on top.
    """
    panel = spec.panels[0]
    series, shown = named(series_of(spec, panel), -1)
    moments = periods(panel)
    broken = breaks(series, across_of(moments, 0.0, 1.0))
    ends = [_end_text(one, len(series), moments[-1], 0.28 * width) for one in shown]
    steps = steps_of(series, panel)
    left = max(fonts.width(plain(step)) for step in steps) + style.GAP
    right = width - widest(ends) - LEADER - KEY - style.GAP
    height = max(PLOT, LINE * sum(len(lines) for lines in ends) + 4.0)
    top = ABOVE + LINE * len(broken)
    up = upwards(steps, panel, top + height, top)
    first = max(fonts.width(text) for text in (moments[0], *_texts(series, moments[0]))) / 2
    across = across_of(moments, left + first + 1.0, right - 2.0)
    items = [*grid(steps, up, left, right), *step_labels(steps, up, left - style.GAP)]
    items += period_labels(across, up.start)
    frame = (left - style.GAP, LINE * len(broken), right, up.start)
    items += _breaks(breaks(series, across), len(series), (left, right), up.start)
    figures = _figures(series[0], across, up, frame) if len(series) == 1 else []
    items += [paper(word) for word in figures]
    for one in reversed(series):  # the first lies on top
        items += [*stroke(one, across, up), *(points(one, across, up) if one in shown else [])]
    items += figures
    items += _ends(shown, ends, across, up, right)
    plot = DrawingBlock(tuple(items), top + height + LINE + 1.0)
    return stack([head(panel, width), plot, notes([*unnamed(series, shown), *remarks(panel, steps)], width)])


def _breaks(broken: dict[float, list[str]], count: int, ends: tuple[float, float], bottom: float) -> list[Item]:
    """Return a rule where lines break as what they measure changes, each with its words in a line of its own on top."""
    items: list[Item] = []
    for row, (x, groups) in enumerate(sorted(broken.items())):
        whose = "" if len(groups) == count else f"{groups[0]}{'等' * (len(groups) > 1)}"
        said = f"{whose}口径变动"
        half = fonts.width(said) / 2
        items.append(break_line(x, LINE * (row + 1), bottom))
        middle = min(max(x, ends[0] + half), ends[1] - half)
        items += centred([said], middle, LINE * (row + 0.5), "middle", style.SOFT)
    return items


def _end_text(series: Series, count: int, latest: str, limit: float) -> list[str]:
    """Return the name of a line with its last figure, and that figure's period where it is not the latest."""
    last = series.marks[-1]
    name = f"{series.group} " if series.group and count > 1 else ""
    period = [f"（{last.label}）"] if last.label != latest else []
    return [line for text in (f"{name}{words(last)}", *period) for line in fonts.wrap(text, limit, bold=True)]


def _texts(series: Sequence[Series], period: str) -> list[str]:
    """Return the figures printed at the points of a period: none unless there is a single line."""
    marks = series[0].marks if len(series) == 1 else ()
    return [words(mark) for mark in marks if mark.label == period]


def _figures(series: Series, across: dict[str, float], up: Scale, frame: Extent) -> list[Text]:
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
    series: Sequence[Series], texts: Sequence[list[str]], across: dict[str, float], up: Scale, right: float
) -> list[Item]:
    """Return names and last figures right of the plot, each with its marker and a leader to its line; none overlap."""
    points = [(across[one.marks[-1].label], up(number(one.marks[-1]))) for one in series]
    heights = [LINE * len(lines) for lines in texts]
    middles = apart([y for _, y in points], heights, up.end, up.start)
    items: list[Item] = []
    for (x, y), lines, middle, one in zip(points, texts, middles, series, strict=True):
        first = middle - LINE * (len(lines) - 1) / 2
        leader = ((x + DOT + 0.5, y), (max(right, x + DOT + 0.5), y), (right + LEADER - 1.0, first))
        items.append(Stroke(leader, style.RULE, 0.6, (1.0, 1.5)))
        items.append(dot(one.marks[-1], right + LEADER + DOT, first, one))
        ink = style.SOFT if one.quiet else style.INK
        items += centred(lines, right + LEADER + KEY, middle, colour=ink, bold=one.strong)
    return items
