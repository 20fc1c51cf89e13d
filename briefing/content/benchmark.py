"""Benchmarking for templates: where the home city stands, where it lags and by how much, what it may borrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from briefing.analysis.analyse import Analysis
from briefing.analysis.benchmark import PRACTICES, HomePlace, Lesson
from briefing.content.chart_specs import ChartSpecs
from briefing.content.citations import credited
from briefing.content.comparison_sentences import same_period
from briefing.content.score_card import ScoreCard, Task, task_list
from briefing.content.sentences import SentenceWriter
from briefing.content.strips import strip
from briefing.content.themes import claimed
from briefing.model.document import Figure, Run, Runs, Table
from briefing.model.facts import Practice
from briefing.wording import benchmark as say
from briefing.wording.figures import quantity, when
from briefing.wording.prose import by_period, dated, enumeration, join, quoted, text

GAPS = 6
LESSONS = 6
STRENGTHS = 4
GROUPS_TOLD = 4  # places that the first sentence tells apart
PEERS_NAMED = 4
RETREATS_NAMED = 2


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


class HomeContext:
    """The home city against its peers, for a template. Properties are computed once, when a template asks for them."""

    def __init__(self, analysis: Analysis, writer: SentenceWriter, specs: ChartSpecs) -> None:
        assert analysis.benchmark is not None
        self._found, self._analysis, self._writer, self._specs = analysis.benchmark, analysis, writer, specs
        self._ledger, self._city = writer.ledger, writer.cities[analysis.benchmark.home]
        self._card = ScoreCard(analysis, writer, self._ledger, say.our(self._city.name))

    @property
    def name(self) -> str:
        """The short name of the home city."""
        return self._city.short

    @property
    def ours(self) -> str:
        """What the office calls it: 我市."""
        return say.our(self._city.name)

    @property
    def peers(self) -> str:
        """The others in one phrase."""
        peers = [city.short for city in self._writer.cities.values() if city.id != self._found.home]
        # 等地 is not said of a single one
        return enumeration(peers) if len(peers) <= PEERS_NAMED + 1 else f"{'、'.join(peers[:PEERS_NAMED])}等地"

    @cached_property
    def _ranked(self) -> tuple[HomePlace, ...]:
        return tuple(item for item in self._found.judged if item.standing.rank and not item.comparison.level)

    @cached_property
    def verdict(self) -> tuple[Runs, ...]:
        """Three sentences: the places, how they moved, the widest gap; two where almost nothing may be judged."""
        if not self._ranked:
            judged = self._found.judged
            count = self._count("judged", len(judged), "可以比较优劣的指标") if judged else None
            names = text("、".join(item.comparison.indicator.name for item in judged[: say.NAMED]))
            held = [word for word, items in (("可借鉴的做法", self.lessons), ("自身长处", self.strengths)) if items]
            return say.too_little(self._city.name, self.peers, count, names, enumeration(held))
        return tuple(filter(None, (self._places(), self._progress(), self._widest())))

    def _places(self) -> Runs:
        """Return how many indicators share each place, the first and the last where these are many."""
        judged = self._found.judged
        times = {when(fact) for item in self._ranked for fact in item.comparison.facts}
        groups: dict[str, list[HomePlace]] = {}
        for item in sorted(self._ranked, key=lambda item: item.standing.rank or 0):
            at = "".join(run.text for run in self._card.place(item))
            groups.setdefault(at, []).append(item)
        held = list(groups.values())
        shown = held if len(held) <= GROUPS_TOLD else [*held[: GROUPS_TOLD // 2], *held[-(GROUPS_TOLD // 2) :]]
        told = [(self._several(items), self._card.place(items[0]), len(items) > 1) for items in shown]
        left = [item for item in judged if item not in self._ranked]
        for level, words in ((True, "各地相同"), (False, "难分先后")):
            if items := [item for item in left if item.comparison.level is level]:
                told.append((self._several(items), text(words), False))
        between = len(judged) - len(left) - sum(map(len, shown))
        rest = self._count("between", between, "位次居于其间的指标") if between else None
        count = self._count("judged", len(judged), "可以比较优劣的指标")
        return say.places(times.pop() if len(times) == 1 else "", self._city.name, count, told, rest)

    def _progress(self) -> Runs:
        """Return how many became better and worse since the year before, the furthest and the retreats named."""
        moved = [item for item in self._found.judged if item.moved or item.rate]
        better = [item for item in moved if item.improved]
        worse = [item for item in moved if item.improved is False]
        if not better and not worse:
            return ()
        furthest = max(better, key=lambda item: abs(_size(item)), default=None)
        named = [*([furthest] if furthest else []), *worse[:RETREATS_NAMED]]
        yearly = all(item.moved is None or _yearly(item) for item in moved)
        return say.progress(
            "上年" if yearly else "上次数据",
            self._count("better", len(better), "改善的指标") if better else None,
            self._count("worse", len(worse), "退步的指标") if worse else None,
            all_better=len(better) == len(self._found.judged) > 1,
            told=self._ways(named),
        )

    def _widest(self) -> Runs:
        """Return which gap is the widest, with both figures; several where rounding leaves open which."""
        shared = [item for item in self._found.gaps if item.share]
        if not shared:
            return ()
        far = _extreme(shared, widest=True)
        names = [item.comparison.indicator.name for item in far]
        if len(far) > 1:
            return say.widest(names, None, "", None, "")
        own, best = far[0].fact, far[0].comparison.facts[0]
        figures = self._ledger.fact(own), self._ledger.fact(best)
        return say.widest(names, figures[0], self.ours, figures[1], self._writer.city(best.city))

    @cached_property
    def card(self) -> Table | None:
        """Return the score card; None where no place says who does better."""
        if not self._ranked:
            return None
        return self._card.table(self._found.places, [item.name for item in self._found.unlisted])

    @cached_property
    def finding(self) -> Runs:
        """Return which indicators are furthest from the best, and nearest to it; () without a strip."""
        held = [item for item in self._found.judged if item.share]
        if not self.strip:
            return ()
        first = [item for item in held if item.first]
        rest = [item for item in held if item not in first]
        ends = [_extreme(rest, widest=widest) for widest in (True, False)] if rest else []
        told = []
        for items in ends:
            run = self._ledger.figure(items[0].share) if len(items) == 1 else None
            told.append(([item.comparison.indicator.name for item in items], run) if run else None)
        far, near = (told[0], told[1] if len(rest) > 1 else None) if rest else (None, None)
        if not (first or far or near):
            return ()
        return say.finding(self.name, self._several(first) if first else (), far, near)

    @cached_property
    def strip(self) -> tuple[Figure, ...]:
        """Return the shares of the best of all cities on one axis; () where that says nothing."""
        shared = [item.comparison for item in self._found.judged if item.share]
        made = strip(self._specs, (item.comparison for item in self._ranked), "各地主要指标与最优城市相比（推算）")
        if made is None or len(shared) < 2 or not self._specs.drawn(made):
            return ()
        told = self._specs.with_periods(replace(made, key="home.strip"))
        return (replace(told, notes=(join(told.notes),)),)

    @property
    def order(self) -> str:
        """How the gaps are put in order, in words."""
        weighed = any(item.comparison.indicator.weight for item in self._found.gaps)
        return "按考核权重由高到低列出" if weighed else "按与最优的差距由大到小列出"

    @cached_property
    def gaps(self) -> tuple[GapContext, ...]:
        """Return the gaps, the most urgent first."""
        return tuple(map(self._gap, self._found.gaps[:GAPS]))

    def _gap(self, item: HomePlace) -> GapContext:
        fact, best, indicator = item.fact, item.comparison.facts[0], item.comparison.indicator
        behind = self._ledger.figure(self._card.behind(item))
        said = say.gap(
            same_period(item.comparison.facts),
            self.ours,
            indicator.name,
            self._ledger.fact(fact),
            self._card.place(item),
            (self._writer.city(best.city), self._ledger.fact(best)),
            behind,
            self._ledger.figure(item.standing.median),
            indicator.family,
            rising=item.comparison.rising,
        )
        theirs = item.theirs
        return GapContext(
            name=indicator.name,
            gap=said,
            cause=(Run(f"{fact.cause.removesuffix('。')}。", ref=fact.id),) if fact.cause else (),
            practices=tuple(self._told(practice, named=True) for practice in theirs),
            ours=self._now(item),
            advice=self._advice(theirs, fact.bureau),
        )

    def _now(self, item: HomePlace) -> Runs:
        """Return how home has moved, and what it does."""
        since = when(item.moved.before) if item.moved and not item.moved.stated else ""
        ways = [say.since(since, way) for way in self._ways([item])]
        return join([*ways, *(self._told(practice) for practice in item.ours)])

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
            ours=join([self._told(practice) for practice in item.ours[:PRACTICES]]),
            advice=self._advice(item.theirs[:PRACTICES], ""),
        )

    def _about(self, item: Lesson) -> str:
        catalogue = self._analysis.selection.library.catalogue
        return (catalogue.topics.get(item.about) or catalogue.themes[item.about]).name

    @cached_property
    def tasks(self) -> Table | None:
        """Return the list of what is to be done about gaps and lessons; None where there are none."""
        tasks = [self._task(item) for item in self._found.gaps[:GAPS]]
        tasks += [
            (text(f"{self._about(item)}：{self._held(item)}"), self._measure(item.theirs[:1]), (), "", "")
            for item in self._found.lessons[:LESSONS]
        ]
        return task_list(tasks) if tasks else None

    def _held(self, item: Lesson) -> str:
        return f"现有{quoted(own.name for own in item.ours)}" if item.ours else "资料未收录同类做法"

    def _task(self, item: HomePlace) -> Task:
        fact, target = item.fact, item.fact.target
        place = self._card.place(item)
        said = text("，" if place else "")
        problem = join([text(item.comparison.indicator.name), (self._ledger.fact(fact),), said, place])
        due = target.period.printed if target and target.period.dated else ""
        aim = (Run(quantity(target.quantity), ref=fact.id),) if target else ()
        return problem, self._measure(item.theirs[:1]), aim, fact.bureau, due

    def _measure(self, practices: Iterable[Practice]) -> Runs:
        return join([text(f"借鉴{self._writer.city(item.city)}{quoted([item.name])}") for item in practices])

    @cached_property
    def strengths(self) -> tuple[Runs, ...]:
        """Return where home is the best, then its own practices; else what became better."""
        firsts = [
            say.lead(
                same_period(item.comparison.facts),
                item.comparison.indicator.name,
                self._ledger.fact(item.fact),
                place,
                item.comparison.indicator.family,
            )
            for item in self._found.judged
            if item.first and (place := self._card.place(item))
        ]
        own = [self._told(practice) for practice in self._found.own[:STRENGTHS]]
        if firsts or own:
            return (*firsts, *own)
        better = [item for item in self._found.judged if item.improved]
        return (say.improved(self._ways(better)),) if better else ()

    def _computed(self, item: HomePlace) -> bool:
        return item.rate is None and not (item.moved and item.moved.stated)

    def _ways(self, items: Iterable[HomePlace]) -> list[say.Way]:
        """Return how far home has moved on the indicators of which that is known."""
        return [
            (item.comparison.indicator.name, way, self._computed(item) and any(run.ref for run in way))
            for item in items
            if (way := self._card.way(item))
        ]

    def _told(self, practice: Practice, *, named: bool = False) -> Runs:
        """“……”：what it is, with the city where that is `named`; a claim of being first stays the source's."""
        period, sentence = dated(practice.text, self._ledger.facts)
        said = credited(by_period([(period, claimed(practice, sentence))]), practice)
        return join([text(f"{self._writer.city(practice.city) if named else ''}{quoted([practice.name])}："), said])

    def _advice(self, theirs: Sequence[Practice], bureau: str) -> Runs:
        named = [(self._writer.city(item.city), quoted([item.name])) for item in theirs]
        return say.advice(named, bureau) if named else ()

    def _several(self, items: Sequence[HomePlace]) -> Runs:
        names = [item.comparison.indicator.name for item in items]
        return say.several(names, self._count(f"of.{items[0].fact.id}", len(names), "位次相同的指标"))

    def _count(self, kind: str, number: int, what: str) -> Run:
        return self._ledger.count(f"home.{kind}", number, "项", what)


def _extreme(items: Sequence[HomePlace], *, widest: bool) -> list[HomePlace]:
    """Return the place with the smallest share of the best, or the largest, and all that rounding leaves as small."""
    spans = {id(item): item.share.interval for item in items if item.share}
    end = (min if widest else max)(items, key=lambda item: spans[id(item)].best)
    return [item for item in items if item is end or spans[id(item)].meets(spans[id(end)])]


def _size(item: HomePlace) -> float:
    size = item.moved.size if item.moved else None
    return float(size.best) if size else 0.0


def _yearly(item: HomePlace) -> bool:
    fact = item.fact
    return bool(item.moved and fact.period.dated and item.moved.before.period == fact.period.year_earlier())
