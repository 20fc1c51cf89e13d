"""Which way the text of a practice says that a figure went."""

from __future__ import annotations

import re

from briefing.wording.claims.words import ABOUT, DOWN, LONG, UP

_WORD = re.compile(f"(?P<up>{UP})|{DOWN}")
_TO = re.compile(f"(?![率幅额量速值])[^，。；：、]{{0,12}}(?<!达)[至到为]{ABOUT}")
"""What stands between such a word and the figure that it leads to: 提高覆盖率到, 压缩至. 增长率 and 增加值 are no such
words, and what 降低成本达到 leads to is an amount."""
_REACHES = re.compile(f"，[^，。；：]{{0,12}}(?:达|达到|共有|为|有){ABOUT}")
"""The same where the figure is told in the next clause: 稳步增长，总量达."""
_NOT_SO = re.compile("未|力争|计划|目标|预计")
"""What tells of what is not, or is only meant to be."""
_OF_A_FALL = re.compile("[降跌减]幅")
"""What narrows or widens, of which the number goes up or down as its sign is written."""


def claimed_way(before: str) -> tuple[str, bool] | None:
    """Return the words that say which way the figure after `before` went, and whether up; None where none do.

    What was added or taken away (新增, 减少材料) is an amount, and says nothing of the figure that stands there.
    """
    clause = re.split("[。；！？\n}]", before)[-1]
    if _NOT_SO.search(clause) or _OF_A_FALL.search(re.split("[。；！？\n]", before)[-1]):
        return None
    for word in reversed(list(_WORD.finditer(clause))):
        rest = clause[word.end() :]
        if re.fullmatch(f"[至到]{ABOUT}", rest):
            return word[0] + rest[0], word["up"] is not None
        if len(word[0]) >= LONG:
            led = _TO.fullmatch(rest) or _REACHES.fullmatch(rest)
            return (word[0], word["up"] is not None) if led else None
    return None


def claimed_growth(before: str) -> str | None:
    """Return the word that says that what follows is by how much something grew (同比增长), None where none does."""
    found = re.search(f"({UP}){ABOUT}$", before)
    return found[1] if found else None
