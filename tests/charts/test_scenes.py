"""Drawings say what the figures say: lengths, places, zero, blanks, 推算."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from briefing.charts import style
from briefing.charts.kinds import refuse, scene
from briefing.charts.scene import Box, Dot, Scene, Stroke, Text
from briefing.model.colours import COLOURS, QUIET
from briefing.model.document import ChartSpec, Mark, Panel

from . import samples
from .samples import CITIES, mark


def bars_in(drawn: Scene) -> list[Box]:
    """The boxes that are drawn for values: filled, and not with paper."""
    return [item for item in drawn.items if isinstance(item, Box) and item.fill not in (None, style.PAPER)]


def words_in(drawn: Scene) -> list[str]:
    return [item.text for item in drawn.items if isinstance(item, Text)]


def dots_in(drawn: Scene) -> list[Dot]:
    """The points of a single line, without the marker before its last figure."""
    return [item for item in drawn.items if isinstance(item, Dot)][:-1]


def word(drawn: Scene, text: str) -> Text:
    return next(item for item in drawn.items if isinstance(item, Text) and item.text == text)


def test_bars_are_as_long_as_their_values_from_one_zero() -> None:
    marks = (mark("甲", "828"), mark("乙", "80"), mark("丙", "414"))
    long, short, half = bars_in(scene(ChartSpec("bars", "", (Panel(marks),))))
    assert long.x == short.x == half.x
    assert short.width / long.width == pytest.approx(80 / 828)
    assert half.width / long.width == pytest.approx(0.5)


def test_negative_bars_grow_the_other_way_from_the_same_zero() -> None:
    marks = (mark("甲", "10"), mark("乙", "-5"))
    up, down = bars_in(scene(ChartSpec("bars", "", (Panel(marks),))))
    assert down.x + down.width == pytest.approx(up.x)
    assert down.width / up.width == pytest.approx(0.5)


def test_unknown_is_written_not_drawn_and_zero_is_drawn() -> None:
    unknown = scene(samples.bars())
    assert len(bars_in(unknown)) == 2
    assert "未披露" in words_in(unknown)
    zero = scene(samples.zero_bars())
    assert words_in(zero).count("0元") == 2
    ticks = [item for item in zero.items if isinstance(item, Stroke) and item.width > 2]
    assert [tick.colour for tick in ticks] == [style.darker(COLOURS[0]), style.darker(QUIET)]


def test_a_tiny_value_is_still_seen() -> None:
    marks = (mark("甲", "1000000000000"), mark("乙", "0.001"))
    tiny = bars_in(scene(ChartSpec("bars", "", (Panel(marks),))))[1]
    assert tiny.width > 0.3


def test_percentages_share_an_axis_of_0_to_100() -> None:
    drawn = scene(samples.percent_bars())
    start, end = word(drawn, "0%").x, word(drawn, "100%").x
    for box, value in zip(bars_in(drawn), (73.81, 63.65, 38.76, 78.97), strict=True):
        assert box.x == pytest.approx(start)
        assert box.width == pytest.approx((end - start) * value / 100)


def test_the_first_group_alone_has_a_colour_and_is_bold_and_each_is_named() -> None:
    drawn = scene(samples.percent_groups())
    colours = [box.fill for box in bars_in(drawn)]
    assert colours == [QUIET, QUIET, COLOURS[0], QUIET, QUIET]
    assert words_in(drawn).count("三门峡市") == 3
    strong = {item.text for item in drawn.items if isinstance(item, Text) and item.bold}
    assert strong == {"各项比率（单位：%）", "武汉市", "未披露", "73.81%"}
    even = scene(replace(samples.percent_groups(), even=True))
    assert {box.fill for box in bars_in(even)} == {COLOURS[0]}


def test_groups_name_the_rows_where_the_label_is_the_same_for_all() -> None:
    marks = tuple(mark("企业开办成本", "1", "元", city) for city in CITIES)
    drawn = scene(ChartSpec("bars", "", (Panel(marks),), groups=CITIES))
    assert set(CITIES) <= set(words_in(drawn))
    assert "企业开办成本" not in words_in(drawn)


def test_a_derived_bar_is_hatched_and_says_so() -> None:
    drawn = scene(samples.waterfall())
    opening, change, closing = bars_in(drawn)
    assert opening.hatch
    assert opening.fill == style.lighter(COLOURS[0])
    assert not change.hatch
    assert not closing.hatch
    assert "235.91亿元（推算）" in words_in(drawn)


def test_a_figure_that_says_it_is_derived_does_not_say_it_twice() -> None:
    marks = (Mark("甲", Decimal(1), "1个（推算）", derived=True), mark("乙", "2"))
    assert "1个（推算）" in words_in(scene(ChartSpec("bars", "", (Panel(marks),))))


def test_a_waterfall_runs_on_from_bar_to_bar() -> None:
    opening, change, closing = bars_in(scene(samples.waterfall()))
    assert opening.x + opening.width == pytest.approx(change.x)
    assert change.x + change.width == pytest.approx(closing.x + closing.width)
    assert opening.x == closing.x


def test_a_falling_waterfall_ends_lower() -> None:
    marks = (mark("年初", "10"), mark("减少", "-4"), mark("年末", "6"))
    opening, change, closing = bars_in(scene(ChartSpec("waterfall", "", (Panel(marks),))))
    assert change.x + change.width == pytest.approx(opening.x + opening.width)
    assert change.x == pytest.approx(closing.x + closing.width)


def test_tiers_lie_within_the_outlines_of_the_wider_ones() -> None:
    drawn = scene(samples.tiers())
    widths = [box.width for box in bars_in(drawn)]
    outlines = [item.width for item in drawn.items if isinstance(item, Box) and item.fill is None]
    assert outlines == pytest.approx([widths[0], widths[0], widths[1]])
    assert widths[1] / widths[0] == pytest.approx(60 / 221)


def test_before_is_left_of_after_and_panels_of_several_units_have_an_axis_each_which_is_said() -> None:
    drawn = scene(samples.dumbbells())
    dots = [item for item in drawn.items if isinstance(item, Dot)]
    befores, afters = dots[::2], dots[1::2]
    assert all(before.x < after.x for before, after in zip(befores, afters, strict=True))
    assert len({round(dot.y, 6) for dot in befores}) == 1
    zero = next(item.points[0][1] for item in drawn.items if isinstance(item, Stroke) and item.colour == style.INK)
    assert (zero - afters[0].y) / (zero - befores[0].y) == pytest.approx(2.93 / 11.20)
    assert all(dot.fill == style.PAPER for dot in dots)
    assert {"改革前", "11.20", "改革后", "2.93", "平均办理环节（个）"} <= set(words_in(drawn))
    assert words_in(drawn).count("推算") == 8
    assert "各图单位不同，纵轴各自从零起，高低不能相比。" in words_in(drawn)


def test_dumbbells_of_one_unit_share_an_axis() -> None:
    panels = tuple(Panel((mark("前", before, "天"), mark("后", "5", "天")), before, "天") for before in ("20", "10"))
    drawn = scene(ChartSpec("dumbbells", "", panels))
    long, after, short, _ = (item.y for item in drawn.items if isinstance(item, Dot))
    assert after - long == pytest.approx(3 * (after - short))
    assert not [word for word in words_in(drawn) if "高低不能相比" in word]


def test_a_bullet_sets_the_actual_against_the_plan() -> None:
    panel = samples.bullet().panels[0]
    drawn = scene(ChartSpec("bullet", "", (panel,)))
    band, actual = bars_in(drawn)
    plan = next(item for item in drawn.items if isinstance(item, Stroke) and item.width == 2.0)
    assert band.width / actual.width == pytest.approx(961.1 / 1389.8)
    assert plan.points[0][0] == pytest.approx(band.x + band.width)
    assert plan.dashes, "a computed plan is dashed"
    assert {"实际 1389.8亿元", "计划 961.1亿元（推算）"} <= set(words_in(drawn))


def test_bullets_that_are_held_to_the_same_stand_on_one_axis_and_name_it_once() -> None:
    """How far targets are beside the share of the year that is gone: lines stand one below the other."""
    rows = {"甲项": "90", "乙项": "45", "丙项": "120"}
    gone = mark("序时进度", "75", "%", derived=True)
    panels = tuple(Panel((mark("完成", done, "%", derived=True), gone), name, "%") for name, done in rows.items())
    drawn = scene(ChartSpec("bullet", "", panels))
    words = words_in(drawn)
    assert words.count("序时进度 75%") == 1
    assert {*rows, "90%", "45%", "120%", "0%", "125%"} <= set(words), "the title says that all are computed"
    bars = [item for item in bars_in(drawn) if item.fill not in (style.BAND, style.PAPER)]
    assert [round(bar.width / bars[0].width * 90) for bar in bars] == [90, 45, 120]
    lines = [item for item in drawn.items if isinstance(item, Stroke) and item.width == 2.0]
    assert {round(line.points[0][0] - bars[0].x, 3) for line in lines} == {round(bars[0].width * 75 / 90, 3)}
    stated = replace(panels[0], marks=(mark("完成", "90", "%"), gone))
    assert "45%（推算）" in words_in(scene(ChartSpec("bullet", "", (stated, *panels[1:])))), (
        "of some it is said at each"
    )


def test_bullets_with_plans_of_their_own_are_not_to_be_compared() -> None:
    assert "各行刻度不同，条的长短不能相比。" in words_in(scene(samples.bullet()))
    alone = samples.bullet()
    assert not [word for word in words_in(scene(replace(alone, panels=alone.panels[:1]))) if "刻度" in word]


def test_a_line_stands_on_zero_and_is_true_to_time() -> None:
    marks = (mark("2018年", "10"), mark("2019年", "20"), mark("2022年", "40"))
    drawn = scene(ChartSpec("line", "", (Panel(marks, unit="家"),)))
    first, second, third = dots_in(drawn)
    zero = word(drawn, "0").y
    assert (zero - second.y) / (zero - first.y) == pytest.approx(2)
    assert (zero - third.y) / (zero - first.y) == pytest.approx(4)
    assert (third.x - second.x) / (second.x - first.x) == pytest.approx(3)


def test_a_line_breaks_where_a_value_is_missing_and_says_so() -> None:
    values = ("1", "2", None, "4", "5")
    marks = tuple(mark(f"{2018 + index}年", value, "", "武汉市") for index, value in enumerate(values))
    drawn = scene(ChartSpec("line", "", (Panel(marks),), groups=("武汉市",)))
    strokes = [item for item in drawn.items if isinstance(item, Stroke) and item.colour == COLOURS[0]]
    assert [len(stroke.points) for stroke in strokes] == [2, 2]
    assert any("武汉市2020年未披露" in text for text in words_in(drawn))


def test_a_line_that_ends_early_dates_its_last_figure() -> None:
    assert "（2022年）" in words_in(scene(samples.line()))


def test_periods_are_put_in_order() -> None:
    marks = tuple(mark(f"{year}年", str(year - 2010)) for year in (2022, 2020, 2021))
    dots = dots_in(scene(ChartSpec("line", "", (Panel(marks),))))
    assert [dot.x for dot in dots] == sorted(dot.x for dot in dots)
    assert [dot.y for dot in dots] == sorted((dot.y for dot in dots), reverse=True)


def test_quarters_are_put_in_order_and_a_year_stands_once() -> None:
    labels = ("2024年一季度", "2023年四季度", "2023年二季度", "2023-Q3", "2023年一季度")
    drawn = scene(ChartSpec("line", "", (Panel(tuple(mark(label, "1") for label in labels)),)))
    dots = dots_in(drawn)
    gaps = [right.x - left.x for left, right in pairwise(dots)]
    assert gaps == pytest.approx(gaps[:1] * 4)
    shown = [word for word in words_in(drawn) if "季度" in word]
    assert sorted(shown) == sorted(["2023年一季度", "二季度", "三季度", "四季度", "2024年一季度"])


def test_a_heat_table_shades_counts_and_tells_a_zero_from_what_is_unknown() -> None:
    marks = (
        mark("政务", "1", "项", "甲"),
        mark("政务", "9", "项", "乙"),
        mark("融资", "0", "项", "甲"),
        mark("融资", None, "项", "乙"),
    )
    drawn = scene(ChartSpec("heat", "", (Panel(marks),), groups=("甲", "乙")))
    few, many, none, unknown = [item for item in drawn.items if isinstance(item, Box)]
    assert style.luminance(few.fill or "") > style.luminance(many.fill or "")
    assert none.fill == style.PAPER
    assert none.dashes
    assert unknown.fill == style.BAND
    assert {"1项", "9项", "0项", "未披露"} <= set(words_in(drawn))


@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_title_unit_notes_and_figures_are_all_printed(make: Callable[[], ChartSpec]) -> None:
    spec = make()
    printed = "".join(words_in(scene(spec)))
    wanted = [spec.title, *spec.notes]
    wanted += [panel.title for panel in spec.panels] + [panel.unit for panel in spec.panels]
    if spec.kind not in (*samples.COURSES, "strip", "distribution"):
        once = spec.kind == "dumbbells"  # the title of a panel has the unit
        wanted += [m.text.removesuffix(panel.unit * once) for panel in spec.panels for m in panel.marks]
    assert [text for text in wanted if text not in printed] == []


@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_nothing_is_printed_smaller_than_nine_points(make: Callable[[], ChartSpec]) -> None:
    assert all(item.size >= 9 for item in scene(make()).items if isinstance(item, Text))


@pytest.mark.parametrize("places", [("19", "12", "11"), ("3", "2", "1"), ("1", "1", "1"), ("100", "31", "2")])
def test_the_line_of_a_ranking_rises_to_the_first_place(places: tuple[str, str, str]) -> None:
    """A better place is higher, the first is on top, and no place lies beyond the axis."""
    marks = tuple(
        mark(f"{year}年", place, "位", "武汉市") for year, place in zip((2019, 2020, 2021), places, strict=True)
    )
    drawn = scene(ChartSpec("line", "", (Panel(marks, unit="位", ranks=True),), groups=CITIES))
    points = dots_in(drawn)
    heights = {int(place): dot.y for place, dot in zip(places, points, strict=True)}
    grid = {float(item.text): item.y for item in drawn.items if isinstance(item, Text) and item.text.isdigit()}
    assert min(grid) == 1
    assert max(grid) >= max(heights)
    for place, height in heights.items():
        assert height == pytest.approx(grid[1] + (grid[max(grid)] - grid[1]) * (place - 1) / (max(grid) - 1))
    assert grid[1] == min(grid.values())
    assert all(step.is_integer() for step in grid)


@pytest.mark.parametrize(("width", "abreast"), [(146, 1), (148, 2), (156, 2), (223, 2), (225, 3)])
def test_small_multiples_stand_abreast_where_each_has_70_mm(width: int, abreast: int) -> None:
    panels = tuple(Panel((mark("甲", "1"), mark("乙", "2")), name) for name in ("一", "二", "三"))
    titles = {item.text: item.y for item in scene(ChartSpec("grouped", "", panels), width).items
              if isinstance(item, Text) and item.text in ("一", "二", "三")}  # fmt: skip
    assert sum(y == titles["一"] for y in titles.values()) == abreast


@pytest.mark.parametrize(("cities", "panels"), [(6, 4), (4, 6)])
def test_as_many_bars_as_are_allowed_fit_a_page_though_names_are_too_long_to_stand_abreast(
    cities: int, panels: int
) -> None:
    names = ["武汉东湖新技术开发区", *(f"第{at}市" for at in range(1, cities))]
    rows = tuple(
        Panel(tuple(mark(name, "23456", "个工作日", name) for name in names), f"指标{at}", "个工作日")
        for at in range(panels)
    )
    spec = ChartSpec("grouped", "", rows)
    assert refuse(spec) is None
    drawn = scene(spec)
    assert drawn.height <= style.MAX_HEIGHT
    assert len(bars_in(drawn)) == cities * panels
