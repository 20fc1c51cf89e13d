"""The body: font, size and colour (GB/T 9704—2012, 5.2.2, 5.2.4), the indent of its paragraphs (7.3.3)."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.conformance.font_families import family, size_name
from briefing.conformance.paragraph import OfficialParagraph, Role
from briefing.conformance.rule import Hit, Rule, Strength
from briefing.conformance.rules.common import SIZE, STYLE, each, font_of, two_blank
from briefing.conformance.word_file import WordFile


def _font(item: OfficialParagraph) -> str:
    return font_of(item) if family(item.main.east) != "仿宋" else ""


def _size(item: OfficialParagraph) -> str:
    return size_name(item.main.size) if item.main.size != SIZE else ""


def _colour(file: WordFile) -> Iterator[Hit]:
    for item in file.of(Role.TITLE, Role.ADDRESSEE, Role.HEADING, Role.BODY, Role.LIST):
        colours = {span.look.colour for span in item.spans if span.text.strip()}
        for colour in sorted(colours - {"auto", "000000"}):
            yield Hit(f"颜色 {colour}", item.position)


def _by_blanks(item: OfficialParagraph) -> str:
    return "用空格或制表符缩进" if item.blanks >= 1 else ""


_TEXT = (Role.BODY, Role.LIST, Role.ADDRESSEE)

RULES = (
    Rule("body.font", "正文字体", Strength.USUAL, "5.2.2", "仿宋",
         each(_font, *_TEXT), f"{STYLE}，中文字体选仿宋。"),
    Rule("body.size", "正文字号", Strength.USUAL, "5.2.2", "3号（16磅）",
         each(_size, *_TEXT), f"{STYLE}，字号选三号。"),
    Rule("body.colour", "文字颜色", Strength.USUAL, "5.2.4", "黑色", _colour, "选中文字，字体颜色选“自动”或黑色。"),
    Rule("body.indent", "段首缩进", Strength.REQUIRED, "7.3.3", "每段左空二字，回行顶格",
         each(two_blank, Role.BODY), "选中正文 → 段落 → 左右缩进 0，特殊格式选“首行缩进”2 字符。"),
    Rule("body.blanks", "缩进方式", Strength.ADVISED, "7.3.3", "用首行缩进，不用空格",
         each(_by_blanks, Role.BODY, Role.HEADING), "删去段首的空格，段落 → 特殊格式选“首行缩进”2 字符。"),
)  # fmt: skip
"""The rules of this module."""
