"""Benchmarking for templates: what the home city leads in, lags in, and may borrow from whom."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.analyse.benchmark import Benchmark
from briefing.analyse.compare import Comparison
from briefing.compose.references import rests_on
from briefing.compose.speak import Speaker, undated
from briefing.compose.tables import headline
from briefing.compose.themes import claimed
from briefing.model.document import Run, Runs
from briefing.model.library import Catalogue, Practice
from briefing.wording import sentences as say
from briefing.wording.prose import enumeration, filled, join, quoted, text

BORROWED = 3  # practices named for each peer
STRENGTHS = 4
PEERS_NAMED = 4
TOTALS = ("count", "cny", "usd")  # unit families
SUBJECTS_TOLD = 6  # in a section of another briefing


@dataclass(frozen=True, slots=True)
class LessonView:
    """What home may borrow from one peer: its name, and a line for each topic."""

    name: str
    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home city: its name, where it leads and lags, what peers do that it does not, and what is its own.

    `peers` are the others in one phrase; `standing` counts how many indicators can be compared, () where none can;
    `lessons` are what `borrow` tells, peer by peer; `strengths` are the most telling of its own practices with what
    they are.
    """

    name: str
    peers: str
    standing: Runs
    leads: tuple[Runs, ...]
    lags: tuple[Runs, ...]
    borrow: tuple[Runs, ...]
    lessons: tuple[LessonView, ...]
    strengths: tuple[Runs, ...]
    own: Runs


def home_view(found: Benchmark, speaker: Speaker, catalogue: Catalogue) -> HomeView:
    """The benchmarking in words."""
    name = speaker.city(found.home)
    peers = [city.short for city in speaker.cities.values() if city.id != found.home]
    return HomeView(
        name=name,
        peers=enumeration(peers) if len(peers) <= PEERS_NAMED else f"{peers[0]}等地",
        standing=_counted(found, speaker),
        leads=tuple(_standing(item, found.home, speaker, leads=True) for item in found.leads),
        lags=tuple(_standing(item, found.home, speaker, leads=False) for item in found.lags),
        borrow=tuple(
            say.borrow(subject, _peers(practices, speaker, catalogue))
            for subject, practices in _subjects(found, catalogue)[:SUBJECTS_TOLD]
        ),
        lessons=_lessons(found, speaker, catalogue),
        strengths=tuple(_strength(practice, speaker) for practice in sorted(found.own, key=_weight)[:STRENGTHS]),
        own=text(quoted([practice.name for practice in found.own])),
    )


def _counted(found: Benchmark, speaker: Speaker) -> Runs:
    """“领先1项、落后2项”; () where nothing is better or worse."""
    leads, lags = ([item for item in items if not _is_total(item)] for items in (found.leads, found.lags))
    kinds = (("leads", "领先", len(leads)), ("lags", "落后", len(lags)))
    counts = [
        (Run(word), speaker.ledger.count(f"home.{id}", number, "项", f"{word}指标"))
        for id, word, number in kinds
        if number
    ]
    return join(counts, "、")


def _subjects(found: Benchmark, catalogue: Catalogue) -> list[tuple[str, tuple[Practice, ...]]]:
    """What peers do and home does not, by topic, then by theme; what has most figures first."""
    named = [(catalogue.topics[topic].name, practices) for topic, practices in found.gaps.items()]
    for theme in dict.fromkeys(practice.theme for practice in found.more):
        held = tuple(practice for practice in found.more if practice.theme == theme)
        named.append((catalogue.themes[theme].name, held))
    return sorted(named, key=lambda item: -sum(len(practice.facts) for practice in item[1]))


def _lessons(found: Benchmark, speaker: Speaker, catalogue: Catalogue) -> tuple[LessonView, ...]:
    """Peers in the order of the data, each with the topics that home does not mention."""
    lines: dict[str, list[Runs]] = {}
    for subject, practices in _subjects(found, catalogue):
        for city in dict.fromkeys(practice.city for practice in practices):
            held = [practice for practice in practices if practice.city == city][:BORROWED]
            named = join([_named(item, speaker, catalogue) for item in held], "、")
            lines.setdefault(city, []).append(join([text(f"{subject}："), named, text("。")]))
    return tuple(LessonView(speaker.city(city), tuple(lines[city])) for city in speaker.cities if city in lines)


def _strength(practice: Practice, speaker: Speaker) -> Runs:
    """“……”：what it is; a claim of being first stays the source's."""
    told = claimed(practice, filled(practice.text, speaker.ledger.facts))
    return join([text(f"{quoted([practice.name])}："), told])


def _weight(practice: Practice) -> tuple[bool, int]:
    """What sorts the telling ones first: a claim of being first, figures."""
    return not practice.first, -len(practice.facts)


def _standing(item: Comparison, home: str, speaker: Speaker, *, leads: bool) -> Runs:
    """Home beside those that it is better, or worse, than."""
    own = next(fact for fact in item.facts if fact.city == home)
    higher = (item.indicator.better == "高") is leads
    others = [
        (speaker.city(fact.city), speaker.ledger.fact(fact))
        for fact in item.facts
        if fact.quantity.base != own.quantity.base and (fact.quantity.base < own.quantity.base) is higher
    ]
    return say.against(
        speaker.city(home),
        item.indicator.name + undated(item.facts),
        speaker.ledger.fact(own),
        others,
        leads=leads,
        total=_is_total(item),
    )


def _is_total(item: Comparison) -> bool:
    """Whether more of it may come of a larger place, and is no merit by itself."""
    return item.indicator.better == "高" and item.indicator.family in TOTALS


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
    source = () if practice.facts else (rests_on(practice.source),)
    return join(
        [text(quoted([practice.name])), headline(practice, speaker.ledger, catalogue.indicators), source],
    )
