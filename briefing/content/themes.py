"""What a template sees of one theme: what was done where, what stands out, what must not be compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import Comparison
from briefing.analysis.findings import Courses, Finding
from briefing.analysis.foremost import varied
from briefing.analysis.months import city_targets
from briefing.analysis.relations import Related
from briefing.analysis.terms import YEAR, Term
from briefing.content import common_topics, tables, targets
from briefing.content.citations import credited
from briefing.content.city_tables import by_city
from briefing.content.common_topics import parallels
from briefing.content.known_names import NamedItems
from briefing.content.ledger import Ledger
from briefing.content.month_table import MonthTables
from briefing.content.not_compared import not_compared, withheld
from briefing.content.sentences import SentenceWriter
from briefing.content.series_tables import SeriesTables
from briefing.content.table_layout import highlighted, transposed, without_empty_rows
from briefing.data.selection import find_city
from briefing.model.catalogue import Theme
from briefing.model.document import Figure, Run, RunKind, Runs, Table
from briefing.model.facts import Fact, Practice
from briefing.model.library import City
from briefing.model.period import Period
from briefing.model.quantity import IN_POINTS
from briefing.model.walk import refs
from briefing.wording import sentences as say
from briefing.wording.clauses import by_indicator, clauses
from briefing.wording.figures import UNLISTED, untold, when
from briefing.wording.movements import by_term, prices
from briefing.wording.prose import (
    SLOT,
    Dated,
    by_period,
    dated,
    enumeration,
    join,
    opens,
    plain,
    quoted,
    text,
    unstopped,
)

B = TypeVar("B", Figure, Table)

PRACTICES_TOLD = 5  # per city and theme, and all that have figures; the rest are named
REASONS_TOLD = 4  # per theme
FINDINGS_TOLD = 3  # per theme


@dataclass(frozen=True, slots=True)
class CityContext:
    """One city within one theme: what it did, in running text; `rest` names practices that are not told."""

    name: str
    short: str
    text: Runs
    rest: Runs


@dataclass(frozen=True, slots=True)
class ThemeContext:
    """One theme: what several cities share, its cities, figures and tables, and what must not be compared.

    `month` are month tables, `series` those of the `tables` that are over time, `common` those of what several cities
    do about one topic; `data` has what these do not show, None for nothing.

    `finding` is what a heading may say of the theme, () for nothing.

    Figures are made when they are asked for: of a chart that nobody wanted it is not told that there is none.
    """

    name: str
    finding: Runs
    cities: tuple[CityContext, ...]
    silent: Runs
    findings: tuple[Runs, ...]
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
    def figures(self) -> tuple[Figure, ...]:
        """The charts."""
        return self._figures()


class ThemeWriter:
    """Tells the themes of one analysis: each figure once, whether the points tell it, too, or not."""

    def __init__(
        self,
        analysis: Analysis,
        ledger: Ledger,
        writer: SentenceWriter,
        series: SeriesTables,
        months: MonthTables,
    ) -> None:
        self._analysis, self._ledger, self._writer = analysis, ledger, writer
        self._cities = analysis.home_first
        self._many = len(self._cities) > tables.CITIES_ACROSS  # their figures stand in tables alone
        self._indicators = analysis.selection.library.catalogue.indicators
        self._progress = targets.progress_of(analysis, ledger)
        self._series, self._months = series, months
        self._own: dict[tuple[str, tuple[str, ...]], list[Finding]] = {}
        for found in analysis.findings:
            self._own.setdefault((found.theme, found.cities), []).append(found)
        self._practised = {
            id
            for one in analysis.selection.records.values()
            for item in one.practices
            for id in SLOT.findall(item.text)
        }
        # ids of facts that tables over time and month tables tell
        self._in_months = {*months.superseded, *refs(months.of_all)}
        self._elsewhere = {*analysis.in_series, *self._in_months}

    def view(self, theme: Theme, drawn: Callable[[], tuple[Figure, ...]]) -> ThemeContext:
        """All that is told of a theme, with the figures that are `drawn` of it."""
        analysis, ledger = self._analysis, self._ledger
        month = tuple(self._months.of_theme(theme))
        self._in_months.update(refs(month))
        self._elsewhere.update(self._in_months)
        shared = self._shared(theme)
        views = [(city, self._city(theme, city)) for city in self._cities]
        told = [(city, view) for city, view in views if view.text]
        topics = common_topics.topics(analysis, theme, ledger) if len(self._cities) > 1 else None
        if topics and self._many:
            topics = without_empty_rows(transposed(topics), UNLISTED)
        listed = (tables.averages(analysis, theme, ledger), tables.standards(analysis, theme, ledger))
        # what practices tell to the last figure needs no table
        rest = [table for table in listed if table and not self._practised.issuperset(refs([table]))]
        series = tuple(own(table, ledger) for table in self._series.of_theme(theme))
        made = (
            *shared,
            *rest,
        )
        common = tables.split(topics, common_topics.TOPICS_ACROSS)
        data = tables.figures(analysis, theme, ledger, self._elsewhere)
        own_findings = (item for item in analysis.findings if item.theme == theme.id)
        headed = (self._writer.headed(item, named=len(self._cities) > 1) for item in own_findings)
        return ThemeContext(
            name=theme.name,
            finding=next(filter(None, headed), ()),
            cities=NamedItems((view for _, view in told), lambda typed: find_city(typed, [city for city, _ in told])),
            silent=self._silent(theme, [city for city, view in views if not view.text]),
            findings=(*map(self._writer.say, self._across(theme)), *filter(None, self._turns(theme))),
            parallels=self._parallels(theme),
            _figures=lambda: tuple(own(figure, ledger) for figure in drawn()),
            tables=(*(own(table, ledger) for table in made), *series),
            month=tuple(own(table, ledger) for table in month),
            series=series,
            common=tuple(own(table, ledger) for table in common),
            reasons=not_compared(analysis, self._writer, theme)[:REASONS_TOLD],
            data=own(data, ledger) if data else None,
        )

    def _shared(self, theme: Theme) -> Sequence[Table]:
        """Return what several cities have of a theme; of many, the prose and the list of all figures leave that out."""
        found = tables.rows_of(self._analysis, theme, self._elsewhere)
        if not self._many:
            return tables.split(
                tables.shared(self._analysis, theme, self._ledger, self._elsewhere), tables.CITIES_ACROSS
            )
        if not found:
            return ()
        made = by_city(self._analysis, found, f"shared.{theme.id}", f"{theme.name}主要指标", self._ledger)
        self._elsewhere.update(refs(made))
        home = next((city.name for city in self._cities if city.id == self._writer.home), "")
        return [highlighted(table, home) for table in made] if home else made

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
                and any(known.issuperset(item.facts) for known in (self._practised, self._in_months))
            )
        ]
        order = {"": 0, None: 1}  # what tells several periods opens with none, too
        courses = [item for item in rest if item.kind == "courses"]
        found = [*courses, *varied((item for item in rest if item not in courses), FINDINGS_TOLD)]
        return sorted(found, key=lambda item: order.get(self._writer.period(item), 2))

    def _turns(self, theme: Theme) -> Iterator[Runs]:
        """Where courses of the theme turned that are told of many cities together, be it in the highlights."""
        for item in self._analysis.findings:
            if isinstance(item.subject, Courses) and item.theme == theme.id:
                yield self._writer.turns(item.subject)

    def _city(self, theme: Theme, city: City) -> CityContext:
        practices = [item for item in self._analysis.selection.records[city.id].practices if item.theme == theme.id]
        foremost = sorted(practices, key=weight, reverse=True)[:PRACTICES_TOLD]
        facts = self._ledger.facts
        told = undated_first((item for item in practices if item.facts or item in foremost), facts)
        sentences: list[Dated] = []
        for item in told:
            period, sentence = dated(item.text, facts, first=all(at is not None for at, _ in sentences))
            sentences.append((period, credited(claimed(item, sentence), item)))
        rest = [item for item in practices if item not in told]
        also = credited(text(f"此外还有{quoted(item.name for item in rest)}。"), *rest) if rest else ()
        towards, summed_up = self._towards(theme, city)
        sentences += self._untold(theme, city, summed_up)
        return CityContext(city.name, city.short, join([towards, by_period(sentences)]), also)

    def _towards(self, theme: Theme, city: City) -> tuple[Runs, set[str]]:
        """How the targets of a city and theme stand, where they are many.

        And the ids of the facts of which nothing more is to be said, as a table has them.
        """
        rows = self._months.by_place.get((city.id, theme.id), [])
        found = city_targets(rows)
        tabled = self._in_months
        many = [
            (at, item)
            for at, item in enumerate(found)
            if len(item.all) >= targets.SUMMED_UP_FROM
            or (item.named and tabled.issuperset(held.fact.id for held in item.named))
        ]
        key = f"targets.{city.id}.{theme.id}"
        said = [
            targets.summary(f"{key}.{at}", item, city, self._indicators, self._ledger, named=False) for at, item in many
        ]
        summed_up = {progress.fact.id for _, item in many for progress in item.all}
        return join(said), {fact.id for row in rows if row.latest.id in summed_up for fact in row.facts}

    def _untold(self, theme: Theme, city: City, elsewhere: Collection[str]) -> Iterator[Dated]:
        """The figures that no practice tells, a sentence for each period: “地区生产总值6012.2亿元，……。”

        A series over the years is one sentence, from its first to its last, and of what is none the latest is told.
        `elsewhere`: the ids of facts that the paragraph has told before.
        """
        record, indicators = self._analysis.selection.records[city.id], self._indicators
        compared = (item.subject for item in self._across(theme) if isinstance(item.subject, Comparison))
        said = {fact.id for item in compared for fact in item.facts}
        series = {fact.id for item in self._analysis.trends for fact in item.covered(city.id)}
        known = {*self._practised, *said, *series, *self._in_months, *elsewhere}
        known |= self._elsewhere if self._many else set()
        for item in self._own.get((theme.id, (city.id,)), ()):
            if item.kind == "trend" and (city.id == self._writer.home or not self._many):
                yield self._within(item, city)
            elif isinstance(item.subject, Related) and known.isdisjoint(item.facts):
                known.update(item.facts)
                yield self._within(item, city)
        rest = [
            fact
            for fact in _latest(fact for fact in record.facts if indicators[fact.indicator].theme == theme.id)
            if fact.id not in known
        ]
        rest.sort(key=lambda fact: fact.id not in self._progress)  # 完成没有 comes first
        told_of = partial(
            clauses, indicators=indicators, level=city.level, progress=self._progress, computed=self._moved
        )
        groups: dict[str, list[Runs]] = {}
        for group in by_indicator(rest, indicators):
            groups.setdefault(opens(group), []).extend(told_of(group))
        for period, items in groups.items():
            # within what several figures say stand commas
            between = "；" if any("，" in plain(item) for item in items) else "，"
            yield period, join([join(items, between), text("。")])

    def _within(self, item: Finding, city: City) -> Dated:
        """A finding as it is told among others of its city, without city and period."""
        start, *rest = self._writer.say(item)
        period = self._writer.period(item) or ""
        bare = start.text.removeprefix(plain(say.opening(period, city.short)))
        return period, (replace(start, text=bare), *rest)

    def _moved(self, fact: Fact) -> Runs:
        """How a figure of which its sources state no movement has moved: “推算同比增长5.4%”, of a stock 较年初, too."""
        movements, parts = self._analysis.movements, []
        terms = () if movements.stated(fact) else (Term.YEAR_EARLIER, Term.YEAR_START)
        found = {item.before.id: (term, item) for term in reversed(terms) if (item := movements.since(term, fact))}
        family = fact.quantity.unit.family
        for term, item in reversed(found.values()):
            run = self._ledger.figure(item.difference if family in IN_POINTS else item.growth)
            parts += [(str(term), item.rises, run)] if run else []
        return by_term(family, parts, prices(self._indicators[fact.indicator].name, fact)) if parts else ()

    def _parallels(self, theme: Theme) -> tuple[Runs, ...]:
        """Where to read what several cities do about one topic: their paragraphs say it city by city."""
        if len(parallels(self._analysis, theme)) < tables.ROWS_AT_LEAST:
            return ()
        on = "起各表" if len(self._cities) > common_topics.TOPICS_ACROSS else ""
        where = (
            Run("各地同类做法对照见"),
            Run(f"topics.{theme.id}", ref=f"topics.{theme.id}", kind=RunKind.CROSS),
            Run(f"{on}。"),
        )
        return (where,)


def _latest(facts: Iterable[Fact]) -> list[Fact]:
    """Return the figures of a city without those that are older than another of the same thing and kind of period.

    Read one after the other they would be a list; a table has them. What is counted from January on is of one kind,
    till whatever month: 上半年 repeats 1—3月.
    """
    facts = list(facts)
    # who states a second quarter, or a second half, counts each of them by itself
    each = {(fact.identity, fact.period.kind) for fact in facts if fact.period.start and fact.period.start.month > 1}
    last: dict[object, Period] = {}
    dated = []
    for fact in facts:
        since = _since_january(fact) and (fact.identity, fact.period.kind) not in each
        key = fact.identity, fact.direction, fact.basis, "" if since else fact.period.kind
        dated.append((key, fact))
        if fact.period.dated:
            last[key] = max(last.get(key, fact.period), fact.period)
    return [fact for key, fact in dated if not fact.period.dated or fact.period == last[key]]


def _since_january(fact: Fact) -> bool:
    """Return whether a figure is counted from the first of January over several months, but not over the year."""
    at = fact.period
    begins = at.start is not None and (at.start.month, at.start.day) == (1, 1)
    return begins and at.months is not None and 1 < at.months < YEAR


def own(block: B, ledger: Ledger) -> B:
    """Return the table or figure, under a key of its own where the ledger is that of a part of the briefing."""
    return replace(block, key=f"{block.key}.{ledger.part}") if ledger.part else block


def claimed(practice: Practice, sentence: Runs) -> Runs:
    """A practice's sentence with its source's claim of being first, where it does not say that itself."""
    return sentence if practice.tells_first else join([unstopped(sentence), say.as_claimed(practice)])


def undated_first(practices: Iterable[Practice], facts: Mapping[str, Fact]) -> list[Practice]:
    """Return the practices so that nothing undated comes under a period that stands in what is told before."""
    return sorted(practices, key=lambda item: any(when(facts[id]) for id in SLOT.findall(item.text)[:1]))


def weight(practice: Practice) -> tuple[int, ...]:
    """What makes a practice worth telling: what its source makes of it, then, where that is the same, a claim of being
    first, a key figure, parallels elsewhere, many figures.
    """
    plain = practice.first, practice.key_fact, practice.topic
    return -practice.headline.order, *map(bool, plain), len(practice.facts)
