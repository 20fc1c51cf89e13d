"""The whole analysis of a selection."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.analysis.benchmark import Benchmark, benchmark
from briefing.analysis.cautions import Caution, cautions
from briefing.analysis.comparability import Observed, Verdict, observe
from briefing.analysis.comparisons import Comparison, IndicatorRow, compare
from briefing.analysis.coverage import Coverage, cover
from briefing.analysis.cross_checks import CrossCheck, cross_check, problems
from briefing.analysis.findings import Finding, find
from briefing.analysis.months import city_targets, month_rows
from briefing.analysis.movements import Movements, StatedOtherwise
from briefing.analysis.relations import Related, relate_all
from briefing.analysis.timeliness import bygone
from briefing.analysis.trends import Trend, trends
from briefing.analysis.turned_sentences import turned_sentences
from briefing.errors import Problem
from briefing.model.library import City
from briefing.model.request import Selection


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that the selected facts establish, each list in data order but `findings` (most salient first).

    `comparisons`, `rows` and `unjudged`: see `Across`. `cautions`: what the office wants told. `movements` tells how
    far figures have moved, `differences` where a source states that otherwise than its figures do.
    `benchmark` is None unless a home city was named.
    """

    selection: Selection
    observed: tuple[Observed, ...]
    comparisons: tuple[Comparison, ...]
    rows: tuple[IndicatorRow, ...]
    unjudged: tuple[Verdict, ...]
    cautions: tuple[Caution, ...]
    trends: tuple[Trend, ...]
    movements: Movements
    differences: tuple[StatedOtherwise, ...]
    related: tuple[Related, ...]
    checks: tuple[CrossCheck, ...]
    coverage: Coverage
    findings: tuple[Finding, ...]
    benchmark: Benchmark | None = None

    @property
    def home(self) -> str | None:
        """Return the id of the city that is held against the others; None where none was named."""
        return self.benchmark.home if self.benchmark else None

    @property
    def home_first(self) -> tuple[City, ...]:
        """Return the selected cities, the home city before the others unless a template orders them."""
        cities = self.selection.cities
        return cities if self.selection.ordered else tuple(sorted(cities, key=lambda city: city.id != self.home))

    @property
    def in_series(self) -> frozenset[str]:
        """Return the ids of the facts that a series holds."""
        held = (facts for item in self.trends for facts in item.series.values())
        return frozenset(fact.id for facts in held for fact in facts.values())

    @property
    def bygone(self) -> frozenset[str]:
        """Return the ids of the facts that are years older than others of their city and theme."""
        return bygone((item.fact for item in self.observed), self.selection.library.catalogue.indicators)

    def findings_of(self, home: str | None) -> tuple[Finding, ...]:
        """Return what is found where the city with the id `home` is held against the others; None for no city.

        Nothing is found of figures alone that are bygone.
        """
        library, old = self.selection.library, self.bygone
        found = find(
            comparisons=self.comparisons,
            trends=self.trends,
            related=self.related,
            facts=[item.fact for item in self.observed],
            practices=[practice for record in self.selection.records.values() for practice in record.practices],
            theme=library.theme_of,
            home=home,
            targets=city_targets(month_rows(self.observed, self.related)[0]),
            weights={id: item.weight for id, item in library.catalogue.indicators.items() if item.weight},
        )
        return tuple(item for item in found if not item.facts or not old.issuperset(item.facts))

    @property
    def contradictions(self) -> list[Problem]:
        """Return a warning for each cross-check that fails, and for each sentence that its figures turn."""
        library = self.selection.library
        practices = (practice for record in self.selection.records.values() for practice in record.practices)
        return [
            *problems(self.checks, {item.fact.id: item.fact for item in self.observed}),
            *turned_sentences(practices, library.records, library.catalogue.indicators),
        ]


def analyse(selection: Selection, home: str | None = None) -> Analysis:
    """Compare, relate, cross-check and rank what was selected; `home` is the id of the city to benchmark."""
    library = selection.library
    records = tuple(selection.records.values())
    statements = tuple(library.catalogue.statements.values())
    observed = observe(records, library.catalogue.indicators, statements)
    facts = {item.fact.id: item.fact for item in observed}
    related = relate_all(records, facts, library.theme_of)
    across = compare(observed)
    movements = Movements(observed, library.facts())
    series = trends(observed, movements=movements)
    practices = [practice for record in records for practice in record.practices]
    found = Analysis(
        selection=selection,
        observed=tuple(observed),
        comparisons=across.comparisons,
        rows=across.rows,
        unjudged=across.unjudged,
        cautions=tuple(cautions(statements, observed, practices)),
        trends=tuple(series),
        movements=movements,
        differences=tuple(movements.differences()),
        related=related,
        checks=tuple(cross_check(related, observed)),
        coverage=cover(selection),
        findings=(),
        benchmark=None,
    )
    standing = benchmark(selection, across.comparisons, movements, home, found.bygone) if home else None
    return replace(found, findings=found.findings_of(home), benchmark=standing)
