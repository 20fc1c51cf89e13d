"""What an author calls a figure (the city, the time, the indicator before it), held against the fact that it states."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from briefing.analysis.terms import earlier_period, term_of, written_terms
from briefing.content.asked.held_facts import HeldFacts
from briefing.content.asked.printed_figures import PrintedFigure
from briefing.data.selection import is_of
from briefing.errors import Problem, Severity
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.measure import AVERAGES, MeasureKind
from briefing.model.period import Basis, Period
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import RANK
from briefing.wording.benchmark import our
from briefing.wording.claims.labels import PER, RELATIVE, WIDER, Label, label_in, labels
from briefing.wording.claims.messages import mislabelled, of_another_time
from briefing.wording.figures import UNDATED, figure, when
from briefing.wording.prose import extent, listed

YEAR = 12  # months
REGION = {"国": 0, "省": 2, "市": 4}
"""Digits of a city's code that it shares with all of the country, of its province, of its prefecture."""
PAIR = 2
"""Figures that a change is computed from."""
APART = "分别"
"""Tells that each of the figures is of one of the cities, or times, before them in that order."""
SHORTEST = 3
"""Characters of the end of a name that may stand for it."""
COMPOSED = "□" * 6
"""Words of the program's that are more than a verb that comes with a figure."""
SO_FAR = re.compile("(?:今年以来|年初以来|累计)(?!.*[当本单]月)")
"""What tells that a figure is one since the year began."""
CHANGES = (MeasureKind.GROWTH, MeasureKind.CHANGE)
REWRITE = "请改正文字，或改写花括号里的指标、城市和 period=。"
WHOSE = "请写明这个数是哪个城市、什么时期的，或改写花括号里的城市和 period=。"
SAME_TIME = "请取同一时期的数，或写明各是什么时期的。"


class FigureLabels:
    """Knows by which names an author calls the cities and indicators of one briefing."""

    def __init__(self, held: HeldFacts) -> None:
        library = held.library
        self._held = held
        self.cities: dict[str, City] = {
            name: city for city in library.known for name in (city.name, city.short, *city.aliases)
        }
        self._indicators: dict[str, set[str]] = defaultdict(set)
        for item in library.catalogue.indicators.values():
            for name in (item.name, *item.aliases):
                self._indicators[name].add(item.of or item.id)
        self.names = pattern_of(frozenset((*self.cities, *self._indicators)))
        home = held.cities.get(held.home or "")
        self._called: Mapping[str, City] = {**self.cities, **({our(home.name): home} if home else {})}
        # 网上可办率 names nothing for certain, but says what 政务服务网上可办率 does
        tails = {name[at:] for name in self._indicators for at in range(1, len(name) - SHORTEST + 1)}
        self.all_names = pattern_of(frozenset((*self._called, *self._indicators, *tails)))

    def cities_in(self, words: str) -> Iterator[City]:
        """Yield the cities that words name, in that order."""
        return (self.cities[name] for name in self.names.findall(words) if name in self.cities)

    def calls(self, fact: Fact, words: str | None) -> bool:
        """Return whether a fact is no change but a total, and words, if any, end with what it is the total of."""
        item = self._held.library.catalogue.indicators[fact.indicator]
        total = fact.measure.kind is MeasureKind.TOTAL and not item.of
        return total and (words is None or words.rstrip("的□").endswith((item.name, *item.aliases)))

    def wrong(self, said: str, words: str, figures: Sequence[PrintedFigure]) -> Iterator[tuple[int, Problem]]:
        """Yield what is wrong with what is said of figures, by their place among them.

        They stand in `said` as }, and what the program composed as □; `words` are those that are printed.
        """
        told: list[tuple[Label, PrintedFigure]] = []
        cities: dict[tuple[int, int], set[str]] = {}
        for at, written in enumerate(self._each(labels(said, [item.span for item in figures], self.all_names), said)):
            label, item = self._inherited(written, told[-1][0] if told else None), figures[at]
            if label.sentence not in cities:
                cities[label.sentence] = {*self.all_names.findall(words[slice(*label.sentence)])} & self._called.keys()
            if item.facts:
                part = words[label.at : label.end].strip("，、： ")
                found = (
                    self.mislabelled(part, said[label.at : item.span[0]], label, item)
                    or self._untimely(words, said, label, item, told)
                    or self._misleading(words, label, item, cities[label.sentence])
                    or self._of_a_month(words, label, item)
                )
                if found:
                    yield at, found
            told.append((label, item))

    def _each(self, written: Iterable[Label], said: str) -> list[Label]:
        """Return the labels, each with its own of as many cities, or times, as there are figures behind 分别."""
        found = list(written)
        for at, label in enumerate(found):
            if APART not in said[label.at : label.end]:
                continue
            others = takewhile(lambda item: item.joined and not item.names and not item.periods, found[at + 1 :])
            count = 1 + sum(1 for _ in others)
            cities = [name for name in label.names if name in self._called]
            rest = tuple(name for name in label.names if name not in self._called)
            for number in range(count):
                names = (*rest, cities[number]) if len(cities) == count else label.names
                times = label.periods[number : number + 1] if len(label.periods) == count else label.periods
                found[at + number] = replace(found[at + number], names=names, periods=times, beside=label.beside)
        return found

    def _inherited(self, label: Label, before: Label | None) -> Label:
        """Return a label with the city and the time that the one before it names for both."""
        if not label.joined or before is None:
            return label
        named = any(name in self._called for name in label.names)
        cities = () if named else tuple(name for name in before.names if name in self._called)
        return replace(label, names=(*label.names, *cities), periods=label.periods or before.periods)

    def heading(self, title: str, *heads: str) -> Label:
        """Return what a figure is called by its heads: the first that names a city, an indicator or a time does so.

        A title says of what time it is; where a head tells of another (上年), none does.
        """
        found = [label_in(words, self.all_names) for words in (*heads, title)]
        names: tuple[str, ...] = ()
        for kind in (self._called, self._indicators):
            named = (tuple(name for name in head.names if name in kind) for head in found[:-1])
            names += next(filter(None, named), ())
        times = () if any(map(RELATIVE.search, heads)) else next((head.periods for head in found if head.periods), ())
        return replace(found[0], names=names, periods=times)

    def of_indicators(self, names: Iterable[str], facts: Iterable[Fact]) -> list[Fact]:
        """Return those of the facts that are of an indicator among the names; all where none of them is one."""
        wanted = {id for name in names for id in self._indicators.get(name, ())}
        return [fact for fact in facts if not wanted or self._thing(fact)[1] in wanted]

    def mislabelled(self, part: str, before: str, label: Label, item: PrintedFigure) -> Problem | None:
        """Return what is wrong with the names and times that are written of a figure, `before` it for its terms."""
        found = [
            *self._other_city(label, item),
            *_other_time(label, item),
            *_other_term(before, item),
            *self._other_indicator(label, item),
            *self._other_measure(before, item),
        ]
        whole = [*self._no_part(before, item)]
        return (
            _told(part, [*found, *(said for said, certain in whole if certain)], REWRITE)
            or _told(part, _no_time(label, item), WHOSE, Severity.WARNING)
            or _told(part, [said for said, _ in whole], WHOSE, Severity.WARNING)
        )

    def _misleading(self, words: str, label: Label, item: PrintedFigure, cities: set[str]) -> Problem | None:
        """Return a warning of a figure that is not of the only city, or the time, that its sentence opens with.

        `cities` are the names of cities in the sentence.
        """
        if item.fact is None or item.target:
            return None
        other = len({self._called[name].id for name in cities}) > 1 or not cities.isdisjoint(label.names)
        opened = replace(
            label,
            names=() if other else tuple(name for name in label.opening if name in self._called),
            periods=() if label.periods else tuple(name for name in label.opening if _read(name, item.fact)),
            beside=(),
        )
        found = [*self._other_city(opened, item), *_other_time(opened, item), *_no_time(opened, item)]
        return _told(words[label.sentence[0] : item.span[1]].strip(), found, WHOSE, Severity.WARNING)

    def _of_a_month(self, words: str, label: Label, item: PrintedFigure) -> Problem | None:
        """Return a warning of a month's figure told as one since the year began, where there is such a one."""
        fact, part = item.fact, words[label.sentence[0] : item.span[1]].strip()
        said = SO_FAR.search(words, label.sentence[0], item.span[0])
        if not said or fact is None or label.periods or fact.period.months != 1:
            return None
        of = [other.period for other in self._held.facts_of(fact) if other.basis is Basis.CUMULATIVE]
        whole = [at for at in of if at.end == fact.period.end and at.months != 1]
        hint = f'请写 period="{whole[0].printed}"。' if whole else ""
        return _told(part, [(said[0], fact.period.printed)] if whole else [], hint, Severity.WARNING)

    def _other_city(self, label: Label, item: PrintedFigure) -> Iterator[tuple[str, str]]:
        named = {name: self._called[name] for name in label.names if name in self._called}
        # 比洛阳的武汉 names another city than that of a figure, but one of those that a difference is of
        meant = [name for name in named if not (item.fact and name in label.beside)]
        right = [name for name, city in named.items() if any(self._lies_in(fact, city) for fact in item.facts)]
        cities = list(dict.fromkeys(self._held.cities[fact.city].short for fact in item.facts))
        pair = item.fact is None and len(cities) == len({city.id for city in named.values()}) == 2
        wrong = [name for name in meant if name not in right]
        if wrong and (pair or not right):
            unnamed = (city for city in cities if city not in {named[name].short for name in right})
            yield "、".join(wrong), "、".join(unnamed)

    def _lies_in(self, fact: Fact, city: City) -> bool:
        """Return whether a fact is of that city, or of a district of it."""
        place = self._held.cities[fact.city]
        return city.id == place.id or place.parent in (city.name, city.short)

    def _other_indicator(self, label: Label, item: PrintedFigure) -> Iterator[tuple[str, str]]:
        named = [name for name in label.names if name in self._indicators]
        catalogue = self._held.library.catalogue.indicators
        own = list(dict.fromkeys(catalogue[fact.indicator] for fact in item.facts))
        if not named or any(self._indicators[name] & {one.of or one.id for one in own} for name in named):
            return
        # 贷款余额 may be said of what is called 小微企业贷款余额 in full
        if not any(
            name in whole or whole in name for one in own for whole in (one.name, *one.aliases) for name in named
        ):
            yield "、".join(named), "、".join(one.name for one in own)

    def _other_measure(self, before: str, item: PrintedFigure) -> Iterator[tuple[str, str]]:
        """Yield that a figure which is none per head, household, area or day is told as one."""
        fact, said = item.fact, PER.search(self.all_names.sub("□", before))
        if fact is None or said is None or fact.measure.kind in AVERAGES or "/" in fact.quantity.unit.symbol:
            return
        if not PER.search(self._whole_name(fact)):
            yield said[0], fact.measure.kind

    def _no_part(self, before: str, item: PrintedFigure) -> Iterator[tuple[tuple[str, str], bool]]:
        """Yield that a figure of a city, or of those selected, is told as one of 全省 or 全国, and whether it is wrong.

        That of all cities selected may be, where these all lie in one province.
        """
        said = WIDER.search(before)
        if said is None or any(name in self._called for name in self.all_names.findall(before, said.end())):
            return
        reach, fact = next(filter(None, said.groups())), item.fact
        placed = self._held.standing(item.inputs[0]) if fact is None and len(item.inputs) == 1 else None
        of = placed.comparison.facts if placed else item.facts
        cities = [self._held.cities[id] for id in dict.fromkeys(one.city for one in of)]
        if fact and fact.quantity.unit.family == RANK:  # a place that a source states
            own = extent(listed(fact))
            if own and own != reach:
                yield (said[0], listed(fact)), True
        elif len(cities) > 1:
            regions = {city.code[: REGION[reach]] for city in cities if city.code}
            yield (said[0], f"所选{len(cities)}个城市"), len(regions) > 1
        elif cities and (reach != "市" or cities[0].parent):
            told = [word for one in item.facts for word in self._scopes(one)]
            if not any(extent(word) == reach or said[0] in word for word in told):
                yield (said[0], cities[0].short), True

    def _whole_name(self, fact: Fact) -> str:
        own = self._held.library.catalogue.indicators[fact.indicator]
        return "、".join((own.name, *own.aliases, fact.scope, fact.quantity.unit.symbol))

    def _scopes(self, fact: Fact) -> tuple[str, ...]:
        return fact.scope, fact.measure.base, fact.measure.ranking, self._whole_name(fact)

    def _untimely(
        self, words: str, said: str, label: Label, item: PrintedFigure, told: Iterable[tuple[Label, PrintedFigure]]
    ) -> Problem | None:
        """Return that a difference is of another time than the figure of the same thing before it in its sentence.

        What the program composed between the two says itself of what time each is.
        """
        if label.periods or (item.fact and item.fact.measure.kind not in CHANGES):
            return None
        things = {self._thing(fact) for fact in item.facts}
        before = [
            other.fact
            for of, other in told
            if of.sentence == label.sentence and other.fact and not other.target and self._thing(other.fact) in things
            if COMPOSED not in said[other.span[1] : item.span[0]]
        ]
        ends = {fact.period.end for fact in item.facts}
        if not before or None in ends or ends & {fact.period.end for fact in before}:
            return None
        fact = before[-1]
        own = max(item.facts, key=lambda one: one.period).period.printed
        return Problem(
            of_another_time(words[slice(*item.span)], own, figure(fact), fact.period.printed), hint=SAME_TIME
        )

    def _thing(self, fact: Fact) -> tuple[str, str]:
        """Return of which city and indicator a fact is, in whatever measure."""
        return fact.city, self._held.library.catalogue.indicators[fact.indicator].of or fact.indicator


@lru_cache(maxsize=32)  # a template is checked with the same names again and again
def pattern_of(names: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the names, the longest first."""
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)")


def _other_time(label: Label, item: PrintedFigure) -> Iterator[tuple[str, str]]:
    facts = [fact for fact in item.facts if fact.period.dated]
    named = [(period, fact) for written in label.periods for fact in facts if (period := _read(written, fact))]
    aims = [fact.target.period for fact in facts if item.target and fact.target and fact.target.period]
    if named and not any(_fits(period, fact) or period in aims for period, fact in named):
        yield "、".join(label.periods), "、".join(dict.fromkeys(fact.period.printed for fact in facts))


def _no_time(label: Label, item: PrintedFigure) -> Iterator[tuple[str, str]]:
    """Yield the time that is written before a figure of which the source does not say of what time it is."""
    if label.periods and item.fact and not item.target and not item.fact.period.dated:
        yield "、".join(label.periods), when(item.fact) or UNDATED


def _other_term(before: str, item: PrintedFigure) -> Iterator[tuple[str, str]]:
    """Yield the term (同比, 比2021年) that leads to a change since another time."""
    terms = {written: term for written in written_terms(before) if (term := term_of(written))}
    if item.fact and item.fact.measure.kind is MeasureKind.GROWTH and (own := term_of(item.fact.measure.base)):
        now, since, told = item.fact, earlier_period(own[0], item.fact, own[1]), item.fact.measure.base
    elif len(item.inputs) == PAIR and len({fact.identity for fact in item.inputs}) == 1:
        old, now = sorted(item.inputs, key=lambda fact: fact.period)
        since, told = old.period, f"与{old.period.printed}相比"
    else:
        return
    wanted = {written: earlier_period(term, now, year) for written, (term, year) in terms.items()}
    if since and wanted and all(at and at.end != since.end for at in wanted.values()):
        yield "、".join(wanted), told


def _told(
    part: str, found: Iterable[tuple[str, str]], hint: str, severity: Severity = Severity.ERROR
) -> Problem | None:
    """Return what is said of a figure and what it is instead; None where nothing is found."""
    said, data = [*zip(*found, strict=True)] or ((), ())
    return Problem(mislabelled(part, said, data), hint=hint, severity=severity) if said else None


def _read(written: str, fact: Fact | None = None) -> Period | None:
    """Return a time that is written, in the year of a fact where it names none; None where it is none."""
    year = (
        ""
        if "年" in written.replace("半年", "") or fact is None or fact.period.end is None
        else f"{fact.period.end.year}年"
    )
    try:
        return Period.parse(f"{year}{written}")
    except ValueError:
        return None


def _fits(named: Period, fact: Fact) -> bool:
    """Return whether a fact may be told as one of that time: of its days, of some of them, or as it stands then."""
    period = fact.period
    if is_of(fact, named) or named.covers(period):
        return True
    if named.kind is PeriodKind.AS_OF and named.end == period.end:
        return True
    return period.covers(named) and (period.months is None or period.months > YEAR)
