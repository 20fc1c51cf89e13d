"""A chart as shapes on paper: millimetres from the top left corner, before anything is drawn.

Builders make scenes, `paint` turns them into PNG and SVG. To make or to test one needs no drawing library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.charts import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. `fill`, `edge`, `hatch`: colours, None for none; `dashes` of its edge in points."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    edge: str | None = None
    hatch: str | None = None
    line: float = 0.5
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; `width` and `dashes` in points."""

    points: tuple[Point, ...]
    colour: str = style.RULE
    width: float = 0.6
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    """A marker of one of the style's shapes around its centre."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str
    shape: str = "circle"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is the middle of its height, `anchor` (start, middle, end) the side that stands at `x`."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    size: float = style.SIZE
    bold: bool = False
    colour: str = style.INK


@dataclass(frozen=True, slots=True)
class Plot:
    """Room for a matplotlib `Axes` with the labels around it, and what draws in it."""

    x: float
    y: float
    width: float
    height: float
    draw: Callable[[Axes], None]


Item = Box | Stroke | Dot | Text | Plot


@dataclass(frozen=True, slots=True)
class DrawingBlock:
    """Items laid out from the height 0 on, and the height in mm that they take up."""

    items: tuple[Item, ...] = ()
    height: float = 0.0

    def moved(self, right: float, down: float) -> tuple[Item, ...]:
        """Return the items, so many mm further right and down."""
        return tuple(_moved(item, right, down) for item in self.items) if right or down else self.items


def stack(blocks: Iterable[DrawingBlock], gap: float = 0.0) -> DrawingBlock:
    """Return blocks one under the other, `gap` mm apart; empty ones take no room."""
    items: list[Item] = []
    height = 0.0
    for block in blocks:
        if block.height:
            top = height + gap if height else 0.0
            items += block.moved(0.0, top)
            height = top + block.height
    return DrawingBlock(tuple(items), height)


def beside(blocks: Iterable[DrawingBlock], step: float) -> DrawingBlock:
    """Return blocks side by side, `step` mm from the left of one to the left of the next."""
    blocks = list(blocks)
    items = (item for index, block in enumerate(blocks) for item in block.moved(index * step, 0.0))
    return DrawingBlock(tuple(items), max((block.height for block in blocks), default=0.0))


def padded(block: DrawingBlock, above: float = 0.0, below: float = 0.0) -> DrawingBlock:
    """Return the block with so many mm above and below; an empty one stays empty."""
    return DrawingBlock(block.moved(0.0, above), block.height + above + below) if block.height else block


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole chart; its size in whole millimetres."""

    width: int
    height: int
    items: tuple[Item, ...]


def _moved(item: Item, right: float, down: float) -> Item:
    if isinstance(item, Stroke):
        return replace(item, points=tuple((x + right, y + down) for x, y in item.points))
    return replace(item, x=item.x + right, y=item.y + down)
