"""How far figures have come towards their targets: as runs of the briefing, and many of them in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.analysis.analyse import Analysis
from briefing.analysis.months import NAMED, CityTargets
from briefing.analysis.targets import TargetProgress, progress
from briefing.content.ledger import Ledger
from briefing.model.catalogue import Indicator
from briefing.model.document import Runs
from briefing.model.library import City
from briefing.model.measure import MeasureKind
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind
from briefing.wording.clauses import ABOVE, BELOW, FAST, LEVEL, SLOW, Progress, clauses, one_by_one, summed_up
from briefing.wording.figures import when
from briefing.wording.prose import Sentence, join, specified

SUMMED_UP_FROM = NAMED
"""Targets of a city and theme that one sentence sums up; fewer are told one by one."""


def progress_of(analysis: Analysis, ledger: Ledger) -> dict[str, Progress]:
    """Return by id of fact what is known of those that have a target."""
    held = (item for item in progress(analysis.observed, analysis.related) if item.fact.target)
    return {item.fact.id: _runs(item, ledger) for item in held}  # of no target of its own a relation tells


def _runs(item: TargetProgress, ledger: Ledger) -> Progress:
    roles = {figure.role: ledger.figure(figure) for figure in item.figures}
    gap = roles.get("excess") or roles.get("shortfall")
    return Progress(roles.get("completion"), gap, item.met, pace(item), roles.get("lag"), roles.get("lead"))


def pace(item: TargetProgress) -> str:
    """Return how what is done stands to the time that is gone; "" at its end, when a target is met or not."""
    if not item.running or item.keeps_pace is None:
        return ""
    if not item.ahead:
        return LEVEL
    fast, slow = (FAST, SLOW) if item.judged else (ABOVE, BELOW)
    return fast if item.keeps_pace else slow


def summary(
    key: str,
    held: CityTargets,
    city: City,
    indicators: Mapping[str, Indicator],
    ledger: Ledger,
) -> Sentence:
    """Return how many targets of a city are on schedule and which are furthest behind, or how each of a few stands."""
    numbers = {"all": len(held.all), "done": len(held.on_schedule), "behind": len(held.behind)}
    counts = [ledger.count(f"{key}.{name}", number, "项", f"{city.name}目标") for name, number in numbers.items()]
    behind = []
    for item in held.behind[:NAMED]:
        fact = item.fact
        name = specified(indicators[fact.indicator].name, fact.scope)
        behind.append((name, _runs(item, ledger), fact.bureau))
    facts = [item.fact for item in held.all or held.unjudged]
    times, end = {when(fact) for fact in facts}, facts[0].period.end
    at = when(facts[0]) if len(times) == 1 or end is None else f"截至{Period.holding(end, PeriodKind.MONTH).printed}末"
    if held.named:
        each = [(_told(item, city, indicators, ledger), _runs(item, ledger), item.fact) for item in held.named]
        return Sentence(at, city.short, one_by_one(each))
    said = summed_up(
        (counts[0], counts[1] if held.on_schedule else None, counts[2]),
        behind,
        yearly=all(fact.target and fact.target.period.kind is PeriodKind.YEAR for fact in facts),
        running=held.running,
        single=len(facts) == 1,
        more=len(held.behind) > NAMED,
        level=not all(item.ahead for item in held.on_schedule),
    )
    return Sentence(at, city.short, said)


def _told(item: TargetProgress, city: City, indicators: Mapping[str, Indicator], ledger: Ledger) -> Runs:
    """Return a figure with what its source states of how it moved: 省市重点项目完成投资402.2亿元，同比增长6%."""
    own, held = item.fact, ledger.facts.values()
    key = (own.indicator, own.city, own.scope, own.period)
    moves = [fact for fact in held if (indicators[fact.indicator].of, fact.city, fact.scope, fact.period) == key]
    moves = [fact for fact in moves if fact.measure.kind is MeasureKind.GROWTH]
    return join(clauses([own, *moves], indicators, city.level, {}), "，")
