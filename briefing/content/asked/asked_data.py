"""The part of the analysis that an author asks for by name: some cities, some indicators, some periods."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import IndicatorRow, compare
from briefing.analysis.relations import relate_all
from briefing.analysis.trends import trends
from briefing.content.asked.axes import AskedAxis, AxisKind
from briefing.content.asked.held_facts import HeldFacts
from briefing.data.selection import is_of
from briefing.errors import Problem
from briefing.model.catalogue import Catalogue, Indicator
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.period import Period
from briefing.templating.template_errors import Mistake

LEAST = 2
"""Periods from which on a table or chart has time on an axis."""


BETTER = "better"
INDICATORS_NAMED = 2  # by a title, or a message


def refused(said: str, hint: str) -> Mistake:
    """Return the mistake of an author, with what to write instead."""
    return Mistake(Problem(said, hint=hint))


@dataclass(frozen=True, slots=True)
class AskedTable:
    """What one table is asked for with: its rows and columns, what all of it is of, and how it is shown."""

    down: AskedAxis
    across: AskedAxis
    of: object
    order: str
    digits: int | None
    period: Period | None
    since: Period | None
    last: object

    @property
    def kinds(self) -> set[AxisKind]:
        """Return what stands in rows and columns."""
        return {self.down.kind, self.across.kind}

    def check(self) -> None:
        """Raise Mistake for what this kind of table cannot be asked for with."""
        as_printed = self.kinds & {AxisKind.PERIODS, AxisKind.MONTH, AxisKind.TOPICS}
        if self.order not in ("", BETTER):
            hint = '要按优劣排列，请写 order="better"；不写照原来的次序。'
            raise refused(f"order 写的是“{self.order}”。", hint)
        if (self.since or self.last is not None) and self.across.kind is not AxisKind.PERIODS:
            hint = '请写 columns="时期"；只要一个时期的，请写 period=2023。'
            raise refused("since、last 用在以时期为列的表里。", hint)
        if self.period and as_printed:
            hint = "以时期为列的表，请写 columns=[2021, 2023]，或者 since、last。"
            raise refused("period 指定一个时期，不能用在这种表里。", hint)
        if self.digits is not None and as_printed:
            raise refused("这种表照原数印，不取整。", "请去掉 digits；要取整的请用城市和指标的表。")


def asked_analysis(
    held: HeldFacts,
    cities: Sequence[City],
    indicators: Iterable[Indicator],
    periods: Collection[Period] = (),
    since: Period | None = None,
) -> Analysis:
    """Return the analysis of these cities in that order and these indicators, under whatever theme, () for any period.

    Its trends begin with two periods.
    """
    catalogue, ids = held.library.catalogue, [item.id for item in indicators]
    wanted = [catalogue.indicators[id] for id in ids if id in catalogue.indicators]
    facts = [fact for item in wanted for city in cities for fact in held.of(city.id, [item])]
    timely = [
        held.seen(fact)
        for fact in facts
        if (not periods or any(is_of(fact, at) for at in periods)) and is_of(fact, None, since)
    ]
    across = compare(timely)
    themes = tuple(dict.fromkeys(catalogue.themes[item.theme] for item in wanted))
    records = {city.id: held.records[city.id] for city in cities}
    every = {fact.id: fact for record in records.values() for fact in record.facts}
    related = relate_all(records.values(), every, held.library.theme_of)
    return replace(
        held.analysis,
        selection=replace(held.selection, cities=tuple(cities), themes=themes, records=records),
        observed=tuple(timely),
        comparisons=across.comparisons,
        rows=across.rows,
        unjudged=across.unjudged,
        trends=tuple(trends(timely, LEAST, held.movements)),
        movements=held.movements,
        related=tuple(
            item
            for item in related
            if any(indicator_of(catalogue, fact) in ids for part in item.members.values() for fact in part)
        ),
    )


def indicator_of(catalogue: Catalogue, fact: Fact) -> str:
    """Return the indicator that a fact is of, be it in another measure (压减幅度)."""
    return catalogue.indicators[fact.indicator].of or fact.indicator


def rows_with_all(analysis: Analysis, indicators: Iterable[Indicator]) -> list[IndicatorRow]:
    """Return the rows of the indicators, with one for each city whose latest figure stands in none."""
    rows: list[IndicatorRow] = []
    for item in indicators:
        own = [row for row in analysis.rows if row.indicator.id == item.id]
        told = {fact.city for row in own for fact in row.facts}
        rest: dict[str, list[Fact]] = {}
        for seen in analysis.observed:
            if seen.indicator.id == item.id and seen.fact.city not in told:
                rest.setdefault(seen.fact.city, []).append(seen.fact)
        latest = (max(facts, key=lambda fact: (not fact.scope, fact.period.end or date.max)) for facts in rest.values())
        rows += [*own, *(IndicatorRow(item, (fact,), (), ()) for fact in latest)]
    return rows
