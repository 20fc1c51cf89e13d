"""The sentences that open a briefing: what has moved since the last issue, then the findings that matter most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.analysis.analyse import Analysis
from briefing.analysis.findings import Finding, foremost
from briefing.model.document import Runs


@dataclass(frozen=True, slots=True)
class Points:
    """The movements that were taken, as sentences, and the findings that come after them."""

    moved: tuple[Runs, ...]
    findings: tuple[Finding, ...]


def opening_points(
    analysis: Analysis,
    moved: Sequence[Runs],
    most: int,
    say: Callable[[Finding], Runs],
    fits: Callable[[Runs], bool] = lambda words: True,
    of: str = "",
    *,
    named: bool = True,
) -> Points:
    """Return what opens a briefing, at most `most` points: the sentences `moved` first, no figure of which comes again.

    `say` puts a finding into words; `fits` is asked of each sentence that is wanted whether there is room for it. With
    the id of a city, only what is told `of` it. `named`: see `foremost`.
    """
    owner = {fact.id: fact.city for record in analysis.selection.records.values() for fact in record.facts}
    mine = [words for words in moved if not of or of in {owner.get(run.ref or "") for run in words}]
    kept = tuple(words for words in mine[:most] if fits(words))
    told = {run.ref for words in kept for run in words}
    others = [
        item
        for item in analysis.findings
        if told.isdisjoint(item.facts) and (not of or of in ({owner[id] for id in item.facts} or item.cities))
    ]
    cities = [of] if of else [city.id for city in analysis.selection.cities]
    home = analysis.benchmark.home if analysis.benchmark else None
    return Points(
        kept, tuple(foremost(others, most - len(kept), cities, home, lambda item: fits(say(item)), named=named))
    )
