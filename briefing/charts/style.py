"""One style for all charts: sizes in mm and points at print size, colours, and the colour of each group.

The colours are told apart in grayscale: their lightness (CIE L*) differs by at least 7 between any two and by at least
15 among the first four; and colour-blind readers see any two apart. `tests/charts/test_style.py` computes it.
"""

from __future__ import annotations

from briefing.model.colours import COLOURS, emphasis, told_apart
from briefing.model.document import ChartSpec

MM_PER_INCH = 25.4
PT = MM_PER_INCH / 72
"""One point in mm."""
DPI = 200

WIDTH = 156
"""Width of the type area of an official document in mm (GB/T 9704—2012, 5.1: 156 mm × 225 mm).

Charts are as wide, unless a page of another type area is to hold them.
"""
SPARKLINE_WIDTH = 22
"""Width of a sparkline in the row of a table."""
MAX_HEIGHT = 205
"""A chart, its caption and a line of text must fit the type area's 225 mm."""
PAD = 0.6
"""Room between the drawing and the edge of the picture."""
GAP = 2.0

SIZE = 9.0
"""Nothing in a chart is printed smaller, in points."""
TITLE_SIZE = 10.5
LEADING = 1.32

INK = "#1a1a1a"
SOFT = "#4d4d4d"
RULE = "#8a8a8a"
GRID = "#d9d9d9"
BAND = "#e9e9e9"
PAPER = "#ffffff"

DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.5, 1.5), (7, 2, 1.5, 2), (3, 3), (9, 3), (5, 2, 1.5, 2), (2, 1))
SHAPES = ("circle", "square", "triangle", "diamond")
HEAT = ("#e3edf7", "#08386b")
"""The colours of the smallest and the largest count of a heat table."""


def line_height(size: float = SIZE) -> float:
    """Return the distance between two lines of text of `size` points, in mm."""
    return size * PT * LEADING


def groups_of(spec: ChartSpec) -> tuple[str, ...]:
    """Return the groups in the order that fixes their colours: as given, then as they first appear."""
    return tuple(dict.fromkeys((*spec.groups, *(mark.group for panel in spec.panels for mark in panel.marks))))


def stands_out(group: str, spec: ChartSpec) -> bool:
    """Return whether a group is drawn stronger than the others: the first of several, unless they are all even."""
    groups = _shown(spec)
    return len(groups) > 1 and not spec.even and group == groups[0]


def colour_of(group: str, spec: ChartSpec) -> str:
    """Return the colour of a group: what the spec gives it, else that of its place, or grey beside the first."""
    groups, shown = groups_of(spec), _shown(spec)
    if not spec.colours and not told_apart(spec.kind, len(groups), even=spec.even):
        return dict(zip(shown, emphasis(shown, {}, even=spec.even), strict=True)).get(group, COLOURS[0])
    return dict(zip(groups, spec.colours or COLOURS, strict=False)).get(group, COLOURS[0])


def _shown(spec: ChartSpec) -> tuple[str, ...]:
    """Return the groups that have marks, in their order."""
    have = {mark.group for panel in spec.panels for mark in panel.marks}
    return tuple(group for group in groups_of(spec) if group in have)


def mix(colour: str, other: str, share: float) -> str:
    """Return the colour that lies `share` (0–1) of the way from `colour` to `other`, both #rrggbb."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def grey(colour: str) -> str:
    """Return the grey that is as light (ITU-R BT.601, as in Pillow)."""
    red, green, blue = _channels(colour)
    light = f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02x}"
    return f"#{light * 3}"


def lighter(colour: str) -> str:
    """Return the tint that a derived (推算) mark is filled with, under its hatching."""
    return mix(colour, PAPER, 0.72)


def darker(colour: str) -> str:
    """Return the colour of a mark's edge: light fills need one to stand out from the paper."""
    return mix(colour, "#000000", 0.35)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    shares = [channel / 255 for channel in _channels(colour)]
    linear = [share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4) for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def text_on(fill: str) -> str:
    """Return black or white, whichever reads better on `fill`."""
    return max(("#000000", PAPER), key=lambda colour: contrast(colour, fill))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
