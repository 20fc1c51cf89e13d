"""Numbers written in private-use characters, which no Markdown, no tag and no data can be mistaken for.

Slots, lines of template files and pieces of a shell each have a pair of characters of their own around the number.
"""

from __future__ import annotations

import re

ZERO = 0xE010
DIGITS = f"{chr(ZERO)}-{chr(ZERO + 9)}"


class Marks:
    """Marks of one kind, which stand between the characters `start` and `end`."""

    def __init__(self, start: str, end: str) -> None:
        self._start, self._end = start, end
        self.pattern = re.compile(f"{start}([{DIGITS}]+){end}")

    def write(self, number: int) -> str:
        """Return the characters that stand for `number`, 0 or more."""
        return self._start + "".join(chr(ZERO + int(digit)) for digit in str(number)) + self._end


def number_of(match: re.Match[str]) -> int:
    """Return the number that a match of the pattern of any kind stands for."""
    return int("".join(str(ord(char) - ZERO) for char in match[1]))
