"""What an author writes of figures, held against the analysis: a word that the data contradict is an error.

The sentences that the program composes are not looked at: their words are made of the same verdicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from briefing.analysis import judgements as judge
from briefing.analysis.judgements import CHANGES, PAIR, Judgement
from briefing.analysis.terms import Term, terms_in
from briefing.content.asked.held_facts import HeldFacts
from briefing.content.computed_values import LABEL
from briefing.content.proofs.claim_verdicts import ClaimVerdicts
from briefing.content.proofs.label_check import LabelCheck
from briefing.content.proofs.names import Names
from briefing.content.proofs.printed_figures import PrintedFigure, printed_figures, repeated, said_of, stating
from briefing.errors import Problem, Severity
from briefing.model.document import Run, RunKind
from briefing.model.facts import Fact
from briefing.model.quantity import RANK_CHANGE
from briefing.wording.claims import messages as say
from briefing.wording.claims.messages import CitedFigure, Why
from briefing.wording.claims.reading import Claim, claims
from briefing.wording.claims.words import AVERAGE, MOVES, PLACES, RATE, STRONG, Sense, may_claim
from briefing.wording.figures import quantity
from briefing.wording.movements import apart
from briefing.wording.reasons import reason

SHOWN = 40
"""Characters of a sentence that a message quotes."""


class ClaimCheck:
    """Holds what is claimed in words of the template's own against the data of one briefing."""

    def __init__(self, held: HeldFacts) -> None:
        self._held = held

    @cached_property
    def names(self) -> Names:
        """What an author calls the cities and indicators."""
        return Names(self._held)

    @cached_property
    def labels(self) -> LabelCheck:
        """What holds the names and times of figures against these."""
        return LabelCheck(self._held, self.names)

    @cached_property
    def _verdicts(self) -> ClaimVerdicts:
        return ClaimVerdicts(self._held, self.names)

    def __call__(self, runs: Sequence[tuple[Run, bool]]) -> Iterator[tuple[tuple[int, int], Problem | None]]:
        """Yield for each claim its place in the words and what to say of it, None where the data bear it out.

        `runs` are told from what the program composed: true are those of the template's own.
        """
        if not any(run.ref and run.kind is RunKind.TEXT for run, _ in runs):
            return
        words = "".join(run.text for run, _ in runs)
        yield from (((at, end), Problem(say.twice(words[at:end]), hint=say.TWICE)) for at, end in repeated(runs))
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
        for claim in claims(said, [figure.span for figure in figures], self.names.certain):
            if not wrong.intersection((*claim.figures, *claim.each)):  # what it says is first to be put right
                yield claim.span, self._judged(claim, figures, words)

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
        if why := Why.VAGUE if claim.sense is Sense.VAGUE else self._no_difference(claim, amount):
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
        fact = fact or self._verdicts.of_city(claim.lead, other.fact if other else None)
        if fact is None or not claim.fits or (RATE in claim.lead and self._of_years(claim, fact, figures, words)):
            return _doubt(claim, said, Why.UNCLEAR)
        return self._problem(claim, said, self._verdicts.of(claim, fact, other))

    def _of_years(self, claim: Claim, fact: Fact, figures: Sequence[PrintedFigure], words: str) -> bool:
        """Return whether how fast a figure grew is told of another span than the year to it."""
        inside = (item for item in figures if claim.at <= item.span[0] < claim.end)
        before = any(
            one.identity == fact.identity and one.period != fact.period for item in inside for one in item.facts
        )
        return before or any(term is not Term.YEAR_EARLIER for term, _ in terms_in(words[claim.at : claim.end]))

    def _no_difference(self, claim: Claim, amount: PrintedFigure | None) -> Why | None:
        """Return why an amount by which something is said to differ is none; None where it may be one."""
        fact = amount.fact if amount else None
        differs = claim.than or claim.sense in MOVES
        if fact and differs and self.names.calls(fact, None if claim.than else claim.lead):
            return Why.NO_AMOUNT
        return Why.NO_MEAN if amount and len(amount.inputs) == PAIR and AVERAGE.search(claim.than) else None

    def _subject(self, claim: Claim, subject: PrintedFigure | None, amount: PrintedFigure | None) -> Fact | None:
        """Return what a claim is of: the figure, or what one that was computed is of, or by how much it differs."""
        if subject and not subject.target and (subject.fact or len({item.city for item in subject.inputs}) == 1):
            return subject.fact or max(subject.inputs, key=lambda item: item.period.recency)
        if subject and claim.sense in PLACES:  # 与最好的南阳市相差11.1万户
            city = self.names.city_in(claim.than.partition(claim.word)[2])
            return next((item for item in subject.inputs if city and item.city == city.id), None)
        own, than = self.names.city_in(claim.lead), self.names.city_in(claim.than)
        inputs = amount.inputs if amount and than and not subject else ()
        others = [item for item in inputs if than and item.city != than.id and own and own.id in (item.city, than.id)]
        return others[0] if len(others) == 1 else None

    def _problem(self, claim: Claim, said: str, found: Judgement) -> Problem | None:
        """Return what to say of a verdict; None of a claim that is borne out."""
        if found.holds:
            return _doubt(claim, said, Why.VAGUE) if STRONG.fullmatch(claim.word) else None
        if found.holds is None:
            return _doubt(claim, said, _why(found))
        return Problem(say.contradicted(said, claim.word, self._data(claim, found)), hint=say.REWRITE)

    def _data(self, claim: Claim, found: Judgement) -> str:
        """Return what the data say of a claim that they contradict."""
        one = self._named(found.fact)
        if found.course:
            return "，".join(say.told(self._named(fact)) for fact in found.course)
        if found.other:
            doubled = claim.sense is Sense.DOUBLED and found.more is True
            return say.set_beside(one, self._named(found.other), found.more, doubled=doubled)
        if found.mean and (mean := self._held.ledger.figure(found.mean)):
            return say.beside_amount(one, f"平均数{mean.text}", found.more)
        if found.targeted and found.fact.target:
            return say.beside_amount(one, f"目标{quantity(found.fact.target.quantity)}", found.more)
        return say.told(one, found.rank)

    def _named(self, fact: Fact) -> CitedFigure:
        library = self._held.library
        return CitedFigure(fact, self._held.cities[fact.city].short, library.catalogue.indicators[fact.indicator].name)


def _excerpt(words: str) -> str:
    words = words.strip()
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def _doubt(claim: Claim, said: str, why: str) -> Problem:
    return Problem(say.unproved(said, claim.word, why), hint=say.UNPROVED, severity=Severity.WARNING)


def _why(found: Judgement) -> str:
    """Return why figures do not say whether a claim holds."""
    if found.verdict and found.other:
        verdict = found.verdict
        return reason(verdict.rule, found.fact, found.other, verdict.kind, verdict.statement)
    return found.why if isinstance(found.why, Why) else apart(found.why, found.reason)
