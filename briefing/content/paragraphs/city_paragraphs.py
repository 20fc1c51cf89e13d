"""What a theme says of one city: what it did, how far its targets are reached, and the figures that these leave out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from briefing.analysis.analyse import Analysis
from briefing.analysis.findings import Finding
from briefing.analysis.months import city_targets
from briefing.analysis.relations import Related
from briefing.analysis.terms import YEAR
from briefing.analysis.trends import Trend
from briefing.content import targets
from briefing.content.citations import credited
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.tables import theme_tables
from briefing.content.tables.month_table import MonthTables
from briefing.model.catalogue import Theme
from briefing.model.document import Runs
from briefing.model.facts import Fact, Practice
from briefing.model.library import City
from briefing.model.period import Period
from briefing.wording import sentences as say
from briefing.wording.clauses import by_indicator, clauses
from briefing.wording.figures import when
from briefing.wording.prose import SLOT, Sentence, by_period, dated, join, opens, plain

TARGETS_TOLD = 3
"""Cities of each of which a paragraph says how far a target is reached that a table tells, too."""


@dataclass(frozen=True, slots=True)
class CityContext:
    """One city within one theme: what it did, in running text."""

    name: str
    short: str
    text: Runs


class CityParagraphs:
    """Writes the paragraphs of one analysis; `practised` are the ids of the facts that practices tell."""

    def __init__(self, analysis: Analysis, ledger: Ledger, writer: SentenceWriter, months: MonthTables) -> None:
        self._analysis, self._ledger, self._writer, self._months = analysis, ledger, writer, months
        self._indicators = analysis.selection.library.catalogue.indicators
        self._many = len(analysis.selection.cities) > theme_tables.CITIES_ACROSS
        self._progress, self._bygone = targets.progress_of(analysis, ledger), analysis.bygone
        self._own: dict[tuple[str, tuple[str, ...]], list[Finding]] = {}
        for found in analysis.findings:
            self._own.setdefault((found.theme, found.cities), []).append(found)
        self.practised = {
            id
            for one in analysis.selection.records.values()
            for item in one.practices
            for id in SLOT.findall(item.text)
        }

    def of(
        self, theme: Theme, city: City, said: Collection[str], tabled: set[str], again: Collection[Trend] = ()
    ) -> CityContext:
        """Return what is told of a city; `said` and `tabled` are ids of facts that other text and month tables have.

        Courses that would be told `again` are left out.
        """
        practices = [item for item in self._analysis.selection.records[city.id].practices if item.theme == theme.id]
        facts = self._ledger.facts
        sentences: list[Sentence] = []
        for item in undated_first(practices, facts):
            sentence = dated(item.text, facts, first=all(one.when is not None for one in sentences))
            sentences.append(credited(claimed(item, sentence), item))
        towards, summed_up = self._towards(theme, city, tabled)
        sentences += self._untold(theme, city, [said, summed_up], again)
        return CityContext(city.name, city.short, join([towards, by_period(sentences)]))

    def _towards(self, theme: Theme, city: City, tabled: set[str]) -> tuple[Runs, set[str]]:
        """How the targets of a city and theme stand, where they are many.

        And the ids of the facts of which nothing more is to be said, as a table has them.
        """
        rows = self._months.by_place.get((city.id, theme.id), [])
        found = city_targets(rows)
        many = [
            (at, item)
            for at, item in enumerate(found)
            if len(item.all) >= targets.SUMMED_UP_FROM
            or (item.named and tabled.issuperset(held.fact.id for held in item.named))
        ]
        key = f"targets.{city.id}.{theme.id}"
        # of more than a few cities a table tells it in a row each
        tables = len(self._analysis.selection.cities) > TARGETS_TOLD and city.id != self._writer.home
        told = (
            targets.summary(f"{key}.{at}", item, city, self._indicators, self._ledger)
            for at, item in many
            if not (tables and tabled.issuperset(held.fact.id for held in item.all))
        )
        said = [replace(sentence, who="").runs for sentence in told]
        summed_up = {progress.fact.id for _, item in many for progress in item.all}
        return join(said), {fact.id for row in rows if row.latest.id in summed_up for fact in row.facts}

    def _untold(
        self, theme: Theme, city: City, elsewhere: Sequence[Collection[str]], again: Collection[Trend]
    ) -> Iterator[Sentence]:
        """The figures that no practice tells, a sentence for each period: “地区生产总值6012.2亿元，……。”

        A series over the years is one sentence, from its first to its last, and of what is none the latest is told.
        `elsewhere`: the ids of facts that are told before. What is years older than others is left to the tables.
        """
        record, indicators = self._analysis.selection.records[city.id], self._indicators
        own = {fact.id for item in self._analysis.trends for fact in item.covered(city.id)}
        # asked one by one: together they have as many ids as there are facts, and each city would copy them
        known = (own, self.practised, self._bygone, *elsewhere)

        def told(id: str) -> bool:
            return any(id in ids for ids in known)

        for item in self._own.get((theme.id, (city.id,)), ()):
            if item.kind == "trend" and item.subject not in again and (city.id == self._writer.home or not self._many):
                yield self._writer.sentence(item)
            elif isinstance(item.subject, Related) and not any(map(told, item.facts)):
                own.update(item.facts)
                yield self._writer.sentence(item)
        rest = [
            fact
            for fact in _latest(fact for fact in record.facts if indicators[fact.indicator].theme == theme.id)
            if not told(fact.id)
        ]
        rest.sort(key=lambda fact: fact.id not in self._progress)  # 完成没有 comes first
        told_of = partial(
            clauses, indicators=indicators, level=city.level, progress=self._progress, computed=self._writer.moved
        )
        groups: dict[str, list[Runs]] = {}
        for group in by_indicator(rest, indicators):
            groups.setdefault(opens(group), []).extend(told_of(group))
        for period, items in groups.items():
            # within what several figures say stand commas
            between = "；" if any("，" in plain(item) for item in items) else "，"
            yield Sentence(period, "", join(items, between))


def _latest(facts: Iterable[Fact]) -> list[Fact]:
    """Return the figures of a city without those that are older than another of the same thing and kind of period.

    Read one after the other they would be a list; a table has them. What is counted from January on is of one kind,
    till whatever month: 上半年 repeats 1—3月, and both repeat 1月, which nobody calls 累计.
    """
    facts = list(facts)
    # who states a second quarter, or a second half, counts each of them by itself
    each = {(fact.identity, fact.period.kind) for fact in facts if fact.period.start and fact.period.start.month > 1}
    last: dict[object, Period] = {}
    dated = []
    for fact in facts:
        since = _since_january(fact) and (fact.identity, fact.period.kind) not in each
        key = fact.identity, fact.direction, *(("", "") if since else (fact.basis, fact.period.kind))
        dated.append((key, fact))
        if fact.period.dated:
            last[key] = max(last.get(key, fact.period), fact.period)
    return [fact for key, fact in dated if not fact.period.dated or fact.period == last[key]]


def _since_january(fact: Fact) -> bool:
    """Return whether a figure is counted from the first of January over months, but not over the year."""
    at = fact.period
    begins = at.start is not None and (at.start.month, at.start.day) == (1, 1)
    return begins and at.months is not None and at.months < YEAR


def claimed(practice: Practice, sentence: Sentence) -> Sentence:
    """A practice's sentence with its source's claim of being first, where it does not say that itself."""
    said = () if practice.tells_first else say.as_claimed(practice)
    return replace(sentence, said=join([sentence.said, said]))


def undated_first(practices: Iterable[Practice], facts: Mapping[str, Fact]) -> list[Practice]:
    """Return the practices so that nothing undated comes under a period that stands in what is told before."""
    return sorted(practices, key=lambda item: any(when(facts[id]) for id in SLOT.findall(item.text)[:1]))


def weight(practice: Practice) -> tuple[int, ...]:
    """What makes a practice worth telling: what its source makes of it, then, where that is the same, a claim of being
    first, a key figure, parallels elsewhere, many figures.
    """
    plain = practice.first, practice.key_fact, practice.topic
    return -practice.headline.order, *map(bool, plain), len(practice.facts)
