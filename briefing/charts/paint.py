"""Scenes drawn as pictures, here alone: PNG with a small palette for Word, SVG with outlines for the web.

It draws on matplotlib's renderers, which share one interface: a Figure takes half as long again to import, and the
scene is laid out already.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from itertools import groupby
from operator import truediv
from typing import Any

import matplotlib as mpl
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from PIL import Image

from briefing.charts import engine, fonts, style
from briefing.charts.scene import Box, Dot, Plot, Scene, Stroke, Text

PALETTE = 64
_COLOUR = re.compile("#[0-9a-f]{6}(?![0-9a-z])")
COMPRESSION = 6
"""zlib's level 9 takes seven times as long for pictures 8 % smaller."""
EM_MIDDLE = 0.38
"""The middle of a Chinese character lies so many em above the baseline (ideographic box −0.12 to 0.88)."""

RGBA = tuple[float, float, float, float]
_Agg: Any = RendererAgg  # matplotlib ships no types for its renderers
_SHAPES = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0, -1.15), (1.1, 0.85), (-1.1, 0.85)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
}


def png(scene: Scene, *, grey: bool = False) -> bytes:
    """Return the scene as PNG at 200 dpi, without colours if `grey`; the same scene gives the same bytes."""
    across, down = (round(mm * style.DPI / style.MM_PER_INCH) for mm in (scene.width, scene.height))
    with engine.drawing():
        renderer = _Agg(across, down, style.DPI)
        _paint(scene, renderer, style.DPI / style.MM_PER_INCH)
    picture = Image.frombuffer("RGBA", (across, down), renderer.buffer_rgba(), "raw", "RGBA", 0, 1).convert("RGB")
    if grey:
        picture = picture.convert("L").convert("RGB")
    small = picture.quantize(PALETTE, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.putpalette(_with_white_paper(small))
    out = io.BytesIO()
    small.save(out, "PNG", compress_level=COMPRESSION, dpi=(style.DPI, style.DPI))
    return out.getvalue()


def _with_white_paper(picture: Image.Image) -> list[int]:
    """Return the palette with pure white for the paper, which quantising turns into a grey of 254."""
    palette = list(picture.getpalette() or ())
    paper = picture.getpixel((0, 0))
    assert isinstance(paper, int)
    palette[3 * paper : 3 * paper + 3] = [255, 255, 255]
    return palette


def svg(scene: Scene, *, grey: bool = False) -> bytes:
    """Return the scene as SVG without a date; its text is outlines, so that no font is needed to show it."""
    from matplotlib.backends.backend_svg import RendererSVG  # noqa: PLC0415 - only when SVG is asked for

    make: Any = RendererSVG
    out = io.StringIO()
    with engine.drawing():
        metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
        renderer = make(scene.width / style.PT, scene.height / style.PT, out, metadata=metadata)
        _paint(scene, renderer, 1 / style.PT)
        renderer.finalize()
    drawn = out.getvalue()
    return (_COLOUR.sub(lambda found: style.grey(found[0]), drawn) if grey else drawn).encode("utf-8")


def _paint(scene: Scene, renderer: RendererBase, scale: float) -> None:
    """Draw every item; `scale` is device units for each mm. Renderers count y upwards for paths, downwards for text."""
    place = Affine2D().scale(scale, -scale).translate(0, scene.height * scale)
    for item in (Box(0, 0, scene.width, scene.height, style.PAPER), *scene.items):
        if isinstance(item, Text):
            _text(item, renderer, scale)
        elif isinstance(item, Plot):
            _plot(item, renderer, scale, scene)
        else:
            _DRAW[type(item)](item, renderer, place)


def _box(box: Box, renderer: RendererBase, place: Affine2D) -> None:
    gc = _context(renderer, box.edge, box.line, box.dashes)
    if box.hatch:
        gc.set_hatch("////")
        gc.set_hatch_color(mpl.colors.to_rgba(box.hatch))
        gc.set_hatch_linewidth(0.7)
    right, bottom = box.x + box.width, box.y + box.height
    path = _closed(((box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom)))
    renderer.draw_path(gc, path, place, _colour(box.fill))
    gc.restore()


def _line(line: Stroke, renderer: RendererBase, place: Affine2D) -> None:
    gc = _context(renderer, line.colour, line.width, line.dashes)
    renderer.draw_path(gc, Path(line.points), place)
    gc.restore()


def _dot(dot: Dot, renderer: RendererBase, place: Affine2D) -> None:
    gc = _context(renderer, dot.edge, 0.8)
    gc.set_snap(False)
    path = Path.unit_circle() if dot.shape == "circle" else _closed(_SHAPES[dot.shape])
    around = Affine2D().scale(dot.radius).translate(dot.x, dot.y) + place
    renderer.draw_path(gc, path, around, _colour(dot.fill))
    gc.restore()


def _text(item: Text, renderer: RendererBase, scale: float) -> None:
    """Draw a text font by font: most need one, those with a character outside the shipped fonts more."""
    gc = _context(renderer, item.colour, 0)
    x = fonts.extent(item)[0]
    y = item.y + EM_MIDDLE * item.size * style.PT
    for font, run in groupby(item.text, lambda character: fonts.font_of(character, item.bold)):
        text = "".join(run)
        renderer.draw_text(gc, x * scale, y * scale, text, _properties(font, item.size), 0)
        x += fonts.width(text, item.size, item.bold)
    gc.restore()


def _plot(plot: Plot, renderer: RendererBase, scale: float, scene: Scene) -> None:
    """Draw in axes on a figure as large as the scene, of which it may use its own room alone."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - half again as long to import: for kinds of others only

    with engine.artists(fonts.REGULAR, fonts.BOLD):
        size = (scene.width / style.MM_PER_INCH, scene.height / style.MM_PER_INCH)
        figure = Figure(size, dpi=scale * style.MM_PER_INCH, frameon=False)
        room = (plot.x, scene.height - plot.y - plot.height, plot.width, plot.height)
        across, down = scene.width, scene.height
        figure.set_layout_engine("constrained", rect=tuple(map(truediv, room, (across, down, across, down))))
        plot.draw(figure.add_subplot())
        figure.draw(renderer)


def _context(
    renderer: RendererBase, colour: str | None, width: float, dashes: tuple[float, ...] = ()
) -> GraphicsContextBase:
    gc = renderer.new_gc()
    gc.set_foreground(colour or style.PAPER)
    gc.set_linewidth(width if colour else 0)
    if dashes:
        gc.set_dashes(0, dashes)
    return gc


@cache
def _properties(font: str, size: float) -> FontProperties:
    return FontProperties(fname=font, size=size)


def _closed(corners: tuple[tuple[float, float], ...]) -> Path:
    return Path((*corners, corners[0]), closed=True)


def _colour(colour: str | None) -> RGBA | None:
    return mpl.colors.to_rgba(colour) if colour else None


_DRAW: dict[type, Callable[[Any, RendererBase, Affine2D], None]] = {Box: _box, Stroke: _line, Dot: _dot}
