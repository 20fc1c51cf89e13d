"""A Word file as a package: opened safely, changed, written.

Nobody has vouched for a file that somebody hands in: every part of XML is parsed without entities before anything is
believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeAlias

from briefing.errors import BriefingError, Location, Problem, UsageError
from briefing.ooxml.opc import TYPES, PartStore, Relationship, owner_of
from briefing.ooxml.xml import NAMESPACES, Element, W, XmlError, local, parse
from briefing.ooxml.zipped import LIMITS, REPAIR, SAVE_AS, Limits, Refused, too_large, unpack
from briefing.text.files import read_file
from briefing.text.system_errors import cause

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOT_RELATIONS = "_rels/.rels"
OFFICE = NAMESPACES["r"]

_MAIN_TYPE = b"wordprocessingml.document.main+xml"
_ROOTS = {
    "styles": "styles", "numbering": "numbering", "settings": "settings", "fontTable": "fonts", "header": "hdr",
    "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
}  # fmt: skip
"""The roots of the parts that the text is related to, by the kind of relation."""
Defects = Iterator[tuple[str, str]]
"""What is wrong with a file, and what to do."""


Check: TypeAlias = "Callable[[Package], Defects]"
"""What a caller may ask of a file; see `ooxml.checks` for those that several callers ask."""


@dataclass(slots=True)
class Package(PartStore):
    """An opened Word file.

    `file`: its name in messages; `noun`: what messages call it (版式文件); `main`: the name of the part that holds its
    text.
    """

    file: str = ""
    noun: str = "文件"
    main: str = ""

    @classmethod
    def open(
        cls,
        data: bytes,
        file: str = "",
        *,
        noun: str = "文件",
        limits: Limits = LIMITS,
        checks: Sequence[Check] = (),
    ) -> Self:
        """Return the Word file in `data`.

        BriefingError if it is none, is damaged, encrypted, larger than LIMITS or names parts that are not there;
        else with everything that `checks` (see `ooxml.checks`) find, all at once. `file` is its path for the messages.
        """
        package = cls({}, file, noun)
        try:
            package.parts = unpack(data, limits)
            package._parse(limits)
            package.main = package._main()
        except Refused as refused:
            raise BriefingError([package.problem(*said) for said in refused.said]) from refused
        package.require(checks)
        return package

    def require(self, checks: Iterable[Check]) -> None:
        """BriefingError with everything that the checks find."""
        if found := [self.problem(*said) for check in checks for said in check(self)]:
            raise BriefingError(found)

    def problem(self, message: str, hint: str = "") -> Problem:
        """Return a problem of this file; `message` goes on from its noun: 不是 Word 文档。"""
        return Problem(self.noun + message, Location(self.file or None), hint)

    def _parse(self, limits: Limits) -> None:
        """Parse what is XML by its name, or will be read as XML by its declared type."""
        names = [name for name in self.parts if name.lower().endswith((".xml", ".rels"))]
        try:
            typed = parse(self.parts.get(TYPES, b""))
        except XmlError as error:
            raise Refused("不是 Word 文档。", SAVE_AS) from error
        # A part is XML by its declared type, whatever its name ends with; Word goes by that.
        endings = tuple(f".{item.get('Extension', '').lower()}" for item in typed if _is_xml(item))
        named = {item.get("PartName", "").lstrip("/") for item in typed if _is_xml(item)}
        names += [
            name for name in self.parts if name not in names and (name in named or name.lower().endswith(endings))
        ]
        if sum(len(self.parts[name]) for name in names) > limits.xml:
            raise Refused(*too_large(limits))
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
        # The main part need not be called word/document.xml; some systems call it otherwise.
        mains = [item.target for item in self.relations("").values() if item.short == "officeDocument"]
        main = mains[0] if len(mains) == 1 else ""
        types = self.parts[TYPES]
        is_word = any(kind in types for kind in (b"template.main+xml", b"macroEnabled", _MAIN_TYPE))
        if main not in self.trees or self.trees[main].tag != f"{W}document" or not is_word:
            raise Refused("不是 Word 文档（.docx）。", SAVE_AS)
        if self.trees[main].find(f"{W}body") is None:
            raise Refused("里没有正文。", REPAIR)
        if strange := list(self._wrong_roots(main)):
            raise Refused(said=[(f"已损坏：部件 {name} 里不是它应有的内容。", REPAIR) for name in strange])
        return main

    def _missing(self) -> Iterator[tuple[str, str]]:
        """Parts that others are related to and that are not there: Word calls such a file damaged."""
        if ROOT_RELATIONS not in self.parts:
            yield ROOT_RELATIONS, "文件"
        for name in [name for name in self.parts if name.endswith(".rels")]:
            owner = owner_of(name)
            for relation in self.relations(owner).values():
                if not relation.outside and relation.target not in self.parts:
                    yield relation.target, f"{owner} " if owner else "文件"

    def _wrong_roots(self, main: str) -> Iterator[str]:
        """Parts that hold something else than what others are related to them for."""
        roots = {name: "Relationships" for name in self.parts if name.endswith(".rels")}
        for relation in self.relations(main).values():
            if relation.short in _ROOTS and not relation.outside:
                roots[relation.target] = _ROOTS[relation.short]
        for name, root in roots.items():
            if name not in self.trees or local(self.trees[name]) != root:
                yield name

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

    def ensure(self, short: str, name: str, kind: str, content: str) -> str:
        """Return the name of the part that the text is related to by this kind, which is made where it is missing."""
        if found := self.part(short):
            return found
        name = name if name not in self.parts else self.free(name)
        self.add(name, content.encode(), kind)
        self.relate(self.main, Relationship(f"{OFFICE}/{short}", name))
        return name

    def stories(self) -> Iterator[str]:
        """Return the names of the parts with text that print: the main one, headers and footers, footnotes."""
        yield self.main
        wanted = ("header", "footer", "footnotes")
        targets = [item.target for item in self.relations(self.main).values() if item.short in wanted]
        yield from dict.fromkeys(target for target in targets if target in self.parts)


def read_docx(path: Path, hint: str) -> bytes:
    """Return the bytes of a Word file that somebody names, to be opened.

    UsageError with `hint` if there is no such file; BriefingError if it is larger than LIMITS or cannot be read.
    """
    if not path.is_file():
        raise UsageError(Problem(f"找不到文件“{path}”。", hint=hint))
    try:
        if path.stat().st_size > LIMITS.bytes:
            raise BriefingError(
                Problem(f"文件过大（最多 {LIMITS}）。", Location(str(path)), "请压缩其中的图片后另存。")
            )
        return read_file(path)
    except OSError as error:
        what, remedy = cause(error)
        raise BriefingError(Problem(f"打不开文件：{what}。", Location(str(path)), remedy)) from error


def _is_xml(declared: Element) -> bool:
    return declared.get("ContentType", "").endswith("xml")
