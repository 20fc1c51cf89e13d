"""A shell, opened: the user's Word file with its letterhead, checked before anything is poured into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from briefing.compose import sheet
from briefing.errors import BriefingError, Problem
from briefing.render.word.fill import Element, W, is_body_place
from briefing.render.word.looks import OPTIONAL, Look
from briefing.render.word.package import Parts, unpack

MAIN = sheet.MAIN
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
SETTINGS = "word/settings.xml"
FOOTNOTES = "word/footnotes.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
ROOT_RELATIONS = "_rels/.rels"
REQUIRED = (TYPES, ROOT_RELATIONS, MAIN, RELATIONS, STYLES)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

PLACELESS = "请在放正文的地方单独一段写 {{p body }}，不要放在表格或文本框里。"
_MADE_BY_WORD = "请用 Word 打开后另存为 .docx。"


@dataclass(frozen=True, slots=True)
class Shell:
    """A sound shell.

    `file` is its name in messages; `parts` as packed; `texts` are the parts that may hold tags (the document, headers,
    footers), parsed, by name; `styles` gives the id of each Look that it has; `item_list` and `heading_list` are the
    ids of the abstract lists that Look.NUMBERED and the headings are counted by, “” if headings have no numbers;
    `text_width` and `text_height` are what the page leaves for text, in twips; `last_id` is the highest number that a
    bookmark, a drawing, a list or a picture has in it, `last_footnote` that of a footnote, 0 if it has none of its own.
    """

    file: str
    parts: Parts
    texts: Mapping[str, Element]
    styles: Mapping[Look, str]
    item_list: str
    heading_list: str
    text_width: int
    text_height: int
    last_id: int
    last_footnote: int


def open_shell(data: bytes, file: str = "shell.docx") -> Shell:
    """The shell in the bytes of a Word file; BriefingError with everything that makes it unfit, and what to do.

    `file` is its path, as the user knows it, for the messages.
    """
    try:
        return _opened(data, file)
    except BriefingError as error:
        raise BriefingError(located(error.problems, file)) from error


def located(problems: Iterable[Problem], file: str) -> list[Problem]:
    """The problems, placed in `file` where they name no other."""
    return [item if item.place.file else replace(item, place=replace(item.place, file=file)) for item in problems]


def _opened(data: bytes, file: str) -> Shell:
    parts = unpack(data)
    _stop(_foreign(parts))
    trees = _parse(parts)
    _stop([problem for check in CHECKS for problem in check(trees)])
    styles = _styles(trees[STYLES])
    items, headings = (_list_kind(trees, styles[look]) for look in (Look.NUMBERED, Look.HEADING_1))
    texts = {name: tree for name, tree in trees.items() if tree.tag in _TEXTS}
    return Shell(
        file, parts, texts, styles, items, headings, *_text_area(trees[MAIN]), _last_id(trees), _last_footnote(trees)
    )


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise BriefingError(problems)


def _problem(message: str, hint: str = _MADE_BY_WORD) -> Problem:
    return Problem(message, hint=hint)


_PROGRAM = re.compile(r"vbaproject\.bin$|/activex/", re.IGNORECASE)


def _foreign(parts: Parts) -> list[Problem]:
    """A zip that is no Word file, or one that carries programs."""
    if any(_PROGRAM.search(name) for name in parts) or b"macroEnabled" in parts.get(TYPES, b""):
        return [_problem("版式文件含有宏或控件，不予使用。", "请用 Word 打开，删去控件，另存为不含宏的 .docx。")]
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


CUT = {
    "attachedTemplate": "请在 Word 的“开发工具—文档模板”里把文档模板改为 Normal，再保存。",
    "image": "请在 Word 里删去这幅图，改用“插入—图片”放进来，不要选“链接到文件”，再保存。",
}
"""How a link of a kind is cut, where Word's 断开链接 does not do it."""


def _outside(trees: Mapping[str, Element]) -> Iterator[Problem]:
    """Links to other files that Word would open by itself."""
    for name, tree in trees.items():
        for link in tree.iter("{*}Relationship") if name.endswith(".rels") else ():
            if link.get("TargetMode") == "External" and not link.get("Type", "").endswith("/hyperlink"):
                kind = link.get("Type", "").rpartition("/")[2]
                message = f"版式文件引用了外部文件（{kind} → {link.get('Target')}）。"
                yield _problem(message, CUT.get(kind, "请在 Word 里断开链接，或改为嵌入，再保存。"))


def _revised(trees: Mapping[str, Element]) -> Iterator[Problem]:
    for name, tree in trees.items():
        if name.startswith("word/") and next(tree.iter(*_REVISIONS), None) is not None:
            where = "".join(f"，标记“{words}”也在其中（{place}）" for words, place in _crossed(name, tree))
            hint = "请在 Word 的“审阅”里接受或拒绝全部修订，再保存。"
            yield _problem(f"版式文件里有未接受的修订（{name}）{where}。", hint)


def _crossed(name: str, tree: Element) -> Iterator[tuple[str, str]]:
    """The tags of paragraphs with revisions, and their places: a tag that a revision cuts is none."""
    from briefing.render.word.places import places_of  # noqa: PLC0415 - few shells have revisions
    from briefing.render.word.tags import TAG, own_words  # noqa: PLC0415 - as above

    places = places_of(name, tree)
    for revision in tree.iter(*_REVISIONS):
        paragraph = revision if revision.tag == f"{W}p" else next(revision.iterancestors(f"{W}p"), None)
        words = own_words(paragraph) if paragraph is not None else ""
        if found := TAG.search(words):
            yield found[0], places[paragraph]
            return


_FETCHING = re.compile(r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|DATABASE|LINK)\b", re.IGNORECASE)


def _fetching(trees: Mapping[str, Element]) -> Iterator[Problem]:
    """Fields that have Word read other files or start other programs, and whole files put into the text."""
    for name, tree in trees.items():
        codes = ["".join(part.text or "" for part in item.iter(f"{W}instrText")) for item in tree.iter(f"{W}p")]
        codes += [item.get(f"{W}instr", "") for item in tree.iter(f"{W}fldSimple")]
        for found in filter(None, map(_FETCHING.search, codes)):
            yield _problem(
                f"版式文件里有会读取外部内容的域 {found[0].upper()}（{name}）。",
                "请在 Word 里选中它，按 Ctrl+Shift+F9 变成普通文字。",
            )
        if next(tree.iter(f"{W}altChunk"), None) is not None:
            yield _problem(f"版式文件里嵌有别的文件（{name}）。")


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
        if look not in have and look not in OPTIONAL:
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
    tagged = body is not None and re.search(r"\{\{|\{%", "".join(text.text or "" for text in body.iter(f"{W}t")))
    if len(places) > 1 or not (places or tagged):
        yield _problem(
            f"版式文件的正文位置应有且只有一处，现在有 {len(places)} 处。",
            PLACELESS,
        )
    if body is not None and body.find(f"{W}sectPr") is None:
        yield _problem("版式文件没有页面设置。")


CHECKS: tuple[Callable[[Mapping[str, Element]], Iterator[Problem]], ...] = (
    _outside,
    _revised,
    _fetching,
    _unstyled,
    _placeless,
)
"""What is asked of a shell once it is known to be a Word file; each gives the problems it finds."""


def _text_area(document: Element) -> tuple[int, int]:
    """Width and height that paper and margins of the last section leave, in twips."""
    section = document.find(f"{W}body/{W}sectPr")
    try:
        width, height = (int(section.find(f"{W}pgSz").get(f"{W}{side}")) for side in ("w", "h"))
        left, right, top, bottom = (
            int(section.find(f"{W}pgMar").get(f"{W}{side}")) for side in ("left", "right", "top", "bottom")
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise BriefingError(_problem("版式文件的纸张大小或页边距没有写明。")) from error
    return width - left - right, height - abs(top) - abs(bottom)


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


def _last_footnote(trees: Mapping[str, Element]) -> int:
    """Word keeps a part for footnotes, with the lines above them, in nearly every file that it saves."""
    notes = trees[FOOTNOTES].iter(f"{W}footnote") if FOOTNOTES in trees else ()
    ids = [note.get(f"{W}id", "") for note in notes]
    return max((int(number) for number in ids if re.fullmatch(r"\d{1,8}", number)), default=0)
