"""Theme fonts and colours as names and values: the joined file has one theme, that of its first part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, W, local

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SCRIPTS = {"zh": "Hans", "ja": "Jpan", "ko": "Hang"}
_SLOTS = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_WORD_SLOTS = {"background1": "lt1", "text1": "dk1", "background2": "lt2", "text2": "dk2", "light1": "lt1",
               "dark1": "dk1", "light2": "lt2", "dark2": "dk2", "hyperlink": "hlink",
               "followedHyperlink": "folHlink"}  # fmt: skip
_FONTS = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}


@dataclass(frozen=True, slots=True)
class Theme:
    """The fonts of a theme by Word's names for them (minorEastAsia), and its colours (accent1) as RRGGBB."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)


def theme_of(package: Package) -> Theme:
    """The theme of a file; an empty one if it has none."""
    if not (name := package.part("theme")):
        return Theme()
    root = package.tree(name)
    fonts: dict[str, str] = {}
    for size in ("major", "minor"):
        if (scheme := root.find(f".//{_A}{size}Font")) is not None:
            latin, east, complex_ = (_face(scheme, kind) for kind in ("latin", "ea", "cs"))
            fonts |= {f"{size}Ascii": latin, f"{size}HAnsi": latin, f"{size}Bidi": complex_ or latin}
            fonts[f"{size}EastAsia"] = east or _script(scheme, _language(package))
    colours = {}
    scheme = root.find(f".//{_A}clrScheme")
    for entry in [] if scheme is None else scheme:
        value = entry[0].get("lastClr") or entry[0].get("val") if len(entry) else ""
        colours[local(entry)] = value or "000000"
    return Theme({name: font for name, font in fonts.items() if font}, colours)


def _face(scheme: Element, kind: str) -> str:
    found = scheme.find(f"{_A}{kind}")
    return "" if found is None else str(found.get("typeface", ""))


def _script(scheme: Element, language: str) -> str:
    wanted = _SCRIPTS.get(language[:2], "Hans")
    found = scheme.find(f'{_A}font[@script="{wanted}"]')
    return "" if found is None else str(found.get("typeface", ""))


def _language(package: Package) -> str:
    name = package.part("settings")
    said = package.tree(name).find(f"{W}themeFontLang") if name else None
    return "zh" if said is None else str(said.get(f"{W}eastAsia", "zh"))


def without_theme(root: Element, theme: Theme) -> None:
    """Gives everything under `root` that goes by a theme the font or colour that it has in `theme`."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == f"{W}rFonts":
            _name_fonts(element, theme)
        elif element.tag.startswith(W):
            _name_colours(element, theme)
        elif element.tag == f"{_A}schemeClr" and (value := theme.colours.get(_slot(element.get("val", "")))):
            element.tag = f"{_A}srgbClr"
            element.set("val", value)
        elif element.tag.startswith(_A) and element.get("typeface", "").startswith("+"):
            element.set("typeface", _drawn(element.get("typeface", ""), theme))


def _name_fonts(element: Element, theme: Theme) -> None:
    for attribute, plain in _FONTS.items():
        name = element.attrib.pop(f"{W}{attribute}", None)
        if name and name in theme.fonts:
            element.set(f"{W}{plain}", theme.fonts[name])


def _name_colours(element: Element, theme: Theme) -> None:
    """Word keeps the shade that it computed beside the name of the theme's colour."""
    own = "val" if element.tag == f"{W}color" else "color"  # elsewhere `val` is the kind of line or pattern
    for attribute, key in (("themeColor", own), ("themeFill", "fill")):
        if name := element.attrib.pop(f"{W}{attribute}", None):
            value = theme.colours.get(_WORD_SLOTS.get(name, name))
            if element.get(f"{W}{key}", "auto") == "auto" and value:
                element.set(f"{W}{key}", value)
            for shade in ("Tint", "Shade"):
                element.attrib.pop(f"{W}{attribute.removesuffix('Color')}{shade}", None)


def _slot(name: str) -> str:
    return _SLOTS.get(name, name)


def _drawn(name: str, theme: Theme) -> str:
    """+mn-ea and its like, as drawings have it."""
    found = re.fullmatch(r"\+(mj|mn)-(lt|ea|cs)", name)
    if not found:
        return name
    size = {"mj": "major", "mn": "minor"}[found[1]]
    return theme.fonts.get(size + {"lt": "Ascii", "ea": "EastAsia", "cs": "Bidi"}[found[2]], name)
