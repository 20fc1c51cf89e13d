"""Fonts that only an annex names, with what another is to be chosen by."""

from __future__ import annotations

from copy import deepcopy

from briefing.docx_merge.copying import widened
from briefing.ooxml.package import Package
from briefing.ooxml.xml import DECLARED, R, W

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"


def bring_fonts(target: Package, annex: Package) -> None:
    """Adds the fonts of the annex that the joined file does not list; a font in the file itself stays behind."""
    if not (old := annex.part("fontTable")):
        return
    part = target.ensure("fontTable", "word/fontTable.xml", _TYPE, f"<w:fonts {DECLARED}/>")
    have = {font.get(f"{W}name") for font in target.tree(part).iter(f"{W}font")}
    new = [deepcopy(font) for font in annex.tree(old).iter(f"{W}font") if font.get(f"{W}name") not in have]
    if new:
        target.put(part, widened(target.tree(part), annex.tree(old)))
    for font in new:
        for held in [item for item in font if item.get(f"{R}id")]:
            font.remove(held)
        target.tree(part).append(font)
