"""The type area: what paper and margins leave for the text, for which charts, tables and tabs are laid out."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.ooxml.length import Length, Mm, Twips
from briefing.ooxml.package import Defects, Package
from briefing.ooxml.xml import Element, W, child, number, value
from briefing.render.word.shell.tags import is_body_paragraph

NARROWEST = Mm(80)
"""Less leaves the bars of a chart, between their labels and figures, no room to be told apart."""
_ROUNDING = Mm(0.1)
"""By so much a width in whole twips may miss the millimetres that a person has set."""
_COLUMN_GAP = Twips(720)
"""What Word leaves between columns where a file does not say."""


@dataclass(frozen=True, slots=True)
class TypeArea:
    """Width (of a column, where the text stands in several) and height of the type area."""

    width: Length
    height: Length
    columns: int = 1

    @property
    def chart_width(self) -> int:
        """Return the width of a chart, in whole millimetres."""
        return int((self.width + _ROUNDING).mm)


def type_area(package: Package) -> TypeArea:
    """Return the type area of the pages that the body comes to stand on.

    ValueError where their paper or margins are not stated.
    """
    section = _section(package)
    sizes = [value(section, "pgSz", side) for side in ("w", "h")]
    margins = [value(section, "pgMar", side) for side in ("left", "right", "top", "bottom")]
    if None in (*sizes, *margins):
        raise ValueError("paper or margins are not stated")
    (width, height), (left, right, top, bottom) = ([number(said) for said in group] for group in (sizes, margins))
    line = width - left - right - number(value(section, "pgMar", "gutter"))
    columns = max(1, number(value(section, "cols", "num"), 1))
    gaps = (columns - 1) * number(value(section, "cols", "space"), _COLUMN_GAP.twips)
    return TypeArea(Twips((line - gaps) // columns), Twips(height - abs(top) - abs(bottom)), columns)


def _section(package: Package) -> Element | None:
    """Return the page set-up of the section that the body comes to stand in; that of the last where it has no place."""
    body = child(package.tree(package.main), "body")
    place = next(filter(is_body_paragraph, body), None)
    return body.find(f"{W}sectPr") if place is None else section_of(place)


def section_of(block: Element) -> Element | None:
    """Return the page set-up (w:sectPr) of the section that a block of the text stands in; None if there is none."""
    for item in (block, *block.itersiblings()):
        found = item if item.tag == f"{W}sectPr" else item.find(f"{W}pPr/{W}sectPr")
        if found is not None:
            return found
    return None


def chart_space(package: Package) -> Defects:
    """Pages of an unknown size, and those too narrow for any chart."""
    try:
        area = type_area(package)
    except ValueError:
        yield "的纸张大小或页边距没有写明。", "请用 Word 打开后另存为 .docx。"
        return
    if area.chart_width < NARROWEST.mm:
        what, more = ("正文每栏", "改为一栏，或") if area.columns > 1 else ("版心", "")
        least = f"放不下图表（至少要 {NARROWEST.mm:.0f} mm）"
        yield f"的{what}只有 {area.width.mm:.0f} mm 宽，{least}。", f"请{more}加大纸张或减小页边距。"
