"""What says that annexes follow (附件：…; GB/T 9704—2012, 7.3.4), and the page of an annex itself (7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from briefing.conformance.font_families import family, size_name
from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.conformance.rule import Hit, Profile, Rule, Strength
from briefing.conformance.rules.common import SIZE, each, ending, font_of, indented, two_blank
from briefing.conformance.word_file import WordFile
from briefing.ooxml.length import Twips
from briefing.ooxml.xml import W

_NOTE_COLON = re.compile(r"附\s{0,4}件\s{0,4}\S{0,2}\s{0,4}:")
_NOTE_FORM = re.compile(
    r"附件\s{0,4}(?:\d{1,2}|[一二三四五六七八九十]+)\s{0,4}[:：]|附件[:：]\s{0,4}\d{1,2}(?:[、．]|[.][^\S\t])"
)
_MARK = re.compile(r"(?:\S+号\s*)?附件\d{0,2}")
_LINE = Twips(579)
"""The distance of the lines of a body of which 22 stand on a page (5.2.3)."""
_SPACED = re.compile(r"附\s+件")


def _note_form(file: WordFile) -> Iterator[Hit]:
    for item in file.of(TextRole.ANNEX_NOTE):
        if found := _NOTE_FORM.match(item.shown) or _SPACED.match(item.shown):
            yield Hit(f"“{found[0]}”", item.position)
    for item in file.of(TextRole.ANNEX_ITEM):
        if found := re.match(r"\d{1,2}[、．]", item.shown):
            yield Hit(f"“{found[0]}”", item.position)


def _no_mark(file: WordFile) -> Iterator[Hit]:
    first = next((item for item in file.flow if item.shown), None)
    if first is not None and first.role is not TextRole.ANNEX_MARK:
        yield Hit("首页第一行不是“附件”", first.position)


def _mark_font(item: OfficialParagraph) -> str:
    format_ = item.main
    right = family(format_.east) == "黑体" and format_.size == SIZE
    return "" if right else f"{font_of(item)} {size_name(format_.size)}"


def _new_page(file: WordFile) -> Iterator[Hit]:
    flow = list(file.flow)
    for place, item in enumerate(flow):
        if item.role is not TextRole.ANNEX_MARK:
            continue
        above = list(takewhile(lambda one: one.role is TextRole.EMPTY, reversed(flow[:place])))
        begins = place == len(above) or any(map(_breaks, above)) or _breaks(flow[place - len(above) - 1], end=True)
        if not (begins or item.layout.new_page or _breaks(item)):
            yield Hit("接在上文之后，没有另面", item.position)


def _breaks(paragraph: OfficialParagraph, *, end: bool = False) -> bool:
    """Whether a paragraph holds a break of pages or sections (`end`: after its text)."""
    pages = [mark for mark in paragraph.element.iter(f"{W}br") if mark.get(f"{W}type") == "page"]
    section = paragraph.element.find(f"{W}pPr/{W}sectPr") is not None
    return section or (bool(pages) and (not end or paragraph.text.endswith("\n")))


def _title_line(file: WordFile) -> Iterator[Hit]:
    """One empty line between 附件1 and the title, as a paragraph or as space before the title."""
    flow = list(file.flow)
    for place, item in enumerate(flow):
        if item.role is not TextRole.ANNEX_MARK:
            continue
        below = flow[place + 1 :]
        empty = sum(1 for _ in takewhile(lambda one: one.role is TextRole.EMPTY, below))
        title = below[empty] if empty < len(below) else None
        above = 0 if title is None else round(title.layout.before_lines or title.layout.before / _LINE)
        line = 2 + empty + above
        if line != 3:
            yield Hit(f"标题在第 {line} 行", item.position)
        elif title is not None and title.layout.align != "center":
            yield Hit("标题没有居中", title.position)


_PARAGRAPH = "选中该段 → 段落"

RULES = (
    Rule("annex-note.colon", "附件说明冒号", Strength.REQUIRED, "7.3.4", "“附件”后用全角冒号",
         each(lambda item: f"“{found[0]}”" if (found := _NOTE_COLON.match(item.shown)) else "", TextRole.ANNEX_NOTE),
         "把半角冒号改为全角“：”。"),
    Rule("annex-note.form", "附件说明写法", Strength.REQUIRED, "7.3.4", "一件“附件：名称”，多件“附件：1.名称”",
         _note_form, "“附件”与冒号之间不加序号和空格；多个附件在冒号后用“1.”“2.”编号。"),
    Rule("annex-note.end", "附件名称标点", Strength.REQUIRED, "7.3.4", "附件名称后不加标点",
         each(ending(tuple("。；，、.;,")), TextRole.ANNEX_NOTE, TextRole.ANNEX_ITEM), "删去附件名称末尾的标点。"),
    Rule("annex-note.indent", "附件说明位置", Strength.REQUIRED, "7.3.4", "左空二字",
         each(two_blank, TextRole.ANNEX_NOTE), f"{_PARAGRAPH} → 特殊格式选“首行缩进”2 字符。"),
    Rule("annex.missing", "附件标识", Strength.REQUIRED, "7.3.7", "首页第一行顶格写“附件”或“附件1”", _no_mark,
         "在文首另起一段，写“附件”和顺序号，3号黑体，顶格。", frozenset({Profile.ANNEX})),
    Rule("annex.form", "附件标识写法", Strength.REQUIRED, "7.3.7", "“附件”或“附件1”，不加标点和空格",
         each(lambda item: "" if _MARK.fullmatch(item.shown) else f"“{item.shown}”", TextRole.ANNEX_MARK),
         "改为“附件1”这样的写法，用阿拉伯数字。"),
    Rule("annex.font", "附件标识字体", Strength.REQUIRED, "7.3.7", "3号黑体",
         each(_mark_font, TextRole.ANNEX_MARK), "选中“附件1”，字体黑体、字号三号。"),
    Rule("annex.flush", "附件标识位置", Strength.REQUIRED, "7.3.7", "顶格",
         each(lambda item: indented(item) or ("没有居左" if item.layout.align in ("center", "right") else ""),
              TextRole.ANNEX_MARK), f"{_PARAGRAPH} → 左对齐，特殊格式选“无”，缩进 0。"),
    Rule("annex.page", "附件另面", Strength.REQUIRED, "7.3.7", "附件另面编排", _new_page,
         "光标放在“附件1”前 → 插入 → 分页（或段落 → 换行和分页 → 段前分页）。"),
    Rule("annex.title", "附件标题", Strength.REQUIRED, "7.3.7", "居中编排在第三行", _title_line,
         "“附件1”与标题之间空一行，标题居中。"),
)  # fmt: skip
"""The rules of this module."""
