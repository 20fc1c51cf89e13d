"""A chart that would mislead cannot be drawn, and says why in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.charts import KINDS, draw, refuse
from briefing.charts.kinds import scene
from briefing.charts.scene import Text
from briefing.errors import BriefingError
from briefing.model.document import ChartSpec, Document, Figure, Mark, Meta, Panel, Run

from . import samples
from .samples import mark


def spec(kind: str, *panels: Panel, groups: tuple[str, ...] = ()) -> ChartSpec:
    return ChartSpec(kind, "试图", panels, groups=groups)


def marks(*values: str | None, unit: str = "") -> tuple[Mark, ...]:
    return tuple(mark(f"第{index}项", value, unit) for index, value in enumerate(values))


def lines(groups: str) -> tuple[Mark, ...]:
    """A line of three years for each sign."""
    return tuple(mark(f"{year}年", "1", group=group) for group in groups for year in (2020, 2021, 2022))


def ends(count: int) -> tuple[Mark, ...]:
    """Two years for each of so many cities."""
    return tuple(mark(year, "1", group=f"{at}市") for at in range(count) for year in ("2020年", "2021年"))


def groups(count: int) -> tuple[Mark, ...]:
    """A mark for each of so many cities."""
    return tuple(mark("项", "1", group=f"{at}市") for at in range(count))


def rows(count: int) -> tuple[Mark, ...]:
    """Two cities on each of so many indicators."""
    return tuple(mark(f"第{at}项", "9", "%", group) for at in range(count) for group in ("甲市", "乙市"))


ONE = (mark("武汉市", "828", "家"),)
CELLS = (mark("政务", "1", group="甲"), mark("政务", "2", group="乙"), mark("融资", "3", group="甲"))
YEARS = tuple(mark(f"{year}年", "1") for year in (2020, 2021, 2022))

REFUSED: tuple[tuple[str, ChartSpec, str], ...] = (
    ("unknown kind", spec("bar", Panel(marks("1", "2"))), "bars"),
    ("no panels", spec("bars"), "没有可画的数据"),
    ("an empty panel", spec("bars", Panel(())), "没有可画的数据"),
    ("nothing known", spec("bars", Panel(marks(None, None))), "没有可画的数据"),
    ("not a number", spec("bars", Panel(marks("1", "NaN"))), "不是有限数"),
    ("infinite", spec("bars", Panel(marks("1", "Infinity"))), "不是有限数"),
    ("nothing to print", spec("bars", Panel((*marks("1", "2"), Mark("三", None, "")))), "没有写明"),
    (
        "a stranger",
        spec("bars", Panel((mark("甲", "1", group="甲"), mark("丁", "1", group="丁"))), groups=("甲",)),
        "丁",
    ),
    ("25 bars", spec("bars", Panel(groups(25))), "至多 24 条"),
    ("13 columns", spec("heat", Panel(groups(13))), "至多 12 列"),
    ("a mark twice", spec("bars", Panel((mark("甲", "1"), mark("甲", "2")))), "重复出现"),
    ("too many rows", spec("bars", Panel(marks(*["1"] * 40))), "一页至多"),
    ("a single bar", spec("bars", Panel(ONE)), "构不成比较"),
    ("a bar beside blanks", spec("bars", Panel((*ONE, mark("天河区", None)))), "构不成比较"),
    (
        "units on one axis",
        spec("bars", Panel(marks("1", "2"), unit="个"), Panel(marks("1", "2"), unit="天")),
        "单位不同",
    ),
    ("two panels", spec("bars", Panel(marks("1", "2")), Panel(marks("1", "2"))), "只能有一幅"),
    ("not per cent", spec("percent_bars", Panel(marks("1", "2"), unit="个")), "单位应为“%”"),
    ("over 100 %", spec("percent_bars", Panel(marks("50", "144.6"), unit="%")), "不在 0–100% 之内"),
    ("under 0 %", spec("percent_bars", Panel(marks("50", "-1"), unit="%")), "不在 0–100% 之内"),
    ("one percentage", spec("percent_bars", Panel(marks("50"), unit="%")), "构不成比较"),
    ("three ends", spec("dumbbells", Panel(marks("1", "2", "3"))), "恰有两个"),
    ("an unknown end", spec("dumbbells", Panel(marks("1", None))), "恰有两个"),
    ("a negative end", spec("dumbbells", Panel(marks("1", "-2"))), "负数"),
    ("no plan", spec("bullet", Panel(marks("1", "0"))), "计划数为零"),
    ("a plan alone", spec("bullet", Panel(marks("1"))), "恰有两个"),
    ("does not add up", spec("waterfall", Panel(marks("235.91", "43.87", "280.78"))), "与期末 280.78 不符"),
    ("no change", spec("waterfall", Panel(marks("1", "1"))), "至少三个"),
    ("an unknown change", spec("waterfall", Panel(marks("1", None, "1"))), "至少三个"),
    ("inner over outer", spec("tiers", Panel(marks("221", "60", "61"))), "内层大于外层"),
    ("one tier", spec("tiers", Panel(marks("221"))), "至少两层"),
    ("two periods", spec("line", Panel(YEARS[:2])), "至少 3 个"),
    ("a line of two points", spec("line", Panel((*YEARS[:2], mark("2022年", None)))), "至少 3 个"),
    ("a period by two names", spec("line", Panel((*YEARS, mark("2022", "1")))), "两种写法"),
    ("thirteen small lines", spec("small_lines", Panel(lines("一二三四五六七八九十甲乙丙"))), "至多 12 组"),
    ("small lines of two periods", spec("small_lines", Panel(YEARS[:2])), "至少 3 个"),
    ("panels of two cities", spec("panel_lines", Panel(lines("甲")), Panel(lines("乙"))), "只能画一个城市"),
    ("a panel of two periods", spec("panel_lines", Panel(YEARS), Panel(YEARS[:2])), "至少 3 个"),
    ("a dot alone", spec("dots", Panel(ONE)), "只有 1 个数据，构不成比较"),
    ("two indicators of dots", spec("dots", Panel(marks("1", "2")), Panel(marks("1", "2"))), "只能有一幅小图"),
    ("25 dots", spec("dots", Panel(groups(25))), "至多 24 条"),
    ("a dot alone in its row", spec("strip", Panel(marks("1", "2"), unit="%")), "“第0项”只有 1 个数据"),
    ("a strip of amounts", spec("strip", Panel(groups(2), unit="家")), "单位应为“%”"),
    ("a strip beyond the best", spec("strip", Panel((*groups(1), mark("项", "101", group="甲市")), unit="%")), "不在"),
    ("25 rows", spec("strip", Panel(rows(25), unit="%")), "共 25 行，一页至多 24 行"),
    ("a slope of three periods", spec("slope", Panel(YEARS)), "应恰有两个时期，现有 3 个"),
    ("a slope of one period", spec("slope", Panel(YEARS[:1])), "应恰有两个时期，现有 1 个"),
    ("a slope with one end", spec("slope", Panel((*YEARS[:1], mark("2021年", None)))), "只有一个时期的数据"),
    ("a slope from a year to itself", spec("slope", Panel((mark("2020年", "1"), mark("2020", "2")))), "两种写法"),
    ("four dots", spec("distribution", Panel(groups(4))), "至少 5 个才能看出分布"),
    ("a city twice", spec("distribution", Panel((*groups(5), mark("另一项", "2", group="1市")))), "有几个数"),
    ("a sparkline of one point", spec("sparkline", Panel((*YEARS[:1], mark("2021年", None)))), "至少 2 个"),
    ("a sparkline of two cities", spec("sparkline", Panel(lines("甲乙"))), "只能画一个城市"),
    ("one cell", spec("heat", Panel(CELLS[:1])), "构不成表"),
    ("a hole", spec("heat", Panel(CELLS)), "缺少“融资”“乙”一格"),
    ("a negative count", spec("heat", Panel((*CELLS, mark("融资", "-3", group="乙")))), "负数"),
    ("one small multiple", spec("grouped", Panel(marks("1", "2"))), "只有一幅"),
    ("other groups", spec("grouped", Panel(marks("1", "2")), Panel(marks("1", "2", "3"))), "分组不同"),
    ("a lone bar among them", spec("grouped", Panel(marks("1", "2")), Panel(marks("1", None))), "构不成比较"),
)


@pytest.mark.parametrize("kind", [name for name in KINDS if name not in (*samples.COURSES, "dots", "distribution")])
def test_places_in_a_ranking_are_drawn_by_no_length_and_no_shade(kind: str) -> None:
    """The longer bar would be the worse place; only lines and dots, which have none, are drawn."""
    drawn = getattr(samples, kind)()
    assert refuse(drawn) is None
    ranked = replace(drawn, panels=tuple(replace(panel, ranks=True) for panel in drawn.panels))
    problem = refuse(ranked)
    assert problem is not None
    assert "位次以小为好" in problem.message
    assert problem.hint == "请改用表格。"


@pytest.mark.parametrize(("chart", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_would_mislead_is_refused_with_its_reason(chart: ChartSpec, reason: str) -> None:
    problem = refuse(chart)
    assert problem is not None
    assert reason in str(problem)
    assert problem.hint
    with pytest.raises(BriefingError):
        scene(chart)


def shares(count: int) -> Panel:
    return Panel(tuple(mark(f"第{index}项", "1", group=group) for index in range(count) for group in "甲乙"))


@pytest.mark.parametrize(
    ("within", "beyond", "reason"),
    [
        (spec("bars", Panel(marks(*["1"] * 24))), spec("bars", Panel(marks(*["1"] * 25))), "共 25 条，一页至多 24 条"),
        (spec("heat", shares(24)), spec("heat", shares(25)), "共 25 行，一页至多 24 行"),
        (
            spec("bullet", *[Panel(marks("1", str(2 + at % 2))) for at in range(12)]),
            spec("bullet", *[Panel(marks("1", str(2 + at % 2))) for at in range(13)]),
            "共 13 幅小图，一页至多 12 幅",
        ),
        (  # measured by the same, each is a row
            spec("bullet", *[Panel(marks("1", "2"))] * 24),
            spec("bullet", *[Panel(marks("1", "2"))] * 25),
            "共 25 行，一页至多 24 行",
        ),
    ],
)
def test_a_page_holds_so_much_and_no_more(within: ChartSpec, beyond: ChartSpec, reason: str) -> None:
    assert refuse(within) is None
    assert reason in str(refuse(beyond))


@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_what_is_sound_is_not_refused(make: Callable[[], ChartSpec]) -> None:
    assert refuse(make()) is None


def test_every_kind_has_a_sample() -> None:
    assert {make().kind for make in samples.ALL} == set(KINDS)


def test_rounding_does_not_spoil_a_waterfall() -> None:
    """235.9 + 43.87 = 279.77, printed 279.78: within half a unit of the last places."""
    assert refuse(spec("waterfall", Panel(marks("235.9", "43.87", "279.78")))) is None


def test_a_document_is_refused_with_all_its_charts_at_once() -> None:
    good = samples.bars()
    bad = [replace(good, panels=(Panel(ONE),), title=name) for name in ("甲图", "乙图")]
    blocks = tuple(Figure(chart.title, (Run(chart.title),), chart, "") for chart in (good, *bad))
    with pytest.raises(BriefingError) as error:
        draw(Document(Meta("试"), blocks), None)
    assert [problem.location.key for problem in error.value.problems] == ["甲图", "乙图"]


def test_problems_met_while_drawing_are_gathered_under_the_names_of_their_charts() -> None:
    charts = [
        ChartSpec("bars", "", (Panel((mark(name, "1"), mark("乙", "2"))),)) for name in ("\U0010fffe", "\U0010ffff")
    ]
    blocks = tuple(Figure(str(index), (Run(f"图名{index}"),), chart, "") for index, chart in enumerate(charts))
    with pytest.raises(BriefingError) as error:
        draw(Document(Meta("试"), blocks), None)
    assert [problem.location.key for problem in error.value.problems] == ["图名0", "图名1"]


@pytest.mark.parametrize(
    "most",
    [
        spec("bars", Panel(groups(24))),
        spec("heat", Panel(groups(12))),
        spec("line", Panel(lines("一二三四五六七八九十甲乙丙"))),
        spec("distribution", Panel(groups(5))),
        spec("distribution", Panel(groups(400))),
        spec("small_lines", Panel(lines("一二三四五六七八九十甲乙"))),
        spec("dots", Panel(groups(24))),
        spec("strip", Panel(rows(24), unit="%")),
        spec("slope", Panel(ends(40))),
        spec("sparkline", Panel(YEARS[:2])),
    ],
)
def test_as_many_cities_as_there_is_room_for_are_drawn(most: ChartSpec) -> None:
    """Bars and cells have names beside them, so colours need not tell them apart."""
    assert refuse(most) is None
    assert scene(most)


@pytest.mark.parametrize("kind", ["line", "heat", "bars"])
def test_marks_without_a_group_are_drawn_beside_listed_groups(kind: str) -> None:
    drawn = scene(ChartSpec(kind, "", (Panel(YEARS),), groups=("甲",)))
    assert {"2020年", "2022年"} <= {item.text for item in drawn.items if isinstance(item, Text)}


def test_a_chart_that_outgrows_the_page_is_refused() -> None:
    panels = tuple(Panel((mark("前", "2"), mark("后", "1")), f"指标{index}" + "很长的名称" * 30) for index in range(10))
    with pytest.raises(BriefingError, match="超出版心"):
        scene(spec("dumbbells", *panels))


def test_the_value_decides_not_the_text() -> None:
    """A zero is a value: two zeros are a comparison."""
    zeros = (Mark("甲", Decimal(0), "0元"), Mark("乙", Decimal("0.00"), "0元"))
    assert refuse(spec("bars", Panel(zeros))) is None
