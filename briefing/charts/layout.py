"""Pieces that every chart is made of: lines of text, a title, panel heads, notes, and the scale of an axis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.charts import fonts, style
from briefing.charts.scene import Box, DrawingBlock, Item, Stroke, Text, padded
from briefing.model.document import Mark, Panel
from briefing.wording.figures import DERIVED

LINE = style.line_height()
BAR = 5.2
STEPS = 5  # of an axis: more crowd a chart of 52 mm, fewer leave its bars without a measure

WHOLE = 100.0
"""Per cent."""
LEAST_SPAN = 0.05
"""The part of its highest value, of percentages of the whole, that an axis spans which does not begin with zero."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis: `low` to `high`, in the unit of the panel, are drawn from `start` to `end` mm."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where a value is drawn, in mm."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def zero_scale(values: Iterable[float], start: float, end: float) -> Scale:
    """Return a scale that includes `values` and always zero, so that no bar is cut off."""
    all_values = [0.0, *values]
    low, high = min(all_values), max(all_values)
    return Scale(low, high if high > low else low + 1.0, start, end)


def widened(values: Iterable[float], panel: Panel) -> tuple[float, float]:
    """Return the ends of an axis that need not begin with zero, so far apart that no small difference fills it.

    They are LEAST_SPAN of the highest value apart or, of percentages, of the whole, and not beyond zero or 100 % where
    no value is. Of a ranking they are the first place and the last that is drawn.
    """
    known = list(values)
    low, high = min(known), max(known)
    if panel.ranks:
        return 1.0, max(high, 2.0)
    whole = panel.unit == "%" and high <= WHOLE
    span = LEAST_SPAN * (WHOLE if panel.unit == "%" else max(abs(low), abs(high)))
    if high - low >= span:
        return low, high
    top = WHOLE if whole else 0.0 if high <= 0 else math.inf
    start = max(min((low + high - span) / 2, top - span), 0.0 if low >= 0 else -math.inf)
    return start, start + span


def ticks(low: float, high: float, most: int = STEPS) -> list[float]:
    """Return round values (1, 2, 2.5 or 5 times a power of ten) that enclose `low`…`high`, about `most` steps."""
    high = high if high > low else low + 1.0
    span = high - low
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10, 20) if factor * power * most >= span * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 12) for index in range(first, last + 1)]


def plain(value: float) -> str:
    """Return a tick as text, without exponent and thousands separators and with a true minus sign."""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def words(mark: Mark) -> str:
    """Return what is printed at a mark; a computed one says so even if its text does not."""
    return f"{mark.text}（{DERIVED}）" if mark.derived and DERIVED not in mark.text + mark.label else mark.text


def bare(mark: Mark, unit: str) -> str:
    """Return the figure of a mark without the unit that stands above all of them."""
    return words(replace(mark, text=mark.text.removesuffix(unit)))


def widest(texts: Iterable[Sequence[str]], *, bold: bool = True) -> float:
    """Return the width of the widest line of all texts in mm, 0 without any."""
    return max((fonts.width(line, bold=bold) for lines in texts for line in lines), default=0.0)


def number(mark: Mark) -> float:
    """Return the value of a mark; NaN if it has none."""
    return float(mark.value) if mark.value is not None else math.nan


def text_lines(
    lines: Sequence[str],
    x: float = 0.0,
    anchor: str = "start",
    size: float = style.SIZE,
    bold: bool = False,
    colour: str = style.INK,
) -> DrawingBlock:
    """Return lines of text one under the other, the first at height 0."""
    leading = style.line_height(size)
    words = (Text(x, (index + 0.5) * leading, line, anchor, size, bold, colour) for index, line in enumerate(lines))
    return DrawingBlock(tuple(words), leading * len(lines))


def centred(
    lines: Sequence[str],
    x: float,
    middle: float,
    anchor: str = "start",
    colour: str = style.INK,
    *,
    bold: bool = False,
) -> tuple[Item, ...]:
    """Return lines of text one under the other, centred on the height `middle`."""
    return text_lines(lines, x, anchor, colour=colour, bold=bold).moved(0.0, middle - LINE * len(lines) / 2)


def titled(panel: Panel) -> str:
    """Return a panel's title with its unit in brackets."""
    return f"{panel.title}（{panel.unit}）" if panel.unit else panel.title


def title(text: str, width: float) -> DrawingBlock:
    """Return the title of a chart, with room below it; an empty block for no title."""
    lines = fonts.wrap(text, width, style.TITLE_SIZE, bold=True) if text else []
    return padded(text_lines(lines, size=style.TITLE_SIZE, bold=True), below=1.2)


def head(panel: Panel, width: float) -> DrawingBlock:
    """Return a panel's title and unit, with room below; an empty block if it has neither."""
    unit = f"单位：{panel.unit}" if panel.unit else ""
    if not panel.title:
        lines = fonts.wrap(unit, width) if unit else []
        return padded(text_lines(lines, colour=style.SOFT), below=0.8)
    text = f"{panel.title}（{unit}）" if unit else panel.title
    return padded(text_lines(fonts.wrap(text, width, bold=True), bold=True), below=0.8)


def notes(texts: Iterable[str], width: float) -> DrawingBlock:
    """Return the notes under a chart, one paragraph each, with room above."""
    lines = [line for text in texts for line in fonts.wrap(text, width)]
    return padded(text_lines(lines, colour=style.SOFT), above=1.4)


def paper(text: Text) -> Box:
    """Return a white box behind a text, so that no grid line runs through it."""
    left, top, right, bottom = fonts.extent(text)
    return Box(left, top, right - left, bottom - top, style.PAPER)


def zero_line(x: float, top: float, bottom: float) -> Stroke:
    """Return the line of zero, on which bars stand."""
    return Stroke(((x, top), (x, bottom)), style.INK, 0.8)


def on_axis(drawn: DrawingBlock, steps: Sequence[float], scale: Scale, sign: str) -> DrawingBlock:
    """Return what is drawn over the lines of its axis, with as many of their numbers below as have room."""
    lines = [Stroke(((scale(step), 0.0), (scale(step), drawn.height + 0.8)), style.GRID, 0.5) for step in steps]
    wide = max(fonts.width(plain(step) + sign) for step in steps) + style.GAP
    apart = (scale.end - scale.start) / max(1, len(steps) - 1)
    every = next((count for count in range(1, len(steps)) if apart * count >= wide), max(1, len(steps) - 1))
    below = drawn.height + 1.0 + LINE / 2
    named = [
        item
        for step in steps[::every]
        for item in centred([plain(step) + sign], scale(step), below, "middle", style.SOFT)
    ]
    return DrawingBlock((*lines, *drawn.items, *named), drawn.height + LINE + 1.0)


def computed(panel: Panel) -> list[str]:
    """Return what hollow dots are, where there are any."""
    return [f"空心点为{DERIVED}值。"] if any(mark.derived for mark in panel.marks) else []
