"""What a reader takes for a number, in whatever signs it is written: 45, ４５, ②, ⅷ, ㊿, ².

Numerals in Chinese characters (三张清单, ㈠) are none: whether they state a quantity is for `stated` to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

SIGN = "\ufdd0"
"""Stands for a sign that is a number by itself (②, ½); a code point that no text may hold."""
NUMBER = re.compile(f"[0-9{SIGN}]+(?:[.,．][0-9{SIGN}]+)*[%‰％]?")
"""A number in text that was `folded`."""
_BLANK = re.compile("[×✕╳]{2,}|(?<![A-Za-z])[XxＸ]{2,}(?![A-Za-z])")
_AROUND = 10
_ZERO = "〇"


class _Folds(dict[int, int]):
    """What each sign is folded to, found out when it is first met."""

    def __missing__(self, code: int) -> int:
        self[code] = found = ord(_fold(chr(code)))
        return found


def _fold(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    plain = unicodedata.normalize("NFKC", sign)
    if kind in ("Nl", "No"):
        # 〇 and ㈠ are characters, which `stated` reads; ② and ⅷ are numbers to everybody
        return sign if sign == _ZERO or re.search("[㐀-鿿]", plain) else SIGN
    return SIGN if plain[0].isdecimal() else sign  # ㋀ is 1月


_FOLDS = _Folds()


def folded(text: str) -> str:
    """`text` with digits of any script as 0 to 9, and other signs that are numbers as `SIGN`; each keeps its place."""
    return text.translate(_FOLDS)


def numbers_in(text: str) -> Iterator[str]:
    """Yield each number in `text`, as written."""
    return (text[match.start() : match.end()] for match in NUMBER.finditer(folded(text)))


def blanks(text: str) -> Iterator[str]:
    """Yield what stands around each blank that somebody is to fill in: 20XX年, 第××期; of several close by once."""
    end = -1
    for found in _BLANK.finditer(text):
        if found.start() >= end:
            end = found.end() + _AROUND
            yield text[max(0, found.start() - _AROUND) : end].strip()
