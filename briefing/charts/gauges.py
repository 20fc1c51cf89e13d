"""Charts of one thing against another: before and after (dumbbells), actual against plan (bullet)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.charts import fonts, style
from briefing.charts.layout import (
    BAR,
    LINE,
    Scale,
    centred,
    number,
    text_lines,
    words,
    zero_line,
    zero_scale,
)
from briefing.charts.scene import Box, Dot, DrawingBlock, Item, Stroke, stack
from briefing.model.document import ChartSpec, Mark, Panel

RADIUS = 1.5
BETWEEN = 1.8


@dataclass(frozen=True, slots=True)
class _Gauge:
    """A panel's two marks: the figure of `over` is printed above the axis, that of `end` at its right end."""

    panel: Panel
    over: Mark
    end: Mark

    @property
    def label(self) -> str:
        """The panel's title with its unit."""
        unit = f"（{self.panel.unit}）" if self.panel.unit else ""
        return f"{self.panel.title}{unit}"


Shapes = Callable[[_Gauge, Scale, float, str], list[Item]]


def dumbbells(spec: ChartSpec, width: float) -> DrawingBlock:
    """Before and after, each panel on an axis of its own; a computed one is hollow."""
    ordered = [(panel, sorted(panel.marks, key=number)) for panel in spec.panels]
    return _stacked([_Gauge(panel, low, high) for panel, (low, high) in ordered], spec, width, _dumbbell)


def bullet(spec: ChartSpec, width: float) -> DrawingBlock:
    """Actual against plan: in each panel a bar for the first mark and a line across it for the second."""
    return _stacked([_Gauge(panel, panel.marks[1], panel.marks[0]) for panel in spec.panels], spec, width, _bullet)


def _stacked(gauges: list[_Gauge], spec: ChartSpec, width: float, shapes: Shapes) -> DrawingBlock:
    """The gauges one under the other, their axes beginning and ending at the same places."""
    labels = [fonts.balanced(gauge.label, 0.3 * width) for gauge in gauges]
    ends = [fonts.wrap(_figure(gauge.end), 0.3 * width) for gauge in gauges]
    start = _widest(labels) + style.GAP + RADIUS
    stop = width - _widest(ends) - style.GAP - RADIUS
    blocks = []
    for gauge, label, end in zip(gauges, labels, ends, strict=True):
        scale = zero_scale([number(mark) for mark in gauge.panel.marks], start, stop)
        over = fonts.wrap(_figure(gauge.over), stop - start)
        middle = LINE * len(over) + max(BAR / 2 + 1.0, LINE * max(len(label), len(end)) / 2)
        height = middle + max(BAR / 2 + 1.0, LINE * max(len(label), len(end)) / 2)
        half = _widest([over]) / 2
        centre = min(max(scale(number(gauge.over)), start + half), stop - half)
        items = (
            *centred(label, 0.0, middle),
            *shapes(gauge, scale, middle, style.colour_of(gauge.end.group, spec)),
            *text_lines(over, centre, "middle").items,
            *centred(end, stop + style.GAP + RADIUS, middle),
        )
        blocks.append(DrawingBlock(items, height))
    return stack(blocks, BETWEEN)


def _dumbbell(gauge: _Gauge, scale: Scale, middle: float, colour: str) -> list[Item]:
    before, after = gauge.panel.marks
    track = Stroke(((scale.start, middle), (scale.end, middle)), style.GRID, 0.8)
    ends = [(scale(number(mark)), mark.derived, ink) for mark, ink in ((before, style.SOFT), (after, colour))]
    span = Stroke(tuple((x, middle) for x, _, _ in ends), style.mix(colour, style.PAPER, 0.35), 3.0)
    dots = [Dot(x, middle, RADIUS, style.PAPER if derived else ink, ink) for x, derived, ink in ends]
    return [track, zero_line(scale(0.0), middle - 2.2, middle + 2.2), span, *dots]


def _bullet(gauge: _Gauge, scale: Scale, middle: float, colour: str) -> list[Item]:
    plan, actual = scale(number(gauge.over)), scale(number(gauge.end))
    zero = scale(0.0)
    top, low = middle - BAR / 2 - 0.9, middle + BAR / 2 + 0.9
    band = Box(zero, top, plan - zero, low - top, style.BAND)
    fill = style.lighter(colour) if gauge.end.derived else colour
    hatch = colour if gauge.end.derived else None
    bar = Box(zero, middle - BAR / 2 + 0.8, actual - zero, BAR - 1.6, fill, style.darker(colour), hatch)
    dashes = (2.0, 1.0) if gauge.over.derived else ()
    return [band, bar, Stroke(((plan, top), (plan, low)), style.INK, 2.0, dashes), zero_line(zero, top, low)]


def _figure(mark: Mark) -> str:
    return f"{mark.label} {words(mark)}"


def _widest(texts: list[list[str]]) -> float:
    return max((fonts.width(line) for lines in texts for line in lines), default=0.0)
