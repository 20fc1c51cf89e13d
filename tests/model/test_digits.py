"""A number is found in whatever signs it is written, and where it stands."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from briefing.text.digits import NUMBER, folded, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,389.8万、73.81%", ["1,389.8", "73.81%"]),
        ("４５．６％", ["４５．６％"]),
        ("第②批、㊿、⒈、⑴、❿", ["②", "㊿", "⒈", "⑴", "❿"]),
        ("Ⅷⅷ、½、m²", ["Ⅷⅷ", "½", "²"]),
        ("㋀、㏠、㍙", ["㋀", "㏠", "㍙"]),
        ("一二三、〇、百、㈠㊀、㎡、没有", []),
    ],
)
def test_numbers_are_found_as_written(text: str, numbers: list[str]) -> None:
    assert list(numbers_in(text)) == numbers


def test_every_sign_keeps_its_place_and_every_digit_of_any_script_is_one() -> None:
    signs = "".join(map(chr, range(sys.maxunicode + 1)))
    plain = folded(signs)
    assert len(plain) == len(signs)
    digits = [sign for sign in signs if sign.isdecimal()]
    assert len(digits) > 600
    assert all(plain[ord(sign)] == str(unicodedata.decimal(sign)) for sign in digits)
    assert not [sign for sign in signs if sign.isdigit() and not NUMBER.fullmatch(plain[ord(sign)])]
