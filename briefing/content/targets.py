"""How far figures have come towards their targets: as runs of the briefing, and many of them in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from briefing.analysis.analyse import Analysis
from briefing.analysis.months import MonthRow
from briefing.analysis.targets import progress
from briefing.content.ledger import Ledger
from briefing.model.document import Runs
from briefing.model.library import City
from briefing.wording.clauses import Progress, summed_up
from briefing.wording.figures import when
from briefing.wording.sentences import opening

SUMMED_UP_FROM = 3
"""Targets of a city and theme that one sentence sums up; fewer are told one by one."""
NAMED = 3
"""Of those that are behind, the furthest."""


def progress_of(analysis: Analysis, ledger: Ledger) -> dict[str, Progress]:
    """Return by id of fact what is known of those that have a target."""
    found = {}
    for item in progress(analysis.observed, analysis.related):
        if not item.fact.target:
            continue  # its relation tells it
        roles = {figure.role: ledger.figure(figure) for figure in item.figures}
        gap = roles.get("excess") or roles.get("shortfall")
        # at the end of the time the target is met or not: there is no pace any more
        pace = item.on_schedule if item.elapsed is not None and item.elapsed < 1 else None
        found[item.fact.id] = Progress(roles.get("completion"), gap, item.met, pace)
    return found


def summary(
    rows: Sequence[MonthRow], key: str, city: City, told: Mapping[str, Progress], ledger: Ledger
) -> tuple[Runs, frozenset[str]]:
    """Return a sentence on how many targets of a city are on schedule and which are furthest behind, and their facts.

    Both empty for fewer than `SUMMED_UP_FROM`, or where they are of several times.
    """
    paced = [row for row in rows if row.latest.id in told and told[row.latest.id].on_schedule is not None]
    if len(paced) < SUMMED_UP_FROM or len({when(row.latest) for row in paced}) > 1:
        return (), frozenset()
    behind = [row for row in paced if not told[row.latest.id].on_schedule]
    behind.sort(
        key=lambda row: row.progress.completion.best if row.progress and row.progress.completion else Decimal(0)
    )
    numbers = {"all": len(paced), "done": len(paced) - len(behind), "behind": len(behind)}
    counts = [ledger.count(f"{key}.{name}", number, "项", f"{city.name}目标") for name, number in numbers.items()]
    named = [(row.indicator.name, told[row.latest.id], row.latest.bureau) for row in behind[:NAMED]]
    start = opening(when(paced[0].latest), city.short)
    done = counts[1] if numbers["done"] else None
    said = summed_up(start, (counts[0], done, counts[2]), named, more=len(behind) > NAMED)
    return said, frozenset(fact.id for row in paced for fact in row.facts)
