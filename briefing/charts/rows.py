"""Horizontal bars in rows: labels in a column on the left, figures at the ends of the bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.charts import fonts, style
from briefing.charts.layout import BAR, LINE, Scale, centred, on_axis, widest, zero_line, zero_scale
from briefing.charts.scene import Box, DrawingBlock, Item, Stroke

PITCH = 7.4  # of rows with one bar: a bar and two fifths of one, so that white separates without dividing
TIGHT = 5.4  # of the bars of one row, which belong together
TIGHT_BAR = 4.2
BETWEEN = 2.4  # before a row of several bars: more than between its bars, or rows would run together
INDENT = 3.0
ROUNDING = 0.01  # in mm: a label that was measured must fit where it was measured for
HAIR = 0.35
"""A value too small to be seen is drawn this wide, so that it differs from a zero; in mm."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `start` to `end` (None: nothing is known, only `text` is printed).

    `sub` names it within its row; `outlines` are the values of the bars that contain it (tiers), drawn around it.
    `strong`: its name and figure are bold.
    """

    end: float | None
    text: str
    colour: str
    start: float = 0.0
    sub: str = ""
    derived: bool = False
    outlines: tuple[float, ...] = ()
    strong: bool = False

    def values(self) -> tuple[float, ...]:
        """Every value the axis must hold."""
        return () if self.end is None else (self.start, self.end, *self.outlines)


@dataclass(frozen=True, slots=True)
class BarRow:
    """One category with its bars; the label is indented `indent` steps."""

    label: str
    bars: tuple[Bar, ...]
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of rows: `ticks` in per cent, none as the values need; `joined`: lines lead from bar to bar.

    `tight`: the rows lie as close as the bars of one row, for a chart that would outgrow a page.
    """

    ticks: tuple[float, ...] = ()
    joined: bool = False
    tight: bool = False


PLAIN = Axis()


@dataclass(frozen=True, slots=True)
class _Columns:
    """In mm: the width of labels, where names within a row begin, how wide these and figures may be; and the axis."""

    label: float
    sub: float
    sub_width: float
    text: float
    scale: Scale


@dataclass(frozen=True, slots=True)
class _PlacedBar:
    """A bar with the height of its middle and its thickness, in mm."""

    bar: Bar
    middle: float
    thick: float


def draw_rows(rows: Sequence[BarRow], width: float, axis: Axis = PLAIN) -> DrawingBlock:
    """Return the rows, `width` mm wide and as high as they need."""
    columns = _columns(rows, width, axis)
    items: list[Item] = []
    placed: list[_PlacedBar] = []
    at = 0.0
    for index, row in enumerate(rows):
        at += BETWEEN if index and len(row.bars) > 1 else 0.0
        labels, bars, height = _place(row, at, columns, tight=axis.tight or len(row.bars) > 1)
        items += labels
        placed += bars
        at += height
    joints = _joints(placed, columns.scale) if axis.joined else []
    drawn = [item for one in placed for item in _draw(one, columns)]
    whole = DrawingBlock((*joints, *items, *drawn, zero_line(columns.scale(0.0), 0.0, at)), at)
    return on_axis(whole, axis.ticks, columns.scale, "%") if axis.ticks else whole


def _columns(rows: Sequence[BarRow], width: float, axis: Axis) -> _Columns:
    bars = [bar for row in rows for bar in row.bars]
    # all is measured as if it were bold, so that rows of either weight stand in the same columns
    label = widest(fonts.balanced(row.label, 0.3 * width, bold=True) for row in rows)
    label += INDENT * max(row.indent for row in rows)
    # Labels, names and figures wrap at shares of the width, so that the longest of them leave the bars some of it.
    names = 0.18 * width
    sub = widest(fonts.wrap(bar.sub, names, bold=True) for bar in bars)
    below = [bar.text for bar in bars if (bar.end or 0.0) < 0]
    limit = (0.2 if below else 0.3) * width
    negative = widest(fonts.wrap(text, limit, bold=True) for text in below)
    first = label + style.GAP * (label > 0)
    start = first + sub + style.GAP * (sub > 0) + negative + style.GAP * (negative > 0)
    end = width - widest(fonts.wrap(bar.text, limit, bold=True) for bar in bars) - style.GAP
    values = axis.ticks or [value for bar in bars for value in bar.values()]
    return _Columns(label, first, names, limit, zero_scale(values, start, end))


def _place(
    row: BarRow, y: float, columns: _Columns, *, tight: bool
) -> tuple[tuple[Item, ...], list[_PlacedBar], float]:
    """Return the label of a row, its bars at their heights, and the height of the whole."""
    indent = INDENT * row.indent
    label = fonts.balanced(row.label, columns.label - indent + ROUNDING, bold=True)
    heights = [_height(bar, columns, tight) for bar in row.bars]
    height = max(sum(heights), LINE * len(label) + 0.8)
    at = y + (height - sum(heights)) / 2
    placed = []
    for bar, own in zip(row.bars, heights, strict=True):
        placed.append(_PlacedBar(bar, at + own / 2, TIGHT_BAR if tight else BAR))
        at += own
    strong = len(row.bars) == 1 and row.bars[0].strong
    return centred(label, indent, y + height / 2, bold=strong), placed, height


def _height(bar: Bar, columns: _Columns, tight: bool) -> float:
    texts = (bar.text, columns.text), (bar.sub, columns.sub_width)
    lines = max(len(fonts.wrap(text, limit, bold=True)) for text, limit in texts)
    return max(TIGHT if tight else PITCH, LINE * lines + 0.6)


def _draw(placed: _PlacedBar, columns: _Columns) -> list[Item]:
    """Return a bar with the outlines around it, its name and its figure."""
    bar, scale = placed.bar, columns.scale
    items: list[Item] = [_box(scale, 0.0, value, placed, edge=style.RULE, dashes=(2, 1.5)) for value in bar.outlines]
    if bar.end is not None and bar.end == bar.start:
        x, half = scale(bar.end), placed.thick / 2
        items.append(Stroke(((x, placed.middle - half), (x, placed.middle + half)), style.darker(bar.colour), 2.4))
    elif bar.end is not None:
        fill = style.lighter(bar.colour) if bar.derived else bar.colour
        hatch = bar.colour if bar.derived else None
        items.append(_box(scale, bar.start, bar.end, placed, fill, style.darker(bar.colour), hatch))
    name = fonts.wrap(bar.sub, columns.sub_width, bold=True)
    ink = style.INK if bar.strong else style.SOFT
    items += centred(name, columns.sub, placed.middle, colour=ink, bold=bar.strong)
    return [*items, *_figure(placed, columns)]


def _figure(placed: _PlacedBar, columns: _Columns) -> list[Item]:
    """Return the figure at the free end of a bar, on white so that no grid line runs through it."""
    bar, scale = placed.bar, columns.scale
    lines = fonts.wrap(bar.text, columns.text, bold=True)
    wide, high = widest([lines], bold=bar.strong), LINE * len(lines)
    negative = (bar.end or 0.0) < 0
    values = (0.0, *bar.values())
    x = scale(min(values)) - style.GAP if negative else scale(max(values)) + style.GAP
    paper = Box(x - wide * negative, placed.middle - high / 2, wide, high, style.PAPER)
    colour = style.INK if bar.end is not None else style.SOFT
    return [paper, *centred(lines, x, placed.middle, "end" if negative else "start", colour, bold=bar.strong)]


def _box(
    scale: Scale,
    start: float,
    end: float,
    placed: _PlacedBar,
    fill: str | None = None,
    edge: str | None = None,
    hatch: str | None = None,
    dashes: tuple[float, ...] = (),
) -> Box:
    """Return the box between two values, at least HAIR wide."""
    left, right = sorted((scale(start), scale(end)))
    if right - left < HAIR:
        left, right = (right - HAIR, right) if end < start else (left, left + HAIR)
    return Box(left, placed.middle - placed.thick / 2, right - left, placed.thick, fill, edge, hatch, dashes=dashes)


def _joints(placed: Sequence[_PlacedBar], scale: Scale) -> list[Item]:
    """Return the lines from each bar's end to the next bar: the running total of a waterfall."""
    return [
        Stroke(
            (
                (scale(upper.bar.end or 0.0), upper.middle + upper.thick / 2),
                (scale(upper.bar.end or 0.0), lower.middle - lower.thick / 2),
            ),
            style.SOFT,
            0.6,
            (2, 1.5),
        )
        for upper, lower in pairwise(placed)
    ]
