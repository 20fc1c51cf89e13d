"""WordprocessingML as elements: names, values and measures, forgiving where other programs are careless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Element = Any  # lxml has no types of its own

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

MM = 25.4 / 1440
"""Millimetres in a twip."""

_MEASURE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|in|pc|pi|px)?\s*")
_TWIPS = {"pt": 20.0, "mm": 1 / MM, "cm": 10 / MM, "in": 1440.0, "pc": 240.0, "pi": 240.0, "px": 15.0}


def local(element: Element) -> str:
    """The name of an element without its namespace; “” for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Element | None, path: str = "", name: str = "val") -> str | None:
    """The attribute w:`name` of what `path` (names of w:, parted by /) finds; None if there is none of it."""
    if element is not None and path:
        element = element.find("/".join(W + step for step in path.split("/")))
    found = None if element is None else element.get(W + name)
    return None if found is None else str(found)


def on(element: Element | None) -> bool:
    """Whether a switch such as w:b is there and not turned off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def number(text: str | None, default: int = 0, unit: float = 1.0) -> int:
    """A measure: twips (or whatever the plain number counts, `unit` of them to a twip) from “579”, “16pt”, “2.5cm”."""
    found = _MEASURE.fullmatch(text or "")
    if not found:
        return default
    amount, named = float(found[1]), found[2]
    return round(amount * _TWIPS[named] * unit if named else amount)


def own(element: Element) -> Iterator[Element]:
    """Every element below, but what is in a text box, or is there only for programs that know no better (Fallback)."""
    for child in element:
        if child.tag not in _NOT_OWN:
            yield child
            yield from own(child)


_NOT_OWN = (f"{MC}Fallback", f"{W}txbxContent")
