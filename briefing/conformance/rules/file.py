"""The file itself: nothing left over in it, fonts that other machines have, and what screen readers ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from briefing.conformance.font_families import beyond_gb2312, only_gb2312
from briefing.conformance.paragraph import TextRole
from briefing.conformance.rule import EVERY, Hit, Rule, Strength
from briefing.conformance.rules.common import nothing
from briefing.conformance.word_file import WordFile

_SHARED_SIGNS = re.compile("[“”‘’…—·×°±]")
"""Signs that both kinds of fonts draw: which one is asked decides how wide they are."""


def _theme_fonts(file: WordFile) -> Iterator[Hit]:
    for item in file.all_paragraphs:
        themed = {span.format.east for span in item.spans if span.format.themed and span.text.strip()}
        yield from (Hit(f"主题字体（{font or '随系统'}）", item.position) for font in sorted(themed))


def _rare(file: WordFile) -> Iterator[Hit]:
    for item in file.all_paragraphs:
        for span in item.spans:
            if only_gb2312(span.format.east) and (missing := beyond_gb2312(span.text)):
                yield Hit(f"{span.format.east} 里没有“{'”“'.join(missing)}”", item.position)


def _signs(file: WordFile) -> Iterator[Hit]:
    for item in file.all_paragraphs:
        for span in item.spans:
            format_ = span.format
            # Word draws “ and … in the font of Latin letters, half as wide, unless a hint says otherwise.
            if format_.hint != "eastAsia" and format_.latin != format_.east and _SHARED_SIGNS.search(span.text):
                yield Hit(f"用西文字体 {format_.latin or '（未指定）'}", item.position)
                break


def _language(file: WordFile) -> Iterator[Hit]:
    if file.language.lower() not in ("zh-cn", "zh-hans", "zh-hans-cn"):
        yield Hit(file.language or "没有注明")


def _mode(file: WordFile) -> Iterator[Hit]:
    # 15 is Word 2013 and every later one; a file that says nothing is opened as one of Word 2007.
    if file.mode < 15:
        yield Hit(f"兼容模式（{file.mode}）" if file.mode else "没有注明版本，按 Word 2007 打开")


def _title(file: WordFile) -> Iterator[Hit]:
    if file.title in ("", "Word Document"):
        yield Hit(f"“{file.title}”" if file.title else "没有填写")


def _empty(file: WordFile) -> Iterator[Hit]:
    """Two empty lines stand in many places of 公文 (7.2.5, 7.3.1); more are pushing something down."""
    flow = list(file.flow)
    for role, group in groupby(flow, key=lambda item: item.role):
        run = list(group)
        if role is TextRole.EMPTY and len(run) > 2:
            yield Hit(f"连续 {len(run)} 个空段落", run[0].position)
    count = sum(item.role is TextRole.EMPTY for item in flow)
    if count > max(8, 0.15 * len(flow)):
        yield Hit(f"共 {count} 个空段落")


RULES = (
    Rule("file.revisions", "修订", Strength.USUAL, "定稿", "没有未处理的修订",
         nothing("有未处理的修订", lambda file: file.revisions),
         "审阅 → 接受（或拒绝）所有修订，再关闭修订。", EVERY),
    Rule("file.comments", "批注", Strength.USUAL, "定稿", "没有批注",
         nothing("有批注", lambda file: file.comments),
         "审阅 → 删除 → 删除文档中的所有批注。", EVERY),
    Rule("file.hidden", "隐藏文字", Strength.USUAL, "定稿", "没有隐藏文字",
         nothing("有隐藏文字", lambda file: file.hidden),
         "文件 → 选项 → 显示，勾选“隐藏文字”后找到它，删去，或在“字体”里取消“隐藏”。", EVERY),
    Rule("file.prompts", "内容控件", Strength.USUAL, "定稿", "都已填写",
         nothing("内容控件没有填写", lambda file: file.prompts),
         "点击控件填写，或右击 → 删除内容控件。", EVERY),
    Rule("file.empty", "空段落", Strength.ADVISED, "排版", "用段前段后距和分页符，不用空行", _empty,
         "删去空段落，改用段落 → 段前（段后）间距；换页用 Ctrl+Enter。", EVERY),
    Rule("fonts.gb2312", "字体缺字", Strength.USUAL, "5.2.2", "字体里有文中所有的字", _rare,
         "把字体换成收字更全的“仿宋”“楷体”（不带 _GB2312）。", EVERY),
    Rule("fonts.theme", "主题字体", Strength.ADVISED, "排版", "指明字体名，不用主题字体（会随电脑改变）",
         _theme_fonts, "选中文字或修改样式 → 字体，中文字体直接选仿宋等，不选“+中文正文”“+中文标题”。", EVERY),
    Rule("fonts.signs", "中文标点字体", Strength.ADVISED, "排版", "“”……—— 用中文字体", _signs,
         "选中这些标点，字体 → 西文字体改为与中文字体相同，或重新用中文输入法输入。"),
    Rule("file.language", "文字语言", Strength.ADVISED, "无障碍", "中文（中国）", _language,
         "全选 → 审阅 → 语言 → 设置校对语言，选“中文(中国)”，设为默认值。", EVERY),
    Rule("file.mode", "兼容模式", Strength.ADVISED, "排版", "不用兼容模式（15）", _mode,
         "Word：文件 → 信息 → 转换；WPS：另存为“Word 文档（.docx）”。", EVERY),
    Rule("file.title", "文档属性“标题”", Strength.ADVISED, "无障碍", "填写文档标题", _title,
         "文件 → 信息（WPS：文件 → 文档加密 → 属性）→ 标题，填写文稿的标题。", EVERY),
)  # fmt: skip
"""The rules of this module."""
