"""Punctuation (GB/T 15834—2011, which GB/T 9704—2012 asks for in 9), and words that must not be left in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.conformance.paragraph import TextRole
from briefing.conformance.roles import ORDINALS
from briefing.conformance.rule import Hit, Strength
from briefing.conformance.rules.common import COVER, HAN, covered, excerpt, rule
from briefing.conformance.word_file import WordFile

_HALF = re.compile(
    rf"(?<!错误)(?:(?<=[{HAN}”》）])[,;:?!]|[,;:?!](?=[{HAN}“《（]))|(?<=[{HAN}])[()]|[()](?=[{HAN}])"
    rf"|(?<=[{HAN}])\.(?=[{HAN}\s]|$)"
)
"""“错误!” is Word's own word for a lost reference, which text.placeholder tells."""


def _half_width(file: WordFile) -> Iterator[Hit]:
    """Colons of addressees and annexes and brackets of headings have rules of their own."""
    for item in file.all_paragraphs:
        text = covered(item)
        if item.role in (TextRole.ADDRESSEE, TextRole.ANNEX_NOTE, TextRole.ANNEX_MARK):
            text = text.replace(":", COVER)
        marks = (mark.match(text) for mark in ORDINALS) if item.role is TextRole.HEADING else ()
        if mark := next(filter(None, marks), None):
            text = COVER * mark.end() + text[mark.end() :]
        yield from (Hit(excerpt(text, found), item.position) for found in _HALF.finditer(text))


_QUOTES = rf"[{HAN}，。：（）][\"']|[\"'][{HAN}]"
_ELLIPSIS = r"\.{3,}|。{2,}|(?<!…)…(?!…)|·{3,}"
_DASH = rf"(?<!-)--+(?!-)|(?<!—)—{{3,}}(?!—)|(?<=[{HAN}])-(?=[{HAN}])|[－─]{{2,}}"
_LISTING = "”、“(?=[^”]{0,40}”(?:[、，。；等和及与]|$))|》、《(?=[^》]{0,40}》(?:[、，。；等和及与]|$))"
"""Where words stand between the marks, or brackets, 、 is right."""

_REPEATED = "，，|、、|；；|：：|，。|。，|、。|。、|；。|，；"
_SPACES = rf"(?<=[{HAN}]{{2}}) +(?=[{HAN}]{{2}})(?![^《》]{{0,80}}》)"
"""A title in 《》 keeps the spaces of its two lines."""

_LEFT = (
    r"\{\{|\}\}|\{%|%\}|(?<![A-Za-z\d])(?:None|nan|NaN|undefined|null|TODO)(?![A-Za-z\d])|[×Xx]{3,}|(?<!\d)[*＊]{3,}(?!\d)|【待|（待[补填定]）|"
    r"错误[!！] ?(?:未找到|文档中没有|未定义)"
)

_CLAUSE = "9；GB/T 15834—2011"

RULES = (
    rule("half-width", "半角标点", Strength.REQUIRED, _CLAUSE, "汉字旁用全角标点", _half_width,
         "切换到中文标点，重新输入该标点。"),
    rule("quotes", "直引号", Strength.REQUIRED, f"{_CLAUSE} 4.8", "“ ”‘ ’", _QUOTES,
         "用中文输入法输入引号“ ”‘ ’，不用英文直引号。"),
    rule("ellipsis", "省略号", Strength.USUAL, f"{_CLAUSE} 4.11", "六连点“……”", _ELLIPSIS,
         "中文输入法下按 Shift+6 输入“……”。"),
    rule("dash", "破折号和连接号", Strength.USUAL, f"{_CLAUSE} 4.10、4.13", "破折号“——”，连接号“—”“～”", _DASH,
         "中文输入法下按 Shift+减号输入“——”。"),
    rule("listing", "引号、书名号之间的顿号", Strength.USUAL, f"{_CLAUSE} 4.5.3.5", "不用顿号", _LISTING,
         "删去引号之间、书名号之间的顿号。"),
    rule("repeated", "重复标点", Strength.USUAL, _CLAUSE, "不重复", _REPEATED, "删去多余的标点。"),
    rule("spaces", "汉字间的空格", Strength.ADVISED, "排版", "没有", _SPACES, "删去空格。"),
    rule("placeholder", "未替换的内容", Strength.USUAL, "定稿", "没有", _LEFT,
         "填写实际内容；“错误！未找到引用源”要重新插入交叉引用。"),
)  # fmt: skip
"""The rules of this module."""
