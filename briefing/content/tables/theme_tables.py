"""Tables of what the figures of a theme are: averages, standards, and every figure with its period."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from briefing.analysis.analyse import Analysis
from briefing.analysis.relations import Related
from briefing.content.ledger import Ledger
from briefing.content.tables.side_by_side import dated, scoped
from briefing.content.tables.table_columns import LEFT, Row, TableColumn, figure_cell, fitted, table_of
from briefing.model.catalogue import Theme
from briefing.model.document import Block, Runs, Table
from briefing.model.facts import Fact
from briefing.model.period import UNSTATED
from briefing.wording.figures import DERIVED, added_up, period
from briefing.wording.prose import join, plain, text

CITIES_ACROSS = 6  # beside each other in a table of figures
FIGURES = "figures."
"""Begins the key of a table of all figures of a theme."""
ADDED_UP = f"累计（{UNSTATED.printed}）"
UNDATED_BELOW = "各项数据原文均未注明时期。"
ROWS_ON_A_PAGE = 31
UNCOMPUTED = "不能推算"


def figures(analysis: Analysis, theme: Theme, elsewhere: Collection[str] = ()) -> Table | None:
    """Every figure of a theme with its period, city by city, but those that are shown `elsewhere`; None for none."""
    held = facts_of(analysis, theme, elsewhere)
    return listed(analysis, held, f"{FIGURES}{theme.id}", f"{theme.name}数据一览") if held else None


def facts_of(analysis: Analysis, theme: Theme, elsewhere: Collection[str] = ()) -> list[Fact]:
    """Return the facts of a theme, city by city, but for those whose ids are `elsewhere`."""
    selection = analysis.selection
    indicators = selection.library.catalogue.indicators
    held = (fact for city in selection.cities for fact in selection.records[city.id].facts)
    return [fact for fact in held if indicators[fact.indicator].theme == theme.id and fact.id not in elsewhere]


def listed(analysis: Analysis, facts: Iterable[Fact], key: str, caption: str) -> Table:
    """Return figures one below the other, each with its period."""
    records, indicators = analysis.selection.records, analysis.selection.library.catalogue.indicators

    def named(fact: Fact) -> Runs:
        return text(scoped(fact, indicators[fact.indicator].name, records[fact.city].city.level))

    columns = [
        *_city(analysis, _itself),
        TableColumn("指标", named, LEFT),
        TableColumn[Fact]("数值", figure_cell),
        TableColumn[Fact]("时期", lambda fact: text(period(fact.period, fact.basis))),
    ]
    return table_of(facts, columns, key, caption)


def undated_below(block: Block) -> Block:
    """Return a table of figures without their periods where its sources state none: that is said once, below it.

    Of what has added up its figure says so. Templates, which may take the rows apart, know the table as it was.
    """
    if not (isinstance(block, Table) and block.key.startswith(FIGURES)):
        return block
    if not all(plain(row[-1]) in (UNSTATED.printed, ADDED_UP) for row in block.rows):
        return block
    rows = [
        (*others, join([text("累计" if plain(at) == ADDED_UP else ""), figure])) for *others, figure, at in block.rows
    ]
    header = block.header[:-1]
    return replace(
        block,
        header=header,
        rows=tuple(rows),
        widths=fitted((header, *rows)),
        align=block.align[:-1],
        notes=(text(UNDATED_BELOW), *block.notes),
    )


def _city(analysis: Analysis, of: Callable[[Row], Fact]) -> list[TableColumn[Row]]:
    """Return the column that tells which city a row is of, where there are several; `of` is a fact of the row."""
    records = analysis.selection.records
    column = TableColumn[Row]("城市", lambda row: text(records[of(row).city].city.name))
    return [column] if len(analysis.selection.cities) > 1 else []


def _itself(fact: Fact) -> Fact:
    return fact


def prominence(fact: Fact) -> tuple[bool, int]:
    """Return what figures are put in order by: with a target first, then as the sources make most of them."""
    return fact.target is None, fact.headline.order


def latest(facts: Iterable[Fact]) -> Iterable[Fact]:
    """Return the latest figure of each thing, in the order first met; of those that end together the one with a target.

    What states no time counts as latest; else what began first says most: what has added up, not the last month of it.
    """

    def rank(fact: Fact) -> tuple[datetime.date, bool, int]:
        return fact.period.end or datetime.date.max, fact.target is not None, fact.period.days or 0

    found: dict[object, Fact] = {}
    for fact in facts:
        key = fact.identity, fact.direction
        if key not in found or rank(fact) > rank(found[key]):
            found[key] = fact
    return found.values()


def averages(analysis: Analysis, theme: Theme, ledger: Ledger) -> Table | None:
    """Amounts with the number of those who shared them and the average of one; None if the theme relates none."""
    found = [item for item in analysis.related if item.theme == theme.id and item.relation.kind == "per_unit"]
    found = [item for item in found if item.stated("average") or not ledger.few]
    if not found:
        return None
    units = dict.fromkeys(_counted(item) for item in found if not item.stated("average"))
    by, of = "、".join(f"{unit}数" for unit in units), "、".join(f"每{unit}" for unit in units)
    columns = [
        *_city(analysis, lambda item: item.one("amount")),
        TableColumn[Related]("事项", lambda item: text(item.relation.name + added_up(item.one("amount"))), LEFT),
        TableColumn[Related]("总额", lambda item: _dated(item.one("amount"))),
        TableColumn[Related]("对象数", lambda item: _dated(item.one("count"))),
        TableColumn[Related]("平均", lambda item: _average(item, ledger)),
    ]
    note = f"平均数由总额除以{by}推算，不代表{of}实际所得。" if units else ""
    return table_of(found, columns, f"averages.{theme.id}", f"{theme.name}资金总额与平均数", notes=(note,))


def _dated(fact: Fact) -> Runs:
    return dated(figure_cell(fact), fact)


def _counted(item: Related) -> str:
    """What one recipient is called: 户, 家, 人."""
    unit = item.one("count").quantity.unit.symbol.lstrip("万亿")
    return "人" if unit == "名" else unit


def _average(item: Related, ledger: Ledger) -> Runs:
    """“每户约71.6万元（推算）”, or without the label where the source states it."""
    run = ledger.known(item, "average")
    if run is None:
        return text(UNCOMPUTED)
    return join([text(f"每{_counted(item)}"), (run,), text("" if item.stated("average") else f"（{DERIVED}）")])


def standards(analysis: Analysis, theme: Theme) -> Table | None:
    """The limits that cities set themselves for procedures, listed and never ranked; None if the theme has none."""
    found = [item for item in analysis.related if item.theme == theme.id and item.relation.kind == "standards"]
    facts = dict.fromkeys(fact for item in found for fact in item.members["limits"])
    if not facts:
        return None
    indicators = analysis.selection.library.catalogue.indicators
    columns = [
        *_city(analysis, _itself),
        TableColumn[Fact]("事项", lambda fact: text(scoped(fact, indicators[fact.indicator].name)), LEFT),
        TableColumn("标准", _dated),
    ]
    note = "各事项内容不同，只列出，不比较快慢。"
    return table_of(facts, columns, f"standards.{theme.id}", f"{theme.name}办理标准", notes=(note,))
