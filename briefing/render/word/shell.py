"""A shell, opened: the user's Word file with its letterhead, checked before anything is poured into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from briefing.errors import BriefingError, Problem
from briefing.render.word.fill import Element, W, is_body_place
from briefing.render.word.looks import Look
from briefing.render.word.package import PLACE, Parts, unpack

MAIN = "word/document.xml"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
ROOT_RELATIONS = "_rels/.rels"
REQUIRED = (TYPES, ROOT_RELATIONS, MAIN, RELATIONS, STYLES)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

_MADE_BY_WORD = "请用 Word 打开后另存为 .docx。"


@dataclass(frozen=True, slots=True)
class Shell:
    """A sound shell.

    `parts` as packed; `texts` are the parts that may hold tags (the document, headers, footers), parsed, by name;
    `styles` gives the id of each Look; `item_list` and `heading_list` are the ids of the abstract lists that
    Look.NUMBERED and the headings are counted by, “” if headings have no numbers; `text_width` is what the page leaves
    for text, in twips; `last_id` is the highest number that a bookmark, a drawing, a list or a picture has in it.
    """

    parts: Parts
    texts: Mapping[str, Element]
    styles: Mapping[Look, str]
    item_list: str
    heading_list: str
    text_width: int
    last_id: int


def open_shell(data: bytes) -> Shell:
    """The shell in the bytes of a Word file; BriefingError with everything that makes it unfit, and what to do."""
    parts = unpack(data)
    _stop(_foreign(parts))
    trees = _parse(parts)
    _stop([problem for check in CHECKS for problem in check(trees)])
    styles = _styles(trees[STYLES])
    items, headings = (_list_kind(trees, styles[look]) for look in (Look.NUMBERED, Look.HEADING_1))
    texts = {name: tree for name, tree in trees.items() if tree.tag in _TEXTS}
    return Shell(parts, texts, styles, items, headings, _text_width(trees[MAIN]), _last_id(trees))


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise BriefingError(problems)


def _problem(message: str, hint: str = _MADE_BY_WORD) -> Problem:
    return Problem(message, place=PLACE, hint=hint)


def _foreign(parts: Parts) -> list[Problem]:
    """A zip that is no Word file, or one that carries programs."""
    if any(name.lower().endswith("vbaproject.bin") for name in parts) or b"macroEnabled" in parts.get(TYPES, b""):
        return [_problem("版式文件含有宏，不予使用。", "请用 Word 打开，另存为不含宏的 .docx。")]
    if b"template.main+xml" in parts.get(TYPES, b""):
        return [_problem("版式文件是 Word 模板（.dotx）。", "请用 Word 打开，另存为 .docx。")]
    missing = [name for name in REQUIRED if name not in parts]
    if missing or MAIN_TYPE.encode() not in parts[TYPES]:
        return [_problem(f"版式文件不是 Word 文件（{'、'.join(missing) or '内容类型不对'}）。")]
    return []


def parse(content: bytes) -> Element:
    """The root of a part; ValueError if it is not XML, or has a DOCTYPE (entities may read files or explode)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"XML 有误，第 {error.lineno} 行") from error
    if root.getroottree().docinfo.doctype:
        raise ValueError("含有 DOCTYPE 声明")
    return root


def serialise(root: Element) -> bytes:
    """The bytes of a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _parse(parts: Parts) -> dict[str, Element]:
    trees, problems = {}, []
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = parse(content)
            except ValueError as error:
                problems.append(_problem(f"版式文件的部件 {name} 不能使用（{error}）。"))
    _stop(problems)
    return trees


_TEXTS = tuple(f"{W}{kind}" for kind in ("document", "hdr", "ftr"))
_REVISIONS = tuple(
    f"{W}{kind}"
    for kind in ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "sectPrChange", "tblPrChange",
                 "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge")
)  # fmt: skip


def _outside(trees: Mapping[str, Element]) -> Iterator[Problem]:
    """Links to other files that Word would open by itself."""
    for name, tree in trees.items():
        for link in tree.iter("{*}Relationship") if name.endswith(".rels") else ():
            if link.get("TargetMode") == "External" and not link.get("Type", "").endswith("/hyperlink"):
                target = f"{link.get('Type', '').rpartition('/')[2]} → {link.get('Target')}"
                yield _problem(f"版式文件引用了外部文件（{target}）。", "请在 Word 里断开链接，或改为嵌入，再保存。")


def _revised(trees: Mapping[str, Element]) -> Iterator[Problem]:
    for name, tree in trees.items():
        if tree.tag in _TEXTS and next(tree.iter(*_REVISIONS), None) is not None:
            yield _problem(f"版式文件里有未接受的修订（{name}）。", "请在 Word 的“审阅”里接受或拒绝全部修订，再保存。")


def _styles(tree: Element) -> dict[Look, str]:
    """The ids of the looks that a styles.xml has; names are compared as Word does, without regard to case."""
    found = {
        (style.get(f"{W}type"), style.find(f"{W}name").get(f"{W}val", "").lower()): style.get(f"{W}styleId")
        for style in tree.iter(f"{W}style")
        if style.find(f"{W}name") is not None
    }
    return {look: found[key] for look in Look if (key := (look.kind, look.value.lower())) in found}


_KIND_NAMES = {"paragraph": "段落", "character": "字符", "table": "表格"}


def _unstyled(trees: Mapping[str, Element]) -> Iterator[Problem]:
    have = _styles(trees[STYLES])
    for look in Look:
        if look not in have:
            yield _problem(
                f"版式文件缺少{_KIND_NAMES[look.kind]}样式“{look.shown}”。",
                "请从内置的 templates/bulletin/shell.docx 复制这个样式（样式、管理样式、导入导出）。",
            )
    if Look.NUMBERED in have and not _list_kind(trees, have[Look.NUMBERED]):
        yield _problem(f"版式文件的样式“{Look.NUMBERED.shown}”没有编号。", "请在 Word 里给这个样式设编号格式“1.”。")


def _list_kind(trees: Mapping[str, Element], style: str) -> str:
    """The id of the abstract list that the style counts by; “” if it counts by none."""
    path = f'{W}style[@{W}styleId="{style}"]/{W}pPr/{W}numPr/{W}numId'
    use = trees[STYLES].find(path)
    if use is None or NUMBERING not in trees:
        return ""
    kind = trees[NUMBERING].find(f'{W}num[@{W}numId="{use.get(f"{W}val")}"]/{W}abstractNumId')
    return "" if kind is None else kind.get(f"{W}val")


def _placeless(trees: Mapping[str, Element]) -> Iterator[Problem]:
    body = trees[MAIN].find(f"{W}body")
    places = [] if body is None else [item for item in body if is_body_place(item)]
    if len(places) != 1:
        yield _problem(
            f"版式文件的正文位置应有且只有一处，现在有 {len(places)} 处。",
            "请在放正文的地方单独一段写 {{p body }}，不要放在表格或文本框里。",
        )
    if body is not None and body.find(f"{W}sectPr") is None:
        yield _problem("版式文件没有页面设置。")


CHECKS: tuple[Callable[[Mapping[str, Element]], Iterator[Problem]], ...] = (_outside, _revised, _unstyled, _placeless)
"""What is asked of a shell once it is known to be a Word file; each gives the problems it finds."""


def _text_width(document: Element) -> int:
    """What paper and margins of the last section leave, in twips."""
    section = document.find(f"{W}body/{W}sectPr")
    try:
        paper, left, right = (
            int(section.find(f"{W}{tag}").get(f"{W}{name}"))
            for tag, name in (("pgSz", "w"), ("pgMar", "left"), ("pgMar", "right"))
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise BriefingError(_problem("版式文件的纸张大小或页边距没有写明。")) from error
    return paper - left - right


def _last_id(trees: Mapping[str, Element]) -> int:
    """A shell may hold a logo or be a briefing made earlier: what is added must not repeat its numbers."""
    digits = [
        re.sub(r"\D", "", value) or "0"
        for tree in trees.values()
        for element in tree.iter(f"{W}bookmarkStart", f"{W}num", "{*}docPr", "{*}Relationship")
        for name, value in element.items()
        if name.rpartition("}")[2].lower() in ("id", "numid")
    ]
    return max((int(number) for number in digits if len(number) < 9), default=0)
