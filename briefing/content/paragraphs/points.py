"""The sentences that open a briefing: what has moved since the last issue, then the findings that matter most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import Comparison
from briefing.analysis.findings import Finding, Subject
from briefing.analysis.foremost import foremost
from briefing.analysis.months import CityTargets
from briefing.analysis.relations import Related
from briefing.analysis.targets import progress, slowest
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.model.document import Run, Runs
from briefing.model.facts import Fact, Headline
from briefing.wording.prose import Sentence, join, noun, plain
from briefing.wording.sentences import outcome

TOGETHER = 75
"""Characters of a point that tells two findings, at most: some three lines."""
ALONE = ("target", "trend", "courses", "comparison", "first")
"""Kinds of finding that make a point by themselves."""


@dataclass(frozen=True, slots=True)
class Points:
    """The movements that were taken, as sentences, and the findings that come after them, some two in a sentence."""

    moved: tuple[Runs, ...]
    findings: tuple[Finding, ...]


class PointWriter:
    """Puts findings into words for the points of a briefing.

    `findings` are those of the analysis, seen from the city of the `writer`, two as one where they are of one city,
    theme and time and their sources make much of both. `instead` says what takes the place of a finding's sentence,
    None for nothing.
    """

    def __init__(
        self,
        analysis: Analysis,
        writer: SentenceWriter,
        instead: Callable[[Finding], Sentence | None] = lambda item: None,
    ) -> None:
        self._writer, self._instead = writer, instead
        self._aims = progress(analysis.observed, analysis.related)
        self._great = {item.fact.id for item in analysis.observed if item.fact.headline is not Headline.PLAIN}
        found = analysis.findings if writer.home == analysis.home else analysis.findings_of(writer.home)
        self.findings = tuple(self._paired(found))

    def say(self, finding: Finding) -> Runs:
        """Return a finding in a sentence behind its judgement, a city of which it tells alone by its full name."""
        item, words = finding.subject, self._sentence(finding).runs
        if not isinstance(item, Related) or item.outdone is None:
            return words
        return join([outcome(item.relation.name.removesuffix("完成"), outdone=item.outdone), words])

    def _sentence(self, finding: Finding) -> Sentence:
        if finding.also and self._tops(finding, finding.also):
            return self._sentence(replace(finding.also, also=replace(finding, also=None)))
        found = self._instead(finding) or self._writer.sentence(finding)
        if found.who:
            home = self._writer.home if finding.kind == "comparison" else None
            found = replace(found, who=self._writer.cities[home or finding.cities[0]].name)
        found = replace(found, said=join([found.said, self._last(finding.subject), self._because(finding)]))
        if finding.also is None:
            return found
        # the city and the time of both stand in front already
        both = found.said, self._sentence(finding.also).said
        return replace(found, said=join(both, "；" if any("，" in plain(part) for part in both) else "，"))

    def _last(self, item: Subject) -> Runs:
        """Return that a city has done least of the one target of which is told, in how many: ，在6市中进度最慢."""
        if not isinstance(item, CityTargets) or len(item.named) != 1:
            return ()
        (own,), ledger = item.named, self._writer.ledger
        if not (of := slowest(own, self._aims)):
            return ()
        cities = noun(self._writer.cities[held.fact.city].level for held in self._aims)
        count = ledger.count(f"{own.fact.id}.slowest", of, cities, "有这一目标的地区")
        return (Run("，在"), count, Run("中进度最慢"))

    def _because(self, finding: Finding) -> Runs:
        """Return why the figure of home, or of the one city, is what it is, if its source or the bureau says."""
        own = self._writer.home if len(finding.cities) > 1 else finding.cities[0]
        facts = (self._writer.ledger.facts[id] for id in finding.facts)
        told = [fact for fact in facts if fact.cause and fact.city == own]
        if not told:
            return ()
        return (Run("，原因是"), Run(told[-1].cause.removesuffix("。"), ref=told[-1].id))

    def _paired(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield the findings, some with another: the next that opens alike, tells other figures and leaves room."""
        keys = [self._key(item) for item in findings]
        taken: set[int] = set()
        told: set[str] = set()
        for at, item in enumerate(findings):
            if at in taken:
                continue
            found = item
            alike = (other for other in range(at + 1, len(findings)) if keys[at] and keys[other] == keys[at])
            for other in alike if told.isdisjoint(item.facts) else ():
                mate = findings[other]
                together = replace(item, facts=(*item.facts, *mate.facts), also=mate)
                fresh = other not in taken and told.union(item.facts).isdisjoint(mate.facts)
                if fresh and len(plain(self.say(together))) <= TOGETHER:
                    taken.add(other)
                    found = together
                    break
            told.update(found.facts if keys[at] else ())
            yield found

    def _tops(self, place: Finding, other: Finding) -> bool:
        """Return whether the one is the place in a ranking of what the other has the figure of, and so comes behind."""
        if not isinstance(place.subject, Fact) or place.kind != "rank":
            return False
        names = {self._writer.indicators[self._writer.ledger.facts[id].indicator].name for id in other.facts}
        return any(name in self._writer.indicators[place.subject.indicator].name for name in names)

    def _key(self, item: Finding) -> tuple[str, str, str] | None:
        """Return what findings that are told together share: city, theme and time; None for one told by itself."""
        if len(item.cities) != 1 or item.kind in ALONE or self._great.isdisjoint(item.facts):
            return None
        period = self._writer.sentence(item).when
        return None if period is None else (item.cities[0], item.theme, period)


def opening_points(
    analysis: Analysis,
    writer: PointWriter,
    moved: Sequence[Runs],
    most: int,
    of: str = "",
    *,
    named: bool = True,
) -> Points:
    """Return what opens a briefing, at most `most` points: the sentences `moved` first, no figure of which comes again.

    With the id of a city, only what is told `of` it. `named`: see `foremost`.
    """
    owner = {fact.id: fact.city for record in analysis.selection.records.values() for fact in record.facts}
    mine = [words for words in moved if not of or of in {owner.get(run.ref or "") for run in words}]
    kept = tuple(mine[:most])
    told = {run.ref for words in kept for run in words}
    others = [
        item
        for item in writer.findings
        if told.isdisjoint(item.facts)
        and (not of or of in ({owner[id] for id in item.facts} or item.cities))
        # of what is only set side by side there is no point
        and not (isinstance(item.subject, Comparison) and item.subject.unlike)
    ]
    cities = [of] if of else [city.id for city in analysis.selection.cities]
    home = of or analysis.home
    return Points(kept, tuple(foremost(others, most - len(kept), cities, home, named=named)))
