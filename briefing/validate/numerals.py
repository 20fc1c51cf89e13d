"""Numbers as Chinese sources write them, in digits or in characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from math import prod

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_FIRST = {"首": 1, "冠": 1}

_ARABIC = re.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)[余多]?([十百千]?)([万亿]*)")
_CHINESE = re.compile(f"[{''.join(_DIGITS)}{''.join(_SMALL)}{''.join(_LARGE)}]+|[{''.join(_FIRST)}]")


def written_numbers(text: str) -> Iterator[tuple[Decimal, str]]:
    """Every number that `text` (in NFKC form) may be read as, with what follows it.

    1,389.8 and 860万余 are read with their separators and scales; 240千米 is both 240 and 240 000, as 千 may belong to
    the unit; characters are read only where there are no digits, 首 being 1.
    """
    text = text.replace("百分之", "").replace("千分之", "")
    found = False
    for match in _ARABIC.finditer(text):
        found = True
        number = Decimal(match[1].replace(",", "")) * prod(_LARGE[char] for char in match[3])
        if match[2]:
            yield number * _SMALL[match[2]], text[match.end() :]
        if not (match[2] and match[3]):
            yield number, text[match.end(1) if match[2] else match.end() :]
    if not found:
        yield from ((chinese_number(match[0]), text[match.end() :]) for match in _CHINESE.finditer(text))


def chinese_number(text: str) -> Decimal:
    """The value of a number in characters: 两 2, 十二 12, 千 1000, 三百零五 305, 一万二千 12000, 二〇二一 2021."""
    if text in _FIRST:
        return Decimal(_FIRST[text])
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _LARGE[char]
            section = digit = 0
    return Decimal(total + section + digit)
