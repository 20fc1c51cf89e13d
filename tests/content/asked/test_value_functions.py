"""An author asks by name: value, series, standing, practices, indicators and cities, printed as facts or compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.analysis.analyse import Analysis, analyse
from briefing.content.compose import compose
from briefing.data.selection import select
from briefing.errors import BriefingError, Problem, Severity
from briefing.model.document import Document, References, RunKind
from briefing.model.facts import Target, Undisclosed
from briefing.model.measure import Measure, MeasureKind
from briefing.model.period import Period
from briefing.model.walk import all_runs
from tests.builders import Item, analysis, city, fact, indicator, library, practice, selection, topic
from tests.content.samples import request, template

FIRMS = replace(indicator("firms", "经营主体", better="高"), aliases=("市场主体",))
DAYS = indicator("days", "开办时间", family="workday", better="低")
RATE = replace(
    indicator("firms-growth", "经营主体同比增速", family="percent", better="高"), of="firms", measure=MeasureKind.GROWTH
)
LOAN = indicator("loan", "贷款余额", family="cny", better="高", theme="financing")
DATA: tuple[Item, ...] = (
    FIRMS,
    DAYS,
    RATE,
    LOAN,
    fact("wuhan.firms-2021", "150.0", "万户", indicator="firms", period="2021年"),
    fact("wuhan.firms-2022", "180.0", "万户", indicator="firms", period="2022年"),
    fact("wuhan.firms-2023", "198.2", "万户", indicator="firms", period="2023年"),
    fact("sanmenxia.firms-2022", "24.0", "万户", indicator="firms", period="2022年"),
    fact("sanmenxia.firms-2023", "23.1", "万户", indicator="firms", period="2023年"),
    replace(
        fact("sanmenxia.growth", "-4.2", "%", indicator="firms-growth", period="2023年"),
        measure=Measure(kind=MeasureKind.GROWTH, base="同比"),
    ),
    fact("wuhan.days", "1.4", "个工作日", period="2023年"),
    fact("sanmenxia.days", "2.2", "个工作日", period="2023年"),
    fact("sanmenxia.loan", "4.74", "亿元", period="2023年6月末"),
    fact("sanmenxia.loan-small", 5, "亿元", indicator="loan", period="2022年6月末", scope="小微企业"),
)
LISTED = "\n\n\n{{ references }}"


def made(folder: Path, body: str, data: Analysis | None = None) -> tuple[Document, list[Problem]]:
    return compose(data or analysis(*DATA), template(folder, body + LISTED), request(), lambda chart: None)


def printed(folder: Path, body: str, data: Analysis | None = None) -> str:
    document, _ = made(folder, body, data)
    runs = (run for run in all_runs(document.blocks[:-1]) if run.kind is not RunKind.CITE)
    return "".join(run.text for run in runs)


def wrong(folder: Path, body: str, data: Analysis | None = None) -> list[str]:
    with pytest.raises(BriefingError) as caught:
        made(folder, body, data)
    return [f"{item.location.line} {item.message}{item.hint}" for item in caught.value.problems]


def test_a_figure_is_printed_as_the_fact_it_is_with_its_period_and_its_source(tmp_path: Path) -> None:
    document, problems = made(
        tmp_path, '经营主体{{ value("经营主体", "武汉") }}（{{ value("经营主体", "武汉").period }}）。'
    )
    assert problems == []
    assert [(run.text, run.ref) for run in all_runs(document.blocks[:1])] == [
        ("经营主体", None),
        ("198.2万户", "wuhan.firms-2023"),
        ("（", None),
        ("2023年", "wuhan.firms-2023"),
        ("）", None),
        ("［1］", "wuhan-article"),
        ("。", None),
    ]


@pytest.mark.parametrize("name", ["经营主体", "市场主体", "firms"])
@pytest.mark.parametrize("place", ["武汉市", "武汉", "wuhan", "420100"])
def test_indicators_and_cities_go_by_any_of_their_names(tmp_path: Path, name: str, place: str) -> None:
    assert printed(tmp_path, f'{{{{ value("{name}", "{place}") }}}}') == "198.2万户"


@pytest.mark.parametrize(
    ("asked", "figure"),
    [
        ('period="2022年"', "180.0万户"),
        ("period=2021", "150.0万户"),
        ('city="三门峡", measure="增速"', "−4.2%"),
        ('city="三门峡", measure="同比增速"', "−4.2%"),
    ],
)
def test_a_period_and_a_measure_may_be_named(tmp_path: Path, asked: str, figure: str) -> None:
    place = "" if "city" in asked else 'city="武汉", '
    assert printed(tmp_path, f'{{{{ value("经营主体", {place}{asked}) }}}}') == figure


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("name", "经营主体"),
        ("city", "武汉市"),
        ("unit", "万户"),
        ("source", "办公室《文章》"),
        ("rank", "第1位"),
        ("of", "2个"),
        ("best.city", "武汉市"),
        ('to("户")', "1982000户"),
        ('to("亿户", digits=2)', "约0.02亿户（推算）"),
        ('to("万户", digits=1)', "198.2万户"),
        ("change()", "增长约10.1%（推算）"),
        ('change("2021年")', "增长约32.1%（推算）"),
        ("scope", ""),
        ("status", ""),
        ("caveat", ""),
    ],
)
def test_what_stands_behind_a_dot_is_printed(tmp_path: Path, asked: str, words: str) -> None:
    assert printed(tmp_path, f'甲{{{{ value("经营主体", "武汉").{asked} }}}}') == f"甲{words}"


def test_an_exact_conversion_is_the_same_fact_and_a_rounded_one_is_computed_from_it(tmp_path: Path) -> None:
    exact, _ = made(tmp_path, '{{ value("经营主体", "武汉").to("户") }}')
    assert next(run.ref for run in all_runs(exact.blocks[:1])) == "wuhan.firms-2023"
    assert exact.derived == ()
    rounded, _ = made(tmp_path, '{{ value("经营主体", "武汉").to("亿户", digits=2) }}')
    [entry] = rounded.derived
    assert (entry.text, entry.inputs, entry.formula) == ("约0.02亿户", ("wuhan.firms-2023",), "198.2万户换算为亿户")


def test_a_place_names_all_that_it_was_found_among(tmp_path: Path) -> None:
    document, _ = made(tmp_path, '{{ value("开办时间", "三门峡").rank }}，差{{ value("开办时间", "三门峡").gap }}')
    place, gap = document.derived
    assert (place.text, place.inputs) == ("第2位", ("wuhan.days", "sanmenxia.days"))
    said = [run.text for run in all_runs(document.blocks[:1]) if run.kind is not RunKind.CITE]
    # a place says itself that it was found by comparing
    assert said == ["第2位", "，差", "0.8个工作日", "（推算）"]
    assert place.formula == "2地的开办时间由优到劣排列的位次"
    assert (gap.text, gap.formula) == ("0.8个工作日", "2.2个工作日 − 1.4个工作日")


def test_a_place_is_marked_with_the_source_of_its_city_and_all_are_listed(tmp_path: Path) -> None:
    document, _ = made(tmp_path, '居{{ value("开办时间", "三门峡").rank }}。')
    assert [run.text for run in all_runs(document.blocks[:1])] == ["居", "第2位", "［1］", "。"]
    listed = document.blocks[-1]
    assert isinstance(listed, References)
    assert [entry.source for entry in listed.entries] == ["sanmenxia-article", "wuhan-article"]


def test_growth_that_a_source_states_goes_before_what_could_be_computed(tmp_path: Path) -> None:
    document, _ = made(tmp_path, '同比{{ value("经营主体", "三门峡").change("同比") }}')
    assert [(run.text, run.ref) for run in all_runs(document.blocks[:1])][:2] == [
        ("同比下降", None),
        ("4.2%", "sanmenxia.growth"),
    ]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ('value("经营主体", "武汉") > 198', True),
        ('value("经营主体", "武汉") > 198.2', False),
        ('value("经营主体", "武汉") >= 198.2', True),
        ('value("经营主体", "武汉").number == 198.2', True),
        ('value("经营主体", "武汉").to("户") > 1981999', True),
        ('value("经营主体", "武汉").change() > 0', True),
        ('value("经营主体", "三门峡").change("同比") < 0', True),
        ('value("经营主体", "三门峡").change("同比") < -5', False),
        ('value("经营主体", "武汉").rank == 1', True),
        ('value("经营主体", "武汉") > value("经营主体", "三门峡")', True),
        ('value("经营主体", "武汉") < value("经营主体", "三门峡")', False),
        ('value("经营主体", "武汉", period=2022) < value("经营主体", "武汉")', True),
        ('value("开办时间", "武汉").gap', False),
        ('value("开办时间", "三门峡").gap > 0.5', True),
        ('value("贷款余额", "武汉")', False),
        ('value("贷款余额", "武汉").missing', True),
        ('value("经营主体", "武汉").best.missing', False),
        ('"武汉" in cities', True),
    ],
)
def test_conditions_on_figures(tmp_path: Path, condition: str, holds: bool) -> None:
    assert printed(tmp_path, f"{{% if {condition} %}}是{{% else %}}否{{% endif %}}") == ("是" if holds else "否")


def test_what_rounding_leaves_open_is_neither_more_nor_less(tmp_path: Path) -> None:
    data = analysis(fact("wuhan.items", "400", "项", qualifier="余"), fact("sanmenxia.items", 420, "项"))
    said = '{% if value("items", "武汉") < value("items", "三门峡") %}少{% endif %}'
    more = '{% if value("items", "武汉") > value("items", "三门峡") %}多{% endif %}'
    assert printed(tmp_path, f"甲{said}{more}", data) == "甲"
    assert wrong(tmp_path, '{{ value("items", "武汉").rank }}', data) == [
        "1 武汉市的“items”没有可以比较的城市，或者分不出先后。请先用 {% if not ….missing %} 判断。"
    ]


def test_figures_that_must_not_be_judged_are_refused_with_the_reason(tmp_path: Path) -> None:
    body = '\n{% if value("经营主体", "武汉") > value("经营主体", "三门峡", period=2022) %}甲{% endif %}'
    [problem] = wrong(tmp_path, body)
    assert problem.startswith("2 武汉市的“经营主体”与三门峡市2022年的“经营主体”不能比高低：时期不同")
    [other] = wrong(tmp_path, '{% if value("经营主体", "武汉") > value("开办时间", "武汉") %}甲{% endif %}')
    assert "统计的不是同一事项，口径不同" in other
    [unit] = wrong(
        tmp_path, '{% if value("经营主体", "武汉").number > value("开办时间", "武汉").number %}甲{% endif %}'
    )
    assert unit.startswith("1 单位“万户”与“个工作日”不同类，不能比较。")


def test_in_a_loop_over_cities_a_figure_is_that_of_the_city(tmp_path: Path) -> None:
    loop = '{{% for city in {} %}}{{{{ value("经营主体") }}}}，{{% endfor %}}'
    for cities in ("cities", "briefing.themes[0].cities", "briefing.each", "['武汉', '三门峡']"):
        assert printed(tmp_path, loop.format(cities)) == "198.2万户，23.1万户，"
    inner = '{% for 市 in __ %}{{ value("经营主体") }}，{% endfor %}{% endfor %}'
    for group, members in (("组", "组.list"), ("省, 组", "组")):
        grouped = f'{{% for {group} in cities | groupby("name") %}}' + inner.replace("__", members)
        assert printed(tmp_path, grouped) == "23.1万户，198.2万户，"


def test_without_a_loop_it_is_that_of_the_only_city_or_of_the_home_city(tmp_path: Path) -> None:
    line = '{{ value("经营主体") }}'
    alone = analysis(*(item for item in DATA if not str(getattr(item, "id", "")).startswith("sanmenxia")))
    assert printed(tmp_path, line, alone) == "198.2万户"
    assert printed(tmp_path, line, analyse(selection(*DATA), "sanmenxia")) == "23.1万户"
    [problem] = wrong(tmp_path, line)
    assert problem.startswith("1 没有写是哪个城市的数，这次选了几个城市。请写城市，")


def test_what_is_not_held_is_printed_as_that_and_told(tmp_path: Path) -> None:
    document, [warning] = made(tmp_path, '{{ value("贷款余额", "武汉") }}')
    assert document.blocks[0].runs[0].text == "未收录"  # type: ignore[union-attr]
    assert (warning.severity, warning.location.line) == (Severity.WARNING, 1)
    assert warning.message == "没有收录武汉市的“贷款余额”，印作“未收录”。"
    withheld = Undisclosed(city="wuhan", indicator="loan", source="wuhan-article")
    assert printed(tmp_path, '{{ value("贷款余额", "武汉") }}', analysis(*DATA, withheld)) == "未披露"


def test_what_there_is_instead_is_told(tmp_path: Path) -> None:
    _, [period] = made(tmp_path, '{{ value("经营主体", "武汉", period=2019) }}')
    assert period.hint.startswith("有数的时期：2021年、2022年、2023年。")
    _, [scope] = made(tmp_path, '{{ value("贷款余额", "三门峡", period="2022年6月末", scope="全部") }}')
    assert scope.hint.startswith("只有分范围的数：“小微企业”，可写 scope=。")
    _, [measure] = made(tmp_path, '{{ value("经营主体", "武汉", measure="增速") }}')
    assert measure.message == "没有收录武汉市的“经营主体”增速，印作“未收录”。"


def test_a_figure_of_less_than_the_city_is_told_unless_any_scope_is_asked_for(tmp_path: Path) -> None:
    asked = 'value("贷款余额", "三门峡", period="2022年6月末"{})'
    _, [warning] = made(tmp_path, f"{{{{ {asked.format('')} }}}}")
    assert warning.message == "三门峡市2022年6月末的“贷款余额”只有“小微企业”的数，印的是它。"
    for scope in ("不限", "小微企业"):
        of = asked.format(f', scope="{scope}"')
        assert made(tmp_path, f"{{{{ {of} }}}}（{{{{ {of}.scope }}}}）")[1] == []
    assert printed(tmp_path, '{{ value("贷款余额", "三门峡") }}') == "4.74亿元"


MISTAKES = {
    '{{ value("经营住体", "武汉") }}': "1 未找到指标“经营住体”，您是不是要找“经营主体”？",
    '{{ value("经营主体", "武汗") }}': "1 未找到城市“武汗”，您是不是要找“武汉市”？",
    '{{ value("经营主体", "武汉", period="去年夏天") }}': "1 看不懂时期“去年夏天”。时期照资料里的写法，",
    '{{ value("经营主体", "武汉", measure="增数") }}': "1 没有“增数”这种统计内容。您是不是要找“指数”、“增速”",
    '{{ value("经营主体", "武汉", when=2023) }}': '1 value(…) 没有“when”这一项。应写作 value("指标", "城市", ',
    "{{ value() }}": "1 value(…) 的括号里少写了内容。",
    "{{ value }}": "1 函数名后面没有写括号。应写作 value(",
    "{{ value(经营主体) }}": "1 模板里的名称“经营主体”不存在。",
    "{{ value(3) }}": "1 指标要写成文字，这里写的是整数。请加引号，",
    '{{ value("经营主体", "武汉").number }}': "1 “.number”只能用在条件里，不能印出。请去掉 .number；",
    '{{ value("经营主体", "武汉").perod }}': "1 模板里“.perod”不存在。您是不是要找“period”",
    '{{ value("经营主体", "武汉").to("亿元") }}': "1 “万户”不能换算成“亿元”。",
    '{{ value("经营主体", "武汉").to("亿户", digits=1) }}': "1 武汉市的“经营主体”不能取到 1 位小数。",
    '{{ value("经营主体", "武汉").target }}': "1 武汉市的“经营主体”没有目标。请先用 {% if not ….missing %} 判断。",
    '{{ value("开办时间", "武汉").change("同比") }}': "1 武汉市的“开办时间”算不出同比：没有2022年的数。",
    '{{ value("贷款余额", "武汉").number }}': "1 没有收录武汉市的“贷款余额”。请先用 {% if not ….missing %} 判断。",
    '{% if value("贷款余额", "武汉") > 3 %}{% endif %}': "1 没有收录武汉市的“贷款余额”。请先用 {% if not ….missing",
    '{% if value("经营主体", "武汉") > "3" %}{% endif %}': "1 数据只能同数据或数字比较。条件里的数字不加引号，",
    '{{ standing("经营主体") }}': "1 不能直接输出一组内容。请用 {% for … %} 逐项输出，",
    '{{ series("经营主体").last }}': "1 几个城市的数列没有一个 .first、.last、.city。",
    '{{ practices(kind="经念") }}': "1 做法没有“经念”这一类。您是不是要找“经验”？",
    '{{ practices(topic="贴吸") }}': "1 未找到事项“贴吸”。",
    '{{ indicators("融姿") }}': "1 未找到主题“融姿”",
}


@pytest.mark.parametrize(("body", "expected"), MISTAKES.items(), ids=MISTAKES)
def test_a_mistake_is_told_at_its_line_with_what_to_do(tmp_path: Path, body: str, expected: str) -> None:
    [problem] = wrong(tmp_path, body)
    assert problem.startswith(expected)


def test_a_mistake_does_not_hide_those_behind_it(tmp_path: Path) -> None:
    body = '{% if value("经营住体", "武汉").change("同比") < 0 %}甲{% endif %}\n{{ value("经营主体", "武汗") }}'
    assert [problem[:8] for problem in wrong(tmp_path, body)] == ["1 未找到指标“", "2 未找到城市“"]


def test_a_misspelt_name_is_told_where_the_line_is_not_reached(tmp_path: Path) -> None:
    _, [warning] = made(tmp_path, '{% if briefing.home %}{{ value("经营住体") }}{% endif %}甲')
    assert (warning.severity, warning.location.line) == (Severity.WARNING, 1)
    assert warning.message == "未找到指标“经营住体”，"


def test_a_city_that_was_not_selected_is_missing_and_is_not_printed(tmp_path: Path) -> None:
    data = analysis(*DATA)
    library = replace(data.selection.library, everywhere=(city("tianhe"),))
    elsewhere = replace(data, selection=replace(data.selection, library=library))
    guarded = '甲{% if not value("经营主体", "天河区").missing %}{{ value("经营主体", "天河区") }}{% endif %}'
    assert printed(tmp_path, guarded, elsewhere) == "甲"
    [problem] = wrong(tmp_path, '{{ value("经营主体", "天河区") }}', elsewhere)
    assert problem.startswith("1 本次没有选天河区，不能引用它的数。请先用 {% if not ….missing %} 判断。")


def test_a_series_goes_from_the_oldest_to_the_latest_city_by_city(tmp_path: Path) -> None:
    loop = "{{% for 数 in {} %}}{{{{ 数.period }}}}{{{{ 数 }}}}，{{% endfor %}}"
    assert (
        printed(tmp_path, loop.format('series("经营主体", "武汉", since=2022)')) == "2022年180.0万户，2023年198.2万户，"
    )
    assert printed(tmp_path, loop.format('series("经营主体")[-1:]')) == "2023年23.1万户，"
    each = '{% for 一地 in series("经营主体").cities %}{{ 一地.city }}{{ 一地.first }}至{{ 一地.last }}；{% endfor %}'
    assert printed(tmp_path, each) == "武汉市150.0万户至198.2万户；三门峡市24.0万户至23.1万户；"
    grouped = '{% for 组 in series("经营主体") | groupby("period") %}{{ 组.grouper }}'
    grouped += "{% if 组.list | length > 1 %}两地，{% else %}一地，{% endif %}{% endfor %}"
    assert printed(tmp_path, grouped) == "2021年一地，2022年两地，2023年两地，"


def test_a_standing_has_the_best_first(tmp_path: Path) -> None:
    loop = '{% for 数 in standing("开办时间") %}{{ 数.rank }}{{ 数.city }}{{ 数 }}，{% endfor %}'
    assert printed(tmp_path, loop) == "第1位武汉市1.4个工作日，第2位三门峡市2.2个工作日，"
    ends = '{{ standing("开办时间").best.city }}，{{ standing("开办时间").last.city }}，{{ standing("开办时间").of }}'
    assert printed(tmp_path, ends) == "武汉市，三门峡市，2个"
    least = '{{ (standing("开办时间") | sort(attribute="number", reverse=true))[0].city }}'
    assert printed(tmp_path, least) == "三门峡市"


def test_nobody_is_the_best_where_two_are_level(tmp_path: Path) -> None:
    level = analysis(DAYS, fact("wuhan.days", 2, "个工作日"), fact("sanmenxia.days", 2, "个工作日"))
    assert printed(tmp_path, '甲{% if standing("开办时间").best.missing %}并列{% endif %}', level) == "甲并列"
    assert wrong(tmp_path, '{{ value("开办时间", "武汉").best }}', level) == [
        "1 “开办时间”分不出最好的一个。请先用 {% if not ….missing %} 判断。"
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            '{% for 数 in standing("贷款余额") %}{{ 数 }}{% endfor %}',
            "各地的“贷款余额”没有可以相互比较的数，这里没有可以逐项写的。",
        ),
        (
            '{% for 数 in series("贷款余额", "武汉") %}{{ 数 }}{% endfor %}',
            "没有收录武汉市“贷款余额”历年的数，这里没有可以逐项写的。",
        ),
        (
            '{% for 数 in series("经营主体", "武汉", since=2030) %}{{ 数 }}{% endfor %}',
            "没有收录武汉市2030年以来“经营主体”历年的数，这里没有可以逐项写的。",
        ),
        (
            "{% for 市 in cities %}{% for 项 in practices()[:9] %}{{ 项.name }}{% endfor %}{% endfor %}",
            "没有收录三门峡市的做法，这里没有可以逐项写的。",
        ),
        ("{{ practices(kind='成效', city='三门峡') }}", "没有收录三门峡市“成效”的做法，这里没有可以逐项写的。"),
        (
            '{% for 项 in indicators("法治与监管") %}{{ 项 }}{% endfor %}',
            "没有收录“法治与监管”的数，这里没有可以逐项写的。",
        ),
    ],
)
def test_a_loop_over_nothing_is_told(tmp_path: Path, body: str, told: str) -> None:
    _, [warning] = made(tmp_path, body, analysis(*DATA, practice("wuhan.quick", "推行即办。", theme="law")))
    assert (warning.severity, warning.message, warning.location.line) == (Severity.WARNING, told, 1)


@pytest.mark.parametrize(
    "body",
    [
        '{% for 项 in practices("政务服务", city="三门峡") %}{{ 项 }}{% else %}没有{% endfor %}',
        '{% if practices("政务服务", city="三门峡") %}有{% endif %}没有',
        '{% for 项 in practices("政务服务") if 项.city == "三门峡市" %}{{ 项 }}{% endfor %}没有',
        '{% for 项 in practices("政务服务") %}{% endfor %}没有',
    ],
)
def test_a_loop_that_has_something_or_says_what_else_is_no_loop_over_nothing(tmp_path: Path, body: str) -> None:
    assert printed(tmp_path, body) == "没有"


@pytest.mark.parametrize(
    "empty", ['standing("贷款余额")', 'series("贷款余额", "武汉")', 'standing("贷款余额", period=2019)']
)
def test_of_no_figures_none_is_the_last(tmp_path: Path, empty: str) -> None:
    assert (
        printed(tmp_path, f"甲{{% if not {empty}.last.missing %}}乙{{% endif %}}{{% if {empty}.last %}}丙{{% endif %}}")
        == "甲"
    )
    assert wrong(tmp_path, f"{{{{ {empty}.last }}}}")[-1].endswith("请先用 {% if not ….missing %} 判断。")


def test_practices_are_told_with_their_source(tmp_path: Path) -> None:
    items = (
        topic("loans", "贴息", theme="financing"),
        practice("wuhan.quick", "推行即办。", name="即办"),
        practice("sanmenxia.loans", "发放贷款{sanmenxia.loan}。", name="贴息贷", theme="financing", topic="loans"),
    )
    data = analysis(*DATA, *items)
    loop = "{{% for 做法 in practices({}) %}}{{{{ 做法.city }}}}{{{{ 做法.name }}}}：{{{{ 做法 }}}}{{% endfor %}}"
    assert printed(tmp_path, loop.format('city="武汉"'), data) == "武汉市即办：推行即办。"
    for asked in ('topic="贴息"', 'theme="中小企业融资", kind="经验"'):
        assert printed(tmp_path, loop.format(asked), data) == "三门峡市贴息贷：2023年6月末，发放贷款4.74亿元。"
    assert printed(tmp_path, "甲" + loop.format('kind="成效"'), data) == "甲"


def test_indicators_and_cities_can_be_gone_through(tmp_path: Path) -> None:
    row = "{% for city in cities %}{{ city.short }}{{ value(指标) }}，{% endfor %}"
    table = f'{{% for 指标 in indicators("政务服务") %}}{{{{ 指标 }}}}：{row}{{% endfor %}}'
    assert (
        printed(tmp_path, table)
        == "经营主体：武汉198.2万户，三门峡23.1万户，开办时间：武汉1.4个工作日，三门峡2.2个工作日，"
    )
    cities = (
        '{% for city in cities if city.level == "地级市" %}{{ city }}（{{ city.parent }}，{{ city.code }}）{% endfor %}'
    )
    assert printed(tmp_path, cities) == "武汉市（湖北省，420100）三门峡市（河南省，411200）"


def test_a_target_is_printed_with_how_much_of_it_is_done(tmp_path: Path) -> None:
    aimed = fact("wuhan.firms", "150.0", "万户", period="2023年")
    aim = replace(aimed, target=Target(replace(aimed.quantity, value=aimed.quantity.value * 2), Period.parse("2023年")))
    line = '目标{{ value("firms").target }}，完成{{ value("firms").completion }}'
    assert printed(tmp_path, line, analysis(aim)) == "目标300.0万户，完成50.0%（推算）"


@pytest.mark.parametrize(
    ("held", "said"),
    [((), "2021年"), (("2022年",), "2022年"), (("目前", "2019年以来"), "2021年"), (("2020年",), "2021年")],
)
def test_the_latest_is_that_of_the_last_day_and_not_what_is_open(
    tmp_path: Path, held: tuple[str, ...], said: str
) -> None:
    facts = [
        fact(f"wuhan.firms-{at}", 10 + at, "户", indicator="firms", period=period)
        for at, period in enumerate(("2021年", *held))
    ]
    assert printed(tmp_path, '{{ value("firms").period }}', analysis(*facts)) == said


def test_a_score_moved_by_points_in_conditions_too(tmp_path: Path) -> None:
    facts = [
        fact(f"wuhan.score-{year}", value, "分", indicator="score", period=f"{year}年")
        for year, value in ((2022, 50), (2023, 80))
    ]
    body = "{{% if value('score').change() > {} %}}过{{% endif %}}{{{{ value('score').change() }}}}"
    assert printed(tmp_path, body.format(28), analysis(*facts)) == "过提高30分（推算）"
    assert printed(tmp_path, body.format(40), analysis(*facts)) == "提高30分（推算）"


def test_a_change_is_since_a_time_that_was_not_asked_for(tmp_path: Path) -> None:
    chosen = analyse(select(library(*DATA), period=Period.parse("2023年")))
    assert printed(tmp_path, '{{ value("经营主体", "武汉").change() }}', chosen) == "增长约10.1%（推算）"
    assert printed(tmp_path, '{{ value("经营主体", "武汉").change("2021年") }}', chosen) == "增长约32.1%（推算）"


def test_the_city_of_a_loop_is_meant_whatever_its_variable_is_called(tmp_path: Path) -> None:
    body = '{% for 市 in cities %}{{ 市 }}{{ value("经营主体") }}，{% endfor %}'
    named = '{% for city in cities %}{{ city }}{{ value("经营主体", city) }}，{% endfor %}'
    assert printed(tmp_path, body) == printed(tmp_path, named)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ briefing.home.verdict }}", "1 没有写 --home，没有对标的内容。请先用 {% if briefing.home %} 判断。"),
        (
            "{% set 本地 = briefing.home %}{% for gap in 本地.gaps %}{{ gap.name }}{% endfor %}",
            "1 没有写 --home，没有对标的内容。请先用 {% if briefing.home %} 判断。",
        ),
        ("{{ briefing.last.points[0] }}", "1 还没有印发过的上一期。请先用 {% if briefing.last %} 判断。"),
    ],
)
def test_what_stands_behind_what_there_is_not_is_told_with_what_to_ask_first(
    tmp_path: Path, line: str, said: str
) -> None:
    assert wrong(tmp_path, line) == [said]


def test_what_there_is_not_holds_in_no_condition_and_prints_nothing(tmp_path: Path) -> None:
    line = "{% if briefing.home or briefing.last %}有{% else %}无{% endif %}{{ briefing.home }}{{ briefing.last }}"
    assert printed(tmp_path, line) == "无"


def test_another_measure_that_only_a_city_not_read_has_is_a_figure_that_is_missing(tmp_path: Path) -> None:
    asked = '{% if not value("开办时间减少量", "武汉").missing %}有{% else %}无{% endif %}甲'
    data = analysis(*DATA)
    assert any("未找到指标“开办时间减少量”" in said for said in wrong(tmp_path, asked, data))
    away = (*data.selection.library.known, city("other", "某市"))
    some = replace(data.selection, library=replace(data.selection.library, everywhere=away))
    assert printed(tmp_path, asked, analyse(some)) == "无甲"
    assert any(
        "未找到指标“开办时限减少量”" in said for said in wrong(tmp_path, asked.replace("间", "限"), analyse(some))
    )
