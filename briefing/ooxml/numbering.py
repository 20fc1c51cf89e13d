"""Numbers of Word's lists: what Word would print before a paragraph (一、（一）1.), and Chinese numerals read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.ooxml.xml import Element, W, number, value

_DIGITS = "〇一二三四五六七八九"
_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand")


def chinese(amount: int) -> str:
    """Return a number below 1000 in Chinese: 12 → 十二; larger ones in digits."""
    if not 0 < amount < 1000:
        return str(amount)
    hundreds, tens, ones = amount // 100, amount // 10 % 10, amount % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def number_in(text: str) -> int:
    """Return the number that 十二, 12 or １２ writes; 0 if it is none."""
    if text.isdecimal():
        return int(text)
    return next((amount for amount in range(1, 1000) if chinese(amount) == text), 0)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how it counts (`form`, as Word names it), what stands around the number, where it begins."""

    form: str
    text: str
    start: int
    element: Element


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: lists of one `kind` count on from each other, but where one starts anew (`restart`, level → number)."""

    kind: str
    levels: Mapping[int, Level]
    restart: Mapping[int, int]


def listings(root: Element | None) -> dict[str, Listing]:
    """Return the lists of numbering.xml by their id; none where there is no such part."""
    if root is None:
        return {}
    kinds = {kind.get(f"{W}abstractNumId"): _levels(kind) for kind in root.iter(f"{W}abstractNum")}
    return {str(use.get(f"{W}numId")): _listing(use, kinds) for use in root.iter(f"{W}num")}


def _levels(parent: Element) -> dict[int, Level]:
    return {
        number(value(item, name="ilvl")): Level(
            value(item, "numFmt") or "decimal", value(item, "lvlText") or "", number(value(item, "start"), 1), item
        )
        for item in parent.iter(f"{W}lvl")
    }


def _listing(use: Element, kinds: Mapping[str | None, dict[int, Level]]) -> Listing:
    kind = value(use, "abstractNumId")
    restart = {
        number(value(item, name="ilvl")): number(value(item, "startOverride"))
        for item in use.iter(f"{W}lvlOverride")
        if value(item, "startOverride") is not None
    }
    return Listing(kind or "", kinds.get(kind, {}) | _levels(use), restart)


class Counter:
    """Counts the paragraphs of a file's lists, from its beginning to its end."""

    def __init__(self, lists: Mapping[str, Listing]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, listing: str, level: int) -> str:
        """Return the number that Word prints before the next paragraph of a list; “” for bullets and unknown lists."""
        used = self._lists.get(listing)
        if used is None or level not in used.levels:
            return ""
        counts = self._counts.setdefault(used.kind, {})
        start = used.levels[level].start
        if level in used.restart and (listing, level) not in self._begun:
            counts[level] = used.restart[level]
        else:
            counts[level] = counts.get(level, start - 1) + 1
        self._begun.add((listing, level))
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _printed(used.levels, level, counts)


def _printed(levels: Mapping[int, Level], level: int, counts: Mapping[int, int]) -> str:
    if levels[level].form == "bullet":
        return ""

    def figure(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if place not in levels or levels[place].form == "none":
            return ""
        amount = counts.get(place, levels[place].start)
        return chinese(amount) if levels[place].form in _CHINESE else str(amount)

    return re.sub("%([1-9])", figure, levels[level].text)
