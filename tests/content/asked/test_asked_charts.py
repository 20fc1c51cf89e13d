"""`chart(…)`: the form that an author names, of the indicators, cities and periods that are named, or why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.charts import KINDS, refuse
from briefing.content.asked.asked_charts import CHARTS
from briefing.content.compose import compose
from briefing.errors import BriefingError
from briefing.model.document import Figure
from briefing.model.facts import Target
from briefing.model.period import Period
from briefing.wording.prose import plain
from tests.builders import Item, analysis, city, fact, indicator, relation
from tests.content.samples import request, template

DAYS = fact("a.days", "1.4", "个工作日", period="2023年")
ROADS = fact("a.roads", 6, "亿元", period="2023年")
DATA: tuple[Item, ...] = (
    city("a", "甲市"),
    city("b", "乙市"),
    city("c", "丙市"),
    indicator("firms", "经营主体", better="高"),
    indicator("days", "开办时间", family="workday", better="低"),
    indicator("place", "全省位次", family="rank"),
    indicator("rate", "网办率", family="percent", better="高"),
    indicator("hall", "进厅率", family="percent", better="高"),
    indicator("roads", "道路投资", family="cny"),
    indicator("loan", "贷款余额", family="cny"),
    indicator("alone", "只有一地"),
    *(
        fact(f"{id}.firms-{year}", value, "万户", indicator="firms", period=f"{year}年")
        for id, values in (("a", ("15.0", "18.2", "19.8")), ("b", ("20.1", "22.4", "24.0")), ("c", ("9.4", "9.6")))
        for year, value in enumerate(values, 2021)
    ),
    DAYS,
    fact("b.days", "2.8", "个工作日", period="2023年"),
    fact("c.days", "1.0", "个工作日", period="2023年"),
    indicator("stock", "贷款存量", family="cny"),
    fact("a.stock", "279.78", "亿元", period="2023年"),
    fact("a.change", "43.87", "亿元", indicator="stock", period="2023年", direction="增"),
    relation("a.moved", "change", name="贷款存量", base="年初", stock="a.stock", change="a.change"),
    *(fact(f"{id}.place", value, "位", period="2023年") for id, value in (("a", 2), ("b", 5))),
    fact("a.rate", "98.5", "%", period="2023年"),
    fact("a.hall", "91", "%", period="2023年"),
    replace(ROADS, target=Target(replace(ROADS.quantity, value=ROADS.quantity.value * 2), Period.parse("2023年"))),
    fact("a.alone", 7, "项", period="2023年"),
)


def figures(folder: Path, call: str, body: str = "") -> list[Figure]:
    body = f"{body}{{{{ {call} }}}}\n\n{{{{ references }}}}"
    document, _ = compose(analysis(*DATA), template(folder, body), request(), refuse)
    return [block for block in document.blocks if isinstance(block, Figure)]


def refused(folder: Path, call: str) -> str:
    with pytest.raises(BriefingError) as caught:
        figures(folder, call)
    return "".join(f"{item.location.line} {item.message}{item.hint}" for item in caught.value.problems)


@pytest.mark.parametrize(
    ("call", "kind", "caption"),
    [
        ('chart("条形", "开办时间")', "bars", "开办时间各地比较（越短越好）"),
        ('chart("条形图", ["经营主体", "开办时间"])', "grouped", "各地比较"),
        ('chart("条形", ["网办率", "进厅率"], "甲市")', "percent_bars", "甲市有关指标"),
        ('chart("点图", "全省位次")', "dots", "全省位次各地比较"),
        ('chart("带状", ["经营主体", "开办时间"])', "strip", "各地与最好城市相比"),
        ('chart("折线", "经营主体")', "line", "经营主体变化"),
        ('chart("坡度", "经营主体", ["甲市", "乙市"])', "slope", "经营主体变化"),
        ('chart("坡度", "经营主体", periods=[2021, 2022])', "slope", "经营主体变化"),
        ('chart("小图", "经营主体")', "small_lines", "经营主体变化"),
        ('chart("小图", ["经营主体", "开办时间"], periods=2023)', "grouped", "各地比较"),
        ('chart("哑铃", "经营主体", ["甲市", "乙市"])', "dumbbells", "各地经营主体变化"),
        ('chart("瀑布", "贷款存量")', "waterfall", "甲市贷款存量变动"),
        ('chart("完成率", "道路投资", "甲市")', "bullet", "甲市道路投资完成情况"),
    ],
)
def test_a_form_is_drawn_of_what_is_named(tmp_path: Path, call: str, kind: str, caption: str) -> None:
    (figure,) = figures(tmp_path, call)
    assert (figure.chart.kind, plain(figure.caption)) == (kind, caption)


def test_lines_that_an_author_asks_for_are_lines_however_many_cities_they_are_of(tmp_path: Path) -> None:
    signs = "丁戊己庚辛"
    more = (city(f"m{at}", f"{sign}市") for at, sign in enumerate(signs))
    firms = (
        fact(f"m{at}.firms-{year}", 30 + at, "万户", indicator="firms", period=f"{year}年")
        for at in range(len(signs))
        for year in (2021, 2022, 2023)
    )
    made = template(tmp_path, '{{ chart("折线", "经营主体") }}\n\n{{ references }}')
    document, _ = compose(analysis(*DATA, *more, *firms), made, request(), refuse)
    [figure] = [block for block in document.blocks if isinstance(block, Figure)]
    assert (figure.chart.kind, len(figure.chart.groups)) == ("line", 7)


def test_what_an_author_asks_for_is_not_drawn_again_by_itself(tmp_path: Path) -> None:
    """Before or behind it; and it is drawn as often as it is asked for."""
    themes = (
        "{% for theme in briefing.themes %}{% for figure in theme.figures %}{{ figure }}\n\n{% endfor %}{% endfor %}"
    )
    alone = [figure.key for figure in figures(tmp_path, '"" ', themes)]
    assert "trend.firms" in alone
    call = 'chart("折线", "经营主体")'
    for body in (f"{themes}{{{{ {call} }}}}\n\n", f"{{{{ {call} }}}}\n\n{themes}"):
        keys = [figure.key for figure in figures(tmp_path, call, body)]
        assert sorted(keys) == sorted({*alone, "chart.1", "chart.2"} - {"trend.firms"})


def test_the_title_is_that_of_the_author_and_of_the_alternative_text(tmp_path: Path) -> None:
    (figure,) = figures(tmp_path, 'chart("折线", "经营主体", title="主体逐年增多")')
    assert plain(figure.caption) == "主体逐年增多"
    assert figure.alt.startswith("主体逐年增多。")


def test_a_strip_shows_shares_of_the_best_and_says_that_they_are_computed(tmp_path: Path) -> None:
    (figure,) = figures(tmp_path, 'chart("带状", ["经营主体", "开办时间"], highlight="乙市")')
    shown = {(mark.label, mark.group): (mark.text, mark.derived) for mark in figure.chart.panels[0].marks}
    assert shown["经营主体", "乙市"] == ("24.0万户（100%）", True)
    assert shown["经营主体", "甲市"] == ("19.8万户（82.5%）", True)
    assert shown["开办时间（越短越好）", "甲市"][0] == "1.4个工作日（约71%）"
    assert figure.chart.groups[0] == "乙市"
    assert plain(figure.notes[0]).startswith("括号内为与最优值之比，越低越好的指标为最优值与该值之比。")


def test_a_city_that_cannot_be_drawn_with_the_others_is_told_below(tmp_path: Path) -> None:
    (figure,) = figures(tmp_path, 'chart("折线", "经营主体")')
    assert [plain(note) for note in figure.notes][:1] == ["丙市没有可以画在一起的数，未画入图中。"]


def test_an_indicator_that_the_form_does_not_hold_is_told_below(tmp_path: Path) -> None:
    (figure,) = figures(tmp_path, 'chart("带状", ["经营主体", "全省位次"])')
    assert "全省位次没有可以这样画的数，未画入图中。" in map(plain, figure.notes)


def test_inside_a_loop_a_chart_is_of_its_city(tmp_path: Path) -> None:
    body = '{% for city in cities[:2] %}{{ chart("折线", "经营主体") }}\n\n{% endfor %}{{ references }}'
    document, _ = compose(analysis(*DATA), template(tmp_path, body), request(), refuse)
    found = [block for block in document.blocks if isinstance(block, Figure)]
    assert [plain(item.caption) for item in found] == ["甲市经营主体变化", "乙市经营主体变化"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('chart("坡度", "经营主体", periods=[2021, 2022, 2023])', "这种图只画前后两个时期，这里写了 3 个。"),
        ('chart("条型", "经营主体")', "1 没有“条型”这种图。您是不是要找“条形”"),
        ('chart("饼图", "经营主体")', "可以写：条形、折线、点图、分布、带状、坡度、哑铃、瀑布、层级、完成率、小图。"),
        ('chart("条形", "经营主休")', "1 未找到指标“经营主休”，您是不是要找“经营主体”"),
        ('chart("折线", "开办时间")', "1 “折线”画不出：各地开办时间没有可画的数，这种图需要"),
        ('chart("折线", "开办时间")', "这些数据可以画：条形、点图、带状。"),
        ('chart("条形", "全省位次")', "不能画成对比条形图：位次以小为好，长短、深浅会使人误解。这些数据可以画：点图。"),
        (
            'chart("点图", ["经营主体", "开办时间"])',
            "1 不能画成点图：单位不同（万户、个工作日），不能画在同一坐标轴上。这些数据可以画：条形、",
        ),
        ('chart("瀑布", "经营主体")', "这种图需要“变动”关联（期末数和变动数）。"),
        ('chart("条形", "只有一地")', "请改用 table(…)。"),
        ('chart("条形", "经营主体", periods=2001)', "“条形”画不出：各地经营主体没有2001年的数。有数的时期：20"),
        ('chart("哑铃", "经营主体", periods=[2001, 2023])', "“哑铃”画不出：各地经营主体没有2001年的数。有数的时期：20"),
        ('chart("条形")', "chart(…) 的括号里少写了内容。应写作 chart("),
    ],
)
def test_what_would_mislead_is_refused_with_the_reason_and_another_form(tmp_path: Path, call: str, said: str) -> None:
    assert said in refused(tmp_path, call)


def test_every_kind_that_an_author_may_name_is_a_kind_of_chart() -> None:
    assert {kind for form in CHARTS.values() for kind in form.kinds} <= set(KINDS)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('chart("条形", "经营主体", ["甲市", "乙市市"])', "您是不是要找“乙市”"),
        ('chart("坡度", "经营主体", periods=["去年"])', "看不懂时期“去年”。"),
        ('table(rows=cities, columns="经营主体", highlight="乙市市")', "您是不是要找“乙市”"),
        ('table(rows=cities, columns="时期", of="经营主体", since="去年")', "看不懂时期“去年”。"),
    ],
)
def test_a_misspelt_name_is_told_also_where_the_call_is_not_reached(tmp_path: Path, call: str, said: str) -> None:
    body = f"甲。{{% if false %}}\n{{{{ {call} }}}}\n{{% endif %}}"
    _, problems = compose(analysis(*DATA), template(tmp_path, body), request(), refuse)
    assert [said in f"{item.location.line} {item.message}{item.hint}" for item in problems] == [True]
    assert said in refused(tmp_path, call)
