"""Which findings open a briefing, and which a theme tells: the most salient, none of which says what another says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from briefing.analysis.findings import BARE, LEVEL, WEAK, WEIGHT, Courses, Finding, Subject

REPEATED = 15
"""What a finding loses for each other of its theme that is told: less than what makes one a headline."""
LEAST = 3
"""Findings of which a briefing opens with fewer only where there are no others."""
OF_ONE_KIND = 2  # a third sentence of one form on the same cities tells a reader less than one of another form


def varied(findings: Iterable[Finding], most: int | None = None) -> list[Finding]:
    """Return the `most` most salient (None: all), but no more than `OF_ONE_KIND` of one kind for one set of cities in
    one theme.
    """
    seen: dict[tuple[str, str, tuple[str, ...]], int] = {}
    chosen: list[Finding] = []
    for finding in findings:
        key = (finding.kind, finding.theme, finding.cities)
        if seen.get(key, 0) < OF_ONE_KIND and (most is None or len(chosen) < most):
            seen[key] = seen.get(key, 0) + 1
            chosen.append(finding)
    return chosen


def foremost(
    findings: Iterable[Finding],
    most: int,
    cities: Sequence[str],
    home: str | None = None,
    *,
    named: bool = True,
) -> list[Finding]:
    """Return up to `most` findings that open a briefing about `cities` (ids), most salient first.

    Those of a home city come first. Without one each city has its own foremost finding, if there are not more cities
    than findings, and none has more than half. Targets that are behind come before all of that, those of the first city
    first if the cities are `named`; no more than half of the findings tell of targets (two of three). No figure is told
    twice, and never that cities state the same figure.
    """

    def elsewhere(item: Finding) -> bool:
        return home is not None and home not in item.cities

    ranked = varied(item for item in findings if item.salience != LEVEL)
    ranked.sort(key=elsewhere)
    shared = not home and len({city for item in ranked for city in item.cities}) > 1
    chosen: list[Finding] = []
    take = partial(_take, chosen, most=most, shared=shared)
    first = (home,) if home else tuple(cities[: int(named)])
    late = [item for item in ranked if item.kind == "target" and item.salience >= WEIGHT["target"]]
    late.sort(key=lambda item: item.cities != first)
    for item in late if shared else ():
        take(item)
    if shared and len(cities) <= most:
        for city in cities:
            any(take(item) for item in ranked if city in item.cities)
    while len(chosen) < most:
        told = Counter(item.theme for item in chosen if item.theme)
        order = sorted(ranked, key=lambda item: (elsewhere(item), REPEATED * told[item.theme] - item.salience))
        least = BARE if len(chosen) < LEAST else WEAK
        wanted = (item for item in order if item not in chosen and item.salience > least)
        if not any(take(item) for item in wanted):
            break
    chosen.sort(key=lambda item: (item not in late or item.cities != first, ranked.index(item)))
    return chosen


def _take(chosen: list[Finding], item: Finding, *, most: int, shared: bool) -> bool:
    """Choose a finding if it tells something new and no more than its share of `most`; return whether it is chosen.

    `shared`: no city has more than half of them.
    """
    told = {id for other in chosen for id in other.facts}
    alone = sum(other.cities == item.cities for other in chosen) if shared and len(item.cities) == 1 else 0
    aimed = sum(other.kind == item.kind == "target" for other in chosen)
    again = any(_same_course(item.subject, other.subject) for other in chosen)
    fresh = item not in chosen and told.isdisjoint(item.facts) and not again
    if fresh and alone < max(1, most // 2) and aimed < (most + 1) // 2:
        chosen.append(item)
    return item in chosen


def _same_course(one: Subject, other: Subject) -> bool:
    """Return whether one of the two is the courses of many cities, and the other of the same indicator."""
    if isinstance(one, Courses):
        indicator = other.trend.indicator if isinstance(other, Courses) else getattr(other, "indicator", None)
        return one.trend.indicator == indicator
    return isinstance(other, Courses) and _same_course(other, one)
