"""Signs that are not seen but change what is seen: controls of a terminal, marks of direction."""

from __future__ import annotations

import re

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Controls but for tab and line feed; marks, embeddings and isolates of direction (UAX 9); separators of lines."""


def visible(text: str) -> str:
    r"""`text` with each such sign as an escape (\u001b), which JSON reads back as the sign."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
