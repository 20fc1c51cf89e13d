"""A template and an analysis make a document: title, settings, sources and the figures that were computed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.analysis.analyse import Analysis
from briefing.content.compose import compose
from briefing.data.template_folders import read_template
from briefing.errors import BriefingError, Problem, Severity, UsageError
from briefing.model.document import Document, Heading, Items, Paragraph, References
from briefing.model.facts import Audience
from briefing.model.issue import IssueNumber
from briefing.model.request import Request
from briefing.model.template import ChartOptions, Parameter
from briefing.wording.prose import plain
from tests.builders import Item, analysis, city, fact, indicator, practice, relation
from tests.content.samples import ITEMS, request, template

ROOT = Path(__file__).parents[2]
LISTED = "\n\n{{ references }}"


def made(
    folder: Path, body: str, *items: Item, parameters: tuple[Parameter, ...] = (), asked: Request | None = None
) -> tuple[Document, list[Problem]]:
    """What composing that body with those items gives."""
    data = analysis(*(items or ITEMS))
    return compose(data, template(folder, body, *parameters), asked or request(), lambda chart: None)


def test_parameters_have_their_defaults_and_the_values_given(tmp_path: Path) -> None:
    parameters = (
        Parameter(name="编发单位", default="某办"),
        Parameter(name="抄送", default="甲"),
        Parameter(name="a-b"),
    )
    asked = request(settings={"抄送": "**乙**"})
    document, _ = made(tmp_path, "{{ 抄送 }}{{ settings['a-b'] }}", parameters=parameters, asked=asked)
    assert document.blocks[0].runs[0].text == "**乙**"  # type: ignore[union-attr]
    assert document.meta.fields == {"编发单位": "某办", "抄送": "**乙**", "a-b": ""}
    assert document.meta.office == "某办"


def test_a_figure_that_must_not_leave_the_office_is_told_where_it_is_printed(tmp_path: Path) -> None:
    inner = replace(fact("wuhan.items", 104, "项"), audience=Audience.INTERNAL)
    _, (problem,) = made(tmp_path, '{{ fact("wuhan.items") }}' + LISTED, inner, fact("wuhan.more", 3, "项"))
    assert (problem.severity, problem.message) == (Severity.WARNING, "印出了只供对内的数据 1 项：“wuhan.items”。")
    assert made(tmp_path, '{{ fact("wuhan.more") }}' + LISTED, inner, fact("wuhan.more", 3, "项"))[1] == []


def test_a_parameter_that_the_template_does_not_have_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"没有参数“抄松”。您是不是要找“抄送”") as caught:
        made(tmp_path, "甲", parameters=(Parameter(name="抄送"),), asked=request(settings={"抄松": "", "印": ""}))
    assert len(caught.value.problems) == 2


def test_a_parameter_cannot_take_the_place_of_the_data(tmp_path: Path) -> None:
    """A parameter named fact or briefing is to be had in `settings`."""
    document, _ = made(
        tmp_path, "{{ fact('wuhan.items') }}" + LISTED, parameters=(Parameter(name="fact", default="x"),)
    )
    assert document.blocks[0].runs[0].ref == "wuhan.items"  # type: ignore[union-attr]


@pytest.mark.parametrize(("body", "kept"), [('{{ fact("wuhan.items") }}', 1), ("甲", 0)])
def test_a_heading_of_the_sources_stands_only_over_sources(tmp_path: Path, body: str, kept: int) -> None:
    document, _ = made(tmp_path, f"{body}\n\n# 资料来源{LISTED}")
    assert sum(isinstance(block, Heading) for block in document.blocks) == kept


def _elsewhere(*items: Item) -> Analysis:
    """An analysis beside which 三门峡市 is known and was not read."""
    data = analysis(*items)
    library = replace(data.selection.library, everywhere=(city("sanmenxia"),))
    return replace(data, selection=replace(data.selection, library=library))


def test_a_fact_of_a_city_that_was_not_asked_for_is_told_with_what_to_do(tmp_path: Path) -> None:
    body = "\n{{ fact('sanmenxia.pool') }}{{ fact('luoyang.pool') }}"
    with pytest.raises(BriefingError) as caught:
        compose(_elsewhere(*ITEMS), template(tmp_path, body), request(), lambda chart: None)
    elsewhere, unknown = caught.value.problems
    assert elsewhere.location.line == 2
    assert elsewhere.message == "本次没有选三门峡市，不能引用“sanmenxia.pool”。"
    assert (
        '编号无误的，请加选三门峡市，或把这一句放在 {% if has("sanmenxia.pool") %} … {% endif %} 里' in elsewhere.hint
    )
    assert unknown.message == "没有编号为“luoyang.pool”的数据点。"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{{ fact(wuhan.items) }}", "fact(…) 里的编号没有加引号：wuhan.items。"),
        ("{{ fact(wuhan.one-stop-items) }}", "fact(…) 里的编号没有加引号：wuhan.one-stop-items。"),
        ("{% if has(wuhan.a-b) %}有{% endif %}", "has(…) 里的编号没有加引号：wuhan.a-b。"),
        ("{{ fact(wuhan.24h-windows) }}", "fact(…) 里的编号没有加引号：wuhan.24h-windows。"),
        ('{{ fact(wuhan.one-stop") }}', "fact(…) 里的编号没有加引号：wuhan.one-stop。"),
        ("{{ fact(itm) }}", "模板里的名称“itm”不存在。"),
        ("{% for 号 in [1] %}{{ fact(号 }}{% endfor %}", "这里应写“)”，写的却是“}”。"),
    ],
)
def test_an_id_without_quotes_is_told_as_that_and_once(tmp_path: Path, written: str, told: str) -> None:
    with pytest.raises(BriefingError) as caught:
        compose(analysis(*ITEMS), template(tmp_path, f"正文。\n\n{written}"), request(), lambda chart: None)
    [problem] = caught.value.problems
    assert problem.message == told
    assert problem.location.line == 3


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("# {{ cities }}", ["不能直接输出一组内容。"]),
        (
            "{% for city in cities %}{{ city }}有12个部门，12、35项任务。{% endfor %}",
            ["“武汉市有12个部门，12”里的数字“12”没有出处。", "“部门，12、35项任务。天河”里的数字“35”没有出处。"],
        ),
    ],
)
def test_one_mistake_in_a_line_is_told_once(tmp_path: Path, written: str, told: list[str]) -> None:
    with pytest.raises(BriefingError) as caught:
        compose(analysis(*ITEMS), template(tmp_path, written), request(), lambda chart: None)
    assert [problem.message for problem in caught.value.problems] == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("正文。{％ if 1 ％}", "花括号没有成对，或者写成了全角。"),
        ("｛｛ briefing.places ｝｝", "花括号没有成对，或者写成了全角。"),
        ("{＃ 注 ＃}", "花括号没有成对，或者写成了全角。"),
        ("{{ briefing.places ％}}", "标签里有全角的“％”。"),
        ("正\x0b文。", "模板里有看不见的控制字符 U+000B。"),
    ],
)
def test_signs_that_only_look_right_are_told_with_their_line(tmp_path: Path, written: str, told: str) -> None:
    with pytest.raises(BriefingError) as caught:
        compose(analysis(*ITEMS), template(tmp_path, f"正文。\n\n{written}"), request(), lambda chart: None)
    assert [(problem.message, problem.location.line) for problem in caught.value.problems] == [(told, 3)]


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("# 一\n\n### 二", [3]),
        ("## 二\n\n# 一\n\n## 二\n\n### 三\n\n# 一", [1]),
        ("# 一\n\n## 二\n\n#### 四\n\n# 一\n\n### 三", [5, 9]),
        ("# 一\n\n## 二\n\n# 一", []),
    ],
)
def test_a_heading_without_the_one_above_is_doubtful(tmp_path: Path, written: str, lines: list[int]) -> None:
    _, problems = compose(analysis(*ITEMS), template(tmp_path, written), request(), lambda chart: None)
    assert [problem.location.line for problem in problems] == lines
    assert all("上面却没有" in problem.message and problem.severity is Severity.WARNING for problem in problems)


@pytest.mark.parametrize("body", ["{{ fact('wuhan.items') }}", "有{{ cite('wuhan-article') }}。"])
def test_sources_that_are_cited_must_be_listed(tmp_path: Path, body: str) -> None:
    with pytest.raises(BriefingError) as caught:
        made(tmp_path, body)
    [problem] = caught.value.problems
    assert problem.message == "正文引用了来源，却没有列出资料来源。"
    assert problem.location.file == str(tmp_path / "templates/mine/body.md.j2")
    assert made(tmp_path, body + LISTED)[1] == []
    assert made(tmp_path, "没有引用。")[1] == []


def test_a_template_can_ask_whether_there_is_a_fact(tmp_path: Path) -> None:
    ids = ("wuhan.items", "sanmenxia.pool", "luoyang.pool", "wuhan.zzz")
    body = "\n".join(f"{{% if has('{id}') %}}\n\n有{{{{ fact('{id}') }}}}\n{{% endif %}}" for id in ids)
    made = template(tmp_path, body + LISTED)
    document, problems = compose(_elsewhere(*ITEMS), made, request(), lambda chart: None)
    assert [run.ref for block in document.blocks[:-1] for run in block.runs] == [None, "wuhan.items", "wuhan-article"]  # type: ignore[union-attr]
    assert problems == []


def test_asking_for_a_fact_by_a_misspelt_id_is_warned_of(tmp_path: Path) -> None:
    body = "甲\n{% if has('wuhan.itmes') %}乙{% endif %}"
    document, [warning] = compose(_elsewhere(*ITEMS), template(tmp_path, body), request(), lambda chart: None)
    assert len(document.blocks) == 1
    assert (warning.severity, warning.location.line) == (Severity.WARNING, 2)
    assert "您是不是要找“wuhan.items”" in warning.hint


def test_the_title_says_where_and_what_and_breaks_between_them_if_long(tmp_path: Path) -> None:
    short, _ = made(tmp_path, "甲", fact("wuhan.items", 104))
    assert (short.meta.title, short.meta.lines) == ("武汉市政务服务情况", ())
    three = [practice(f"{name}.loans", theme="financing") for name in ("wuhan", "sanmenxia", "tianhe")]
    long, _ = made(tmp_path, "甲", *three)
    assert long.meta.lines == ("武汉市、三门峡市、天河区", "中小企业融资情况比较")
    assert long.meta.title == "".join(long.meta.lines)


def test_the_title_given_stands_and_its_numbers_are_warned_of(tmp_path: Path) -> None:
    document, warnings = made(tmp_path, "甲", asked=request(title="2021年104项改革"))
    assert (document.meta.title, document.meta.lines) == ("2021年104项改革", ())
    [warning] = warnings
    assert warning.severity is Severity.WARNING
    assert "数字“104”没有出处" in warning.message
    assert made(tmp_path, "甲", asked=request(title="2021年“210”标准"))[1] == []


def test_issue_and_date_are_written_as_gb_t_9704_has_them(tmp_path: Path) -> None:
    document, _ = made(tmp_path, "甲", asked=request(issue=IssueNumber(3)))
    assert (document.meta.issue, document.meta.date) == ("第3期", "2026年1月5日")
    assert made(tmp_path, "甲")[0].meta.issue == ""


def test_warnings_of_the_text_do_not_stop_the_work(tmp_path: Path) -> None:
    document, [warning] = made(tmp_path, "\n甲,乙")
    assert warning.location.line == 2
    assert len(document.blocks) == 1


def test_errors_stop_it_all_of_them_by_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as caught:
        made(tmp_path, "104项\n\n{{ 5 }}\n\n*甲\n")
    assert [problem.location.line for problem in caught.value.problems] == [1, 3, 5]


def test_a_figure_printed_twice_is_refused(tmp_path: Path) -> None:
    """Its number could not be told."""
    with pytest.raises(BriefingError, match="重复"):
        made(tmp_path, "{{ briefing.themes[0].data }}\n\n{{ briefing.themes[0].data }}")


def test_the_list_of_sources_stands_where_the_template_puts_it(tmp_path: Path) -> None:
    """With the paragraphs of what is told, as of 天河区 the second and the fifth, and not of what is not."""
    document, _ = made(tmp_path, "{{ references }}\n\n武汉{{ fact('wuhan.items') }}。")
    assert isinstance(document.blocks[0], References)
    assert [entry.source for entry in document.blocks[0].entries] == ["wuhan-article"]
    told = "天河区{{ fact('tianhe.items') }}。{{ briefing.themes[0].cities[1].text }}"
    document, _ = made(tmp_path, f"{{{{ references }}}}\n\n武汉{{{{ fact('wuhan.items') }}}}。{told}")
    listed = document.blocks[0]
    assert isinstance(listed, References)
    assert [(entry.source, entry.paragraphs) for entry in listed.entries] == [
        ("wuhan-article", (1,)),
        ("tianhe-article", (2, 5)),
    ]


COUNTED = {
    "武汉{{ fact('wuhan.items') }}。": "数据1项",
    "{{ briefing.themes[0].cities[0].text }}": "数据1项、做法1项",
    "{{ briefing.themes[0].cities[0].text }}{{ briefing.themes[0].cities[1].text }}": "数据1项、做法2项",
    "{{ briefing.themes[0].data }}": "数据2项",
    "没有数字。": "数据0项",
}


@pytest.mark.parametrize(("body", "words"), COUNTED.items())
def test_what_is_counted_is_what_is_printed(tmp_path: Path, body: str, words: str) -> None:
    """Before it or behind it; the list of counts holds the same."""
    document, _ = made(tmp_path, f"共采用{{{{ briefing.extent }}}}。\n\n{body}\n\n{{{{ references }}}}")
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    assert plain(first.runs) == f"共采用{words}。"
    assert [entry.text for entry in document.derived if entry.id == "=count.extent"] == [words]


def test_only_derived_figures_that_are_printed_or_drawn_are_listed(tmp_path: Path) -> None:
    items = (
        city("wuhan"),
        fact("wuhan.cut", "8.27", "个"),
        fact("wuhan.rate", "73.81", "%"),
        relation("wuhan.steps", "reduction", cut="wuhan.cut", rate="wuhan.rate"),
        practice("wuhan.joint"),
    )
    assert made(tmp_path, "{{ briefing.themes[0].name }}", *items)[0].derived == ()
    told, _ = made(tmp_path, "{{ briefing.highlights[0] }}" + LISTED, *items)
    figures = "{% for figure in briefing.themes[0].figures %}{{ figure }}\n\n{% endfor %}"
    drawn, _ = made(tmp_path, figures + LISTED, *items)
    for document in (told, drawn):
        ids = [entry.id for entry in document.derived]
        assert ids == ["=wuhan.steps.before", "=wuhan.steps.after"]
        assert document.derived[0].inputs == ("wuhan.cut", "wuhan.rate")
        assert document.derived[0].formula == "8.27个 ÷ 73.81%"


def test_formulas_name_their_inputs_in_whatever_order_the_data_do(tmp_path: Path) -> None:
    items = (
        fact("wuhan.cut", "8.27", "个"),
        fact("wuhan.rate", "73.81", "%"),
        relation("wuhan.steps", "reduction", rate="wuhan.rate", cut="wuhan.cut"),
    )
    assert made(tmp_path, "{{ briefing.highlights[0] }}" + LISTED, *items)[0].derived[0].formula == "8.27个 ÷ 73.81%"


def test_a_parameter_has_the_type_that_the_template_says(tmp_path: Path) -> None:
    parameters = (
        Parameter(name="条数", type="整数", default="2"),
        Parameter(name="附表", type="是否", default="否"),
        Parameter(name="范围", type="选项", options=("内部", "公开"), default="公开"),
    )
    body = "{% if 附表 %}有{% endif %}{% for x in ['甲', '乙', '丙'][:条数] %}{{ x }}{% endfor %}{{ 范围 }}"
    asked = request(settings={"附表": "是", "范围": "内部"})
    document, _ = made(tmp_path, body, parameters=parameters, asked=asked)
    assert "".join(run.text for run in document.blocks[0].runs) == "有甲乙内部"  # type: ignore[union-attr]
    assert document.meta.fields == {"条数": "2", "附表": "是", "范围": "内部"}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("条数", "三", "参数“条数”写的是“三”。应为整数"),
        ("附表", "要", "应为是 或 否"),
        ("密级", "内布", "应为下列之一：内部、公开。您是不是要找“内部”"),
        ("单位", "", "参数“单位”没有给出"),
    ],
)
def test_a_value_of_the_wrong_type_is_wrong_usage(tmp_path: Path, name: str, value: str, told: str) -> None:
    parameters = (
        Parameter(name="条数", type="整数"),
        Parameter(name="附表", type="是否"),
        Parameter(name="密级", type="选项", options=("内部", "公开"), default="公开"),
        Parameter(name="单位", required=True),
    )
    asked = request(settings={"单位": "某办", name: value})
    with pytest.raises(UsageError, match=told):
        made(tmp_path, "甲", parameters=parameters, asked=asked)


FORMED = {
    "电话": (
        ("0398-2960000", "+86 27 12345678", "13800000000", "0398-2960000转8021", "12345"),
        ("12", "-12345", "0398—2960000", "办公室", "0398-2960000转", "1２345"),
    ),
    "日期": (
        ("2026年1月5日", "2026年11月", "2024年2月29日"),
        ("2026-1-5", "2026-02-29", "2026-01", "1月5日", "2026年2月29日", "2026年13月", "下周"),
    ),
    "期号": (("3", "第3期", "2026年第12期", "总第128期"), ("三", "第期", "第3", "3号", "第123456期")),
}


@pytest.mark.parametrize("kind", FORMED)
def test_telephones_dates_and_issues_have_a_form(tmp_path: Path, kind: str) -> None:
    parameters = (Parameter(name="填写", type=kind),)
    right, wrong = FORMED[kind]
    for value in (*right, ""):
        document, problems = made(
            tmp_path, "甲{{ 填写 }}", parameters=parameters, asked=request(settings={"填写": value})
        )
        assert ("".join(run.text for run in document.blocks[0].runs), problems) == (f"甲{value}", [])  # type: ignore[union-attr]
    for value in wrong:
        with pytest.raises(UsageError, match=r"参数“填写”写的是.*应为(电话号码|日期|期号)，如"):
            made(tmp_path, "甲", parameters=parameters, asked=request(settings={"填写": value}))


PRINTED = {
    "{{ 联系 }}": "办2处 0398",
    "{{ settings.联系 }}。": "办2处 0398。",
    "{{ '电话：' ~ 联系 ~ '。' }}": "电话：办2处 0398。",
    "{{ ['甲', 联系] | join('、') }}": "甲、办2处 0398",
    "{{ closing('联系：' ~ 联系) }}": "联系：办2处 0398",
    "{% set x = 联系 %}**{{ x }}**": "办2处 0398",
    "{% if 联系 == '办2处 0398' %}同{% endif %}": "同",
}


@pytest.mark.parametrize(("body", "text"), PRINTED.items())
def test_what_a_person_set_is_printed_as_given(tmp_path: Path, body: str, text: str) -> None:
    asked = request(settings={"联系": "办2处 0398"})
    document, problems = made(tmp_path, body, parameters=(Parameter(name="联系"),), asked=asked)
    assert ("".join(run.text for run in document.blocks[0].runs), problems) == (text, [])  # type: ignore[union-attr]


@pytest.mark.parametrize("body", ["98%", "{{ 比例 }}，98%", "{{ 比例[:2] }}", "{{ 比例 + '5' }}"])
def test_a_value_lends_its_number_to_nothing_else(tmp_path: Path, body: str) -> None:
    asked = request(settings={"比例": "98%"})
    with pytest.raises(BriefingError, match=r"没有出处.*请写成模板的参数"):
        made(tmp_path, body, parameters=(Parameter(name="比例"),), asked=asked)


def test_a_template_gives_cities_colours_by_any_of_their_names(tmp_path: Path) -> None:
    """A name that no city has is told, and a city that was not asked for is none of them."""
    mine = replace(
        template(tmp_path, "{{ briefing.themes[0].figures[0] }}\n\n{{ references }}"),
        charts=ChartOptions(colors={"武汉": "#111111", "440106": "#222222", "三门峡市": "#333333", "武汗": "#444444"}),
    )
    document, [warning] = compose(_elsewhere(*ITEMS), mine, request(), lambda chart: None)
    chart = document.blocks[0].chart  # type: ignore[union-attr]
    assert dict(zip(chart.groups, chart.colours, strict=True)) == {"武汉市": "#111111", "天河区": "#222222"}
    assert warning.severity is Severity.WARNING
    assert str(warning).endswith("mine/template.yaml “charts”：未找到城市“武汗”，您是不是要找“武汉市”？")


def test_the_defaults_of_a_workspace_fill_only_the_parameters_that_there_are(tmp_path: Path) -> None:
    asked = request(defaults={"编发单位": "我办", "抄送": "甲"}, settings={"报送": "乙"})
    parameters = (Parameter(name="编发单位", default="某办"), Parameter(name="报送"))
    document, _ = made(tmp_path, "甲", parameters=parameters, asked=asked)
    assert document.meta.fields == {"编发单位": "我办", "报送": "乙"}


ISSUES = {
    (IssueNumber(3), "{{ issue }}"): "第3期",
    (IssueNumber(3), "第{{ issue.number }}期{{ issue.total }}"): "第3期",
    (IssueNumber(3), "{% if issue %}本期是{{ issue }}。{% endif %}"): "本期是第3期。",
    (IssueNumber(3, total=128), "{{ issue }}，{{ issue.number }}／{{ issue.total }}"): "第3期（总第128期），3／128",
    (IssueNumber(1, supplement=True), "{{ issue }}，{{ issue.number }}"): "增刊第1期，增刊1",
    (None, "{{ date }}，{{ date.year }}"): "2026年1月5日，2026",
    (None, "甲{{ issue }}{{ issue.number }}{{ issue.total }}"): "甲",
    (None, "甲{% if issue %}乙{% endif %}"): "甲",
}


@pytest.mark.parametrize(("asked", "text"), ISSUES.items())
def test_issue_and_date_are_printed_in_a_body_as_in_a_shell(
    tmp_path: Path, asked: tuple[IssueNumber | None, str], text: str
) -> None:
    number, body = asked
    document, problems = made(tmp_path, body, asked=request(issue=number))
    assert ("".join(run.text for run in document.blocks[0].runs), problems) == (text, [])  # type: ignore[union-attr]


def test_a_page_of_a_figure_that_makes_no_point_states_it() -> None:
    data = analysis(indicator("jobs", "新增城镇就业"), fact("wuhan.jobs", "3.9", "万人", period="2021年"))
    found = compose(data, read_template("onepager", [ROOT / "templates"]), request(), lambda chart: None)[0]
    (points,) = (block for block in found.blocks if isinstance(block, Items))
    assert [plain(item).partition("［")[0] for item in points.items] == ["2021年，武汉市新增城镇就业3.9万人"]
