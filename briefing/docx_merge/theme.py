"""Theme fonts and colours as names and values: the merged file has one theme, that of its first file."""

from __future__ import annotations

import re

from briefing.ooxml.theme import OfficeTheme
from briefing.ooxml.xml import A, Element, W

_SLOTS = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_WORD_SLOTS = {"background1": "lt1", "text1": "dk1", "background2": "lt2", "text2": "dk2", "light1": "lt1",
               "dark1": "dk1", "light2": "lt2", "dark2": "dk2", "hyperlink": "hlink",
               "followedHyperlink": "folHlink"}  # fmt: skip
_FONTS = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}


def without_theme(root: Element, theme: OfficeTheme) -> None:
    """Give everything under `root` that refers to a theme the font or colour that it has in `theme`."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == f"{W}rFonts":
            for attribute, plain in _FONTS.items():
                name = element.attrib.pop(f"{W}{attribute}", None)
                if name and name in theme.fonts:
                    element.set(f"{W}{plain}", theme.fonts[name])
        elif element.tag.startswith(W):
            _write_colours(element, theme)
        elif element.tag == f"{A}schemeClr":
            name = element.get("val", "")
            if colour := theme.colours.get(_SLOTS.get(name, name)):
                element.tag = f"{A}srgbClr"
                element.set("val", colour)
        elif element.tag.startswith(A) and (typeface := _drawing_typeface(element.get("typeface", ""), theme)):
            element.set("typeface", typeface)


def _write_colours(element: Element, theme: OfficeTheme) -> None:
    """Word keeps the shade that it computed beside the name of the theme's colour."""
    own = "val" if element.tag == f"{W}color" else "color"  # elsewhere `val` is the kind of line or pattern
    for attribute, key in (("themeColor", own), ("themeFill", "fill")):
        if name := element.attrib.pop(f"{W}{attribute}", None):
            colour = theme.colours.get(_WORD_SLOTS.get(name, name))
            if element.get(f"{W}{key}", "auto") == "auto" and colour:
                element.set(f"{W}{key}", colour)
            for shade in ("Tint", "Shade"):
                element.attrib.pop(f"{W}{attribute.removesuffix('Color')}{shade}", None)


def _drawing_typeface(name: str, theme: OfficeTheme) -> str:
    """Return the font that +mn-ea and its like stand for in drawings; "" for another name or an unknown one."""
    found = re.fullmatch(r"\+(mj|mn)-(lt|ea|cs)", name)
    if not found:
        return ""
    size = {"mj": "major", "mn": "minor"}[found[1]]
    return theme.fonts.get(size + {"lt": "Ascii", "ea": "EastAsia", "cs": "Bidi"}[found[2]], "")
