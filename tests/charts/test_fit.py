"""Whatever the data: no text leaves the picture, and no two texts overlap."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.charts import fonts, refuse, style
from briefing.charts.kinds import KINDS, scene
from briefing.charts.scene import Box, Dot, Scene, Stroke, Text
from briefing.errors import BriefingError
from briefing.model.document import ChartSpec, Mark, Panel

from . import samples

CHARS = "武汉市三门峡天河区政务服务一网通办，、（）“”2021.8%PPP亿元以上"
GROUPS = ("武汉市", "三门峡市", "广州市天河区", "黔西南布依族苗族自治州", "甲", "乙", "丙", "丁")

labels = st.text(CHARS, min_size=1, max_size=40)
numbers = st.one_of(
    st.sampled_from(["0", "0.0001", "1", "100", "99999999999", "1389.8"]).map(Decimal),
    st.decimals(0, 10**9, places=2),
)
signed = st.one_of(numbers, numbers.map(lambda value: -value))
percentages = st.decimals(0, 100, places=2)
counts = st.integers(1, 8)


@st.composite
def a_mark(draw: st.DrawFn, label: str, group: str = "", values: st.SearchStrategy[Decimal] = numbers) -> Mark:
    """A mark whose text may be long, and whose value may be unknown."""
    value = draw(values)
    suffix = draw(st.sampled_from(["", "亿元", "个工作日以内", "万户（按登记数计，含分支机构）"]))
    return Mark(label, value, f"{value:f}{suffix}", group, derived=draw(st.booleans()))


@st.composite
def by_group(draw: st.DrawFn, kind: str, values: st.SearchStrategy[Decimal], unit: str, panels: int = 1) -> ChartSpec:
    """Labels by groups: comparisons, percentages, small multiples."""
    groups = GROUPS[: draw(counts)]
    made = []
    names = draw(st.lists(labels, min_size=1, max_size=max(1, 16 // len(groups) // panels), unique=True))
    for _ in range(panels):
        marks = [draw(a_mark(name, group, values)) for name in names for group in groups]
        made.append(Panel(tuple(marks), draw(labels), unit))
    return ChartSpec(kind, draw(labels), tuple(made), tuple(draw(st.lists(labels, max_size=2))), groups)


@st.composite
def distributions(draw: st.DrawFn) -> ChartSpec:
    """One mark of each of several cities, in one panel or two."""
    groups = GROUPS[: draw(st.integers(5, 8))]
    panels = [tuple(draw(a_mark("项", group, signed)) for group in groups) for _ in range(draw(st.integers(1, 2)))]
    made = tuple(Panel(marks, draw(labels), "亿元") for marks in panels)
    return ChartSpec("distribution", draw(labels), made, groups=groups)


@st.composite
def by_panel(draw: st.DrawFn, kind: str) -> ChartSpec:
    """Pairs: before and after, actual and plan."""
    panels = tuple(
        Panel((draw(a_mark(draw(labels))), draw(a_mark(draw(labels)))), draw(labels), "亿元")
        for _ in range(draw(st.integers(1, 4)))
    )
    return ChartSpec(kind, draw(labels), panels)


@st.composite
def waterfalls(draw: st.DrawFn) -> ChartSpec:
    """An opening, changes up or down, and the closing they give."""
    values = draw(st.lists(signed, min_size=2, max_size=5))
    values.append(sum(values, Decimal(0)))
    marks = tuple(Mark(f"{index}{draw(labels)}", value, f"{value:f}亿元") for index, value in enumerate(values))
    return ChartSpec("waterfall", draw(labels), (Panel(marks, unit="亿元"),))


@st.composite
def nested(draw: st.DrawFn) -> ChartSpec:
    """Counts that fall from tier to tier."""
    values = sorted(draw(st.lists(numbers, min_size=2, max_size=5)), reverse=True)
    marks = tuple(Mark(f"{index}{draw(labels)}", value, f"{value:f}家") for index, value in enumerate(values))
    return ChartSpec("tiers", draw(labels), (Panel(marks, unit="家"),))


@st.composite
def trends(draw: st.DrawFn, kind: str, most: int = 8, periods: int = 30, panels: int = 1) -> ChartSpec:
    """Up to eight lines over up to so many periods."""
    groups = GROUPS[: draw(st.integers(1, most))]
    years = draw(st.lists(st.integers(1990, 2035), min_size=min(3, periods), max_size=periods, unique=True))
    made = []
    for _ in range(panels):
        marks = [draw(a_mark(f"{year}年", group, signed)) for group in groups for year in years]
        made.append(Panel(tuple(marks), draw(labels), "亿元"))
    return ChartSpec(kind, draw(labels), tuple(made), groups=groups)


@st.composite
def tables(draw: st.DrawFn) -> ChartSpec:
    """Counts by theme and city."""
    groups = GROUPS[: draw(counts)]
    names = draw(st.lists(labels, min_size=2, max_size=12, unique=True))
    marks = [draw(a_mark(name, group, st.integers(0, 40).map(Decimal))) for name in names for group in groups]
    return ChartSpec("heat", draw(labels), (Panel(tuple(marks)),), groups=groups)


SPECS: dict[str, st.SearchStrategy[ChartSpec]] = {
    "bars": by_group("bars", signed, "亿元"),
    "percent_bars": by_group("percent_bars", percentages, "%"),
    "grouped": by_group("grouped", numbers, "家", panels=3),
    "dots": by_group("dots", signed, "亿元"),
    "distribution": distributions(),
    "strip": by_group("strip", percentages, "%"),
    "dumbbells": by_panel("dumbbells"),
    "bullet": by_panel("bullet"),
    "waterfall": waterfalls(),
    "tiers": nested(),
    "line": trends("line"),
    "small_lines": trends("small_lines"),
    "panel_lines": trends("panel_lines", most=1, panels=3),
    "slope": trends("slope", periods=2),
    "sparkline": trends("sparkline", most=1),
    "heat": tables(),
}


def faults(drawn: Scene) -> list[str]:
    """Texts that leave the picture or overlap, and shapes that leave it."""
    words = [(item.text, fonts.extent(item)) for item in drawn.items if isinstance(item, Text)]
    found = [f"out: {text}" for text, box in words if not _inside(box, drawn)]
    for (one, first), (two, second) in combinations(words, 2):
        across = min(first[2], second[2]) - max(first[0], second[0])
        down = min(first[3], second[3]) - max(first[1], second[1])
        if across > 0.01 and down > 0.01:
            found.append(f"overlap: {one} / {two}")
    shapes = [item for item in drawn.items if not isinstance(item, Text)]
    return found + [
        f"out: {item}" for item in shapes if not all(_inside((x, y, x, y), drawn) for x, y in _points(item))
    ]


def _points(item: Box | Stroke | Dot | Text) -> list[tuple[float, float]]:
    if isinstance(item, Stroke):
        return list(item.points)
    if isinstance(item, Box):
        return [(item.x, item.y), (item.x + item.width, item.y + item.height)]
    return [(item.x, item.y)]


def _inside(box: tuple[float, float, float, float], drawn: Scene) -> bool:
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= drawn.width and bottom <= drawn.height


WIDTHS = (80, 100, style.WIDTH, 247)
"""Of the narrowest page, of A5, of an official document, and of A4 on its side, in mm."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_real_charts_fit(make: samples.Make, width: int) -> None:
    drawn = scene(make(), width)
    assert drawn.width == width
    assert faults(drawn) == []


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None)
@given(data=st.data(), width=st.sampled_from(WIDTHS))
def test_whatever_is_drawn_fits(kind: str, data: st.DataObject, width: int) -> None:
    spec = data.draw(SPECS[kind])
    assume(refuse(spec) is None)
    try:
        drawn = scene(spec, width)
    except BriefingError as error:
        assume("超出版心" not in str(error))
        raise
    assert faults(drawn) == []


@settings(max_examples=25, deadline=None)
@given(
    values=st.lists(st.integers(-200, 1000), min_size=3, max_size=12),
    suffix=st.sampled_from(["", "万户（按登记数计）"]),
)
def test_figures_of_a_single_line_stand_clear_of_it_and_of_its_points(values: list[int], suffix: str) -> None:
    marks = tuple(Mark(f"{2010 + at}年", Decimal(value), f"{value}{suffix}") for at, value in enumerate(values))
    drawn = scene(ChartSpec("line", "", (Panel(marks, unit="户"),)))
    strokes = [item for item in drawn.items if isinstance(item, Stroke) and item.width > 1]
    points = [point for stroke in strokes for point in stroke.points]
    assert len(points) == len(values)
    figures = [item for item in drawn.items if isinstance(item, Text) and item.text in {mark.text for mark in marks}]
    assert figures
    for figure in figures:
        left, top, right, bottom = fonts.extent(figure)
        for (x1, y1), (x2, y2) in pairwise(points):
            for step in range(101):
                x, y = x1 + (x2 - x1) * step / 100, y1 + (y2 - y1) * step / 100
                assert not (left < x < right and top < y < bottom), figure.text


def test_text_is_drawn_as_wide_as_it_is_measured() -> None:
    from matplotlib.font_manager import FontProperties

    from briefing.charts import engine, paint

    with engine.drawing():
        renderer = paint._Agg(100, 100, 200)
        for text in ("平均办理环节11.20个", "（推算）", "2021—2022年A+B"):
            for path, bold in ((fonts.REGULAR, False), (fonts.BOLD, True)):
                prop = FontProperties(fname=str(path), size=9)
                wide, _, _ = renderer.get_text_width_height_descent(text, prop, False)
                measured = fonts.width(text, 9, bold) / style.MM_PER_INCH * style.DPI
                assert measured * 0.85 <= wide <= measured + 2
