"""A shell, opened: an office's Word file with letterhead and styles, checked and completed before it is written in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.errors import BriefingError, Location, Problem, Severity
from briefing.ooxml.checks import (
    REVISIONS,
    classified,
    fetching_fields,
    other_files,
    outside_links,
    programs,
    revisions,
    templates,
)
from briefing.ooxml.clean import clean, removal_notice
from briefing.ooxml.length import Length, Pt
from briefing.ooxml.package import Check, Defects, Package
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.xml import Element, W, child
from briefing.ooxml.zipped import Limits, Parts
from briefing.render.word.shell.borrowed_styles import add_missing_styles, fit_right_tabs
from briefing.render.word.shell.paragraph_locations import paragraph_locations, suggested_location
from briefing.render.word.shell.style_names import StyleName
from briefing.render.word.shell.tags import BODY_RULE, TAG, all_text, is_body, is_body_paragraph, own_text, tags_in
from briefing.render.word.shell.type_area import TypeArea, fit_foot_rule, fit_tables, paper_stated, type_area
from briefing.templating import shell_tags
from briefing.templating.audit import unfilled
from briefing.text.digits import blanks

MAIN = shell_tags.MAIN
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
SETTINGS = "word/settings.xml"
FOOTNOTES = "word/footnotes.xml"
RELATIONS = "word/_rels/document.xml.rels"
REQUIRED = (MAIN, RELATIONS, STYLES)
NOUN = "版式文件"
MOST_NAMED = 3  # of those that were added
LIMITS = Limits(parts=2_000, bytes=32 * 1024 * 1024)
"""What a shell may hold: far more than any letterhead, far less than what would fill the memory."""

OPENED = 4
"""Shells that are kept as read: one and a few more, of which some hundred kilobytes each."""

_MADE_BY_WORD = "请用 Word 打开后另存为 .docx。"


@dataclass(frozen=True, slots=True)
class Shell:
    """A shell that was checked and can be written in.

    `file` is its name in messages, `source` the SHA-256 of its bytes. `parts` are its parts as packed; `texts` those
    that may hold tags (document, headers, footers), parsed, by name, which nobody changes; `notes` the words of those
    that may not, each with what it is called. `styles` gives the id of each style that it has.
    `item_list` and `heading_list` are the ids of the abstract lists (w:abstractNum) that number ordered items and
    headings, “” if headings have no numbers. `area` is the type area, `table_type` the size of text in
    tables. `last_id` is the highest id of a bookmark,
    drawing, list or relationship in it, `last_footnote` that of a footnote; 0 for none. `doubts` are warnings, such as
    comments that were removed and styles that were added.
    """

    file: str
    source: str
    parts: Parts
    texts: Mapping[str, Element]
    notes: tuple[tuple[str, str], ...]
    styles: Mapping[StyleName, str]
    item_list: str
    heading_list: str
    area: TypeArea
    last_id: int
    last_footnote: int
    table_type: Length
    doubts: tuple[Problem, ...] = ()


def open_shell(data: bytes, file: str = "shell.docx") -> Shell:
    """Return the shell in the bytes of a Word file; BriefingError with everything that makes it unfit, and what to do.

    `file` is its path, as the user knows it, for the messages. One run needs a shell for several things: it is kept.
    """
    try:
        return _opened(data, file)
    except BriefingError as error:
        raise BriefingError(located(error.problems, file)) from error


def chart_width(data: bytes, file: str) -> int:
    """Return how wide charts are to be drawn for a shell, in mm; BriefingError as `open_shell`."""
    return open_shell(data, file).area.chart_width


def lines_of(data: bytes, file: str) -> list[str]:
    """Return the words of each paragraph of a shell; none of one that cannot be opened, which its writer tells."""
    try:
        texts = open_shell(data, file).texts
    except BriefingError:
        return []
    return [own_text(item) for tree in texts.values() for item in tree.iter(f"{W}p")]


def located(problems: Iterable[Problem], file: str) -> list[Problem]:
    """Return the problems, placed in `file` where they name no other."""
    return [
        item if item.location.file else replace(item, location=replace(item.location, file=file)) for item in problems
    ]


@lru_cache(maxsize=OPENED)
def _opened(data: bytes, file: str) -> Shell:
    package = Package.open(data, file, noun=NOUN, limits=LIMITS)
    package.require((_required_parts,))
    lines = [removal_notice(clean(package, "shell"))]
    package.require(CHECKS)  # on what is left: a comment or a link that was taken out is no reason to refuse
    area = type_area(package)
    lines += _completed(package)
    if fit_right_tabs(package.tree(STYLES), area.width):
        package.changed.add(STYLES)
    fit_foot_rule(package, area)
    fit_tables(package, area)
    package.require((_unnumbered,))
    doubts = [replace(package.problem(line), severity=Severity.WARNING) for line in lines if line]
    doubts += dict.fromkeys(_blanks(package, file))  # a text box is there twice
    parts = {name: package.content(name) for name in package.parts}
    trees = package.trees
    sheet = StyleSheet.of(package)
    styles = {name: id for name in StyleName if (id := sheet.id_of(name.value, name.kind))}
    lists = _list_kinds(sheet)
    texts = {name: tree for name, tree in trees.items() if tree.tag in _TEXTS}
    notes = tuple((_NOTES[tree.tag], all_text(tree)) for tree in trees.values() if tree.tag in _NOTES)
    ids = _last_id(trees), _last_footnote(trees)
    source, table_type = hashlib.sha256(data).hexdigest(), Pt(sheet.run_format(styles[StyleName.TABLE_TEXT]).size)
    return Shell(file, source, parts, texts, notes, styles, *lists, area, *ids, table_type, tuple(doubts))


def _blanks(package: Package, file: str) -> Iterator[Problem]:
    """Yield a warning of each blank in the text that is printed as it is."""
    for name in package.stories():
        places = paragraph_locations(package.tree(name))
        for paragraph, place in places.items():
            for said in blanks(TAG.sub("　", own_text(paragraph))) if paragraph.tag == f"{W}p" else ():
                hint = "请在版式文件里填好，或改成 {{ 发文字号 }} 这样的标签。"
                yield Problem(unfilled(said), Location(file, key=place), hint, Severity.WARNING)


def _completed(package: Package) -> Iterator[str]:
    """Add what the shell lacks; the lines that tell of it."""
    added, numbered = add_missing_styles(package, STYLES)
    if added:
        shown = "、".join(f"“{name.shown}”" for name in added[:MOST_NAMED])
        more = f"等 {len(added)} 个" if len(added) > MOST_NAMED else ""
        yield f"没有样式{shown}{more}，已按版式文件的字体补上。"
    if numbered:
        yield "的标题没有编号，已按公文的“一、”“（一）”“1.”“（1）”编号。"


def _required_parts(package: Package) -> Defects:
    """The parts that are written to, under the names that Word and WPS give them."""
    if missing := [name for name in REQUIRED if name not in package.trees]:
        yield f"不是 Word 写成的样子（缺少 {'、'.join(missing)}）。", _MADE_BY_WORD


_TEXTS = tuple(f"{W}{kind}" for kind in ("document", "hdr", "ftr"))
_NOTES = {f"{W}footnotes": "脚注", f"{W}endnotes": "尾注"}


def _no_revisions(package: Package) -> Defects:
    """Changes that nobody has accepted yet; a tag that one of them cuts is none."""
    for message, hint in revisions(package):
        cut = (f"标记“{words}”也在其中（{place}）。" for words, place in _cut_tags(package))
        yield f"{message}{next(cut, '')}", hint


def _cut_tags(package: Package) -> Iterator[tuple[str, str]]:
    """Return the tags of paragraphs with revisions, and their places."""

    for name in package.stories():
        tree = package.tree(name)
        places = paragraph_locations(tree)
        for revision in tree.iter(*REVISIONS):
            paragraph = revision if revision.tag == f"{W}p" else next(revision.iterancestors(f"{W}p"), None)
            found = TAG.search(own_text(paragraph)) if paragraph is not None else None
            if paragraph is not None and found:
                yield found[0], places[paragraph]


def _list_kinds(sheet: StyleSheet) -> tuple[str, str]:
    """Return the ids of the abstract lists that ordered items and headings count by; “” for what counts by none."""
    styles = (sheet.id_of(name.value) for name in (StyleName.NUMBERED, StyleName.HEADING_1))
    items, headings = (sheet.lists.by_id.get(sheet.paragraph_format(style).list) for style in styles)
    return items.kind if items else "", headings.kind if headings else ""


def _unnumbered(package: Package) -> Defects:
    if not _list_kinds(StyleSheet.of(package))[0]:
        yield f"的样式“{StyleName.NUMBERED.shown}”没有编号。", "请在 Word 里给这个样式设编号格式“1.”。"


def _body_paragraph(package: Package) -> Defects:
    """No place for the body, several, or one that is none; a shell may do without where its tags print all there is."""

    root = package.trees[MAIN]
    body = child(root, "body")
    found = sum(map(is_body_paragraph, body))
    if found > 1:
        yield f"的正文位置应有且只有一处，现在有 {found} 处。", BODY_RULE
    elif not found:
        tags = [(tag, item) for item in body.iter(f"{W}p") for tag in tags_in(own_text(item))]
        lost = [f"“{tag.text}”（{paragraph_locations(root)[item]}）" for tag, item in tags if is_body(tag)]
        if lost or not tags:
            why = f"：{'、'.join(lost)}不合要求" if lost else ""
            yield f"没有正文的位置{why}。", f"{BODY_RULE}{suggested_location(root)}"
    if body.find(f"{W}sectPr") is None:
        yield "没有页面设置。", _MADE_BY_WORD


CHECKS: tuple[Check, ...] = (
    classified,
    programs,
    templates,
    outside_links,
    _no_revisions,
    fetching_fields,
    other_files,
    _body_paragraph,
    paper_stated,
)
"""What is asked of a shell once it is known to be a whole Word file."""


def _last_id(trees: Mapping[str, Element]) -> int:
    """Return the highest id in use: a shell may hold a logo or be an earlier briefing, and no id may occur twice."""
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
