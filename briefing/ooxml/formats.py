"""The formats of paragraphs and characters, and what one level of formatting (w:pPr, w:rPr) says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.ooxml.length import Length, Twips
from briefing.ooxml.theme import OfficeTheme
from briefing.ooxml.xml import Element, W, local, number, on, value

Properties = dict[str, Any]
"""What one level of formatting says, by the names of the fields below; what it does not say is left out."""


_NONE = Length(0)


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """The format of a paragraph. Indents that end in `_chars` are in characters; where not 0, they go before lengths.

    `rule` is auto (then the distance of lines is `lines`, in single lines), exact or atLeast (then it is `pitch`);
    `list` is the id of its list, “” for none; `outline` from 0, None for text; `frame` is where a frame around it
    stands.
    """

    align: str = ""
    left: Length = _NONE
    left_chars: float = 0
    first: Length = _NONE
    first_chars: float = 0
    hanging: Length = _NONE
    hanging_chars: float = 0
    rule: str = "auto"
    lines: float = 1
    pitch: Length = _NONE
    before: Length = _NONE
    before_lines: float = 0
    outline: int | None = None
    snap: bool = True
    new_page: bool = False
    list: str = ""
    level: int = 0
    frame: str = ""

    def start(self, size: float) -> float:
        """Return how many characters of `size` points stand free before the first line."""
        points = max(size, 1)
        left = self.left_chars or self.left.pt / points
        first = self.first_chars or self.first.pt / points
        return left + first - (self.hanging_chars or self.hanging.pt / points)


@dataclass(frozen=True, slots=True)
class RunFormat:
    """The format of characters: fonts of 汉字 (`east`) and of Latin letters, “” where no level names one.

    `themed`: the font of 汉字 comes from the theme; `size` and `spacing` in points; `colour` RRGGBB, auto or a name of
    the theme's; `hint` eastAsia has “” … — drawn by the font of 汉字; `underline`, `highlight` and
    `vertical` (superscript, subscript) are named as Word does, “” for none. What no level says is as Word has it.
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
    italic: bool = False
    strike: bool = False
    underline: str = ""
    highlight: str = ""
    vertical: str = ""


# The names before and after ISO/IEC 29500 made left and right of a page start and end of a line.
_LENGTHS = {"left": "left", "start": "left", "firstLine": "first", "hanging": "hanging"}
_CHARACTERS = {"leftChars": "left_chars", "startChars": "left_chars", "firstLineChars": "first_chars",
               "hangingChars": "hanging_chars"}  # fmt: skip
_SWITCHES = {"b": "bold", "vanish": "hidden", "i": "italic", "strike": "strike"}
_NAMED = {"u": "underline", "highlight": "highlight", "vertAlign": "vertical"}
_BLACK = ("text1", "dark1", "tx1", "dk1")
"""What themes call the colour of text, which is black in print."""


def paragraph_properties(properties: Element | None) -> Properties:
    """Return what one w:pPr says."""
    said: Properties = {}
    for child in properties if properties is not None else ():
        match local(child):
            case "spacing":
                said |= _spacing(child)
            case "ind":
                said |= {
                    field: Twips(number(text)) for name, field in _LENGTHS.items() if (text := child.get(W + name))
                }
                said |= {
                    field: number(text) / 100 for name, field in _CHARACTERS.items() if (text := child.get(W + name))
                }
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


def _spacing(spacing: Element) -> Properties:
    said: Properties = {}
    if before := spacing.get(f"{W}before"):
        said["before"] = Twips(number(before))
    if before := spacing.get(f"{W}beforeLines"):
        said["before_lines"] = number(before) / 100
    if line := spacing.get(f"{W}line"):
        # One attribute has two units: 240ths of a line where the rule is auto, twips where it is another.
        rule = spacing.get(f"{W}lineRule", "auto")
        auto = rule == "auto"
        said |= {"rule": rule, "lines": number(line) / 240 if auto else 1, "pitch": Twips(0 if auto else number(line))}
    return said


def over(below: Properties, above: Properties) -> Properties:
    """Return a level over another; an indent of the first line and a hanging one exclude each other."""
    if above.get("hanging") or above.get("hanging_chars"):
        below = below | {"first": Length(0), "first_chars": 0}
    elif above.get("first") or above.get("first_chars"):
        below = below | {"hanging": Length(0), "hanging_chars": 0}
    return below | above


def run_properties(properties: Element | None, theme: OfficeTheme) -> Properties:
    """Return what one w:rPr says, in a file with this theme."""
    said: Properties = {}
    for child in properties if properties is not None else ():
        match local(child):
            case "rFonts":
                said |= _fonts(child, theme)
            case "sz":
                said["size"] = number(value(child), 20, unit=0.1) / 2
            case "b" | "vanish" | "i" | "strike" as name:
                said[_SWITCHES[name]] = on(child)
            case "u" | "highlight" | "vertAlign" as name:
                said[_NAMED[name]] = "" if value(child) in ("none", "baseline") else value(child) or ""
            case "color":
                themed, named = child.get(f"{W}themeColor"), value(child)
                by_value = named.upper() if named and named != "auto" else "auto"
                said["colour"] = themed if themed and themed not in _BLACK else by_value
            case "spacing":
                said["spacing"] = Twips(number(value(child))).pt
            case "lang" if child.get(f"{W}eastAsia"):
                said["language"] = child.get(f"{W}eastAsia")
    return said


def _fonts(fonts: Element, theme: OfficeTheme) -> Properties:
    """Return what w:rFonts says: a font of the theme stands over a name (ISO/IEC 29500-1, 17.3.2.26)."""
    said: Properties = {}
    for name, field in (("eastAsia", "east"), ("ascii", "latin")):
        themed = fonts.get(f"{W}{name}Theme")
        if themed or fonts.get(W + name):
            said[field] = theme.fonts.get(themed, "") if themed else fonts.get(W + name)
            said |= {"themed": bool(themed)} if field == "east" else {}
    return said | ({"hint": fonts.get(f"{W}hint")} if fonts.get(f"{W}hint") else {})
