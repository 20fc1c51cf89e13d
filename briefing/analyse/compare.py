"""Across cities and years: comparisons that the guard admits, pairs that only look alike, series, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from briefing.analyse.guard import Observed, Refusal, refuse
from briefing.model.library import Fact, Indicator
from briefing.model.period import PeriodKind
from briefing.model.request import Selection

LOOKS_ALIKE = 0.4  # share of two-character pieces that two names have in common (Dice coefficient)
TREND_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator in several cities; `facts` from the highest value to the lowest, all mutually comparable."""

    indicator: Indicator
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator over three or more years; for each city its facts from the earliest to the latest."""

    indicator: Indicator
    series: Mapping[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much each city discloses: (theme id, city id) → number of facts, and of practices."""

    facts: Mapping[tuple[str, str], int]
    practices: Mapping[tuple[str, str], int]

    def blank(self, theme: str, city: str) -> bool:
        """Whether the sources say nothing at all."""
        return not self.facts[theme, city] and not self.practices[theme, city]


def observe(selection: Selection) -> list[Observed]:
    """Every selected fact with its indicator and city."""
    indicators = selection.library.catalogue.indicators
    return [
        Observed(fact, indicators[fact.indicator], record.city)
        for record in selection.records.values()
        for fact in record.facts
    ]


def _latest(facts: Iterable[Observed]) -> list[Observed]:
    """For each city the fact with the latest period; undated ones count as latest."""
    best: dict[str, Observed] = {}
    for item in facts:
        kept = best.get(item.city.id)
        if kept is None or (item.fact.period.year or 9999) > (kept.fact.period.year or 9999):
            best[item.city.id] = item
    return list(best.values())


def by_indicator(observed: Iterable[Observed]) -> dict[str, list[Observed]]:
    """Facts grouped by indicator, in data order."""
    groups: dict[str, list[Observed]] = {}
    for item in observed:
        groups.setdefault(item.indicator.id, []).append(item)
    return groups


def compare(observed: Sequence[Observed]) -> tuple[list[Comparison], list[Refusal]]:
    """For each indicator that several cities have: the comparison, or why there is none.

    Cities that disagree with the first are left out one by one, each with its refusal.
    """
    found: list[Comparison] = []
    refused: list[Refusal] = []
    for group in by_indicator(observed).values():
        latest = _latest(group)
        if len(latest) < 2:
            continue
        kept = [latest[0]]
        for item in latest[1:]:
            refusal = refuse(latest[0], item)
            if refusal:
                refused.append(refusal)
            else:
                kept.append(item)
        if len(kept) > 1:
            ordered = sorted(kept, key=lambda item: item.fact.quantity.base, reverse=True)
            found.append(Comparison(group[0].indicator, tuple(item.fact for item in ordered)))
    return found, refused


def _pieces(name: str) -> set[str]:
    letters = [letter for letter in name if letter.isalnum()]
    return {a + b for a, b in pairwise(letters)}


def alike(first: str, second: str) -> float:
    """How much two names look alike, 0 to 1: the Dice coefficient of their two-character pieces."""
    a, b = _pieces(first), _pieces(second)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def lookalikes(observed: Sequence[Observed]) -> list[Refusal]:
    """For each two indicators of one theme that a reader may take for one: a pair of facts from different cities."""
    groups = list(by_indicator(observed).values())
    return [
        refusal
        for first, second in combinations(groups, 2)
        if first[0].indicator.theme == second[0].indicator.theme
        and first[0].indicator.family == second[0].indicator.family
        and alike(first[0].indicator.name, second[0].indicator.name) >= LOOKS_ALIKE
        and (pair := _across(first, second))
        and (refusal := refuse(*pair))
    ]


def _across(first: list[Observed], second: list[Observed]) -> tuple[Observed, Observed] | None:
    """The first pair from different cities; None if all are of one city."""
    return next(((a, b) for a in first for b in second if a.city.id != b.city.id), None)


def trends(observed: Iterable[Observed]) -> list[Trend]:
    """Indicators with three or more years in at least one city."""
    found = []
    for group in by_indicator(observed).values():
        series: dict[str, list[Fact]] = {}
        for item in group:
            if item.fact.period.kind is PeriodKind.YEAR:
                series.setdefault(item.city.id, []).append(item.fact)
        long = {
            city: tuple(sorted(facts, key=lambda fact: fact.period))
            for city, facts in series.items()
            if len({fact.period for fact in facts}) >= TREND_LENGTH
        }
        if long:
            found.append(Trend(group[0].indicator, long))
    return found


def cover(selection: Selection) -> Coverage:
    """Counts for every selected theme and city; zero is a finding of its own (未披露)."""
    facts = {(theme.id, city.id): 0 for theme in selection.themes for city in selection.cities}
    practices = dict(facts)
    for city, record in selection.records.items():
        for fact in record.facts:
            facts[selection.library.theme_of(fact), city] += 1
        for practice in record.practices:
            practices[practice.theme, city] += 1
    return Coverage(facts, practices)
