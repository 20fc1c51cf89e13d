"""Numbers as Chinese sources write them, in digits or in characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import prod

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_WRITTEN = "〇一二三四五六七八九"
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_FIRST = {"首": 1, "冠": 1}

# 百分之三十五, and 百分之35, which sources print as well
_HUNDREDTHS = re.compile("([百千])分之([0-9.]+|[〇零一二两三四五六七八九十百点]+)")
# 三成五; not 成立, 成果: 成 ends the clause or stands before 以上, 左右, 多
_TENTHS = re.compile("([0-9.]+|[一二两三四五六七八九])成([一二三四五六七八九半]?)(?=$|[以左多上，、])")

_AND_HALF = re.compile("([0-9]+|[一二两三四五六七八九十]+)(个|天|日|年|小时)半")
# 上半年 and 过半 are no halves of a year or of anything that is counted
_HALF = re.compile("(?<![上下前后过大一多])半(?=个|天|日|年|小时)")

_DIGIT_RUN = r"(?:[0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
# 1,389.8 whole, but neither 2023.10.1 nor 3.5.2: such digits are a date or a number of a clause
_ARABIC = re.compile(rf"(?<![0-9.,])({_DIGIT_RUN})(?![0-9]|[.,'][0-9])(?:[余多]?([十百千]?)([万亿]*))")
_MORE = re.compile(r"([0-9]+(?:\.[0-9]+)?)([十百千]?)([万亿]?)(?![0-9]|[.,][0-9])")
_UNITS = f"{''.join(_DIGITS)}{''.join(_SMALL)}{''.join(_LARGE)}"
_CHINESE = re.compile(
    f"[{_UNITS}]+(?:点[{''.join(_DIGITS)}]+[{''.join(_LARGE)}]*|[余多几来][{''.join(_LARGE)}]+)?|[{''.join(_FIRST)}]"
)
# 三五家: two digits side by side, the second the greater, are the one or the other
_NEXT_TO = re.compile("([十]?)([一二三四五六七八九])([一二三四五六七八九])([十百千]?[万亿]*)")
_APPROXIMATE = re.compile("(?<![第个])[数几上][十百千万亿]|成百|若干|无数|好几|[一过大]半|半数|(?<![百千])分之")


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text from `start` to `end`: `low` and `high` differ only where it is one of two (三五家).

    `scaled`: whether it bears a scale of its own (3万).
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    scaled: bool = False


def plain(text: str) -> str:
    """`text` (in NFKC form) with fractions as digits: 百分之三十五 → 35%, 三成五 → 35%, 1个半小时 → 1.5个小时."""
    text = _HALF.sub("0.5", _AND_HALF.sub(lambda match: f"{_value(match[1])}.5{match[2]}", text))
    text = _HUNDREDTHS.sub(lambda match: f"{_value(match[2])}{'%' if match[1] == '百' else '‰'}", text)
    return _TENTHS.sub(
        lambda match: f"{_value(match[1]) * 10 + (5 if match[2] == '半' else _value(match[2] or '零'))}%", text
    )


def _value(text: str) -> Decimal:
    return Decimal(text) if text[0].isdigit() and text.isascii() else chinese_number(text)


def vague(text: str) -> bool:
    """Return whether `text` says 数百, 几十, 若干 or 三分之一, which no decimal is."""
    return _APPROXIMATE.search(text) is not None


def numbers(text: str) -> list[list[Number]]:
    """Return every number in `text`, which is `plain`, in order, each with all the ways to read it.

    1,389.8 and 860万余 are read with their separators and scales, 3万6000 as one; 240千米 is both 240 and 240 000, as
    千 may belong to the unit. Characters are read only where there are no digits, 首 being 1, 三五 either 3 or 5.
    """
    if re.search("[0-9]", text):
        found = _ARABIC.finditer(text)
        # the 6000 of 3万6000户 goes on with what the 3万 begins
        own = (match for match in found if not re.search("[0-9][十百千]?[万亿]+$", text[: match.start()]))
        return [list(_arabic(text, match)) for match in own]
    return [[_chinese(match)] for match in _CHINESE.finditer(text)]


def _arabic(text: str, match: re.Match[str]) -> Iterator[Number]:
    number, small, large = match[1].replace(",", "").replace(" ", ""), match[2], match[3]
    scale, end = Decimal(prod(_LARGE[char] for char in large)), match.end()
    value = Decimal(number) * scale
    if small:
        whole = value * _SMALL[small]
        yield Number(match.start(), end, whole, whole, scaled=True)
        if large:
            return
        end = match.end(1)
    while large and (more := _MORE.match(text, end)):
        value += Decimal(more[1]) * _SMALL.get(more[2], 1) * _LARGE.get(more[3], 1)
        end = more.end()
    yield Number(match.start(), end, value, value, scaled=bool(large))


def _chinese(match: re.Match[str]) -> Number:
    text = re.sub("[余多几来]", "", match[0])
    near = _NEXT_TO.fullmatch(text)
    if near and chinese_number(near[2]) < chinese_number(near[3]):
        low, high = (chinese_number(near[1] + digit + near[4]) for digit in near.group(2, 3))
        return Number(match.start(), match.end(), low, high, scaled=True)
    value = chinese_number(text)
    return Number(match.start(), match.end(), value, value, scaled=text[-1] in _LARGE)


def chinese_number(text: str) -> Decimal:
    """Return the value of a number in characters: 两 2, 十二 12, 千 1000, 三百零五 305, 三点五 3.5, 二〇二一 2021."""
    if text in _FIRST:
        return Decimal(_FIRST[text])
    whole, point, decimals = text.partition("点")
    if point:
        digits = "".join(str(_DIGITS[char]) for char in decimals if char in _DIGITS)
        scale = prod(_LARGE.get(char, 1) for char in decimals)
        return (chinese_number(whole) + Decimal(f"0.{digits}")) * scale
    # 二〇二一: digits one by one, as years are written
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
            # 万 and 亿 multiply all that stands before them; alone they are one of their own
            total = (total + section + digit or 1) * _LARGE[char]
            section = digit = 0
    return Decimal(total + section + digit)


def chinese(amount: int) -> str:
    """Return a number below 1000 in Chinese: 12 → 十二; larger ones in digits."""
    if not 0 < amount < 1000:
        return str(amount)
    hundreds, tens, ones = amount // 100, amount // 10 % 10, amount % 10
    # 12 is 十二, but 112 is 一百一十二 and 102 is 一百零二.
    text = f"{_WRITTEN[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _WRITTEN[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_WRITTEN[ones] if ones else "")
