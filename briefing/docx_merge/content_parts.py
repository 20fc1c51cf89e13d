"""Footnotes of an annex in the joined file: numbers that are free, the lines above them once."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from briefing.docx_merge.copying import Copier, widened
from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, W, append, attribute, parse
from briefing.render.word.footnotes import FOOTNOTES_TYPE, with_footnotes
from briefing.render.word.markup import DECLARED

_EMPTY = (
    f"<w:footnotes {DECLARED}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def bring_notes(target: Package, copier: Copier, stories: Iterable[Element]) -> None:
    """Brings the footnotes that the text of an annex refers to."""
    uses = [item for root in stories for item in root.iter(f"{W}footnoteReference")]
    old = copier.source.part("footnotes")
    if not uses or not old:
        return
    new = not target.part("footnotes")
    part = target.ensure("footnotes", "word/footnotes.xml", FOOTNOTES_TYPE, _EMPTY)
    source = copier.source.tree(old)
    target.put(part, widened(target.tree(part), source))
    root = target.tree(part)
    notes = {item.get(f"{W}id"): item for item in source.iter(f"{W}footnote") if _is_text(item)}
    last = max((int(attribute(item, "id")) for item in root.iter(f"{W}footnote")), default=0)
    for count, use in enumerate([item for item in uses if item.get(f"{W}id") in notes], start=1):
        note = deepcopy(notes[use.get(f"{W}id")])
        for holder in (note, use):
            holder.set(f"{W}id", str(max(last, 0) + count))
        root.append(note)
        copier.relate([note], old, part)
    if new:
        _know(target)


def _know(target: Package) -> None:
    """Has the settings of the file know of the lines between text and notes."""
    if not (name := target.part("settings")):
        return
    said = target.tree(name).find(f"{W}footnotePr")
    if said is None:
        target.put(name, parse(with_footnotes(target.content(name))))
    elif said.find(f"{W}footnote") is None:
        target.changed.add(name)
        for number in ("-1", "0"):
            append(said, f"{W}footnote", {f"{W}id": number})


def _is_text(note: Element) -> bool:
    return bool(note.get(f"{W}type", "normal") == "normal")
