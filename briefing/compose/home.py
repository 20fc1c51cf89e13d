"""Benchmarking for templates: what the home city leads in, lags in, and may borrow from whom."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.analyse.benchmark import Benchmark
from briefing.analyse.compare import Comparison
from briefing.compose.speak import Speaker
from briefing.compose.tables import headline
from briefing.model.document import Runs
from briefing.model.library import Catalogue, Practice
from briefing.wording import sentences as say
from briefing.wording.prose import join, quoted, text

BORROWED = 2  # practices named for each peer


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home city: its name, where it leads and lags, what peers do that it does not, and what is its own."""

    name: str
    leads: tuple[Runs, ...]
    lags: tuple[Runs, ...]
    borrow: tuple[Runs, ...]
    own: Runs


def home_view(found: Benchmark, speaker: Speaker, catalogue: Catalogue) -> HomeView:
    """The benchmarking in words."""
    name = speaker.city(found.home)
    return HomeView(
        name=name,
        leads=tuple(_standing(item, found.home, speaker, leads=True) for item in found.leads),
        lags=tuple(_standing(item, found.home, speaker, leads=False) for item in found.lags),
        borrow=tuple(
            say.borrow(catalogue.topics[topic].name, _peers(practices, speaker, catalogue))
            for topic, practices in found.gaps.items()
        ),
        own=text(quoted([practice.name for practice in found.own])),
    )


def _standing(item: Comparison, home: str, speaker: Speaker, *, leads: bool) -> Runs:
    """Home beside those that it is better, or worse, than."""
    own = next(fact for fact in item.facts if fact.city == home)
    higher = (item.indicator.better == "高") is leads
    others = [
        (speaker.city(fact.city), speaker.ledger.fact(fact))
        for fact in item.facts
        if fact.quantity.base != own.quantity.base and (fact.quantity.base < own.quantity.base) is higher
    ]
    return say.against(speaker.city(home), item.indicator.name, speaker.ledger.fact(own), others, leads)


def _peers(practices: tuple[Practice, ...], speaker: Speaker, catalogue: Catalogue) -> list[Runs]:
    """For each peer its practices with their first figures: 武汉有“一照多址”."""
    by_city: dict[str, list[Practice]] = {}
    for practice in practices:
        by_city.setdefault(practice.city, []).append(practice)
    return [
        join(
            [
                text(f"{speaker.city(city)}有"),
                join([_named(item, speaker, catalogue) for item in held[:BORROWED]], "、"),
            ]
        )
        for city, held in by_city.items()
    ]


def _named(practice: Practice, speaker: Speaker, catalogue: Catalogue) -> Runs:
    return join([text(quoted([practice.name])), headline(practice, speaker.ledger, catalogue.indicators)])
