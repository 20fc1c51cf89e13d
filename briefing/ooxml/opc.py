"""Parts, their relations and their types (Open Packaging Conventions, ISO/IEC 29500-2): of any office file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from briefing.ooxml.xml import Element, parse, serialise
from briefing.ooxml.zipped import Parts, pack

TYPES = "[Content_Types].xml"

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part is related to: the kind as a URI, and the name of a part or, `outside`, an address."""

    kind: str
    target: str
    outside: bool = False

    @property
    def short(self) -> str:
        """Return the last word of the kind: image, header, footnotes …"""
        return self.kind.rpartition("/")[2]


@dataclass(slots=True)
class PartStore:
    """The parts of a file, and what they say of one another.

    `trees` are those of XML, parsed, by name; those in `changed` are written anew, others keep their bytes.
    """

    parts: Parts
    trees: dict[str, Element] = field(default_factory=dict, kw_only=True)
    changed: set[str] = field(default_factory=set, kw_only=True)

    def tree(self, name: str) -> Element:
        """Return the root of a part, to be read; XmlError if it is not XML."""
        if name not in self.trees:
            self.trees[name] = parse(self.parts[name])
        return self.trees[name]

    def change(self, name: str) -> Element:
        """Return the root of a part, to be changed."""
        self.changed.add(name)
        return self.tree(name)

    def put(self, name: str, root: Element) -> None:
        """Give a part a new root."""
        self.trees[name] = root
        self.changed.add(name)

    def content(self, name: str) -> bytes:
        """Return the bytes of a part as it stands now."""
        return serialise(self.trees[name]) if name in self.changed else self.parts[name]

    def packed(self) -> bytes:
        """Return the file; the same parts give the same bytes."""
        return pack({name: self.content(name) for name in self.parts})

    def relations(self, name: str) -> dict[str, Relationship]:
        """Return what a part is related to, by id; of "" that is the file itself."""
        holder = _relations_of(name)
        if holder not in self.parts:
            return {}
        return {entry.get("Id", ""): self._relation(name, entry) for entry in self.tree(holder).iter("{*}Relationship")}

    def _relation(self, name: str, entry: Element) -> Relationship:
        kind, target = entry.get("Type", ""), entry.get("Target", "")
        # A bare fragment names a place in the same part, and no part.
        if entry.get("TargetMode") == "External" or target.startswith("#"):
            return Relationship(kind, target, outside=True)
        full = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")
        # A blank in a name is %20 in the relationship, in the archive, in both or in neither: programs differ.
        return Relationship(kind, full if full in self.parts else unquote(full))

    def relate(self, name: str, relation: Relationship) -> str:
        """Return the id of a relation of a part: of the one that it has, or of a new one."""
        # One relationship serves all that refer to a target, as Word writes it.
        have = self.relations(name)
        for number, known in have.items():
            if known == relation:
                return number
        holder = _relations_of(name)
        if holder not in self.parts:
            self.parts[holder] = _NO_RELATIONS
            self.declare(holder, _RELATIONS_TYPE)
        count = len(have) + 1
        while f"rId{count}" in have:
            count += 1
        self._add_relation(self.change(holder), name, f"rId{count}", relation)
        return f"rId{count}"

    def _add_relation(self, root: Element, name: str, number: str, relation: Relationship) -> None:
        target = relation.target
        if not relation.outside:
            target = posixpath.relpath(f"/{target}", posixpath.join("/", posixpath.dirname(name)))
        entry = {"Id": number, "Type": relation.kind, "Target": target}
        outside = {"TargetMode": "External"} if relation.outside and not target.startswith("#") else {}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", entry | outside)

    def redirect(self, name: str, targets: Mapping[str, Relationship]) -> None:
        """Give a new part its relations, by id."""
        self.parts[_relations_of(name)] = _NO_RELATIONS
        root = self.change(_relations_of(name))
        for number, relation in targets.items():
            self._add_relation(root, name, number, relation)

    def type_of(self, name: str) -> str:
        """Return the content type of a part; "" if none is declared."""
        entries = list(self.tree(TYPES))
        # OPC compares the names of parts without regard to case; an Override stands over a Default.
        override = f"/{name}".casefold()
        ending = name.rpartition(".")[2].casefold()
        for entry in entries:
            if entry.get("PartName", "").casefold() == override:
                return entry.get("ContentType", "")
        return next((item.get("ContentType", "") for item in entries if _is_default(item, ending)), "")

    def declare(self, name: str, kind: str) -> None:
        """Declare the content type of a new part, by its ending where that is free."""
        if self.type_of(name) == kind:
            return
        root, ending = self.change(TYPES), name.rpartition(".")[2]
        # A Default for xml would also give its type to parts of XML that other programs add later.
        if ending != "xml" and not any(_is_default(entry, ending.casefold()) for entry in root):
            root.insert(0, root.makeelement(f"{_CONTENT}Default", {"Extension": ending, "ContentType": kind}))
        else:
            etree.SubElement(root, f"{_CONTENT}Override", {"PartName": f"/{name}", "ContentType": kind})

    def free(self, name: str) -> str:
        """Return a name like this one, with a number that no part has yet."""
        folder, base = posixpath.split(name)
        stem, ending = posixpath.splitext(base)
        taken = {part.casefold() for part in self.parts}
        stem, count = re.sub(r"\d+$", "", stem), 1
        while (made := posixpath.join(folder, f"{stem}{count}{ending}")).casefold() in taken:
            count += 1
        return made

    def add(self, name: str, content: bytes, kind: str) -> None:
        """Add a new part of this content type."""
        self.parts[name] = content
        self.declare(name, kind)

    def drop(self, name: str) -> None:
        """Take a part out, with its relations, its declaration, and every relation that leads to it."""
        for gone in (name, _relations_of(name)):
            self.parts.pop(gone, None)
            self.trees.pop(gone, None)
            self.changed.discard(gone)
        for entry in [
            item for item in self.tree(TYPES) if item.get("PartName", "").casefold() == f"/{name}".casefold()
        ]:
            self.change(TYPES).remove(entry)
        # Word calls a file damaged that has a relationship to a part that is gone.
        for holder in [part for part in self.parts if part.endswith(".rels")]:
            for number, relation in self.relations(owner_of(holder)).items():
                if not relation.outside and relation.target == name:
                    self._remove_relation(holder, number)

    def unrelate(self, name: str, relation: Relationship) -> None:
        """Take a relation of a part away; the part that it leads to stays."""
        for number, known in self.relations(name).items():
            if known == relation:
                self._remove_relation(_relations_of(name), number)

    def _remove_relation(self, holder: str, number: str) -> None:
        root = self.change(holder)
        for entry in [item for item in root if item.get("Id") == number]:
            root.remove(entry)


def _is_default(entry: Element, ending: str) -> bool:
    return entry.get("Extension", "").casefold() == ending


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def owner_of(holder: str) -> str:
    """Return the part whose relations stand in the part `holder` (….rels); "" for those of the file itself."""
    folder, base = posixpath.split(holder)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
