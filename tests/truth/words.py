"""Words and numbers as briefings print them, as patterns, and periods as what they are."""

from __future__ import annotations

import re

from briefing.model.document import RunKind, Runs
from tests.truth.libraries import CITIES, INDICATORS, THEMES

When = tuple[str, int, int]

CITY = "|".join(CITIES)
NAME = "|".join(
    sorted([name for item in INDICATORS for name in (item.name, f"{item.name}同比增速")], key=len, reverse=True)
)
UNITS = "个百分点|个工作日|个位次|美元|户|件|元|分|%|倍"
FIGURE = rf"(?:第[0-9]+位|约?−?[0-9]+(?:\.[0-9]+)?[万亿]?(?:{UNITS}))"
WHEN = "(?:截至)?[0-9]{4}年(?:[一二三四]季度末?|[上下]半年末?|1—[0-9]{1,2}月(?:累计)?|[0-9]{1,2}月[末底]?|[末底])?"
VERB = "增加|增长|减少|下降|提高|压缩|延长|缩短|前移|后移|上升"
PRICE = "按现价计算|按可比价"
MOVES = rf"(?:{PRICE})?(?:{VERB}){FIGURE}(?:、(?:{PRICE})?(?:年均)?(?:{VERB})?{FIGURE})?"
TERM = "同比|环比|较上年同期|较年初|比年初"
TERMS = rf"(?:{TERM})(?:{VERB}){FIGURE}"
TO = "增至|降至|升至|提高至|下降至|延长至|减至|变为"
REMARK = "(?:（(?:快报|部分为快报数或调查数)）)?"
TOPIC = rf"(?P<name>{NAME})(?P<scope>（主城区）)?(?:累计)?(?P<remark>{REMARK})(?:为(?=−))?"
CLAIM = re.compile(
    "[0-9]|增|降|升|减|缩|提高|居首|居末|居前|居后|最[多少高低长短大小]|并列|同比|环比|较[上年]|比[0-9]|占|完成|持平|倍|"
    "连续|相同|优于|落后|领先|多于|少于|高于|低于|回落|回升|序时|[↑↓▲▼]"
)
RISES = {"增至", "增加", "增长", "提高", "提高至", "升至", "延长", "延长至", "后移", "上升"}
BETTER = {item.name: item.better for item in INDICATORS}
THEME = {item.name: THEMES[item.theme] for item in INDICATORS}
FAMILY = {item.name: item.family for item in INDICATORS}


def merit(indicator: str, *, growth: bool) -> bool:
    """Return whether a higher place is a merit: not of totals, of which a larger city has more, but of their growth."""
    total = not growth and BETTER[indicator] == "高" and FAMILY[indicator] in ("count", "cny", "usd")
    return bool(BETTER[indicator]) and not total


def when_of(words: str) -> When:
    """Return a period as what it is and when: (quarter, 2024, 4), (end, 2024, 12), (year, 2024, 0), (to, 2024, 9)."""
    bare = words.removeprefix("截至").removesuffix("累计")
    year, rest = int(bare[:4]), bare[5:]
    ended = words.startswith("截至") or rest.endswith(("末", "底"))
    rest = rest.rstrip("末底")
    if not rest:
        return ("end", year, 12) if ended else ("year", year, 0)
    if "季度" in rest:
        part = "一二三四".index(rest[0]) + 1
        return ("end", year, 3 * part) if ended else ("quarter", year, part)
    if "半年" in rest:
        part = "上下".index(rest[0]) + 1
        return ("end", year, 6 * part) if ended else ("half", year, part)
    if rest.startswith("1—"):
        return "to", year, int(rest[2:-1])
    return ("end" if ended else "month"), year, int(rest[:-1])


def plain(runs: Runs) -> str:
    """Return the words, without the marks of sources."""
    return "".join(run.text for run in runs if run.kind is not RunKind.CITE)
