"""The numbers on an axis: round, few, and the next rounder ones as soon as the figures pass the last."""

from __future__ import annotations

import re

import pytest

from briefing.charts.kinds import scene
from briefing.charts.scene import Text
from briefing.model.document import ChartSpec, Panel

from .samples import mark


def axis(*values: str) -> list[str]:
    """The numbers that stand on the axis of a line through these values, from the lowest."""
    marks = tuple(mark(f"{2018 + place}年", value, "亿元", "武汉市") for place, value in enumerate(values))
    drawn = scene(ChartSpec("line", "", (Panel(marks, unit="亿元"),), groups=("武汉市",)))
    words = [item for item in drawn.items if isinstance(item, Text) and re.fullmatch(r"−?\d+(\.\d+)?", item.text)]
    return [item.text for item in sorted(words, key=lambda item: -item.y)]


@pytest.mark.parametrize(
    ("most", "numbers"),
    [
        ("5", "0 1 2 3 4 5"),
        ("5.01", "0 2 4 6"),
        ("10", "0 2 4 6 8 10"),
        ("10.01", "0 2.5 5 7.5 10 12.5"),
        ("12.5", "0 2.5 5 7.5 10 12.5"),
        ("12.51", "0 5 10 15"),
        ("25", "0 5 10 15 20 25"),
        ("25.01", "0 10 20 30"),
        ("50", "0 10 20 30 40 50"),
        ("50.01", "0 20 40 60"),
        ("0.5", "0 0.1 0.2 0.3 0.4 0.5"),
        ("0.501", "0 0.2 0.4 0.6"),
    ],
)
def test_an_axis_goes_by_ones_twos_two_and_a_halfs_or_fives_in_five_steps_at_most(most: str, numbers: str) -> None:
    assert axis("0.1", "0.2", most) == numbers.split()


@pytest.mark.parametrize(
    ("least", "most", "numbers"), [("-2", "3", "−2 −1 0 1 2 3"), ("-2.01", "3", "−4 −2 0 2 4"), ("0", "0", None)]
)
def test_an_axis_holds_zero_and_what_is_below(least: str, most: str, numbers: str | None) -> None:
    """Of nothing but zeros it goes to one."""
    assert axis(least, "0", most) == (numbers or "0 0.2 0.4 0.6 0.8 1").split()
