"""Headings: 一、（一）1.（1） with their fonts, levels and order (GB/T 9704—2012, 7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.conformance.font_families import family, size_name
from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.conformance.roles import ordinal
from briefing.conformance.rule import EVERY, Hit, Rule, Strength
from briefing.conformance.rules.common import ENDINGS, SIZE, STYLE, each, font_of
from briefing.conformance.word_file import WordFile
from briefing.ooxml.numbering import number_in

_FONTS = ("黑体", "楷体", "仿宋", "仿宋")
_MARKS = ("一、", "（一）", "1.", "（1）")


def _heading_font(item: OfficialParagraph) -> str:
    wanted = _FONTS[min(item.level, 4) - 1]
    return f"{item.level} 级标题用{font_of(item)}（应为{wanted}）" if family(item.main.east) != wanted else ""


def _heading_size(item: OfficialParagraph) -> str:
    return f"{item.level} 级标题 {size_name(item.main.size)}" if item.main.size != SIZE else ""


_WRONG_MARK = re.compile(
    "[（(][一二三四五六七八九十0-9]+[）)][、.．，]|\\d{1,2}、|[一二三四五六七八九十]+[.．,，]|\\(\\S{1,3}\\)"
)


def _heading_level(item: OfficialParagraph) -> str:
    found = ordinal(item.shown)
    wrong = item.real and found and item.level <= 4 and found[0] != item.level
    return f"{item.level} 级标题用第 {found[0]} 层序数（应为“{_MARKS[item.level - 1]}”）" if found and wrong else ""


def _sequence(file: WordFile) -> Iterator[Hit]:
    """Only 一、 and （一） may also begin a paragraph of text; 1. and （1） there may be those of a list."""
    counts: dict[int, int] = {}
    for item in file.flow:
        if item.role in (TextRole.TITLE, TextRole.ANNEX_MARK):
            counts = {}
        found = ordinal(item.shown)
        if (
            not found
            or item.role not in (TextRole.HEADING, TextRole.BODY)
            or (item.role is TextRole.BODY and found[0] > 2)
        ):
            continue
        level, amount = found[0], number_in(found[1])
        wanted = counts.get(level, 0) + 1
        if amount != wanted and not (amount == 1 and level > 2):
            yield Hit(f"“{found[1]}”，应为第 {wanted} 个", item.position)
        counts = {other: count for other, count in counts.items() if other < level} | {level: amount}


def _jump(file: WordFile) -> Iterator[Hit]:
    before = 0
    for item in file.of(TextRole.HEADING):
        if item.real:
            if item.level > before + 1:
                above = f"{before} 级标题" if before else "文首"
                yield Hit(f"{above}之后直接是 {item.level} 级标题", item.position)
            before = item.level


def _heading_end(item: OfficialParagraph) -> str:
    alone = "。" not in item.shown[:-1]  # else text follows in the same line
    return f"以“{item.shown[-1]}”结尾" if alone and item.shown.endswith(ENDINGS) else ""


RULES = (
    Rule("heading.font", "层次标题字体", Strength.USUAL, "7.3.3", "一、黑体　（一）楷体　1. 仿宋　（1）仿宋",
         each(_heading_font, TextRole.HEADING), f"{STYLE}，中文字体按级选黑体、楷体、仿宋、仿宋。"),
    Rule("heading.size", "层次标题字号", Strength.USUAL, "5.2.2", "3号（16磅）",
         each(_heading_size, TextRole.HEADING), f"{STYLE}，字号选三号。"),
    Rule("heading.style", "标题样式", Strength.ADVISED, "无障碍", "用“标题 1～4”样式，可生成目录和导航",
         each(lambda item: "" if item.real else "没有用标题样式（大纲级别为正文）", TextRole.HEADING),
         "光标放在该段，“样式”里选对应级别的“标题”。"),
    Rule("heading.mark", "层次序数写法", Strength.USUAL, "7.3.3；GB/T 15834", "“一、”“（一）”“1.”“（1）”",
         each(lambda item: f"“{found[0]}”" if (found := _WRONG_MARK.match(item.shown)) else "", TextRole.HEADING),
         "“（一）”“（1）”用全角括号，后面不加标点；阿拉伯数字后用“.”不用“、”。"),
    Rule("heading.level", "层次序数与级别", Strength.USUAL, "7.3.3", "依次用“一、”“（一）”“1.”“（1）”",
         each(_heading_level, TextRole.HEADING), "改用该级别的序数，或改选与序数相符的“标题”样式。"),
    Rule("heading.sequence", "层次序数顺序", Strength.USUAL, "7.3.3", "从一起连续编号", _sequence,
         "改正序数；用 Word 的多级列表自动编号可避免此类差错。"),
    Rule("heading.jump", "标题级别", Strength.ADVISED, "无障碍", "逐级下降，不跳级", _jump,
         "改用低一级的“标题”样式，或补上中间一级的标题。", EVERY),
    Rule("heading.end", "标题标点", Strength.USUAL, "GB/T 15834—2011", "单独成行的标题末尾不加标点",
         each(_heading_end, TextRole.HEADING), "删去标题末尾的标点；标题后接排正文的，正文不另起一行。", EVERY),
)  # fmt: skip
"""The rules of this module."""
