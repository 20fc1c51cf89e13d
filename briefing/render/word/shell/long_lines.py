"""The lines of a letterhead that an office's name has made too long, broken where their sense allows."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from briefing.ooxml.length import Length, Pt, Twips
from briefing.ooxml.order import set_value
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.xml import Element, W, append, attribute, child, number, parent, remove_all
from briefing.render.word.shell.tags import own_text, own_text_elements
from briefing.text.line_breaks import balanced_lines
from briefing.text.width import cells

_LEAST = 8
"""Characters that a line must have room for before a tab, or what stands behind it has a line of its own."""
_GAP = 4
"""Half characters between an office and the date after it; those that figures keep from 汉字 are among them."""

MASTHEAD = Pt(26)
"""The type from which on a line is the name of a letterhead; titles have 22 points."""
NARROWEST = 0.6
"""To what part of their width the characters of such a name may be narrowed, as offices do."""

_BEHIND = "\v"
"""Stands for a character of what is printed behind a tab."""


def lines_beside(head: str, behind: str, size: Length, width: Length) -> tuple[str, ...]:
    """Return `head`, in type of this size, in lines of which the last has room for what stands `behind` a tab.

    () if it fits into one line; the last line is empty where what stands behind leaves no room beside it.
    """
    beside = (cells(behind) + _GAP * bool(behind)) * size.twips // 2
    room, most = width.twips - beside, max(1, width.twips // size.twips)
    if cells(head) * size.twips // 2 <= room:
        return ()
    if behind and room < _LEAST * size.twips:
        return (*(balanced_lines(head, most) or (head,)), "")
    # what stands behind is counted as characters of the last line
    *lines, last = balanced_lines(head + _BEHIND * ceil(beside / size.twips), most)
    return (*lines, last.rstrip(_BEHIND)) if _BEHIND not in "".join(lines) else (*balanced_lines(head, most), "")


def break_long_line(paragraph: Element, styles: StyleSheet, width: Length) -> None:
    """Break the line of a paragraph that is centred, or that a tab parts, where it is longer than a `width` has room.

    What stands behind the tab, such as a date, stays on the last line. The name of a letterhead is made narrower before
    it is broken. Text that runs on by itself, lines that are broken already and fit, and words in several formats are
    left alone.
    """
    texts, tabs = [item for item in own_text_elements(paragraph) if item.text], list(paragraph.iter(f"{W}tab"))
    if not texts:
        return
    style = styles.style_of(paragraph)
    if styles.paragraph_format(style, paragraph).align != "center" and not tabs:
        return
    first = texts[0]
    size = Pt(styles.run_format(style, parent(first)).size)
    indent = styles.said(paragraph, "ind")
    sides = sum(number(attribute(indent, side)) if indent is not None else 0 for side in ("left", "right"))
    room = width - Twips(sides)
    if breaks := list(paragraph.iter(f"{W}br")):
        fits = all(cells(item.text or "") * size.twips // 2 <= room.twips for item in texts)
        if tabs or fits or any(parent(item) is not parent(first) for item in (*texts, *breaks)):
            return
        first.text = "".join(item.text or "" for item in texts)
        remove_all((*texts[1:], *breaks))
        texts = texts[:1]
    behind = "".join(item.text or "" for item in texts[1:]) if tabs else ""
    head = first.text or "" if tabs else own_text(paragraph)
    wide = room if tabs or size < MASTHEAD else Twips(int(room.twips / NARROWEST))
    lines = lines_beside(head, behind, size, wide)
    if wide > room:
        _narrow(texts, max(cells(line) for line in lines or (head,)) * size.twips // 2, room)
    if lines and (tabs or len(texts) == 1):
        _write_lines(first, lines)


def _narrow(texts: Sequence[Element], length: int, room: Length) -> None:
    """Make the characters narrower, but not lower, so that a line of this length in twips has room."""
    if length > room.twips:
        for run in {parent(text): None for text in texts}:
            if run.find(f"{W}rPr") is None:
                run.insert(0, run.makeelement(f"{W}rPr", {}))
            set_value(child(run, "rPr"), "w", str(max(round(NARROWEST * 100), room.twips * 100 // length)))


def _write_lines(first: Element, lines: Sequence[str]) -> None:
    run, place = parent(first), first
    first.text = lines[0]
    for line in lines[1:]:
        broken, text = append(run, f"{W}br"), append(run, f"{W}t")
        text.text = line
        place.addnext(broken)
        broken.addnext(text)
        place = text
