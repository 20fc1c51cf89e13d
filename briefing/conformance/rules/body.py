"""The body: font, size and colour (GB/T 9704—2012, 5.2.2, 5.2.4), the indent of its paragraphs (7.3.3)."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.conformance.font_families import family, size_name
from briefing.conformance.paragraph import Role
from briefing.conformance.rule import Hit, Rule, Strength
from briefing.conformance.rules.common import SIZE, STYLE, blanks, font_of, indent
from briefing.conformance.word_file import WordFile


def _body_font(file: WordFile) -> Iterator[Hit]:
    bodies = file.of(Role.BODY, Role.LIST, Role.ADDRESSEE)
    return (Hit(font_of(item), item.position) for item in bodies if family(item.main.east) != "仿宋")


def _body_size(file: WordFile) -> Iterator[Hit]:
    bodies = file.of(Role.BODY, Role.LIST, Role.ADDRESSEE)
    return (Hit(size_name(item.main.size), item.position) for item in bodies if item.main.size != SIZE)


def _colour(file: WordFile) -> Iterator[Hit]:
    for item in file.of(Role.TITLE, Role.ADDRESSEE, Role.HEADING, Role.BODY, Role.LIST):
        colours = {span.look.colour for span in item.spans if span.text.strip()}
        for colour in sorted(colours - {"auto", "000000"}):
            yield Hit(f"颜色 {colour}", item.position)


def _indent(file: WordFile) -> Iterator[Hit]:
    for item in file.of(Role.BODY):
        if not 1.75 <= indent(item) <= 2.25:
            yield Hit(f"左空 {max(indent(item), 0):.1f} 字", item.position)


def _indented_by_blanks(file: WordFile) -> Iterator[Hit]:
    for item in file.of(Role.BODY, Role.HEADING):
        if blanks(item) >= 1:
            yield Hit("用空格或制表符缩进", item.position)


RULES = (
    Rule("body.font", "正文字体", Strength.USUAL, "5.2.2", "仿宋", _body_font, f"{STYLE}，中文字体选仿宋。"),
    Rule("body.size", "正文字号", Strength.USUAL, "5.2.2", "3号（16磅）", _body_size, f"{STYLE}，字号选三号。"),
    Rule("body.colour", "文字颜色", Strength.USUAL, "5.2.4", "黑色", _colour, "选中文字，字体颜色选“自动”或黑色。"),
    Rule("body.indent", "段首缩进", Strength.REQUIRED, "7.3.3", "每段左空二字，回行顶格", _indent,
         "选中正文 → 段落 → 左右缩进 0，特殊格式选“首行缩进”2 字符。"),
    Rule("body.blanks", "缩进方式", Strength.ADVISED, "7.3.3", "用首行缩进，不用空格", _indented_by_blanks,
         "删去段首的空格，段落 → 特殊格式选“首行缩进”2 字符。"),
)  # fmt: skip
"""The rules of this module."""
