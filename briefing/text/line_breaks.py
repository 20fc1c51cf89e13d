"""Titles and names of offices that are longer than a line, broken where their sense allows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

_AFTER = (
    *("、", "和", "与", "及", "》", "”", "省", "市", "区", "县", "州"),
    *("关于", "报送", "函送", "印发", "征求", "开展", "有关", "情况", "环境", "服务", "简报", "分析", "画像", "的"),
    *("工作(?!情况|领导)", "融资(?!服务)", "人民政府", "委员会", "领导小组", "管理局"),
)
_BREAK = re.compile(f"(?:{'|'.join(_AFTER)})(?!$|[、》”]|的?(?:函|签报|请示|报告|通报)$)(?![^《]*》)")
"""Where a line may end: after a mark, a place or a word that closes a phrase, and not within 《》."""
_WORDS = re.compile("工作|融资|办公室|优化|推进|建设|改革|综合|协调|督查|领导小组|人民政府|委员会|环境|服务|管理|发展")
"""Words that names of offices are made of: where a line can end at none of the above, it ends after one of these."""


def balanced_lines(text: str, most: int) -> tuple[str, ...]:
    """Return a text in lines of at most `most` characters, about as long as each other (GB/T 9704—2012, 7.3.1).

    One line more than it needs, where only that keeps words whole. () if it fits into one line.
    """
    count = ceil(len(text) / most)
    if count < 2:
        return ()
    ends, words = ([match.end() for match in pattern.finditer(text)] for pattern in (_BREAK, _WORDS))
    everywhere = range(1, len(text))
    return (
        _lines(text, most, count, (ends, words))
        or _lines(text, most, count + 1, (ends, words))
        or _lines(text, most, count, (ends, words, everywhere))
    )


def _lines(text: str, most: int, count: int, places: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """Return so many lines, each ending at one of the first `places` that has one in reach; () where none has."""
    lines, start = [], 0
    for left in range(count, 1, -1):
        # as even as can be of what is left, for a line that had to end early leaves more to the next
        ideal = start + (len(text) - start) / left
        room = range(max(start + 1, len(text) - most * (left - 1)), min(start + most, len(text) - 1) + 1)
        fit = next(filter(None, ([end for end in ends if end in room] for ends in places)), None)
        if not fit:
            return ()
        end = min(fit, key=lambda end: abs(end - ideal))
        lines.append(text[start:end])
        start = end
    return (*lines, text[start:])
