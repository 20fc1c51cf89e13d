"""The comparability guard: which two facts may share an axis, a ranking or a “比……高”, and why others may not.

A rule names one aspect in which facts must agree; two facts may be compared if all aspects are equal. So the guard is
symmetric, a fact may always be compared with itself, and what may be compared with the same fact may be compared
with each other. Nothing here knows particular pairs. A refusal names the rule; the wording room has the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from briefing.model.library import City, CityRecord, Fact, Indicator
from briefing.model.period import Basis
from briefing.model.quantity import SCALES


@dataclass(frozen=True, slots=True)
class Observed:
    """A fact with what is needed to judge it."""

    fact: Fact
    indicator: Indicator
    city: City


@dataclass(frozen=True, slots=True)
class Refusal:
    """Two facts that must not be compared, and the name of the rule that says so."""

    rule: str
    first: Fact
    second: Fact


def observe(records: Iterable[CityRecord], indicators: Mapping[str, Indicator]) -> list[Observed]:
    """Every fact of the records with its indicator and city."""
    return [Observed(fact, indicators[fact.indicator], record.city) for record in records for fact in record.facts]


def _family(item: Observed) -> Hashable:
    """个工作日 and 天, 家 and 元: other families have no common scale."""
    return item.fact.quantity.unit.family


def _indicator(item: Observed) -> Hashable:
    """The same number of other things, the same words with another meaning."""
    return item.indicator.id


def _noun(item: Observed) -> Hashable:
    """Counting words that tell what was counted: 5大类 are not 5项, 100人次 are not 100人."""
    unit = item.fact.quantity.unit
    return NOUNS.get(unit.symbol.lstrip("".join(SCALES)), "") if unit.family == "count" else ""


def _own(item: Observed) -> Hashable:
    """Some indicators count a city's own programme and mean nothing beside another's."""
    return item.city.id if item.indicator.compare == "不可比" else ""


def _level(item: Observed) -> Hashable:
    """Where the indicator grows with the size of a place, only places of one level may be compared."""
    return item.city.level if item.indicator.compare == "同级" else ""


def _scope(item: Observed) -> Hashable:
    return item.fact.scope


def _change(item: Observed) -> Hashable:
    """A level and a change of it, a rise and a fall, are different things."""
    return item.fact.direction


def _basis(item: Observed) -> Hashable:
    """A year's figure is not a cumulative one. If neither is dated, a stock may stand beside one of unstated basis."""
    basis = item.fact.basis
    return Basis.UNSTATED if basis is Basis.STOCK and _undated(item) else basis


def _period(item: Observed) -> Hashable:
    """The same days; the same last day for what stands then, or has added up by then since a day that is not stated;
    or neither dated by its source.
    """
    if _undated(item):
        return ""
    at = item.fact.period
    return at.end if at.is_end(item.fact.basis) else (at.start, at.end)


def _undated(item: Observed) -> bool:
    return not item.fact.period.dated


NOUNS = {
    noun: words[0]
    for words in (("类", "种"), ("大类",), ("人", "名"), ("人次",), ("次",), ("场", "场次"), ("件", "宗", "起"))
    for noun in words
}
"""Counting words that only agree among themselves, by the first of their kind; all others count single things."""

RULES: tuple[tuple[str, Callable[[Observed], Hashable]], ...] = (
    ("family", _family),
    ("indicator", _indicator),
    ("own", _own),
    ("level", _level),
    ("noun", _noun),
    ("scope", _scope),
    ("change", _change),
    ("basis", _basis),
    ("period", _period),
)


def aspects(item: Observed, without: Collection[str] = ()) -> tuple[Hashable, ...]:
    """All that must agree for a comparison, `without` some rules; facts with equal aspects may be compared."""
    return tuple(aspect(item) for name, aspect in RULES if name not in without)


def refuse(a: Observed, b: Observed) -> Refusal | None:
    """The first rule that keeps `a` and `b` apart, None if they may be compared."""
    broken = next((name for name, aspect in RULES if aspect(a) != aspect(b)), None)
    return Refusal(broken, a.fact, b.fact) if broken else None
