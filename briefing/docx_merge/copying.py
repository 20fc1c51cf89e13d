"""Parts of an annex copied to the merged file under free names: pictures, charts with workbooks, headers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.docx_merge.theme import without_theme
from briefing.ooxml.opc import Relationship
from briefing.ooxml.package import Package
from briefing.ooxml.theme import OfficeTheme
from briefing.ooxml.xml import MC, Element, R

_IGNORABLE = f"{MC}Ignorable"
_VML_ID = "{urn:schemas-microsoft-com:office:office}relid"


@dataclass(slots=True)
class Copier:
    """Copies parts of the annex `source` to the merged file `target`.

    `theme` is that of the annex where the merged file has another, else None; `copied` maps old part names to new ones.
    """

    source: Package
    target: Package
    theme: OfficeTheme | None = None
    copied: dict[str, str] = field(default_factory=dict)

    def copy(self, name: str) -> str:
        """Return the name of a part in the merged file, where it is copied; a picture already there is not doubled."""
        if name in self.copied:
            return self.copied[name]
        kind, relations = self.source.type_of(name), self.source.relations(name)
        if self.theme is not None and "drawingml" in kind and name.endswith(".xml"):
            without_theme(self.source.change(name), self.theme)  # charts and drawings name its colours, too
        content = self.source.content(name)
        if kind.startswith("image/") and not relations:
            for known, have in self.target.parts.items():
                # Seals and logos stand in every briefing of an office.
                if have == content and self.target.type_of(known) == kind:
                    self.copied[name] = known
                    return known
        new = name if name not in self.target.parts else self.target.free(name)
        self.copied[name] = new  # before what it is related to, which may be related to it
        self.target.add(new, content, kind)
        if relations:
            self.target.redirect(new, {number: self.moved(item) for number, item in relations.items()})
        return new

    def moved(self, relation: Relationship) -> Relationship:
        """Return the relation as it is in the merged file, where its part is copied."""
        if relation.outside or relation.target not in self.source.parts:
            return relation
        return Relationship(relation.kind, self.copy(relation.target))

    def relate(self, elements: Iterable[Element], part: str, new: str) -> None:
        """Have elements from `part` of the annex that go into `new` of the merged file refer to relations of that."""
        relations = self.source.relations(part)
        for top in elements:
            for element in top.iter("*"):
                for key, value in element.attrib.items():
                    if (key.startswith(R) or key == _VML_ID) and value in relations:
                        element.set(key, self.target.relate(new, self.moved(relations[value])))


def declaring(root: Element, other: Element) -> Element:
    """Return a root that also declares the prefixes of `other` and lists them as ignorable; `root` if it does already.

    Markup for newer programs names prefixes in the values of attributes, where the parser cannot keep them bound.
    """
    spaces = {prefix: uri for prefix, uri in other.nsmap.items() if prefix} | dict(root.nsmap)
    prefixes = " ".join(dict.fromkeys(f"{root.get(_IGNORABLE, '')} {other.get(_IGNORABLE, '')}".split()))
    if spaces == root.nsmap and prefixes == root.get(_IGNORABLE, ""):
        return root
    made = root.makeelement(root.tag, dict(root.attrib), nsmap=spaces)
    made.text = root.text
    made.extend(list(root))
    if prefixes:
        made.set(_IGNORABLE, prefixes)
    return made
