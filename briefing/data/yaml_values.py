"""What a YAML file holds once it is read: plain values, and mappings that know their lines."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = "str | int | Decimal | bool | list[Value] | YamlMapping | None"
"""A value without floats: 104 is an int, 73.81 a Decimal, 2021-12-31 and 1,389.8 are text."""


class YamlMapping(dict[str, Value]):
    """A mapping. `line` is the 1-based line it begins on; `lines` holds the line of every key."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 1) -> None:
        self.line = line
        self.lines: dict[str, int] = {}
