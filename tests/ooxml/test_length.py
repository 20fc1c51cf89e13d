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


def test_what_is_computed_of_lengths_is_a_length() -> None:
    assert (Mm(10) + Mm(5)).mm == 15
    assert (Length(Pt(12)) - Pt(1.5)).pt == 10.5
    assert (20 * 12_700 - Pt(12)).pt == 8
    assert sum((Mm(1), Mm(2)), Length(0)).mm == sum((Mm(1), Mm(2))).mm == 3
    assert (2 * Twips(579)).twips == (Twips(579) * 2).twips == 1158


def test_type_is_measured_in_half_points() -> None:
    assert (Pt(10.5).half_points, Pt(16).half_points) == (21, 32)
