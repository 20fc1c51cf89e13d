"""Parts of an annex in the joined file: pictures, charts with their workbooks, drawings, headers, under new names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.docx_merge.theme import Theme, without_theme
from briefing.ooxml.opc import Relation
from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, R

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_IGNORABLE = f"{{{_MC}}}Ignorable"
_OLD_ID = "{urn:schemas-microsoft-com:office:office}relid"


@dataclass(slots=True)
class Copier:
    """Copies parts of the annex `source`, the `number`th from 1, to the joined file `target`.

    `theme`: that of the annex if the joined file has another, else None; `copied`: the new names of parts by the old.
    """

    source: Package
    target: Package
    number: int
    theme: Theme | None = None
    copied: dict[str, str] = field(default_factory=dict)

    def copy(self, name: str) -> str:
        """The name that a part of the annex has in the joined file; pictures that are there already are not doubled."""
        if name in self.copied:
            return self.copied[name]
        kind, relations = self.source.type_of(name), self.source.relations(name)
        content = self._content(name, kind)
        if kind.startswith("image/") and not relations and (same := self._same(content, kind)):
            self.copied[name] = same
            return same
        new = name if name not in self.target.parts else self.target.free(name)
        self.copied[name] = new  # before what it is related to, which may be related to it
        self.target.add(new, content, kind)
        if relations:
            self.target.redirect(new, {number: self.moved(item) for number, item in relations.items()})
        return new

    def _content(self, name: str, kind: str) -> bytes:
        """Charts and drawings name the colours of a theme, too."""
        if self.theme is not None and "drawingml" in kind and name.endswith(".xml"):
            without_theme(self.source.change(name), self.theme)
        return self.source.content(name)

    def _same(self, content: bytes, kind: str) -> str:
        wanted = hashlib.sha256(content).digest()
        for name, have in self.target.parts.items():
            if len(have) == len(content) and hashlib.sha256(have).digest() == wanted and (
                self.target.type_of(name) == kind
            ):  # fmt: skip
                return name
        return ""

    def moved(self, relation: Relation) -> Relation:
        """The relation as it is in the joined file; its part is copied."""
        if relation.outside or relation.target not in self.source.parts:
            return relation
        return Relation(relation.kind, self.copy(relation.target))

    def relate(self, elements: Iterable[Element], part: str, new: str) -> None:
        """Has elements from `part` of the annex, which go into `new` of the joined file, point to relations of that."""
        relations = self.source.relations(part)
        for top in elements:
            for element in top.iter():
                for key, value in element.attrib.items() if isinstance(element.tag, str) else ():
                    if (key.startswith(R) or key == _OLD_ID) and value in relations:
                        element.set(key, self.target.relate(new, self.moved(relations[value])))


def widened(root: Element, other: Element) -> Element:
    """A root that declares, and has programs ignore, also what `other` does; the same one if it does already.

    What is written for newer programs goes by prefixes in the values of attributes.
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
