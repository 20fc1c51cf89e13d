"""A finished briefing's Word file laid out as an annex, as the program wrote it or as a person has edited it since.

Word, WPS and LibreOffice give styles ids of their own when they save: everything here goes by the names of styles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.docx_merge.page_numbers import renumbered
from briefing.errors import BriefingError, Place, Problem
from briefing.ooxml.package import Package
from briefing.ooxml.stylesheet import PARAGRAPH, StyleSheet, kind_of, name_of
from briefing.ooxml.xml import Element, W, child, number, parse, remove, serialise, value
from briefing.ooxml.zipped import pack
from briefing.render.word.borrowed_styles import borrowed_id
from briefing.render.word.markup import DECLARED, UNPRINTABLE, paragraph, run
from briefing.render.word.parts import with_styles
from briefing.render.word.shell import MAIN, STYLES
from briefing.render.word.shell_styles import LINE, Fonts
from briefing.render.word.style_names import OPTIONAL, Look

_OWN = frozenset(look for look in Look if look.kind == "paragraph" and not look.isascii()) - OPTIONAL
"""Styles of every shell that no other program brings: a file that has most of them was made by this one."""
_LETTERHEAD = ("报头", "报尾", "版头", "版记")
_IMPRINT = re.compile(r"(?:主报|主送|抄报|抄送|分送|报|送|发|印发|共印)[:：].*|[（(]?共印.*份[）)]?|.*印发", re.DOTALL)
_PAGED = re.compile(rb"\bPAGEREF\b|\bTOC\b")
_MARK = re.compile(r"(?:\S{1,20}号)?附\s{0,4}件\s{0,4}\d{0,2}")


def annexed(docx: bytes, mark: str, *, file: str) -> bytes:
    """The Word file `docx` of a briefing as an annex (GB/T 9704—2012, 7.3.7) whose first line is `mark`, such as 附件1.

    报头 and 报尾 are taken away, with a first page that has a header of its own; page set-up, footers and all else
    stay. A file that is an annex already gets the other mark only. One that is not of this program's make (it lacks its
    styles) gets the mark, and a line after it, and loses nothing. The same bytes for the same input.

    `file` is its path for the messages of the BriefingError that is raised where it cannot be read or `mark` cannot be
    written.
    """
    if UNPRINTABLE.search(mark):
        raise BriefingError(Problem("附件标识里有 Word 文件不能容纳的控制字符。", Place(file)))
    parts, document, styles = _opened(docx, file)
    sheet = _Sheet(child(document, "body"), _names(styles), StyleSheet(styles))
    standing = sheet.mark()
    if standing is not None:
        _write(standing, mark)
    else:
        own = sheet.own
        if own:
            _strip(sheet)
        _head(sheet, mark)
        lacking = () if sheet.mark_style else (Look.ATTACHMENT,)
        parts[STYLES] = with_styles(parts[STYLES], lacking, None if own else Fonts())
    parts[MAIN] = serialise(document)
    return pack(parts)


def annexed_apart(docx: bytes, mark: str, *, file: str, warn: Callable[[Problem], None]) -> bytes:
    """The same for an annex that stays a file of its own: its table of contents names the pages as they are now.

    That takes LibreOffice some seconds where there is one; `warn` is told where it could not. In an annex that is to be
    joined to another file the pages are not settled yet.
    """
    made = annexed(docx, mark, file=file)
    package = Package.open(made, file)
    if not _PAGED.search(package.parts[package.main]):
        return made
    return renumbered(package, list(child(package.change(package.main), "body")), warn)


def _opened(docx: bytes, file: str) -> tuple[dict[str, bytes], Element, Element]:
    """The parts of the file, its document and its styles."""
    package = Package.open(docx, file)
    if package.main != MAIN or STYLES not in package.trees:
        raise BriefingError(package.problem("不是本程序生成的样子。", "请用 Word 打开确认，另存为 .docx，或重新生成。"))
    return package.parts, package.tree(MAIN), package.tree(STYLES)


def _names(styles: Element) -> dict[str, str]:
    """The names of the paragraph styles in lower case, by id."""
    sheet = StyleSheet(styles).by_id.items()
    return {id: name_of(style).lower() for id, style in sheet if kind_of(style) == PARAGRAPH and name_of(style)}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The body of a file with the names of its styles by id."""

    body: Element
    names: Mapping[str, str]
    styles: StyleSheet

    @property
    def own(self) -> bool:
        """Whether this program made the file: it has most of the styles that only its shells have, and a title."""
        have = frozenset(self.names.values())
        return len(_OWN & have) * 2 > len(_OWN) and self.title() is not None

    @property
    def mark_style(self) -> str:
        """The id of the style of 附件1, "" if the file lacks it."""
        return self.id(Look.ATTACHMENT)

    def id(self, name: str) -> str:
        """The id of a paragraph style, "" if the file lacks it."""
        return next((id for id, known in self.names.items() if known == name.lower()), "")

    def name(self, block: Element) -> str:
        """The name of the style of a block; that of its first paragraph if it is no paragraph itself."""
        style = next(block.iter(f"{W}pStyle"), None)
        return "" if style is None else self.names.get(style.get(f"{W}val", ""), "")

    def blocks(self) -> list[Element]:
        """What the body consists of: paragraphs, tables, content controls."""
        return [item for item in self.body if item.tag in (f"{W}p", f"{W}tbl", f"{W}sdt")]

    def title(self) -> Element | None:
        """The block of the title."""
        return next(filter(self.is_title, self.blocks()), None)

    def is_title(self, block: Element) -> bool:
        """Whether a block is in the style of titles."""
        return self.name(block) == Look.TITLE.lower()

    def mark(self) -> Element | None:
        """The paragraph of 附件1 where the file begins with one."""
        first = next((item for item in self.blocks() if _text(item).strip()), None)
        if first is None or first.tag != f"{W}p":
            return None
        styled = self.name(first) == Look.ATTACHMENT.lower()
        return first if styled or _MARK.fullmatch(_text(first).strip()) else None


def _text(block: Element) -> str:
    return "".join(text.text or "" for text in block.iter(f"{W}t"))


def _write(standing: Element, mark: str) -> None:
    """Puts other words into a paragraph; they look as its first ones did."""
    first, *others = list(standing.iter(f"{W}t"))
    first.text = mark
    for text in others:
        text.text = ""


def _strip(sheet: _Sheet) -> None:
    """Takes away what belongs to a briefing that stands alone."""
    blocks = sheet.blocks()
    title = next(place for place, item in enumerate(blocks) if sheet.is_title(item))
    content = {look.lower() for look in Look} - {Look.CLOSING.lower()}
    _remove(item for item in blocks[:title] if sheet.name(item) not in content or not _text(item).strip())
    _remove(item for item in blocks[title:] if sheet.name(item).startswith(_LETTERHEAD))
    _remove(_imprint(sheet, content))
    last = next(reversed(sheet.blocks()))
    if last.tag == f"{W}tbl":  # Word wants a paragraph after a table that ends the text
        last.addnext(_new(paragraph(sheet.id(Look.TABLE_NOTE) or _normal(sheet), "")))
    for section in list(sheet.body.iter(f"{W}sectPr"))[:1]:
        for element in list(section):
            if element.tag == f"{W}titlePg" or element.get(f"{W}type") == "first":
                section.remove(element)


def _imprint(sheet: _Sheet, content: set[str]) -> Iterator[Element]:
    """The blocks at the end that say to whom the briefing goes and who printed it, in whatever look."""
    for item in reversed(sheet.blocks()):
        words, drawn = _text(item).strip(), next(item.iter(f"{W}drawing", f"{W}pict"), None) is not None
        if drawn or (words and (sheet.name(item) in content or not _IMPRINT.fullmatch(words))):
            return
        yield item


def _remove(blocks: Iterable[Element]) -> None:
    """Takes blocks out of the body; one that ends a section stays as an empty paragraph, for its page set-up."""
    for block in list(blocks):
        _close_bookmarks(block)
        if next(block.iter(f"{W}sectPr"), None) is None:
            remove(block)
        else:
            for child in list(block):
                if child.tag != f"{W}pPr":
                    block.remove(child)


def _close_bookmarks(block: Element) -> None:
    """Takes away the other ends of bookmarks of which one end is in the block."""
    ends = {name: {item.get(f"{W}id") for item in block.iter(f"{W}bookmark{name}")} for name in ("Start", "End")}
    body = next(block.iterancestors(f"{W}body"))
    for name, other in (("Start", "End"), ("End", "Start")):
        for item in list(body.iter(f"{W}bookmark{name}")):
            if item.get(f"{W}id") in ends[other] - ends[name]:
                remove(item)


def _head(sheet: _Sheet, mark: str) -> None:
    """Puts 附件1 on the first line and leaves the second empty, if the style of what follows does not."""
    first = sheet.blocks()[0]
    spaced = _space_before(sheet, first) >= LINE // 2 or not _text(first).strip()
    style = sheet.mark_style or borrowed_id(Look.ATTACHMENT)
    if not spaced:
        sheet.body.insert(0, _new(paragraph(_normal(sheet), "")))
    sheet.body.insert(0, _new(paragraph(style, run(mark))))


def _space_before(sheet: _Sheet, block: Element) -> int:
    """The space that a block leaves before it, in twips, by itself or by its style."""
    said = (value(level, "pPr/spacing", "before") for level in sheet.styles.levels(block))
    return number(next(filter(None, said), "0"))


def _normal(sheet: _Sheet) -> str:
    """The id of the style of plain paragraphs."""
    return sheet.styles.default() or "Normal"


def _new(xml: str) -> Element:
    return parse(xml.replace("<w:p>", f"<w:p {DECLARED}>", 1).encode())
