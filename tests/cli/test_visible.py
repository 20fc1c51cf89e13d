"""What is echoed changes nothing on the terminal."""

from __future__ import annotations

import json

import pytest

from briefing.cli.output import visible

ACTING = "\x00\x07\x08\x0b\r\x1b\x7f\x80\x9b\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069"
HARMLESS = "武汉市“一事联办” naïve 104%\t\n \u3000\u00a0\u200b\u200d👩\u200d💻\u2030\u2065\u206a\ufffd"


@pytest.mark.parametrize("sign", ACTING)
def test_a_sign_that_acts_is_shown_as_an_escape_that_json_reads_back(sign: str) -> None:
    shown = visible(f"甲{sign}乙")
    assert shown == f"甲\\u{ord(sign):04x}乙"
    assert json.loads(f'"{shown}"') == f"甲{sign}乙"


def test_all_other_text_is_left_as_it_is() -> None:
    assert visible(HARMLESS) == HARMLESS
