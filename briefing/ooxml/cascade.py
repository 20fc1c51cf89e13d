"""What a paragraph and its runs look like in the end: defaults, styles and their bases, lists, direct formatting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing.ooxml.length import Twips
from briefing.ooxml.numbering import Listing
from briefing.ooxml.stylesheet import StyleSheet, name_of
from briefing.ooxml.xml import A, Element, W, local, number, on, value

Properties = dict[str, Any]
"""What one level of formatting says, by the names of the fields below; what it does not say is left out."""


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """The format of a paragraph. Lengths in twips, those in `_chars` in hundredths of a character.

    `rule` is exact, atLeast or auto (then `line` counts 240ths of a line); `list` is the id of its list, “” for none;
    `outline` from 0, None for text; `frame` is where a frame around it stands.
    """

    align: str = ""
    left: int = 0
    left_chars: int = 0
    right: int = 0
    right_chars: int = 0
    first: int = 0
    first_chars: int = 0
    hanging: int = 0
    hanging_chars: int = 0
    line: int = 240
    rule: str = "auto"
    before: int = 0
    before_lines: int = 0
    outline: int | None = None
    snap: bool = True
    new_page: bool = False
    list: str = ""
    level: int = 0
    frame: str = ""

    def start(self, size: float) -> float:
        """Return how many characters of `size` points stand free before the first line."""
        twips = 20 * max(size, 1)
        left = self.left_chars / 100 or self.left / twips
        first = self.first_chars / 100 or self.first / twips
        return left + first - (self.hanging_chars / 100 or self.hanging / twips)


@dataclass(frozen=True, slots=True)
class RunFormat:
    """The format of characters: fonts of 汉字 (`east`) and of Latin letters, “” where no level names one.

    `themed`: the font of 汉字 comes from the theme; `size` and `spacing` in points; `colour` RRGGBB, auto or a name of
    the theme's; `hint` eastAsia has “” … — drawn by the font of 汉字.
    """

    east: str = ""
    latin: str = ""
    themed: bool = False
    size: float = 10
    bold: bool = False
    colour: str = "auto"
    hidden: bool = False
    hint: str = ""
    language: str = ""
    spacing: float = 0


_INDENTS = (
    ("left", "left"), ("start", "left"), ("leftChars", "left_chars"), ("startChars", "left_chars"),
    ("right", "right"), ("end", "right"), ("rightChars", "right_chars"), ("endChars", "right_chars"),
    ("firstLine", "first"), ("firstLineChars", "first_chars"), ("hanging", "hanging"),
    ("hangingChars", "hanging_chars"),
)  # fmt: skip
_SPACES = (("before", "before"), ("beforeLines", "before_lines"), ("line", "line"))


def _paragraph(properties: Element | None) -> Properties:
    """Return what one w:pPr says."""
    said: Properties = {}
    for child in properties if properties is not None else ():
        match local(child):
            case "spacing":
                said |= {field: number(child.get(W + name)) for name, field in _SPACES if child.get(W + name)}
                if child.get(f"{W}line"):
                    said["rule"] = child.get(f"{W}lineRule", "auto")
            case "ind":
                said |= {field: number(child.get(W + name)) for name, field in _INDENTS if child.get(W + name)}
            case "jc":
                said["align"] = {"start": "left", "end": "right"}.get(value(child) or "", value(child) or "")
            case "outlineLvl":
                said["outline"] = level if (level := number(value(child))) < 9 else None
            case "snapToGrid":
                said["snap"] = on(child)
            case "pageBreakBefore":
                said["new_page"] = on(child)
            case "framePr":
                said["frame"] = child.get(f"{W}xAlign", "")
            case "numPr":
                said |= {"list": found} if (found := value(child, "numId")) is not None else {}
                said |= {"level": number(found)} if (found := value(child, "ilvl")) is not None else {}
    return said


def _over(below: Properties, above: Properties) -> Properties:
    """Return a level over another; an indent of the first line and a hanging one exclude each other."""
    if above.get("hanging") or above.get("hanging_chars"):
        below = below | {"first": 0, "first_chars": 0}
    elif above.get("first") or above.get("first_chars"):
        below = below | {"hanging": 0, "hanging_chars": 0}
    return below | above


class Cascade:
    """The styles of a file, resolved: what each level says, over what those below it say."""

    def __init__(self, styles: Element, theme: Element | None, lists: Mapping[str, Listing]) -> None:
        self._sheet = StyleSheet(styles)
        self._theme = _theme_fonts(theme)
        self._lists = lists
        self._paragraph_defaults = _paragraph(self._sheet.defaults("pPr"))
        self.defaults = self._run(self._sheet.defaults("rPr"))
        self.default = self._sheet.default()
        self._runs: dict[tuple[str | None, str | None], Properties] = {}

    def style_of(self, paragraph: Element) -> str:
        """Return the id of a paragraph's style, that of the default one where it names none, "" without one."""
        return self._sheet.style_of(paragraph)

    def names(self, style: str) -> list[str]:
        """Return the names of a style and of those that it is based on, in lower case, the nearest first."""
        return [name_of(item).lower() for _, item in self._chain(style)]

    def _chain(self, style: str | None) -> list[tuple[str, Element]]:
        return [(id, self._sheet.by_id[id]) for id in self._sheet.chain(style)]

    def paragraph_format(self, paragraph: Element) -> ParagraphFormat:
        """Return the format of a paragraph: its own over that of its list, its styles and the defaults."""
        levels = [self._paragraph_defaults]
        for id, style in reversed(self._chain(self.style_of(paragraph))):
            said = _paragraph(style.find(f"{W}pPr"))
            if "list" in said and "level" not in said:
                said["level"] = self._linked(said["list"], id)
            levels.append(said)
        levels.append(_paragraph(paragraph.find(f"{W}pPr")))
        return ParagraphFormat(**self._merged(levels))

    def _merged(self, levels: list[Properties]) -> Properties:
        """Return all levels merged; the indent of a list comes just below the level that asks for the list."""
        asking = max((place for place, said in enumerate(levels) if "list" in said), default=-1)
        merged: Properties = {}
        for place, said in enumerate(levels):
            if place == asking:
                merged = _over(merged, self._indent(said["list"], (merged | said).get("level") or 0))
            merged = _over(merged, said)
        if merged.get("list") == "0":  # taken out of the list of its style
            merged["list"] = ""
        return merged

    def _indent(self, listing: str, level: int) -> Properties:
        used = self._lists.get(listing)
        found = used.levels.get(level) if used else None
        return {} if found is None else _paragraph(found.element.find(f"{W}pPr"))

    def _linked(self, listing: str, style: str) -> int:
        """Return the level that a list gives to a style."""
        used = self._lists.get(listing)
        levels = used.levels.items() if used else ()
        return next((level for level, item in levels if value(item.element, "pStyle") == style), 0)

    def run_format(self, style: str | None, run: Element | None = None) -> RunFormat:
        """Return the format of a run in a paragraph of this style; of the style alone without one."""
        properties = None if run is None else run.find(f"{W}rPr")
        key = (style, value(properties, "rStyle"))
        if key not in self._runs:
            merged = self.defaults
            for name in key:
                for _, item in reversed(self._chain(name)):
                    merged = merged | self._run(item.find(f"{W}rPr"))
            self._runs[key] = merged
        return RunFormat(**(self._runs[key] | self._run(properties)))

    def _run(self, properties: Element | None) -> Properties:
        """Return what one w:rPr says."""
        said: Properties = {}
        for child in properties if properties is not None else ():
            match local(child):
                case "rFonts":
                    said |= self._fonts(child)
                case "sz":
                    said["size"] = number(value(child), 20, unit=0.1) / 2
                case "b":
                    said["bold"] = on(child)
                case "vanish":
                    said["hidden"] = on(child)
                case "color":
                    theme = child.get(f"{W}themeColor")
                    said["colour"] = theme if theme and theme not in _BLACK else _colour(value(child))
                case "spacing":
                    said["spacing"] = Twips(number(value(child))).pt
                case "lang" if child.get(f"{W}eastAsia"):
                    said["language"] = child.get(f"{W}eastAsia")
        return said

    def _fonts(self, fonts: Element) -> Properties:
        """Return what w:rFonts says: a font of the theme stands over a name."""
        said: Properties = {}
        for name, field in (("eastAsia", "east"), ("ascii", "latin")):
            theme = fonts.get(f"{W}{name}Theme")
            if theme or fonts.get(W + name):
                said[field] = self._theme.get(theme, "") if theme else fonts.get(W + name)
                said |= {"themed": bool(theme)} if field == "east" else {}
        return said | ({"hint": fonts.get(f"{W}hint")} if fonts.get(f"{W}hint") else {})


def _colour(named: str | None) -> str:
    return named.upper() if named and named != "auto" else "auto"


_BLACK = ("text1", "dark1", "tx1", "dk1")


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """Return the fonts that a theme gives to names such as minorEastAsia."""
    fonts: dict[str, str] = {}
    for part in ("major", "minor"):
        root = None if theme is None else theme.find(f".//{A}{part}Font")
        if root is not None:
            scripts = {font.get("script"): font.get("typeface", "") for font in root.iter(f"{A}font")}
            east = root.find(f"{A}ea")
            latin = root.find(f"{A}latin")
            fonts[f"{part}EastAsia"] = ("" if east is None else east.get("typeface", "")) or scripts.get("Hans", "")
            for name in ("Ascii", "HAnsi"):
                fonts[f"{part}{name}"] = "" if latin is None else latin.get("typeface", "")
    return fonts
