"""Lists of names, quotation marks, dates, and runs that keep their facts."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from briefing.model.document import Run
from briefing.model.facts import Fact
from briefing.model.measure import Measure, MeasureKind
from briefing.wording.prose import (
    by_period,
    date,
    dated,
    enumeration,
    fact_run,
    filled,
    join,
    merged,
    noun,
    opens,
    plain,
    quoted,
    ranked,
    stated,
    strong,
    text,
    told_run,
)
from tests.builders import fact


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["武汉"], "武汉"),
        (["武汉", "三门峡"], "武汉和三门峡"),
        (["武汉", "三门峡", "天河区"], "武汉、三门峡和天河区"),
    ],
)
def test_names_in_a_row(names: list[str], words: str) -> None:
    """One, two, three; none is nothing."""
    assert enumeration(names) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["首贷中心"], "“首贷中心”"),
        (["首贷中心", "一事联办"], "“首贷中心”“一事联办”"),
        (["“五全”保障格局", "首贷中心"], "“五全”保障格局、“首贷中心”"),
        (["企业登记“全城通办”", "首贷中心"], "企业登记“全城通办”“首贷中心”"),
        ([], ""),
    ],
)
def test_names_in_quotation_marks(names: list[str], words: str) -> None:
    """Once each, never marks in marks of the same kind, and no 、 between two closing and opening marks."""
    assert quoted(names) == words


def test_dates_have_no_leading_zeros() -> None:
    """GB/T 9704."""
    assert date(datetime.date(2026, 1, 5)) == "2026年1月5日"
    assert date(datetime.date(2026, 11, 22)) == "2026年11月22日"


def test_runs_in_a_row_keep_their_facts() -> None:
    """Plain neighbours become one; a figure stays a run of its own; what is empty is gone."""
    figure = Run("104项", ref="wuhan.a")
    assert join([text("办"), (figure,), (), text("。")], "，") == (Run("办，"), figure, Run("，。"))
    assert merged([Run("一"), Run(""), Run("二"), *strong("三"), figure, figure]) == (
        Run("一二"),
        Run("三", strong=True),
        figure,
        figure,
    )


def test_a_practice_is_told_with_its_figures() -> None:
    """Each slot is the figure of its fact, bound to it; an unknown one is an error."""
    facts = {"wuhan.a": fact("wuhan.a", 400, qualifier="余")}
    assert filled("联办{wuhan.a}，含{wuhan.a}。", facts) == (
        Run("联办"),
        Run("400余项", ref="wuhan.a"),
        Run("，含"),
        Run("400余项", ref="wuhan.a"),
        Run("。"),
    )
    with pytest.raises(KeyError):
        filled("{wuhan.b}", facts)


DATED = {
    "送出{x.a}。": "2021年，送出1套。",
    "推行新办法，送出{x.a}、{x.a}。": "推行新办法，2021年送出1套、1套。",
    "推行新办法；现有{x.d}。": "推行新办法；截至2021年底，现有4家。",
    "推行新办法，其中送出{x.a}。": "推行新办法，其中送出1套（2021年）。",
    "送出{x.a}。办理{x.a}，推行新办法。不涉及数字。": "2021年，送出1套。2021年，办理1套，推行新办法。不涉及数字。",
    "送出{x.a}、{x.a}，建有{x.b}。": "2021年，送出1套、1套，建有2家（未注明时期）。",
    "现有{x.c}、{x.c}，送出{x.a}。{x.c}。": "现有3家、3家，2021年送出1套。3家（未注明时期）。",
    "现有{x.c}，其中{x.c}、{x.a}。": "现有3家，其中3家（未注明时期）、1套（2021年）。",
    "送出{x.a}、{x.c}，建有{x.b}。": "2021年，送出1套、3家，建有2家（未注明时期）。",
    "改善服务，余额{x.d}，比年初增加{x.a}。": "改善服务，截至2021年底，余额4家，比年初增加1套。",
    "余额{x.d}，新增{x.a}。": "截至2021年底，余额4家，2021年新增1套。",
    "余额{x.b}，比年初增加{x.a}。": "余额2家，2021年比年初增加1套。",
    "目前有{x.b}。": "目前有2家。",
    "目前有{x.b}，送出{x.c}。": "目前有2家，送出3家。",
    "现有{x.c}。": "现有3家。",
    "不涉及数字。": "不涉及数字。",
}
FACTS = {
    "x.a": fact("x.a", 1, "套", period="2021", basis="期间"),
    "x.b": fact("x.b", 2, "家", period="目前"),
    "x.c": fact("x.c", 3, "家"),
    "x.d": fact("x.d", 4, "家", period="2021-12-31", basis="时点"),
}


@pytest.mark.parametrize(("template", "words"), DATED.items())
def test_a_practice_is_dated_as_its_figures_are(template: str, words: str) -> None:
    """A period stands before the clause of the first figure that is of it, or behind it where there is none."""
    assert plain(by_period([dated(template, FACTS)])) == words


def test_behind_a_text_of_several_periods_figures_without_one_are_told_as_such() -> None:
    assert (
        plain(by_period([dated("现有{x.c}，送出{x.a}。", FACTS, first=False)]))
        == "现有3家（未注明时期），2021年送出1套。"
    )


def test_in_a_paragraph_nothing_undated_stands_behind_a_period() -> None:
    """First what has none, then what states its own, then one sentence for each period in the order they are met."""
    told = ("送出{x.a}。", "现有{x.d}。", "推行新办法，送出{x.a}。", "现有{x.c}。", "办理{x.a}。", "不涉及数字。")
    assert plain(by_period(dated(template, FACTS) for template in told)) == (
        "现有3家。不涉及数字。推行新办法，2021年送出1套。2021年，送出1套；办理1套。截至2021年底，现有4家。"
    )


@pytest.mark.parametrize(
    ("name", "among", "words"),
    [
        ("经济综合竞争力全省位次", "", "经济综合竞争力居全省"),
        ("经济综合竞争力", "河南省", "经济综合竞争力居河南省"),
        ("经济综合竞争力全省位次", "河南省", "经济综合竞争力居河南省"),
        ("新增国家级孵化器（众创空间）全国区县位次", "", "新增国家级孵化器（众创空间）居全国区县"),
        ("赛迪投资竞争力百强区位次", "", "居赛迪投资竞争力百强区"),
        ("全国文明城市测评全省位次", "", "全国文明城市测评居全省"),
        ("企业总量", "", "企业总量居"),
        ("企业总量和民营企业总量", "广州市", "企业总量和民营企业总量均居广州市"),
        ("孵化器和众创空间", "广州市", "孵化器和众创空间居广州市"),
    ],
)
def test_a_place_in_a_ranking_is_said_of_a_subject_among_others(name: str, among: str, words: str) -> None:
    """居全省第4位, not 全省位次居第4位."""
    assert ranked(name, among) == words


def test_a_place_in_a_list_of_its_own_name_is_told_with_the_year_of_the_list() -> None:
    """Once: where the list says its year, or the place is among all of somewhere, the year opens the sentence."""

    def place(ranking: str, period: str = "2021") -> Fact:
        return replace(fact("x.a", 1, "位", period=period), measure=Measure(kind=MeasureKind.RANK, ranking=ranking))

    told = [
        (place("赛迪投资竞争力百强区"), "列2021年赛迪投资竞争力百强区第1位", ""),
        (place("中国百强区"), "投资竞争力列2021年中国百强区第1位", ""),
        (place("2021年赛迪百强区"), "投资竞争力居2021年赛迪百强区第1位", "2021年"),
        (place("赛迪百强区", "未注明"), "投资竞争力居赛迪百强区第1位", ""),
        (place("全省"), "投资竞争力居全省第1位", "2021年"),
    ]
    for given, words, opening in told:
        assert (plain(stated("投资竞争力", given)), opens([given])) == (words, opening)


@pytest.mark.parametrize(
    ("printed", "symbol", "words"),
    [
        ("0费用", "元", "0费用"),
        ("零成本", "元", "零成本"),
        ("0元", "元", "0元"),
        ("零", "元", "0元"),
        ("0%", "%", "0%"),
    ],
)
def test_none_of_something_is_told_as_its_source_does(printed: str, symbol: str, words: str) -> None:
    assert plain((told_run(fact("x.a", 0, symbol, printed=printed)),)) == words


def test_what_the_unit_says_the_name_does_not_say_again() -> None:
    assert plain(stated("企业开办流程", fact("x.a", 2, "个环节"))) == "企业开办2个环节"
    assert plain(stated("企业开办流程", fact("x.a", 2, "个"))) == "企业开办流程2个"


@pytest.mark.parametrize(
    ("levels", "word"),
    [(["地级市", "副省级市"], "市"), (["市辖区"], "区"), (["县"], "县"), (["地级市", "市辖区"], "地"), ([""], "地")],
)
def test_places_are_counted_by_what_they_are(levels: list[str], word: str) -> None:
    assert noun(levels) == word


def test_a_figure_is_stated_with_its_name_and_scope() -> None:
    """And a place with those it is among."""
    assert plain(stated("贷款", fact("x.a", 3, "家", scope="小微企业"))) == "贷款（小微企业）3家"
    assert plain(stated("贷款", fact("x.a", 3, "家"))) == "贷款3家"
    assert plain(stated("企业总量", fact("x.a", 1, "位", scope="广州市"))) == "企业总量居广州市第1位"
    moved = fact("x.a", 8, "个位次", direction="增")
    assert plain(stated("营商环境全省位次变动", moved)) == "营商环境全省位次前移8个位次"
    assert plain(stated("收支差额", fact("x.a", "-0.32", "亿元"))) == "收支差额为−0.32亿元"
    assert plain(stated("贷款变动", fact("x.a", 8, "亿元", direction="增"))) == "贷款变动8亿元"
    assert stated("贷款", fact("x.a", 3, "家"))[-1] == fact_run(fact("x.a", 3, "家"))
