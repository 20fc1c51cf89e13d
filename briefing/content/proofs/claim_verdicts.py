"""Which figures decide a claim of one figure, and what the analysis finds of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise

from briefing.analysis import judgements as judge
from briefing.analysis.judgements import CHANGES, PAIR, Judgement, first_that
from briefing.analysis.standing import Standing
from briefing.analysis.terms import YEAR, Term, terms_in
from briefing.content.asked.held_facts import HeldFacts
from briefing.content.proofs.names import Names
from briefing.content.proofs.printed_figures import PrintedFigure
from briefing.model.facts import Fact
from briefing.wording.claims import words
from briefing.wording.claims.messages import Why
from briefing.wording.claims.reading import Claim, place_claimed, times_claimed
from briefing.wording.claims.words import AIMS, GAPS, MOVES, PAIRED, PLACES, RATE, TURNS, Sense

TURNED = {Sense.UP: Sense.DOWN, Sense.DOWN: Sense.UP, Sense.MORE: Sense.LESS, Sense.LESS: Sense.MORE}
"""What is claimed of the later of two figures where a word claims it of the earlier."""


class ClaimVerdicts:
    """Finds what the data of one briefing say of claims."""

    def __init__(self, held: HeldFacts, names: Names) -> None:
        self._held, self._names = held, names
        self._kinds: Mapping[Sense, Callable[[Claim, Fact, PrintedFigure | None], Judgement]] = {
            **dict.fromkeys(Sense, self._beside),
            **dict.fromkeys(PLACES, self._place),
            **dict.fromkeys(MOVES, self._movement),
            **dict.fromkeys(TURNS, self._turned),
            **dict.fromkeys(PAIRED, self._paired),
            Sense.LEVEL: self._beside,
        }

    def of(self, claim: Claim, fact: Fact, other: PrintedFigure | None) -> Judgement:
        """Return what the analysis finds of a claim of a fact, beside the other figure if the claim has one."""
        return self._kinds[claim.sense](claim, fact, other)

    def of_city(self, name: str, like: Fact | None) -> Fact | None:
        """Return the figure like another of the city that is named; that which is judged with it before any other."""
        city = self._names.city_in(name)
        if city is None or like is None or city.id not in self._held.cities:
            return None
        standing = self._held.standing(like)
        beside = standing.comparison.facts if standing else ()
        chosen = self._held.choose(city.id, [self._held.library.catalogue.indicators[like.indicator]]).fact
        return next((fact for fact in beside if fact.city == city.id), chosen)

    def _beside(self, claim: Claim, fact: Fact, other: PrintedFigure | None) -> Judgement:
        """Return how a figure stands to its target, to the mean, to that of another city or to an earlier one."""
        seen = self._held.seen(fact)
        if (other and other.target) or claim.sense in AIMS or words.AIMED.search(claim.than):
            return judge.targeted(claim.sense, seen) or Judgement(fact, why=Why.NO_TARGET)
        if words.AVERAGE.search(claim.than):
            standing = None if words.BEYOND.search(claim.than) else self._held.standing(fact)
            return (standing and judge.averaged(claim.sense, standing)) or Judgement(fact, why=Why.NOT_HELD)
        beside = other.fact if other else self.of_city(claim.than, fact)
        if beside and beside.id != fact.id and beside.identity != fact.identity:
            return judge.compared(claim.sense, seen, self._held.seen(beside))
        since = f"比{claim.than.strip('，与同和比较')}"
        timed = (beside and beside.id != fact.id) or claim.sense is Sense.LEVEL or terms_in(since)
        return self._moved(claim.sense, fact, since, other) if timed else Judgement(fact, why=Why.NO_OTHER)

    def _place(self, claim: Claim, fact: Fact, other: PrintedFigure | None) -> Judgement:
        """Return whether a figure has a place in a ranking, as its source states it, or among the cities."""
        place = place_claimed(claim.word) if claim.sense is Sense.PLACE else 1
        if stated := judge.place_stated(claim.sense, fact, place):
            return stated
        if words.BEYOND.search(claim.than):
            return Judgement(fact, why=Why.FEW)
        standing = self._held.standing(fact)
        return self._standing(claim, standing, place) if standing else Judgement(fact, why=Why.NO_PEERS)

    def _standing(self, claim: Claim, standing: Standing, place: int) -> Judgement:
        """Return whether a figure has a place among the cities of the briefing."""
        fact = standing.fact
        if RATE in claim.lead and fact.measure.kind not in CHANGES:
            return self._fastest(claim.sense, standing)
        if claim.sense is Sense.PLACE:
            return judge.numbered(standing, place)
        if claim.sense is Sense.NEXT:
            named = {city.id for city in self._names.cities_in(claim.than)}
            return judge.next_to(standing, named - {fact.city}) if named else Judgement(fact, why=Why.UNCLEAR)
        return judge.placed(claim.sense, standing, shared=words.SHARED.search(claim.than) is not None)

    def _fastest(self, sense: Sense, standing: Standing) -> Judgement:
        """Return whether a figure grew most, or least, of all cities over a year, where no source states a rate."""
        movements, facts = self._held.movements, standing.comparison.facts
        if standing.fact.quantity.unit.family == "cny" or any(map(movements.stated, facts)):  # at constant prices
            return Judgement(standing.fact, why=Why.VAGUE)
        found = [item for fact in facts if (item := movements.since(Term.YEAR_EARLIER, fact))]
        return judge.fastest(sense, standing.fact, found, len(facts))

    def _movement(self, claim: Claim, fact: Fact, other: PrintedFigure | None) -> Judgement:
        return self._moved(claim.sense, fact, claim.lead, other)

    def _moved(self, sense: Sense, fact: Fact, lead: str, other: PrintedFigure | None) -> Judgement:
        """Return how a figure has moved since the one that is named, or by the term that is; else since any before."""
        movements = self._held.movements
        before = other.fact if other else None
        if before and before.id != fact.id and before.identity == fact.identity and before.period.dated:
            if before.period < fact.period:
                return judge.moved(sense, movements.between(before, fact))
            return judge.moved(TURNED.get(sense, sense), movements.between(fact, before))
        if words.STEADY.search(lead):
            steps = pairwise(self._course(fact))
            found = [judge.moved(sense, movements.between(*pair)) for pair in steps]
            return first_that(found, False, None, True) or Judgement(fact, why=Why.NOT_EARLIER)
        terms, found = terms_in(lead), []
        for term, year in terms:
            found += [judge.grew(sense, item) for item in movements.stated(fact, term, year)]
            if old := movements.earlier(term, fact, year):
                found.append(judge.moved(sense, movements.between(old, fact)))
        if not terms:  # what any of them bears out may be said where no term says which is meant
            year_ago = movements.earlier(Term.YEAR_EARLIER, fact)
            earlier = [*self._course(fact)[-PAIR:-1], *([year_ago] if year_ago else [])]
            found += [judge.moved(sense, movements.between(old, fact)) for old in earlier]
            found += [judge.grew(sense, item) for item in movements.stated(fact)]
        return first_that(found, True, False, None) or Judgement(fact, why=Why.NOT_EARLIER)

    def _turned(self, claim: Claim, fact: Fact, other: PrintedFigure | None) -> Judgement:
        """Return whether a figure went the one way after the other, as its last two steps tell."""
        course = self._course(fact)[-PAIR - 1 :]
        if len(course) <= PAIR or fact.measure.kind in CHANGES or fact.period.months not in (None, YEAR):
            return Judgement(fact, why=Why.NOT_EARLIER)
        ways = (Sense.DOWN, Sense.UP) if claim.sense is Sense.RECOVERED else (Sense.UP, Sense.DOWN)
        steps = zip(ways, pairwise(course), strict=True)
        found = [judge.moved(way, self._held.movements.between(*pair)) for way, pair in steps]
        return first_that(reversed(found), False, None, True) or Judgement(fact)

    def _paired(self, claim: Claim, fact: Fact, other: PrintedFigure | None) -> Judgement:
        """Return what is found of a figure and that of another city at the same times."""
        named = [city for city in self._names.cities_in(claim.than) if city.id != fact.city]
        beside = other.fact if other else self.of_city(named[-1].name if named else "", fact)
        if beside is None or beside.city == fact.city or beside.indicator != fact.indicator:
            return Judgement(fact, why=Why.UNCLEAR)
        sense = Sense.BETTER if self._held.seen(fact).indicator.judged else Sense.MORE
        now = self._compared(sense, fact, beside)
        if now.verdict or (claim.sense is Sense.OVERTOOK and not now.holds):
            return now
        if claim.sense is Sense.TIMES:
            times, more = times_claimed(claim.than)
            return judge.multiple(fact, beside, Decimal(times), more)
        pairs = self._pairs(fact, beside)
        if len(pairs) < PAIR:
            return Judgement(fact, why=Why.NOT_EARLIER)
        if claim.sense in GAPS:
            steady = words.GRADUAL.search(claim.lead + claim.word)
            return judge.gaps_moved(claim.sense is Sense.WIDER, pairs if steady else pairs[-PAIR:])
        past = Sense.WORSE if sense is Sense.BETTER else Sense.LESS
        return first_that((self._compared(past, *pair) for pair in pairs[:-1]), True, None, False) or now

    def _pairs(self, fact: Fact, beside: Fact) -> list[tuple[Fact, Fact]]:
        """Return the figures of two cities that are of one time, and may be compared, up to these two."""
        return [
            (one, other)
            for one in self._course(fact)
            for other in self._course(beside)
            if one.period.same_span(other.period) and not self._compared(Sense.MORE, one, other).verdict
        ]

    def _compared(self, sense: Sense, one: Fact, other: Fact) -> Judgement:
        return judge.compared(sense, self._held.seen(one), self._held.seen(other))

    def _course(self, fact: Fact) -> list[Fact]:
        """Return a figure after those of the same thing before it, the oldest first."""
        return [*judge.last_before(fact, self._held.facts_of(fact)), fact]
