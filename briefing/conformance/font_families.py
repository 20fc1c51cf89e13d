"""Chinese fonts and sizes by the names that offices, systems and foundries give them."""

from __future__ import annotations

import re

_FAMILIES = (
    ("小标宋", re.compile("小标宋|xiao ?biao ?song|fzxbs", re.IGNORECASE)),
    ("仿宋", re.compile("仿宋|fang ?song|simfang|fzfs", re.IGNORECASE)),
    ("楷体", re.compile("楷|kai ?ti|simkai|fzkt", re.IGNORECASE)),
    ("黑体", re.compile("黑体|sim ?hei|hei ?ti|fzht", re.IGNORECASE)),
    ("宋体", re.compile("宋|sim ?sun|stsong|fzss", re.IGNORECASE)),
)
"""Families and the names of their fonts, the most specific first: 方正小标宋 and 仿宋 contain 宋, too."""


def family(font: str) -> str:
    """Return the family of a font by its name (FangSong_GB2312 → 仿宋); “” if it is none of those 公文 use."""
    return next((name for name, pattern in _FAMILIES if pattern.search(font)), "")


def only_gb2312(font: str) -> bool:
    """Return whether the font holds the characters of GB 2312 alone, as its name says (仿宋_GB2312)."""
    return "gb2312" in font.lower()


def beyond_gb2312(text: str) -> str:
    """Return the 汉字 of a text that GB 2312 does not hold, each once, in order (硚 of 硚口区)."""
    chinese = (sign for sign in text if "\u3400" <= sign <= "\u9fff" or sign >= "\U00020000" or sign == "〇")
    return "".join(dict.fromkeys(sign for sign in chinese if not _in_gb2312(sign)))


def _in_gb2312(sign: str) -> bool:
    try:
        return bool(sign.encode("gb2312"))
    except UnicodeEncodeError:
        return False


_SIZES = (
    (42, "初号"), (36, "小初"), (26, "一号"), (24, "小一"), (22, "2号"), (18, "小2号"), (16, "3号"), (15, "小3号"),
    (14, "4号"), (12, "小4号"), (10.5, "5号"), (9, "小5号"),
)  # fmt: skip


def size_name(points: float) -> str:
    """Return a size in points as offices call it: 3号（16磅） for 16; the points alone where it has no name."""
    name = next((name for size, name in _SIZES if size == points), "")
    return f"{name}（{points:g}磅）" if name else f"{points:g}磅"
