"""The month table as offices print it: 本月, 累计, 同比, 年度目标, 完成率, 序时进度, 牵头单位."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial

from briefing.analysis.analyse import Analysis
from briefing.analysis.months import MonthRow, month_rows
from briefing.analysis.terms import Term
from briefing.content.ledger import Ledger
from briefing.content.tables.changes import ChangeCells
from briefing.content.tables.table_columns import (
    LEFT,
    NOTHING,
    ROWS_AT_LEAST,
    TableColumn,
    figure_cell,
    table_of,
    unit_of,
)
from briefing.content.tables.table_layout import percent_told_above
from briefing.content.targets import pace
from briefing.model.catalogue import Theme
from briefing.model.document import Run, Runs, Table
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import Unit
from briefing.wording.figures import DERIVED, bare, period
from briefing.wording.prose import date, is_computed, join, plain, specified, text

ALL_FROM = 4
"""Indicators with targets from which on one table, before all themes, tells them; fewer stand in their themes."""
BUREAUS_FROM = 3
"""Rows from which on a bureau that is the same for all needs no column."""
PACE = "序时进度"
COMPUTED = (Term.YEAR_EARLIER, "完成率")
"""Columns whose figures may be computed."""
BEHIND = "●"
"""The mark of what is behind: of the signs of GB 2312, so that every font has it, and as plain without colour."""


class MonthTables:
    """Makes the month tables of one analysis.

    `by_place` are the rows of a city and theme, `overall` those with targets where there are so many that they are told
    before all themes, else []. `superseded`: the ids of figures added up till an earlier month, which the latest
    repeats.
    """

    def __init__(self, analysis: Analysis, ledger: Ledger, changes: ChangeCells) -> None:
        self._ledger, self._changes = ledger, changes
        self._cities = {city.id: city for city in analysis.selection.cities}
        rows, self.superseded = month_rows(analysis.observed, analysis.related)
        self.by_place: dict[tuple[str, str], list[MonthRow]] = {}
        for row in rows:
            self.by_place.setdefault((row.city, row.indicator.theme), []).append(row)
        aimed = [row for row in rows if row.progress]
        self.overall = aimed if len({row.indicator.id for row in aimed}) >= ALL_FROM else []

    def of_theme(self, theme: Theme) -> list[Table]:
        """Return the tables of a theme, without what is told before all themes."""
        own = (row for city in self._cities for row in self.by_place.get((city, theme.id), []))
        rows = [row for row in own if not self.overall or not row.progress]
        return self.tables(rows, f"month.{theme.id}", theme.name)

    @cached_property
    def of_all(self) -> list[Table]:
        """Return the tables that are told before all themes."""
        return self.tables(self.overall, "month", "目标任务")

    def tables(self, rows: Iterable[MonthRow], key: str, what: str) -> list[Table]:
        """Return the rows as a table for each city; for each indicator where these are fewer than the cities.

        `what` they are of begins the captions. What would be a table of one row is told by a sentence.
        """
        rows = list(rows)
        by_indicator = len({(row.indicator.id, row.latest.scope) for row in rows}) < len({row.city for row in rows})
        groups: dict[tuple[str, ...], list[MonthRow]] = {}
        for row in rows:
            thing = (row.indicator.id, row.latest.scope)
            groups.setdefault(thing if by_indicator else (row.city,), []).append(row)
        made = []
        for own, held in groups.items():
            # 新设企业（主城区） is another table than 新设企业, and says so
            name = specified(held[0].indicator.name, held[0].latest.scope)
            city = self._cities[held[0].city].name if len(self._cities) > 1 else ""
            title, named = (name if by_indicator else f"{city}{what}"), ".".join(filter(None, (key, *own)))
            made += [self.table(held, named, title, cities=by_indicator)] if len(held) >= ROWS_AT_LEAST else []
        return made

    def table(self, rows: Sequence[MonthRow], key: str, title: str, *, cities: bool = False) -> Table:
        """Return the rows as one table: of one indicator with its unit above if they are of several `cities`.

        Columns that no row fills are left out.
        """
        end = max(row.end for row in rows)
        yearly = end.month == 12 and not any(row.month or row.added_up for row in rows)
        at = Period.holding(end, PeriodKind.YEAR if yearly else PeriodKind.MONTH)
        whole = unit_of(fact for row in rows for fact in row.facts) if cities else None

        def unit(row: MonthRow) -> Unit | None:
            return whole if cities else unit_of(row.facts)

        def named(row: MonthRow) -> Runs:
            if cities:
                return text(_of_time(self._cities[row.city].name, row, end))
            symbol = found.symbol if (found := unit(row)) else ""
            return text(_of_time(row.indicator.name, row, end, row.latest.scope, symbol))

        # one bureau for all is told once, below
        bureaus = {row.latest.bureau for row in rows} if len(rows) >= BUREAUS_FROM else set()
        one = bureaus.pop() if len(bureaus) == 1 else ""
        optional = partial(TableColumn[MonthRow], optional=True)
        columns = [
            TableColumn("城市" if cities else "指标", named, LEFT),
            optional("本月", lambda row: figure_cell(row.month, unit(row))),
            optional(_head(rows), lambda row: figure_cell(row.total, unit(row))),
            optional(Term.YEAR_EARLIER, lambda row: self._changes.year_on_year(row.latest, None)),
            optional(_due(rows), lambda row: _goal(row, unit(row))),
            optional("完成率", self._completion),
            optional(PACE, _pace),
            optional("牵头单位", lambda row: () if one else text(row.latest.bureau)),
        ]
        caption = f"{at.printed}{title}{'完成' if any(row.progress for row in rows) else ''}情况"
        made = table_of(rows, columns, key, caption, unit=whole.symbol if whole else "")
        notes = (*self._notes(rows, made), text(f"牵头单位均为{one}。" if one else ""))
        return percent_told_above(replace(made, notes=tuple(filter(None, notes))))

    def _completion(self, row: MonthRow) -> Runs:
        """Return the rate that is stated, else the computed one; of what is better low whether its target is met."""
        found = row.progress
        if found is None:
            return ()
        if found.rate:
            return (self._ledger.fact(found.rate),)
        if found.completion is None:
            return text({True: "已达目标", False: f"{BEHIND}未达目标", None: ""}[found.met])
        run = self._ledger.figure(next((figure for figure in found.figures if figure.role == "completion"), None))
        return (replace(run, text=run.text.removeprefix("约")),) if run else ()

    def _notes(self, rows: Sequence[MonthRow], table: Table) -> Iterator[Runs]:
        """Yield what the columns are computed from, what share of the time is gone, and what the mark means."""
        cells = {plain(head): cells for head, *cells in zip(table.header, *table.rows, strict=True)}
        counted = f"{_head(rows).replace('（', '、').removesuffix('）')}数" if _head(rows) in cells else "本月数"
        figures = {name: [cell for cell in cells.get(name, []) if cell != text(NOTHING)] for name in COMPUTED}
        computed = [name for name, held in figures.items() if any(map(is_computed, held))]
        if computed:
            stated = not all(is_computed(cell) for name in computed for cell in figures[name])
            rest = "，原表已列的以原表为准" if stated else ""
            yield text(f"{'、'.join(computed)}按{counted}{DERIVED}，尾数四舍五入{rest}。")
        elif Term.YEAR_EARLIER in cells and "本月" in cells:
            yield text(f"{Term.YEAR_EARLIER}为{counted}的{Term.YEAR_EARLIER}。")
        if PACE in cells:
            gone = {(row.end, row.progress.elapsed): row for row in rows if row.progress and row.progress.running}
            for row in gone.values():
                yield self._elapsed(row)
        if any(run.text.startswith(BEHIND) for found in cells.values() for cell in found for run in cell):
            yield text(f"“{BEHIND}”表示未达目标或者慢于{PACE}。")

    def _elapsed(self, row: MonthRow) -> Runs:
        """Return what share of the time of the target is gone: 截至2026年10月31日，全年时间已过83.3%（推算）。"""
        assert row.progress and row.progress.elapsed is not None
        due, share = row.progress.due, row.progress.elapsed * 100
        of = "全年" if due.kind is PeriodKind.YEAR else due.printed
        return join(
            [
                text(f"{PACE}按天数{DERIVED}：截至{date(row.end)}，{of}时间已过"),
                (self._ledger.elapsed(row.end, due, share),),
                text("。"),
            ]
        )


def _of_time(name: str, row: MonthRow, end: datetime.date, *told: str) -> str:
    """新登记企业（户）; of another time than the table 新登记企业（户，2026年1—9月）, 三门峡市（2026年1—8月）."""
    late = "" if row.end == end else period(row.latest.period, row.latest.basis)
    return specified(name, *told, late)


def _head(rows: Sequence[MonthRow]) -> str:
    """Return what the second figures are: 累计, 期末, 累计（期末） of some of each; 完成 of what is of neither kind."""
    kinds = {
        "累计" if row.added_up else "期末" if row.total.period.is_end(row.total.basis) else "完成"
        for row in rows
        if row.total
    }
    return kinds.pop() if len(kinds) == 1 else "累计（期末）" if kinds == {"累计", "期末"} else "完成"


def _due(rows: Sequence[MonthRow]) -> str:
    """Return what the targets are called: 年度目标 where all are of a year."""
    targets = [row.progress.fact.target for row in rows if row.progress and row.progress.fact.target]
    return "年度目标" if all(target.period.kind is PeriodKind.YEAR for target in targets) else "目标"


def _goal(row: MonthRow, unit: Unit | None) -> Runs:
    found = row.progress
    if found is None or found.fact.target is None:
        return ()
    aim = replace(found.fact, quantity=found.fact.target.quantity, qualifier=None, printed="")
    return (Run(bare(aim, unit), ref=found.fact.id),)


def _pace(row: MonthRow) -> Runs:
    """Return whether it is done or on schedule, at the end done or not; () where that is not certain or not judged."""
    found = row.progress
    if found is None or found.completion is None or found.elapsed is None:
        return ()
    if found.running and found.met:
        return text("已完成")
    if found.running:
        return text(f"{BEHIND if found.on_schedule is False else ''}{pace(found)}") if found.judged else ()
    return text({True: "已完成", False: f"{BEHIND}未完成", None: ""}[found.met])
