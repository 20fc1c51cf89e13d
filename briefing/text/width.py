"""How wide Chinese text is where every character takes one cell or two."""

from __future__ import annotations

import unicodedata


def cells(text: str) -> int:
    """Return how many cells wide a text is: two for a Chinese character or sign, one for any other."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
