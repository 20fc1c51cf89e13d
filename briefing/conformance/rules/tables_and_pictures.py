"""Tables and pictures: within the type area (GB/T 9704—2012, 5.2.1), whole, and readable by everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.conformance.paragraph import TextRole
from briefing.conformance.rule import EVERY, Hit, Rule, Strength
from briefing.conformance.rules.common import nothing
from briefing.conformance.word_file import WordFile, WordPicture, WordTable

_CELL_MARGINS = 4
"""Millimetres by which Word lets a table stand out, so that its text is flush with that around it."""

_NO_WORDS = re.compile(r"(?:image|picture|pic|图片|图像|图表|chart)?\s*\d*(?:\.\w{2,4})?", re.IGNORECASE)


def _too_wide(items: Iterable[WordTable | WordPicture], more: float) -> Iterator[Hit]:
    """What is wider than the type area by more than so many millimetres."""
    for item in items:
        if item.width.mm - item.room.mm > more:
            yield Hit(f"宽 {item.width.mm:.0f} mm，版心 {item.room.mm:.0f} mm", item.position)


def _cut_off(file: WordFile) -> Iterator[Hit]:
    for picture in file.pictures:
        layout = picture.paragraph.layout
        if layout.rule == "exact" and not picture.floats:
            yield Hit(f"所在段落固定行距 {layout.pitch.pt:g} 磅，图只露出一条", picture.position)


def _alt(file: WordFile) -> Iterator[Hit]:
    for picture in file.pictures:
        if picture.alt is not None and _NO_WORDS.fullmatch(picture.alt):
            yield Hit(f"替代文字是“{picture.alt}”" if picture.alt else "没有替代文字", picture.position)


def _caption_field(file: WordFile) -> Iterator[Hit]:
    captions = file.of(TextRole.CAPTION)
    return (
        Hit("编号是手打的", item.position) for item in captions if "SEQ" not in item.fields and item.shown[:1] in "图表"
    )


_PICTURE = "选中图片"
_TABLE = "光标放进表格 → 布局（WPS：表格工具）"

RULES = (
    Rule("table.width", "表格宽度", Strength.REQUIRED, "5.2.1", "不超出版心",
         lambda file: _too_wide(file.tables, _CELL_MARGINS),
         f"{_TABLE} → 自动调整 → 根据窗口自动调整表格；列多的改用横向页。", EVERY),
    Rule("table.header", "表头", Strength.ADVISED, "无障碍", "首行在每页重复，标为标题行",
         nothing("首行没有设为标题行",
                 lambda file: (item.position for item in file.tables if item.rows > 1 and not item.header)),
         "选中表头行 → 表格属性 → 行，勾选“在各页顶端以标题行形式重复出现”。", EVERY),
    Rule("table.split", "表格跨页", Strength.ADVISED, "排版", "行不跨页断开",
         nothing("行可以跨页断开", lambda file: (item.position for item in file.tables if item.splits)),
         "选中整个表格 → 表格属性 → 行，取消“允许跨页断行”。", EVERY),
    Rule("picture.width", "图片宽度", Strength.REQUIRED, "5.2.1", "不超出版心",
         lambda file: _too_wide(file.pictures, 0.6),
         f"{_PICTURE} → 图片格式 → 大小，宽度改到版心（15.6 厘米）以内。", EVERY),
    Rule("picture.floating", "图片位置", Strength.ADVISED, "排版", "嵌入型（印章除外）",
         nothing("浮动（文字环绕）", lambda file: (item.position for item in file.pictures if item.floats)),
         f"{_PICTURE} → 布局选项（环绕），选“嵌入型”。", EVERY),
    Rule("picture.line", "图片所在行", Strength.USUAL, "排版", "图片所在段落用单倍行距", _cut_off,
         "光标放在图片所在行 → 段落 → 行距选“单倍行距”。", EVERY),
    Rule("picture.alt", "图片替代文字", Strength.ADVISED, "无障碍", "有说明内容的替代文字", _alt,
         "右击图片 → 编辑替代文字（WPS：设置对象格式 → 可选文字），用一句话写明图的内容。", EVERY),
    Rule("caption.field", "图表题编号", Strength.ADVISED, "排版", "用题注编号（SEQ 域），可自动更新和引用",
         _caption_field, "删去手打的编号 → 引用 → 插入题注，标签选“图”或“表”。", EVERY),
)  # fmt: skip
"""The rules of this module."""
