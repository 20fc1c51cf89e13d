"""The figures that a paragraph prints, with the facts that they state or are computed from, and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from briefing.content.asked.held_facts import HeldFacts
from briefing.content.computed_values import LABEL
from briefing.model.document import Run, RunKind
from briefing.model.facts import Fact
from briefing.wording.claims.words import FALLS, LED, UNIT, may_claim
from briefing.wording.figures import quantity, when


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure at its place in the words: `fact` is what it states, None of what was computed.

    `target`: it is the target of the fact that is printed; `inputs`: the facts that it was computed from.
    """

    span: tuple[int, int]
    fact: Fact | None
    target: bool = False
    inputs: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the facts that it rests on."""
        return (self.fact,) if self.fact else self.inputs


def printed_figures(runs: Iterable[Run], held: HeldFacts) -> Iterator[PrintedFigure]:
    """Yield the figures among the runs of a paragraph, but not the words of a fact (its period, its caveat)."""
    at, ledger = 0, held.ledger
    for run in runs:
        start, at = at, at + len(run.text)
        if run.kind is not RunKind.TEXT or not run.ref or not run.text:
            continue
        fact = ledger.facts.get(run.ref)
        if fact is None or not held.holds(fact):
            derived = ledger.derived.get(run.ref)
            # a place rests on all cities, and is that of one
            ids = ledger.marked.get(run.ref) or (derived.inputs if derived else ())
            inputs = map(ledger.facts.get, ids)
            yield PrintedFigure((start, at), None, inputs=tuple(item for item in inputs if item and held.holds(item)))
        elif fact.target and run.text == quantity(fact.target.quantity) and run.text != ledger.fact(fact).text:
            yield PrintedFigure((start, at), fact, target=True)
        elif run.text not in (when(fact), fact.caveat) and "《" not in run.text:
            yield PrintedFigure((start, at), fact)


def repeated(runs: Sequence[tuple[Run, bool]]) -> Iterator[tuple[int, int]]:
    """Yield where an author (true) writes what a figure has: 增长{增长5%}, 第{第3位}, {9万户}万户, 下降{−5%}."""
    at = 0
    for (run, own), (after, next_own) in pairwise(runs):
        start, at = at, at + len(run.text)
        led, unit = LED.search(run.text), UNIT.search(run.text)
        below = after.text.startswith("−") and FALLS.search(run.text)
        if own and not next_own and led and (below or LED.match(after.text)):
            yield start + led.start(), at + len(after.text)
        elif run.ref and next_own and unit and re.match(f"{re.escape(unit[0])}(?!\\w)", after.text):
            yield start, at + len(unit[0])


def said_of(runs: Sequence[tuple[Run, bool]], figures: Iterable[PrintedFigure], hidden: Iterable[bool]) -> str:
    """Return the words, with } for figures and □ for those of the runs that are not to be read."""
    said = [
        " " * len(run.text)
        if run.kind is RunKind.CITE
        # where a sentence ends is seen: the next is of another time
        else re.sub("[^。；]", "□", run.text)
        if hides
        else run.text
        for (run, _), hides in zip(runs, hidden, strict=True)
    ]
    words = list("".join(said))
    for figure in figures:
        start, end = figure.span
        words[start:end] = "}" * (end - start)
    return "".join(words)


def stating(runs: Iterable[tuple[Run, bool]]) -> Iterator[bool]:
    """Yield of each run whether it is of words that the program composed which state a figure, or claim something."""
    for written, group in groupby(runs, lambda item: item[1] or item[0].kind is RunKind.GIVEN):
        alike = [run for run, _ in group]
        hides = not written and (any(run.ref for run in alike) or may_claim("".join(run.text for run in alike)))
        yield from (hides and run.text != LABEL[0].text for run in alike)
