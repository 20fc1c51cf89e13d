"""Matplotlib, imported when something is drawn, and used by one thread at a time.

Its settings, its fonts and the library that reads these are one for the whole process: whoever measures text or draws
holds `LOCK`, and `drawing` puts our settings in place of the user's for as long as it draws. The first import on a
machine lists the fonts of the system, which takes seconds; matplotlib keeps the list in its own cache folder.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from briefing.charts import style
from briefing.model.colours import COLOURS

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

LOCK = RLock()
SCANNING = "首次画图，正在登记本机字体（每台机器一次）"

FAMILY = "Noto Sans CJK SC"

_DRAWN_BY = ("agg", "font", "hatch", "mathtext", "path", "svg", "text")
"""The groups of settings that matplotlib's renderers read; to set all of them takes several times as long."""

_RENDERERS: Any = {
    "text.hinting": "none",
    "text.antialiased": True,
    "path.simplify": False,
    "path.snap": True,
    "svg.fonttype": "path",
    "svg.hashsalt": "briefing",
    "font.family": "sans-serif",  # we name files: of several families matplotlib would open a font for each
}
_ARTISTS: Any = {
    "font.family": [FAMILY, "DejaVu Sans"],
    "font.size": style.SIZE,
    "axes.titlesize": style.SIZE,
    "axes.labelsize": style.SIZE,
    "axes.edgecolor": style.RULE,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": f"cycler('color', {list(COLOURS)})",
    "axes.unicode_minus": True,
    "grid.color": style.GRID,
    "legend.fontsize": style.SIZE,
    "legend.frameon": False,
    "text.color": style.INK,
    "xtick.labelsize": style.SIZE,
    "ytick.labelsize": style.SIZE,
}


def load(tell: Callable[[str], None] | None = None) -> None:
    """Import matplotlib's font manager; `tell` is told beforehand, in Chinese, if it has to list the fonts first.

    What matplotlib has to say meanwhile, in English, is not shown: it draws as well without a cache folder or with a
    file of settings that it cannot read.
    """
    log = logging.getLogger("matplotlib")
    with LOCK:
        level = log.level
        log.setLevel(logging.ERROR)
        try:
            import matplotlib as mpl  # noqa: PLC0415 - a third of a second: only when something is drawn

            if tell and not any(Path(mpl.get_cachedir()).glob("fontlist-*.json")):
                tell(SCANNING)
            import matplotlib.font_manager  # noqa: F401, PLC0415 - as above
        finally:
            log.setLevel(level)


@contextmanager
def drawing() -> Iterator[None]:
    """Draw alone and with our settings over matplotlib's defaults; the user's are back afterwards."""
    load()
    import matplotlib as mpl  # noqa: PLC0415 - only when something is drawn

    defaults: Any = {name: value for name, value in mpl.rcParamsDefault.items() if name.split(".")[0] in _DRAWN_BY}
    with LOCK, mpl.rc_context(defaults | _RENDERERS):
        yield


@contextmanager
def artists(*fonts: Path) -> Iterator[None]:
    """While `drawing`, let artists draw in our style, with the fonts in these files before any of the same name."""
    import matplotlib as mpl  # noqa: PLC0415 - only when something is drawn
    from matplotlib.font_manager import fontManager  # noqa: PLC0415 - as above

    defaults: Any = {name: value for name, value in mpl.rcParamsDefault.items() if not name.startswith("backend")}
    before = fontManager.ttflist
    fontManager.ttflist = [font for font in before if font.name != FAMILY]
    try:
        for path in fonts:
            fontManager.addfont(path)
        with mpl.rc_context(defaults | _RENDERERS | _ARTISTS):
            yield
    finally:
        fontManager.ttflist = before


def font(path: str) -> FT2Font:
    """Return the font in a file, as an object of this thread alone."""
    load()
    from matplotlib.font_manager import get_font  # noqa: PLC0415 - only when something is drawn

    return get_font(path)
