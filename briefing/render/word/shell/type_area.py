"""The type area: what paper and margins leave for the text, for which charts, tables and tabs are laid out."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.ooxml.length import Length, Mm, Twips
from briefing.ooxml.package import Defects, Package
from briefing.ooxml.xml import Element, W, attribute, child, number, value
from briefing.render.word.shell.builtin_styles import TEXT_WIDTH
from briefing.render.word.shell.tags import is_body_paragraph

NARROWEST = Mm(80)
"""Less leaves the bars of a chart, between their labels and figures, no room to be told apart."""
A4 = Twips(16838)
"""The height of the paper of the built-in shells."""
FOOT_RULE, RULE_OUT = Twips(15614), Twips(1134 - 1587)
"""Where the red rule at the foot of the first page of a 函 stands on that paper: 20 mm above its edge (GB/T 9704—2012,
10.1); and how far it stands out of the type area on the left."""
_RULE_WIDER = Twips(9638 - 8845)
_ROUNDING = Mm(0.1)
"""By so much a width in whole twips may miss the millimetres that a person has set."""
_COLUMN_GAP = Twips(720)
"""What Word leaves between columns where a file does not say."""


@dataclass(frozen=True, slots=True)
class TypeArea:
    """Width and height of the type area; of a text in columns, `width` is that of one and `line` that of all."""

    width: Length
    height: Length
    line: Length
    columns: int = 1

    @property
    def room(self) -> int:
        """Return the width in whole millimetres."""
        return int((self.width + _ROUNDING).mm)

    @property
    def chart_width(self) -> int:
        """Return the width of a chart, in whole millimetres, for which there may be no `room`."""
        return max(self.room, round(NARROWEST.mm))


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
    return TypeArea(Twips((line - gaps) // columns), Twips(height - abs(top) - abs(bottom)), Twips(line), columns)


def fit_foot_rule(package: Package, area: TypeArea) -> None:
    """Move the rule at the foot of a 函 to that of the paper: a shell may have been made from the built-in one."""
    section = _section(package)
    height, left = number(value(section, "pgSz", "h")), number(value(section, "pgMar", "left"))
    for name in package.stories():
        for frame in package.tree(name).iter(f"{W}framePr"):
            if attribute(frame, "y") == str(FOOT_RULE.twips):
                package.changed.add(name)
                frame.set(f"{W}y", str(FOOT_RULE.twips + height - A4.twips))
                frame.set(f"{W}x", str(left + RULE_OUT.twips))
                frame.set(f"{W}w", str(area.line.twips + _RULE_WIDER.twips))


def fit_tables(package: Package, area: TypeArea) -> None:
    """Make tables as wide as the built-in type area, as 领导批示 of a 签报 is, as wide as this one."""
    width = TEXT_WIDTH.twips
    for table in child(package.tree(package.main), "body").iter(f"{W}tbl"):
        if area.width.twips == width or value(table, "tblPr/tblW", "w") != str(width):
            continue
        package.changed.add(package.main)
        for item in table.iter(f"{W}tblW", f"{W}gridCol", f"{W}tcW"):
            if attribute(item, "type") in ("", "dxa"):
                item.set(f"{W}w", str(number(attribute(item, "w")) * area.width.twips // width))


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


def paper_stated(package: Package) -> Defects:
    """Pages of an unknown size."""
    try:
        type_area(package)
    except ValueError:
        yield "的纸张大小或页边距没有写明。", "请用 Word 打开后另存为 .docx。"
