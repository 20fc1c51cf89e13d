"""What a Word file holds that nobody sees: hidden text and shapes, and characters too pale or too small to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.ooxml.formats import RunFormat
from briefing.ooxml.package import Package
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.traces import in_stories, stories
from briefing.ooxml.xml import MC, WP, Element, V, W, on, remove, value

SMALLEST = 2
"""Points up to which characters are but a line."""
_CODE = (f"{W}fldChar", f"{W}instrText")
_WHITE = re.compile("(f[0-9a-f]){3}", re.IGNORECASE)
"""Colours that are white to the eye."""


def hidden(package: Package) -> int:
    """Text and shapes that neither screen nor paper shows; entries of an index stay, as the index has them."""
    sheet = StyleSheet.of(package)
    return in_stories(lambda root: _hidden_text(root, sheet) + _hidden_shapes(root))(package)


def _hidden_text(root: Element, sheet: StyleSheet) -> int:
    found = []
    for paragraph, runs in _runs(root, sheet):
        if gone := [run for run, look in runs if look.hidden and next(run.iter(*_CODE), None) is None]:
            found.append((paragraph, gone, len(gone) == len(runs) and _ends_hidden(paragraph, sheet)))
    for paragraph, gone, whole in found:
        for run in gone:
            remove(run)
        following = paragraph.getnext()
        if whole and following is not None and following.tag == f"{W}p":
            remove(paragraph)
    return len(found)


def _runs(root: Element, sheet: StyleSheet) -> Iterator[tuple[Element, list[tuple[Element, RunFormat]]]]:
    """Yield each paragraph with its own runs, not those of text boxes in it, and how these look."""
    for paragraph in root.iter(f"{W}p"):
        style = sheet.style_of(paragraph)
        own = [run for run in paragraph.iter(f"{W}r") if next(run.iterancestors(f"{W}p")) is paragraph]
        yield paragraph, [(run, sheet.run_format(style, run)) for run in own]


def _ends_hidden(paragraph: Element, sheet: StyleSheet) -> bool:
    """Return whether nothing is left of a paragraph without its text: its end is hidden, and joins no two of them."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None or properties.find(f"{W}sectPr") is not None:
        return False
    joins = on(properties.find(f"{W}rPr/{W}specVanish"))
    return sheet.run_format(sheet.style_of(paragraph), properties).hidden and not joins


def _hidden_shapes(root: Element) -> int:
    found = [item for item in root.iter(f"{WP}docPr") if item.get("hidden") in ("1", "true")]
    found += [item for item in root.iter(f"{V}*") if "visibility:hidden" in item.get("style", "").replace(" ", "")]
    drawn = (next(item.iterancestors(f"{W}drawing", f"{W}pict"), None) for item in found)
    for drawing in dict.fromkeys(item for item in drawn if item is not None):
        said_twice = next(drawing.iterancestors(f"{MC}AlternateContent"), None)
        owner = drawing if said_twice is None else said_twice
        if owner.getparent() is not None:
            remove(owner)
    return len(found)


def unseen(package: Package) -> list[str]:
    """Return, by paragraph, the text that is white on no colour, or of 2 points at most."""
    sheet = StyleSheet.of(package)
    return [text for _, root in stories(package) for text in _unseen(root, sheet)]


def _unseen(root: Element, sheet: StyleSheet) -> Iterator[str]:
    for paragraph, runs in _runs(root, sheet):
        faint = [run for run, look in runs if look.size <= SMALLEST or _is_white(run, paragraph, look, sheet)]
        if told := "".join(text.text or "" for run in faint for text in run.iter(f"{W}t")).strip():
            yield told


def _is_white(run: Element, paragraph: Element, look: RunFormat, sheet: StyleSheet) -> bool:
    """Return whether a run is white, and stands neither in a shape nor on a colour, as heads of tables do."""
    if look.colour == "auto":
        return False
    styles = value(run.find(f"{W}rPr"), "rStyle"), sheet.style_of(paragraph)
    own = [sheet.by_id[id] for style in styles for id in sheet.chain(style)]
    named = (value(item.find(f"{W}rPr"), "color") for item in (run, *own))
    colour = next(filter(None, named), "")  # beside one of the theme, Word writes what it comes to
    if not _WHITE.fullmatch(colour) or next(run.iterancestors(f"{W}txbxContent"), None) is not None:
        return False
    around = list(run.iterancestors(f"{W}tc", f"{W}tbl"))
    tables = [sheet.by_id[id] for item in around for id in sheet.chain(value(item.find(f"{W}tblPr"), "tblStyle"))]
    shades = [shade for item in (run, paragraph, *own, *around, *tables) for shade in item.iterfind(f"*/{W}shd")]
    shades += [shade for item in tables for shade in item.iterfind(f"*/*/{W}shd")]
    filled = any(shade.get(f"{W}fill", "auto").lower() not in ("auto", "ffffff") for shade in shades)
    return not filled and not look.highlight
