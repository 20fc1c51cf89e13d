"""Text in columns on a terminal, where a Chinese character takes two cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

# A Latin word stays whole; closing signs stay with what is before them, opening ones with what comes after.
_PIECE = re.compile(r"[（“《]*(?:[!-~]+ ?|[^！-～]|.)[，。；：、）”》！？]*")


def cells(text: str) -> int:
    """How many cells wide `text` is."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def pad(text: str, width: int) -> str:
    """`text` filled with spaces to `width` cells; a longer one stays as it is."""
    return text + " " * (width - cells(text))


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; only a word that is longer still outgrows them."""
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if line and cells(line) + cells(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines, each column as wide as its widest cell, two spaces apart."""
    widths = [max(cells(text) for text in column) for column in zip(*rows, strict=True)]
    return ["  ".join(pad(text, width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def definitions(rows: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Terms with what they mean beside them, indented by two."""
    rows = list(rows)
    term = max(cells(name) for name, _ in rows) + 2
    lines = []
    for name, meaning in rows:
        first, *rest = wrap(meaning, width - term - 2)
        lines += [f"  {pad(name, term)}{first}", *(f"  {' ' * term}{line}" for line in rest)]
    return lines
