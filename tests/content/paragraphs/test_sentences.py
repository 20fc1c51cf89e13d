"""A sentence on several figures says of each what period it is of, and a paragraph leaves no figure out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.analysis.analyse import Analysis
from briefing.content.context import BriefingContext
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.sentences import HEADED, SentenceWriter
from briefing.model.facts import Headline
from briefing.wording.prose import plain
from tests.builders import Item, analysis, fact, indicator, practice, relation


def say(*items: Item) -> tuple[str, str | None]:
    """The first finding in words, and the period that its sentence is under."""
    found = analysis(*items)
    writer = SentenceWriter(found.selection.library, Ledger(found.selection.library))
    said = writer.sentence(found.findings[0])
    return plain(said.runs), said.when


def tiers(outer: str, inner: str) -> tuple[Item, ...]:
    return (
        indicator("all", "载体"),
        indicator("top", "国家级载体"),
        fact("wuhan.all", 60, "家", period=outer),
        fact("wuhan.top", 32, "家", period=inner),
        relation("wuhan.levels", "tiers", levels=("wuhan.all", "wuhan.top")),
    )


@pytest.mark.parametrize(
    ("outer", "inner", "words", "period"),
    [
        ("2021", "2021", "2021年，武汉载体60家，其中国家级载体32家。", "2021年"),
        ("2021", "2020", "2021年，武汉载体60家，其中国家级载体32家；国家级载体为2020年数据。", "2021年"),
        ("2021", "未注明", "2021年，武汉载体60家，其中国家级载体32家；国家级载体未注明时期。", "2021年"),
        ("未注明", "2021", "武汉载体60家，其中国家级载体32家；国家级载体为2021年数据。", None),
        ("未注明", "未注明", "武汉载体60家，其中国家级载体32家。", ""),
    ],
)
def test_a_member_of_another_period_is_told_as_such(outer: str, inner: str, words: str, period: str | None) -> None:
    assert say(*tiers(outer, inner)) == (words, period)


def change(period: str, base: str = "年初") -> tuple[Item, ...]:
    return (
        indicator("balance", "余额", family="cny"),
        indicator("more", "余额增加额", family="cny"),
        fact("wuhan.balance", 300, "亿元", period="2021-12", basis="时点"),
        fact("wuhan.more", 50, "亿元", period=period, basis="期间", direction="增"),
        relation("wuhan.loans", "change", name="余额", base=base, stock="wuhan.balance", change="wuhan.more"),
    )


@pytest.mark.parametrize(
    ("period", "base", "told"),
    [
        ("2021", "年初", ""),
        ("2021-12", "上月末", ""),
        ("2020", "年初", "余额增加额为2020年数据"),
        ("2021", "", "余额增加额为2021年数据"),
        ("未注明", "年初", "余额增加额未注明时期"),
    ],
)
def test_a_change_up_to_the_day_of_the_stock_needs_no_period_of_its_own(period: str, base: str, told: str) -> None:
    """“截至2021年12月末……，较年初增加……” says which year it is of; another year, or no beginning, does not."""
    words, _ = say(*change(period, base))
    assert words.startswith("截至2021年12月末，武汉余额300亿元，")
    assert words.partition("；")[2].removesuffix("。") == told


def test_a_comparison_of_the_same_day_in_other_words_is_dated() -> None:
    first = fact("wuhan.items", 104, "项", period="2021-12-31", basis="时点")
    second = fact("tianhe.items", 3, "项", period="2021-12", basis="时点")
    assert say(first, second)[0].startswith("截至2021年底items，武汉市104项、天河区3项")
    undated = fact("wuhan.items", 104, "项", period="目前", basis="时点"), fact("tianhe.items", 3, "项")
    assert say(*undated)[0].startswith("items（原文均未注明年份），武汉市104项")


def told(found: Analysis) -> str:
    """The paragraph on the first city."""
    [theme] = BriefingContext(found, Ledger(found.selection.library), lambda chart: None).themes
    return plain(theme.cities[0].text)


def test_all_practices_of_a_theme_are_told() -> None:
    """Their names alone would say nothing."""
    many = [practice(f"wuhan.p{at}", f"做法{at}。", name=f"名称{at}") for at in range(20)]
    assert all(f"做法{at}［］。" in told(analysis(*many)) for at in range(20))


def test_a_figure_that_a_practice_lists_and_does_not_print_is_told() -> None:
    listing = replace(practice("wuhan.p", "推行。"), facts=("wuhan.f",))
    assert told(analysis(fact("wuhan.f", 7), listing)) == "推行［］。f7项。"


@pytest.mark.parametrize(("other", "said"), [("sanmenxia", "武汉5项，三门峡5项"), ("tianhe", "武汉市5项，天河区5项")])
def test_beside_a_place_without_a_shorter_name_all_have_their_full_names(other: str, said: str) -> None:
    assert said in say(fact("wuhan.items", 5), fact(f"{other}.items", 5))[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("设专区，{wuhan.f}实现联办。", "武汉市7项实现联办"),
        ("推行清单；列入事项{wuhan.f}，依法管理。", "武汉市列入事项7项"),
        ("推行清单，共列{wuhan.f}。", ""),
        ("甲" * (HEADED - 2) + "{wuhan.f}。", "武汉市" + "甲" * (HEADED - 2) + "7项"),
        ("甲" * (HEADED - 1) + "{wuhan.f}。", ""),
    ],
)
def test_a_heading_says_the_clause_that_has_the_foremost_figure(words: str, said: str) -> None:
    found = analysis(
        fact("wuhan.f", 7, headline=Headline.LEAD), practice("wuhan.p", words), practice("tianhe.p", "做。")
    )
    [theme] = BriefingContext(found, Ledger(found.selection.library), lambda chart: None).themes
    assert plain(theme.finding) == said
