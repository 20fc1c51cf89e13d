"""Names and ids that may occur once in a file: of bookmarks, drawings, content controls, paragraphs, shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count

from briefing.docx_merge.field_codes import with_bookmarks
from briefing.ooxml.fields import fields
from briefing.ooxml.xml import W14, WP, Element, V, W, attribute, qname

LONGEST = 40
"""Characters in the name of a bookmark, as Word limits it."""

_OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_NO_TEXT = (f"{W14}textId", "77777777")
"""The w14:textId that Word gives to many paragraphs alike."""


@dataclass(slots=True)
class UniqueNames:
    """What the merged file has so far: names of bookmarks in lower case, and ids by what they are of."""

    bookmarks: set[str] = field(default_factory=set)
    ids: dict[str, set[str]] = field(default_factory=dict)

    def free(self, name: str) -> str:
        """Take a name for a bookmark and return it: this one, or if it is taken with a number."""
        numbered = (f"{name[: LONGEST - len(str(number)) - 1]}_{number}" for number in count(2))
        made = next(made for made in chain((name,), numbered) if made.casefold() not in self.bookmarks)
        self.bookmarks.add(made.casefold())
        return made

    def free_id(self, kind: str, old: str) -> str:
        """Take an id and return it: this one, or the next after the highest if it is taken or no number."""
        have = self.ids.setdefault(kind, set())
        new = old
        if old in have or not old.lstrip("-").isdigit():
            new = str(max((int(item) for item in have if item.lstrip("-").isdigit()), default=0) + 1)
        # Word reports a file with a larger id as damaged.
        if int(new) > 2**31 - 1:
            new = next(id for id in map(str, count(1)) if id not in have)
        have.add(new)
        return new


def names_in(roots: Iterable[Element]) -> UniqueNames:
    """Return the names and ids in the parts of a file."""
    names = UniqueNames()
    for root in roots:
        names.bookmarks |= {item.get(f"{W}name", "").casefold() for item in root.iter(f"{W}bookmarkStart")}
        for kind, element, key in _identified(root):
            names.ids.setdefault(kind, set()).add(element.get(key, ""))
    return names


def _identified(root: Element) -> Iterator[tuple[str, Element, str]]:
    """Yield the kind of id, the element and the attribute of everything that has an id of its own."""
    for element in root.iter(f"{W}bookmarkStart"):
        yield "bookmark", element, f"{W}id"
    for element in root.iter(f"{WP}docPr"):
        yield "drawing", element, "id"
    for element in root.iter(f"{W}sdtPr"):
        for id in element.findall(f"{W}id"):
            yield "control", id, f"{W}val"
    for element in root.iter("*"):
        if (name := qname(element)).startswith(V) and name != f"{V}shapetype" and element.get("id"):
            yield "shape", element, "id"
        # Replies to comments and co-authoring go by these ids.
        for key in (f"{W14}paraId", f"{W14}textId"):
            if (id_ := element.get(key)) and (key, id_) != _NO_TEXT:
                yield key, element, key


def make_unique(roots: Iterable[Element], names: UniqueNames) -> None:
    """Give what the parts of an annex hold names and ids that are free, and have links and fields follow."""
    parts, new = list(roots), {}
    for root in parts:
        _renumber(root, names)
        for mark in root.iter(f"{W}bookmarkStart"):
            old = mark.get(f"{W}name", "")
            made = names.free(old)
            if made != old:
                mark.set(f"{W}name", made)
                new[old.casefold()] = made
    for root in parts:
        for link in root.iter(f"{W}hyperlink"):
            if (target := new.get(attribute(link, "anchor").casefold())) is not None:
                link.set(f"{W}anchor", target)
        for item in list(fields(root)):
            item.rewrite(lambda code: with_bookmarks(code, new))


def _renumber(root: Element, names: UniqueNames) -> None:
    ends: dict[str, str] = {}
    shapes: dict[str, str] = {}
    for kind, element, key in list(_identified(root)):
        old, have = element.get(key, ""), names.ids.setdefault(kind, set())
        if kind.startswith(W14):
            if old in have:
                del element.attrib[key]  # Word gives a paragraph without one a new one
            have.add(old)
        elif kind == "shape":
            numbered = (f"{old}_{number}" for number in count(2))
            shapes[old] = next(made for made in chain((old,), numbered) if made not in have)
            have.add(shapes[old])
            element.set(key, shapes[old])
        else:
            element.set(key, names.free_id(kind, old))
            if kind == "bookmark":
                ends[old] = element.get(key, "")
    for end in root.iter(f"{W}bookmarkEnd"):
        end.set(f"{W}id", ends.get(attribute(end, "id"), attribute(end, "id")))
    for item in root.iter(_OLE_OBJECT):
        item.set("ShapeID", shapes.get(item.get("ShapeID", ""), item.get("ShapeID", "")))
