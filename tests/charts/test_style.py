"""The colours are told apart by everyone, on any printer: computed, not judged by eye."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest

from briefing.charts import style
from briefing.model.colours import COLOURS, QUIET
from briefing.model.document import ChartSpec, Mark, Panel

Vector = tuple[float, float, float]

# Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency (2009),
# severity 1.0, for linear RGB.
VISION: dict[str, tuple[Vector, Vector, Vector]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
XYZ: tuple[Vector, Vector, Vector] = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)


def linear(colour: str) -> Vector:
    """Linear RGB of #rrggbb (IEC 61966-2-1)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def times(matrix: tuple[Vector, Vector, Vector], vector: Vector) -> Vector:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def lab(colour: str, vision: str = "full") -> Vector:
    """CIE L*a*b* (D65) of a colour as somebody with that vision sees it."""
    red, green, blue = times(VISION[vision], linear(colour))
    x, y, z = times(XYZ, (min(1, max(0, red)), min(1, max(0, green)), min(1, max(0, blue))))
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_groups_differ_in_lightness_so_that_grayscale_tells_them_apart() -> None:
    for first, second in combinations(COLOURS, 2):
        assert abs(lab(first)[0] - lab(second)[0]) >= 7
    for first, second in combinations(COLOURS[:4], 2):
        assert abs(lab(first)[0] - lab(second)[0]) >= 15


@pytest.mark.parametrize("vision", VISION)
def test_groups_differ_for_every_kind_of_colour_vision(vision: str) -> None:
    for first, second in combinations(COLOURS, 2):
        assert math.dist(lab(first, vision), lab(second, vision)) >= 15


def test_every_mark_stands_out_from_the_paper() -> None:
    """3:1 for graphical objects (WCAG 2.2, 1.4.11): the fill or its edge."""
    for colour in (*COLOURS, QUIET):
        edge = style.darker(colour)
        assert max(style.contrast(colour, style.PAPER), style.contrast(edge, style.PAPER)) >= 3


def test_text_reads_on_paper_and_on_every_tint_of_a_heat_table() -> None:
    """4.5:1 for text (WCAG 2.2, 1.4.3)."""
    assert style.contrast(style.INK, style.PAPER) >= 4.5
    assert style.contrast(style.SOFT, style.PAPER) >= 4.5
    for step in range(101):
        fill = style.mix(*style.HEAT, step / 100)
        assert style.contrast(style.text_on(fill), fill) >= 4.5


def test_more_is_darker_in_a_heat_table() -> None:
    tints = [style.luminance(style.mix(*style.HEAT, step / 20)) for step in range(21)]
    assert tints == sorted(tints, reverse=True)


def test_a_group_has_the_colour_that_the_spec_gives_it_else_that_of_its_place() -> None:
    """Of many lines, and where names stand beside marks, the first alone. One that is not listed has the first."""
    groups = tuple(f"{sign}市" for sign in "甲乙丙丁戊己庚辛壬")
    spec = shown("line", *groups[:3])
    assert [style.colour_of(group, spec) for group in groups[:4]] == [*COLOURS[:3], COLOURS[0]]
    given = replace(spec, colours=("#111111", "#222222", "#333333"))
    assert [style.colour_of(group, given) for group in groups[:3]] == list(given.colours)
    assert [style.colour_of(group, shown("bars", *groups[:3])) for group in groups[:3]] == [COLOURS[0], QUIET, QUIET]
    four, five = shown("line", *groups[:4]), shown("line", *groups[:5])
    assert [style.colour_of(group, four) for group in groups[:4]] == list(COLOURS[:4])
    assert [style.colour_of(group, five) for group in groups[:5]] == [COLOURS[0], *[QUIET] * 4]
    eight, nine = (replace(shown("line", *groups[:count]), even=True) for count in (8, 9))
    assert [style.colour_of(group, eight) for group in groups[:8]] == list(COLOURS)
    assert {style.colour_of(group, nine) for group in groups} == {COLOURS[0]}


def shown(kind: str, *groups: str) -> ChartSpec:
    """A chart with a mark of each group."""
    return ChartSpec(kind, "", (Panel(tuple(Mark("项", None, "未收录", group) for group in groups)),), groups=groups)


def test_a_derived_fill_is_lighter_than_its_colour() -> None:
    for colour in COLOURS:
        assert style.luminance(style.lighter(colour)) > style.luminance(colour)
