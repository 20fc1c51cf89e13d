"""What a figure as printed may be read as: a number or a range, with its sign and what follows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from briefing.model.quantity import SCALES
from briefing.text.chinese_numerals import Number, numbers, plain

_JOINT = "(?:——|[-~—–−‐/至到])"
_MINUS = re.compile("(?:(?<![0-9A-Za-z])[-−–]|(?<!减)负)$")
_SECOND_MINUS = re.compile(f"{_JOINT} ?[-−]$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a figure: its ends, equal unless it is a `range`, and the `rest` of the text behind it.

    `ordinal`: it stands behind 第. 三五家 is a range as 3~5家 is.
    """

    low: Decimal
    high: Decimal
    rest: str
    ordinal: bool = False

    @property
    def range(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high


class FigureReader:
    """Reads figures whose units have one of `symbols`: 300个至400个 is a range, 300家增至400家 is not."""

    def __init__(self, symbols: list[str]) -> None:
        longest_first = "|".join(re.escape(symbol) for symbol in sorted(symbols, key=len, reverse=True) if symbol)
        self._between = re.compile(f" ?[余多]?[万亿]?(?:{longest_first})? ?{_JOINT} ?(?:第|约|近)?[-−]?")

    def read(self, printed: str) -> list[Reading]:
        """Every reading of a figure as printed; a number that is an end of a range is not read by itself."""
        text = plain(unicodedata.normalize("NFKC", printed))
        found = [] if "±" in text else numbers(text)
        ends: set[int] = set()
        readings: list[Reading] = []
        for place, (first, second) in enumerate(pairwise(found)):
            spans = list(self._ranges(text, first, second)) if place not in ends else []
            readings += spans
            ends |= {place, place + 1} if spans else set()
        alone = (number for place, options in enumerate(found) if place not in ends for number in options)
        return [*readings, *(_reading(text, number, number) for number in alone)]

    def _ranges(self, text: str, first: list[Number], second: list[Number]) -> Iterator[Reading]:
        for low in first:
            for high in second:
                if self._between.fullmatch(text[low.end : high.start]):
                    yield _reading(text, _scaled_like(low, high, text), high)


def _scaled_like(low: Number, high: Number, text: str) -> Number:
    """The lower end with the scale that only the upper one bears: 3~5万户 begins at 30 000户."""
    scale = Decimal(1)
    match = re.search("[万亿]+$", text[high.start : high.end])
    for char in match[0] if match else "":
        scale *= SCALES[char]
    if low.scaled or low.low >= high.high / scale:
        return low
    return Number(low.start, low.end, low.low * scale, low.high * scale)


def _reading(text: str, first: Number, last: Number) -> Reading:
    """From the first number to the last, which may be the same one."""
    low = -first.low if _MINUS.search(text[: first.start]) else first.low
    if first is last:
        high = first.high.copy_sign(low)
    else:
        high = -last.high if _SECOND_MINUS.search(text[: last.start]) else last.high
    return Reading(low, high, text[last.end :], text[: first.start].endswith("第"))
