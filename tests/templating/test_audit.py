"""No digit without a fact, wherever it stands; years, ordinals and names are the only others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.content.ledger import Ledger
from briefing.errors import Severity
from briefing.model.document import (
    ChartSpec,
    Figure,
    Mark,
    Panel,
    Paragraph,
    Run,
    RunKind,
)
from briefing.model.walk import refs
from briefing.templating.audit import Auditor, blanks_in
from tests.builders import analysis, fact, indicator, library, practice, relation, source
from tests.content.samples import BODY, blocks_of, told

DATA = library(
    fact("wuhan.items", 104, "项", scope="“301”模式"),
    fact("wuhan.rate", "73.81", "%"),
    fact("wuhan.cut", "8.27", "个"),
    practice("wuhan.standard", name="“210”标准", first="全国首批5G示范"),
    practice("wuhan.hotline", name="12345热线"),
    indicator("parks", "“1+N”基地"),
    source("wuhan-article", "“十四五”3年行动"),
    relation("wuhan.steps", "reduction", cut="wuhan.cut", rate="wuhan.rate"),
)


def auditor() -> Auditor:
    return Auditor.of(DATA, Ledger(DATA).behind)


def bare(text: str) -> list[str]:
    """The bare numbers in a run of that text."""
    return [problem.message.split("数字“")[1].split("”")[0] for _, problem in auditor().bare((Run(text),))]


ALLOWED = (
    "2021年，三地",
    "截至2021年底",
    "2021年12月末",
    "2021年1—9月",
    "2026年1月5日",
    "2026年2月24日至2月26日",
    "2026年2月24日—26日",
    "见https://example.org/photos/3287106-frog，",
    "2021—2025年",
    "2021年至2025年",
    "2021至2025年",
    "第3期",
    "第12号",
    "见图1和表12。",
    "图1显示",
    "（表3）",
    "附件2：",
    "推行“210”标准",
    "单列的“210”也是名称",
    "12345热线",
    "“301”模式",
    "全国首批5G示范",
    "“1+N”基地",
    "一网通办、三张清单",
    "２０２１年１２月、第３期",
    "二〇二一年、㈠",
    "第1200期",
    "第12条、第104条",
    "没有数字",
    "",
)
BARE = {
    "104项": ["104"],
    "2028个": ["2028"],
    "2021": ["2021"],
    "2021个": ["2021"],
    "12021年": ["12021"],
    "2110件": ["2110"],
    "3年": ["3"],
    "12月": ["12"],
    "3.5亿元": ["3.5"],
    "159,265套": ["159,265"],
    "73.81%": ["73.81%"],
    "2021年104项": ["104"],
    "共5个、6家": ["5", "6"],
    "第4位": ["4"],
    "证件10份": ["10"],
    "发表12篇": ["12"],
    "附件3份": ["3"],
    "报表2张": ["2"],
    "代表20名": ["20"],
    "210标准": ["210"],
    "“210”标准210项": ["210"],
    "512345热线": ["512345"],
    "1+N": ["1"],
    "3.2021年": ["3.2021"],
    "1,2021年": ["1,2021"],
    "第1200条政策": ["1200"],
    "第12000期": ["12000"],
    "４５项": ["４５"],
    "４５．６％": ["４５．６％"],
    "第②期": ["②"],
    "占地3km²": ["3", "²"],
    "ⅷ级、㊿项、½": ["ⅷ", "㊿", "½"],
    "㋀": ["㋀"],
    "٣项、𝟑项": ["٣", "𝟑"],
    "210５项": ["210５"],
}


@pytest.mark.parametrize("text", ALLOWED)
def test_years_ordinals_and_names_are_allowed(text: str) -> None:
    assert bare(text) == []


@pytest.mark.parametrize(("text", "found"), BARE.items())
def test_anything_else_is_found(text: str, found: list[str]) -> None:
    assert bare(text) == found


def test_a_name_may_hold_other_numbers_than_digits_and_covers_no_other() -> None:
    data = library(replace(practice("wuhan.loan"), name="Ⅱ类首贷"))
    audit = Auditor.of(data, Ledger(data).behind)
    assert not list(audit.bare((Run("推行Ⅱ类首贷"),)))
    [(offset, problem)] = audit.bare((Run("推行Ⅲ类首贷"),))
    assert (offset, "“Ⅲ”" in problem.message) == (2, True)


def test_a_name_of_digits_alone_does_not_cover_a_quantity() -> None:
    """An alias such as 301 is a name where it stands alone, not in 301家."""
    data = library(replace(practice("wuhan.loan"), aliases=("301",)))
    audit = Auditor.of(data, Ledger(data).behind)
    assert not list(audit.bare((Run("推行301模式"),)))
    assert len(list(audit.bare((Run("惠及301家、1301家、301.5万元、3015元"),)))) == 4


def test_what_a_fact_prints_is_covered_and_covers_nothing_else() -> None:
    """Digits of two runs are not read together, nor do a fact's digits lend themselves to those beside it."""
    figure = Run("104项", ref="wuhan.items")
    assert not list(auditor().bare((Run("联办"), figure, Run("，2021年"))))
    [(offset, problem)] = auditor().bare((Run("第"), figure, Run("5期")))
    assert (offset, "数字“5”" in problem.message) == (5, True)
    assert not list(auditor().bare((Run("［12］", ref="wuhan-article", kind=RunKind.CITE),)))


def test_a_name_or_a_year_may_be_partly_bold() -> None:
    assert not list(auditor().bare((Run("推行“2"), Run("10”", strong=True), Run("标准，20"), Run("21年", strong=True))))


CHART = ChartSpec("bars", "题", (Panel((Mark("甲", None, "数"),)),))
FIGURE = Figure("f", (Run("题"),), CHART, "题")


def test_a_chart_may_name_the_facts_that_its_marks_rest_on() -> None:
    """压减73.81% in a panel's title belongs to the derived figures drawn in it; 73.82% does not."""
    data = analysis(*DATA.facts(), *DATA.relations())
    ledger = Ledger(data.selection.library)
    before = ledger.figure(data.related[0].figure("before"))
    assert before
    audit = Auditor.of(data.selection.library, ledger.behind)

    def titled(title: str) -> Figure:
        return replace(FIGURE, chart=replace(CHART, panels=(Panel((Mark("甲", None, "数", ref=before.ref),), title),)))

    assert audit.of_block(titled("环节（压减73.81%）")) == []
    assert len(audit.of_block(titled("环节（压减73.82%）"))) == 1
    assert len(audit.of_block(titled("环节173.81%"))) == 1


def test_an_alternative_text_says_what_the_marks_print_and_no_other_number() -> None:
    drawn = replace(CHART, panels=(Panel((Mark("甲", None, "104项", ref="wuhan.items"),)),))
    assert auditor().of_block(replace(FIGURE, chart=drawn, alt="题。甲104项。")) == []
    assert len(auditor().of_block(replace(FIGURE, chart=drawn, alt="题。甲105项。"))) == 1


def test_refs_are_those_of_words_and_marks() -> None:
    figure = replace(
        FIGURE, caption=(Run("1", ref="a"),), chart=replace(CHART, panels=(Panel((Mark("", None, "", ref="b"),)),))
    )
    assert list(refs([figure])) == ["a", "b"]
    assert list(refs([Paragraph((Run("［1］", ref="s", kind=RunKind.CITE), Run("2", ref="=d")))])) == ["=d"]


IN_TEMPLATES = {
    "heading": ("甲\n\n# 共104项\n", 3),
    "unnumbered heading": ("# 共104项 {-}\n", 1),
    "item": ("- 甲\n- 共104项\n", 2),
    "bold": ("\n**共104项**\n", 2),
    "remark": ("> 甲\n> 共104项\n", 2),
    "caption": ("表：共104项\n| 甲 |\n| --- |\n| 乙 |\n", 1),
    "unit of a table": ("表：甲（单位：104项）\n| 甲 |\n| --- |\n| 乙 |\n", 1),
    "cell": ("表：甲\n| 甲 |\n| --- |\n| 乙 |\n| 104项 |\n", 5),
    "words of an expression": ("\n{{ '共104项' }}\n", 2),
    "words kept from a fact": ("\n{{ fact('wuhan.items').text }}\n", 2),
    "block that is printed": ("甲\n\n{{ closing('共104项') }}\n", 3),
    "captured": ("{% set x %}\n共104项\n{% endset %}\n\n\n{{ x }}", 2),
    "split by a tag": ("\n1{{ '' }}04项\n", 2),
}


@pytest.mark.parametrize(("body", "line"), IN_TEMPLATES.values(), ids=IN_TEMPLATES)
def test_the_template_line_that_printed_a_bare_number_is_told(tmp_path: Path, body: str, line: int) -> None:
    [problem] = told(tmp_path, {BODY: body})
    assert problem.startswith(f"mine/body.md.j2:{line} “")
    assert "里的数字“104”没有出处。数字要用 {{ value(" in problem


def test_numbers_that_markdown_writes_itself_are_no_figures(tmp_path: Path) -> None:
    blocks, problems = blocks_of(tmp_path, {BODY: "1. 甲\n2. 乙{{ fact('wuhan.items') }}\n"})
    assert (len(blocks), problems) == (1, [])


def test_warnings_and_bare_numbers_are_told_apart(tmp_path: Path) -> None:
    problems = blocks_of(tmp_path, {BODY: "甲,乙\n\n104项"})[1]
    assert [problem.severity for problem in problems] == [Severity.WARNING, Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("20XX年XX月XX日印发", ["20XX年XX月XX日印发"]),
        (
            "全市共有窗口××个，其余各项工作都在按计划推进之中，另有××家",
            ["全市共有窗口××个，其余各项工作都在", "按计划推进之中，另有××家"],
        ),
        ("×政办发〔2026〕5号", []),
        ("EXXON、3×4", []),
    ],
)
def test_blanks_are_what_somebody_is_to_fill_in(text: str, told: list[str]) -> None:
    assert list(blanks_in([(Run(text),)])) == told
