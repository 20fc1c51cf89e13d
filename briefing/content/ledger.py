"""The ledger of one briefing: which facts it may print, and every derived figure that it did print."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from briefing.analysis import interval as iv
from briefing.analysis.derived import PERCENT, DerivedFigure
from briefing.analysis.relations import Related
from briefing.analysis.standing import Standing
from briefing.model.document import Derived, Run
from briefing.model.facts import Fact, Practice
from briefing.model.library import Library
from briefing.model.period import Period
from briefing.model.quantity import Unit
from briefing.wording.figures import figure
from briefing.wording.prose import SLOT, date, fact_run, specified
from briefing.wording.sentences import derived_text

DISPENSABLE = frozenset(("before", "after", "plan", "excess", "shortfall", "opening", "whole", "average", "multiple"))
"""Roles of computed figures that tell a reader nothing to decide by: totals implied by a share, averages, multiples."""


class Ledger:
    """Turns facts and derived figures into runs that carry their ids, and remembers what was derived."""

    def __init__(self, library: Library, digits: int | None = None, *, few: bool = False) -> None:
        """`digits`: the most decimals of a derived figure, None for the usual ones. `few`: see `computed`."""
        self.facts: Mapping[str, Fact] = {fact.id: fact for fact in library.printable()}
        self.practices: Mapping[str, Practice] = {practice.id: practice for practice in library.practices()}
        self.derived: dict[str, Derived] = {}
        self.marked: dict[str, tuple[str, ...]] = {}
        self._counted: dict[str, dict[str, frozenset[str]]] = {}
        self.part = ""
        self._whose, self._digits, self.few = "", digits, few

    def of_part(self, part: str, whose: str) -> Ledger:
        """Return the same ledger for a part of the briefing with counts of its own: of the city `whose`, for one."""
        # a shallow one: what is derived in a part is derived of the whole briefing, too
        other = copy(self)
        other.part, other._whose = part, whose
        return other

    def fact(self, fact: Fact, unit: Unit | None = None) -> Run:
        """Return a fact's figure, in that unit where one is given."""
        return fact_run(fact, unit)

    def figure(self, found: DerivedFigure | None) -> Run | None:
        """A derived figure to the digits that its interval allows; None where nothing can honestly be printed."""
        found = found and self.shortened(found)
        if found is None or found.value is None:
            return None
        words = derived_text(found.value, found.unit, exact=found.exact)
        formula = SLOT.sub(lambda slot: figure(self.facts[slot[1]]), found.formula)
        return self.enter(Derived(found.id, words, found.unit.symbol, formula, found.inputs))

    def shortened(self, found: DerivedFigure) -> DerivedFigure:
        """Return the figure to the decimals that are asked for, unless it would read as nothing or no longer add up."""
        if self._digits is None or found.paired or found.places is None or found.places <= self._digits:
            return found
        fewer = (replace(found, places=places) for places in range(self._digits, found.places))
        return next((item for item in fewer if item.value), found)

    def known(self, item: Related, role: str) -> Run | None:
        """Return what is known of an optional role of a relation: as the source states it, else as it was derived."""
        fact = item.stated(role)
        return self.fact(fact) if fact else self.computed(item.figure(role))

    def computed(self, found: DerivedFigure | None) -> Run | None:
        """Return a derived figure that is told beside stated ones; None where `few` are, and it can be done without.

        Shares, differences and how much is completed are told in any case.
        """
        return None if self.few and found and found.role in DISPENSABLE else self.figure(found)

    def count(self, id: str, number: int, symbol: str, what: str) -> Run:
        """Return a count of the briefing's own things (facts used, practices named), which no source states."""
        whose = "" if what.startswith(self._whose) else self._whose
        name = f"=count.{self.part}:{id}" if self.part else f"=count.{id}"
        entry = Derived(name, f"{number}{symbol}", symbol, f"本简报中{whose}{what}的计数", ())
        # what is counted more than once under one id has the number in those that follow
        while self.derived.get(entry.id, entry) != entry:
            entry = replace(entry, id=f"{entry.id}.{number}")
        return self.enter(entry)

    def place(self, found: Standing, *, alone: bool = False) -> Run:
        """Return the place of a figure among those that it is compared with, with the mark of its own source: 第3位.

        All of these are its inputs where it is printed `alone`. Of one in a table that shows them all only its own is:
        a table of hundreds of places would list hundreds at each.
        """
        fact, facts = found.fact, found.comparison.facts
        name = specified(found.comparison.indicator.name, fact.scope)
        formula = f"{len(facts)}地的{name}{found.comparison.order}排列的位次"
        inputs = tuple(other.id for other in facts) if alone else (fact.id,)
        entry = Derived(f"={fact.id}.{'rank' if alone else 'place'}", f"第{found.rank}位", "位", formula, inputs)
        return self.enter(entry, marked=(fact.id,))

    def elapsed(self, day: datetime.date, due: Period, percent: Fraction) -> Run:
        """Return what percentage of the days of `due` was gone at the end of a day."""
        value = iv.rounded(Decimal(percent.numerator) / percent.denominator, 1)
        words = derived_text(value, PERCENT, exact=True)
        formula = f"截至{date(day)}，{due.printed}已过天数 ÷ 总天数"
        return self.enter(Derived(f"=elapsed.{due.printed}.{day}", words, PERCENT.symbol, formula, ()))

    def printed(self, id: str, groups: Mapping[str, Iterable[str]], what: str) -> Run:
        """“数据49项、做法31项”: of the refs of each group, how many the briefing prints in the end.

        All of them, until `settle` knows.
        """
        # zero until all is printed
        ref = self.count(id, 0, "项", what).ref or ""
        self._counted[ref] = {name: frozenset(refs) for name, refs in groups.items()}
        return Run(_counts(self._counted[ref], None), ref=ref)

    def settle(self, printed: Collection[str]) -> dict[str, str]:
        """Settle what is printed, and return every count of it by id, as it is to be printed."""
        found = {id: _counts(groups, printed) for id, groups in self._counted.items()}
        self.derived.update({id: replace(self.derived[id], text=words) for id, words in found.items()})
        return found

    def behind(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Return the figures of the facts that `refs` name or are computed from, each once, in that order."""
        ids = (id for ref in refs for id in self._inputs(ref))
        return tuple(dict.fromkeys(figure(self.facts[id]) for id in ids))

    def rests_on(self, refs: Iterable[str]) -> set[str]:
        """Return the ids of the facts that `refs` name or are computed from."""
        return {id for ref in refs for id in self._inputs(ref)}

    def _inputs(self, ref: str) -> tuple[str, ...]:
        return self.derived[ref].inputs if ref in self.derived else (ref,)

    def enter(self, entry: Derived, *, marked: tuple[str, ...] = ()) -> Run:
        """Return a computed figure as it is printed; it bears the marks of its inputs, or of those `marked`.

        RuntimeError for another entry under a known id: the list of figures would tell one of them only.
        """
        if marked:
            self.marked[entry.id] = marked
        if (known := self.derived.setdefault(entry.id, entry)) != entry:
            raise RuntimeError(f"{entry.id} is {known}, not {entry}")
        return Run(entry.text, ref=entry.id)


def _counts(groups: Mapping[str, frozenset[str]], printed: Collection[str] | None) -> str:
    """Return how many of each group are `printed` (None for all), without what there is none of."""
    counts = {name: len(refs if printed is None else refs.intersection(printed)) for name, refs in groups.items()}
    return "、".join(f"{name}{count}项" for name, count in counts.items() if count) or f"{next(iter(groups))}0项"
