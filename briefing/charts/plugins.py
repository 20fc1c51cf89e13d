"""Kinds of charts that other packages add: functions under the entry point group `briefing.charts`.

Such a function is given an ordinary matplotlib `Axes`, with our fonts and style set, and the spec to draw in it.
"""

from __future__ import annotations

import re
import warnings
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from briefing.charts.scene import DrawingBlock, Plot
from briefing.errors import BriefingError, Problem
from briefing.model.document import ChartSpec

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GROUP = "briefing.charts"
HEIGHT = 90.0
"""How high such a drawing is, in mm, its axis labels included."""
MISSING = r"Glyph (\d+) "
"""How matplotlib's warning begins that no font has a character, with its code point; it would print a box instead."""


def names() -> list[str]:
    """Return the names of the kinds that installed packages add: those of their entry points."""
    return sorted(entry_points(group=GROUP).names)


def build(name: str, spec: ChartSpec, width: float) -> DrawingBlock:
    """Return room for the drawing of an added kind; BriefingError with its name where its function fails."""
    [entry, *others] = entry_points(group=GROUP, name=name)
    if others:
        raise _failed(entry, f"另有同名的 {others[0].value}")
    return DrawingBlock((Plot(0.0, 0.0, width, HEIGHT, partial(_draw, entry, spec)),), HEIGHT)


def _draw(entry: EntryPoint, spec: ChartSpec, axes: Axes) -> None:
    """Let the function draw, and lay the axes out, so that whatever it did wrong comes to light here."""
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("error", MISSING)
            entry.load()(axes, spec)
            if figure := axes.get_figure(root=True):
                figure.draw_without_rendering()
    except Exception as error:  # whatever foreign code does is told with its name
        lacking = re.match(MISSING, str(error))
        sign = chr(int(lacking[1])) if lacking else ""
        why = f"图表字体中没有字符“{sign}”（U+{ord(sign):04X}）" if sign else f"{type(error).__name__}: {error}"
        raise _failed(entry, why) from error


def _failed(entry: EntryPoint, why: str) -> BriefingError:
    problem = Problem(f"外加的图“{entry.name}”（{entry.value}）画不出来：{why}。", hint="请告诉提供这种图的人。")
    return BriefingError(problem)
