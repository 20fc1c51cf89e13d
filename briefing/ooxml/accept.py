"""Tracked changes accepted, as Word does it: what was added stays, what was taken away goes."""

from __future__ import annotations

from briefing.ooxml.checks import REVISIONS
from briefing.ooxml.xml import Element, W, append, local, parent, remove, remove_all

_GONE = tuple(W + name for name in ("del", "moveFrom"))
_ADDED = tuple(W + name for name in ("ins", "moveTo"))
_MARKS = tuple(
    W + name + end
    for name in ("moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange", "customXmlMoveFromRange",
                 "customXmlMoveToRange")
    for end in ("Start", "End")
)  # fmt: skip
_RECORDS = tuple(tag for tag in REVISIONS if tag not in (*_GONE, *_ADDED, f"{W}cellDel"))
"""What only tells how something was before, or that it is new."""


def accept(root: Element) -> int:
    """Accept every change in a part; return how many there were."""
    count = sum(1 for _ in root.iter(*REVISIONS, *_MARKS))
    if not count:
        return 0
    remove_all(root.iter(*_RECORDS, *_MARKS))
    marks = [item for item in root.iter(*_GONE, f"{W}cellDel") if local(parent(item)) in ("trPr", "tcPr")]
    remove_all(dict.fromkeys(parent(parent(item)) for item in marks))
    joined = [
        item for item in root.iter(f"{W}p") if any(item.find(f"{W}pPr/{W}rPr/{tag}") is not None for tag in _GONE)
    ]
    remove_all(root.iter(*_GONE))
    for item in list(root.iter(*_ADDED)):
        unwrap(item)
    for paragraph in reversed(list(dict.fromkeys(joined))):
        join(paragraph)
    remove_all(item for item in root.iter(f"{W}tbl") if item.find(f".//{W}tr") is None)
    for item in [item for item in root.iter(f"{W}tc") if not len(item) or item[-1].tag != f"{W}p"]:
        append(item, f"{W}p")  # a cell ends with a paragraph
    return count


def unwrap(item: Element) -> None:
    """Take an element out and leave what it holds in its place, without its properties (of a w:sdt its content)."""
    content = item.find(f"{W}sdtContent") if item.tag == f"{W}sdt" else item
    for child in [] if content is None else list(content):
        if not local(child).endswith("Pr"):
            item.addprevious(child)
    remove(item)


def join(paragraph: Element) -> None:
    """Put what a paragraph holds into the next one, whose format is that of both: the end of the first is gone."""
    held = [child for child in paragraph if child.tag != f"{W}pPr"]
    following = next((item for item in paragraph.itersiblings() if local(item) in ("p", "tbl", "sdt")), None)
    if following is not None and following.tag == f"{W}p":
        at = 0 if following.find(f"{W}pPr") is None else 1
        for child in reversed(held):
            following.insert(at, child)
    elif held or following is None:  # before a table or at the end of a cell, its text keeps a paragraph of its own
        return
    remove(paragraph)
