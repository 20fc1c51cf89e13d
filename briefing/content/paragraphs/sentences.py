"""From a finding to its sentence: fetches the names and the runs that the wording room needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from briefing.analysis.comparisons import Comparison
from briefing.analysis.findings import Courses, Finding
from briefing.analysis.months import CityTargets
from briefing.analysis.movements import Movements
from briefing.analysis.relations import Related
from briefing.analysis.terms import Term
from briefing.analysis.trends import Trend
from briefing.content import targets
from briefing.content.citations import credited
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.comparison_sentences import ComparisonWriter
from briefing.content.paragraphs.series_sentences import CourseWriter
from briefing.model.document import Run, Runs
from briefing.model.facts import Fact, Headline, Practice
from briefing.model.library import City, Library
from briefing.model.quantity import IN_POINTS, RANK
from briefing.model.relations import KINDS
from briefing.wording import sentences as say
from briefing.wording.clauses import clauses
from briefing.wording.figures import UNDATED, added_up, when
from briefing.wording.movements import by_term, prices
from briefing.wording.prose import SLOT, Sentence, covered, dated, filled, join, listed, opens, plain, stated, text

LEANING = ("共", "其中", "占", "达")
"""What begins a clause that says nothing without the one before it."""
HEADED = 24
"""Characters of what a heading says of a theme beside its name."""
LONG = 70
"""Characters of what a practice has to show, where it can be said in fewer."""


class SentenceWriter:
    """Speaks of one library's findings, of the city with the id `home` first, and of the others that are `selected`."""

    def __init__(
        self,
        library: Library,
        ledger: Ledger,
        home: str | None = None,
        movements: Movements | None = None,
        selected: Sequence[City] = (),
    ) -> None:
        self.library, self.ledger, self.home = library, ledger, home
        self.indicators = library.catalogue.indicators
        self.cities = _alike(record.city for record in library.records.values())
        selected = [self.cities[city.id] for city in selected]
        self.comparisons = ComparisonWriter(ledger, self.cities, self.practised, home, self.moved, selected)
        self._movements, self._selected = movements, selected

    def say(self, finding: Finding) -> Runs:
        """The finding in one sentence."""
        return self.sentence(finding).runs

    def sentence(self, finding: Finding) -> Sentence:
        """The same, in its parts."""
        said = SENTENCES[finding.kind](self, finding)
        apart = self._apart(finding.subject) if isinstance(finding.subject, Related) else ""
        return replace(said, when=said.when or None, said=join([said.said, text(f"；{apart}")])) if apart else said

    def claim(self, practice: Practice) -> Sentence:
        """What a practice says that it is the first in: the sentence of its text that does, else as its source's."""
        for sentence in practice.text.split("。") if practice.tells_first else ():
            if practice.first in SLOT.sub("", sentence):
                return dated(sentence, self.ledger.facts, self.city(practice.city))
        return say.first_claim(self.city(practice.city), practice)

    def achieved(self, finding: Finding) -> Sentence:
        """What a practice has to show: the sentences of its text that hold the finding's figures.

        Where these are long, without the last of what is listed of which its source makes little.
        """
        assert isinstance(finding.subject, Practice)
        facts, said = self.ledger.facts, "".join(finding.subject.telling(finding.facts))
        while len(plain(filled(said, facts))) > LONG:
            kept, comma, last = said.rpartition("，")
            told = [facts[id] for id in SLOT.findall(last)]
            if not comma or not told or any(fact.headline is not Headline.PLAIN for fact in told):
                break
            said = f"{kept}。"
        return dated(said, facts, self.city(finding.subject.city))

    def headed(self, finding: Finding, *, named: bool) -> Runs:
        """Return what a heading says of a practice: the clause that has its foremost figure, if that is short.

        `named`: with the city. () for other findings.
        """
        practice = finding.subject
        if not isinstance(practice, Practice) or finding.kind != "practice":
            return ()
        facts = [self.ledger.facts[id] for id in finding.facts]
        first = min(facts, key=lambda fact: fact.headline.order)
        clauses = [part for one in practice.telling({first.id}) for part in re.split("[，；。]", one)]
        clause = next((part for part in clauses if f"{{{first.id}}}" in part), "")
        said = filled(clause, self.ledger.facts)
        if len(plain(said)) > HEADED or clause.startswith(LEANING):
            return ()
        return join([text(self.city(practice.city) if named else ""), said])

    def practised(self, fact: Fact) -> Sentence | None:
        """The sentence of a practice that tells a figure; None where none does by itself."""
        for practice in self.ledger.practices.values():
            for sentence in practice.text.split("。") if practice.city == fact.city else ():
                if fact.id in SLOT.findall(sentence):
                    said = dated(sentence, self.ledger.facts, self.city(fact.city))
                    return said if said.when == "" else None
        return None

    def turns(self, item: Courses) -> Runs:
        """Where the courses of some of many cities turned; () where it is not told."""
        return self.course(item.trend).turns(item.group, self.home)

    def course(self, trend: Trend) -> CourseWriter:
        """What tells the courses of one indicator."""
        return CourseWriter(self.ledger, self.cities, trend, self._selected)

    def _apart(self, item: Related) -> str:
        """“国家级孵化载体为2021年数据”: members of other periods than that which opens the sentence."""
        found = []
        for role, facts in item.members.items():
            for fact in facts if role not in KINDS[item.relation.kind].unsaid and not _since(item, role) else ():
                if when(fact) != when(opener(item)):
                    name = self.indicators[fact.indicator].name
                    found.append(f"{name}为{when(fact)}数据" if when(fact) else f"{name}{UNDATED}")
        return "，".join(found)

    def moved(self, fact: Fact) -> Runs:
        """How a figure of which its sources state no movement has moved: “推算同比增长5.4%”, of a stock 较年初, too."""
        movements, parts = self._movements, list[tuple[str, bool, Run]]()
        if movements is None or movements.stated(fact):
            return ()
        terms = Term.YEAR_EARLIER, Term.YEAR_START
        found = {item.before.id: (term, item) for term in reversed(terms) if (item := movements.since(term, fact))}
        family = fact.quantity.unit.family
        for term, item in reversed(found.values()):
            run = self.ledger.figure(item.difference if family in IN_POINTS else item.growth)
            parts += [(str(term), item.rises, run)] if run else []
        return by_term(family, parts, prices(self.indicators[fact.indicator].name, fact)) if parts else ()

    def city(self, id: str) -> str:
        """The short name of a city."""
        return self.cities[id].short

    def total(self, fact: Fact) -> list[Fact]:
        """The figure that a place in a ranking is that of, where there is one of the same scope and period."""
        of = self.indicators[fact.indicator].of
        facts = self.library.records[fact.city].facts
        found = [item for item in facts if of and item.indicator == of and item.period == fact.period]
        found = [item for item in found if item.scope == covered(fact)]
        return found if len(found) == 1 and not fact.measure.base else []

    def of(self, fact: Fact, said: Runs) -> Sentence:
        """“2021年，武汉……”; “武汉……” before a place in a list that says its year."""
        return Sentence(opens([fact]), self.city(fact.city), said)


def _alike(cities: Iterable[City]) -> Mapping[str, City]:
    """Return the cities by id, all to be told in full where one has no shorter name: 武汉市和天河区."""
    held = list(cities)
    whole = any(city.short == city.name for city in held)
    return {city.id: replace(city, whole=whole) for city in held}


def _related(finding: Finding) -> Related:
    assert isinstance(finding.subject, Related)
    return finding.subject


def _reduction(writer: SentenceWriter, finding: Finding) -> Sentence:
    item, ledger = _related(finding), writer.ledger
    cut, rate = item.one("cut"), item.one("rate")
    before, after = ledger.known(item, "before"), ledger.known(item, "after")
    ends = (before, after) if before and after else None
    return writer.of(cut, say.reduction(item.relation.name, ledger.fact(cut), ledger.fact(rate), ends))


def _completion(writer: SentenceWriter, finding: Finding) -> Sentence:
    item, ledger = _related(finding), writer.ledger
    actual, rate = item.one("actual"), item.one("rate")
    name = item.relation.name.removesuffix("完成") + added_up(actual)
    found = [ledger.known(item, role) for role in ("plan", "excess", "shortfall")]
    return writer.of(actual, say.completion(name, ledger.fact(actual), ledger.fact(rate), *found))


def _change(writer: SentenceWriter, finding: Finding) -> Sentence:
    item, ledger = _related(finding), writer.ledger
    stock, moved = item.one("stock"), item.one("change")
    growth, since = ledger.known(item, "growth"), item.relation.base
    rises = moved.direction != "减"
    if stock.quantity.unit.family == RANK:
        place, steps, before = ledger.fact(stock), ledger.fact(moved), ledger.known(item, "opening")
        return writer.of(stock, say.moved(item.relation.name, listed(stock), place, since, rises, steps, before))
    said = say.change(item.relation.name, ledger.fact(stock), since, rises, ledger.fact(moved), growth)
    return writer.of(stock, said)


def _share(writer: SentenceWriter, finding: Finding) -> Sentence:
    item, ledger = _related(finding), writer.ledger
    part, rate = item.one("part"), item.one("rate")
    name, whole = item.relation.name + added_up(part), item.relation.base or "总量"
    total = ledger.known(item, "whole")
    return writer.of(part, say.share(name, ledger.fact(part), whole, ledger.fact(rate), total))


def _part_of(writer: SentenceWriter, finding: Finding) -> Sentence:
    item, ledger = _related(finding), writer.ledger
    part, whole = item.one("part"), item.one("whole")
    whole_name, part_name = writer.indicators[whole.indicator].name, writer.indicators[part.indicator].name
    rate = ledger.known(item, "rate")
    return writer.of(whole, say.part_of(whole_name, ledger.fact(whole), part_name, ledger.fact(part), rate))


def _tiers(writer: SentenceWriter, finding: Finding) -> Sentence:
    levels = _related(finding).members["levels"]
    named = [(writer.indicators[fact.indicator].name, writer.ledger.fact(fact)) for fact in levels]
    return writer.of(levels[0], say.tiers(named))


def _per_unit(writer: SentenceWriter, finding: Finding) -> Sentence:
    item, ledger = _related(finding), writer.ledger
    amount, count = item.one("amount"), item.one("count")
    name, unit = item.relation.name + added_up(amount), count.quantity.unit.symbol.lstrip("万亿")
    average = ledger.known(item, "average")
    paid, counted = ledger.fact(amount), ledger.fact(count)
    return writer.of(amount, say.per_unit(name, paid, item.relation.base, counted, unit, average))


def opener(item: Related) -> Fact:
    """The fact whose period opens the sentence of a relation: that of its widest or first role."""
    return item.one(KINDS[item.relation.kind].opener)


def _since(item: Related, role: str) -> bool:
    """Whether a role is the change, from what the source says on, to what stands at its end: 较年初增加……."""
    if role != "change" or not item.relation.base:
        return False
    end = item.one("change").period.end
    return end is not None and end == item.one("stock").period.end


def _comparison(writer: SentenceWriter, finding: Finding) -> Sentence:
    assert isinstance(finding.subject, Comparison)
    return writer.comparisons.say(finding.subject)


def _target(writer: SentenceWriter, finding: Finding) -> Sentence:
    item = finding.subject
    assert isinstance(item, CityTargets)
    key = f"targets.{item.city}.{(item.all or item.unjudged)[0].fact.period.end}.{item.running}"
    return targets.summary(key, item, writer.cities[item.city], writer.indicators, writer.ledger)


def _trend(writer: SentenceWriter, finding: Finding) -> Sentence:
    item = finding.subject
    assert isinstance(item, Trend)
    (city,) = item.series
    course, level = writer.course(item), finding.level
    return course.one(city, partial(writer.comparisons.stands, level)) if level else course.one(city)


def _courses(writer: SentenceWriter, finding: Finding) -> Sentence:
    item = finding.subject
    assert isinstance(item, Courses)
    return Sentence(None, "", writer.course(item.trend).many(item, writer.comparisons))


def _rank(writer: SentenceWriter, finding: Finding) -> Sentence:
    fact = finding.subject
    assert isinstance(fact, Fact)
    group = [*writer.total(fact), fact]
    said = clauses(group, writer.indicators, writer.cities[fact.city].level, {})
    return writer.of(group[0], join(said, "，"))


def _headline(writer: SentenceWriter, finding: Finding) -> Sentence:
    fact = finding.subject
    assert isinstance(fact, Fact)
    return writer.of(fact, stated(writer.indicators[fact.indicator].name, fact))


def _practice(writer: SentenceWriter, finding: Finding) -> Sentence:
    practice = finding.subject
    assert isinstance(practice, Practice)
    return credited(writer.achieved(finding), practice)


def _first(writer: SentenceWriter, finding: Finding) -> Sentence:
    practice = finding.subject
    assert isinstance(practice, Practice)
    return credited(writer.claim(practice), practice)


SENTENCES: dict[str, Callable[[SentenceWriter, Finding], Sentence]] = {
    "target": _target,
    "comparison": _comparison,
    "completion": _completion,
    "reduction": _reduction,
    "trend": _trend,
    "courses": _courses,
    "change": _change,
    "share": _share,
    "tiers": _tiers,
    "part_of": _part_of,
    "per_unit": _per_unit,
    "rank": _rank,
    "headline": _headline,
    "first": _first,
    "practice": _practice,
}
