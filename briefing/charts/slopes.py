"""The slope chart: two periods, a line for each group, with names and figures at both of its ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from briefing.charts import fonts, style
from briefing.charts.layout import LINE, Scale, bare, centred, head, notes, number, text_lines, widened, widest
from briefing.charts.periods import periods
from briefing.charts.scene import DrawingBlock, Item, Stroke, stack
from briefing.charts.time_axis import DOT, Series, apart, named, points, remarks, series_of, stroke, unnamed
from briefing.model.document import ChartSpec

PLOT = 40.0
LEADER = 4.0

Side = Literal["end", "start"]


def slope(spec: ChartSpec, width: float) -> DrawingBlock:
    """One indicator of two periods: what is more is higher, of a ranking the first place; the first group stands out.

    The distances are true to the figures, which stand at both ends; the axis does not begin with zero.
    """
    panel = spec.panels[0]
    before, after = periods(panel)
    # the same on both sides: a line is followed from its name to its name
    series, shown = named(series_of(spec, panel), 0, -1)
    left, right = ([_words(one, at, panel.unit, 0.34 * width) for one in shown] for at in (0, -1))
    start = widest(left) + LEADER + DOT
    end = width - widest(right) - LEADER - DOT
    most = max(LINE * sum(map(len, texts)) for texts in (left, right))
    top, bottom = LINE * 1.5, LINE * 1.5 + max(PLOT, most + LINE)
    low, high = widened([value for one in series for value in one.values], panel)
    low, high = (high, low) if panel.ranks else (low, high)
    # where all are zero, all lie in the middle
    up = Scale(low, high, bottom, top) if low != high else Scale(low - 1.0, low + 1.0, bottom, top)
    across = {before: start, after: end}
    items: list[Item] = []
    for label, x in across.items():
        items += centred([label], x, LINE / 2, "middle", style.SOFT)
        items.append(Stroke(((x, LINE), (x, bottom + LINE / 2)), style.GRID, 0.8))
    for one in reversed(series):  # the first lies on top
        items += [*stroke(one, across, up), *(points(one, across, up) if one in shown else [])]
    items += _ends(shown, left, 0, (start, up), "end")
    items += _ends(shown, right, -1, (end, up), "start")
    plot = DrawingBlock(tuple(items), bottom + LINE / 2)
    return stack([head(panel, width), plot, notes([*unnamed(series, shown), *remarks(panel)], width)])


def _words(series: Series, at: int, unit: str, limit: float) -> list[str]:
    """Return the name of a line and its figure at one of its ends, the figure next to the line."""
    figure, name = bare(series.marks[at], unit), series.group
    return fonts.wrap(f"{name} {figure}" if at == 0 else f"{figure} {name}", limit, bold=True)


def _ends(
    series: Sequence[Series], texts: Sequence[list[str]], at: int, place: tuple[float, Scale], anchor: Side
) -> list[Item]:
    """Return names and figures beside one end of the lines, each with a leader; none overlap."""
    x, up = place
    away = -1 if anchor == "end" else 1
    heights = [up(number(one.marks[at])) for one in series]
    middles = apart(heights, [LINE * len(lines) for lines in texts], up.end, up.start)
    items: list[Item] = []
    for one, lines, y, middle in zip(series, texts, heights, middles, strict=True):
        ink = style.SOFT if one.quiet else style.INK
        leader = (x + away * (DOT + 0.5), y), (x + away * (DOT + LEADER - 1.0), middle)
        items.append(Stroke(leader, style.RULE, 0.6, (1.0, 1.5)))
        label = text_lines(lines, x + away * (DOT + LEADER), anchor, bold=one.strong, colour=ink)
        items += label.moved(0.0, middle - label.height / 2)
    return items
