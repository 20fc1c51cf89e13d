"""The Chinese fonts that the styles of a shell name, by what they are used for."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.ooxml.length import Length, Pt
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.theme import read_theme
from briefing.ooxml.xml import parse
from briefing.render.word.shell.builtin_styles import FontRole, Fonts

FONT_STYLES: dict[FontRole, tuple[str, ...]] = {
    "body": ("Body Text", "Normal"),
    "sub": ("heading 2",),
    "head": ("heading 1",),
    "page": ("页码单页", "footer"),
    "title": ("Title",),
}
"""The styles, by name, that tell which font a shell uses for what; the first that it has."""


def style_sheet(parts: Mapping[str, bytes]) -> StyleSheet:
    """Return the styles of a shell's parts with the fonts of its theme: a default Word file names no others."""
    theme = next((parse(content) for name, content in parts.items() if name.startswith("word/theme/theme")), None)
    return StyleSheet(parse(parts["word/styles.xml"]), read_theme(theme))


def fonts_of(styles: StyleSheet) -> Fonts:
    """Return the fonts that a shell's styles name; the built-in ones for what they do not say."""
    found = {role: font_of(styles, names) for role, names in FONT_STYLES.items()}
    return Fonts(**{role: font for role, font in found.items() if font})


def font_of(styles: StyleSheet, names: tuple[str, ...]) -> str:
    """Return the East Asian font of the first of the named styles that there is; of text without a style if none is."""
    return styles.run_format(next((id for name in names if (id := styles.id_of(name))), "")).east


def text_size(styles: StyleSheet) -> Length:
    """Return the size of the text; Word's own, where no style says."""
    return Pt(styles.run_format(next((id for name in FONT_STYLES["body"] if (id := styles.id_of(name))), "")).size)
