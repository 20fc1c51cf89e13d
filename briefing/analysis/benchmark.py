"""Benchmarking (对标): what a home city leads in, lags in, and what its peers do that it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.analysis.comparisons import Comparison
from briefing.model.facts import Fact, Practice
from briefing.model.request import Selection

AMOUNTS = ("count", "cny", "usd")
"""Unit families of which a larger place has more."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A home city against the other selected cities.

    Each comparison that home is in is one of five: `leads`, it is certainly better than all others; `lags`, some other
    certainly is better; `even`, neither; `totals`, which grow with a place and are no merit; `neutral`, the indicator
    does not say what is better. `gaps` maps a topic that peers take up and home does not to the peers' practices;
    `more` are peers' practices on no topic at all that have figures or a claim of being first, the most telling first;
    `own` are home's practices on topics that no peer takes up, and its claims of being first.
    """

    home: str
    leads: tuple[Comparison, ...]
    lags: tuple[Comparison, ...]
    even: tuple[Comparison, ...]
    totals: tuple[Comparison, ...]
    neutral: tuple[Comparison, ...]
    gaps: Mapping[str, tuple[Practice, ...]]
    more: tuple[Practice, ...]
    own: tuple[Practice, ...]


def benchmark(selection: Selection, comparisons: tuple[Comparison, ...], home: str) -> Benchmark:
    """Return how the city with the id `home`, one of those selected, stands against the others."""
    placed: dict[str, list[Comparison]] = {}
    for item in comparisons:
        for own in item.facts:
            if own.city == home:
                placed.setdefault(_place(item, own), []).append(item)
    kinds = {kind: tuple(placed.get(kind, ())) for kind in ("leads", "lags", "even", "totals", "neutral")}
    taken = _topics(selection)
    return Benchmark(
        home=home,
        **kinds,
        gaps={
            topic: tuple(practice for city, practices in held.items() for practice in practices)
            for topic, held in taken.items()
            if home not in held
        },
        more=tuple(
            sorted(_unshared(selection, home), key=lambda item: (bool(item.first), len(item.facts)), reverse=True)
        ),
        own=tuple(
            practice
            for practice in selection.records[home].practices
            if practice.first or (practice.topic and len(taken[practice.topic]) == 1)
        ),
    )


def _place(item: Comparison, own: Fact) -> str:
    """Return which of the five kinds of `Benchmark` the comparison is for the city whose fact is `own`."""
    if not item.indicator.better:
        return "neutral"
    # A larger place has more of an amount: that it has more is no merit. A share, a time or a rank is judged even where
    # only places of one level may be compared.
    if item.indicator.family in AMOUNTS and (item.indicator.better == "高" or item.indicator.compare == "同级"):
        return "totals"
    if item.before(own):
        return "lags"
    return "leads" if len(item.behind(own)) == len(item.facts) - 1 else "even"


def _topics(selection: Selection) -> dict[str, dict[str, list[Practice]]]:
    """Return practices by topic id and city id, in data order."""
    taken: dict[str, dict[str, list[Practice]]] = {}
    for city, record in selection.records.items():
        for practice in record.practices:
            if practice.topic:
                taken.setdefault(practice.topic, {}).setdefault(city, []).append(practice)
    return taken


def _unshared(selection: Selection, home: str) -> list[Practice]:
    """Return peers' practices under no topic that have figures or a claim of being first, and that home has not."""
    return [
        practice
        for city, record in selection.records.items()
        for practice in record.practices
        if city != home and not practice.topic and (practice.facts or practice.first)
        # a peer's practice that home has under a longer or shorter name is none to borrow
        if not any(_same_name(practice, own) for own in selection.records[home].practices)
    ]


def _same_name(one: Practice, other: Practice) -> bool:
    """Return whether a name of one is part of a name of the other: 一网通办 in 企业开办“一网通办”."""
    names = [[name.strip("“”") for name in (item.name, *item.aliases)] for item in (one, other)]
    return any(a in b or b in a for a in names[0] for b in names[1])
