"""Averages with their caveat, and standards that are listed and never ranked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.analysis.analyse import Analysis
from briefing.content.ledger import Ledger
from briefing.content.paragraphs import common_topics
from briefing.content.paragraphs.city_paragraphs import weight
from briefing.content.tables import theme_tables
from briefing.content.tables.side_by_side import shared
from briefing.model.document import Table
from briefing.model.facts import Basis, Headline, Practice, Target
from briefing.model.period import Period
from briefing.model.quantity import Quantity
from briefing.wording.prose import plain
from tests.builders import Item, analysis, fact, indicator, library, practice, relation, theme

FINANCING = theme("financing")


def loans(city: str = "wuhan", count: int = 517, symbol: str = "户", **also: str) -> tuple[Item, ...]:
    """An amount of loans and the number of those who got them."""
    return (
        indicator("loans", "贷款", theme="financing", family="cny"),
        indicator("firms", "企业", theme="financing"),
        fact(f"{city}.loans", "3.7", "亿元"),
        fact(f"{city}.firms", count, symbol),
        relation(f"{city}.average", "per_unit", name="“税银贷”", amount=f"{city}.loans", count=f"{city}.firms", **also),
    )


def rows(table: Table) -> list[list[str]]:
    """The cells in words."""
    return [[plain(cell) for cell in row] for row in table.rows]


def averages(data: Analysis) -> tuple[Table, Ledger]:
    ledger = Ledger(data.selection.library)
    found = theme_tables.averages(data, FINANCING, ledger)
    assert found
    return found, ledger


def test_an_average_stands_beside_what_it_is_computed_from_with_its_caveat() -> None:
    table, _ = averages(analysis(*loans()))
    assert rows(table) == [["“税银贷”", "3.7亿元", "517户", "每户约72万元（推算）"]]
    assert [plain(note) for note in table.notes] == ["平均数由总额除以户数推算，不代表每户实际所得。"]


def test_an_average_is_the_figure_of_its_relation_as_it_is_printed_everywhere() -> None:
    data = analysis(*loans())
    table, ledger = averages(data)
    [run] = [run for run in table.rows[0][-1] if run.ref]
    assert run.ref == "=wuhan.average.average"
    assert run == ledger.figure(data.related[0].figure("average"))
    assert ledger.derived[run.ref].inputs == ("wuhan.loans", "wuhan.firms")


def test_an_average_that_the_source_states_is_no_computed_one() -> None:
    stated = (indicator("each", "户均", theme="financing", family="cny"), fact("wuhan.each", 71, "万元"))
    table, _ = averages(analysis(*loans(average="wuhan.each"), *stated))
    assert rows(table)[0][-1] == "每户71万元"
    assert table.notes == ()


def test_the_caveat_names_all_that_was_counted_and_cities_have_a_column() -> None:
    table, _ = averages(analysis(*loans(), *loans("tianhe", 30, "名")))
    assert [row[0] for row in rows(table)] == ["武汉市", "天河区"]
    assert [plain(note) for note in table.notes] == ["平均数由总额除以户数、人数推算，不代表每户、每人实际所得。"]


def test_standards_are_listed_in_the_order_of_the_data_and_not_ranked() -> None:
    data = analysis(
        indicator("build", "工程建设审批", family="workday"),
        indicator("power", "水电气审批", family="workday"),
        fact("wuhan.build", 45, "个工作日", qualifier="以内"),
        fact("wuhan.power", 5, "个工作日", qualifier="以内"),
        relation("wuhan.limits", "standards", limits=("wuhan.build", "wuhan.power")),
    )
    table = theme_tables.standards(data, theme())
    assert table
    assert rows(table) == [["工程建设审批", "45个工作日以内"], ["水电气审批", "5个工作日以内"]]
    assert [plain(note) for note in table.notes] == ["各事项内容不同，只列出，不比较快慢。"]
    assert [run.ref for row in table.rows for run in row[-1]] == ["wuhan.build", "wuhan.power"]


def test_a_theme_without_such_relations_has_no_such_table() -> None:
    data = analysis(*loans())
    ledger = Ledger(data.selection.library)
    assert theme_tables.averages(data, theme(), ledger) is None
    assert theme_tables.standards(data, FINANCING) is None


LOAN = "向{wuhan.firms}企业放款{wuhan.loans}。"


@pytest.mark.parametrize(
    ("item", "beside"),
    [
        (practice("wuhan.loan", LOAN, name="“税银贷”", key="wuhan.loans"), "贷款3.7亿元"),
        (practice("wuhan.loan", LOAN, name="“税银贷”"), ""),
        (practice("wuhan.loan", "向{wuhan.firms}企业放款。", name="“税银贷”"), "企业517户"),
        (practice("wuhan.loan", name="“税银贷”"), ""),
    ],
    ids=["the key", "several and no key", "the only one", "none"],
)
def test_beside_a_practice_stands_its_key_figure_and_never_merely_its_first(item: Practice, beside: str) -> None:
    held = library(*loans(), item)
    assert plain(common_topics.headline(item, Ledger(held), held.catalogue.indicators)) == beside


def test_what_its_source_makes_most_of_comes_first_whatever_else_a_practice_has() -> None:
    lead = practice("wuhan.lead", headline=Headline.LEAD)
    main = practice("wuhan.main", headline=Headline.MAIN)
    first = practice("wuhan.first", first="率先推出")
    figure = practice("wuhan.figure", "放款{wuhan.loans}。")
    figures = practice("wuhan.figures", LOAN)
    ordered = [lead, main, first, figure, figures, practice("wuhan.plain")]
    mixed = [figures, main, figure, practice("wuhan.plain"), lead, first]
    assert sorted(mixed, key=weight, reverse=True) == ordered


def test_the_main_figures_begin_with_what_the_sources_make_most_of() -> None:
    lead = replace(fact("wuhan.loans", "3.7", "亿元"), headline=Headline.LEAD)
    facts = [fact("wuhan.firms", 517, "户"), lead]
    assert sorted(facts, key=theme_tables.prominence) == facts[::-1]


def test_of_a_series_the_main_figures_hold_the_latest_alone_and_begin_with_what_has_a_target() -> None:
    """The first row of a page of May is no figure of January."""
    firms = [fact(f"wuhan.firms-{at}", at, "户", period=f"2026年{at}月", indicator="firms") for at in (1, 2, 4, 3)]
    total = fact("wuhan.firms-total", 10, "户", period="2026年1—4月", indicator="firms")
    loans = fact("wuhan.loans", 744, "亿元", period="2026年3月", indicator="loans")
    aimed = replace(loans, target=Target(Quantity(Decimal(760), loans.quantity.unit), Period.parse("2026年")))
    data = analysis(*firms, total, aimed)
    foremost = sorted(theme_tables.latest(theme_tables.facts_of(data, theme())), key=theme_tables.prominence)
    assert rows(theme_tables.listed(data, foremost, "main", "主要数据")) == [
        ["loans", "744亿元", "2026年3月"],
        ["firms", "10户", "2026年1—4月"],
    ]


def test_that_no_source_states_a_time_is_said_once_below_the_figures() -> None:
    undated = [fact("wuhan.firms", 517, "户"), fact("wuhan.loans", "3.5", "亿元", basis=Basis.CUMULATIVE)]
    found = theme_tables.figures(analysis(*undated), theme())
    assert found
    assert rows(found)[1] == ["loans", "3.5亿元", "累计（未注明）"]
    told = theme_tables.undated_below(found)
    assert isinstance(told, Table)
    assert [plain(head) for head in told.header] == ["指标", "数值"]
    assert rows(told) == [["firms", "517户"], ["loans", "累计3.5亿元"]]
    assert [plain(note) for note in told.notes] == ["各项数据原文均未注明时期。"]
    dated = theme_tables.figures(analysis(*undated, fact("wuhan.halls", 9, period="2023年")), theme())
    assert dated
    assert theme_tables.undated_below(dated) == dated


@pytest.mark.parametrize(("name", "caption"), [("政务服务", "政务服务可比指标"), ("其他指标", "其他指标")])
def test_what_nobody_has_filed_are_no_indicators_of_indicators(name: str, caption: str) -> None:
    held = [fact(f"{place}.{id}", 5, indicator=id) for id in ("gates", "halls") for place in ("wuhan", "tianhe")]
    table = shared(analysis(*held), replace(theme(), name=name))
    assert table
    assert plain(table.caption) == caption


@pytest.mark.parametrize(
    ("cities", "row"), [(4, ["loans（2023年）", "744亿元"]), (5, ["loans（亿元，2023年）", "744"])]
)
def test_beside_many_cities_the_unit_stands_with_the_name(cities: int, row: list[str]) -> None:
    held = [
        fact(f"c{at}.{name}", 744, "亿元", period="2023年", indicator=name)
        for name in ("loans", "deposits")
        for at in range(cities)
    ]
    data = analysis(*held)
    table = shared(data, theme())
    assert table
    assert [plain(cell) for cell in table.rows[0][:2]] == row
    other = fact("c0.rates", 9, "%", indicator="rates"), fact("c1.rates", 8, "%", indicator="rates")
    data = analysis(*held, *other)
    table = shared(data, theme())
    assert table
    assert [plain(cell) for cell in table.rows[2][:2]] == ["rates", "9%"]


def test_below_shared_indicators_stands_which_city_has_later_figures() -> None:
    """Of three cities one has a figure of 2024, too; that of 2023 is compared and the other is told."""
    held = [
        fact(f"{place}.{name}", 5, period="2023年", indicator=name)
        for name in ("gates", "halls")
        for place in ("wuhan", "sanmenxia", "tianhe")
    ]
    later = [fact(f"wuhan.{name}-late", 6, period="2024年", indicator=name) for name in ("gates", "halls")]
    made = [analysis(*held, *more) for more in ([], later[:1], later)]
    notes = []
    for found in made:
        table = shared(found, theme())
        assert table
        notes.append([plain(note) for note in table.notes])
    assert notes == [
        [],
        ["另有较新数据未列入：gates，武汉市2024年。"],
        ["另有较新数据未列入：gates、halls，武汉市2024年。"],
    ]
