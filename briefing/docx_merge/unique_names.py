"""Names and numbers that a file may have once only: bookmarks, drawings, content controls, paragraphs, shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefing.docx_merge.field_codes import fields, repointed
from briefing.ooxml.xml import Element, W, attribute

LONGEST = 40
"""Characters in the name of a bookmark, as Word limits it."""

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SHAPES = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_ANCHOR = f"{W}anchor"


@dataclass(slots=True)
class Names:
    """What the joined file has so far: bookmarks in lower case, and numbers by what they are of."""

    bookmarks: set[str] = field(default_factory=set)
    numbers: dict[str, set[str]] = field(default_factory=dict)

    def free(self, name: str) -> str:
        """The name itself, or with a number if that is taken; it is taken from now on."""
        made, count = name, 1
        while made.casefold() in self.bookmarks:
            count += 1
            made = f"{name[: LONGEST - len(str(count)) - 1]}_{count}"
        self.bookmarks.add(made.casefold())
        return made

    def number(self, kind: str, old: str) -> str:
        """The number itself, or the next after the highest if it is taken."""
        have = self.numbers.setdefault(kind, set())
        new = old
        if old in have or not old.lstrip("-").isdigit():
            new = str(max((int(item) for item in have if item.lstrip("-").isdigit()), default=0) + 1)
        if int(new) > 2**31 - 1:
            new = str(next(count for count in range(1, len(have) + 2) if str(count) not in have))
        have.add(new)
        return new


def names_of(roots: Iterable[Element]) -> Names:
    """The names and numbers in the parts of a file."""
    names = Names()
    for root in roots:
        names.bookmarks |= {item.get(f"{W}name", "").casefold() for item in root.iter(f"{W}bookmarkStart")}
        for kind, element, key in _numbered(root):
            names.numbers.setdefault(kind, set()).add(element.get(key, ""))
    return names


def _numbered(root: Element) -> Iterator[tuple[str, Element, str]]:
    """All that has a number of its own, by what numbers are counted apart."""
    for element in root.iter(f"{W}bookmarkStart"):
        yield "bookmark", element, f"{W}id"
    for element in root.iter(_DRAWING):
        yield "drawing", element, "id"
    for element in root.iter(f"{W}sdtPr"):
        for number in element.findall(f"{W}id"):
            yield "control", number, f"{W}val"
    for element in root.iter():
        if isinstance(element.tag, str):
            if element.tag.startswith(_SHAPES) and element.tag != f"{_SHAPES}shapetype" and element.get("id"):
                yield "shape", element, "id"
            for key in (f"{_W14}paraId", f"{_W14}textId"):
                if element.get(key) and not (key.endswith("textId") and element.get(key) == "77777777"):
                    yield key, element, key


def rename(roots: Mapping[str, Element], names: Names) -> dict[str, str]:
    """Gives what an annex holds names and numbers that are free, and has all that point to them follow.

    The new names of bookmarks by the old ones in lower case; one that keeps its name is not among them.
    """
    new = {}
    for root in roots.values():
        _renumber(root, names)
        for mark in root.iter(f"{W}bookmarkStart"):
            old = mark.get(f"{W}name", "")
            made = names.free(old)
            if made != old:
                mark.set(f"{W}name", made)
                new[old.casefold()] = made
    for root in roots.values():
        repoint(root, new)
    return new


def repoint(root: Element, new: Mapping[str, str]) -> None:
    """Has links and fields point to bookmarks under their new names."""
    for link in root.iter(f"{W}hyperlink"):
        if (target := new.get(link.get(_ANCHOR, "").casefold())) is not None:
            link.set(_ANCHOR, target)
    for item in list(fields(root)):
        item.rewrite(lambda code: repointed(code, new))


def _renumber(root: Element, names: Names) -> None:
    ends: dict[str, str] = {}
    shapes: dict[str, str] = {}
    for kind, element, key in list(_numbered(root)):
        old = element.get(key, "")
        if kind.startswith(_W14):
            _once(element, key, names.numbers.setdefault(kind, set()))
        elif kind == "shape":
            shapes[old] = _shape(old, names.numbers.setdefault(kind, set()))
            element.set(key, shapes[old])
        else:
            element.set(key, names.number(kind, old))
            if kind == "bookmark":
                ends[old] = element.get(key, "")
    for end in root.iter(f"{W}bookmarkEnd"):
        end.set(f"{W}id", ends.get(attribute(end, "id"), attribute(end, "id")))
    for held in root.iter(f"{_OFFICE}OLEObject"):
        held.set("ShapeID", shapes.get(held.get("ShapeID", ""), held.get("ShapeID", "")))


def _once(element: Element, key: str, have: set[str]) -> None:
    """Word gives a paragraph without such an id a new one."""
    if element.get(key) in have:
        del element.attrib[key]
    else:
        have.add(element.get(key, ""))


def _shape(old: str, have: set[str]) -> str:
    made, count = old, 1
    while made in have:
        count += 1
        made = f"{old}_{count}"
    have.add(made)
    return made
