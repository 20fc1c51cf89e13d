"""Comparability: which two figures may be judged, which only stand side by side, and which never stand together.

A rule names one aspect of a figure. Two figures are judged if all aspects are equal; they stand side by side, with a
footnote and no verdict, if those are equal that tell what is counted; else they never stand together. So the relation
is symmetric, and whatever may be judged beside one figure may be judged beside all that it is judged with. An office
may state otherwise of particular figures (`Statement`). The wording room has a sentence for each rule.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from briefing.model.catalogue import Comparability, Indicator, Statement
from briefing.model.facts import Fact
from briefing.model.library import City, CityRecord
from briefing.model.measure import MeasureKind
from briefing.model.period import Basis
from briefing.model.quantity import SCALES

Members = frozenset[tuple[Statement, str]]
"""Statements with the member of `between` by which each names a figure."""


@dataclass(frozen=True, slots=True)
class Observed:
    """A fact with what is needed to judge it.

    `whole`: the id of the smallest place among those observed of which the city is a part, "" for none. `series_break`:
    period and reason of the last break of its series at or before it, None for none. `stated`: what an office says of
    it, `parted` of that what sets it apart from figures of its own indicator.
    """

    fact: Fact
    indicator: Indicator
    city: City
    whole: str = ""
    series_break: tuple[datetime.date | None, str] | None = None
    stated: Members = frozenset()
    parted: Members = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be done with two facts.

    `rule` names the aspect that decided, "" where they may be judged; `statement` is the office's that did, None where
    none is.
    """

    kind: Comparability
    rule: str
    first: Fact
    second: Fact
    statement: Statement | None = None


def observe(
    records: Sequence[CityRecord], indicators: Mapping[str, Indicator], statements: Iterable[Statement] = ()
) -> list[Observed]:
    """Return every fact of the records with its indicator, its city and what is stated of it."""
    wholes = _wholes([record.city for record in records])
    breaks: dict[object, list[Fact]] = {}
    of: dict[str, str] = {}
    for record in records:
        for fact in record.facts:
            of[fact.id] = fact.indicator
            if fact.break_reason:
                breaks.setdefault(fact.identity, []).append(fact)
    naming: dict[str, list[Statement]] = {}
    for statement in statements:
        for name in statement.between if statement.kind else ():
            naming.setdefault(name, []).append(statement)

    by_period = attrgetter("period")

    def observed(record: CityRecord, fact: Fact) -> Observed:
        own = breaks.get(fact.identity)
        past = max((item for item in own if item.period <= fact.period), key=by_period, default=None) if own else None
        # a statement may name a figure itself, or all of its indicator
        named = [(item, name) for name in (fact.id, fact.indicator) for item in naming.get(name, ())]
        return Observed(
            fact,
            indicators[fact.indicator],
            record.city,
            wholes[record.city.id],
            (past.period.end, past.break_reason) if past else None,
            frozenset(named),
            frozenset(
                (item, name)
                for item, name in named
                if any(other != name and of.get(other, other) == fact.indicator for other in item.between)
            ),
        )

    return [observed(record, fact) for record in records for fact in record.facts]


def _wholes(cities: Sequence[City]) -> dict[str, str]:
    """Return for each city the id of the smallest of the others in which it lies, "" for none."""
    by_code = {_significant(city): city.id for city in cities if city.code}
    by_name = {city.name: city.id for city in cities}
    found = {}
    for city in cities:
        code = _significant(city)
        # GB/T 2260: two digits of the province, two of the city, two of the county
        around = (by_code.get(code[:size]) for size in (4, 2) if size < len(code))
        found[city.id] = next(filter(None, around), by_name.get(city.parent, ""))
    return found


def _lies_in(part: City, whole: City) -> bool:
    """Whether one place is part of another, by its parent's name or by the codes of GB/T 2260 (440106 in 440100)."""
    code, around = _significant(part), _significant(whole)
    return part.parent == whole.name or (around not in ("", code) and code.startswith(around))


def _significant(city: City) -> str:
    """Return the digits of a code before its pairs of zeros: 4401 of 440100; "" for a place without a code."""
    code = city.code or ""
    while code.endswith("00"):
        code = code[:-2]
    return code


def _indicator(item: Observed) -> Hashable:
    """What is counted: the same number of other things, or the same words with another meaning, is no comparison.

    One that is another measure of an indicator (`data.measured`) counts the same; `measure` keeps it apart.
    """
    return item.indicator.of or item.indicator.id


def _noun(item: Observed) -> Hashable:
    """Counting words that tell what was counted: 5大类 are not 5项, 100人次 are not 100人."""
    unit = item.fact.quantity.unit
    return NOUNS.get(unit.symbol.lstrip("".join(SCALES)), "") if unit.family == "count" else ""


def _own(item: Observed) -> Hashable:
    """Some indicators count a city's own programme and mean nothing beside another's."""
    return item.city.id if item.indicator.compare == "不可比" else ""


def _level(item: Observed) -> Hashable:
    """Totals that grow with the size of a place are judged at one level; an average or a rate drawn from them is not
    such a total.
    """
    grows = not item.indicator.of or item.fact.measure.kind in (MeasureKind.TOTAL, MeasureKind.CHANGE)
    return item.city.level if item.indicator.compare == "同级" and grows else ""


def _basis(item: Observed) -> Hashable:
    """Return the basis: a year's figure is not a cumulative one.

    What is neither dated nor said to be a flow is taken for a stock.
    """
    basis = item.fact.basis
    return Basis.STOCK if basis is Basis.UNSTATED and not item.fact.period.dated else basis


def _span(item: Observed) -> Hashable:
    """Return how long a time the figure covers, in months, or in days where those are not whole; "" for a moment.

    What is open (2021年以来) covers a time of its own.
    """
    at = item.fact.period
    if not at.dated or at.is_end(item.fact.basis):
        return ""
    return (at.months, at.days if at.months is None else None) if at.end else at.printed


def _period(item: Observed) -> Hashable:
    """The same days; the same last day for what stands then, or has added up by then since a day that is not stated;
    or neither dated by its source.
    """
    at = item.fact.period
    if not at.dated:
        return ""
    return at.end if at.is_end(item.fact.basis) else (at.start, at.end)


def _parted(kind: Comparability) -> Callable[[Observed], Hashable]:
    """Return the rule for what an office puts 并列 or 不可比: it is another for each figure that it names."""
    return lambda item: frozenset(pair for pair in item.parted if pair[0].kind == kind)


NOUNS = {
    noun: words[0]
    for words in (("类", "种"), ("大类",), ("人", "名"), ("人次",), ("次",), ("场", "场次"), ("件", "宗", "起"))
    for noun in words
}
"""Counting words that only agree among themselves, by the first of their kind; all others count single things."""

STATED, WHOLE, TIER = "stated", "whole", "tier"
"""Rules that need more than an aspect: TIER is told of two places of which one lies in another of those observed."""
_HARD: tuple[tuple[str, Callable[[Observed], Hashable]], ...] = (
    ("indicator", _indicator),
    ("measure", attrgetter("fact.measure.kind")),
    ("base", attrgetter("fact.measure.base")),
    ("price", attrgetter("fact.measure.price")),
    ("survey", attrgetter("fact.measure.survey")),
    ("ranking", attrgetter("fact.measure.ranking")),
    ("of", attrgetter("fact.measure.of")),
    ("family", attrgetter("fact.quantity.unit.family")),
    ("own", _own),
    ("noun", _noun),
    ("scope", attrgetter("fact.scope")),
    ("change", attrgetter("fact.direction")),
    ("span", _span),
    ("basis", _basis),
    (STATED, _parted(Comparability.NEVER)),
)
_SOFT: tuple[tuple[str, Callable[[Observed], Hashable]], ...] = (
    (WHOLE, attrgetter("whole")),
    ("level", _level),
    ("period", _period),
    (STATED, _parted(Comparability.SIDE_BY_SIDE)),
)
RULES = (*_HARD, *_SOFT)
"""The aspects, first those without which two figures never stand together, then those without which none is judged."""
TIME = ("basis", "span", "period")
"""The rules that a figure and the same thing at another time may differ in."""


def aspects(item: Observed, without: Collection[str] = ()) -> tuple[Hashable, ...]:
    """Return all that must agree for a verdict, `without` some rules; figures with equal aspects may be judged."""
    return tuple(aspect(item) for name, aspect in RULES if name not in without)


def kind_of_figure(item: Observed) -> tuple[Hashable, ...]:
    """Return all that must agree for figures to stand side by side."""
    return tuple(aspect(item) for _, aspect in _HARD)


def not_judged(items: Sequence[Observed]) -> tuple[tuple[str, ...], tuple[Statement, ...]]:
    """Return the rules that keep figures of one kind from being judged, and what an office states against it."""
    rules = [name for name, aspect in _SOFT if len({aspect(item) for item in items}) > 1]
    # none of them is the whole of another: they only lie at different tiers
    if WHOLE in rules and not {item.whole for item in items} & {item.city.id for item in items}:
        rules[rules.index(WHOLE)] = TIER
    pairs = (pair for item in items for pair in item.parted if STATED in rules)
    stated = dict.fromkeys(statement for statement, _ in sorted(pairs, key=lambda pair: pair[0].id))
    return tuple(rules), tuple(item for item in stated if item.kind == Comparability.SIDE_BY_SIDE)


def classify(a: Observed, b: Observed) -> Verdict:
    """Return what may be done with two figures and why no more: by what is stated of the two, else by the rules.

    Nothing is set across a break of one series.
    """
    # an office's word on two figures goes before every rule, stricter or milder
    if statement := _stated_of(a, b):
        return Verdict(Comparability(statement.kind or ""), STATED, a.fact, b.fact, statement)
    if a.series_break != b.series_break and a.fact.identity == b.fact.identity:
        return Verdict(Comparability.NEVER, "break", a.fact, b.fact)
    for kind, rules in ((Comparability.NEVER, _HARD), (Comparability.SIDE_BY_SIDE, _SOFT)):
        name = next((name for name, aspect in rules if aspect(a) != aspect(b)), "")
        if name == STATED:
            own = min((item for item, _ in a.parted ^ b.parted if item.kind == kind), key=attrgetter("id"))
            return Verdict(kind, name, a.fact, b.fact, own)
        if name == WHOLE and not (_lies_in(a.city, b.city) or _lies_in(b.city, a.city)):
            name = TIER
        if name:
            return Verdict(kind, name, a.fact, b.fact)
    return Verdict(Comparability.JUDGED, "", a.fact, b.fact)


def _stated_of(a: Observed, b: Observed) -> Statement | None:
    """Return what an office says of two figures that it names apart, the strictest; None where it says nothing."""

    def names(item: Observed, statement: Statement) -> set[str]:
        return {name for stated, name in item.stated if stated == statement}

    both = {statement for statement, _ in a.stated} & {statement for statement, _ in b.stated}
    apart = [item for item in both if names(a, item) != names(b, item)] if a.fact.id != b.fact.id else []
    return max(apart, key=lambda item: (item.kind == Comparability.NEVER, item.id), default=None)
