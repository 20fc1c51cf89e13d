"""A finished briefing's Word file laid out as an annex, as the program wrote it or as a person has edited it since.

Word, WPS and LibreOffice give styles ids of their own when they save: everything here goes by the names of styles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from briefing.docx_merge.page_numbers import with_page_numbers
from briefing.errors import BriefingError, Location, Problem
from briefing.ooxml.markup import UNPRINTABLE, paragraph, run
from briefing.ooxml.package import Package
from briefing.ooxml.stylesheet import PARAGRAPH, StyleSheet, kind_of, name_of
from briefing.ooxml.walk import text_of
from briefing.ooxml.xml import Element, W, attribute, child, drop_first_page, fragment, remove, remove_all, serialise
from briefing.ooxml.zipped import pack
from briefing.render.word.parts import with_styles
from briefing.render.word.shell.borrowed_styles import borrowed_id
from briefing.render.word.shell.builtin_styles import LINE, Fonts
from briefing.render.word.shell.opening import MAIN, STYLES
from briefing.render.word.shell.style_names import OPTIONAL, StyleName

_OWN_STYLES = frozenset(name for name in StyleName if name.kind == "paragraph" and not name.isascii()) - OPTIONAL
"""Styles of every shell that no other program has: a file that has most of them was made by this one."""
_LETTERHEAD = ("报头", "报尾", "版头", "版记")
_IMPRINT = re.compile(r"(?:主报|主送|抄报|抄送|分送|报|送|发|印发|共印)[:：].*|[（(]?共印.*份[）)]?|.*印发", re.DOTALL)
_PAGED = re.compile(rb"\bPAGEREF\b|\bTOC\b")
_MARK = re.compile(r"(?:\S{1,20}号)?附\s{0,4}件\s{0,4}\d{0,2}")


def as_annex(docx: bytes, mark: str, *, file: str) -> bytes:
    """Return the Word file `docx` of a briefing as an annex whose first line is `mark`, such as 附件1.

    As GB/T 9704—2012, 7.3.7 has it, 报头 and 报尾 are taken away, with the header of a first page of its own; page
    set-up, footers and all else stay. A file that is an annex already gets the other mark only. One that is not of this
    program's make (it lacks its styles) gets the mark, and a line after it, and loses nothing. The same input gives the
    same bytes.

    `file` is its path for the messages of the BriefingError that is raised where it cannot be read or `mark` cannot be
    written.
    """
    if UNPRINTABLE.search(mark):
        raise BriefingError(Problem("附件标识里有 Word 文件不能容纳的控制字符。", Location(file)))
    package = Package.open(docx, file)
    if package.main != MAIN or STYLES not in package.trees:
        raise BriefingError(package.problem("不是本程序生成的样子。", "请用 Word 打开确认，另存为 .docx，或重新生成。"))
    parts, document = package.parts, package.tree(MAIN)
    text = _Text(child(document, "body"), StyleSheet(package.tree(STYLES)))
    present = text.mark()
    if present is not None:  # the new words look as the first ones did
        first, *others = list(present.iter(f"{W}t"))
        first.text = mark
        for other in others:
            other.text = ""
    else:
        own = text.is_own
        if own:
            _strip_letterhead(text)
        mark_style = text.styles.id_of(StyleName.ATTACHMENT)
        _put_mark(text, mark, mark_style or borrowed_id(StyleName.ATTACHMENT))
        lacking = () if mark_style else (StyleName.ATTACHMENT,)
        parts[STYLES] = with_styles(parts, lacking, None if own else Fonts())
    parts[MAIN] = serialise(document)
    return pack(parts)


def as_separate_annex(docx: bytes, mark: str, *, file: str, warn: Callable[[Problem], None]) -> bytes:
    """Return the same for an annex that stays a file of its own: its table of contents has the pages as they are now.

    That takes LibreOffice some seconds; `warn` hears where there is none, or where it could not. In an annex that is to
    be merged into another file the pages are not settled yet.
    """
    made = as_annex(docx, mark, file=file)
    package = Package.open(made, file)
    if not _PAGED.search(package.parts[package.main]):
        return made
    return with_page_numbers(package, list(child(package.change(package.main), "body")), warn)


@dataclass(frozen=True, slots=True)
class _Text:
    """The body of a file with its styles."""

    body: Element
    styles: StyleSheet

    @property
    def is_own(self) -> bool:
        """Whether this program made the file: it has most of the styles that only its shells have, and a title."""
        found = [name for name in _OWN_STYLES if self.styles.id_of(name)]
        return len(found) * 2 > len(_OWN_STYLES) and any(map(self.is_title, self.blocks()))

    def style_name(self, block: Element) -> str:
        """Return the name in lower case of the style of a block, or of the first paragraph in it that names one."""
        style = next(block.iter(f"{W}pStyle"), None)
        found = None if style is None else self.styles.by_id.get(attribute(style, "val"))
        return "" if found is None or kind_of(found) != PARAGRAPH else name_of(found).lower()

    def blocks(self) -> list[Element]:
        """Return what the body consists of: paragraphs, tables, content controls."""
        return [item for item in self.body if item.tag in (f"{W}p", f"{W}tbl", f"{W}sdt")]

    def is_title(self, block: Element) -> bool:
        """Whether a block is in the style of titles."""
        return self.style_name(block) == StyleName.TITLE.lower()

    def mark(self) -> Element | None:
        """Return the paragraph of 附件1 where the file begins with one."""
        first = next((item for item in self.blocks() if text_of(item)), None)
        if first is None or first.tag != f"{W}p":
            return None
        styled = self.style_name(first) == StyleName.ATTACHMENT.lower()
        return first if styled or _MARK.fullmatch(text_of(first)) else None

    def plain_style(self) -> str:
        """Return the id of the style of plain paragraphs."""
        return self.styles.default() or "Normal"


def _strip_letterhead(text: _Text) -> None:
    """Take away what belongs to a briefing that stands alone: 报头, 报尾, and the header of the first page."""
    blocks = text.blocks()
    title = next(index for index, item in enumerate(blocks) if text.is_title(item))
    content = {name.lower() for name in StyleName} - {StyleName.CLOSING.lower()}
    _remove(item for item in blocks[:title] if text.style_name(item) not in content or not text_of(item))
    _remove(item for item in blocks[title:] if text.style_name(item).startswith(_LETTERHEAD))
    _remove(_imprint(text, content))
    last = text.blocks()[-1]
    if last.tag == f"{W}tbl":  # Word wants a paragraph after a table that ends the text
        last.addnext(fragment(paragraph(text.styles.id_of(StyleName.FOOT_END) or text.plain_style(), "")))
    section = next(text.body.iter(f"{W}sectPr"), None)
    if section is not None:
        drop_first_page(section)  # it had 报头 and no number; as an annex it is a page like the others


def _imprint(text: _Text, content: set[str]) -> Iterator[Element]:
    """Yield the blocks at the end that say to whom the briefing goes and who printed it, in whatever style."""
    for item in reversed(text.blocks()):
        words, drawn = text_of(item), next(item.iter(f"{W}drawing", f"{W}pict"), None) is not None
        if drawn or (words and (text.style_name(item) in content or not _IMPRINT.fullmatch(words))):
            return
        yield item


def _remove(blocks: Iterable[Element]) -> None:
    """Take blocks out of the body; one that ends a section stays as an empty paragraph, for its page set-up."""
    for block in list(blocks):
        _close_bookmarks(block)
        if next(block.iter(f"{W}sectPr"), None) is None:
            remove(block)
        else:
            remove_all(item for item in block if item.tag != f"{W}pPr")


def _close_bookmarks(block: Element) -> None:
    """Take away the other ends of bookmarks of which one end is in the block."""
    ends = {name: {item.get(f"{W}id") for item in block.iter(f"{W}bookmark{name}")} for name in ("Start", "End")}
    body = next(block.iterancestors(f"{W}body"))
    for name, other in (("Start", "End"), ("End", "Start")):
        gone = ends[other] - ends[name]
        remove_all(item for item in body.iter(f"{W}bookmark{name}") if item.get(f"{W}id") in gone)


def _put_mark(text: _Text, mark: str, style: str) -> None:
    """Put 附件1 on the first line and leave the second empty, unless what follows leaves half a line before it."""
    first = text.blocks()[0]
    before = text.styles.paragraph_format(text.styles.style_of(first), first).before if first.tag == f"{W}p" else 0
    # Some shells have the line that 7.3.7 leaves free as space before the title.
    spaced = before >= LINE / 2
    if not spaced and text_of(first):
        text.body.insert(0, fragment(paragraph(text.plain_style(), "")))
    text.body.insert(0, fragment(paragraph(style, run(mark))))
