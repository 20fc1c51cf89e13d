"""Titles as names of files and folders."""

from __future__ import annotations

import hashlib
import re

NAME_LIMIT = 60  # characters: at most 240 bytes of UTF-8, which leaves room for suffixes in the 255 of a file system
_SUM_LENGTH = 6

# Windows refuses < > : " / \ | ? *, macOS shows / as :. The full-width form reads the same in a Chinese title.
_REFUSED = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in '<>:"/\\|?*'}
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³")}


def safe_name(title: str) -> str:
    """`title` as a name that Windows, macOS and Linux accept, at most `NAME_LIMIT` characters long.

    No reserved sign or word, no invisible character, no dot or space at either end. A title that is cut ends in a sum
    over the whole of it, so that two long titles with the same beginning keep two names.
    """
    shown = "".join(sign if sign.isprintable() else " " for sign in title.translate(_REFUSED))
    # Windows drops dots and spaces at the end of a name: two names would be one
    name = re.sub(r"\s+", " ", shown).strip(" .")
    if len(name) > NAME_LIMIT:
        sum_ = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_SUM_LENGTH]
        name = f"{name[: NAME_LIMIT - _SUM_LENGTH - 1].rstrip(' .')}~{sum_}"
    first = name.partition(".")[0].strip().casefold()  # Windows reserves con.txt with con
    return f"_{name}" if first in _RESERVED or not name else name
