"""Title (GB/T 9704—2012, 7.3.1), addressee (7.3.2), number (7.2.5) and date (7.3.5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.conformance.paragraph import TextRole
from briefing.conformance.rule import Hit, Profile, Rule, Strength
from briefing.conformance.rules.common import ENDINGS, after_marks, each, ending, font, indented, raw_pattern, size
from briefing.conformance.word_file import WordFile


def _no_title(file: WordFile) -> Iterator[Hit]:
    if not any(file.of(TextRole.TITLE)):
        yield Hit("没有找到标题（“标题”样式，或文首居中的大字）")


def _title_centred(file: WordFile) -> Iterator[Hit]:
    """An annex' title is looked at by the rule for annexes."""
    after = after_marks(file)
    for item in file.of(TextRole.TITLE):
        if item.layout.align != "center" and item not in after:
            yield Hit("没有居中", item.position)


_DATE_ZERO = r"\d{4}年0\d月(?:\d{1,2}日)?|(?:\d{4}年)?\d{1,2}月0\d日"
_DOC_NO = r"[\[(（【［<〈]\s?(?:19|20)\d\d\s?[\])）】］>〉]\s?第?\d{1,5}\s?号"
_DOC_ZERO = r"〔\s?(?:19|20)\d\d\s?〕\s?(?:第\s?\d+|0\d*)\s?号"


RULES = (
    Rule("title.missing", "标题", Strength.USUAL, "7.3.1", "有标题", _no_title,
         "给标题所在的段落选“标题”样式，居中。", frozenset({Profile.OFFICIAL, Profile.LETTER})),
    Rule("title.font", "标题字体", Strength.USUAL, "7.3.1", "小标宋体", each(font("小标宋"), TextRole.TITLE),
         "选中标题，字体设为方正小标宋简体（没有该字体的单位可按本单位规定）。"),
    Rule("title.size", "标题字号", Strength.USUAL, "7.3.1", "2号（22磅）",
         each(size(22), TextRole.TITLE), "选中标题，字号选二号。"),
    Rule("title.centre", "标题位置", Strength.USUAL, "7.3.1", "居中", _title_centred,
         "选中标题 → 段落 → 对齐方式选“居中”，缩进 0；不要用空格推。"),
    Rule("title.bold", "标题字形", Strength.USUAL, "7.3.1", "不加粗",
         each(lambda item: "加粗" if item.main.bold else "", TextRole.TITLE), "选中标题，取消加粗（Ctrl+B）。"),
    Rule("title.end", "标题标点", Strength.USUAL, "7.3.1", "末尾不加标点",
         each(ending(ENDINGS), TextRole.TITLE), "删去标题末尾的标点。"),
    Rule("addressee.colon", "主送机关", Strength.REQUIRED, "7.3.2", "最后用全角冒号",
         each(lambda item: "半角冒号“:”" if item.shown.endswith(":") else "", TextRole.ADDRESSEE),
         "把主送机关后的半角冒号改为全角“：”。"),
    Rule("addressee.flush", "主送机关位置", Strength.REQUIRED, "7.3.2", "居左顶格",
         each(indented, TextRole.ADDRESSEE), "选中主送机关 → 段落 → 特殊格式选“无”，缩进 0，删去前面的空格。"),
    Rule("date.zero", "日期", Strength.REQUIRED, "7.3.5.4", "月、日不编虚位（2026年1月5日）",
         raw_pattern(_DATE_ZERO), "删去月、日前面的 0。"),
    Rule("docno.bracket", "发文字号括号", Strength.REQUIRED, "7.2.5", "年份用六角括号（×发〔2026〕5号）",
         raw_pattern(_DOC_NO), "把年份两边的括号改为六角括号“〔〕”（插入 → 符号）。"),
    Rule("docno.number", "发文顺序号", Strength.REQUIRED, "7.2.5", "不加“第”，不编虚位（×发〔2026〕5号）",
         raw_pattern(_DOC_ZERO), "删去顺序号前面的“第”和 0。"),
)  # fmt: skip
"""The rules of this module, in the order in which the parts stand in a text."""
