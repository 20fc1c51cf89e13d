"""Slopes, small multiples of lines and sparklines: what stands out, what lies behind, and where the points are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.charts import style
from briefing.charts.kinds import scene
from briefing.charts.scene import Dot, Scene, Stroke, Text
from briefing.charts.small_lines import BEHIND, FAINT
from briefing.charts.time_axis import FINE, QUIET, STRONG, TOLD, apart, series_of, steps_of
from briefing.model.colours import COLOURS
from briefing.model.document import ChartSpec, Mark, Panel

from .samples import mark

UNIT = "个工作日"
SIGNS = "甲乙丙丁戊己庚辛壬癸子丑"


def slopes(*ends: tuple[str, str], ranks: bool = False) -> Scene:
    """The slopes of as many cities, from 2019 to 2023."""
    pairs = zip(SIGNS, ends, strict=False)
    marks = (
        mark(year, value, UNIT, f"{sign}市") for sign, pair in pairs for year, value in zip(YEARS, pair, strict=True)
    )
    return scene(ChartSpec("slope", "", (Panel(tuple(marks), unit=UNIT, ranks=ranks),)))


YEARS = ("2019年", "2023年")


def lines(count: int) -> tuple[Mark, ...]:
    """Three years of as many cities."""
    return tuple(
        mark(f"{2021 + at}年", str(10 * (place + 1) + at), UNIT, f"{SIGNS[place]}市")
        for place in range(count)
        for at in range(3)
    )


def texts(drawn: Scene) -> dict[str, Text]:
    return {item.text: item for item in drawn.items if isinstance(item, Text)}


def strokes(drawn: Scene, colour: str, width: float) -> list[Stroke]:
    """The lines through points in a colour and width."""
    return [item for item in drawn.items if isinstance(item, Stroke) and (item.colour, item.width) == (colour, width)]


def test_a_slope_names_its_city_and_figure_at_both_ends_and_the_unit_once() -> None:
    drawn = texts(slopes(("95", "50"), ("80", "49")))
    assert {"甲市 95", "50 甲市", "乙市 80", "49 乙市", "2019年", "2023年"} <= drawn.keys()
    assert [word for word in drawn if UNIT in word] == [f"单位：{UNIT}"]


def test_a_figure_in_another_unit_than_the_rest_keeps_it() -> None:
    marks = (mark("2019年", "4980000", "万元", "甲市"), mark("2023年", "520", "亿元", "甲市"))
    drawn = texts(scene(ChartSpec("slope", "", (Panel(marks, unit="亿元"),))))
    assert {"甲市 4980000万元", "520 甲市"} <= drawn.keys()


def test_the_heights_of_a_slope_are_true_to_its_figures() -> None:
    drawn = slopes(("100", "50"), ("75", "50"))
    heights = sorted({round(item.y, 6) for item in drawn.items if isinstance(item, Dot)})
    assert len(heights) == 3
    assert heights[1] == pytest.approx((heights[0] + heights[2]) / 2)


def test_of_a_ranking_the_first_place_is_on_top() -> None:
    drawn = texts(slopes(("19", "2"), ("3", "11"), ranks=True))
    assert drawn["乙市 3"].y < drawn["甲市 19"].y
    assert drawn["2 甲市"].y < drawn["11 乙市"].y


@pytest.mark.parametrize(("count", "coloured"), [(4, COLOURS[1]), (5, style.RULE)])
def test_four_slopes_are_told_apart_by_colour_and_of_five_the_first_alone(count: int, coloured: str) -> None:
    drawn = slopes(*((str(90 - 9 * at), str(80 - 9 * at)) for at in range(count)))
    fills = [item.fill for item in drawn.items if isinstance(item, Dot)]
    assert fills.count(COLOURS[0]) == 2
    assert coloured in fills
    assert [word.text for word in texts(drawn).values() if word.bold] == ["甲市 90", "80 甲市"]


def test_slopes_of_equal_figures_lie_in_the_middle_and_their_names_around_it() -> None:
    drawn = slopes(("8", "8"), ("8", "8"), ("8", "8"))
    names = [texts(drawn)[f"{sign}市 8"].y for sign in "甲乙丙"]
    heights = {round(item.y, 6) for item in drawn.items if isinstance(item, Dot)}
    assert heights == {round(names[1], 6)}
    assert names == sorted(names)


def test_names_that_would_overlap_stand_together_around_the_mean_of_their_places() -> None:
    assert apart([10.0, 10.0], [4.0, 4.0], 0.0, 40.0) == pytest.approx([8.0, 12.0])
    assert apart([10.0, 30.0], [4.0, 4.0], 0.0, 40.0) == pytest.approx([10.0, 30.0])
    assert apart([30.0, 10.0, 11.0], [4.0, 4.0, 4.0], 0.0, 40.0) == pytest.approx([30.0, 8.5, 12.5])
    low = apart([40.0, 40.0], [4.0, 4.0], 0.0, 40.0)
    assert low[1] - low[0] == pytest.approx(4.0)
    assert low[1] <= 40.0 + style.line_height() / 2


@pytest.mark.parametrize("count", [2, 6, 12])
def test_each_city_has_a_panel_on_one_axis_with_all_others_behind(count: int) -> None:
    drawn = scene(ChartSpec("small_lines", "", (Panel(lines(count), unit=UNIT),)))
    words = texts(drawn)
    assert {f"{sign}市" for sign in SIGNS[:count]} <= words.keys()
    assert words["甲市"].bold
    assert not words["乙市"].bold
    assert len(strokes(drawn, COLOURS[0], 2.0)) == 1
    assert len(strokes(drawn, style.INK, 1.6)) == count - 1
    assert len(strokes(drawn, BEHIND, FAINT)) == count * count, "its own line lies under that which is read"
    ends = [item for item in drawn.items if isinstance(item, Dot)]
    assert len(ends) == count
    assert {str(10 * (place + 1) + 2) for place in range(count)} <= words.keys(), "the last figure, without its unit"


def test_the_numbers_of_the_one_axis_stand_before_the_first_panel_of_a_row() -> None:
    drawn = scene(ChartSpec("small_lines", "", (Panel(lines(6), unit=UNIT),)))
    zeros = [item for item in drawn.items if isinstance(item, Text) and item.text == "0"]
    assert len(zeros) == 2
    assert len({zero.x for zero in zeros}) == 1


def test_panels_of_indicators_have_a_unit_and_an_axis_each() -> None:
    panels = (Panel(lines(1), "审批时间", UNIT), Panel(lines(1), "办件量", "万件"))
    drawn = texts(scene(ChartSpec("panel_lines", "", panels)))
    assert {f"审批时间（{UNIT}）", "办件量（万件）"} <= drawn.keys()
    both = scene(ChartSpec("panel_lines", "", panels))
    assert len([item for item in both.items if isinstance(item, Text) and item.text == "0"]) == 2


def test_a_small_line_that_ends_early_dates_its_last_figure_and_breaks_where_one_is_missing() -> None:
    marks = [item for item in lines(2) if (item.label, item.group) != ("2023年", "乙市")]
    marks.append(mark("2024年", "9", UNIT, "甲市"))
    marks = [replace(item, value=None, text="未收录") if item.text == f"11{UNIT}" else item for item in marks]
    drawn = scene(ChartSpec("small_lines", "", (Panel((*marks, mark("2020年", "7", UNIT, "乙市")), unit=UNIT),)))
    words = texts(drawn)
    assert "（2022年）" in words
    assert "折线中断处：甲市2022年未收录。" in words
    assert [len(item.points) for item in strokes(drawn, COLOURS[0], 2.0)] == [2]


def spark(*values: str | None, ranks: bool = False) -> Scene:
    marks = tuple(mark(f"{2019 + at}年", value) for at, value in enumerate(values))
    return scene(ChartSpec("sparkline", "", (Panel(marks, ranks=ranks),)), 22)


def test_a_sparkline_is_as_high_as_a_row_and_goes_from_the_least_to_the_greatest_without_a_word() -> None:
    drawn = spark("5", "3", "9")
    assert (drawn.width, drawn.height) == (22, 5)
    assert not texts(drawn)
    ((first, least, last),) = [item.points for item in drawn.items if isinstance(item, Stroke)]
    (end,) = [item for item in drawn.items if isinstance(item, Dot)]
    assert (end.x, end.y) == last
    assert least[1] > first[1] > last[1]
    assert first[1] == pytest.approx(least[1] + (last[1] - least[1]) * 2 / 6)


def test_a_sparkline_breaks_where_a_value_is_missing_and_a_better_place_is_higher() -> None:
    drawn = spark("5", None, "9", "7")
    assert [len(item.points) for item in drawn.items if isinstance(item, Stroke)] == [2]
    assert len([item for item in drawn.items if isinstance(item, Dot)]) == 2, "the point alone, and the end"
    ((first, last),) = [item.points for item in spark("9", "2", ranks=True).items if isinstance(item, Stroke)]
    assert last[1] < first[1]


def test_a_level_sparkline_lies_in_the_middle() -> None:
    ((first, last),) = [item.points for item in spark("4", "4").items if isinstance(item, Stroke)]
    assert first[1] == last[1] == pytest.approx(2.45)


@pytest.mark.parametrize(
    ("low", "unit", "first"), [("66.1", "%", 60.0), ("66.0", "%", 0.0), ("93", "%", 92.0), ("93", "件", 0.0)]
)
def test_close_percentages_are_drawn_on_an_axis_that_is_cut_to_them_and_says_so(
    low: str, unit: str, first: float
) -> None:
    """Closer than to a third of the highest, 99 %; of what is no rate a cut axis would mislead."""
    marks = tuple(mark(f"{2021 + at}年", value, unit, "甲市") for at, value in enumerate((low, "98", "99")))
    panel = Panel(marks, unit=unit)
    spec = ChartSpec("line", "", (panel,))
    assert steps_of(series_of(spec, panel), panel)[0] == first
    for kind in ("line", "small_lines", "panel_lines"):
        assert ("纵轴不从零开始。" in texts(scene(replace(spec, kind=kind)))) == (first > 0)


@pytest.mark.parametrize(("last", "share"), [("92.1", 0.1 / 5), ("97", 1), ("96.9", 4.9 / 5)])
@pytest.mark.parametrize("kind", ["slope", "sparkline"])
def test_a_tenth_of_a_point_is_no_leap(kind: str, last: str, share: float) -> None:
    """The height of a chart is five points of a percentage or more, whatever the axis begins with."""
    marks = (mark("2023年", "92", "%", "甲市"), mark("2024年", last, "%", "甲市"))
    drawn = scene(ChartSpec(kind, "", (Panel(marks, unit="%"),)), 22 if kind == "sparkline" else 156)
    line = next(
        item.points for item in drawn.items if isinstance(item, Stroke) and item.points[0][1] > item.points[1][1]
    )
    whole = scene(ChartSpec(kind, "", (Panel((marks[0], mark("2024年", "97", "%", "甲市")), unit="%"),)), drawn.width)
    full = next(
        item.points for item in whole.items if isinstance(item, Stroke) and item.points[0][1] > item.points[1][1]
    )
    assert (line[0][1] - line[1][1]) / (full[0][1] - full[1][1]) == pytest.approx(share)


def test_the_axis_of_a_line_is_not_cut_to_a_tenth_of_a_point() -> None:
    marks = tuple(mark(f"{2023 + at}年", value, "%", "甲市") for at, value in enumerate(("92", "92", "92.1")))
    panel = Panel(marks, unit="%")
    steps = steps_of(series_of(ChartSpec("line", "", (panel,)), panel), panel)
    assert (steps[0], steps[-1]) == (89.0, 95.0)


@pytest.mark.parametrize("kind", ["small_lines", "slope"])
def test_where_none_stands_out_none_is_drawn_stronger(kind: str) -> None:
    marks = lines(5) if kind == "small_lines" else tuple(one for one in lines(5) if one.label != "2022年")
    spec = ChartSpec(kind, "", (Panel(marks, unit=UNIT),))
    assert any(stroke.colour == COLOURS[0] for stroke in scene(spec).items if isinstance(stroke, Stroke))
    even = scene(replace(spec, even=True))
    assert not any(stroke.colour == COLOURS[0] for stroke in even.items if isinstance(stroke, Stroke))
    assert not any(word.bold for word in texts(even).values() if "市" in word.text)


@pytest.mark.parametrize(("count", "width"), [(40, QUIET), (41, FINE)])
def test_grey_lines_of_very_many_cities_leave_white_between_them(count: int, width: float) -> None:
    """The one that stands out is as strong as ever."""
    marks = tuple(
        mark(f"{2021 + at}年", str(10 * (place + 1) + at), UNIT, f"城{place}")
        for place in range(count)
        for at in range(3)
    )
    groups = tuple(f"城{place}" for place in range(count))
    drawn = scene(ChartSpec("line", "", (Panel(marks, unit=UNIT),), groups=groups))
    assert len(strokes(drawn, style.RULE, width)) == count - 2
    assert len(strokes(drawn, style.SOFT, TOLD)) == 1, "the other that has a name is darker"
    assert len(strokes(drawn, COLOURS[0], STRONG)) == 1


def test_of_panels_that_are_not_cut_alike_it_is_said_which_are_and_that_heights_are_not_to_be_compared() -> None:
    rows = (
        ("网办率", "%", ("95", "96", "97")),
        ("开办时间", UNIT, ("3", "2", "1")),
        ("审批时间", UNIT, ("60", "50", "40")),
    )
    panels = tuple(
        Panel(tuple(mark(f"{2021 + at}年", value, unit, "甲市") for at, value in enumerate(values)), name, unit)
        for name, unit, values in rows
    )
    said = texts(scene(ChartSpec("panel_lines", "", panels)))
    assert {"网办率的纵轴不从零开始。", "各图刻度不同，高低不能相比。"} <= said.keys()
    alone = texts(scene(ChartSpec("panel_lines", "", panels[:2])))
    assert "各图刻度不同，高低不能相比。" not in alone, "of other units nobody would compare them"


def test_below_the_narrowest_panels_a_year_stands_whole() -> None:
    marks = tuple(
        mark(f"{year}年", f"{1000 + at}.1644", "亿元", f"{sign}市")
        for at, sign in enumerate(SIGNS[:10])
        for year in (2013, 2014, 2024)
    )
    drawn = scene(ChartSpec("small_lines", "", (Panel(marks, unit="亿元"),)))
    assert {"2013年", "2024年"} <= texts(drawn).keys()
