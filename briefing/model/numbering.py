"""Numbers that both writers give out alike: 一、（一）1.（1） before headings, 图1 and 表1 before captions."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.errors import BriefingError, Problem
from briefing.model.document import Block, Document, Figure, Heading, Table
from briefing.text.chinese_numerals import chinese

LAST_NUMERAL = 99

HEADING_FORMS = ("{chinese}、", "（{chinese}）", "{number}.", "（{number}）")
"""The number before a heading of level 1, 2, 3, 4 (GB/T 9704—2012, 7.3.3)."""


def numeral(number: int) -> str:
    """`number` from 1 to 99 in Chinese numerals (1 一, 10 十, 21 二十一); BriefingError outside of that."""
    if not 1 <= number <= LAST_NUMERAL:
        raise BriefingError(Problem(f"汉字序号只能编到 {LAST_NUMERAL}，这里要编 {number}。", hint="请减少同级标题。"))
    return chinese(number)


def heading_label(level: int, number: int) -> str:
    """What stands before heading `number` of its level: 一、（一）1.（1）; BriefingError unless `level` is 1 to 4."""
    if not 1 <= level <= len(HEADING_FORMS):
        raise BriefingError(Problem(f"标题只有 1 至 {len(HEADING_FORMS)} 级，这里用了 {level} 级。"))
    form = HEADING_FORMS[level - 1]
    return form.format(number=number, chinese=numeral(number) if "chinese" in form else "")


def heading_labels(document: Document) -> dict[int, str]:
    """The label of each numbered heading, by its index in `document.blocks`.

    A heading starts the count of the deeper levels again. One with `numbered` False has no entry and, as in a Word
    list, leaves every count as it is.
    """
    counts: dict[int, int] = {}
    labels = {}
    for index, block in enumerate(document.blocks):
        if isinstance(block, Heading) and block.numbered:
            counts = {level: count for level, count in counts.items() if level <= block.level}
            counts[block.level] = counts.get(block.level, 0) + 1
            labels[index] = heading_label(block.level, counts[block.level])
    return labels


def numbers(blocks: Iterable[Block]) -> dict[str, str]:
    """图1, 图2 … and 表1, 表2 … by the key of the figure or table, in document order.

    BriefingError if two share a key, or one has none: a reference could not tell which is meant.
    """
    found: dict[str, str] = {}
    blocks = tuple(blocks)
    for word, kind in (("图", Figure), ("表", Table)):
        captioned = [block for block in blocks if isinstance(block, kind)]
        for number, block in enumerate(captioned, start=1):
            if not block.key or block.key in found:
                raise BriefingError(
                    Problem(f"{word}{number}的名称“{block.key}”为空或与别的图表重复。", hint="请改名。")
                )
            found[block.key] = f"{word}{number}"
    return found
