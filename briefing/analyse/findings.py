"""What is worth saying first: everything established, ranked by salience, each with the facts it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from briefing.analyse.compare import Comparison, Trend
from briefing.analyse.relations import Related
from briefing.model.library import Fact, Practice

Subject = Comparison | Trend | Related | Fact | Practice


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` tells the wording room which sentence to make of `subject`; a higher `salience` is said earlier."""

    kind: str
    theme: str
    cities: tuple[str, ...]
    salience: int
    facts: tuple[str, ...]
    subject: Subject


# What a mayor asks first: how do we stand against others, what was cut or outdone, what grew. The steps between the
# kinds leave room for the size of the figure itself (0 to 9).
WEIGHT = {
    "comparison": 90,
    "completion": 70,
    "reduction": 60,
    "trend": 55,
    "change": 50,
    "rank": 40,
    "first": 30,
    "share": 25,
    "part_of": 20,
}


def _points(percent: Decimal) -> int:
    """0 to 9 for a percentage of 0 to 90 and above."""
    return max(0, min(9, int(percent / 10)))


def _of_relation(related: Related, city: str) -> Finding | None:
    kind = related.relation.kind
    if kind not in WEIGHT:
        return None
    size = {
        "reduction": lambda: related.one("rate").quantity.value,
        "completion": lambda: related.one("rate").quantity.value - 100,
        "share": lambda: related.one("rate").quantity.value,
    }.get(kind, lambda: Decimal(0))()
    facts = tuple(fact.id for group in related.members.values() for fact in group)
    return Finding(kind, related.theme, (city,), WEIGHT[kind] + _points(size), facts, related)


def find(
    *,
    comparisons: Iterable[Comparison],
    trends: Iterable[Trend],
    related: Iterable[Related],
    facts: Iterable[Fact],
    practices: Iterable[Practice],
    theme: Callable[[Fact], str],
) -> tuple[Finding, ...]:
    """All findings, most salient first; equals keep the order of the data."""
    found: list[Finding] = [
        Finding(
            "comparison",
            item.indicator.theme,
            tuple(fact.city for fact in item.facts),
            WEIGHT["comparison"] + (5 if item.indicator.better else 0),
            tuple(fact.id for fact in item.facts),
            item,
        )
        for item in comparisons
    ]
    found += [
        Finding(
            "trend",
            item.indicator.theme,
            tuple(item.series),
            WEIGHT["trend"],
            tuple(fact.id for series in item.series.values() for fact in series),
            item,
        )
        for item in trends
    ]
    found += [finding for item in related if (finding := _of_relation(item, item.relation.city))]
    found += [
        Finding("rank", theme(fact), (fact.city,), WEIGHT["rank"], (fact.id,), fact)
        for fact in facts
        if fact.quantity.unit.family == "rank"
    ]
    found += [
        Finding("first", item.theme, (item.city,), WEIGHT["first"], item.facts, item)
        for item in practices
        if item.first
    ]
    return tuple(sorted(found, key=lambda finding: -finding.salience))


def varied(findings: Iterable[Finding], most: int, each: int = 2) -> list[Finding]:
    """The most salient ones, but no more than `each` of one kind for one set of cities in one theme."""
    seen: dict[tuple[str, str, tuple[str, ...]], int] = {}
    chosen: list[Finding] = []
    for finding in findings:
        key = (finding.kind, finding.theme, finding.cities)
        if seen.get(key, 0) < each and len(chosen) < most:
            seen[key] = seen.get(key, 0) + 1
            chosen.append(finding)
    return chosen
