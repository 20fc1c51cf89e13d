"""The lines of a letterhead that an office's name has made too long, broken where their sense allows."""

from __future__ import annotations

from briefing.ooxml.length import Length, Pt, Twips
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.xml import Element, W, append, attribute, number, parent
from briefing.render.word.shell.tags import own_text, own_text_elements
from briefing.text.line_breaks import balanced_lines
from briefing.text.width import cells

_LEAST = 8
"""Characters that a line must have room for before a tab, or what stands behind it has a line of its own."""
_GAP = 4
"""Half characters between an office and the date after it; those that figures keep from 汉字 are among them."""


def lines_beside(head: str, behind: str, size: Length, width: Length) -> tuple[str, ...]:
    """Return `head`, in type of this size, in lines of which the last has room for what stands `behind` a tab.

    () if it fits into one line; the last line is empty where what stands behind leaves no room beside it.
    """
    room = width.twips - (cells(behind) + _GAP * bool(behind)) * size.twips // 2
    if cells(head) * size.twips // 2 <= room:
        return ()
    if behind and room < _LEAST * size.twips:
        return (*(balanced_lines(head, max(1, width.twips // size.twips)) or (head,)), "")
    return balanced_lines(head, max(1, room // size.twips))


def break_long_line(paragraph: Element, styles: StyleSheet, width: Length) -> None:
    """Break the line of a paragraph that is centred, or that a tab parts, where it is longer than a `width` has room.

    What stands behind the tab, such as a date, stays on the last line. Text that runs on by itself, lines that are
    broken already and words in several formats are left alone.
    """
    texts = [item for item in own_text_elements(paragraph) if item.text]
    tabs = list(paragraph.iter(f"{W}tab"))
    if not texts or next(paragraph.iter(f"{W}br"), None) is not None:
        return
    style = styles.style_of(paragraph)
    if styles.paragraph_format(style, paragraph).align != "center" and not tabs:
        return
    first = texts[0]
    size = Pt(styles.run_format(style, parent(first)).size)
    indent = styles.said(paragraph, "ind")
    sides = sum(number(attribute(indent, side)) if indent is not None else 0 for side in ("left", "right"))
    behind = "".join(item.text or "" for item in texts[1:]) if tabs else ""
    head = first.text or "" if tabs else own_text(paragraph)
    lines = lines_beside(head, behind, size, width - Twips(sides))
    if not lines or (not tabs and len(texts) > 1):
        return
    run, place = parent(first), first
    first.text = lines[0]
    for line in lines[1:]:
        broken, text = append(run, f"{W}br"), append(run, f"{W}t")
        text.text = line
        place.addnext(broken)
        broken.addnext(text)
        place = text
