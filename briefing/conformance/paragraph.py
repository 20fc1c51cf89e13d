"""A paragraph as the rules see it: with its role in a 公文."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from briefing.ooxml.paragraphs import WordParagraph


class TextRole(StrEnum):
    """What a paragraph is in a 公文 (GB/T 9704—2012, 7)."""

    EMPTY = "空段"
    PICTURE = "图"
    MASTHEAD = "版头"
    TITLE = "标题"
    ADDRESSEE = "主送机关"
    HEADING = "层次标题"
    BODY = "正文"
    LIST = "列表"
    CAPTION = "图表题"
    CONTENTS = "目录"
    ANNEX_NOTE = "附件说明"
    ANNEX_ITEM = "附件说明续行"
    ANNEX_MARK = "附件标识"
    CLOSING = "落款"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class OfficialParagraph(WordParagraph):
    """A paragraph with its role.

    `level` is that of a heading, from 1, 0 for other paragraphs; `real`: Word, too, knows the heading as one, by style
    or outline level.
    """

    role: TextRole = TextRole.OTHER
    level: int = 0
    real: bool = False

    @classmethod
    def of(cls, paragraph: WordParagraph) -> OfficialParagraph:
        """Return a paragraph of which nothing is known yet."""
        return cls(**{field.name: getattr(paragraph, field.name) for field in fields(WordParagraph)})
