"""A long title broken into lines that are about as long as each other, where its sense allows (GB/T 9704, 7.3.1)."""

from __future__ import annotations

import re
from math import ceil

LINE = 20
"""Characters of 22 pt in the type area."""

_AFTER = (
    *("、", "和", "与", "及", "》", "”", "省", "市", "区", "县", "州"),
    *("关于", "报送", "函送", "印发", "征求", "开展", "有关", "情况", "环境", "服务", "简报", "分析", "画像", "的"),
    *("工作(?!情况)", "融资(?!服务)"),
)
_BREAK = re.compile(f"(?:{'|'.join(_AFTER)})(?!$|[、》”]|的?(?:函|签报|请示|报告)$)(?![^《]*》)")
"""Where a line may end: after a mark, a place or a word that closes a phrase, and not within 《》."""


def lines_of(title: str) -> tuple[str, ...]:
    """The lines of the title, () if it fits into one."""
    count = ceil(len(title) / LINE)
    if count < 2:
        return ()
    ends = [match.end() for match in _BREAK.finditer(title)]
    lines, start = [], 0
    for left in range(count, 1, -1):
        ideal = start + (len(title) - start) / left
        room = range(max(start + 1, len(title) - LINE * (left - 1)), min(start + LINE, len(title) - 1) + 1)
        fit = [end for end in ends if end in room] or list(room)
        end = min(fit, key=lambda end: abs(end - ideal))
        lines.append(title[start:end])
        start = end
    return (*lines, title[start:])
