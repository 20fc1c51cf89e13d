"""The month table as offices print it: 本月, 累计, 同比, 年度目标, 完成率, 序时进度, 牵头单位."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.analysis.analyse import Analysis
from briefing.analysis.targets import TargetProgress, progress
from briefing.content.changes import NOTHING, YEAR_ON_YEAR, Changes
from briefing.content.ledger import Ledger
from briefing.content.tables import CENTRE, LEFT, ROWS_AT_LEAST, header
from briefing.model.catalogue import Indicator, Theme
from briefing.model.document import Run, Runs, Table
from briefing.model.facts import Fact
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import RANK, RANK_CHANGE, Unit, common_unit
from briefing.wording.clauses import remarks
from briefing.wording.figures import DERIVED, bare, period
from briefing.wording.prose import date, join, text

ALL_FROM = 4
"""Indicators with targets from which on one table, before all themes, tells them; fewer stand in their themes."""
BEHIND = "●"
"""The mark of what is behind: of the signs of GB 2312, so that every font has it, and as plain without colour."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One indicator of a city: what it came to within the latest month, and till its end or by its end; None for none.

    `progress`: towards its target, None without one.
    """

    city: str
    indicator: Indicator
    month: Fact | None
    total: Fact | None
    progress: TargetProgress | None

    @property
    def latest(self) -> Fact:
        """Return the figure that speaks for the row: the one added up, else that of the month."""
        fact = self.total or self.month
        assert fact is not None
        return fact

    @property
    def end(self) -> datetime.date:
        """Return the last day that it tells of."""
        return self.latest.period.end or datetime.date.min

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the figures of the row."""
        return tuple(fact for fact in (self.month, self.total) if fact)


class MonthTables:
    """Makes the month tables of one analysis.

    `rows` are all that there are, `overall` those with targets where there are so many that they are told before all
    themes, else (). `superseded`: the ids of figures added up till an earlier month, which the latest repeat.
    """

    def __init__(self, analysis: Analysis, ledger: Ledger, changes: Changes) -> None:
        self._ledger, self._changes = ledger, changes
        self._cities = {city.id: city for city in analysis.selection.cities}
        self._progress = {item.fact.id: item for item in progress(analysis.observed, analysis.related)}
        self.superseded: set[str] = set()
        self.rows = self._found(analysis)
        aimed = tuple(row for row in self.rows if row.progress)
        self.overall = aimed if len({row.indicator.id for row in aimed}) >= ALL_FROM else ()

    def _found(self, analysis: Analysis) -> list[MonthRow]:
        groups: dict[object, list[Fact]] = {}
        indicators: dict[object, Indicator] = {}
        for item in analysis.observed:
            if not item.indicator.of and item.fact.period.end and not item.fact.direction:
                groups.setdefault(item.fact.identity, []).append(item.fact)
                indicators[item.fact.identity] = item.indicator
        rows = {key: self._row(indicators[key], facts) for key, facts in groups.items()}
        last: dict[str, datetime.date] = {}
        for held in filter(None, rows.values()):
            last[held.city] = max(last.get(held.city, held.end), held.end)
        found = []
        for key, facts in groups.items():
            row, at = rows[key], last.get(facts[0].city)
            if row is None and at:  # what stands at the end of the month that others tell of belongs with them
                closing = [fact for fact in facts if fact.period.end == at and _of_month_end(fact)]
                row = MonthRow(facts[0].city, indicators[key], None, closing[0], None) if closing else None
            if row and (row.progress or row.end == at):
                found.append(row)
                if row.total and _adds_up(row.total):
                    self.superseded |= {fact.id for fact in facts if _adds_up(fact) and fact.period < row.total.period}
        return found

    def _row(self, indicator: Indicator, facts: Sequence[Fact]) -> MonthRow | None:
        """Return the row of the latest figures of a thing; None if none is a month's, added up, or has a target."""
        own = [fact for fact in facts if fact.id in self._progress or _adds_up(fact) or _within_month(fact)]
        if not own:
            return None
        end = max(fact.period.end for fact in own if fact.period.end)
        latest = [fact for fact in own if fact.period.end == end]
        month = next((fact for fact in latest if _within_month(fact)), None)
        totals = sorted((fact for fact in latest if fact is not month), key=lambda fact: fact.id not in self._progress)
        total = totals[0] if totals else None
        aimed = next((self._progress[fact.id] for fact in (total, month) if fact and fact.id in self._progress), None)
        return MonthRow(facts[0].city, indicator, month, total, aimed)

    def of_theme(self, theme: Theme) -> list[Table]:
        """Return the tables of a theme, without what is told before all themes."""
        rows = [row for row in self.rows if row.indicator.theme == theme.id and row not in self.overall]
        return self.tables(rows, f"month.{theme.id}", theme.name)

    def of_all(self) -> list[Table]:
        """Return the tables that are told before all themes."""
        return self.tables(self.overall, "month", "目标任务")

    def tables(self, rows: Iterable[MonthRow], key: str, what: str) -> list[Table]:
        """Return the rows as a table for each city; for each indicator where these are fewer than the cities.

        `what` they are of begins the captions. What would be a table of one row is told by a sentence.
        """
        by_city: dict[str, list[MonthRow]] = {}
        by_indicator: dict[str, list[MonthRow]] = {}
        for row in rows:
            by_city.setdefault(row.city, []).append(row)
            by_indicator.setdefault(row.indicator.id, []).append(row)
        made = []
        if len(by_indicator) < len(by_city):
            for id, held in by_indicator.items():
                if len(held) >= ROWS_AT_LEAST:
                    made.append(self.table(held, f"{key}.{id}", held[0].indicator.name, cities=True))
        else:
            for id, held in by_city.items():
                if len(held) >= ROWS_AT_LEAST:
                    name = self._cities[id].name if len(self._cities) > 1 else ""
                    made.append(self.table(held, f"{key}.{id}", f"{name}{what}"))
        return made

    def table(self, rows: Sequence[MonthRow], key: str, title: str, *, cities: bool = False) -> Table:
        """Return the rows as one table: of one indicator with its unit above if they are of several `cities`.

        Columns that no row fills are left out.
        """
        end = max(row.end for row in rows)
        kind = PeriodKind.MONTH if any(row.month or _adds_up(row.latest) for row in rows) else PeriodKind.YEAR
        whole = common_unit(fact.quantity for row in rows for fact in row.facts) if cities else None
        units = [_worded(whole if cities else common_unit(fact.quantity for fact in row.facts)) for row in rows]
        names = [
            text(self._cities[row.city].name if cities else _name(row, unit, end))
            for row, unit in zip(rows, units, strict=True)
        ]
        columns: list[tuple[str, list[Runs], int]] = [
            ("本月", [self._figure(row.month, unit) for row, unit in zip(rows, units, strict=True)], 3),
            (_head(rows), [self._figure(row.total, unit) for row, unit in zip(rows, units, strict=True)], 3),
            (YEAR_ON_YEAR, [self._changes.year_on_year(row.latest, None) for row in rows], 3),
            (_due(rows), [_goal(row, unit) for row, unit in zip(rows, units, strict=True)], 3),
            ("完成率", [self._completion(row) for row in rows], 3),
            (PACE, [_pace(row) for row in rows], 4),
            ("牵头单位", [text(row.latest.bureau) for row in rows], 5),
        ]
        columns = [column for column in columns if any(column[1])]
        return Table(
            key=key,
            caption=text(f"{Period.holding(end, kind).printed}{title}{'完成' if _aimed(rows) else ''}情况"),
            header=header("城市" if cities else "指标", *(name for name, _, _ in columns)),
            rows=tuple(
                (name, *(cells[at] or text(NOTHING) for _, cells, _ in columns)) for at, name in enumerate(names)
            ),
            widths=(4 if cities else 7, *(width for _, _, width in columns)),
            align=(LEFT, *(CENTRE for _ in columns)),
            unit=units[0].symbol if cities and units[0] else "",
            notes=tuple(self._notes(rows, columns)),
        )

    def _figure(self, fact: Fact | None, unit: Unit | None) -> Runs:
        return join([(Run(bare(fact, unit), ref=fact.id),), text(remarks(fact))]) if fact else ()

    def _completion(self, row: MonthRow) -> Runs:
        """Return the rate that is stated, else the computed one; of what is better low whether its target is met."""
        found = row.progress
        if found is None:
            return ()
        if found.rate:
            return (self._ledger.fact(found.rate),)
        figures = {figure.role: figure for figure in found.figures}
        if found.completion is None:
            return text("已达目标" if "excess" in figures else f"{BEHIND}未达目标" if "shortfall" in figures else "")
        run = self._ledger.figure(figures.get("completion"))
        return (replace(run, text=run.text.removeprefix("约")),) if run else ()

    def _notes(self, rows: Sequence[MonthRow], columns: Sequence[tuple[str, list[Runs], int]]) -> Iterator[Runs]:
        """Yield what the columns are computed from, what share of the time is gone, and what the mark means."""
        cells = {name: found for name, found, _ in columns}
        counted = f"{_head(rows).replace('（', '、').removesuffix('）')}数" if _head(rows) in cells else "本月数"
        computed = [name for name in (YEAR_ON_YEAR, "完成率") if any(map(_is_computed, cells.get(name, [])))]
        if computed:
            stated = any(cell and not _is_computed(cell) for name in computed for cell in cells[name])
            rest = "，原表列有的照原表" if stated else ""
            yield text(f"{'、'.join(computed)}按{counted}{DERIVED}，尾数四舍五入{rest}。")
        elif YEAR_ON_YEAR in cells and "本月" in cells:
            yield text(f"{YEAR_ON_YEAR}为{counted}的{YEAR_ON_YEAR}。")
        if PACE in cells:
            gone = {(row.end, row.progress.elapsed): row for row in rows if row.progress and _paced(row.progress)}
            for row in gone.values():
                yield self._elapsed(row)
        if any(run.text.startswith(BEHIND) for found in cells.values() for cell in found for run in cell):
            yield text(f"“{BEHIND}”表示落后。")

    def _elapsed(self, row: MonthRow) -> Runs:
        """Return what share of the time of the target is gone: 截至2026年10月31日，全年时间已过83.3%（推算）。"""
        assert row.progress and row.progress.fact.target and row.progress.elapsed is not None
        due, share = row.progress.fact.target.period, row.progress.elapsed * 100
        of = "全年" if due.kind is PeriodKind.YEAR else due.printed
        return join(
            [
                text(f"{PACE}按天数{DERIVED}：截至{date(row.end)}，{of}时间已过"),
                (self._ledger.elapsed(row.end, due, share),),
                text("。"),
            ]
        )


PACE = "序时进度"


def _adds_up(fact: Fact) -> bool:
    """Return whether the figure has added up from the first of January till the end of a month."""
    at = fact.period
    opens = at.start is not None and (at.start.month, at.start.day) == (1, 1)
    return opens and at.kind is PeriodKind.RANGE and at.months is not None and at.months <= 12


def _is_computed(cell: Runs) -> bool:
    return any((run.ref or "").startswith("=") for run in cell)


def _within_month(fact: Fact) -> bool:
    return fact.period.kind is PeriodKind.MONTH and not fact.period.is_end(fact.basis)


def _of_month_end(fact: Fact) -> bool:
    """Return whether the figure is of what stood at the end of a month."""
    end = fact.period.end
    return end is not None and fact.period.is_end(fact.basis) and Period.holding(end, PeriodKind.MONTH).end == end


def _aimed(rows: Iterable[MonthRow]) -> bool:
    return any(row.progress for row in rows)


def _worded(unit: Unit | None) -> Unit | None:
    """Return a unit that can be told once, None for places in a ranking."""
    return None if unit is None or unit.family in (RANK, RANK_CHANGE) else unit


def _name(row: MonthRow, unit: Unit | None, end: datetime.date) -> str:
    """新登记企业（户）; of another time than the table 新登记企业（户，2026年1—9月）."""
    latest = row.latest
    told = [latest.scope, unit.symbol if unit else "", "" if row.end == end else period(latest.period, latest.basis)]
    within = "，".join(filter(None, told))
    return f"{row.indicator.name}（{within}）" if within else row.indicator.name


def _head(rows: Sequence[MonthRow]) -> str:
    """Return what the second figures are: 累计, 期末, 累计（期末） of some of each; 完成 of what is of neither kind."""
    kinds = {
        "累计" if _adds_up(row.total) else "期末" if row.total.period.is_end(row.total.basis) else "完成"
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


def _paced(found: TargetProgress) -> bool:
    """Return whether there is time left, so that it can be on schedule or behind."""
    return found.elapsed is not None and found.elapsed < 1


def _pace(row: MonthRow) -> Runs:
    """Return whether it is on schedule, at the end whether it is done; () where that is not certain."""
    found = row.progress
    if found is None or found.completion is None or found.elapsed is None:
        return ()
    if _paced(found):
        return text({True: "达到", False: f"{BEHIND}未达", None: ""}[found.on_schedule])
    roles = {figure.role for figure in found.figures}
    return text("已完成" if "excess" in roles else f"{BEHIND}未完成" if "shortfall" in roles else "")
