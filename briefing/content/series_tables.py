"""Tables over time: the cities by periods of one indicator, the indicators of one city by periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparability import Observed, aspects, kind_of_figure, not_judged
from briefing.analysis.derived import PERCENT, POINT
from briefing.analysis.terms import Term
from briefing.analysis.time_series import by_period
from briefing.analysis.trends import SHORTEST, Trend
from briefing.content.changes import ChangeCells
from briefing.content.city_tables import unit_of
from briefing.content.ledger import Ledger
from briefing.content.table_layout import highlighted
from briefing.content.tables import CENTRE, LEFT, NOTHING, absent, fitted, header
from briefing.model.catalogue import Theme
from briefing.model.document import ChartSpec, Mark, Panel, Run, Runs, Table
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.period import UNSTATED, Period
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import RANK, Unit
from briefing.wording.clauses import remarks
from briefing.wording.figures import DERIVED, bare, figure, of_series
from briefing.wording.prose import join, plain, text
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

    name: Runs
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
        for item in analysis.observed:
            self._same.setdefault(_thing(item), []).append(item.fact)

    def _held(self, item: Trend, id: str) -> Mapping[Period, Fact]:
        """Return all facts of a city that agree in all but time, breaks included, with a trend."""
        last = item.last(id)
        return by_period(self._same[_thing(self._known[last.id])], item.kind, ends=last.period.is_end(last.basis))

    def of_theme(self, theme: Theme) -> list[Table]:
        """Return a table of each indicator that several cities have over time, and one of what each city alone has."""
        made: list[Table] = []
        alone: dict[str, list[Trend]] = {}
        for item in self._analysis.trends:
            for part in self.alike(item) if item.indicator.theme == theme.id else ():
                if len(part.series) > 1:
                    made.append(self.city_by_period(part))
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

    def city_by_period(self, item: Trend) -> Table:
        """Return the cities by periods of one indicator, in one unit that stands above."""
        indicator = item.indicator
        cities = [city.id for city in self._analysis.home_first if city.id in item.series]
        held = {id: self._held(item, id) for id in cities}
        unit = unit_of(fact for facts in held.values() for fact in facts.values())
        courses = []
        for id in cities:
            city = self._cities[id]
            gap = absent(self._analysis.selection, city, indicator.theme, indicator.id)
            courses.append(_Course(text(city.name), held[id], item.series[id], unit, gap))
        rules, statements = not_judged([self._known[item.last(id).id] for id in cities])
        rules = tuple(rule for rule in rules if rule != "period")  # each figure stands below its own
        table = self._table(courses, item)
        made = replace(
            table,
            key=f"series.{item.id}",
            caption=text(f"{indicator.name}{SERIES_OF[item.kind]}数据"),
            header=(text("城市"), *table.header[1:]),
            unit=unit.symbol if unit else "",
            notes=(*((text(aside(rules, statements)),) if rules else ()), *table.notes),
        )
        home = self._analysis.home
        return highlighted(made, self._cities[home].name) if home and home in item.series else made

    def indicator_by_period(self, city: City, items: Iterable[Trend], key: str, title: str) -> list[Table]:
        """Return the indicators of one city by periods, a table for each kind of period; units stand with the names.

        `title` is what the captions begin with.
        """
        groups: dict[tuple[PeriodKind, bool], list[Trend]] = {}
        for item in items:
            groups.setdefault((item.kind, item.ends), []).append(item)
        made = []
        for held in groups.values():
            courses = []
            for item in held:
                facts = self._held(item, city.id)
                scope = next(iter(facts.values())).scope
                unit = unit_of(facts.values())
                told = f"{f'（{scope}）' if scope else ''}{f'（{unit.symbol}）' if unit else ''}"
                gap = absent(self._analysis.selection, city, item.indicator.theme, item.indicator.id)
                courses.append(_Course(text(f"{item.indicator.name}{told}"), facts, item.series[city.id], unit, gap))
            own = held[0].id.removeprefix(held[0].indicator.id)
            caption = text(f"{title}{SERIES_OF[held[0].kind]}数据")
            made.append(replace(self._table(courses, held[0]), key=f"series.{key}{own}", caption=caption))
        return made

    def _table(self, courses: Sequence[_Course], like: Trend) -> Table:
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
        points = all(_in_points(course) for course in courses)
        units = [POINT if points else None if _in_points(course) else course.unit for course in courses]
        # without a year's distance, what is counted within parts of a year would be set from season to season
        moved = [
            self._moved(course, unit, since, shown[0], last) if since or yearly or like.ends else ()
            for course, unit in zip(courses, units, strict=True)
        ]
        told = []
        if before := times[: -len(shown)]:
            span = "至".join(dict.fromkeys(of_series(at, ends=like.ends) for at in (before[0], before[-1])))
            told.append(f"{span}的数据从略。")
        if any((run.ref or "").startswith("=") for cell in moved for run in cell):
            told.append(f"{Term.YEAR_EARLIER if since else '变化'}由各期数据{DERIVED}，尾数四舍五入。")
        went = [[cell or text(NOTHING)] for cell in moved] if any(moved) else [[] for _ in moved]
        against = Term.YEAR_EARLIER if since else f"较{of_series(shown[0], ends=like.ends)}"
        label = [text(f"{against}（{POINT.symbol.removeprefix('个')}）" if points else against)] if any(moved) else []
        heads = [text(at.short(beside) + ("末" if like.ends else "")) for beside, at in _beside(shown)]
        top = (*header("指标"), *heads, *label)
        rows = tuple(
            (course.name, *(_cell(course, at) for at in shown), *moves)
            for course, moves in zip(courses, went, strict=True)
        )
        return Table(
            key="",
            caption=(),
            header=top,
            rows=rows,
            widths=fitted((top, *rows)),
            align=(LEFT, *(CENTRE for _ in (*shown, *label))),
            notes=tuple(map(text, told)),
            sparklines=tuple(_sparkline(course, times, like) for course in courses)
            if len(times) >= SPARKLINES_FROM
            else (),
        )

    def _moved(self, course: _Course, unit: Unit | None, since: Period | None, first: Period, last: Period) -> Runs:
        now, before = course.facts.get(last), course.facts.get(since or first)
        if now is None:
            return ()
        if since:
            return self._changes.year_on_year(now, unit)
        return self._changes.cell(before, now, unit) if before else ()


def _thing(item: Observed) -> object:
    """Return what the figures of one row agree in."""
    return item.city.id, item.fact.period.is_end(item.fact.basis), aspects(item, without=("period", "redefined"))


def _in_points(course: _Course) -> bool:
    """Return whether what a course went is counted in percentage points."""
    return course.unit is not None and course.unit.family == PERCENT.family


def _beside(times: Sequence[Period]) -> Iterator[tuple[Period, Period]]:
    """Yield each period with the one whose year it need not repeat; a month alone would be a bare number."""
    for before, at in zip((times[0], *times), times, strict=False):
        yield (before if at is not times[0] and at.kind is not PeriodKind.MONTH else UNSTATED), at


def _cell(course: _Course, at: Period) -> Runs:
    fact = course.facts.get(at)
    return join([(Run(bare(fact, course.unit), ref=fact.id),), text(remarks(fact))]) if fact else course.gap


def _sparkline(course: _Course, times: Sequence[Period], like: Trend) -> ChartSpec:
    """Return the whole course of a row; a period without a figure is a gap."""
    unit = course.unit or next(iter(course.facts.values())).quantity.unit
    name, marks = plain(course.name), []
    for at in times:
        fact, label = course.facts.get(at), of_series(at, ends=like.ends)
        value = fact.quantity.base / unit.factor if fact and at in course.run else None
        words = figure(fact) if fact else plain(course.gap)
        marks.append(Mark(label, value, words, name, fact.id if fact else None))
    return ChartSpec("sparkline", "", (Panel(tuple(marks), "", unit.symbol, unit.family == RANK),))
