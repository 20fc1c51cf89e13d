"""The built-in data hold together, and say what their sources say."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from briefing.data.rules import check
from briefing.model.facts import Fact, Headline
from briefing.model.library import Library
from briefing.wording.figures import figure
from tests.builtin_data.inventory import CITIES, mentions, paragraphs

REASONS = ("名称", "口号", "版次", "日期", "序数", "门槛", "概数", "重复")

NORMALISED = {
    "近千人": "近1000人",
    "两年": "2年",
    "首位": "第1位",
    "榜首": "第1位",
    "第一": "第1位",
    "第二名": "第2名",
    "零成本": "0元",
    "0费用": "0元",
    "0人工干预": "0次",
    "11,904家": "11904家",
    "159,265套": "159265套",
    "98,648条": "98648条",
}
"""What a source prints → how a briefing prints it. Besides, 达, 达到 and 高达 before a figure are dropped."""

PRAISE = re.compile("^(达到|高达|达)")

EXPECTED = (
    ("wuhan.one-stop-items", "104", "项", "未注明"),
    ("wuhan.one-stop-steps-cut", "8.27", "个", "未注明"),
    ("wuhan.one-stop-steps-rate", "73.81", "%", "未注明"),
    ("wuhan.one-stop-trips-rate", "78.97", "%", "未注明"),
    ("wuhan.metro-circle-items", "319", "项", "未注明"),
    ("wuhan.construction-approval-limit", "45", "个工作日", "未注明"),
    ("wuhan.startup-cost", "0", "元", "未注明"),
    ("wuhan.debts-cleared", "860", "万元", "未注明"),
    ("wuhan.no-application-amount", "3900", "万元", "未注明"),
    ("wuhan.specialized-sme-pool", "828", "家", "目前"),
    ("wuhan.tech-contract-value", "954.28", "亿元", "未注明"),
    ("wuhan.people-held-accountable", "484", "人", "未注明"),
    ("sanmenxia.economic-competitiveness-rank", "4", "位", "2021"),
    ("sanmenxia.key-projects-investment", "1389.8", "亿元", "2021"),
    ("sanmenxia.key-projects-completion-rate", "144.6", "%", "2021"),
    ("sanmenxia.tax-no-visit-items", "197", "项", "未注明"),
    ("sanmenxia.small-business-loan-balance", "279.78", "亿元", "2021-12"),
    ("sanmenxia.small-business-loan-increase", "43.87", "亿元", "2021"),
    ("sanmenxia.firms-visited", "11904", "家", "未注明"),
    ("sanmenxia.firm-problems-collected", "2028", "个", "未注明"),
    ("sanmenxia.specialized-sme-pool", "80", "家", "未注明"),
    ("tianhe.enterprises", "48.6", "万户", "2021-12-31"),
    ("tianhe.new-enterprises-share", "35.6", "%", "2021"),
    ("tianhe.startup-cost", "0", "元", "未注明"),
    ("tianhe.startup-gift-packs", "159265", "套", "2021"),
    ("tianhe.policy-payout-cases", "2110", "件", "未注明"),
    ("tianhe.interest-subsidy", "1014.93", "万元", "2021"),
    ("tianhe.hundred-million-enterprises", "8", "个", "未注明"),
    ("tianhe.hk-investment", "86.54", "亿美元", "2021-12-31"),
    ("tianhe.provincial-incubators", "60", "家", "未注明"),
)
"""Figures read in the articles by hand."""


@pytest.mark.parametrize("city", CITIES)
def test_every_figure_is_a_fact_or_has_a_reason(city: str) -> None:
    """Each entry of the inventory has exactly one of the two, and the reason is on the list."""
    for paragraph in paragraphs(city):
        for entry in paragraph.entries:
            assert (entry.fact is None) != (entry.reason is None), entry
            assert entry.reason is None or entry.reason in REASONS, entry


@pytest.mark.parametrize("city", CITIES)
def test_inventory_and_facts_agree(city: str, library: Library) -> None:
    """Every fact stands in the inventory in its paragraph, as printed; and the inventory names no other facts."""
    own = {fact.id: fact for fact in library.records[city].facts}
    places: dict[str, list[tuple[int, str]]] = {id: [] for id in own}
    for number, entry in mentions(city):
        assert entry.fact in own, entry
        assert own[entry.fact].printed in entry.printed, entry
        places[entry.fact].append((number, entry.printed))
    for id, fact in own.items():
        assert (fact.paragraph, fact.printed) in places[id], id


@pytest.mark.parametrize("city", CITIES)
def test_sources_say_how_many_paragraphs_they_have(city: str, library: Library) -> None:
    """As many as the inventory goes through, so that `check` knows a paragraph that there is not."""
    (source,) = library.records[city].sources
    assert source.paragraphs == paragraphs(city)[-1].number


@pytest.mark.parametrize("city", CITIES)
def test_facts_follow_the_article(city: str, library: Library) -> None:
    """Facts, practices and inventory are in the order of the article's paragraphs."""
    record = library.records[city]
    for numbers in (
        [fact.paragraph for fact in record.facts],
        [practice.paragraph for practice in record.practices],
        [paragraph.number for paragraph in paragraphs(city)],
    ):
        assert numbers == sorted(numbers)


@pytest.mark.parametrize(("id", "value", "unit", "period"), EXPECTED)
def test_key_figures(id: str, value: str, unit: str, period: str, facts: dict[str, Fact]) -> None:
    fact = facts[id]
    assert (fact.quantity.value, fact.quantity.unit.symbol, fact.period.text) == (Decimal(value), unit, period)


def test_the_briefing_prints_what_the_source_prints(facts: dict[str, Fact]) -> None:
    """No fact is printed other than in its source, but for the normalisations above."""
    for fact in facts.values():
        source = PRAISE.sub("", fact.printed)
        assert figure(fact) == NORMALISED.get(source, source), fact.id


def test_no_normalisation_is_idle(facts: dict[str, Fact]) -> None:
    """The table of normalisations holds nothing that no source prints."""
    assert NORMALISED.keys() <= {PRAISE.sub("", fact.printed) for fact in facts.values()}


def test_nothing_is_wrong(library: Library) -> None:
    """The rules of the validation find nothing."""
    assert check(library) == []


def test_topics_join_cities(library: Library) -> None:
    """A topic stands for practices of two cities at least, all filed under its theme."""
    for topic in library.catalogue.topics.values():
        held = [practice for practice in library.practices() if practice.topic == topic.id]
        assert len({practice.city for practice in held}) > 1, topic.id
        assert {practice.theme for practice in held} == {topic.theme}, topic.id


def test_practices_print_facts_of_their_theme(library: Library, facts: dict[str, Fact]) -> None:
    """A briefing on one theme never needs a figure filed under another."""
    for practice in library.practices():
        for id in practice.facts:
            assert library.theme_of(facts[id]) == practice.theme, (practice.id, id)


def test_practices_are_sentences(library: Library) -> None:
    for practice in library.practices():
        assert practice.text.endswith("。"), practice.id
        assert " " not in practice.text, practice.id


def test_every_indicator_is_used_and_defined(library: Library) -> None:
    indicators = library.catalogue.indicators
    used = {fact.indicator for fact in library.facts()}
    used |= {indicators[id].of for id in used}
    for indicator in indicators.values():
        assert indicator.id in used
        assert indicator.definition, indicator.id


def test_ranks_say_among_whom(library: Library) -> None:
    """“居……第1位” needs to say where."""
    for fact in library.facts():
        assert fact.quantity.unit.family != "rank" or fact.scope, fact.id


def test_shares_and_changes_say_of_what(library: Library) -> None:
    """“占……的35.6%” and “较……增加” need a base."""
    for relation in library.relations():
        assert relation.kind not in ("share", "change") or relation.base, relation.id


def test_only_two_indicators_are_strictly_comparable(library: Library) -> None:
    """The articles share no more indicators; a third would be one that somebody mistook for the same."""
    cities: dict[str, set[str]] = {}
    for fact in library.facts():
        cities.setdefault(fact.indicator, set()).add(fact.city)
    shared = {id for id, held in cities.items() if len(held) > 1}
    assert shared == {"specialized_sme_pool", "startup_cost"}
    assert {library.catalogue.indicators[id].compare for id in shared} == {"不限"}


def test_weights_and_caveats_are_set_by_reading(library: Library, facts: dict[str, Fact]) -> None:
    """Every city has its leads, every practice that has a key fact names one of its own, and no caveat is needed."""
    for city in CITIES:
        record = library.records[city]
        leads = [item.id for item in (*record.facts, *record.practices) if item.headline is Headline.LEAD]
        assert 4 <= len(leads) <= 6, leads
    for practice in library.practices():
        assert practice.key in ("", *practice.facts), practice.id
    assert len([practice for practice in library.practices() if practice.key]) == 61
    assert not [item.id for item in (*facts.values(), *library.relations()) if item.caveat]


def test_what_is_said_of_growth_and_shares_is_of_the_same_indicator(library: Library, facts: dict[str, Fact]) -> None:
    indicators = library.catalogue.indicators
    for name in ("steps", "time", "materials", "trips"):
        ids = (f"wuhan.one-stop-{name}-cut", f"wuhan.one-stop-{name}-rate")
        assert {indicators[facts[id].indicator].of for id in ids} == {f"one_stop_{name}"}
    share = indicators[facts["tianhe.new-enterprises-share"].indicator]
    assert (share.name, share.of) == ("新增企业占全市比重", "new_enterprises")
