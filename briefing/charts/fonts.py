"""The fonts of charts: what they hold, how wide text is in them, and which font draws a character they lack."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

from briefing.charts import engine, style
from briefing.charts.scene import Text

FOLDER = Path(__file__).parent / "fonts"
REGULAR = FOLDER / "NotoSansCJKsc-Regular.otf"
BOLD = FOLDER / "NotoSansCJKsc-Bold.otf"

_UNBROKEN = re.compile(r"（[^（）]{1,8}）|第?[0-9A-Za-z.,%+\-−/:~]+[万亿]?[一-鿿]?|.", re.S)
_NOT_FIRST = frozenset("，。、；：？！）》”’】〕」』％%℃‰…—")
_NOT_LAST = frozenset("（《“‘【〔「『")


def missing(text: str) -> set[str]:
    """Return the characters of `text` that the shipped fonts do not hold."""
    return set(text) - coverage()


@cache
def coverage() -> frozenset[str]:
    """Return every character that both shipped fonts hold."""
    return frozenset((FOLDER / "coverage.txt").read_text("utf-8"))


def installed(characters: set[str]) -> str | None:
    """Return a font file with all of `characters`: matplotlib's own, else one of the system; None if there is none."""
    engine.load()
    from matplotlib import get_data_path  # noqa: PLC0415 - only when something is drawn
    from matplotlib.font_manager import findSystemFonts  # noqa: PLC0415 - only for a rare character

    own = str(Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))
    return next((path for path in (own, *sorted(findSystemFonts())) if _holds(path, characters)), None)


def families() -> frozenset[str]:
    """Return what the fonts of this machine are called inside their files."""
    engine.load()
    from matplotlib.font_manager import findSystemFonts  # noqa: PLC0415 - only when somebody asks

    names = set()
    with engine.LOCK:
        for path in findSystemFonts():
            with suppress(RuntimeError, OSError):  # a bitmap font, or one that is broken
                names.add(engine.font(path).family_name)
    return frozenset(names)


def font_of(character: str, bold: bool = False) -> str:
    """Return the font file that draws `character`; KeyError if none holds it, which `fall_back` tells before."""
    if character in coverage():
        return str(BOLD if bold else REGULAR)
    return _FALLBACK[character]


def fall_back(characters: set[str]) -> set[str]:
    """Find installed fonts for characters outside the shipped ones, and return those that no font holds."""
    with engine.LOCK:
        for character in sorted(characters - _FALLBACK.keys()):
            together = installed(characters) or installed({character})
            if together:
                _FALLBACK[character] = together
    return characters - _FALLBACK.keys()


def width(text: str, size: float = style.SIZE, bold: bool = False) -> float:
    """Return the width of `text` in mm: the sum of the advances in the font (the fonts hold no kerning)."""
    return sum(_advance(character, bold) for character in text) * size * style.PT


def extent(text: Text) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a text in mm; its height is the font's em."""
    wide = width(text.text, text.size, text.bold)
    left = text.x - wide * {"start": 0, "middle": 0.5, "end": 1}[text.anchor]
    half = text.size * style.PT / 2
    return left, text.y - half, left + wide, text.y + half


def wrap(text: str, limit: float, size: float = style.SIZE, bold: bool = False) -> list[str]:
    """Return `text` in lines of at most `limit` mm, none for an empty text.

    Figures stay whole with their unit, so do a few characters in brackets, and no line begins with a closing mark.
    """
    lines = [""]
    for piece in _pieces(text, limit, size, bold):
        if lines[-1] and width(lines[-1] + piece, size, bold) > limit:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line for line in lines if line]


def balanced(text: str, limit: float, *, bold: bool = False) -> list[str]:
    """Return `text` in as few lines as `limit` mm allow, all about equally long, so that no character is left alone.

    What stays whole in lines of `limit` stays whole.
    """
    lines, size = wrap(text, limit, bold=bold), style.SIZE
    least = max((width(piece, size, bold) for piece in _pieces(text, limit, size, bold)), default=0.0)
    for share in (0.9, 0.8, 0.7, 0.6):
        narrower = wrap(text, limit * share, bold=bold)
        if len(narrower) > len(lines) or limit * share < least:
            break
        lines = narrower
    return lines


def _pieces(text: str, limit: float, size: float, bold: bool) -> list[str]:
    """Return the pieces of `text` that a line may break between; one wider than a line is split into characters."""
    pieces: list[str] = []
    for found in _UNBROKEN.findall(text.replace("\n", " ")):
        if pieces and (found[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST):
            pieces[-1] += found
        else:
            pieces.append(found)
    return [part for piece in pieces for part in ([piece] if width(piece, size, bold) <= limit else list(piece))]


@lru_cache(maxsize=4096)
def _advance(character: str, bold: bool) -> float:
    """Return the advance of a character in em."""
    with engine.LOCK:
        font = engine.font(font_of(character, bold))
        from matplotlib.ft2font import LoadFlags  # noqa: PLC0415 - only when something is drawn

        return float(font.load_char(ord(character), flags=LoadFlags.NO_SCALE).horiAdvance) / float(font.units_per_EM)


def _holds(path: str, characters: set[str]) -> bool:
    try:
        return engine.font(path).get_charmap().keys() >= set(map(ord, characters))
    except (RuntimeError, OSError):  # a bitmap font, or one that is broken
        return False


_FALLBACK: dict[str, str] = {}
