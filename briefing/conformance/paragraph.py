"""A paragraph as the rules see it: its text, its formatting, and its role in a 公文."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.conformance.position import Position
from briefing.ooxml.cascade import ParagraphFormat, RunFormat
from briefing.ooxml.xml import Element


class Role(StrEnum):
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
class Span:
    """A piece of a paragraph whose characters are formatted alike; hidden text is in none."""

    text: str
    look: RunFormat


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    `text` is what is shown, without hidden text and without `label`, the list number that Word prints. `style` holds
    the names of its style and of those that this is based on, in lower case; `look` is that of the style. `flows`: it
    stands in the text itself, not in a table, a text box, a header or a note. `section` is the index of its section,
    `pictures` how many it holds, `fields` the names of its fields (PAGE, SEQ). `level` is that of a heading, from 1, 0
    for other paragraphs; `real`: Word, too, knows the heading as one, by style or outline level.
    """

    element: Element
    position: Position
    style: tuple[str, ...]
    text: str
    label: str
    layout: ParagraphFormat
    look: RunFormat
    spans: tuple[Span, ...]
    flows: bool
    section: int
    pictures: int = 0
    fields: tuple[str, ...] = ()
    role: Role = Role.OTHER
    level: int = 0
    real: bool = False

    @property
    def shown(self) -> str:
        """The text with its list number, without blanks around."""
        return (self.label + self.text).strip()

    @property
    def main(self) -> RunFormat:
        """The formatting of most of its 汉字; that of the style where it has none."""
        weights: dict[RunFormat, int] = {}
        for span in self.spans:
            count = sum("\u3400" <= sign <= "\u9fff" for sign in span.text)
            weights[span.look] = weights.get(span.look, 0) + count
        return max(weights, key=lambda look: weights[look]) if any(weights.values()) else self.look
