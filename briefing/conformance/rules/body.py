"""The body: font, size and colour (GB/T 9704—2012, 5.2.2, 5.2.4), the indent of its paragraphs (7.3.3)."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.conformance.paragraph import TextRole
from briefing.conformance.rule import Hit, Rule, Strength
from briefing.conformance.rules.common import SIZE, STYLE, each, font, size, two_blank
from briefing.conformance.word_file import WordFile


def _colour(file: WordFile) -> Iterator[Hit]:
    for item in file.of(TextRole.TITLE, TextRole.ADDRESSEE, TextRole.HEADING, TextRole.BODY, TextRole.LIST):
        colours = {span.format.colour for span in item.spans if span.text.strip()}
        for colour in sorted(colours - {"auto", "000000"}):
            yield Hit(f"颜色 {colour}", item.position)


_TEXT = (TextRole.BODY, TextRole.LIST, TextRole.ADDRESSEE)

RULES = (
    Rule("body.font", "正文字体", Strength.USUAL, "5.2.2", "仿宋",
         each(font("仿宋"), *_TEXT), f"{STYLE}，中文字体选仿宋。"),
    Rule("body.size", "正文字号", Strength.USUAL, "5.2.2", "3号（16磅）",
         each(size(SIZE), *_TEXT), f"{STYLE}，字号选三号。"),
    Rule("body.colour", "文字颜色", Strength.USUAL, "5.2.4", "黑色", _colour, "选中文字，字体颜色选“自动”或黑色。"),
    Rule("body.indent", "段首缩进", Strength.REQUIRED, "7.3.3", "每段左空二字，回行顶格",
         each(two_blank, TextRole.BODY), "选中正文 → 段落 → 左右缩进 0，特殊格式选“首行缩进”2 字符。"),
    Rule("body.blanks", "缩进方式", Strength.ADVISED, "7.3.3", "用首行缩进，不用空格",
         each(lambda item: "用空格或制表符缩进" if item.blanks >= 1 else "", TextRole.BODY, TextRole.HEADING),
         "删去段首的空格，段落 → 特殊格式选“首行缩进”2 字符。"),
)  # fmt: skip
"""The rules of this module."""
