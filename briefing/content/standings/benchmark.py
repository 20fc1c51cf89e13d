"""Benchmarking for templates: where the home city stands, where it lags and by how much, what it may borrow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from briefing.analysis.analyse import Analysis
from briefing.analysis.benchmark import PRACTICES, Lesson
from briefing.analysis.home_place import HomePlace
from briefing.analysis.standing import standings
from briefing.analysis.trends import Place
from briefing.content.citations import credited
from briefing.content.figures.chart_specs import ChartSpecs
from briefing.content.figures.strips import strip
from briefing.content.paragraphs.city_paragraphs import claimed, undated_first
from briefing.content.paragraphs.comparison_sentences import same_period
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.paragraphs.series_sentences import CourseWriter
from briefing.content.standings.score_card import PAIR
from briefing.content.standings.task_list import TaskWriter
from briefing.content.standings.verdict import HomeVerdict
from briefing.data.selection import grade
from briefing.model.document import Figure, Run, Runs, Table
from briefing.model.facts import Fact, Practice
from briefing.wording import benchmark as say
from briefing.wording.prose import by_period, dated, join, quoted, text
from briefing.wording.reasons import silent

_QUOTED = re.compile("“([^”]+)”")
GAPS = 6
LESSONS = 6
STRENGTHS = 4
FOREMOST = 3  # the part of the cities that moved furthest, a third


@dataclass(frozen=True, slots=True)
class GapContext:
    """One gap: the figures, why (as the data say), what those ahead do, what home does, and what might be done.

    Each is () where the data hold nothing.
    """

    name: str
    gap: Runs
    cause: Runs
    practices: tuple[Runs, ...]
    ours: Runs
    advice: Runs


class HomeContext(HomeVerdict):
    """The home city against its peers, for a template. Properties are computed once, when a template asks for them."""

    def __init__(self, analysis: Analysis, writer: SentenceWriter, specs: ChartSpecs) -> None:
        super().__init__(analysis, writer)
        self._analysis, self._specs = analysis, specs

    @property
    def chosen(self) -> Runs:
        """Who the others are, that they are of one level or not, and of which nothing is known here."""
        selection, cities = self._analysis.selection, self._writer.cities.values()
        levels = {grade(city) for city in cities} - {""}
        level = levels.pop() if len(levels) == 1 and all(city.level for city in cities) else ""
        apart = [city.short for city in selection.library.elsewhere.values() if level and grade(city) != level]
        said = say.chosen(self.peers, self.ours, level, apart, uneven=len(levels) > 1)
        return join([said, text(silent(selection, selection.cities))])

    @cached_property
    def card(self) -> Table | None:
        """Return the score card of what is judged; None where no place says who does better."""
        return self._card.table(self._found.judged, self._found.unlisted) if self._ranked else None

    @cached_property
    def others(self) -> Table | None:
        """Return the same of totals and of what has no better end; None where there are none, or there is no card."""
        left = [item for item in self._found.places if not item.judged]
        return self._card.table(left) if left and self._ranked else None

    @cached_property
    def finding(self) -> Runs:
        """Return what the strip shows; () where there is none."""
        return self._finding() if self.strip else ()

    @cached_property
    def strip(self) -> tuple[Figure, ...]:
        """Return the shares of the best of all cities on one axis; () where that says nothing."""
        shared = [item.comparison for item in self._found.judged if item.share]
        caption = f"与{self._rival}主要指标比较（推算）" if self._rival else "各地主要指标与最优城市相比（推算）"
        made = strip(self._specs, (item.comparison for item in self._ranked), caption)
        if made is None or len(shared) < 2 or not self._specs.drawn(made):
            return ()
        told = self._specs.with_periods(replace(made, key="home.strip"))
        return (replace(told, notes=(join(told.notes),)),)

    @property
    def order(self) -> str:
        """How the gaps are put in order, in words."""
        gaps = self._found.gaps
        if any(item.comparison.indicator.weight for item in gaps):
            return "按考核权重由高到低列出"
        spans = [item.share.interval for item in gaps if item.share]
        rest = "，不能折算的列在后面" if spans and len(spans) < len(gaps) else ""
        if len(spans) < min(2, len(gaps)):
            return f"按指标次序列出{rest}"
        sure = not any(one.meets(other) for one, other in combinations(spans, 2))
        return f"{'' if sure else '大体'}按与{self._rival or '最优'}的差距由大到小列出{rest}"

    @cached_property
    def gaps(self) -> tuple[GapContext, ...]:
        """Return the gaps, the most urgent first."""
        shown = self._found.gaps[:GAPS]
        # what would be said alike of several is said of the last for all
        alike = [item for item in shown if not (item.theirs or item.fact.bureau or item.target)]
        told = {item.fact.id: self._gap(item) for item in shown}
        if len(alike) > 1:
            told |= {item.fact.id: replace(told[item.fact.id], advice=()) for item in alike}
            last = alike[-1].fact.id
            told[last] = replace(told[last], advice=self._ask_of_all(alike, every=len(alike) == len(shown)))
        return tuple(told.values())

    def _ask_of_all(self, items: Sequence[HomePlace], *, every: bool) -> Runs:
        if not all(item.reference for item in items):
            return ()
        return say.ask_of_all(self._count("unadvised", len(items), "没有对方做法的差距"), every=every)

    def _gap(self, item: HomePlace) -> GapContext:
        fact, best, indicator = item.fact, item.comparison.facts[0], item.comparison.indicator
        behind, rising = self._ledger.figure(item.apart), item.comparison.rising
        peer, city = self._peer(best, item), self._writer.city(best.city)
        return GapContext(
            name=indicator.name,
            gap=say.gap(
                same_period(item.comparison.facts),
                self.ours,
                say.figure(indicator.name, self._ledger.fact(fact), indicator.family),
                say.behind(peer, behind, indicator.family, rising=rising),
                behind is not None,
                self._ledger.figure(item.median),
            ),
            cause=(Run(f"{fact.cause.removesuffix('。')}。", ref=fact.id),) if fact.cause else (),
            practices=tuple(self._told(practice, named=True) for practice in item.theirs),
            ours=self._ours(item.ours),
            advice=self._advice(item.theirs, fact.bureau)
            or say.ask(city, fact.bureau, target=bool(item.target), median=item.reference is not None),
        )

    def _peer(self, fact: Fact, of: HomePlace) -> Runs:
        pair = len(of.comparison.facts) == PAIR
        return say.best(self._writer.city(fact.city), self._ledger.fact(fact), first=of.first, pair=pair)

    @cached_property
    def lessons(self) -> tuple[GapContext, ...]:
        """Return what peers do more of than home on other topics, the deepest first."""
        return tuple(map(self._lesson, self._found.lessons[:LESSONS]))

    def _lesson(self, item: Lesson) -> GapContext:
        return GapContext(
            name=self._about(item),
            gap=(),
            cause=(),
            practices=tuple(self._told(practice, named=True) for practice in item.theirs[:PRACTICES]),
            ours=self._ours(item.ours[:PRACTICES]),
            advice=self._advice(item.theirs[:PRACTICES], ""),
        )

    def _about(self, item: Lesson) -> str:
        catalogue = self._analysis.selection.library.catalogue
        return (catalogue.topics.get(item.about) or catalogue.themes[item.about]).name

    @cached_property
    def tasks(self) -> Table | None:
        """Return the list of what is to be done about gaps and lessons; None where there are none."""
        writer = TaskWriter(self._writer, self._card, self.ours, self._rival)
        tasks = [writer.of_gap(item) for item in self._found.gaps[:GAPS]]
        tasks += [writer.of_lesson(item, self._about(item)) for item in self._found.lessons[:LESSONS]]
        return writer.table(tasks) if tasks else None

    @cached_property
    def strengths(self) -> tuple[Runs, ...]:
        """Return how far home leads and its own practices; else where it moved further than most."""
        ahead = sorted(self._found.judged, key=lambda item: not item.first)
        leads = [said for item in ahead if item.foremost and (said := self._lead(item))]
        told = (*leads, *(self._told(practice) for practice in self._found.own[:STRENGTHS]))
        return told or tuple(said for said, at in self._courses if at and FOREMOST * at.place <= at.of)

    @cached_property
    def progress(self) -> tuple[Runs, ...]:
        """Return how home became better, unless the verdict says it; () where it has strengths."""
        better = [item for item in self._found.judged if item.improved]
        if self.strengths:
            return ()
        courses = tuple(said for said, _ in self._courses)
        return courses or ((say.improved(self._ways(better)),) if len(better) > say.NAMED else ())

    def _lead(self, item: HomePlace) -> Runs:
        """Return how far the next is behind home, or who is as good, else its place; () of places in a ranking."""
        indicator, behind = item.comparison.indicator, item.comparison.behind(item.fact)
        stated = say.figure(indicator.name, self._ledger.fact(item.fact), indicator.family)
        at = self._card.place(item)
        if not (item.first and at):
            return join([stated, text("，"), at, text("。")]) if at else ()
        if item.shared:
            level = [fact for fact in item.comparison.facts if fact is not item.fact and fact not in behind]
            return say.level(stated, [self._writer.city(fact.city) for fact in level])
        second = behind[0]
        by = self._ledger.figure(standings(item.comparison)[second.id].behind_by(item.fact))
        peer = self._peer(second, item)
        if by is None:
            return join([stated, text("，"), at, text("。")])
        return say.lead(stated, peer, by, indicator.family, rising=item.comparison.rising)

    @cached_property
    def _courses(self) -> list[tuple[Runs, Place | None]]:
        """Return how home came to the figures that improved, all in all over the years, with its place in that."""
        home, found = self._found.home, list[tuple[Runs, Place | None]]()
        for item in (item for item in self._found.judged if item.improved):
            held = (trend for trend in self._analysis.trends if home in trend.courses)
            held = (trend for trend in held if trend.last(home).id == item.fact.id and not trend.courses[home].term)
            if (trend := next(held, None)) is None:
                continue
            course = trend.courses[home]
            if course.moved.moves and course.moved.rises != item.comparison.rising:
                said = CourseWriter(self._ledger, self._writer.cities, trend).one(home)
                found.append((replace(said, who=self.ours).runs, course.place))
        return found

    def _told(self, practice: Practice, *, named: bool = False) -> Runs:
        """“……”：what it is, with the city where that is `named`; a claim of being first stays the source's.

        A name that its own sentence has is not told before it.
        """
        said = credited(claimed(practice, dated(practice.text, self._ledger.facts)), practice)
        name = quoted([practice.name])
        if all(part in practice.text for part in _QUOTED.findall(name)):
            name = ""
        head = f"{self._writer.city(practice.city) if named else ''}{name}"
        return join([text(f"{head}：" if head else ""), by_period([said])])

    def _ours(self, practices: Sequence[Practice]) -> Runs:
        return join([self._told(practice) for practice in undated_first(practices, self._ledger.facts)])

    def _advice(self, theirs: Sequence[Practice], bureau: str) -> Runs:
        named = [(self._writer.city(item.city), quoted([item.name])) for item in theirs]
        return say.advice(named, bureau) if named else ()
