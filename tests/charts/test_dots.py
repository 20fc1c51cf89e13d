"""Dots say by their place how much, and of a strip only the first city is filled and named."""

from __future__ import annotations

from briefing.charts import style
from briefing.charts.kinds import scene
from briefing.charts.scene import Dot, Text
from briefing.model.document import ChartSpec, Panel

from . import samples
from .samples import mark


def found(spec: ChartSpec) -> tuple[list[Dot], list[str]]:
    drawn = scene(spec)
    return [item for item in drawn.items if isinstance(item, Dot)], [i.text for i in drawn.items if isinstance(i, Text)]


def test_the_places_of_dots_are_true_to_the_figures() -> None:
    marks = tuple(mark(city, value, "家", city) for city, value in zip("甲乙丙", ("100", "150", "200"), strict=True))
    dots, words = found(ChartSpec("dots", "", (Panel(marks, unit="家"),)))
    first, middle, last = sorted(dot.x for dot in dots)
    assert abs((middle - first) - (last - middle)) < 0.01
    assert "0" not in words, "the axis need not begin with zero"


def test_the_first_place_of_a_ranking_is_on_the_left_and_nothing_is_before_it() -> None:
    dots, words = found(samples.rank_dots())
    assert [dot.fill == style.RULE for dot in sorted(dots, key=lambda dot: dot.x)] == [False, True]
    assert "0" not in words
    assert {"1", "2位", "9位", "未披露"} <= set(words)


def test_a_computed_dot_is_hollow_and_says_so() -> None:
    marks = (mark("甲", "1", "家", "甲"), mark("乙", "2", "家", "乙", True))
    dots, words = found(ChartSpec("dots", "", (Panel(marks, unit="家"),)))
    assert [dot.fill == style.PAPER for dot in sorted(dots, key=lambda dot: dot.x)] == [False, True]
    assert "空心点为推算值。" in words


def test_of_a_strip_the_first_city_is_filled_and_named_and_others_are_not() -> None:
    dots, words = found(samples.strip())
    assert sum(dot.fill != style.PAPER for dot in dots) == 3
    assert sum(dot.fill == style.PAPER for dot in dots) == 5
    assert "武汉市" in words
    assert not {"三门峡市", "天河区"} & set(words)
    assert [word for word in words if word.endswith("（推算）")] == ["100%（推算）", "84.1%（推算）", "78.6%（推算）"]
