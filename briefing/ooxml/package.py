"""An office file as a package of parts (Open Packaging Conventions, ISO/IEC 29500-2): opened safely, changed, written.

Nobody has vouched for a file that somebody hands in. Sizes are looked at before anything is unpacked, and every part
of XML is parsed without entities before anything is believed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self, TypeAlias
from urllib.parse import unquote

from lxml import etree

from briefing.errors import BriefingError, Place, Problem
from briefing.ooxml.xml import NAMESPACES, Element, W, XmlError, local, parse, serialise

Parts = dict[str, bytes]
"""The parts of a file by name, without a leading slash, in the order in which they stand in it."""

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
OFFICE = NAMESPACES["r"]

SAVE_AS = "请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”，再用新文件。"
REPAIR = "请用 Word 或 WPS 打开确认（Word 会提示修复），另存为“Word 文档（.docx）”，再用新文件。"

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
_MAIN_TYPE = b"wordprocessingml.document.main+xml"
_ROOTS = {
    "styles": "styles", "numbering": "numbering", "settings": "settings", "fontTable": "fonts", "header": "hdr",
    "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
}  # fmt: skip
"""The roots of the parts that the text is related to, by the kind of relation."""
_COMPOUND = b"\xd0\xcf\x11\xe0"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DEFECTS = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError, OSError, zlib.error)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold, unpacked: `parts`, `bytes` of all together, and of those of XML, which grow when parsed."""

    parts: int = 5_000
    bytes: int = 256 * 1024 * 1024
    xml: int = 48 * 1024 * 1024

    def __str__(self) -> str:
        return f"{self.parts} 个部件、{self.bytes >> 20} MB，其中文字 {self.xml >> 20} MB"


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


Said = Iterator[tuple[str, str]]
"""What is wrong with a file, and what to do."""


Check: TypeAlias = "Callable[[Package], Said]"
"""What a caller may ask of a file; see `ooxml.checks` for those that several callers ask."""


@dataclass(slots=True)
class Package:
    """An opened Word file.

    `file`: its name in messages; `noun`: what messages call it (版式文件); `main`: the name of the part that holds its
    text. `trees` are the parts of XML, parsed, by name; those in `changed` are written anew, others keep their bytes.
    """

    file: str
    parts: Parts
    noun: str = "文件"
    main: str = ""
    trees: dict[str, Element] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    @classmethod
    def open(
        cls,
        data: bytes,
        file: str = "",
        *,
        noun: str = "文件",
        limits: Limits = Limits(),
        checks: Sequence[Check] = (),
    ) -> Self:
        """Return the Word file in `data`.

        BriefingError if it is none, is damaged, encrypted, larger than `limits` or names parts that are not there;
        else with everything that `checks` (see `ooxml.checks`) find, all at once. `file` is its path for the messages.
        """
        package = cls(file, {}, noun)
        try:
            package.parts = unpack(data, limits)
            package._parse(limits)
            package.main = package._main()
        except Refused as refused:
            raise BriefingError([package.problem(*said) for said in refused.said]) from refused
        package.hold(checks)
        return package

    def hold(self, checks: Iterable[Check]) -> None:
        """BriefingError with everything that the checks find."""
        if found := [self.problem(*said) for check in checks for said in check(self)]:
            raise BriefingError(found)

    def problem(self, message: str, hint: str = "") -> Problem:
        """Return a problem of this file; `message` goes on from its noun: 不是 Word 文档。"""
        return Problem(self.noun + message, Place(self.file or None), hint)

    def _parse(self, limits: Limits) -> None:
        """Parse what is XML by its name, or will be read as XML by its declared type."""
        names = [name for name in self.parts if name.lower().endswith((".xml", ".rels"))]
        try:
            typed = parse(self.parts.get(TYPES, b""))
        except XmlError as error:
            raise Refused("不是 Word 文档。", SAVE_AS) from error
        endings = tuple(f".{item.get('Extension', '').lower()}" for item in typed if _is_xml(item))
        named = {item.get("PartName", "").lstrip("/") for item in typed if _is_xml(item)}
        names += [
            name for name in self.parts if name not in names and (name in named or name.lower().endswith(endings))
        ]
        if sum(len(self.parts[name]) for name in names) > limits.xml:
            raise Refused(*_large(limits))
        said = []
        for name in names:
            try:
                self.trees[name] = parse(self.parts[name])
            except XmlError as error:
                said.append((f"的部件 {name} {error}。", REPAIR))
        if said:
            raise Refused(said=said)

    def _main(self) -> str:
        """Return the name of the part that holds the text; refuse what is no Word file, and one that is not whole."""
        if b"purl.oclc.org/ooxml" in self.parts.get(ROOT_RELATIONS, b""):
            raise Refused("是“Strict Open XML”格式，多数办公软件读不全。", SAVE_AS)
        if missing := list(dict.fromkeys(self._missing())):
            raise Refused(said=[(f"已损坏：缺少部件 {part}（{owner}要用它）。", REPAIR) for part, owner in missing])
        mains = [item.target for item in self.relations("").values() if item.short == "officeDocument"]
        main = mains[0] if len(mains) == 1 else ""
        kinds = (b"template.main+xml", b"macroEnabled", _MAIN_TYPE)
        if main not in self.trees or self.trees[main].tag != f"{W}document" or not self._typed(kinds):
            raise Refused("不是 Word 文档（.docx）。", SAVE_AS)
        if self.trees[main].find(f"{W}body") is None:
            raise Refused("里没有正文。", REPAIR)
        if strange := list(self._strange(main)):
            raise Refused(said=[(f"已损坏：部件 {name} 里不是它应有的内容。", REPAIR) for name in strange])
        return main

    def _typed(self, kinds: Iterable[bytes]) -> bool:
        return any(kind in self.parts[TYPES] for kind in kinds)

    def _missing(self) -> Iterator[tuple[str, str]]:
        """Parts that others are related to and that are not there: Word calls such a file damaged."""
        if ROOT_RELATIONS not in self.parts:
            yield ROOT_RELATIONS, "文件"
        for name in [name for name in self.parts if name.endswith(".rels")]:
            folder, base = posixpath.split(name)
            owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
            for relation in self.relations(owner).values():
                if not relation.outside and relation.target not in self.parts:
                    yield relation.target, f"{owner} " if owner else "文件"

    def _strange(self, main: str) -> Iterator[str]:
        """Parts that hold something else than what others are related to them for."""
        roots = {name: "Relationships" for name in self.parts if name.endswith(".rels")}
        for relation in self.relations(main).values():
            if relation.short in _ROOTS and not relation.outside:
                roots[relation.target] = _ROOTS[relation.short]
        for name, root in roots.items():
            if name not in self.trees or local(self.trees[name]) != root:
                yield name

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

    def relations(self, name: str) -> dict[str, Relation]:
        """Return what a part is related to, by id; of "" that is the file itself."""
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
        """Return the name of the part that the text is related to by this kind; "" if there is none."""
        return next(iter(self.related(short)), "")

    def related(self, short: str, owner: str | None = None) -> list[str]:
        """Return the names of the parts that a part (the text, if not told) is related to by this kind, sorted."""
        relations = self.relations(self.main if owner is None else owner).values()
        return sorted({item.target for item in relations if item.short == short and item.target in self.parts})

    def root(self, short: str) -> Element | None:
        """Return the root of the part that the text is related to by this kind; None if there is none."""
        name = self.part(short)
        return self.tree(name) if name else None

    def relate(self, name: str, relation: Relation) -> str:
        """Return the id of a relation of a part: of the one that it has, or of a new one."""
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

    def redirect(self, name: str, targets: Mapping[str, Relation]) -> None:
        """Give a new part its relations, by id."""
        self.parts[_relations_of(name)] = _NO_RELATIONS
        root = self.change(_relations_of(name))
        for number, relation in targets.items():
            self._enter(root, name, number, relation)

    def type_of(self, name: str) -> str:
        """Return the content type of a part; "" if none is declared."""
        entries = list(self.tree(TYPES))
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
        for holder in [part for part in self.parts if part.endswith(".rels")]:
            folder, base = posixpath.split(holder)
            owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
            for number, relation in self.relations(owner).items():
                if not relation.outside and relation.target == name:
                    self._forget(holder, number)

    def unrelate(self, name: str, relation: Relation) -> None:
        """Take a relation of a part away; the part that it leads to stays."""
        for number, known in self.relations(name).items():
            if known == relation:
                self._forget(_relations_of(name), number)

    def _forget(self, holder: str, number: str) -> None:
        root = self.change(holder)
        for entry in [item for item in root if item.get("Id") == number]:
            root.remove(entry)

    def ensure(self, short: str, name: str, kind: str, content: str) -> str:
        """Return the name of the part that the text is related to by this kind, which is made where it is missing."""
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


class Refused(Exception):
    """Why a file is not opened: one thing and what to do, or several."""

    def __init__(self, message: str = "", hint: str = "", said: Sequence[tuple[str, str]] = ()) -> None:
        self.said = said or [(message, hint)]
        super().__init__(message)


_KINDS = (
    (b"%PDF", "是 PDF，不是 Word 文档。"),
    (b"{\\rtf", "是 RTF 格式，不是 .docx。"),
    (b"<", "是网页或 XML 格式，不是 .docx。"),
    (b"\xef\xbb\xbf<", "是网页或 XML 格式，不是 .docx。"),
    (b"MIME-Version", "是单个文件网页（.mht），不是 .docx。"),
)
"""What files that are no zips begin with."""


def unpack(data: bytes, limits: Limits = Limits()) -> Parts:
    """Return the parts of a zip; Refused if it is none, is damaged, encrypted or larger than `limits`."""
    if not data:
        raise Refused("是空的。", "请重新复制或下载。")
    if data.startswith(_COMPOUND):
        raise Refused(*_compound(data))
    for begins, message in _KINDS:
        if data.startswith(begins):
            raise Refused(message, SAVE_AS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _weigh(entries, limits)
            return {entry.filename: archive.read(entry) for entry in entries}
    except _DEFECTS as error:
        hint = f"{REPAIR}打不开的，请重新复制或下载。"
        raise Refused("已损坏或不完整（压缩包打不开）。", hint) from error


def _weigh(entries: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse what is too large or oddly packed, before anything is unpacked."""
    if len(entries) > limits.parts or sum(entry.file_size for entry in entries) > limits.bytes:
        raise Refused(*_large(limits))
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise NotImplementedError  # Word itself writes no other kind
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise Refused("的压缩包里有重名或越界的部件。", REPAIR)


def _large(limits: Limits) -> tuple[str, str]:
    return f"解压后过大（最多 {limits}），不像正常的文稿。", "请拆成几个文件，或压缩其中的图片后另存。"


def _compound(data: bytes) -> tuple[str, str]:
    """Why a compound file cannot be read: the program that wrote it keeps its parts under names in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        hint = "请用 Word 打开，文件 → 信息 → 保护文档 → 用密码进行加密，清空密码后保存（WPS：文件 → 文档加密）。"
        return "设了打开密码或权限保护。", hint
    return "是旧版 .doc 或 .wps 格式（扩展名可能不同）。", SAVE_AS


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of the parts in their order, without times or traces of the machine.

    Pictures are not deflated again.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            stored = name.endswith((".png", ".jpeg", ".jpg"))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()


def _is_xml(declared: Element) -> bool:
    return declared.get("ContentType", "").endswith("xml")


def _is_default(entry: Element, ending: str) -> bool:
    return entry.get("Extension", "").casefold() == ending


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")
