"""The lists of one document beside those of its shell: ordered items that count from 1, headings without a number."""

from __future__ import annotations

from copy import deepcopy

from briefing.ooxml.xml import Element, W, append, attribute, child, new, parse, remove, serialise
from briefing.render.word.writing_context import WritingContext

_IDENTITY = tuple(f"{W}{name}" for name in ("nsid", "tmpl", "name", "styleLink", "numStyleLink"))


def with_lists(content: bytes, context: WritingContext) -> bytes:
    """numbering.xml with the lists that the draft uses; the same bytes if it uses none."""
    if not (context.lists or context.unnumbered):
        return content
    root = parse(content)
    first = child(root, "num")
    if context.unnumbered:
        first.addprevious(_unnumbered(root, context.shell.heading_list, context.unnumbered))
        first.addprevious(_use(context.unnumbered, str(context.unnumbered)))
    for number in context.lists:
        first.addprevious(_use(number, context.shell.item_list, start=True))
    return serialise(root)


def _unnumbered(root: Element, kind: str, number: int) -> Element:
    """The list of the headings once more, with its indents and without its numbers."""
    kinds = root.iter(f"{W}abstractNum")
    copy = deepcopy(next(item for item in kinds if attribute(item, "abstractNumId") == kind))
    copy.set(f"{W}abstractNumId", str(number))
    for element in list(copy.iter(*_IDENTITY, f"{W}pStyle")):
        remove(element)
    for element in copy.iter(f"{W}numFmt"):
        element.set(f"{W}val", "none")
    for element in copy.iter(f"{W}lvlText"):
        element.set(f"{W}val", "")
    return copy


def _use(number: int, kind: str, *, start: bool = False) -> Element:
    """A list with the id `number` of the kind `kind`; `start`: it counts from 1, whatever was counted before."""
    use = new(f"{W}num", {f"{W}numId": str(number)})
    append(use, f"{W}abstractNumId", {f"{W}val": kind})
    if start:
        level = append(use, f"{W}lvlOverride", {f"{W}ilvl": "0"})
        append(level, f"{W}startOverride", {f"{W}val": "1"})
    return use
