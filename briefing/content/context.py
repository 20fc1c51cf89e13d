"""What a template sees: plain Chinese names for typed things, and no way to a bare number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from types import MappingProxyType

from briefing.analysis.analyse import Analysis, analyse
from briefing.content import titles
from briefing.content.asked.resolver import NameResolver
from briefing.content.checklist import agreements
from briefing.content.citations import PRACTICE
from briefing.content.figures import theme_figures
from briefing.content.figures.chart_specs import COURSES, ChartSpecs, Refuse
from briefing.content.figures.progress import PROGRESS, paced
from briefing.content.figures.strips import of_all
from briefing.content.known_names import NamedItems, find_theme
from briefing.content.last_issue import LastIssueContext, MovementWriter
from briefing.content.ledger import Ledger
from briefing.content.one_page.page_room import MIDDLING, PageRoom
from briefing.content.one_page.single_page import OnePage, OnePageContext
from briefing.content.paragraphs.common_topics import TOPICS_ACROSS, by_topic, parallels
from briefing.content.paragraphs.not_compared import not_covered
from briefing.content.paragraphs.points import Points, PointWriter, opening_points
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.paragraphs.themes import ThemeContext, ThemeWriter, own
from briefing.content.standings.benchmark import HomeContext
from briefing.content.tables import theme_tables
from briefing.content.tables.changes import ChangeCells
from briefing.content.tables.month_table import MonthTables
from briefing.content.tables.series_tables import SeriesTables
from briefing.content.tables.table_columns import ROWS_AT_LEAST
from briefing.content.tables.table_layout import split
from briefing.data.selection import find_city
from briefing.errors import Problem
from briefing.model.document import Figure, Run, Runs, Table
from briefing.model.issue import LastIssue
from briefing.model.library import City
from briefing.templating.printable import Absent, Function
from briefing.templating.template_errors import Mistake
from briefing.wording.prose import text

HIGHLIGHTS = 6
FIGURES_WHEN_FEW_THEMES = 3  # per theme
FEW_THEMES = 3
FIGURES_IN_ALL = 8
MOVEMENTS_IN_ALL = 12  # figures, where they show how indicators moved
QUESTIONS_TOLD = 5  # per city


class BriefingContext:
    """The whole briefing for a template. Properties are computed once, when a template asks for them."""

    def __init__(
        self,
        analysis: Analysis,
        ledger: Ledger,
        refuse: Refuse,
        colors: Mapping[str, str] = MappingProxyType({}),
        warn: Callable[[Problem], None] = lambda problem: None,
        last: LastIssue | None = None,
        *,
        named: bool = True,
        room: PageRoom = MIDDLING,
    ) -> None:
        self._analysis, self._ledger, self._drawn_by = analysis, ledger, (refuse, colors, warn)
        self._room = room
        self._writer = self._seen_from(analysis.home)
        self._specs = ChartSpecs(analysis, ledger, refuse, colors, warn)
        self._cities, self._named = analysis.home_first, named
        self._crowded = len(self._cities) > theme_tables.CITIES_ACROSS
        self._movements = MovementWriter(analysis, self._writer, ledger)
        self._since, self._last = last, self._movements.last(last) if last else None
        self._moved = self._last.points if self._last else ()
        self._writes = PointWriter(analysis, self._writer, self._movements.instead)
        self._pointed: list[object] = []
        self._points = opening_points(analysis, self._writes, self._moved, HIGHLIGHTS, named=named)
        self._names = NameResolver(analysis.selection.library)

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """Return the full names of the cities; any other name of theirs is `in` them, too."""
        return NamedItems((city.name for city in self._cities), lambda typed: find_city(typed, self._cities))

    @cached_property
    def several(self) -> bool:
        """Return whether there is more than one city."""
        return len(self._cities) > 1

    @cached_property
    def places(self) -> Runs:
        """Return the cities in one phrase: 武汉市、三门峡市和天河区; beyond four, 武汉市等6市."""
        phrase, counted = titles.places(self._analysis)
        many = (self._ledger.count("places", len(self._cities), counted, "地区"),) if counted else ()
        return (*text(phrase), *many)

    @cached_property
    def subjects(self) -> str:
        """Return the themes in one phrase, as in a title: 政务服务与中小企业融资; beyond three, 优化营商环境."""
        return titles.subjects(self._analysis.selection)

    @cached_property
    def uneven(self) -> bool:
        """Return whether the cities are known to be of different levels."""
        return len({city.level for city in self._cities} - {""}) > 1

    @cached_property
    def from_tables(self) -> bool:
        """Return whether every figure is of a table, and there is no article with practices."""
        return self._analysis.selection.from_tables

    @cached_property
    def extent(self) -> Runs:
        """“数据49项、做法31项”: what of the selection the briefing prints, without what there is none of."""
        records = self._analysis.selection.records.values()
        groups = {
            "数据": [fact.id for record in records for fact in record.facts],
            "做法": [PRACTICE + item.id for record in records for item in record.practices],
        }
        return (self._ledger.printed("extent", groups, "采用的数据和做法"),)

    @cached_property
    def highlights(self) -> tuple[Runs, ...]:
        """Return what has moved since the last issue, then the findings that matter most, one sentence each."""
        return self._said(self._points, self._writes)

    def _said(self, points: Points, writes: PointWriter) -> tuple[Runs, ...]:
        """Return the points as sentences; the themes that are asked for later repeat none of them."""
        self._pointed += [one.subject for item in points.findings for one in (item, item.also) if one]
        return (*points.moved, *map(writes.say, points.findings))

    @property
    def points(self) -> Function:
        """What gives the same, so many of them, or of one city alone."""
        return Function('points("城市", limit=3)，都可以不写', self._points_of, {"limit": int})

    def _points_of(self, of: object = None, limit: int = HIGHLIGHTS) -> tuple[Runs, ...]:
        if limit < 1:
            raise Mistake(Problem("limit 是最多写几条。", hint="应为 1 以上的整数，如 limit=3。"))
        city = None if of is None else self._names.city(of)
        if city and city.id not in self._analysis.selection.records:
            hint = f'请加选{city.name}，或先判断：{{% if "{city.name}" in briefing.cities %}}。'
            raise Mistake(Problem(f"本次没有选{city.name}，没有它的要点。", hint=hint))
        of = city.id if city else ""
        writes = self._writes
        if of and of != self._analysis.home:
            writes = PointWriter(self._analysis, self._seen_from(of), self._movements.instead)
        found = opening_points(self._analysis, writes, self._moved, limit, of=of, named=self._named)
        return self._said(found, writes)

    def _seen_from(self, home: str | None) -> SentenceWriter:
        selection = self._analysis.selection
        return SentenceWriter(selection.library, self._ledger, home, self._analysis.movements, selection.cities)

    @property
    def last(self) -> LastIssueContext | Absent:
        """Return what has changed since the last issue that went out; nothing where there is none."""
        return self._last or Absent("还没有印发过的上一期。", "请先用 {% if briefing.last %} 判断。")

    @cached_property
    def year_earlier(self) -> Table | None:
        """Return the latest figures beside those of the same time of the year before; None where there are none."""
        return self._movements.year_table()

    @cached_property
    def themes(self) -> tuple[ThemeContext, ...]:
        """Return the themes in the order asked for; any name of theirs is `in` them."""
        series = SeriesTables(self._analysis, self._ledger, self._changes)
        writer = ThemeWriter(self._analysis, self._ledger, self._writer, series, self._months, self._pointed)
        themes = self._analysis.selection.themes
        views = tuple(writer.view(theme, partial(lambda id: self._drawn[id], theme.id)) for theme in themes)
        return NamedItems(views, lambda typed: find_theme(typed, themes))

    @cached_property
    def common(self) -> tuple[Table, ...]:
        """Return what several cities do about one topic, of all themes; () where few themes have each their own table.

        Also for many cities.
        """
        themes = self._analysis.selection.themes
        found = {topic: held for theme in themes for topic, held in parallels(self._analysis, theme).items()}
        if len(themes) <= FEW_THEMES or self._crowded or len(found) < ROWS_AT_LEAST:
            return ()
        made = by_topic(self._analysis, found, self._ledger, "topics", "各地同类做法对照")
        return split(own(made, self._ledger), TOPICS_ACROSS)

    @cached_property
    def month(self) -> tuple[Table | Figure, ...]:
        """Return the month tables of all themes, how far each target is reached, and behind them as many charts of it.

        () where few indicators have a target.
        """
        tables, figures = self._months.of_all, self._paced
        return (*(own(one, self._ledger) for one in tables), *(own(one, self._ledger) for one in figures))

    @cached_property
    def _paced(self) -> list[Figure]:
        made = paced(self._specs, self._months.overall, "目标任务")
        return [self._specs.with_periods(figure) for figure in made if self._specs.drawn(figure)]

    @cached_property
    def _changes(self) -> ChangeCells:
        return ChangeCells(self._analysis, self._ledger)

    @cached_property
    def _months(self) -> MonthTables:
        return MonthTables(self._analysis, self._ledger, self._changes)

    @cached_property
    def blanks(self) -> tuple[Runs, ...]:
        """For each city the themes that our data hold nothing of, and those that a source says it does not tell.

        () where figures of other times are left out, and for many cities, of which the themes say it.
        """
        return () if self._crowded else tuple(not_covered(self._analysis))

    @cached_property
    def home(self) -> HomeContext | Absent:
        """Return the home city against its peers; nothing unless one was named."""
        if self._analysis.benchmark is None:
            return Absent("没有写 --home，没有对标的内容。", "请先用 {% if briefing.home %} 判断。")
        return HomeContext(self._analysis, self._writer, self._specs)

    @cached_property
    def each(self) -> tuple[BriefingContext, ...]:
        """Return the briefing of each city by itself, without those that tell nothing: a chapter each in a portrait."""
        if self._ledger.part:
            return (self,)
        views = []
        for city in self._cities:
            if found := _of_one_city(self._analysis, city):
                last = self._since.of_city(city.id) if self._since else None
                ledger = self._ledger.of_part(city.id, city.name)
                views.append(BriefingContext(found, ledger, *self._drawn_by, last))
        return tuple(views)

    @cached_property
    def identity(self) -> str:
        """Where the first city lies: 武汉市位于湖北省. The table of divisions knows no more of its rank than that."""
        city = self._cities[0]
        return f"{city.name}位于{city.parent}" if city.parent else city.name

    @cached_property
    def brief(self) -> OnePageContext:
        """Return what matters most, as much of it as fits on one page."""
        page = OnePage(self._analysis, self._writer, self._writes, self._months.of_all, self._room)
        drawn = [figure for theme in self._analysis.selection.themes for figure in self._drawn[theme.id]]
        if self.home and self.home.card:  # three sentences and a chart say where the home city stands
            return page.context(
                self.home.verdict, self._moved, [*self.home.strip, *self._paced, *drawn], named=self._named
            )
        return page.context((), self._moved, [*self._paced, *of_all(self._specs), *drawn], named=self._named)

    @cached_property
    def undrawn(self) -> Runs:
        """Return why no theme has a chart, in a sentence; () where one has."""
        if self._paced or any(self._drawn.values()):
            return ()
        return text(theme_figures.undrawn(self._analysis, monthly=bool(self.month)))

    @cached_property
    def questions(self) -> tuple[Runs, ...]:
        """For each city the topics that others take up and none of its practices is filed under; () for many."""
        topics, found = self._analysis.selection.library.catalogue.topics, []
        groups = {
            id: held
            for theme in self._analysis.selection.themes
            for id, held in parallels(self._analysis, theme).items()
        }
        for city in () if self._crowded else self._cities:
            names = [topics[id].name for id, held in groups.items() if len(held) > 1 and city.id not in held]
            if names:
                more = "等" if len(names) > QUESTIONS_TOLD else ""
                asked = "、".join(names[:QUESTIONS_TOLD])
                found.append(text(f"{city.name}：所用材料中没有{asked}{more}方面的同类做法，可进一步了解。"))
        return tuple(found)

    @cached_property
    def undated(self) -> Runs:
        """Return one sentence on figures whose source states no period; () if all are dated."""
        undated = {
            city.name: [fact.id for fact in self._analysis.selection.records[city.id].facts if fact.period.year is None]
            for city in self._cities
        }
        if not any(undated.values()):
            return ()
        run = self._ledger.printed("undated", undated, "未注明年份的数据")
        return (Run("未注明年份的数据："), run, Run("，引用时请先核实时点。"))

    @cached_property
    def checks(self) -> tuple[Runs, ...]:
        """Return figures that the sources state twice over and that agree when recomputed."""
        return agreements(self._analysis, self._writer)

    @cached_property
    def _drawn(self) -> dict[str, tuple[Figure, ...]]:
        """Return which figures each theme shows: how every indicator moved, then the most telling, several where themes
        are few, else one of each theme.

        Where there is room left, kinds that are not yet there are added.
        """
        # all are made before any is chosen: a theme with one kind leaves room for another's
        made = {theme.id: theme_figures.of_theme(self._specs, theme) for theme in self._analysis.selection.themes}
        if self._paced:  # all targets stand in one chart
            made = {
                theme: [figure for figure in found if not figure.key.startswith(PROGRESS)]
                for theme, found in made.items()
            }
        least = FIGURES_WHEN_FEW_THEMES if len(made) <= FEW_THEMES else 1
        chosen = {theme: list(found[:least]) for theme, found in made.items()}
        kinds = {figure.chart.kind for found in chosen.values() for figure in found}
        for theme, found in made.items():
            for figure in found[least:]:
                moved, count = figure.chart.kind in COURSES, sum(map(len, chosen.values()))
                if count < MOVEMENTS_IN_ALL if moved else count < FIGURES_IN_ALL and figure.chart.kind not in kinds:
                    kinds.add(figure.chart.kind)
                    chosen[theme].append(figure)
        return {theme: tuple(found) for theme, found in chosen.items()}


def specs_of(view: BriefingContext) -> ChartSpecs:
    """Return what the figures of a briefing are made with."""
    return view._specs


def _of_one_city(analysis: Analysis, city: City) -> Analysis | None:
    """Return the analysis of a city's own record, without themes that it has nothing on; None if it has nothing."""
    whole, cover = analysis.selection, analysis.coverage
    themes = tuple(theme for theme in whole.themes if not cover.blank(theme.id, city.id))
    if not themes:
        return None
    return analyse(replace(whole, cities=(city,), themes=themes, records={city.id: whole.records[city.id]}))
