"""What an author calls a figure (the city, the time, the indicator before it), held against the fact that it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from briefing.analysis.judgements import CHANGES
from briefing.content.asked.held_facts import HeldFacts
from briefing.content.home_region import regions
from briefing.content.proofs.label_times import no_time, other_term, other_time, period_in
from briefing.content.proofs.names import Names
from briefing.content.proofs.printed_figures import PrintedFigure
from briefing.errors import Problem, Severity
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.measure import AVERAGES
from briefing.model.period import Basis
from briefing.model.quantity import RANK
from briefing.wording.claims.labels import APART, COMPOSED, PER, RELATIVE, SO_FAR, WIDER, Label, label_in, labels
from briefing.wording.claims.messages import RELABEL, SAME_TIME, WHOSE, mislabelled, of_another_time
from briefing.wording.figures import figure
from briefing.wording.prose import extent, listed

REGION = {"国": 0, "省": 2, "市": 4}
"""Digits of a city's code that it shares with all of the country, of its province, of its prefecture."""


class LabelCheck:
    """Holds what figures are called against what they are."""

    def __init__(self, held: HeldFacts, names: Names) -> None:
        self._held, self._names = held, names

    def wrong(self, said: str, words: str, figures: Sequence[PrintedFigure]) -> Iterator[tuple[int, Problem]]:
        """Yield what is wrong with what is said of figures, by their place among them.

        They stand in `said` as }, and what the program composed as □; `words` are those that are printed.
        """
        told: list[tuple[Label, PrintedFigure]] = []
        cities: dict[tuple[int, int], set[str]] = {}
        found = self._each(labels(said, [item.span for item in figures], self._names.pattern), said)
        for at, (written, item) in enumerate(zip(found, figures, strict=True)):
            label = self._inherited(written, told[-1][0] if told else None)
            if label.sentence not in cities:
                cities[label.sentence] = {*self._cities(self._names.pattern.findall(words[slice(*label.sentence)]))}
            if item.facts:
                part = words[label.at : label.end].strip("，、： ")
                wrong = (
                    self.mislabelled(part, said[label.at : item.span[0]], label, item)
                    or self._untimely(words, said, label, item, told)
                    or self._misleading(words, label, item, cities[label.sentence])
                    or self._of_a_month(words, label, item)
                )
                if wrong:
                    yield at, wrong
            told.append((label, item))

    def _each(self, written: Iterable[Label], said: str) -> list[Label]:
        """Return the labels, each with its own of as many cities, or times, as there are figures behind 分别."""
        found = list(written)
        for at, label in enumerate(found):
            if APART not in said[label.at : label.end]:
                continue
            others = takewhile(lambda item: item.joined and not item.names and not item.periods, found[at + 1 :])
            count = 1 + sum(1 for _ in others)
            cities = self._cities(label.names)
            rest = tuple(name for name in label.names if name not in self._names.called)
            for number in range(count):
                names = (*rest, cities[number]) if len(cities) == count else label.names
                times = label.periods[number : number + 1] if len(label.periods) == count else label.periods
                found[at + number] = replace(found[at + number], names=names, periods=times, beside=label.beside)
        return found

    def _inherited(self, label: Label, before: Label | None) -> Label:
        """Return a label with the city and the time that the one before it names for both."""
        if not label.joined or before is None:
            return label
        cities = () if self._cities(label.names) else self._cities(before.names)
        return replace(label, names=(*label.names, *cities), periods=label.periods or before.periods)

    def heading(self, title: str, *heads: str) -> Label:
        """Return what a figure is called by its heads: the first that names a city, an indicator or a time does so.

        A title says of what time it is; where a head tells of another (上年), none does.
        """
        found = [label_in(words, self._names.pattern) for words in (*heads, title)]
        names: tuple[str, ...] = ()
        for kind in (self._names.called, self._names.indicators):
            named = (tuple(name for name in head.names if name in kind) for head in found[:-1])
            names += next(filter(None, named), ())
        times = () if any(map(RELATIVE.search, heads)) else next((head.periods for head in found if head.periods), ())
        return replace(found[0], names=names, periods=times)

    def mislabelled(self, part: str, before: str, label: Label, item: PrintedFigure) -> Problem | None:
        """Return what is wrong with the names and times that are written of a figure, `before` it for its terms."""
        found = [
            *self._other_city(label, item),
            *other_time(label, item),
            *other_term(before, item),
            *self._other_indicator(label, item),
            *self._other_measure(before, item),
        ]
        whole = [*self._no_part(before, item)]
        return (
            _told(part, [*found, *(said for said, certain in whole if certain)], RELABEL)
            or _told(part, no_time(label, item), WHOSE, Severity.WARNING)
            or _told(part, [said for said, _ in whole], WHOSE, Severity.WARNING)
        )

    def _misleading(self, words: str, label: Label, item: PrintedFigure, cities: set[str]) -> Problem | None:
        """Return a warning of a figure that is not of the only city, or the time, that its sentence opens with.

        `cities` are the names of cities in the sentence.
        """
        if item.fact is None or item.target:
            return None
        other = len({self._names.called[name].id for name in cities}) > 1 or not cities.isdisjoint(label.names)
        opened = replace(
            label,
            names=() if other else self._cities(label.opening),
            periods=() if label.periods else tuple(name for name in label.opening if period_in(name, item.fact)),
            beside=(),
        )
        found = [*self._other_city(opened, item), *other_time(opened, item), *no_time(opened, item)]
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

    def _cities(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of the names that are of cities."""
        return tuple(name for name in names if name in self._names.called)

    def _other_city(self, label: Label, item: PrintedFigure) -> Iterator[tuple[str, str]]:
        named = {name: self._names.called[name] for name in self._cities(label.names)}
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
        named = [name for name in label.names if name in self._names.indicators]
        catalogue = self._held.library.catalogue.indicators
        own = list(dict.fromkeys(catalogue[fact.indicator] for fact in item.facts))
        if not named or any(self._names.indicators[name] & {one.of or one.id for one in own} for name in named):
            return
        # 贷款余额 may be said of what is called 小微企业贷款余额 in full
        if not any(
            name in whole or whole in name for one in own for whole in (one.name, *one.aliases) for name in named
        ):
            yield "、".join(named), "、".join(one.name for one in own)

    def _other_measure(self, before: str, item: PrintedFigure) -> Iterator[tuple[str, str]]:
        """Yield that a figure which is none per head, household, area or day is told as one."""
        fact, said = item.fact, PER.search(self._names.pattern.sub("□", before))
        if fact is None or said is None or fact.measure.kind in AVERAGES or "/" in fact.quantity.unit.symbol:
            return
        if not PER.search(self._whole_name(fact)):
            yield said[0], fact.measure.kind

    def _no_part(self, before: str, item: PrintedFigure) -> Iterator[tuple[tuple[str, str], bool]]:
        """Yield that a figure of a city, or of those selected, is told as one of 全省 or 全国, and whether it is wrong.

        That of all cities selected may be, where these all lie in one province.
        """
        said = WIDER.search(before)
        if said is None or self._cities(self._names.pattern.findall(before, said.end())):
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
            parts = {city.code[: REGION[reach]] for city in cities if city.code}
            yield (said[0], f"所选{len(cities)}个城市"), len(parts) > 1
        elif cities and (reach != "市" or cities[0].parent):
            told = [
                word
                for one in item.facts
                for word in (one.scope, one.measure.base, one.measure.ranking, self._whole_name(one))
            ]
            names = {said[0], *(name for name in regions(cities[0]) if name.endswith(reach))}
            if not any(extent(word) == reach or any(name in word for name in names) for word in told):
                yield (said[0], cities[0].short), True

    def _whole_name(self, fact: Fact) -> str:
        own = self._held.library.catalogue.indicators[fact.indicator]
        return "、".join((own.name, *own.aliases, fact.scope, fact.quantity.unit.symbol))

    def _untimely(
        self, words: str, said: str, label: Label, item: PrintedFigure, told: Iterable[tuple[Label, PrintedFigure]]
    ) -> Problem | None:
        """Return that a difference is of another time than the figure of the same thing before it in its sentence.

        What the program composed between the two says itself of what time each is.
        """
        if label.periods or (item.fact and item.fact.measure.kind not in CHANGES):
            return None
        things = {self._names.thing(fact) for fact in item.facts}
        inside = ((other, other.fact) for of, other in told if of.sentence == label.sentence and not other.target)
        before = [
            fact
            for other, fact in inside
            if fact and self._names.thing(fact) in things and COMPOSED not in said[other.span[1] : item.span[0]]
        ]
        ends = {fact.period.end for fact in item.facts}
        if not before or None in ends or ends & {fact.period.end for fact in before}:
            return None
        fact = before[-1]
        own = max(item.facts, key=lambda one: one.period).period.printed
        message = of_another_time(words[slice(*item.span)], own, figure(fact), fact.period.printed)
        return Problem(message, hint=SAME_TIME)


def _told(
    part: str, found: Iterable[tuple[str, str]], hint: str, severity: Severity = Severity.ERROR
) -> Problem | None:
    """Return what is said of a figure and what it is instead; None where nothing is found."""
    said, data = [*zip(*found, strict=True)] or ((), ())
    return Problem(mislabelled(part, said, data), hint=hint, severity=severity) if said else None
