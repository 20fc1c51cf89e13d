"""A length is the same in whatever unit it is given or read."""

from __future__ import annotations

import pytest

from briefing.ooxml.length import Emu, Length, Mm, Pt, Twips
from briefing.ooxml.xml import number


@pytest.mark.parametrize("length", [Mm(25.4), Pt(72), Twips(1440), Emu(914_400)])
def test_an_inch_is_an_inch(length: Length) -> None:
    assert (length, length.twips, length.pt, length.mm) == (914_400, 1440, 72, 25.4)


def test_what_is_given_in_fractions_is_rounded_to_the_nearest() -> None:
    assert Pt(28.95).twips == 579
    assert Mm(156).twips == 8844
    assert round(Twips(8845).mm, 2) == 156.02


@pytest.mark.parametrize(
    ("text", "twips"), [("579", 579), ("16pt", 320), ("2.5cm", 1417), ("25.4mm", 1440), ("1in", 1440), ("2px", 30)]
)
def test_a_measure_with_a_unit_is_read_in_twips(text: str, twips: int) -> None:
    assert number(text) == twips
