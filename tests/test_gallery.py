"""One kind of chart alone: what is drawn, what is refused and why, and what it rests on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.charts import refuse
from briefing.charts.kinds import KINDS
from briefing.content.figures.theme_figures import FIGURES
from briefing.errors import Severity, UsageError
from briefing.gallery import charts, kind_of
from tests.builders import Item, analysis, fact, indicator, relation, theme


def cut(name: str, size: str, rate: str, city: str = "wuhan", period: str = "2021") -> tuple[Item, ...]:
    """A cut and its percentage."""
    return (
        indicator(f"{name}_cut", f"{name}压减数"),
        indicator(f"{name}_rate", f"{name}压减率", family="percent"),
        fact(f"{city}.{name}-cut", size, "个", period=period, paragraph=2),
        fact(f"{city}.{name}-rate", rate, "%", period=period, paragraph=2),
        relation(f"{city}.{name}", "reduction", name=name, cut=f"{city}.{name}-cut", rate=f"{city}.{name}-rate"),
    )


POOL = (indicator("pool", "入库企业"), fact("wuhan.pool", 828, "家"), fact("sanmenxia.pool", 80, "家"))


def why_not(kind: str, *items: Item) -> list[str]:
    """Why there is no chart of a kind."""
    with pytest.raises(UsageError) as caught:
        charts(analysis(*items), kind)
    return [f"{problem.message}{problem.hint}" for problem in caught.value.problems]


def test_the_caption_is_the_title_and_sources_and_period_stand_below() -> None:
    [chart], refused = charts(analysis(*cut("steps", "8.27", "73.81")), "reduction")
    assert refused == []
    assert chart.title == chart.spec.title == "武汉市政务服务改革前后对比"
    assert chart.spec.kind == "dumbbells"
    assert chart.spec.notes == (
        "带“推算”的数值由原文数据计算得出。",
        "时期：2021年。",
        "资料来源：办公室：《文章》，发表日期未注明，第2段。",
    )
    assert refuse(chart.spec) is None


def test_what_is_drawn_is_told_with_what_it_is_computed_from() -> None:
    [chart], _ = charts(analysis(*cut("steps", "8.27", "73.81"), *POOL), "reduction")
    assert [fact.id for fact in chart.facts] == ["wuhan.steps-cut", "wuhan.steps-rate"]
    assert [entry.id for entry in chart.derived] == ["=wuhan.steps.before", "=wuhan.steps.after"]
    drawn = {mark.ref for panel in chart.spec.panels for mark in panel.marks}
    assert drawn == {entry.id for entry in chart.derived}


def test_a_range_is_drawn_in_its_middle_and_named_by_both_ends() -> None:
    """With a note that says so, which no other chart bears."""
    [chart], _ = charts(analysis(*POOL[:2], fact("sanmenxia.pool", "80~100", "家")), "comparison")
    drawn = {mark.label: (mark.value, mark.text) for panel in chart.spec.panels for mark in panel.marks}
    assert drawn["三门峡市"] == (90, "80～100家")
    assert "数值为区间的，按区间的中点绘制。" in chart.spec.notes
    [plain], _ = charts(analysis(*POOL), "comparison")
    assert not any("区间" in note for note in plain.spec.notes)


def test_a_range_around_another_figure_is_not_the_same() -> None:
    """305 is drawn beside 300~310, though their bars are as long."""
    items = fact("wuhan.pool", 305, "家"), fact("sanmenxia.pool", "300~310", "家")
    assert len(charts(analysis(POOL[0], *items), "comparison")[0]) == 1


def test_figures_of_several_periods_are_told_apart() -> None:
    dated = fact("wuhan.pool", 828, "家", period="目前"), fact("sanmenxia.pool", 80, "家")
    [chart], _ = charts(analysis(POOL[0], *dated), "comparison")
    assert "时期：武汉市，目前；三门峡市，未注明。" in chart.spec.notes


def test_figures_are_printed_and_drawn_in_the_unit_of_their_axis() -> None:
    loans = fact("wuhan.pool", 4980000, "万元"), fact("sanmenxia.pool", "279.78", "亿元")
    [chart], _ = charts(analysis(indicator("pool", "贷款", family="cny"), *loans), "comparison")
    assert chart.spec.panels[0].unit == "亿元"
    assert [(mark.text, mark.value) for mark in chart.spec.panels[0].marks] == [
        ("498亿元", 498),
        ("279.78亿元", Decimal("279.78")),
    ]


def test_shares_stand_together_only_if_they_are_of_one_whole_and_the_largest_comes_first() -> None:
    whole = [indicator("all", "企业"), fact("wuhan.all", 100, "家"), fact("wuhan.other", 60, "家")]
    parts = [fact(f"wuhan.{id}", value, "家") for id, value in (("small", 20), ("private", 55), ("new", 30))]
    shares = [
        relation(f"wuhan.{id}-share", "part_of", name=id, part=f"wuhan.{id}", whole=f"wuhan.{of}")
        for id, of in (("small", "all"), ("private", "all"), ("new", "other"))
    ]
    [chart], refused = charts(analysis(*whole, *parts, *shares), "share")
    assert chart.title == "武汉市占企业的比重"
    assert [mark.label for mark in chart.spec.panels[0].marks] == ["private", "small"]
    assert ["构不成比较" in problem.message for problem in refused] == [True]


def test_several_charts_of_a_kind_are_all_drawn_and_each_that_misleads_is_told() -> None:
    data = analysis(
        *cut("steps", "8", "50"), *cut("time", "4", "40"), *cut("trips", "3", "60", "tianhe"), *cut("a", "1", "10", "x")
    )
    found, _ = charts(data, "reduction")
    assert [chart.title[:3] for chart in found] == ["武汉市", "天河区", "x市政"]
    [chart], refused = charts(data, "cuts")
    assert chart.title == "武汉市政务服务压减幅度"
    assert [problem.severity for problem in refused] == [Severity.WARNING] * 2
    assert refused[0].message == "“天河区政务服务压减幅度”不能画成百分比条形图：图中只有 1 个数据，构不成比较。"


def test_a_single_bar_is_refused_with_its_reason_and_what_can_be_drawn_instead() -> None:
    problems = why_not("cuts", *cut("steps", "8.27", "73.81"))
    assert problems == [
        "“武汉市政务服务压减幅度”不能画成百分比条形图：图中只有 1 个数据，构不成比较。请改用表格或计划完成图。",
        "没有可画的“压减幅度”图，它需要“压减”关联（压减数和压减率）。这些数据可以画：reduction（改革前后）。",
    ]


def test_what_must_not_be_compared_is_not_drawn_and_told_why() -> None:
    items = (
        indicator("pool", "入库企业"),
        fact("wuhan.pool", 828, "家", period="2021"),
        fact("sanmenxia.pool", 80, "家", period="2020"),
    )
    [reason, missing] = why_not("comparison", *items)
    assert reason.startswith("武汉“入库企业”与三门峡“入库企业”不能比较：时期不同（2021年与2020年）")
    assert missing == "没有可画的“各地比较”图，它需要几个城市可比而数值不同的指标。"


def test_what_is_the_same_everywhere_needs_no_chart() -> None:
    same = indicator("fee", "开办费用", family="cny"), fact("wuhan.fee", 0, "元"), fact("tianhe.fee", 0, "元")
    assert why_not("comparison", *same)[0] == "“开办费用”各地数值相同，无须画图。"
    near = fact("wuhan.fee", 400, "元", qualifier="余"), fact("tianhe.fee", 400, "元", qualifier="近")
    assert why_not("comparison", same[0], *near)[0] == "“开办费用”各地数值接近，无须画图。"


def test_a_chart_that_only_counts_names_all_sources() -> None:
    [chart], _ = charts(analysis(*POOL, theme("law"), indicator("a", theme="law"), fact("wuhan.a", 1)), "coverage")
    assert chart.spec.kind == "heat"
    assert (chart.facts, chart.derived) == ((), ())
    assert len(chart.sources) == 2


def test_a_line_has_its_periods_on_its_axis_and_its_city_in_its_title() -> None:
    years = [
        fact(f"wuhan.gdp-{year}", 100 + year, "亿元", indicator="gdp", period=str(year), basis="期间")
        for year in (2021, 2022, 2023)
    ]
    [chart], _ = charts(analysis(indicator("gdp", "地区生产总值", family="cny"), *years), "trend")
    assert chart.title == "武汉市地区生产总值变化"
    assert not any(note.startswith("时期") for note in chart.spec.notes)


@pytest.mark.parametrize("kind", FIGURES)
def test_a_kind_is_found_by_both_its_names(kind: str) -> None:
    assert kind_of(kind) == kind_of(FIGURES[kind].name) == kind
    assert FIGURES[kind].needs


def test_an_unknown_kind_is_told_with_the_nearest_or_with_all() -> None:
    with pytest.raises(UsageError, match="“reduction”"):
        kind_of("reducton")
    with pytest.raises(UsageError, match=r"“bars”是画法，.*briefing chart comparison --as bars"):
        kind_of("bars")
    with pytest.raises(UsageError, match=r"可用：comparison（各地比较）、.*coverage（主题覆盖）"):
        kind_of("饼图")


def test_whatever_data_hold_nothing_of_a_kind_are_told_what_it_needs() -> None:
    for kind in FIGURES:
        assert FIGURES[kind].needs in why_not(kind, fact("wuhan.items", 104))[-1]


def test_no_name_stands_for_two_kinds() -> None:
    for table in (FIGURES, KINDS):
        assert len({*table, *(kind.name for kind in table.values())}) == 2 * len(table)


def test_a_ranking_is_drawn_as_dots_and_never_as_bars_and_leaves_the_other_bars_alone() -> None:
    """第19位 would be the longest bar; the amounts beside it are drawn as ever."""
    places = [fact("wuhan.place", 19, "位"), fact("sanmenxia.place", 4, "位")]
    firms = [fact("wuhan.firms", 80, "家"), fact("sanmenxia.firms", 60, "家")]
    drawn, refused = charts(analysis(*places, *firms), "comparison")
    assert [chart.spec.kind for chart in drawn] == ["bars", "dots"]
    assert [fact.id for fact in drawn[0].facts] == ["wuhan.firms", "sanmenxia.firms"]
    assert refused == []
    with pytest.raises(UsageError, match="位次以小为好"):
        charts(analysis(*places), "comparison", "bars")


def test_the_movement_of_a_place_is_no_waterfall() -> None:
    """第19位 and 8个位次 do not add up to 第11位."""
    place, moved = fact("wuhan.place", 11, "位"), fact("wuhan.moved", 8, "个位次", direction="增")
    change = relation("wuhan.change", "change", stock="wuhan.place", change="wuhan.moved")
    assert "位次以小为好" in why_not("change", place, moved, change)[0]


def test_places_over_the_years_are_a_line() -> None:
    """With the first place on top, which the chart room sees to."""
    years = [
        fact(f"wuhan.p{year}", place, "位", indicator="place", period=str(year))
        for year, place in ((2019, 19), (2020, 12), (2021, 11))
    ]
    ((chart,), refused) = charts(analysis(*years), "trend")
    assert (chart.spec.kind, chart.spec.panels[0].ranks, refused) == ("line", True, [])


def test_figures_that_another_way_of_drawing_refuses_are_told_by_that_alone() -> None:
    """Not that there were none to draw: they are drawn in the way that suits them."""
    assert charts(analysis(*POOL), "comparison", "bars")[0]
    with pytest.raises(UsageError) as raised:
        charts(analysis(*POOL), "comparison", "line")
    assert raised.value.problems
    assert not any("没有可画的" in problem.message for problem in raised.value.problems)
