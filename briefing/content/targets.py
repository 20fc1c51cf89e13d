"""How far figures have come towards their targets, as runs of the briefing."""

from __future__ import annotations

from briefing.analysis.analyse import Analysis
from briefing.analysis.targets import progress
from briefing.content.ledger import Ledger
from briefing.wording.clauses import Progress


def progress_of(analysis: Analysis, ledger: Ledger) -> dict[str, Progress]:
    """Return by id of fact what is known of those that have a target."""
    found = {}
    for item in progress(analysis.observed):
        roles = {figure.role: ledger.figure(figure) for figure in item.figures}
        gap = roles.get("excess") or roles.get("shortfall")
        # at the end of the time the target is met or not: there is no pace any more
        pace = item.on_schedule if item.elapsed is not None and item.elapsed < 1 else None
        found[item.fact.id] = Progress(roles.get("completion"), gap, "excess" in roles, pace)
    return found
