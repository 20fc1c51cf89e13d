"""Lengths of office files, each with its unit: files write twips here and EMU there, people think in mm and points."""

from __future__ import annotations

from typing import Self


class Length(int):
    """A length in English metric units (EMU), of which every other unit of a file is a whole multiple."""

    PER_UNIT = 1

    # int would give back an int: a sum of lengths has to stay one.
    def __add__(self, other: int) -> Length:
        return Length(int(self) + other)

    __radd__ = __add__

    def __sub__(self, other: int) -> Length:
        return Length(int(self) - other)

    def __rsub__(self, other: int) -> Length:
        return Length(other - int(self))

    def __mul__(self, times: int) -> Length:
        return Length(int(self) * times)

    __rmul__ = __mul__

    @property
    def twips(self) -> int:
        """Return it in twips, to the nearest."""
        return round(self / Twips.PER_UNIT)

    @property
    def pt(self) -> float:
        """Return it in points."""
        return self / Pt.PER_UNIT

    @property
    def half_points(self) -> int:
        """Return it in half-points, as files give sizes of type, to the nearest."""
        return round(2 * self.pt)

    @property
    def mm(self) -> float:
        """Return it in millimetres."""
        return self / Mm.PER_UNIT

    def __new__(cls, amount: float) -> Self:
        """Return the length of so many of the unit that the class is named after."""
        return super().__new__(cls, round(amount * cls.PER_UNIT))


class Emu(Length):
    """A length given in EMU, as pictures have it."""


class Twips(Length):
    """A length given in twips, twentieths of a point, as nearly everything else has it."""

    PER_UNIT = 635


class Pt(Length):
    """A length given in points."""

    PER_UNIT = 12_700


class Mm(Length):
    """A length given in millimetres."""

    PER_UNIT = 36_000
