"""Cells of Chinese text."""

from __future__ import annotations

import pytest

from briefing.text.width import cells


@pytest.mark.parametrize(("text", "width"), [("", 0), ("25716", 5), ("2019年", 6), ("＋3", 3), ("“+3.4%”", 7)])
def test_a_chinese_character_takes_two_cells(text: str, width: int) -> None:
    assert cells(text) == width
