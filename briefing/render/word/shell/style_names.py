"""The named styles that the writer asks of a shell. They are found by name: Word and WPS give ids of their own."""

from __future__ import annotations

from enum import StrEnum


class StyleName(StrEnum):
    """A style of the shell; the value is its name inside the file, whatever language Word shows it in."""

    BODY = "Body Text"
    LEAD = "按语"
    CLOSING = "报尾"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    BULLET = "List Bullet"
    NUMBERED = "List Number"
    TABLE = "公文表格"
    TABLE_CAPTION = "表题"
    TABLE_UNIT = "表格单位"
    TABLE_HEADER = "表格表头"
    TABLE_TEXT = "表格文字"
    TABLE_CENTRE = "表格居中"
    TABLE_NUMBER = "表格数字"
    TABLE_DENSE = "表格密排"
    TABLE_NOTE = "表注"
    PICTURE = "图片"
    FIGURE_CAPTION = "图题"
    FIGURE_NOTE = "图注"
    NOTE = "说明"
    SOURCE = "资料来源"
    STRONG = "Strong"
    CITE = "引用标记"
    TITLE = "Title"
    ATTACHMENT = "附件标识"
    CONTENTS = "TOC Heading"
    CONTENTS_1 = "toc 1"
    CONTENTS_2 = "toc 2"
    CONTENTS_3 = "toc 3"
    CONTENTS_4 = "toc 4"
    ADDRESSEE = "主送机关"
    ANNEX_NOTE_ONE = "附件说明（一件）"
    ANNEX_NOTE = "附件说明"
    ANNEX_ITEM = "附件说明续行"
    ANNEX_NOTE_WIDE = "附件说明（十件以上）"
    ANNEX_ITEM_WIDE = "附件说明续行（十件以上）"
    SIGNATURE = "署名"
    SEALED = "署名（盖章）"
    DATE = "成文日期"
    CC = "抄送"
    IMPRINT = "版记印发"
    FOOT_EDGE = "版记首末线"
    FOOT_RULE = "版记中线"
    FOOT_END = "版记之后"
    FOOTNOTE = "footnote text"
    FOOTNOTE_MARK = "footnote reference"

    @property
    def kind(self) -> str:
        """Return the kind of style it must be: paragraph, character or table."""
        return _KINDS.get(self, "paragraph")

    @property
    def shown(self) -> str:
        """Return the name that a Chinese Word shows in its list of styles."""
        return _SHOWN.get(self, self.value)


_KINDS = {
    StyleName.TABLE: "table",
    StyleName.STRONG: "character",
    StyleName.CITE: "character",
    StyleName.FOOTNOTE_MARK: "character",
}

_SHOWN = {
    StyleName.BODY: "正文文本",
    StyleName.HEADING_1: "标题 1",
    StyleName.HEADING_2: "标题 2",
    StyleName.HEADING_3: "标题 3",
    StyleName.HEADING_4: "标题 4",
    StyleName.BULLET: "列表项目符号",
    StyleName.NUMBERED: "列表编号",
    StyleName.STRONG: "要点",
}

FOOT = (
    StyleName.CLOSING,
    StyleName.CC,
    StyleName.IMPRINT,
    StyleName.FOOT_EDGE,
    StyleName.FOOT_RULE,
    StyleName.FOOT_END,
)
"""What stands at the foot of the last page with its rules, and the paragraph after it that holds it there."""

HEADINGS = (StyleName.HEADING_1, StyleName.HEADING_2, StyleName.HEADING_3, StyleName.HEADING_4)
"""By level, the highest first."""

CONTENTS = (StyleName.CONTENTS_1, StyleName.CONTENTS_2, StyleName.CONTENTS_3, StyleName.CONTENTS_4)
"""The entries of a table of contents, by level."""

LETTERS = (
    StyleName.ADDRESSEE,
    StyleName.ANNEX_NOTE_ONE,
    StyleName.ANNEX_NOTE,
    StyleName.ANNEX_ITEM,
    StyleName.ANNEX_NOTE_WIDE,
    StyleName.ANNEX_ITEM_WIDE,
    StyleName.SIGNATURE,
    StyleName.SEALED,
    StyleName.DATE,
    StyleName.CC,
)
"""What only letters use."""

OPTIONAL = frozenset(
    (
        StyleName.TITLE,
        StyleName.ATTACHMENT,
        StyleName.CONTENTS,
        *CONTENTS,
        StyleName.FOOTNOTE,
        StyleName.FOOTNOTE_MARK,
        *LETTERS,
        *FOOT[2:],
        StyleName.TABLE_DENSE,
    )
)
"""What a shell need not have: not every briefing uses them, and the writer brings its own where it must."""
