"""What the text of a practice says of the way that a figure went."""

from __future__ import annotations

import re

from briefing.model.facts import Fact
from briefing.model.quantity import RANK
from briefing.wording.figures import figure, when

_UP = "增加|增长|增多|上升|提高|提升|扩大|扩展|扩充|拓展|攀升|跃升|回升|延长|前移|增|升"
_DOWN = "下降|降低|减少|压缩|压减|缩短|缩减|精简|回落|收窄|下滑|后移|降|减|压"
_WORD = re.compile(f"(?P<up>{_UP})|{_DOWN}")
_ABOUT = "(?:了|约|近|第)?"
_TO = re.compile(f"(?![率幅额量速值])[^，。；：、]{{0,12}}(?<!达)[至到为]{_ABOUT}")
"""What stands between such a word and the figure that it leads to: 提高覆盖率到, 压缩至. 增长率 and 增加值 are no such
words, and what 降低成本达到 leads to is an amount."""
_REACHES = re.compile(f"，[^，。；：]{{0,12}}(?:达|达到|共有|为|有){_ABOUT}")
"""The same where the figure is told in the next clause: 稳步增长，总量达."""
_LONG = 2
"""Characters of a word that says so wherever it stands; 增 and 降 alone do before 至 and 到 (but 增值税)."""
_LESS = {RANK: ("靠后", "靠前"), "workday": ("长", "短"), "time": ("长", "短"), "percent": ("高", "低")}
"""How a larger figure is called, and a smaller one, by unit family; 多 and 少 of all others."""


def claimed_way(before: str) -> tuple[str, bool] | None:
    """Return the words that say which way the figure after `before` went, and whether up; None where none do.

    What was added or taken away (新增, 减少材料) is an amount, and says nothing of the figure that stands there.
    """
    clause = re.split("[。；！？\n}]", before)[-1]
    for word in reversed(list(_WORD.finditer(clause))):
        rest = clause[word.end() :]
        if re.fullmatch(f"[至到]{_ABOUT}", rest):
            return word[0] + rest[0], word["up"] is not None
        if len(word[0]) >= _LONG:
            led = _TO.fullmatch(rest) or _REACHES.fullmatch(rest)
            return (word[0], word["up"] is not None) if led else None
    return None


def claimed_growth(before: str) -> str | None:
    """Return the word that says that what follows is by how much something grew (同比增长), None where none does."""
    found = re.search(f"({_UP}){_ABOUT}$", before)
    return found[1] if found else None


def shrunk(id: str, word: str, now: Fact) -> str:
    """Return that a practice says 增长 of a rate or an amount that is below zero."""
    return f"“{id}”说“{word}”，所引的数据（{when(now)}，{figure(now)}）却是负数。"


def turned(id: str, word: str, now: Fact, before: Fact, turn: str) -> str:
    """Return that a practice says what its figures do not: “…”说“增至”，所引的数据（2024年，180万户）却比….

    `turn` as in `Movement`.
    """
    more, less = _LESS.get(now.quantity.unit.family, ("多", "少"))
    earlier = f"之前的数据（{when(before)}，{figure(before)}）"
    way = f"与{earlier}相同" if turn == "平" else f"比{earlier}{more if turn in ('增', '降') else less}"
    return f"“{id}”说“{word}”，所引的数据（{when(now)}，{figure(now)}）却{way}。"
