"""Tables over time: the cities by periods of one indicator, the indicators of one city by periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparability import Observed, aspects, kind_of_figure, not_judged
from briefing.analysis.comparisons import lowest_first
from briefing.analysis.derived import PERCENT, POINT
from briefing.analysis.terms import Term
from briefing.analysis.time_series import by_period
from briefing.analysis.trends import SHORTEST, Trend
from briefing.content.ledger import Ledger
from briefing.content.tables.changes import ChangeCells
from briefing.content.tables.side_by_side import absent
from briefing.content.tables.table_columns import LEFT, TableColumn, figure_cell, table_of, unit_of
from briefing.content.tables.table_layout import highlighted
from briefing.content.tables.theme_tables import CITIES_ACROSS, ROWS_ON_A_PAGE
from briefing.model.catalogue import Indicator, Theme
from briefing.model.document import ChartSpec, Mark, Panel, Runs, Table
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.period import UNSTATED, Period
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import RANK, Unit
from briefing.wording.figures import DERIVED, figure, of_series
from briefing.wording.prose import is_computed, plain, specified, text
from briefing.wording.reasons import aside

PERIODS_ACROSS = 5
"""With the row's name and how far it went they fill an upright page; five quarters hold that of the year before."""
SPARKLINES_FROM = 4
"""Periods: fewer are read as quickly as they are drawn."""
SERIES_OF = {PeriodKind.YEAR: "历年", PeriodKind.HALF: "各半年", PeriodKind.QUARTER: "各季度", PeriodKind.MONTH: "各月"}


@dataclass(frozen=True, slots=True)
class _Course:
    """One row: its name, its facts by period, their unit (None: each cell tells its own), and what marks a gap.

    `run` are those facts that make a series; the others lie before a break or beyond a gap, and are shown, but not
    drawn in one line with them.
    """

    name: str
    facts: Mapping[Period, Fact]
    run: Mapping[Period, Fact]
    unit: Unit | None
    gap: Runs


class SeriesTables:
    """Makes the tables over time of one analysis."""

    def __init__(self, analysis: Analysis, ledger: Ledger, changes: ChangeCells) -> None:
        self._analysis, self._ledger, self._changes = analysis, ledger, changes
        self._known = {item.fact.id: item for item in analysis.observed}
        self._cities = {city.id: city for city in analysis.selection.cities}
        self._same: dict[object, list[Fact]] = {}
        self._alike: dict[object, dict[str, list[Fact]]] = {}
        for item in analysis.observed:
            self._same.setdefault(_thing(item), []).append(item.fact)
            self._alike.setdefault(_kind(item), {}).setdefault(item.city.id, []).append(item.fact)

    def _held(self, item: Trend, *, everyone: bool = False) -> dict[str, Mapping[Period, Fact]]:
        """Return for each city of a trend all its facts that agree in all but time, breaks included.

        With `everyone` also what those without a series have of its periods.
        """
        lasts = {id: self._known[item.last(id).id] for id in item.series}
        held = {id: _by_period(self._same[_thing(last)], item.kind, last) for id, last in lasts.items()}
        if everyone:
            like, times = next(iter(lasts.values())), {at for facts in held.values() for at in facts}
            for id in self._alike[_kind(like)].keys() - lasts.keys():
                found = _by_period(self._alike[_kind(like)][id], item.kind, like)
                held[id] = {at: fact for at, fact in found.items() if at in times}
        return {city.id: held[city.id] for city in self._analysis.home_first if held.get(city.id)}

    def of_theme(self, theme: Theme) -> list[Table]:
        """Return a table of each indicator that several cities have over time, and one of what each city alone has."""
        made: list[Table] = []
        alone: dict[str, list[Trend]] = {}
        for item in self._analysis.trends:
            for part in self.alike(item) if item.indicator.theme == theme.id else ():
                if len(part.series) > 1:
                    made.append(self.city_by_period(part, everyone=len(self._cities) > CITIES_ACROSS))
                else:
                    alone.setdefault(next(iter(part.series)), []).append(part)
        for id, items in alone.items():
            name = self._cities[id].name if len(self._cities) > 1 else ""
            made += self.indicator_by_period(self._cities[id], items, f"{id}.{theme.id}", f"{name}{theme.name}")
        return made

    def alike(self, item: Trend) -> Iterator[Trend]:
        """Yield a trend in parts of which each may stand in one table."""
        groups: dict[object, dict[str, Mapping[Period, Fact]]] = {}
        for city, facts in item.series.items():
            kind = kind_of_figure(self._known[item.last(city).id])
            groups.setdefault(kind, {})[city] = facts
        for series in groups.values():
            yield replace(item, series=series)

    def city_by_period(self, item: Trend, *, everyone: bool = False) -> Table:
        """Return the cities by periods of one indicator, in one unit that stands above.

        `everyone`: also those that have some of the periods and no series. More cities than a page holds stand in the
        order of their latest figures, for head and tail are told apart.
        """
        held, order = _in_order(item.indicator, self._held(item, everyone=everyone))
        unit = unit_of(fact for facts in held.values() for fact in facts.values())
        courses = [self._course(self._cities[id].name, item, id, facts, unit) for id, facts in held.items()]
        latest = [self._known[facts[max(facts)].id] for facts in held.values()]
        rules, statements = not_judged(latest)
        rules = tuple(rule for rule in rules if rule != "period")  # each figure stands below its own
        made = self._table(
            courses,
            item,
            f"series.{item.id}",
            f"{item.indicator.name}{SERIES_OF[item.kind]}数据",
            "城市",
            unit=unit.symbol if unit else "",
            notes=(aside(rules, statements) if rules else "", order),
        )
        home = self._analysis.home
        return highlighted(made, self._cities[home].name) if home and home in held else made

    def indicator_by_period(self, city: City, items: Iterable[Trend], key: str, title: str) -> list[Table]:
        """Return the indicators of one city by periods, a table for each kind of period; units stand with the names.

        `title` is what the captions begin with.
        """
        groups: dict[tuple[PeriodKind, bool], list[Trend]] = {}
        for item in items:
            groups.setdefault((item.kind, item.ends), []).append(item)
        made = []
        for (kind, _), held in groups.items():
            courses = []
            for item in held:
                facts = self._held(item)[city.id]
                scope, unit = next(iter(facts.values())).scope, unit_of(facts.values())
                name = specified(specified(item.indicator.name, scope), unit.symbol if unit else "")
                courses.append(self._course(name, item, city.id, facts, unit))
            own = held[0].id.removeprefix(held[0].indicator.id)
            made.append(self._table(courses, held[0], f"series.{key}{own}", f"{title}{SERIES_OF[kind]}数据", "指标"))
        return made

    def _course(self, name: str, item: Trend, id: str, facts: Mapping[Period, Fact], unit: Unit | None) -> _Course:
        gap = absent(self._analysis.selection, self._cities[id], item.indicator.theme, item.indicator.id)
        return _Course(name, facts, item.series.get(id, {}), unit, gap)

    def _table(
        self,
        courses: Sequence[_Course],
        like: Trend,
        key: str,
        caption: str,
        head: str,
        unit: str = "",
        notes: Sequence[str] = (),
    ) -> Table:
        """Return a row for each course, `like` one of them: its last periods, how far it went, and its whole course.

        Of more than `PERIODS_ACROSS` periods the table has the last, and says so. How far it went: since the first that
        is shown; of parts of a year and their ends, since the same of the year before, if the data hold it.
        """
        # what was before a change is shown where little has followed, but with no word on how it went
        held = (course.run if len(course.run) >= SHORTEST else course.facts for course in courses)
        times = sorted({at for facts in held for at in facts})
        shown, last = times[-PERIODS_ACROSS:], times[-1]
        yearly = like.kind is PeriodKind.YEAR
        since = earlier if not yearly and (earlier := last.year_earlier()) in times else None
        points = all(map(_in_points, courses))
        against = Term.YEAR_EARLIER if since else f"较{of_series(shown[0], ends=like.ends)}"
        # without a year's distance, what is counted within parts of a year would be set from season to season
        moves = partial(self._moved, since, shown[0], last, points=points) if since or yearly or like.ends else _still
        columns = [
            TableColumn[_Course](head, lambda course: text(course.name), LEFT),
            *(TableColumn(at.short(by) + ("末" if like.ends else ""), partial(_cell, at)) for by, at in _beside(shown)),
            TableColumn(f"{against}（{POINT.symbol.removeprefix('个')}）" if points else against, moves, optional=True),
        ]
        made = table_of(courses, columns, key, caption, unit=unit, notes=notes)
        told = []
        if before := times[: -len(shown)]:
            span = "至".join(dict.fromkeys(of_series(at, ends=like.ends) for at in (before[0], before[-1])))
            told.append(f"{span}的数据从略。")
        if any(is_computed(row[-1]) for row in made.rows):
            told.append(f"{Term.YEAR_EARLIER if since else '变化'}由各期数据{DERIVED}，尾数四舍五入。")
        lines = tuple(_sparkline(course, times, like) for course in courses) if len(times) >= SPARKLINES_FROM else ()
        return replace(made, notes=(*made.notes, *map(text, told)), sparklines=lines)

    def _moved(self, since: Period | None, first: Period, last: Period, course: _Course, *, points: bool) -> Runs:
        now, before = course.facts.get(last), course.facts.get(since or first)
        unit = POINT if points else None if _in_points(course) else course.unit
        if now and since:
            return self._changes.year_on_year(now, unit)
        return self._changes.cell(before, now, unit) if now and before else ()


def _in_order(
    indicator: Indicator, held: dict[str, Mapping[Period, Fact]]
) -> tuple[dict[str, Mapping[Period, Fact]], str]:
    """Return what cities hold, of more than a page holds by their latest figures, and that order in words."""
    if len(held) <= ROWS_ON_A_PAGE:
        return held, ""
    latest = {id: facts[max(facts)] for id, facts in held.items()}
    rising = lowest_first(indicator, next(iter(latest.values())))
    placed = sorted(held, key=lambda id: latest[id].quantity.base, reverse=not rising)
    return {id: held[id] for id in placed}, f"按各地最近一期数据由{'低到高' if rising else '高到低'}排列。"


def _thing(item: Observed) -> object:
    """Return what the figures of one row agree in."""
    return item.city.id, item.fact.period.is_end(item.fact.basis), aspects(item, without=("period",))


def _by_period(facts: Iterable[Fact], kind: PeriodKind, like: Observed) -> Mapping[Period, Fact]:
    return by_period(facts, kind, ends=like.fact.period.is_end(like.fact.basis))


def _kind(item: Observed) -> object:
    """Return what the figures of one table agree in."""
    return item.fact.period.is_end(item.fact.basis), kind_of_figure(item)


def _in_points(course: _Course) -> bool:
    """Return whether what a course went is counted in percentage points."""
    return course.unit is not None and course.unit.family == PERCENT.family


def _beside(times: Sequence[Period]) -> Iterator[tuple[Period, Period]]:
    """Yield each period with the one whose year it need not repeat; a month alone would be a bare number."""
    for before, at in zip((times[0], *times), times, strict=False):
        yield (before if at is not times[0] and at.kind is not PeriodKind.MONTH else UNSTATED), at


def _still(course: _Course) -> Runs:
    return ()


def _cell(at: Period, course: _Course) -> Runs:
    return figure_cell(course.facts.get(at), course.unit) or course.gap


def _sparkline(course: _Course, times: Sequence[Period], like: Trend) -> ChartSpec:
    """Return the whole course of a row; a period without a figure is a gap."""
    unit = course.unit or next(iter(course.facts.values())).quantity.unit
    marks = []
    for at in times:
        fact, label = course.facts.get(at), of_series(at, ends=like.ends)
        value = fact.quantity.base / unit.factor if fact and at in course.run else None
        words = figure(fact) if fact else plain(course.gap)
        marks.append(Mark(label, value, words, course.name, fact.id if fact else None))
    return ChartSpec("sparkline", "", (Panel(tuple(marks), "", unit.symbol, unit.family == RANK),))
