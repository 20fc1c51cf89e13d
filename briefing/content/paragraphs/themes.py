"""What a template sees of one theme: what was done where, what stands out, what must not be compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import Comparison
from briefing.analysis.findings import Courses, Finding
from briefing.analysis.foremost import varied
from briefing.analysis.trends import Trend
from briefing.content.known_names import NamedItems
from briefing.content.ledger import Ledger
from briefing.content.paragraphs import common_topics
from briefing.content.paragraphs.city_paragraphs import CityContext, CityParagraphs
from briefing.content.paragraphs.common_topics import parallels
from briefing.content.paragraphs.comparison_sentences import same_period
from briefing.content.paragraphs.not_compared import not_compared, withheld
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.tables import theme_tables
from briefing.content.tables.city_tables import by_city
from briefing.content.tables.month_table import MonthTables
from briefing.content.tables.series_tables import SeriesTables
from briefing.content.tables.side_by_side import rows_of, shared, titled
from briefing.content.tables.table_columns import ROWS_AT_LEAST
from briefing.content.tables.table_layout import highlighted, split, transposed, without_empty_rows
from briefing.data.selection import find_city
from briefing.model.catalogue import Theme
from briefing.model.document import Figure, Run, RunKind, Runs, Table
from briefing.model.library import City
from briefing.model.walk import refs
from briefing.wording.figures import UNLISTED, untold
from briefing.wording.prose import enumeration, join, text

B = TypeVar("B", Figure, Table)

REASONS_TOLD = 4  # per theme
FINDINGS_TOLD = 3  # per theme


@dataclass(frozen=True, slots=True)
class ThemeContext:
    """One theme: what several cities share, its cities, figures and tables, and what must not be compared.

    `month` are month tables, `series` those of the `tables` that are over time, `common` those of what several cities
    do about one topic; `data` has what these do not show, None for nothing.

    `finding` is what a heading may say of the theme, () for nothing.

    Figures are made when they are asked for: of a chart that nobody wanted it is not told that there is none. So are
    findings: what the points have told is not told again beside a chart of it.
    """

    name: str
    finding: Runs
    cities: tuple[CityContext, ...]
    silent: Runs
    _findings: Callable[[], tuple[Runs, ...]]
    parallels: tuple[Runs, ...]
    _figures: Callable[[], tuple[Figure, ...]]
    tables: tuple[Table, ...]
    month: tuple[Table, ...]
    series: tuple[Table, ...]
    common: tuple[Table, ...]
    reasons: tuple[Runs, ...]
    data: Table | None

    @property
    def told(self) -> bool:
        """Whether anything is told of the theme but what tables before all themes, or at the end, hold."""
        return any((self.cities, self.silent, self.findings, self.tables, self.common, self.month, self.figures))

    @property
    def findings(self) -> tuple[Runs, ...]:
        """What stands out, a sentence each."""
        return self._findings()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The charts."""
        return self._figures()


class ThemeWriter:
    """Tells the themes of one analysis: each figure once, whether the points tell it, too, or not.

    `pointed` are the subjects of findings that points have told: no sentence comes again of what a table has.
    """

    def __init__(
        self,
        analysis: Analysis,
        ledger: Ledger,
        writer: SentenceWriter,
        series: SeriesTables,
        months: MonthTables,
        pointed: Collection[object] = (),
    ) -> None:
        self._analysis, self._ledger, self._writer, self._pointed = analysis, ledger, writer, pointed
        self._cities = analysis.home_first
        self._many = len(self._cities) > theme_tables.CITIES_ACROSS  # their figures stand in tables alone
        self._indicators = analysis.selection.library.catalogue.indicators
        self._series, self._months = series, months
        self._paragraphs = CityParagraphs(analysis, ledger, writer, months)
        # ids of facts that tables over time and month tables tell
        self._in_months = {*months.superseded, *refs(months.of_all)}
        self._elsewhere = {*analysis.in_series, *self._in_months}

    def view(self, theme: Theme, drawn: Callable[[], tuple[Figure, ...]]) -> ThemeContext:
        """All that is told of a theme, with the figures that are `drawn` of it."""
        analysis, ledger = self._analysis, self._ledger
        month = tuple(self._months.of_theme(theme))
        self._in_months.update(refs(month))
        self._elsewhere.update(self._in_months)
        series = tuple(own(table, ledger) for table in self._series.of_theme(theme))
        if self._many:
            self._elsewhere.update(refs(series))
        made = list(self._shared(theme))
        across = self._across(theme)
        compared = (item.subject for item in across if isinstance(item.subject, Comparison))
        said = {fact.id for item in compared for fact in item.facts} | self._in_months
        said |= self._elsewhere if self._many else set()
        courses = [item.subject.trend.indicator for item in across if isinstance(item.subject, Courses)]
        # the sentence on all cities tells home's course, too
        again = [item for item in self._pointed if isinstance(item, Trend) and item.indicator in courses]
        views = [(city, self._paragraphs.of(theme, city, said, self._in_months, again)) for city in self._cities]
        told = [(city, view) for city, view in views if view.text]
        topics = common_topics.topics(analysis, theme, ledger) if len(self._cities) > 1 else None
        if topics and self._many:
            topics = without_empty_rows(transposed(topics), UNLISTED)
        listed = (theme_tables.averages(analysis, theme, ledger), theme_tables.standards(analysis, theme))
        # what practices tell to the last figure needs no table
        rest = [table for table in listed if table and not self._paragraphs.practised.issuperset(refs([table]))]
        tabled = {*refs((*made, *series)), *self._in_months}
        common = split(topics, common_topics.TOPICS_ACROSS)
        data = theme_tables.figures(analysis, theme, self._elsewhere)
        held = [item for item in analysis.findings if item.theme == theme.id]
        headed = (self._writer.headed(item, named=len(self._cities) > 1) for item in held)
        # be they in the highlights
        turns = [self._writer.turns(item.subject) for item in held if isinstance(item.subject, Courses)]
        return ThemeContext(
            name=theme.name,
            finding=next(filter(None, headed), ()),
            cities=NamedItems((view for _, view in told), lambda typed: find_city(typed, [city for city, _ in told])),
            silent=self._silent(theme, [city for city, view in views if not view.text]),
            _findings=lambda: (*map(self._writer.say, self._news(across, tabled, drawn)), *filter(None, turns)),
            parallels=self._parallels(theme),
            _figures=lambda: tuple(own(figure, ledger) for figure in drawn()),
            tables=(*(own(table, ledger) for table in (*made, *rest)), *series),
            month=tuple(own(table, ledger) for table in month),
            series=series,
            common=tuple(own(table, ledger) for table in common),
            reasons=not_compared(analysis, self._writer, theme)[:REASONS_TOLD],
            data=own(data, ledger) if data else None,
        )

    def _shared(self, theme: Theme) -> Sequence[Table]:
        """Return what several cities have of a theme; of many, the prose and the list of all figures leave that out."""
        if not self._many:
            return split(shared(self._analysis, theme, self._elsewhere), theme_tables.CITIES_ACROSS)
        # what is left of a few cities is told of each: it is no reason to list all of them twice
        rows = rows_of(self._analysis, theme)
        left = [(row, sum(fact.id not in self._elsewhere for fact in row.facts)) for row in rows]
        found = [row for row, count in left if count == len(row.facts) or count > theme_tables.CITIES_ACROSS]
        if not found:
            return ()
        made = by_city(self._analysis, found, f"shared.{theme.id}", titled(theme, "主要指标"), self._ledger)
        self._elsewhere.update(refs(made))
        home = next((city.name for city in self._cities if city.id == self._writer.home), "")
        return [highlighted(table, home) for table in made] if home else made

    def _news(
        self, found: Sequence[Finding], tabled: Collection[str], drawn: Callable[[], tuple[Figure, ...]]
    ) -> list[Finding]:
        """Return what is found but for what points have told and a table or a chart of the theme shows."""
        told = [item for item in found if item.subject in self._pointed]
        bare = any(not set(item.facts).issubset(tabled) for item in told)
        shown = {*tabled, *(refs(drawn()) if bare else ())}
        return [item for item in found if item not in told or not shown.issuperset(item.facts)]

    def _silent(self, theme: Theme, cities: Sequence[City]) -> Runs:
        """“现有资料未收录武汉市这方面内容。” of `cities` without a figure, and what sources say they do not tell."""
        selection, said = self._analysis.selection, []
        for record in selection.records.values():
            for item in record.undisclosed:
                if item.theme == theme.id:
                    said.append(withheld(record.city.name, "这方面内容", item))
                elif item.indicator and self._indicators[item.indicator].theme == theme.id:
                    said.append(withheld(record.city.name, self._indicators[item.indicator].name, item))
        names = [
            city.name
            for city in cities
            if not self._analysis.coverage.facts[theme.id, city.id] and not selection.undisclosed(city.id, theme.id)
        ]
        unlisted = text(untold(selection, f"{enumeration(names)}这方面内容")) if names else ()
        return join([unlisted, *said])

    def _across(self, theme: Theme) -> list[Finding]:
        """Findings on several cities, those without a period first: they come under none.

        What is found of one city stands in its paragraph.
        """
        rest = [
            item
            for item in self._analysis.findings
            if item.theme == theme.id
            and isinstance(item.subject, Comparison | Courses)
            # that cities are equal in what their practices or the table of the month say is no news
            and not (
                isinstance(item.subject, Comparison)
                and item.subject.level
                and any(known.issuperset(item.facts) for known in (self._paragraphs.practised, self._in_months))
            )
        ]
        courses = [item for item in rest if item.kind == "courses"]
        found = [*courses, *varied((item for item in rest if item not in courses), FINDINGS_TOLD)]
        return sorted(found, key=_dated)

    def _parallels(self, theme: Theme) -> tuple[Runs, ...]:
        """Where to read what several cities do about one topic: their paragraphs say it city by city."""
        if len(parallels(self._analysis, theme)) < ROWS_AT_LEAST:
            return ()
        on = "起各表" if len(self._cities) > common_topics.TOPICS_ACROSS else ""
        where = (
            Run("各地同类做法对照见"),
            Run(f"topics.{theme.id}", ref=f"topics.{theme.id}", kind=RunKind.CROSS),
            Run(f"{on}。"),
        )
        return (where,)


def _dated(item: Finding) -> int:
    """Return 0 for what has no period, 1 for what tells several, which opens with none, too, and 2 for all others."""
    return 1 if not isinstance(item.subject, Comparison) else 2 if same_period(item.subject.facts) else 0


def own(block: B, ledger: Ledger) -> B:
    """Return the table or figure, under a key of its own where the ledger is that of a part of the briefing."""
    return replace(block, key=f"{block.key}.{ledger.part}") if ledger.part else block
