"""How cities compare on one indicator: all of a few, the ends of many, and a home city before all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefing.analysis.comparisons import TOLD_AT_MOST, Comparison, same
from briefing.analysis.standing import standings
from briefing.content.citations import rests_on
from briefing.content.ledger import Ledger
from briefing.model.document import Run, Runs
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.quantity import RANK, Unit
from briefing.wording import sentences as say
from briefing.wording.clauses import remarks
from briefing.wording.figures import added_up, one_unit, when
from briefing.wording.prose import Sentence, equals, join, listed, noun, place_in_ranking, text

TIED = 3
"""Cities of one figure that are named together, at most."""
PARTLY = "部分为快报数或调查数"
NO_YEARS = "（原文均未注明年份）"


def same_period(facts: Sequence[Fact]) -> str:
    """The period of facts that may be compared, "" where it is not the same or none is dated.

    Those of one day are worded in different ways (2021年底, 2021年12月末): the first is taken.
    """
    periods = [when(fact) for fact in facts]
    return periods[0] if len(set(periods)) == 1 or all(fact.period.year for fact in facts) else ""


def topic(item: Comparison) -> str:
    """What is compared, with its scope, and a caveat where no source dates the figures."""
    first = item.facts[0]
    if first.quantity.unit.family == RANK:
        name = place_in_ranking(item.indicator.name, listed(first))
    else:
        name = item.indicator.name + (f"（{first.scope}）" if first.scope else "") + added_up(first)
    noted = {remarks(fact, item.indicator.name) for fact in item.facts}
    # of some only, the table says of which
    name += noted.pop() if len(noted) == 1 else f"（{PARTLY}）"
    return name + ("" if any(fact.period.year for fact in item.facts) else NO_YEARS)


class ComparisonWriter:
    """Tells comparisons.

    `practised` returns the sentence of a practice that tells a figure, None where none does; `moved` how far a figure
    has moved since the year before, () where that is not known. Of the cities `selected` those are named that are not
    compared.
    """

    def __init__(
        self,
        ledger: Ledger,
        cities: Mapping[str, City],
        practised: Callable[[Fact], Sentence | None],
        home: str | None,
        moved: Callable[[Fact], Runs],
        selected: Sequence[City] = (),
    ) -> None:
        self._ledger, self._cities, self._practised, self._home = ledger, cities, practised, home
        self._moved, self._selected = moved, selected

    def say(self, item: Comparison) -> Sentence:
        """Return how home has moved and where it stands; without it all figures of a few cities, the ends of many."""
        at, name, ledger = same_period(item.facts), topic(item), self._ledger
        own = None if item.level else item.of(self._home)
        if own and not (item.unlike and len(item.facts) == 2):
            start = (*text(name + equals(own)), ledger.fact(own))
            return Sentence(at, self._city(own), join([start, self._moved(own), self.stands(item)], "，"))
        return Sentence("", "", self._all(item, at, name))

    def _all(self, item: Comparison, at: str, name: str) -> Runs:
        ledger = self._ledger
        if len(item.facts) > TOLD_AT_MOST:
            return self._many(item, at, name)
        unit = one_unit(item.facts)
        figures = [(self._city(fact), ledger.fact(fact, unit)) for fact in item.facts]
        if item.level:
            told = [self._practised(fact) for fact in item.facts]
            said = join([join([text(one.who), one.said]) for one in told if one], "；")
            return said if all(told) else say.comparison_of_equals(at, name, figures)
        if item.unlike:
            return say.comparison_of_unlike(at, name, figures)
        ratio, gap = ledger.computed(item.ratio), ledger.figure(item.gap)
        return say.comparison(
            at, name, figures, ratio, gap, item.indicator.family, rising=item.rising, leads=item.leads
        )

    def stands(self, item: Comparison, start: str = "") -> Runs:
        """Return where home stands, behind what the clause starts with: its place, then the best.

        Of a total no distance is told, as it grows with a city.
        """
        own = item.of(self._home)
        assert own is not None
        said = join(list(filter(None, (self._place(item, own), self._beside(item, own)))), "，")
        return join([text(start if said[0].text[0] in "在比与" or not start else f"{start}，"), said])

    def _place(self, item: Comparison, own: Fact) -> Runs:
        found, facts = standings(item)[own.id], item.facts
        if found.rank is None or len(facts) == 2:
            return ()
        others = [fact for fact in facts if fact is not own and same(own, fact)]
        last = found.rank + len(others) == len(facts)
        key = f"{own.id}.stands"
        among = self._among(f"{key}.among", item)
        place = self._ledger.count(key, found.rank, "位", f"{self._city(own)}{item.indicator.name}位次")
        judged = item.indicator.judged
        tied = self.names(others) if others else ()
        return say.standing(among, place, tied, item.indicator.family, first=found.rank == 1, last=last, judged=judged)

    def _beside(self, item: Comparison, own: Fact) -> Runs:
        other = item.beside(own)
        if other is None:
            return ()
        alike = [fact for fact in item.facts if same(other, fact) and fact is not own]
        named, figure, family = self.names(alike), self._ledger.fact(other, own.quantity.unit), item.indicator.family
        ahead, certain = other in item.before(own), standings(item)[other.id].rank is not None and len(item.facts) > 2
        judged, first = item.indicator.judged, other is item.facts[0]
        place = ("居首" if first else "居次") if certain and judged else ""
        if not item.total and judged:
            if not ahead and other not in item.behind(own):
                return join([text("与"), named, text("（"), (figure,), text("）难分先后")])
            one, best = (own, other) if ahead else (other, own)
            if gap := self._ledger.figure(standings(item)[one.id].behind_by(best)):
                return say.distance(named, figure, gap, place, family, more=ahead == item.rising)
        word = place or (say.ends(family, judged=False)[0] if certain and other in item.firsts else "")
        if word:
            return self.end(alike, word, unit=own.quantity.unit)
        second = "居次的" if certain and own in item.firsts else ""
        return join([text(second), named, text("均为" if len(alike) > 1 else "为"), (figure,)])

    def _many(self, item: Comparison, at: str, name: str) -> Runs:
        ledger, family, facts = self._ledger, item.indicator.family, item.facts
        among = self._among(f"{facts[0].id}.compared", item)
        if item.level:
            return say.comparison_of_many_equals(at, name, among, ledger.fact(facts[0]))
        ends = [item.firsts or facts[:1], item.lasts or facts[-1:]]
        if family == RANK:
            shown = [join([text(f"{self._city(fact)}居"), (ledger.fact(fact),)]) for fact in (facts[0], facts[-1])]
            return say.comparison_of_many(at, name, among, (shown[0], shown[1]), ())
        words = ("", "")
        if item.apart:
            judged = item.indicator.judged
            leads, trails = bool(item.firsts), bool(item.lasts)
            words = say.ends(family, judged=judged, leads=leads, trails=trails, rising=item.rising)
        unit = one_unit(facts)
        upper, lower = (self.end(tied, word, unit=unit) for tied, word in zip(ends, words, strict=True))
        ratio = None if item.unlike or max(map(len, ends)) > 1 else ledger.computed(item.ratio)
        high, low = (self._city(facts[place]) for place in ((-1, 0) if item.rising else (0, -1)))
        return say.comparison_of_many(at, name, among, (upper, lower), say.multiple(high, low, ratio))

    def _among(self, key: str, item: Comparison) -> Runs:
        facts = item.facts
        count = self._ledger.count(key, len(facts), self._noun(facts), f"{item.indicator.name}可比地区")
        held = {fact.city for fact in facts}
        return say.among(count, [city.short for city in self._selected if city.id not in held])

    def end(self, tied: Sequence[Fact], word: str, *, said: bool = False, unit: Unit | None = None) -> Runs:
        """Return who stands at an end: 苏州99.9%居首; 洛阳、三门峡均为79.6%，并列末位. `said`: without the figure."""
        figure = () if said else (self._ledger.fact(tied[0], unit),)
        if len(tied) == 1:
            return join([text(self._city(tied[0])), figure, text(word)])
        return join([self.names(tied), text("均为"), figure, text(f"，{say.together(word)}")])

    def names(self, tied: Sequence[Fact]) -> Runs:
        """Return cities of one figure, of many the first and how many there are, with the sources of all but one."""
        sources = {fact.source for fact in tied[1:]} - {tied[0].source}
        marks = tuple(rests_on(id) for id in sorted(sources))
        if len(tied) <= TIED:
            return (Run("、".join(map(self._city, tied))), *marks)
        key = f"{tied[0].id}.tied.{len(tied)}"
        count = self._ledger.count(key, len(tied), self._noun(tied), "数值相同的地区")
        return (Run("、".join(map(self._city, tied[: TIED - 1])) + "等"), count, *marks)

    def _city(self, fact: Fact) -> str:
        return self._cities[fact.city].short

    def _noun(self, facts: Sequence[Fact]) -> str:
        return noun(self._cities[fact.city].level for fact in facts)
