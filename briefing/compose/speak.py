"""From a finding to its sentence: fetches the names and the runs that the wording room needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from briefing.analyse import interval as iv
from briefing.analyse.compare import Comparison, Trend
from briefing.analyse.findings import Finding
from briefing.analyse.interval import Interval
from briefing.analyse.relations import Related
from briefing.compose.ledger import Ledger
from briefing.model.document import Run, Runs
from briefing.model.library import City, Fact, Library, Practice
from briefing.wording import sentences as say
from briefing.wording.figures import when
from briefing.wording.prose import quoted


class Speaker:
    """Speaks of one library's findings."""

    def __init__(self, library: Library, ledger: Ledger) -> None:
        self.ledger = ledger
        self.indicators = library.catalogue.indicators
        self.cities: Mapping[str, City] = {record.city.id: record.city for record in library.records.values()}

    def say(self, finding: Finding) -> Runs:
        """The finding in one sentence."""
        return SENTENCES[finding.kind](self, finding)

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
    before, after = ledger.figure(item.figure("before")), ledger.figure(item.figure("after"))
    ends = (before, after) if before and after else None
    return say.reduction(speaker.start(cut), item.relation.name, ledger.fact(cut), ledger.fact(rate), ends)


def _completion(speaker: Speaker, finding: Finding) -> Runs:
    item, ledger = _related(finding), speaker.ledger
    actual, rate = item.one("actual"), item.one("rate")
    plan, excess = ledger.figure(item.figure("plan")), ledger.figure(item.figure("excess"))
    name = item.relation.name.removesuffix("完成")
    return say.completion(speaker.start(actual), name, ledger.fact(actual), ledger.fact(rate), plan, excess)


def _change(speaker: Speaker, finding: Finding) -> Runs:
    item, ledger = _related(finding), speaker.ledger
    stock, moved = item.one("stock"), item.one("change")
    growth = ledger.figure(item.figure("growth"))
    since = item.relation.base or "上期"
    start, rises = speaker.start(stock), moved.direction != "减"
    return say.change(start, item.relation.name, ledger.fact(stock), since, rises, ledger.fact(moved), growth)


def _share(speaker: Speaker, finding: Finding) -> Runs:
    item, ledger = _related(finding), speaker.ledger
    part, rate = item.one("part"), item.one("rate")
    whole = item.relation.base or "总量"
    total = ledger.figure(item.figure("whole"))
    start = speaker.start(part)
    return say.share(start, item.relation.name, ledger.fact(part), whole, ledger.fact(rate), total)


def _part_of(speaker: Speaker, finding: Finding) -> Runs:
    item, ledger = _related(finding), speaker.ledger
    part, whole = item.one("part"), item.one("whole")
    whole_name, part_name = speaker.indicators[whole.indicator].name, speaker.indicators[part.indicator].name
    rate = ledger.figure(item.figure("rate"))
    return say.part_of(speaker.start(whole), whole_name, ledger.fact(whole), part_name, ledger.fact(part), rate)


def _comparison(speaker: Speaker, finding: Finding) -> Runs:
    item = finding.subject
    assert isinstance(item, Comparison)
    figures = [(speaker.city(fact.city), speaker.ledger.fact(fact)) for fact in item.facts]
    return say.comparison(item.indicator.name, figures, _multiple(speaker.ledger, item))


def _multiple(ledger: Ledger, item: Comparison) -> Run | None:
    """How many times the lowest the highest is; None where that says nothing (two percentages, a zero)."""
    top, bottom = item.facts[0], item.facts[-1]
    low = iv.base(bottom)
    if (
        item.indicator.family in ("percent", "permille", "point", "rank")
        or low.low <= 0
        or top.quantity == bottom.quantity
    ):
        return None
    formula = "{first} ÷ {last}"
    return ledger.ratio(f"={item.indicator.id}.multiple", iv.base(top) / low, "倍", formula, (top.id, bottom.id))


def _trend(speaker: Speaker, finding: Finding) -> Runs:
    item = finding.subject
    assert isinstance(item, Trend)
    sentences = [_one_trend(speaker, item, city) for city in item.series]
    return tuple(run for sentence in sentences for run in sentence)


def _one_trend(speaker: Speaker, item: Trend, city: str) -> Runs:
    first, last = item.series[city][0], item.series[city][-1]
    rises = last.quantity.base >= first.quantity.base
    growth = _compound(speaker.ledger, item, city)
    ends = (when(first), speaker.ledger.fact(first)), (when(last), speaker.ledger.fact(last))
    return say.trend(speaker.city(city), item.indicator.name, *ends, rises, growth)


def _compound(ledger: Ledger, item: Trend, city: str) -> Run | None:
    """Compound yearly growth in %: (last ÷ first)^(1 ÷ years) − 1; None unless both ends are positive amounts."""
    first, last = item.series[city][0], item.series[city][-1]
    low, high = iv.base(first), iv.base(last)
    years = (last.period.year or 0) - (first.period.year or 0)
    if low.low <= 0 or high.low <= 0 or years < 1 or item.indicator.family in ("percent", "permille", "point", "rank"):
        return None
    power = Decimal(1) / years
    ends = sorted(abs(ratio**power - 1) * 100 for ratio in (high.low / low.high, high.high / low.low))
    formula = f"（{{last}} ÷ {{first}}）的{years}次方根 − 1"
    return ledger.ratio(f"={city}.{item.indicator.id}.growth", Interval(*ends), "%", formula, (last.id, first.id))


def _rank(speaker: Speaker, finding: Finding) -> Runs:
    fact = finding.subject
    assert isinstance(fact, Fact)
    return say.rank(speaker.start(fact), speaker.indicators[fact.indicator].name, fact.scope, speaker.ledger.fact(fact))


def _first(speaker: Speaker, finding: Finding) -> Runs:
    practice = finding.subject
    assert isinstance(practice, Practice)
    return say.first_claim(speaker.city(practice.city), quoted([practice.name]), practice.first)


SENTENCES: dict[str, Callable[[Speaker, Finding], Runs]] = {
    "comparison": _comparison,
    "completion": _completion,
    "reduction": _reduction,
    "trend": _trend,
    "change": _change,
    "share": _share,
    "part_of": _part_of,
    "rank": _rank,
    "first": _first,
}
