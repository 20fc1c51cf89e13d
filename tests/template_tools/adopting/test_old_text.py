"""The text of a finished file stays; its numbers are asked of the data, or blanks that are listed."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path

import pytest

from briefing.api.template import template_adopt
from briefing.api.template_lines import Template
from briefing.api.workspace import Workspace, builtin
from briefing.content.compose import compose
from briefing.errors import BriefingError
from briefing.model.document import Table
from briefing.model.request import Request
from briefing.model.walk import all_runs
from briefing.ooxml.package import Package
from briefing.pipeline import generate
from briefing.template_tools.adopting.adopt import Adopted, adopted
from briefing.template_tools.adopting.old_text import old_text, said_of_data
from briefing.trace.numbers import paragraphs_of
from tests.builders import analysis, fact, indicator, library
from tests.content import samples
from tests.content.samples import template

from .letterheads import head, line, table, word

SENTENCES = (
    "一、政务服务",
    "武汉市“一事联办”事项104项，办理时限缩短12.36天（降63.65%）[1]。各区还办成实事37件，群众满意率98.76%。",
    "三门峡市不动产登记办结时限2小时，2月份又推出新的便民举措，企业和群众办事更加便利，窗口服务进一步优化。",
    "（一）办理情况",
    "1.推行一窗受理；{{照旧}}。",
)
TABLE = table(
    (line("城市"), line("不动产登记办结时限")),
    (line("三门峡市"), line("2小时")),
)
SCOPED = "武汉市网上便民利企服务事项400余项。武汉市网上便民利企服务事项（“鄂汇办”）400余项。"


@functools.cache
def _finished() -> bytes:
    centred, right = (functools.partial(line, align=side) for side in ("center", "right"))
    first = (centred("表1　办结时限"), right("单位：小时"), TABLE)
    second = (centred("表2　投诉"), right("单位：件"), table((line("区"), line("投诉")), (line("某区"), line("3714"))))
    return word(*head(), *map(line, SENTENCES), *first, *second, line("报：市委"))


@pytest.fixture(scope="module")
def last_month(tmp_path_factory: pytest.TempPathFactory) -> Adopted:
    """Last month's file as a template."""
    path = tmp_path_factory.mktemp("成稿") / "2月.docx"
    path.write_bytes(_finished())
    here = Workspace(builtin())
    return adopted(path, "月报", here.template("bulletin"), library=here.library())


def test_words_stay_and_numbers_that_the_data_have_are_asked_for_by_name(last_month: Adopted) -> None:
    body = last_month.files["body.md.j2"].decode()
    for said in (
        '武汉市“一事联办”事项{{ value("“一事联办”事项", "武汉") }}，',
        '缩短{{ value("“一事联办”办理时限减少量", "武汉") }}（降{{ value("“一事联办”办理时限降幅", "武汉") }}）。',
        "# 政务服务\n",
        "## 办理情况\n",
        "1. 推行一窗受理；{{ '{{' }}照旧{{ '}}' }}。",  # braces of another program are words
        "表：办结时限\n\n| 城市 | 不动产登记办结时限 |\n| --- | --- |\n| 三门峡市 | {{ value(",
    ):
        assert said in body
    assert "表：投诉（单位：件）\n\n| 区 | 投诉 |" in body, (
        "figures of the data are printed with their units, others not"
    )
    assert "报：市委" not in body  # it is in the shell


def test_numbers_that_the_data_do_not_have_are_blanks_and_listed(last_month: Adopted) -> None:
    body = last_month.files["body.md.j2"].decode()
    assert "各区还办成实事××件，群众满意率××%。" in body
    listed = {item.words: item.why for item in (last_month.numbers or ()) if not item.tied}
    assert {"37件", "98.76%"} <= set(listed)
    assert listed["98.76%"] == "资料中没有这个数"
    assert "98.76" not in body
    assert "原文没有而加上的：文末的资料来源，印了数的句末的来源序号。" in last_month.notes
    assert "cities: [武汉市, 三门峡市]\n" in last_month.files["template.yaml"].decode()
    assert {item.city for item in (last_month.numbers or ()) if item.tied} == {"武汉市", "三门峡市"}


def test_what_the_body_asks_for_is_what_the_file_said(last_month: Adopted) -> None:
    lines = Template(None, Workspace(builtin()), cities=("武汉", "三门峡"), themes=("政务服务",))
    assert len([item for item in (last_month.numbers or ()) if item.tied]) == 5
    for item in last_month.numbers or ():
        if item.tied:
            assert lines.render_line(item.tag).splitlines()[0] == item.words  # below it may be a caveat


def test_a_scope_that_the_words_around_a_number_state_is_not_asked_for_again(tmp_path: Path) -> None:
    (tmp_path / "2月.docx").write_bytes(word(*head(), *map(line, (*SENTENCES, SCOPED)), line("报：市委")))
    here = Workspace(builtin())
    body = adopted(tmp_path / "2月.docx", "月报", here.template("bulletin"), library=here.library()).files["body.md.j2"]
    name = '{{ value("网上便民利企服务事项", "武汉"'
    assert f'事项{name}) }}}}。武汉市网上便民利企服务事项（“鄂汇办”）{name}, scope="不限") }}}}。' in body.decode()


def test_an_indicator_whose_name_another_bears_is_asked_for_by_its_id() -> None:
    named = (indicator(id, "地区生产总值", family="cny") for id in ("gdp", "other"))
    held = library(fact("wuhan.gdp", "1770", "亿元"), fact("wuhan.other", "15", "亿元"), *named)
    text = paragraphs_of(Package.open(word(line("武汉市地区生产总值1770亿元。"))))
    body, (number,) = old_text(text, text, held)
    assert number.tied
    assert '武汉市地区生产总值{{ value("gdp", "武汉") }}。' in body


def test_the_bold_words_that_a_paragraph_begins_with_stay_bold(tmp_path: Path) -> None:
    bold = '<w:r><w:rPr><w:b/><w:sz w:val="32"/></w:rPr><w:t>武汉市。</w:t></w:r>'
    led = line("各区推行一窗受理，群众和企业办事更加便利，窗口服务进一步优化。", extra=bold)
    (tmp_path / "2月.docx").write_bytes(word(*head(), *map(line, SENTENCES), led, line("报：市委")))
    here = Workspace(builtin())
    body = adopted(tmp_path / "2月.docx", "月报", here.template("bulletin"), library=here.library()).files["body.md.j2"]
    assert "\n**武汉市。**各区推行一窗受理，" in body.decode()


@pytest.mark.parametrize(
    ("said", "home", "why"),
    [
        ("洛阳市“一事联办”事项达到104项。", "", "同样的数是武汉市的，原文写的是洛阳市"),
        ("我市“一事联办”事项104项，比三门峡市多。", "", "不知道“我市”是哪里，可在 briefing.yaml 里写 home"),
        ("我市“一事联办”事项104项，比三门峡市多。", "武汉", ""),
        ("武汉市“一事联办”事项减少104项。", "", "原文说的是增减，资料中的不是"),
        ("武汉市“一事联办”事项超过104项。", "", "依据是“104项”"),
        ("2022年，武汉市“一事联办”事项104项。", "", "原文写有年份，资料没有注明时期"),
        ("武汉市“一事联办”事项达到104项，2022年获奖。", "", ""),
    ],
)
def test_a_number_of_another_place_kind_or_year_is_not_taken_for_a_figure(said: str, home: str, why: str) -> None:
    text = paragraphs_of(Package.open(word(line(said))))
    _, (number, *_) = old_text(text, text, Workspace(builtin()).library(), home)
    assert (number.tied, number.why) == (not why, why)


def test_a_base_that_is_named_has_its_own_text(tmp_path: Path) -> None:
    (tmp_path / "2月.docx").write_bytes(_finished())
    made = template_adopt(tmp_path / "2月.docx", "月报", _workspace(tmp_path), base="profile")
    assert made.numbers is None
    assert made.files["body.md.j2"].decode() == '{% extends "profile/body.md.j2" %}\n{% block 报尾 %}{% endblock %}\n'
    assert (tmp_path / "区" / "templates" / "月报" / "shell.docx").is_file()


def _workspace(folder: Path) -> Workspace:
    (folder / "区" / "data").mkdir(parents=True)
    (folder / "区" / "briefing.yaml").write_text("{}\n", "utf-8")
    return Workspace(folder / "区")


def test_another_city_is_told_in_one_problem_which_the_text_is_about(last_month: Adopted, tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "月报"
    folder.mkdir(parents=True)
    for name, data in last_month.files.items():
        (folder / name).write_bytes(data)
    here = Workspace(builtin())
    request = Request(roots=(folder.parent, *here.roots), date=date(2026, 3, 1), cities=("天河",), template="月报")
    with pytest.raises(BriefingError) as error:
        generate(here.library(("天河",)), request)
    first, *others = error.value.problems
    assert first.message == "模板的正文写的是武汉市、三门峡市的情况，本次没有选武汉市、三门峡市。"
    assert first.hint.startswith("请加选武汉市、三门峡市，或不写 --city；")
    assert not [item for item in others if "未找到" in item.message or "没有选" in item.message]


def test_what_is_said_of_figures_follows_them_or_is_listed(tmp_path: Path) -> None:
    note = "各项数据原文均未注明时期。"
    rows = table((line("城市"), line("地区生产总值")), (line("武汉市"), line("1770亿元")))
    text = paragraphs_of(Package.open(word(line("表1　数据"), rows, line(note), line("武汉市最高。各市情况如下。"))))
    gdp = indicator("gdp", "地区生产总值", family="cny")
    body, _ = old_text(text, text, library(fact("wuhan.gdp", "1770", "亿元"), gdp))
    asked = 'value("地区生产总值", "武汉")'
    assert f'\n\n{{% if {asked}.period == "未注明时期" %}}{note}{{% endif %}}\n' in body
    assert list(said_of_data(text)) == ["武汉市最高。"]
    for period, told in (("未注明", True), ("2025年", False)):
        data = analysis(fact("wuhan.gdp", "1800", "亿元", period=period), gdp)
        made = template(tmp_path / period, body.partition("{% include")[0] + "{{ references }}")
        document, _ = compose(data, made, samples.request(), lambda chart: None)
        assert (note in {run.text for run in all_runs(document.blocks)}) is told


def test_what_is_written_passes_the_audit_of_templates_and_numerals_are_counted_anew() -> None:
    """All of V1.0 is a blank, not half of it; the number of a heading is none of its numbers."""
    said = ("1、安装", "（1）手册V1.0版2月份启用。", "1—10月有1.5万户企业参加。", "（一）总体情况")
    text = paragraphs_of(Package.open(word(*map(line, said))))
    body, found = old_text(text, text, library(fact("wuhan.items", 104)))
    assert body.split("\n\n")[:4] == [
        "### 安装",
        "1. 手册V××版××月份启用。",
        "××—××月有××万户企业参加。",
        "## 总体情况",
    ]
    assert [(item.words, item.why) for item in found] == [
        ("1.0", "资料中没有这个数"), ("2", "时期，每期自己写"), ("1", "时期，每期自己写"), ("10", "时期，每期自己写"),
        ("1.5万户", "资料中没有这个数"),
    ]  # fmt: skip


def test_items_in_brackets_stand_below_those_without() -> None:
    said = (
        "1.推行一窗受理，办事更加便利。",
        "（1）设立专窗，专人负责。",
        "（2）公布清单，接受监督。",
        "2.加强督查，定期通报。",
    )
    text = paragraphs_of(Package.open(word(*map(line, said))))
    body, _ = old_text(text, text, library(fact("wuhan.items", 104)))
    assert body.startswith("1. 推行一窗受理，办事更加便利。\n\n   1. 设立专窗，专人负责。\n\n   1. 公布清单，")
    assert "\n\n1. 加强督查" in body


@pytest.mark.parametrize(("headings", "sources"), [
    (("一、政务服务",), '{% include "_parts/sources.md.j2" %}'),
    (("（一）政务服务",), "# 资料来源 {-}\n\n{{ references }}"), ((), "# 资料来源 {-}\n\n{{ references }}"),
])  # fmt: skip
def test_the_list_of_sources_has_a_number_where_other_chapters_have(headings: tuple[str, ...], sources: str) -> None:
    text = paragraphs_of(Package.open(word(*map(line, (*headings, "武汉市推行一窗受理，企业和群众办事更加便利。")))))
    body, _ = old_text(text, text, library(fact("wuhan.items", 104)))
    assert body.endswith(f"\n\n{sources}\n")


def test_columns_of_an_old_table_are_aligned_as_they_were_and_as_wide_as_their_words(tmp_path: Path) -> None:
    cells = [line("武汉市", align="center"), line("窗口办理政务服务事项的情况"), line("好", align="right")]
    text = paragraphs_of(Package.open(word(table((line("城市"), line("情况"), line("评价")), tuple(cells)))))
    body, _ = old_text(text, text, library(fact("wuhan.items", 104)))
    assert "\n| :---: | --- | ---: |\n| 武汉市 |" in body
    made = template(tmp_path, body.partition("{% include")[0] + "{{ references }}")
    document, _ = compose(analysis(fact("wuhan.items", 104)), made, samples.request(), lambda chart: None)
    (kept,) = (block for block in document.blocks if isinstance(block, Table))
    assert kept.align == ("center", "left", "right")
    narrow, wide, last = kept.widths
    assert wide > 2 * max(narrow, last)
