"""Dots say by their place how much, and of a strip only the first city is filled and named."""

from __future__ import annotations

import pytest

from briefing.charts import style
from briefing.charts.kinds import scene
from briefing.charts.layout import widened
from briefing.charts.scene import Dot, Text
from briefing.model.colours import COLOURS, QUIET
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
    assert [dot.fill == QUIET for dot in sorted(dots, key=lambda dot: dot.x)] == [False, True]
    assert "0" not in words
    assert {"1", "2位", "9位", "未披露"} <= set(words)


def test_a_computed_dot_is_hollow_and_says_so() -> None:
    marks = (mark("甲", "1", "家", "甲"), mark("乙", "2", "家", "乙", True))
    dots, words = found(ChartSpec("dots", "", (Panel(marks, unit="家"),)))
    assert [dot.fill == style.PAPER for dot in sorted(dots, key=lambda dot: dot.x)] == [False, True]
    assert "空心点为推算值。" in words


def test_of_a_strip_the_first_city_is_filled_and_named_and_others_are_not() -> None:
    dots, words = found(samples.strip())
    assert [dot.fill for dot in dots].count(COLOURS[0]) == 3
    assert [dot.fill for dot in dots].count(QUIET) == 5
    ends = ["武汉市 100%", "三门峡市 100%", "天河区 100%"]
    assert [word for word in words if word in ends] == ends, "the best is named at the end of each row"
    assert {"武汉市 84.1%", "武汉市 78.6%"} <= set(words), "and the first over its dot"


def strip_of(
    values: dict[str, str], groups: tuple[str, ...] = (), *, even: bool = False
) -> tuple[list[Dot], list[str]]:
    """Dots, left to right, and words of a row in which each city has a figure and its share."""
    marks = tuple(mark("时限", share, "%", city, True) for city, share in values.items())
    dots, words = found(ChartSpec("strip", "", (Panel(marks, unit="%"),), (), groups, even=even))
    return sorted(dots, key=lambda dot: dot.x), words


def test_in_a_strip_a_city_is_with_the_best_only_where_it_is_as_good() -> None:
    dots, words = strip_of({"乙市": "100", "甲市": "96.97", "丙市": "60"}, groups=("甲市", "乙市", "丙市"))
    assert {"乙市 100%", "甲市 96.97%"} <= set(words), "each is named, and none 等"
    assert dots[2].x - dots[1].x == pytest.approx((dots[2].x - dots[0].x) * 3.03 / 40)
    _, words = strip_of({"乙市": "100", "甲市": "100", "丙市": "60"}, groups=("甲市", "乙市", "丙市"))
    assert "甲市等 100%" in words, "of those that share the first place the one that stands out is named"


def test_six_rows_of_a_strip_leave_the_score_card_its_page() -> None:
    """Each is as high as a dot and the line above it, though its name and the best take two lines."""
    names = [f"政务服务事项网上可办率及办理深度指标{at}（越短越好）" for at in range(6)]
    shares = (("甲市", "80"), ("武汉东湖新技术开发区", "100"))
    marks = tuple(mark(name, share, "%", city, True) for name in names for city, share in shares)
    drawn = scene(ChartSpec("strip", "", (Panel(marks, unit="%"),), groups=("甲市", "武汉东湖新技术开发区")))
    assert drawn.height <= 6 * 8 + 7


def test_of_a_strip_of_even_cities_the_best_and_the_last_are_named_and_the_others_grey() -> None:
    dots, words = strip_of({"甲市": "100", "乙市": "80", "丙市": "60"}, even=True)
    assert [dot.fill for dot in dots] == [COLOURS[0], QUIET, COLOURS[0]]
    assert {"甲市 100%", "丙市 60%"} <= set(words)


@pytest.mark.parametrize(
    ("values", "unit", "ends"),
    [
        ((92.0, 92.1), "%", (89.55, 94.55)),
        ((92.0, 96.9), "%", (91.95, 96.95)),
        ((92.0, 97.0), "%", (92.0, 97.0)),  # as far apart as is drawn
        ((99.0, 99.9), "%", (95.0, 100.0)),
        ((0.2, 0.3), "%", (0.0, 5.0)),
        ((1000.0, 1001.0), "家", (975.475, 1025.525)),
        ((-1001.0, -1000.0), "家", (-1025.525, -975.475)),
        ((5.0, 6.0), "家", (5.0, 6.0)),
        ((0.0, 0.0), "家", (0.0, 0.0)),
    ],
)
def test_no_small_difference_fills_an_axis(values: tuple[float, ...], unit: str, ends: tuple[float, float]) -> None:
    assert widened(values, Panel((), unit=unit)) == pytest.approx(ends)


def test_of_a_distribution_the_first_city_and_both_ends_are_named() -> None:
    values = dict(zip("甲乙丙丁戊", ("20", "50", "30", "10", "10"), strict=True))
    marks = tuple(mark(f"{city}市", value, "家", f"{city}市") for city, value in values.items())
    dots, words = found(
        ChartSpec("distribution", "", (Panel(marks, unit="家"),), groups=("丙市", *(mark.group for mark in marks)))
    )
    assert len(dots) == 5
    assert {"丙市 30家", "乙市 50家", "丁市等 10家"} <= set(words)
    assert not [word for word in words if word.startswith(("甲", "戊"))]
    assert len({(round(dot.x, 3), round(dot.y, 3)) for dot in dots}) == 5, "equals are piled up"
