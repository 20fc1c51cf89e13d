"""What an author writes of figures, held against the analysis: a word that the data contradict is an error.

The sentences that the program composes are not looked at: their words are made of the same verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from briefing.analysis import judgements as judge
from briefing.analysis.judgements import Judgement
from briefing.analysis.standing import Standing
from briefing.analysis.terms import Term, terms_in
from briefing.content.asked.held_facts import HeldFacts
from briefing.content.asked.printed_figures import PrintedFigure, printed_figures, repeated, said_of, stating
from briefing.content.computed_values import LABEL
from briefing.content.proofs.label_check import FigureLabels
from briefing.errors import Problem, Severity
from briefing.model.document import Run, RunKind
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.measure import MeasureKind
from briefing.model.quantity import RANK_CHANGE
from briefing.wording.claims.messages import (
    CitedFigure,
    beside_amount,
    contradicted,
    listed_as,
    set_beside,
    told,
    twice,
    unproved,
)
from briefing.wording.claims.reading import Claim, claims, place_claimed, times_claimed
from briefing.wording.claims.words import (
    AIMS,
    BEYOND,
    GAPS,
    MOVES,
    PAIRED,
    PLACES,
    RATE,
    SHARED,
    STRONG,
    TURNS,
    Sense,
    may_claim,
)
from briefing.wording.figures import quantity
from briefing.wording.movements import apart
from briefing.wording.reasons import reason

CONTRADICTED = "请按数据改写这一句。"
UNPROVED = "请改用数据能说明的说法；确有依据的，请自行核对。"
TWICE = "花括号里印出的已经带着增减、“第”和单位，请删去花括号外面的。"
SHOWN = 40
"""Characters of a sentence that a message quotes."""
CHANGES = (MeasureKind.GROWTH, MeasureKind.CHANGE)
TURNED = {Sense.UP: Sense.DOWN, Sense.DOWN: Sense.UP, Sense.MORE: Sense.LESS, Sense.LESS: Sense.MORE}
"""What is claimed of the later of two figures where a word claims it of the earlier."""
AIM = re.compile("目标|任务|计划|预期")
"""What stands for the target of a figure."""
UNCLEAR = "看不出它说的是哪个数"
NO_AMOUNT = "印的是这一指标本身的数，不是增减、相差的数"
NO_MEAN = "印的是与另一个城市的差距，不是与平均数的"
YEAR = 12  # months
PAIR = 2
"""Figures that a difference is computed from."""
STEADY = re.compile("逐[年月季]|连年|年年")
GRADUAL = re.compile("逐[年月季步渐]|连年|年年|持续|不断|连续")
"""What makes a word one of every step that a figure took."""
AVERAGE = re.compile("平均|均值")
WHY = {
    judge.OPEN: "数据取整后分不出",
    judge.NEUTRAL: "没有规定这一指标高好还是低好",
    judge.VAGUE: "这种说法没有可以核对的尺度",
}
"""Why figures do not say whether a claim holds, beside the rules that keep two of them apart."""


class ClaimCheck:
    """Holds what is claimed in words of the template's own against the data of one briefing."""

    def __init__(self, held: HeldFacts) -> None:
        self._held = held

    def __call__(self, runs: Sequence[tuple[Run, bool]]) -> Iterator[tuple[tuple[int, int], Problem | None]]:
        """Yield for each claim its place in the words and what to say of it, None where the data bear it out.

        `runs` are told from what the program composed: true are those of the template's own.
        """
        if not any(run.ref and run.kind is RunKind.TEXT for run, _ in runs):
            return
        words = "".join(run.text for run, _ in runs)
        yield from (((at, end), Problem(twice(words[at:end]), hint=TWICE)) for at, end in repeated(runs))
        figures = list(printed_figures((run for run, _ in runs), self._held))
        wrong = set[int]()
        composed = [
            not own and run.kind is RunKind.TEXT and not run.ref and run.text != LABEL[0].text for run, own in runs
        ]
        for at, problem in self.labels.wrong(said_of(runs, figures, composed), words, figures):
            if problem.severity is Severity.ERROR:
                wrong.add(at)
            yield figures[at].span, problem
        if not may_claim(words):
            return
        said = said_of(runs, figures, stating(runs))
        for claim in claims(said, [figure.span for figure in figures], self.labels.names):
            if not wrong.intersection((*claim.figures, *claim.each)):  # what it says is first to be put right
                yield claim.span, self._judged(claim, figures, words)

    @cached_property
    def labels(self) -> FigureLabels:
        """What an author calls the cities and indicators."""
        return FigureLabels(self._held)

    def _judged(self, claim: Claim, figures: Sequence[PrintedFigure], words: str) -> Problem | None:
        """Return what is wrong with a claim; None where it holds, or claims nothing of a figure of the data.

        Of what is claimed of each of several (均有增长), what is wrong with the first that it is wrong of.
        """
        each = [at for at in claim.each if figures[at].fact and not figures[at].target]
        found = [self.of_one(replace(claim, subject=at), figures, words) for at in each or (claim.subject,)]
        wrong = [item for item in found if item]
        return min(wrong, key=lambda item: item.severity is not Severity.ERROR, default=None)

    def of_one(self, claim: Claim, figures: Sequence[PrintedFigure], words: str) -> Problem | None:
        """Return what is wrong with a claim of one figure, as `_judged` does."""
        subject, other, amount = (figures[at] if at is not None else None for at in claim.figures)
        said = _excerpt(words[claim.at : claim.end])
        if why := WHY[judge.VAGUE] if claim.sense is Sense.VAGUE else self._no_difference(claim, amount):
            return _doubt(claim, said, why)
        if other and other.inputs and not amount:  # 低于最好的南阳市11.1万户
            other, amount = None, other
        fact = self._subject(claim, subject, amount)
        if amount and claim.sense in MOVES:
            by = amount.fact
            if by and (by.measure.kind in CHANGES or by.direction or by.quantity.unit.family == RANK_CHANGE):
                return self._problem(claim, said, judge.grew(claim.sense, by))
            if fact is None or not claim.fits:  # an amount (减少材料10份) says nothing of what it was before
                return None
        fact = fact or self._of_city(claim.lead, other)
        if fact is None or not claim.fits or (RATE in claim.lead and self._of_years(claim, fact, figures, words)):
            return _doubt(claim, said, UNCLEAR)
        verdict = self._turned if claim.sense in TURNS else self._paired if claim.sense in PAIRED else self._verdict
        found = verdict(claim, fact, other)
        return _doubt(claim, said, found) if isinstance(found, str) else self._problem(claim, said, found)

    def _of_years(self, claim: Claim, fact: Fact, figures: Sequence[PrintedFigure], words: str) -> bool:
        """Return whether how fast a figure grew is told of another span than the year to it."""
        inside = (item for item in figures if claim.at <= item.span[0] < claim.end)
        before = any(
            one.identity == fact.identity and one.period != fact.period for item in inside for one in item.facts
        )
        return before or any(term is not Term.YEAR_EARLIER for term, _ in terms_in(words[claim.at : claim.end]))

    def _no_difference(self, claim: Claim, amount: PrintedFigure | None) -> str:
        """Return why an amount by which something is said to differ is none, "" where it may be one."""
        fact = amount.fact if amount else None
        if (
            fact
            and (claim.than or claim.sense in MOVES)
            and self.labels.calls(fact, None if claim.than else claim.lead)
        ):
            return NO_AMOUNT
        return NO_MEAN if amount and len(amount.inputs) == PAIR and AVERAGE.search(claim.than) else ""

    def _subject(self, claim: Claim, subject: PrintedFigure | None, amount: PrintedFigure | None) -> Fact | None:
        """Return what a claim is of: the figure, or what one that was computed is of, or by how much it differs."""
        if subject and not subject.target and (subject.fact or len({item.city for item in subject.inputs}) == 1):
            return subject.fact or max(subject.inputs, key=lambda item: item.period.recency)
        if subject and claim.sense in PLACES:  # 与最好的南阳市相差11.1万户
            city = self._city_in(claim.than.partition(claim.word)[2])
            return next((item for item in subject.inputs if city and item.city == city.id), None)
        own, than = self._city_in(claim.lead), self._city_in(claim.than)
        inputs = amount.inputs if amount and than and not subject else ()
        others = [item for item in inputs if than and item.city != than.id and own and own.id in (item.city, than.id)]
        return others[0] if len(others) == 1 else None

    def _verdict(self, claim: Claim, fact: Fact, other: PrintedFigure | None) -> Judgement | str:
        """Return what the analysis finds of a claim, or why there is nothing to find."""
        if claim.sense in PLACES:
            return self._place(claim, fact)
        if claim.sense in MOVES and claim.sense is not Sense.LEVEL:
            return self._movement(claim.sense, fact, claim.lead, other)
        if (other and other.target) or claim.sense in AIMS or AIM.search(claim.than):
            return judge.targeted(claim.sense, self._held.seen(fact)) or "资料里没有它的目标"
        if AVERAGE.search(claim.than):
            standing = None if BEYOND.search(claim.than) else self._held.standing(fact)
            return (standing and judge.averaged(claim.sense, standing)) or "资料里没有它的平均数"
        beside = other.fact if other else self._of_city(claim.than, PrintedFigure((0, 0), fact))
        if beside and beside.id != fact.id and beside.identity != fact.identity:
            return judge.compared(claim.sense, self._held.seen(fact), self._held.seen(beside))
        since = f"比{claim.than.strip('，与同和比较')}"
        timed = (beside and beside.id != fact.id) or claim.sense is Sense.LEVEL or terms_in(since)
        return self._movement(claim.sense, fact, since, other) if timed else "没有可以相比的数"

    def _place(self, claim: Claim, fact: Fact) -> Judgement | str:
        place = place_claimed(claim.word) if claim.sense is Sense.PLACE else 1
        if stated := judge.place_stated(claim.sense, fact, place):
            return stated
        if BEYOND.search(claim.than):
            return "资料里只有所选的几个城市"
        standing = self._held.standing(fact)
        if RATE in claim.lead and fact.measure.kind not in CHANGES:
            return self._fastest(claim.sense, standing) if standing else "没有可以相比的城市"
        if standing and claim.sense is Sense.PLACE:
            return judge.numbered(standing, place)
        if standing and claim.sense is Sense.NEXT:
            named = {city.id for city in self.labels.cities_in(claim.than)}
            return judge.next_to(standing, named - {fact.city}) if named else UNCLEAR
        shared = SHARED.search(claim.than) is not None
        return judge.placed(claim.sense, standing, shared=shared) if standing else "没有可以相比的城市"

    def _fastest(self, sense: Sense, standing: Standing) -> Judgement | str:
        """Return whether a figure grew most, or least, of all cities over a year, where no source states a rate."""
        movements, facts = self._held.movements, standing.comparison.facts
        if standing.fact.quantity.unit.family == "cny" or any(map(movements.stated, facts)):  # at constant prices
            return WHY[judge.VAGUE]
        found = [item for fact in facts if (item := movements.since(Term.YEAR_EARLIER, fact))]
        return judge.fastest(sense, standing.fact, found, len(facts))

    def _movement(self, sense: Sense, fact: Fact, lead: str, other: PrintedFigure | None) -> Judgement | str:
        """Return how a figure has moved since the one that is named, or by the term that is; else since any before."""
        movements = self._held.movements
        before = other.fact if other else None
        if before and before.id != fact.id and before.identity == fact.identity and before.period.dated:
            if before.period < fact.period:
                return judge.moved(sense, movements.between(before, fact))
            return judge.moved(TURNED.get(sense, sense), movements.between(fact, before))
        if STEADY.search(lead):
            course = [*judge.last_before(fact, self._held.facts_of(fact)), fact]
            steps = [judge.moved(sense, movements.between(*pair)) for pair in pairwise(course)]
            return min(steps, key=lambda item: (False, None, True).index(item.holds), default="没有更早的数可以相比")
        found: list[Judgement] = []
        terms = terms_in(lead)
        for term, year in terms:
            found += [judge.grew(sense, item) for item in movements.stated(fact, term, year)]
            if old := movements.earlier(term, fact, year):
                found.append(judge.moved(sense, movements.between(old, fact)))
        if not terms:
            found += [judge.moved(sense, movements.between(old, fact)) for old in self._earlier(fact)]
            found += [judge.grew(sense, item) for item in movements.stated(fact)]
        if not found:
            return "没有更早的数可以相比"
        # what any of them bears out may be said where no term says which is meant
        return min(found, key=lambda item: (True, False, None).index(item.holds))

    def _turned(self, claim: Claim, fact: Fact, other: PrintedFigure | None) -> Judgement | str:
        """Return whether a figure went the one way after the other, as its last two steps tell."""
        course = [*judge.last_before(fact, self._held.facts_of(fact)), fact][-3:]
        if len(course) <= PAIR or fact.measure.kind in CHANGES or fact.period.months not in (None, YEAR):
            return "没有更早的数可以相比"
        ways = (Sense.DOWN, Sense.UP) if claim.sense is Sense.RECOVERED else (Sense.UP, Sense.DOWN)
        steps = zip(ways, pairwise(course), strict=True)
        found = [judge.moved(sense, self._held.movements.between(*pair)) for sense, pair in steps]
        return min(reversed(found), key=lambda item: (False, None, True).index(item.holds))

    def _paired(self, claim: Claim, fact: Fact, other: PrintedFigure | None) -> Judgement | str:
        """Return what is found of a figure and that of another city at the same times."""
        named = [city for city in self.labels.cities_in(claim.than) if city.id != fact.city]
        beside = other.fact if other else self._of_city(named[-1].name if named else "", PrintedFigure((0, 0), fact))
        if beside is None or beside.city == fact.city or beside.indicator != fact.indicator:
            return UNCLEAR
        sense = Sense.BETTER if self._held.seen(fact).indicator.judged else Sense.MORE
        now, pairs = judge.compared(sense, self._held.seen(fact), self._held.seen(beside)), self._pairs(fact, beside)
        if now.verdict or (claim.sense is Sense.OVERTOOK and not now.holds):
            return now
        if claim.sense is Sense.TIMES:
            times, more = times_claimed(claim.than)
            return judge.multiple(fact, beside, Decimal(times), more)
        if len(pairs) < PAIR:
            return "没有更早的数可以相比"
        if claim.sense in GAPS:
            steady = GRADUAL.search(claim.lead + claim.word)
            return judge.gaps_moved(claim.sense is Sense.WIDER, pairs if steady else pairs[-PAIR:])
        past = Sense.WORSE if sense is Sense.BETTER else Sense.LESS
        before = [judge.compared(past, *map(self._held.seen, pair)) for pair in pairs[:-1]]
        return min(before, key=lambda item: (True, None, False).index(item.holds))

    def _pairs(self, fact: Fact, beside: Fact) -> list[tuple[Fact, Fact]]:
        """Return the figures of two cities that are of one time, and may be compared, up to these two."""
        ours, theirs = ([*judge.last_before(one, self._held.facts_of(one)), one] for one in (fact, beside))
        return [
            (one, other)
            for one in ours
            for other in theirs
            if one.period.same_span(other.period)
            and not judge.compared(Sense.MORE, self._held.seen(one), self._held.seen(other)).verdict
        ]

    def _earlier(self, fact: Fact) -> list[Fact]:
        """Return the figure of the same thing just before, and that of a year before."""
        year = self._held.movements.earlier(Term.YEAR_EARLIER, fact)
        return [*judge.last_before(fact, self._held.facts_of(fact))[-1:], *([year] if year else [])]

    def _city_in(self, words: str) -> City | None:
        return next(self.labels.cities_in(words), None)

    def _of_city(self, words: str, like: PrintedFigure | None) -> Fact | None:
        """Return the figure like another of the city that is named; that which is judged with it before any other."""
        city = self._city_in(words)
        if city is None or like is None or like.fact is None or city.id not in self._held.cities:
            return None
        standing = self._held.standing(like.fact)
        beside = standing.comparison.facts if standing else ()
        of = self._held.library.catalogue.indicators[like.fact.indicator]
        chosen = self._held.choose(city.id, [of]).fact
        return next((fact for fact in beside if fact.city == city.id), chosen)

    def _problem(self, claim: Claim, said: str, found: Judgement) -> Problem | None:
        """Return what to say of a verdict; None of a claim that is borne out."""
        if found.holds:
            return _doubt(claim, said, WHY[judge.VAGUE]) if STRONG.fullmatch(claim.word) else None
        one, other = self._named(found.fact), found.other and self._named(found.other)
        if found.holds is None:
            return _doubt(claim, said, _why(found))
        if found.course:
            data = listed_as([self._named(fact) for fact in found.course])
        elif other:
            data = set_beside(one, other, found.more, doubled=claim.sense is Sense.DOUBLED and found.more is True)
        elif found.mean and (mean := self._held.ledger.figure(found.mean)):
            data = beside_amount(one, f"平均数{mean.text}", found.more)
        elif found.targeted and found.fact.target:
            data = beside_amount(one, f"目标{quantity(found.fact.target.quantity)}", found.more)
        else:
            data = told(one, found.rank)
        return Problem(contradicted(said, claim.word, data), hint=CONTRADICTED)

    def _named(self, fact: Fact) -> CitedFigure:
        library = self._held.library
        return CitedFigure(fact, self._held.cities[fact.city].short, library.catalogue.indicators[fact.indicator].name)


def _excerpt(words: str) -> str:
    words = words.strip()
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def _doubt(claim: Claim, said: str, why: str) -> Problem:
    return Problem(unproved(said, claim.word, why), hint=UNPROVED, severity=Severity.WARNING)


def _why(found: Judgement) -> str:
    """Return why figures do not say whether a claim holds."""
    if found.verdict and found.other:
        verdict = found.verdict
        return reason(verdict.rule, found.fact, found.other, verdict.kind, verdict.statement)
    return WHY.get(found.why) or apart(found.why, found.reason)
