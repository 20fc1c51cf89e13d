"""Cross-checks: do figures that depend on one another agree, given how they are rounded?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from briefing.analysis import interval as iv
from briefing.analysis.comparability import Observed, aspects, observe
from briefing.analysis.interval import INFINITE, ZERO, Interval, exactly
from briefing.analysis.relations import Related, relate_all
from briefing.analysis.turned_sentences import turned_sentences
from briefing.errors import Problem, Severity
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.model.relations import KINDS
from briefing.wording.checks import contradiction


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A figure against the values that others allow for it, both in base units.

    `name` says what is checked; `rule` is computed (the others give it), least (it is no less than another) or
    repeated (it is stated elsewhere, too); `inputs` are the ids of the others; `holds`: the intervals meet.
    """

    name: str
    theme: str
    rule: str
    stated: Fact
    inputs: tuple[str, ...]
    given: Interval
    allowed: Interval

    @property
    def holds(self) -> bool:
        """Return whether some value is both what was printed and what the others allow."""
        return self.given.meets(self.allowed)


def cross_check(related: Iterable[Related], observed: Iterable[Observed]) -> list[CrossCheck]:
    """Return every check that relations and repeated figures allow, in the order of the data."""
    return [*(check for item in related for check in (*_computed(item), *_least(item))), *_repeated(observed)]


def _computed(related: Related) -> Iterator[CrossCheck]:
    """A stated figure is what the others give for it: 16.4万户 ÷ 365 against 日均448户, the parts against the whole."""
    for figure in related.implied:
        stated = related.one(figure.role)
        if stated.quantity.unit.family != figure.unit.family:
            continue
        factor = exactly(stated.quantity.unit.factor)
        # A quotient is rounded even where it is printed as a whole number; a sum is as exact as its parts.
        given = (iv.of(stated) if related.relation.kind == "sum" else iv.measured(stated)) * factor
        inputs = tuple(id for id in figure.inputs if id != stated.id)
        allowed = figure.interval * exactly(figure.unit.factor)
        yield CrossCheck(related.relation.name, related.theme, "computed", stated, inputs, given, allowed)


def _least(related: Related) -> Iterator[CrossCheck]:
    """Yield checks that a whole is no less than its part, and a tier no less than the next."""
    facts = [fact for role in KINDS[related.relation.kind].nested for fact in related.members[role]]
    for whole, part in pairwise(facts):
        # the least that the part may stand for: 近400 within 380 is no contradiction
        allowed = Interval(max(iv.base(part).low, ZERO), INFINITE)
        yield CrossCheck(related.relation.name, related.theme, "least", whole, (part.id,), iv.base(whole), allowed)


def _repeated(observed: Iterable[Observed]) -> Iterator[CrossCheck]:
    """Two figures of one city for the same thing and the same stated days are the same."""
    first: dict[object, Observed] = {}
    # undated figures may be of different times, and then may differ
    dated = [(item, (item.city.id, item.indicator.of or item.indicator.id, item.fact.period.end)) for item in observed]
    counts = Counter(key for item, key in dated if item.fact.period.end)
    for item in (item for item, key in dated if counts[key] > 1):
        other = first.setdefault((item.city.id, aspects(item)), item)
        if other is not item:
            name, theme = item.indicator.name, item.indicator.theme
            given, allowed = iv.base(item.fact), iv.base(other.fact)
            yield CrossCheck(name, theme, "repeated", item.fact, (other.fact.id,), given, allowed)


def contradictions(library: Library) -> list[Problem]:
    """Return a warning for each check of the whole library that fails, and for each sentence that its figures turn."""
    records, facts = tuple(library.records.values()), {fact.id: fact for fact in library.facts()}
    related = relate_all(records, facts, library.theme_of)
    indicators = library.catalogue.indicators
    return [
        *problems(cross_check(related, observe(records, indicators)), facts),
        *turned_sentences(library.practices(), library.records, indicators),
    ]


def problems(checks: Iterable[CrossCheck], facts: Mapping[str, Fact]) -> list[Problem]:
    """Return a warning for each check that fails, naming its facts: mistyped data, or a source at odds with itself."""
    return [
        Problem(
            contradiction(check.rule, check.name, check.stated, [facts[id] for id in check.inputs]),
            check.stated.location,
            "请对照原文核实；如原文如此，引用时请说明。",
            Severity.WARNING,
        )
        for check in checks
        if not check.holds
    ]
