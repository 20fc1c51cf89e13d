"""The theme of a file: the fonts and colours that its styles name by what they are for (minorEastAsia, accent1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.ooxml.package import Package
from briefing.ooxml.xml import A, Element, local, value

_SCRIPTS = {"zh": "Hans", "ja": "Jpan", "ko": "Hang"}


@dataclass(frozen=True, slots=True)
class OfficeTheme:
    """The fonts of a theme by Word's names for them (minorEastAsia), and its colours (accent1) as RRGGBB."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)


def theme_of(package: Package) -> OfficeTheme:
    """Return the theme of a file in the East Asian language of its settings; an empty one if it has none."""
    language = value(package.root("settings"), "themeFontLang", "eastAsia") or "zh"
    return read_theme(package.root("theme"), language)


def read_theme(root: Element | None, language: str = "zh") -> OfficeTheme:
    """Return what theme1.xml says for an East Asian language (zh, ja-JP …); None has nothing to say."""
    if root is None:
        return OfficeTheme()
    # Word leaves a:ea empty in most themes, and then takes the font that the theme lists for the script.
    script = f'{A}font[@script="{_SCRIPTS.get(language[:2], "Hans")}"]'
    fonts: dict[str, str] = {}
    for size in ("major", "minor"):
        if (scheme := root.find(f".//{A}{size}Font")) is not None:
            latin, east, complex_ = (_typeface(scheme, f"{A}{kind}") for kind in ("latin", "ea", "cs"))
            fonts |= {f"{size}Ascii": latin, f"{size}HAnsi": latin, f"{size}Bidi": complex_ or latin}
            fonts[f"{size}EastAsia"] = east or _typeface(scheme, script)
    scheme = root.find(f".//{A}clrScheme")
    colours = {
        local(entry): (entry[0].get("lastClr") or entry[0].get("val") if len(entry) else "") or "000000"
        for entry in (() if scheme is None else scheme)
    }
    return OfficeTheme({name: font for name, font in fonts.items() if font}, colours)


def _typeface(scheme: Element, path: str) -> str:
    found = scheme.find(path)
    return "" if found is None else found.get("typeface", "")
