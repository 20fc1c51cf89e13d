"""Charts: the only room that uses matplotlib and Pillow. `kinds.KINDS` lists what can be drawn and what is refused.

`refuse` says beforehand whether a spec can be drawn; `draw` returns the picture of every figure of a document. Pictures
that are all in the cache are returned without importing a drawing library.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.charts import cache as picture_cache
from briefing.charts import kinds, style
from briefing.charts.kinds import KINDS, refuse
from briefing.charts.photos import fitted, photograph
from briefing.errors import BriefingError, Location, Problem
from briefing.model.document import Assets, Block, ChartSpec, Document, Figure, Picture, Table
from briefing.model.walk import drawings

if TYPE_CHECKING:
    from briefing.charts.scene import Scene

__all__ = ["KINDS", "draw", "draw_chart", "height", "photograph", "refuse"]

Tick = Callable[[str], None]


def draw(
    document: Document,
    cache: Path | None,
    formats: tuple[str, ...] = ("png",),
    tick: Tick | None = None,
    width: int = style.WIDTH,
    *,
    grey: bool = False,
) -> Assets:
    """Return a picture for every figure of the document and every sparkline of its tables, by its key.

    Photographs are shown as they are.

    `cache` is the folder of earlier pictures, None for no cache; SVG is made if `formats` names it; `tick` is called
    with which chart comes next, in Chinese; `width` in mm is that of every figure, `grey` that none but photographs
    has a colour. BriefingError with the problems of
    all charts; those that `refuse` finds come before anything is drawn.
    """
    found = [(block, key, chart) for block in document.blocks for key, chart in drawings(block)]
    problems = [_located(problem, block) for block, _, chart in found if (problem := refuse(chart))]
    if problems:
        raise BriefingError(problems)
    photos = {block.key: block.photo for block in document.blocks if isinstance(block, Figure) and block.photo}
    pictures = {key: fitted(photo, width) for key, photo in photos.items()}
    count = sum(isinstance(block, Figure) for block, *_ in found)
    numbers = iter(range(1, count + 1))
    for block, key, chart in found:
        drawn = isinstance(block, Figure)
        if tick and drawn:
            tick(f"图表 {next(numbers)}/{count}：{_name(block)}")
        try:
            pictures[key] = draw_chart(
                chart, cache, formats, width if drawn else style.SPARKLINE_WIDTH, tick, grey=grey
            )
        except BriefingError as error:
            problems += [_located(problem, block) for problem in error.problems]
    if problems:
        raise BriefingError(problems)
    return pictures


def draw_chart(
    chart: ChartSpec,
    cache: Path | None = None,
    formats: tuple[str, ...] = ("png",),
    width: int = style.WIDTH,
    tick: Tick | None = None,
    *,
    grey: bool = False,
) -> Picture:
    """Return one chart as a picture, `width` mm wide, in black and white if `grey`.

    `tick` is called when the fonts of the machine are listed first.

    BriefingError if it would mislead, outgrows a page, or holds a character of no font.
    """
    if chart.kind not in KINDS:  # what the function of another package depends on is not known here
        cache = None
    forms = ("png", "svg") if "svg" in formats else ("png",)
    names = {form: picture_cache.key(chart, form, width, grey=grey) for form in forms}
    found = {form: picture_cache.get(cache, name) for form, name in names.items()}
    wanted = [form for form, data in found.items() if data is None]
    drawn = _drawn(chart, wanted, width, tick, grey=grey) if wanted else {}
    for form, data in drawn.items():
        picture_cache.keep(cache, names[form], data)
    if drawn:
        picture_cache.tidy(cache)
    png, svg = (drawn.get(form) or found.get(form) or b"" for form in ("png", "svg"))
    pixels: int = struct.unpack(">I", png[20:24])[0]  # the height, as its header tells it (PNG 3, 11.2.1)
    return Picture(png, svg, width, round(pixels * style.MM_PER_INCH / style.DPI))


def height(chart: ChartSpec) -> float:
    """Return how high a chart is drawn in the type area of an official document, in mm; infinity if it cannot be."""
    try:
        return _laid_out(chart, style.WIDTH).height
    except BriefingError:
        return math.inf


def _name(block: Block) -> str:
    """Return what a person calls a figure or table: the chart's title, else the caption, else the key."""
    assert isinstance(block, Figure | Table)
    title = block.chart.title if isinstance(block, Figure) else ""
    return title or "".join(run.text for run in block.caption) or block.key


def _located(problem: Problem, block: Block) -> Problem:
    return replace(problem, location=Location(key=_name(block)))


def _drawn(chart: ChartSpec, forms: list[str], width: int, tick: Tick | None, *, grey: bool) -> dict[str, bytes]:
    scene = _laid_out(chart, width, tick)
    from briefing.charts import paint  # noqa: PLC0415 - imports matplotlib, which charts from the cache do without

    makers = {"png": paint.png, "svg": paint.svg}
    return {form: makers[form](scene, grey=grey) for form in forms}


def _laid_out(chart: ChartSpec, width: int, tick: Tick | None = None) -> Scene:
    """Return the chart as it is to be drawn; BriefingError if it would mislead or outgrow a page, or for a character
    of no font.
    """
    from briefing.charts import engine, fonts  # noqa: PLC0415 - charts from the cache do without

    engine.load(tick)
    lost = fonts.fall_back(fonts.missing("".join(_texts(chart))))
    if lost:
        listed = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in sorted(lost))
        message = f"图表字体和本机字体中都没有字符{listed}。"
        raise BriefingError(Problem(message, Location(key=chart.title or None), "请改用其他字，或安装含有该字的字体。"))
    return kinds.scene(chart, width)


def _texts(chart: ChartSpec) -> Iterator[str]:
    """Yield every text of a chart that may be printed."""
    yield from (chart.title, *chart.notes, *chart.groups)
    for panel in chart.panels:
        yield from (panel.title, panel.unit)
        for mark in panel.marks:
            yield from (mark.label, mark.text, mark.group)
