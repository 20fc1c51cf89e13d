"""Figures one below the other, with what an author wants told of each: 指标、数值、时期、来源、位次 …"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from briefing.content.asked.indicator_values import IndicatorValue, fact_of
from briefing.content.tables.table_columns import CENTRE, LEFT, TableColumn, table_of
from briefing.model.document import Runs, Table
from briefing.model.facts import Fact
from briefing.model.quantity import Unit
from briefing.templating.given_words import runs_of_words
from briefing.templating.printable import Printable
from briefing.wording.prose import join, text

COLUMNS: Mapping[str, Callable[[IndicatorValue], object]] = {
    "指标": lambda value: value.name,
    "城市": lambda value: value.city,
    "数值": lambda value: value,
    "单位": lambda value: value.unit,
    "时期": lambda value: value.period,
    "来源": lambda value: value.source,
    "范围": lambda value: value.scope,
    "状态": lambda value: value.status,
    "说明": lambda value: value.caveat,
    "位次": lambda value: value.rank,
    "最好": lambda value: value.best,
    "差距": lambda value: value.gap,
    "目标": lambda value: value.target,
    "完成率": lambda value: value.completion,
    "同比": lambda value: value.change("同比"),
    "环比": lambda value: value.change("环比"),
}
"""What a table of facts may tell of each, by the head of its column."""
WORDS = ("指标", "来源", "说明")
"""Columns that hold sentences."""


def facts_table(
    values: Sequence[IndicatorValue], names: Sequence[str], show: Callable[[Fact, Unit | None], Runs]
) -> Table:
    """Return the figures with the columns of those names (of `COLUMNS`); `show` prints one that there is.

    Before them stand those by which the rows are told apart, where they are left out.
    """
    cities = list(dict.fromkeys(item.city for item in values if item.city))
    things = {item.name for item in values}
    times = len(values) > len({(item.city, item.name) for item in values})
    apart = {"指标": len(things) > 1, "城市": len(cities) > 1, "时期": times}
    names = [*(name for name, needed in apart.items() if needed and name not in names), *names]

    def figure(value: IndicatorValue) -> Runs:
        return show(fact, None) if (fact := fact_of(value)) else value.__runs__()[0]

    columns = [
        TableColumn(
            name,
            figure if name == "数值" else partial(_cell, COLUMNS[name]),
            LEFT if name in WORDS else CENTRE,
        )
        for name in names
    ]
    return table_of(values, columns, "", f"{cities[0] if len(cities) == 1 else '各地'}有关数据")


def _cell(of: Callable[[IndicatorValue], object], value: IndicatorValue) -> Runs:
    told = of(value)
    if isinstance(told, IndicatorValue) and told.city and not told.missing:
        return join([told.__runs__()[0], text(f"（{told.city}）")])
    if isinstance(told, Printable):
        return () if getattr(told, "missing", False) else told.__runs__()[0]
    return runs_of_words(str(told)) if told else ()
