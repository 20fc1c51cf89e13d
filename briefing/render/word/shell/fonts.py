"""The Chinese fonts that a styles.xml names, by what they are used for."""

from __future__ import annotations

from briefing.ooxml.length import Length, Pt
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.xml import Element, number, value
from briefing.render.word.shell.builtin_styles import Fonts, Role

FONT_STYLES: dict[Role, tuple[str, ...]] = {
    "body": ("Body Text", "Normal"),
    "sub": ("heading 2",),
    "head": ("heading 1",),
    "page": ("页码单页", "footer"),
    "title": ("Title",),
}
"""The styles, by name, that tell which font a shell uses for what; the first that it has."""


_WORD_DEFAULT_SIZE = Pt(10)


def fonts_of(styles: Element) -> Fonts:
    """Return the fonts that a styles.xml names; the built-in ones for what it does not say."""
    found = {role: font_of(styles, names) for role, names in FONT_STYLES.items()}
    return Fonts(**{role: font for role, font in found.items() if font})


def font_of(styles: Element, names: tuple[str, ...]) -> str:
    """Return the East Asian font of the first of the named styles that there is, or of what it is based on."""
    sheet = StyleSheet(styles)
    id = next((id for name in names if (id := sheet.id_of(name))), "")
    said = (value(sheet.by_id[item], "rPr/rFonts", "eastAsia") for item in sheet.chain(id))
    return next(filter(None, said), value(sheet.defaults("rPr"), "rFonts", "eastAsia") or "")


def text_size(styles: Element) -> Length:
    """Return the size of the text; Word's own, where a styles.xml does not say."""
    sheet = StyleSheet(styles)
    id = next((id for name in FONT_STYLES["body"] if (id := sheet.id_of(name))), "")
    said = [value(sheet.by_id[item], "rPr/sz") for item in sheet.chain(id)]
    half_points = next(filter(None, (*said, value(sheet.defaults("rPr"), "sz"))), None)
    return Pt(number(half_points, _WORD_DEFAULT_SIZE.half_points) / 2)
