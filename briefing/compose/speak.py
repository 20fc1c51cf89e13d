"""From a finding to its sentence: fetches the names and the runs that the wording room needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefing.analyse.compare import Comparison
from briefing.analyse.findings import Finding
from briefing.analyse.relations import Related
from briefing.analyse.stretch import stretch
from briefing.analyse.trends import Trend, ends
from briefing.compose.ledger import Ledger
from briefing.compose.references import tells
from briefing.model.document import Run, Runs
from briefing.model.library import City, Fact, Library, Practice
from briefing.model.relations import ROLES
from briefing.wording import sentences as say
from briefing.wording.figures import UNDATED, added_up, when
from briefing.wording.prose import join, quoted, text, unstopped

UNSAID = ("opening",)
"""Roles that no sentence prints."""
LISTED_AT_MOST = 5  # cities of a comparison; of more, only the two ends are said


NO_YEARS = "（原文均未注明年份）"


class Speaker:
    """Speaks of one library's findings."""

    def __init__(self, library: Library, ledger: Ledger) -> None:
        self.ledger = ledger
        self.indicators = library.catalogue.indicators
        self.cities: Mapping[str, City] = {record.city.id: record.city for record in library.records.values()}

    def say(self, finding: Finding) -> Runs:
        """The finding in one sentence."""
        said = SENTENCES[finding.kind](self, finding)
        apart = self._apart(finding.subject) if isinstance(finding.subject, Related) else ""
        return join([unstopped(said), text(f"；{apart}。")]) if apart else said

    def period(self, finding: Finding) -> str | None:
        """The period that the finding's sentence begins with; "" where it has none, None where it says several."""
        match finding.subject:
            case Trend():
                return None
            case Comparison(facts=facts):
                return shared_period(facts)
            case Related() as item:
                return when(opener(item)) or (None if self._apart(item) else "")
            case Fact() as fact:
                return when(fact)
            case Practice():
                return ""

    def _apart(self, item: Related) -> str:
        """“国家级孵化载体为2021年数据”: members of other periods than that which opens the sentence."""
        found = []
        for role, facts in item.members.items():
            for fact in facts if role not in UNSAID and not _since(item, role) else ():
                if when(fact) != when(opener(item)):
                    name = self.indicators[fact.indicator].name
                    found.append(f"{name}为{when(fact)}数据" if when(fact) else f"{name}{UNDATED}")
        return "，".join(found)

    def city(self, id: str) -> str:
        """The short name of a city."""
        return self.cities[id].short

    def start(self, fact: Fact) -> Runs:
        """“2021年，武汉”."""
        return say.opening(when(fact), self.city(fact.city))


def _related(finding: Finding) -> Related:
    assert isinstance(finding.subject, Related)
    return finding.subject


def _reduction(speaker: Speaker, finding: Finding) -> Runs:
    item, ledger = _related(finding), speaker.ledger
    cut, rate = item.one("cut"), item.one("rate")
    before, after = ledger.known(item, "before"), ledger.known(item, "after")
    ends = (before, after) if before and after else None
    return say.reduction(speaker.start(cut), item.relation.name, ledger.fact(cut), ledger.fact(rate), ends)


def _completion(speaker: Speaker, finding: Finding) -> Runs:
    item, ledger = _related(finding), speaker.ledger
    actual, rate = item.one("actual"), item.one("rate")
    name = item.relation.name.removesuffix("完成") + added_up(actual)
    found = [ledger.known(item, role) for role in ("plan", "excess", "shortfall")]
    return say.completion(speaker.start(actual), name, ledger.fact(actual), ledger.fact(rate), *found)


def _change(speaker: Speaker, finding: Finding) -> Runs:
    item, ledger = _related(finding), speaker.ledger
    stock, moved = item.one("stock"), item.one("change")
    growth, since = ledger.known(item, "growth"), item.relation.base
    start, rises = speaker.start(stock), moved.direction != "减"
    return say.change(start, item.relation.name, ledger.fact(stock), since, rises, ledger.fact(moved), growth)


def _share(speaker: Speaker, finding: Finding) -> Runs:
    item, ledger = _related(finding), speaker.ledger
    part, rate = item.one("part"), item.one("rate")
    name, whole = item.relation.name + added_up(part), item.relation.base or "总量"
    total = ledger.known(item, "whole")
    return say.share(speaker.start(part), name, ledger.fact(part), whole, ledger.fact(rate), total)


def _part_of(speaker: Speaker, finding: Finding) -> Runs:
    item, ledger = _related(finding), speaker.ledger
    part, whole = item.one("part"), item.one("whole")
    whole_name, part_name = speaker.indicators[whole.indicator].name, speaker.indicators[part.indicator].name
    rate = ledger.known(item, "rate")
    return say.part_of(speaker.start(whole), whole_name, ledger.fact(whole), part_name, ledger.fact(part), rate)


def _tiers(speaker: Speaker, finding: Finding) -> Runs:
    levels = _related(finding).members["levels"]
    named = [(speaker.indicators[fact.indicator].name, speaker.ledger.fact(fact)) for fact in levels]
    return say.tiers(speaker.start(levels[0]), named)


def _per_unit(speaker: Speaker, finding: Finding) -> Runs:
    item, ledger = _related(finding), speaker.ledger
    amount, count = item.one("amount"), item.one("count")
    name, unit = item.relation.name + added_up(amount), count.quantity.unit.symbol.lstrip("万亿")
    average = ledger.known(item, "average")
    return say.per_unit(speaker.start(amount), name, ledger.fact(amount), ledger.fact(count), unit, average)


def opener(item: Related) -> Fact:
    """The fact whose period opens the sentence of a relation: that of its first role, of a part the whole's."""
    return item.one("whole" if item.relation.kind == "part_of" else ROLES[item.relation.kind][0].name)


def _since(item: Related, role: str) -> bool:
    """Whether a role is the change, from what the source says on, to what stands at its end: 较年初增加……."""
    if role != "change" or not item.relation.base:
        return False
    change, stock = stretch(item.one("change").period), stretch(item.one("stock").period)
    return bool(change and stock and change[1] == stock[1])


def shared_period(facts: Sequence[Fact]) -> str:
    """The period of facts that may be compared, "" where it is not the same or none is dated.

    Those of one day are worded in different ways (2021年底, 2021年12月末): the first is taken.
    """
    periods = [when(fact) for fact in facts]
    return periods[0] if len(set(periods)) == 1 or all(fact.period.year for fact in facts) else ""


def undated(facts: Sequence[Fact]) -> str:
    """A caveat for figures that are compared though no source dates them; "" where one does."""
    return "" if any(fact.period.year for fact in facts) else NO_YEARS


def _comparison(speaker: Speaker, finding: Finding) -> Runs:
    item, ledger = finding.subject, speaker.ledger
    assert isinstance(item, Comparison)
    at = shared_period(item.facts)
    name = item.indicator.name + (added_up(item.facts[0]) if item.facts else "") + undated(item.facts)
    figures = [(speaker.city(fact.city), ledger.fact(fact)) for fact in item.facts]
    ratio, gap = ledger.figure(item.ratio), ledger.figure(item.gap)
    if len(figures) > LISTED_AT_MOST:
        return _many(speaker, item, at, figures, ratio)
    if item.level:
        return say.comparison_of_equals(at, name, figures)
    more = "高" if item.facts[0].quantity.unit.family == "percent" else "多"
    return say.comparison(at, name, figures, ratio, gap, more)


def _many(speaker: Speaker, item: Comparison, at: str, figures: Sequence[say.Named], ratio: Run | None) -> Runs:
    count = speaker.ledger.count(f"{item.facts[0].id}.compared", len(figures), "地", f"{item.indicator.name}可比地区")
    words = ("居首" if item.leads else "居前", "居末" if item.trails else "居后")
    return say.comparison_of_many(at, item.indicator.name, count, (figures[0], figures[-1]), words, ratio)


def _trend(speaker: Speaker, finding: Finding) -> Runs:
    item = finding.subject
    assert isinstance(item, Trend)
    (city,) = item.series
    first, last = ends(item, city)
    both = (when(first), speaker.ledger.fact(first)), (when(last), speaker.ledger.fact(last))
    growth = speaker.ledger.figure(item.compound[city])
    return say.trend(speaker.city(city), item.indicator.name, *both, item.moves(city), growth)


def _rank(speaker: Speaker, finding: Finding) -> Runs:
    fact = finding.subject
    assert isinstance(fact, Fact)
    return say.rank(speaker.start(fact), speaker.indicators[fact.indicator].name, fact.scope, speaker.ledger.fact(fact))


def _first(speaker: Speaker, finding: Finding) -> Runs:
    practice = finding.subject
    assert isinstance(practice, Practice)
    claim = say.first_claim(speaker.city(practice.city), quoted([practice.name]), practice.first)
    return join([unstopped(claim), (tells(practice),), text("。")])


SENTENCES: dict[str, Callable[[Speaker, Finding], Runs]] = {
    "comparison": _comparison,
    "completion": _completion,
    "reduction": _reduction,
    "trend": _trend,
    "change": _change,
    "share": _share,
    "tiers": _tiers,
    "part_of": _part_of,
    "per_unit": _per_unit,
    "rank": _rank,
    "first": _first,
}
