"""Taking out of a Word file what must not leave an office: remarks, names of people, links to their own computers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from briefing.errors import Problem, Severity
from briefing.ooxml.accept import accept
from briefing.ooxml.checks import classified, other_files, outside_links, programs, signatures
from briefing.ooxml.invisible import hidden, unseen
from briefing.ooxml.opc import PartStore
from briefing.ooxml.package import Defects, Package
from briefing.ooxml.pictures import without_remarks
from briefing.ooxml.traces import (
    bookmarks,
    concealing_fields,
    data_bindings,
    editing_marks,
    in_trees,
    labels,
    local_links,
    pointing_fields,
    reached,
    stories,
    unused,
)
from briefing.ooxml.xml import Element, W, XmlError, local, parent, remove, remove_all
from briefing.ooxml.zipped import Refused, unpack

_COMMENTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "documenttasks")
_MARKS = tuple(f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"))
LINK = "所附模板的链接"
_PERSONAL = ("lastModifiedBy", "creator", "Manager", "Company", "HyperlinkBase")
_INTERNAL = ("description", "contentStatus", "version", "revision", "lastPrinted", "Template", "TotalTime", "HLinks")
"""Properties that tell of the office's own work; they may be left out, while others must be there."""
_PROPERTIES = ("core-properties", "extended-properties")
_PAGES = re.compile(r"xl/workbook\.xml|ppt/slides/slide\d+\.xml")
NAMED, NAMED_TEXTS = 10, 3
"""Characters and places of text that a warning names."""
_OFFICE_FILES = (".xlsx", ".docx", ".pptx", ".xlsm", ".docm")

Purpose = Literal["outgoing", "shell"]
"""What a file is for: to go out, or to be a shell."""
Take = Callable[[Package], int]
"""Takes one kind of thing out; returns how many there were."""


def clean(package: Package, *purposes: Purpose) -> tuple[str, ...]:
    """Take out what `TAKEN` names for files of these purposes; return what was there, in its order."""
    counts = ((name, take(package)) for name, take, files in TAKEN if not files.isdisjoint(purposes))
    return tuple(name.format(count) for name, count in counts if count)


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A Word file that can go out: its bytes, what was taken out of it, and warnings of what was left."""

    data: bytes
    taken: tuple[str, ...]
    doubts: tuple[Problem, ...]


def outgoing(data: bytes, file: str) -> OutgoingFile:
    """Return a Word file without anything of `TAKEN` for them; the same bytes where it has nothing of it.

    `file` is its path in messages. BriefingError for a file that is damaged, bears a 密级, is signed, has programs
    in it, or shows what lies elsewhere.
    """
    package = Package.open(data, file, checks=(classified, programs, signatures, other_files))
    taken = clean(package, "outgoing")
    package.require((outside_links,))
    doubts = tuple(replace(package.problem(*told), severity=Severity.WARNING) for told in _left(package))
    return OutgoingFile(package.packed() if taken else data, taken, doubts)


def _left(package: Package) -> Defects:
    """Yield what is not taken out, as it may be meant to be there, but nobody sees in print."""
    if embedded := [data for name, data in package.parts.items() if "/embeddings/" in name]:
        kept = f"（其中隐藏的表、幻灯片 {count} 张）" if (count := sum(map(_hidden_pages, embedded))) else ""
        hint = "不宜外发的，请在 Word 里剪切后选择性粘贴为图片，再保存。"
        yield f"里嵌有 {len(embedded)} 个工作簿等文件{kept}，没有动；收到的人双击可看到其中全部内容。", hint
    if texts := unseen(package):
        named = "、".join(f"“{text[:NAMED]}{'…' * (len(text) > NAMED)}”" for text in texts[:NAMED_TEXTS])
        hint = "不宜外发的请删去；要留的，请在 Word 里把字体颜色改为“自动”，字号改大。"
        yield f"里有 {len(texts)} 处字是白色的或不超过 2 磅，印出来看不见，没有去掉：{named}。", hint


def _hidden_pages(data: bytes) -> int:
    """Return how many sheets or slides of a file that is embedded are hidden; 0 for one that cannot be opened."""
    try:
        inner = PartStore(unpack(data))
        pages = [inner.tree(name) for name in inner.parts if _PAGES.fullmatch(name)]
    except (Refused, XmlError):
        return 0
    found = (item for root in pages for item in (root, *root.iter("{*}sheet")))
    return sum(item.get("state", "visible") != "visible" or item.get("show") == "0" for item in found)


def _comments(package: Package) -> int:
    """Remarks of reviewers, with their marks in the text and who wrote them."""
    marks = [(name, mark) for name, root in stories(package) for mark in root.iter(*_MARKS)]
    for name, mark in marks:
        run = parent(mark)
        remove(mark)
        if run.tag == f"{W}r" and all(local(child) == "rPr" for child in run):
            remove(run)
        package.changed.add(name)
    parts = [name for short in _COMMENTS for name in package.related(short)]
    for name in parts:
        package.drop(name)
    return sum(mark.tag == f"{W}commentReference" for _, mark in marks) or len(marks) + len(parts)


def _unset(*names: str, links: tuple[str, ...] = ()) -> Take:
    """Return what takes these children out of the settings, with the relations of the kinds `links` that they name."""

    def take(package: Package) -> int:
        part = package.part("settings")
        for relation in package.relations(part).values() if part else ():
            if relation.short in links:
                package.unrelate(part, relation)
        tags = [W + name for name in names]
        return in_trees(package, [part] if part else [], lambda root: remove_all(root.iter(*tags)))

    return take


unlink_template = _unset("attachedTemplate", links=("attachedTemplate",))
"""Takes out the link to the template that the file was made from, which names somebody's folders."""


def _drop(*kinds: str, root: bool = False) -> Take:
    """Return what takes out the parts to which the text, or the file itself (`root`), is related by these kinds.

    What only they lead to goes with them.
    """

    def take(package: Package) -> int:
        parts = [name for kind in kinds for name in package.related(kind, owner="" if root else None)]
        before = reached(package) if parts else set()
        for name in parts:
            package.drop(name)
        for name in before - reached(package) - set(parts) if parts else ():
            package.drop(name)
        return len(parts)

    return take


def _additions(package: Package) -> int:
    """Whatever else the file itself is related to: panes of other programs, marks of secrecy, buttons."""
    known = ("officeDocument", *_PROPERTIES)
    kinds = {item.short for item in package.relations("").values()}.difference(known)
    text = ("keyMapCustomizations", "attachedToolbars", "glossaryDocument", "intelligence2")
    return _drop(*sorted(kinds), root=True)(package) + _drop(*text)(package)


def _people(package: Package) -> int:
    """Who made the file and where, among its properties and those of the files in it; who alone may edit what."""
    count = _emptied(package) + in_trees(package, dict(stories(package)), _editors)
    for name in [name for name in package.parts if name.lower().endswith(_OFFICE_FILES)]:
        try:
            inner = PartStore(unpack(package.parts[name]))
            found = _emptied(inner)
        except (Refused, XmlError):
            continue
        if found:
            package.parts[name] = inner.packed()
            count += found
    return count


def _editors(root: Element) -> int:
    """Take out the marks of places that only certain people may edit; return how many places there were."""
    named = [mark for mark in root.iter(f"{W}permStart") if mark.get(f"{W}ed")]
    ids = {mark.get(f"{W}id") for mark in named}
    remove_all((*named, *[end for end in root.iter(f"{W}permEnd") if end.get(f"{W}id") in ids]))
    return len(named)


def _emptied(store: PartStore) -> int:
    """Empty the properties of an office file that tell of people and their work; return how many there were."""
    count = 0
    for name in {item.target for item in store.relations("").values() if item.short in _PROPERTIES}:
        root = store.tree(name)
        found = [item for item in root.iter(*(f"{{*}}{kind}" for kind in _PERSONAL)) if item.text]
        inner = [item for item in root if local(item) in _INTERNAL]
        for item in found:
            item.text = ""
        remove_all(inner)
        if found or inner:
            store.changed.add(name)
        count += len(found) + len(inner)
    return count


def _printers(package: Package) -> int:
    """What a printer was told, with its name and where it stands."""
    in_trees(package, dict(stories(package)), lambda root: remove_all(root.iter(f"{W}printerSettings")))
    return _drop("printerSettings")(package)


def _revisions(package: Package) -> int:
    """Changes that nobody has accepted yet: they are accepted, and no more are marked."""
    count = in_trees(
        package, [*dict(stories(package)), *package.related("styles"), *package.related("numbering")], accept
    )
    if count:
        _unset("trackRevisions", "revisionView")(package)
    return count


def _remarks(package: Package) -> int:
    """What stands in pictures beside the picture: where it was taken, when, with what, by whom."""
    count = 0
    for name, data in package.parts.items():
        if (bare := without_remarks(data)) != data:
            package.parts[name] = bare
            count += 1
    return count


_ADDRESSES = ("mailMergeSource", "mailMergeHeaderSource", "recipientData", "transform")
"""Kinds of relations to where a form letter has its addresses from: files, databases, how to enter them."""
_SENT: frozenset[Purpose] = frozenset({"outgoing"})
_SHELL: frozenset[Purpose] = frozenset({"shell"})
_BOTH = _SENT | _SHELL
TAKEN: tuple[tuple[str, Take, frozenset[Purpose]], ...] = (
    ("修订标记（{} 处，按“接受”处理：新增的留下，删去的去掉）", _revisions, _SENT),
    ("批注（{} 处）", _comments, _BOTH),
    ("隐藏的文字和图形（{} 处）", hidden, _SENT),
    ("引用文件属性、外部文件的域（{} 处，改成普通文字）", pointing_fields, _SENT),
    ("另有内容不显示的域（{} 处，改成普通文字）", concealing_fields, _SENT),
    ("内容控件、表单域的名称和说明（{} 处）", labels, _SENT),
    ("指向本机文件的链接和路径（{} 处）", local_links, _SENT),
    (LINK, unlink_template, _BOTH),
    ("编辑限制", _unset("documentProtection", "writeProtection"), _SHELL),
    ("邮件合并的数据源", _unset("mailMerge", "saveThroughXslt", "attachedSchema", links=_ADDRESSES), _SENT),
    ("文档变量", _unset("docVars"), _BOTH),
    ("自定义 XML", lambda package: data_bindings(package) + _drop("customXml")(package), _SENT),
    ("自定义属性", _drop("custom-properties", root=True), _BOTH),
    ("缩略图", _drop("thumbnail", root=True), _SENT),
    ("加载项、自动图文集等附加内容", _additions, _SENT),
    ("打印机设置", _printers, _SENT),
    ("作者、单位等个人信息", _people, _BOTH),
    ("没有用到的书签", bookmarks, _SENT),
    ("编辑痕迹的编号", editing_marks, _SENT),
    ("图片里的拍摄信息（{} 幅）", _remarks, _SENT),
    ("没有用到的脚注、图片等", unused, _SENT),
)
"""What is taken out, how, and of which files: those that go out, and shells. {} in a name is how many there were.

编辑限制 stays in a file that goes out: its author may want to be kept to it.
"""


def removal_notice(taken: tuple[str, ...]) -> str:
    """Return the line that tells of it, to follow a noun: 里的批注、编辑限制已去掉，不会随文件发出。"""
    return f"里的{'、'.join(taken)}已去掉，不会随文件发出。" if taken else ""
