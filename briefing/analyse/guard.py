"""The comparability guard: which two facts may share an axis, a ranking or a “比……高”, and why others may not.

A rule sees two facts in their context and answers whether they agree in one respect. A refusal names the rule; the
wording room has the sentence. Nothing here knows particular pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.model.library import City, Fact, Indicator
from briefing.model.period import Basis, PeriodKind

UNDATED = (PeriodKind.UNSTATED, PeriodKind.CURRENT)


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


def _same_indicator(a: Observed, b: Observed) -> bool:
    return a.indicator.id == b.indicator.id


def _same_family(a: Observed, b: Observed) -> bool:
    """个工作日 and 天, 家 and 元: other families have no common scale."""
    return a.fact.quantity.unit.family == b.fact.quantity.unit.family


def _open_to_others(a: Observed, b: Observed) -> bool:
    """Some indicators count a city's own programme and mean nothing beside another's."""
    return "不可比" not in (a.indicator.compare, b.indicator.compare)


def _same_level(a: Observed, b: Observed) -> bool:
    """Where the indicator grows with the size of a place, only places of one level may be compared."""
    return "同级" not in (a.indicator.compare, b.indicator.compare) or a.city.level == b.city.level


def _same_scope(a: Observed, b: Observed) -> bool:
    return a.fact.scope == b.fact.scope


def _same_change(a: Observed, b: Observed) -> bool:
    """A level and a change of it, a rise and a fall, are different things."""
    return a.fact.direction == b.fact.direction


def _same_basis(a: Observed, b: Observed) -> bool:
    """A year's figure is not a cumulative one; an unstated basis is taken as the other's only if neither is dated."""
    return a.fact.basis is b.fact.basis or (
        _undated(a) and _undated(b) and Basis.UNSTATED in (a.fact.basis, b.fact.basis)
    )


def _same_period(a: Observed, b: Observed) -> bool:
    """Both the same stretch of time, or neither dated by its source."""
    return a.fact.period == b.fact.period or (_undated(a) and _undated(b))


def _undated(item: Observed) -> bool:
    return item.fact.period.kind in UNDATED


RULES: tuple[tuple[str, Callable[[Observed, Observed], bool]], ...] = (
    ("indicator", _same_indicator),
    ("family", _same_family),
    ("own", _open_to_others),
    ("level", _same_level),
    ("scope", _same_scope),
    ("change", _same_change),
    ("basis", _same_basis),
    ("period", _same_period),
)


def refuse(a: Observed, b: Observed) -> Refusal | None:
    """The first rule that keeps `a` and `b` apart, None if they may be compared. Symmetric in its arguments."""
    broken = next((name for name, agrees in RULES if not agrees(a, b)), None)
    return Refusal(broken, a.fact, b.fact) if broken else None
