"""The whole analysis of a selection."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.analyse.check import CrossCheck, cross_check
from briefing.analyse.compare import Comparison, Coverage, compare, cover, lookalikes, observe
from briefing.analyse.findings import Finding, find
from briefing.analyse.guard import Refusal
from briefing.analyse.relations import Related, relate
from briefing.analyse.trends import Trend, trends
from briefing.model.request import Selection


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that the selected facts establish, each list in data order but `findings` (most salient first)."""

    selection: Selection
    comparisons: tuple[Comparison, ...]
    refusals: tuple[Refusal, ...]
    trends: tuple[Trend, ...]
    related: tuple[Related, ...]
    checks: tuple[CrossCheck, ...]
    coverage: Coverage
    findings: tuple[Finding, ...]


def analyse(selection: Selection) -> Analysis:
    """Compare, relate, cross-check and rank what was selected."""
    library = selection.library
    observed = observe(selection)
    facts = {item.fact.id: item.fact for item in observed}
    related = tuple(
        found
        for record in selection.records.values()
        for relation in record.relations
        if (found := relate(relation, facts, library.theme_of))
    )
    comparisons, refused = compare(observed)
    series = trends(observed)
    practices = [practice for record in selection.records.values() for practice in record.practices]
    return Analysis(
        selection=selection,
        comparisons=tuple(comparisons),
        refusals=(*refused, *lookalikes(observed)),
        trends=tuple(series),
        related=related,
        checks=tuple(cross_check(related, observed)),
        coverage=cover(selection),
        findings=find(
            comparisons=comparisons,
            trends=series,
            related=related,
            facts=facts.values(),
            practices=practices,
            theme=library.theme_of,
        ),
    )
