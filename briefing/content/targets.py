"""How far figures have come towards their targets: as runs of the briefing, and many of them in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.analysis.analyse import Analysis
from briefing.analysis.months import CityTargets
from briefing.analysis.targets import TargetProgress, progress
from briefing.content.ledger import Ledger
from briefing.model.catalogue import Indicator
from briefing.model.document import Runs
from briefing.model.library import City
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind
from briefing.wording.clauses import Progress, summed_up
from briefing.wording.figures import when
from briefing.wording.sentences import opening

SUMMED_UP_FROM = 3
"""Targets of a city and theme that one sentence sums up; fewer are told one by one."""
NAMED = 3
"""Of those that are behind, the furthest."""


def progress_of(analysis: Analysis, ledger: Ledger) -> dict[str, Progress]:
    """Return by id of fact what is known of those that have a target."""
    held = (item for item in progress(analysis.observed, analysis.related) if item.fact.target)
    return {item.fact.id: _runs(item, ledger) for item in held}  # of no target of its own a relation tells


def _runs(item: TargetProgress, ledger: Ledger) -> Progress:
    roles = {figure.role: ledger.figure(figure) for figure in item.figures}
    gap = roles.get("excess") or roles.get("shortfall")
    # at the end of the time the target is met or not: there is no pace any more
    pace = item.on_schedule if item.running else None
    return Progress(roles.get("completion"), gap, item.met, pace, roles.get("lag"))


def summary(key: str, held: CityTargets, city: City, indicators: Mapping[str, Indicator], ledger: Ledger) -> Runs:
    """Return a sentence on how many targets of a city are on schedule and which are furthest behind."""
    numbers = {"all": len(held.all), "done": len(held.on_schedule), "behind": len(held.behind)}
    counts = [ledger.count(f"{key}.{name}", number, "项", f"{city.name}目标") for name, number in numbers.items()]
    named = []
    for item in held.behind[:NAMED]:
        fact = item.fact
        name = indicators[fact.indicator].name + (f"（{fact.scope}）" if fact.scope else "")
        named.append((name, _runs(item, ledger), fact.bureau))
    facts = [item.fact for item in held.all]
    times, end = {when(fact) for fact in facts}, facts[0].period.end
    at = when(facts[0]) if len(times) == 1 or end is None else f"截至{Period.holding(end, PeriodKind.MONTH).printed}末"
    return summed_up(
        opening(at, city.short),
        (counts[0], counts[1] if held.on_schedule else None, counts[2]),
        named,
        yearly=all(fact.target and fact.target.period.kind is PeriodKind.YEAR for fact in facts),
        running=held.running,
        single=len(facts) == 1,
        more=len(held.behind) > NAMED,
    )
