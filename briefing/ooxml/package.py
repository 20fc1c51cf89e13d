"""A Word file taken apart: its parts, what they are related to, of what type they are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from lxml import etree

from briefing.errors import BriefingError, Place, Problem
from briefing.render.word.fill import Element
from briefing.render.word.markup import NAMESPACES
from briefing.render.word.package import Parts, pack, unpack
from briefing.render.word.shell import ROOT_RELATIONS, TYPES, parse, serialise

OFFICE = NAMESPACES["r"]
R = f"{{{OFFICE}}}"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part is related to: the kind as a URI, and the name of a part or, `outside`, an address."""

    kind: str
    target: str
    outside: bool = False

    @property
    def short(self) -> str:
        """The last word of the kind: image, header, footnotes …"""
        return self.kind.rpartition("/")[2]


@dataclass(slots=True)
class Book:
    """An opened Word file. `file`: its name in messages; `main`: the name of the part that holds its text.

    `trees` are the parts that were parsed, by name; those in `changed` are written anew, all others keep their bytes.
    """

    file: str
    parts: Parts
    main: str = ""
    trees: dict[str, Element] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    def tree(self, name: str) -> Element:
        """The root of a part, to be read; ValueError if it is not XML."""
        if name not in self.trees:
            self.trees[name] = parse(self.parts[name])
        return self.trees[name]

    def change(self, name: str) -> Element:
        """The root of a part, to be changed."""
        self.changed.add(name)
        return self.tree(name)

    def put(self, name: str, root: Element) -> None:
        """Gives a part a new root."""
        self.trees[name] = root
        self.changed.add(name)

    def content(self, name: str) -> bytes:
        """The bytes of a part as it stands now."""
        return serialise(self.trees[name]) if name in self.changed else self.parts[name]

    def packed(self) -> bytes:
        """The Word file."""
        return pack({name: self.content(name) for name in self.parts})

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part is related to, by id; of "" that is the file itself."""
        holder = _relations_of(name)
        if holder not in self.parts:
            return {}
        return {entry.get("Id", ""): self._relation(name, entry) for entry in self.tree(holder).iter("{*}Relationship")}

    def _relation(self, name: str, entry: Element) -> Relation:
        kind, target = entry.get("Type", ""), entry.get("Target", "")
        if entry.get("TargetMode") == "External" or target.startswith("#"):
            return Relation(kind, target, outside=True)
        full = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")
        return Relation(kind, full if full in self.parts else unquote(full))

    def part(self, short: str) -> str:
        """The name of the part that the text is related to by this kind; "" if there is none."""
        found = (item.target for item in self.relations(self.main).values() if item.short == short)
        return next((target for target in found if target in self.parts), "")

    def relate(self, name: str, relation: Relation) -> str:
        """The id of a relation of a part: of the one that it has, or of a new one."""
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
        self._enter(self.change(holder), name, f"rId{count}", relation)
        return f"rId{count}"

    def _enter(self, root: Element, name: str, number: str, relation: Relation) -> None:
        target = relation.target
        if not relation.outside:
            target = posixpath.relpath(f"/{target}", posixpath.join("/", posixpath.dirname(name)))
        entry = {"Id": number, "Type": relation.kind, "Target": target}
        outside = {"TargetMode": "External"} if relation.outside and not target.startswith("#") else {}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", entry | outside)

    def redirect(self, name: str, targets: dict[str, Relation]) -> None:
        """Gives a new part its relations, by id."""
        self.parts[_relations_of(name)] = _NO_RELATIONS
        root = self.change(_relations_of(name))
        for number, relation in targets.items():
            self._enter(root, name, number, relation)

    def type_of(self, name: str) -> str:
        """The content type of a part; "" if none is declared."""
        entries = list(self.tree(TYPES))
        override = f"/{name}".casefold()
        ending = name.rpartition(".")[2].casefold()
        for entry in entries:
            if entry.get("PartName", "").casefold() == override:
                return str(entry.get("ContentType", ""))
        return next((item.get("ContentType", "") for item in entries if _is_default(item, ending)), "")

    def declare(self, name: str, kind: str) -> None:
        """Declares the content type of a new part, by its ending where that is free."""
        if self.type_of(name) == kind:
            return
        root, ending = self.change(TYPES), name.rpartition(".")[2]
        if ending != "xml" and not any(_is_default(entry, ending.casefold()) for entry in root):
            root.insert(0, root.makeelement(f"{_CONTENT}Default", {"Extension": ending, "ContentType": kind}))
        else:
            etree.SubElement(root, f"{_CONTENT}Override", {"PartName": f"/{name}", "ContentType": kind})

    def free(self, name: str) -> str:
        """A name like this one, with a number that no part has yet."""
        folder, base = posixpath.split(name)
        stem, ending = posixpath.splitext(base)
        taken = {part.casefold() for part in self.parts}
        stem, count = re.sub(r"\d+$", "", stem), 1
        while (made := posixpath.join(folder, f"{stem}{count}{ending}")).casefold() in taken:
            count += 1
        return made

    def add(self, name: str, content: bytes, kind: str) -> None:
        """A new part."""
        self.parts[name] = content
        self.declare(name, kind)

    def ensure(self, short: str, name: str, kind: str, content: str) -> str:
        """The name of the part that the text is related to by this kind, which is made where it is missing."""
        if found := self.part(short):
            return found
        name = name if name not in self.parts else self.free(name)
        self.add(name, content.encode(), kind)
        self.relate(self.main, Relation(f"{OFFICE}/{short}", name))
        return name

    def stories(self) -> Iterator[str]:
        """The names of the parts with text that print: the main one, headers and footers, footnotes."""
        yield self.main
        wanted = ("header", "footer", "footnotes")
        targets = [item.target for item in self.relations(self.main).values() if item.short in wanted]
        yield from dict.fromkeys(target for target in targets if target in self.parts)


def _is_default(entry: Element, ending: str) -> bool:
    return bool(entry.get("Extension", "").casefold() == ending)


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def open_book(docx: bytes, file: str) -> Book:
    """The Word file in `docx`; BriefingError if it is none, or is damaged. `file` is its name for the message."""
    try:
        book = Book(file, unpack(docx))
    except BriefingError as error:
        raise BriefingError(
            replace(item, message=_mine(item.message), place=Place(file)) for item in error.problems
        ) from error
    try:
        mains = [item.target for item in book.relations("").values() if item.short == "officeDocument"]
        book.main = next(target for target in mains if target in book.parts)
        for name in (TYPES, ROOT_RELATIONS, *book.stories()):
            book.tree(name)
        for short in ("styles", "numbering", "settings", "fontTable", "theme"):
            if name := book.part(short):
                book.tree(name)
    except (StopIteration, KeyError, ValueError) as error:
        said = f"（{error}）" if isinstance(error, ValueError) else ""
        raise BriefingError(
            Problem(f"不是完好的 Word 文件{said}。", place=Place(file), hint="请用 Word 打开确认，再另存为 .docx。")
        ) from error
    return book


def _mine(message: str) -> str:
    """What the zip says of a shell, said of any Word file."""
    return message.replace("版式文件", "文件")
