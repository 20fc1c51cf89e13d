"""What a text that was taken out leaves behind in a Word file: pictures, charts and notes that nothing shows."""

from __future__ import annotations

from briefing.ooxml.package import OFFICE, Package
from briefing.ooxml.xml import Element, W, remove

_SHOWN = ("image", "chart", "hyperlink", "oleObject", "package", "diagramData", "diagramLayout", "diagramQuickStyle",
          "diagramColors", "diagramDrawing", "chartEx", "video", "audio", "media", "control", "aFChunk")  # fmt: skip
"""The kinds of relations that stand for something in the text where it names them."""
_ENDS = {"permStart": "permEnd", "bookmarkStart": "bookmarkEnd", "moveFromRangeStart": "moveFromRangeEnd"}


def drop_unused(package: Package) -> None:
    """Take out pictures, charts, links and notes that the text names no longer, and one end of what had two."""
    root = package.change(package.main)
    named = {value for item in root.iter() for name, value in item.items() if name.startswith(f"{{{OFFICE}}}")}
    for number, relation in package.relations(package.main).items():
        if relation.short in _SHOWN and number not in named:
            package.unrelate(package.main, relation)
            if not relation.outside and not _related(package, relation.target):
                package.drop(relation.target)
    for kind in ("footnote", "endnote"):
        used = {item.get(f"{W}id") for item in root.iter(f"{W}{kind}Reference")}
        part = package.part(f"{kind}s")
        for note in list(package.change(part).iter(f"{W}{kind}")) if part else ():
            if note.get(f"{W}id") not in used and note.get(f"{W}type") is None:
                remove(note)
    for start, end in _ENDS.items():
        _pair(root, start, end)
    _close_fields(root)


def _related(package: Package, target: str) -> bool:
    """Return whether any part is still related to another."""
    holders = (name.replace("_rels/", "").removesuffix(".rels") for name in package.parts if name.endswith(".rels"))
    return any(item.target == target for name in holders for item in package.relations(name).values())


def _pair(root: Element, start: str, end: str) -> None:
    found = [list(root.iter(f"{W}{name}")) for name in (start, end)]
    ids = [{item.get(f"{W}id") for item in items} for items in found]
    for item in (*found[0], *found[1]):
        if item.get(f"{W}id") not in ids[0] & ids[1]:
            remove(item)


def _close_fields(root: Element) -> None:
    """Take out the marks of fields that began or ended in what is gone."""
    opened: list[list[Element]] = []
    lost: list[Element] = []
    for mark in root.iter(f"{W}fldChar"):
        if mark.get(f"{W}fldCharType") == "begin":
            opened.append([mark])
        elif not opened:
            lost.append(mark)
        else:
            opened[-1].append(mark)
            if mark.get(f"{W}fldCharType") == "end":
                opened.pop()
    for mark in (*lost, *(mark for marks in opened for mark in marks)):
        remove(mark)
