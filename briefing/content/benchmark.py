"""Benchmarking for templates: what the home city leads in, lags in, and may borrow from whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.analysis.benchmark import Benchmark
from briefing.analysis.comparisons import Comparison, same
from briefing.content import common_topics
from briefing.content.citations import PRACTICE, credited, tells
from briefing.content.sentences import SentenceWriter, same_period, topic
from briefing.content.themes import claimed
from briefing.model.catalogue import Catalogue
from briefing.model.document import Run, Runs, Table
from briefing.model.facts import Fact, Practice
from briefing.wording import sentences as say
from briefing.wording.figures import UNLISTED
from briefing.wording.prose import by_period, dated, enumeration, join, plain, quoted, text

BORROWED = 3  # practices named for each peer
STRENGTHS = 4
PEERS_NAMED = 4
SUBJECTS_TOLD = 6  # in a section of another briefing
COUNTED = {"compared": "可比指标", "leads": "领先指标", "lags": "落后指标", "aside": "只作对照的指标"}


@dataclass(frozen=True, slots=True)
class LessonContext:
    """What home may borrow from one peer: its name, and a line for each topic."""

    name: str
    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class HomeContext:
    """The home city: its name, where it leads and lags, what peers do that it does not, and what is its own.

    `peers` are the others in one phrase; `compared` counts the indicators that home and a peer may be compared in,
    `standing` in how many of them it leads and lags, `aside` the rest, which `even`, `totals` and `neutral` tell; each
    is () where there are none. `lessons` are what `borrow` tells, peer by peer; `strengths` are the most telling of its
    own practices with what they are; `tables` are those in which it stands beside a peer.
    """

    name: str
    peers: str
    compared: Runs
    standing: Runs
    aside: Runs
    leads: tuple[Runs, ...]
    lags: tuple[Runs, ...]
    even: tuple[Runs, ...]
    totals: tuple[Runs, ...]
    neutral: tuple[Runs, ...]
    borrow: tuple[Runs, ...]
    lessons: tuple[LessonContext, ...]
    strengths: tuple[Runs, ...]
    own: Runs
    tables: tuple[Table, ...]


def home_context(
    found: Benchmark, writer: SentenceWriter, catalogue: Catalogue, tables: Iterable[Table] = ()
) -> HomeContext:
    """Return the benchmarking in words."""
    name = writer.city(found.home)
    peers = [city.short for city in writer.cities.values() if city.id != found.home]
    aside = (*found.even, *found.totals, *found.neutral)
    own = sorted(found.own, key=lambda item: (not item.first, -len(item.facts)))  # claims of being first, then figures
    leads, lags = (_count(kind, len(items), writer) for kind, items in (("leads", found.leads), ("lags", found.lags)))
    return HomeContext(
        name=name,
        peers=enumeration(peers) if len(peers) <= PEERS_NAMED else f"{peers[0]}等地",
        compared=_count("compared", len(found.leads) + len(found.lags) + len(aside), writer),
        standing=join([(Run(word), *count) for word, count in (("领先", leads), ("落后", lags)) if count], "、"),
        aside=_count("aside", len(aside), writer),
        leads=tuple(_against(item, found.home, writer, judged=True) for item in found.leads),
        lags=tuple(_against(item, found.home, writer, judged=True) for item in found.lags),
        even=tuple(_against(item, found.home, writer, judged=True) for item in found.even),
        totals=tuple(_against(item, found.home, writer) for item in found.totals),
        neutral=tuple(_against(item, found.home, writer) for item in found.neutral),
        borrow=tuple(
            say.borrow(subject, _peers(practices, writer, catalogue))
            for subject, practices in _subjects(found, catalogue)[:SUBJECTS_TOLD]
        ),
        lessons=_lessons(found, writer, catalogue),
        strengths=tuple(_strength(practice, writer) for practice in own[:STRENGTHS]),
        own=join([text(quoted(practice.name for practice in found.own)), tuple(map(tells, found.own))]),
        tables=tuple(_beside(tables, found.home, writer)),
    )


def _beside(tables: Iterable[Table], home: str, writer: SentenceWriter) -> Iterator[Table]:
    """Yield the tables that hold home and a peer; of a table of topics the rows that do, with the notes on these."""

    def cities(cells: Iterable[Runs]) -> set[str]:
        ids = {(run.ref or "").removeprefix(PRACTICE).partition(".")[0] for cell in cells for run in cell}
        return ids & writer.cities.keys()

    for table in tables:
        rows, notes = table.rows, table.notes
        if table.key.startswith("topics."):
            rows = tuple(row for row in rows if home in (held := cities(row)) and len(held) > 1)
            cells = [cell for row in rows for cell in row]
            facts = [
                writer.ledger.facts[run.ref or ""]
                for cell in cells
                for run in cell
                if (run.ref or "") in writer.ledger.facts
            ]
            # a note begins with the indicators that it is about, or explains 未收录
            names = tuple(writer.indicators[fact.indicator].name for fact in facts)
            names += (f"“{UNLISTED}”",) if any(plain(cell) == UNLISTED for cell in cells) else ()
            notes = tuple(note for note in notes if plain(note).startswith(names))
        if home in (held := cities(cell for row in rows for cell in row)) and len(held) > 1:
            yield replace(table, rows=rows, notes=notes)


def _count(kind: str, number: int, writer: SentenceWriter) -> Runs:
    """“3项”; () for none."""
    return (writer.ledger.count(f"home.{kind}", number, "项", COUNTED[kind]),) if number else ()


def _subjects(found: Benchmark, catalogue: Catalogue) -> list[tuple[str, tuple[Practice, ...]]]:
    """Return what peers do and home does not, by topic, then by theme; what has most figures first."""
    named = [(catalogue.topics[topic].name, practices) for topic, practices in found.gaps.items()]
    for theme in dict.fromkeys(practice.theme for practice in found.more):
        held = tuple(practice for practice in found.more if practice.theme == theme)
        named.append((catalogue.themes[theme].name, held))
    return sorted(named, key=lambda item: -sum(len(practice.facts) for practice in item[1]))


def _lessons(found: Benchmark, writer: SentenceWriter, catalogue: Catalogue) -> tuple[LessonContext, ...]:
    """Peers in the order of the data, each with the topics that home does not mention."""
    lines: dict[str, list[Runs]] = {}
    for subject, practices in _subjects(found, catalogue):
        for city in dict.fromkeys(practice.city for practice in practices):
            held = [practice for practice in practices if practice.city == city][:BORROWED]
            named = join([common_topics.named(item, writer.ledger, catalogue.indicators) for item in held], "、")
            lines.setdefault(city, []).append(join([text(f"{subject}："), named, text("。")]))
    return tuple(LessonContext(writer.city(city), tuple(lines[city])) for city in writer.cities if city in lines)


def _strength(practice: Practice, writer: SentenceWriter) -> Runs:
    """“……”：what it is; a claim of being first stays the source's."""
    period, sentence = dated(practice.text, writer.ledger.facts)
    told = credited(by_period([(period, claimed(practice, sentence))]), practice)
    return join([text(f"{quoted([practice.name])}："), told])


def _against(item: Comparison, home: str, writer: SentenceWriter, *, judged: bool = False) -> Runs:
    """Home beside the others: those before it, those behind it, and the rest."""
    own = next(fact for fact in item.facts if fact.city == home)
    before, behind = item.before(own), item.behind(own)
    rest = [fact for fact in item.facts if fact is not own and fact not in (*before, *behind)]
    worse, better = say.beside(item.indicator.family, judged=judged, rising=item.rising)
    sides = (
        (worse, before, ""),
        (better, behind, ""),
        ("与", [fact for fact in rest if same(own, fact)], "相同"),
        ("与", [fact for fact in rest if not same(own, fact)], "难分高下"),
    )

    def named(facts: Sequence[Fact]) -> list[say.Named]:
        return [(writer.city(fact.city), writer.ledger.fact(fact)) for fact in facts]

    return say.against(
        same_period(item.facts),
        writer.city(home),
        topic(item) + ("为" if own.quantity.unit.family == "rank" else ""),
        writer.ledger.fact(own),
        [(words, named(facts), after) for words, facts, after in sides],
    )


def _peers(practices: tuple[Practice, ...], writer: SentenceWriter, catalogue: Catalogue) -> list[Runs]:
    """For each peer its practices with their first figures: 武汉有“一照多址”."""
    by_city: dict[str, list[Practice]] = {}
    for practice in practices:
        by_city.setdefault(practice.city, []).append(practice)
    return [
        join(
            [
                text(f"{writer.city(city)}有"),
                join(
                    [common_topics.named(item, writer.ledger, catalogue.indicators) for item in held[:BORROWED]], "、"
                ),
            ]
        )
        for city, held in by_city.items()
    ]
