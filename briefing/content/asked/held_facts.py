"""The facts that a template may ask for by city, indicator, period and scope, with all that is judged of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparability import Observed, Verdict, aspects, classify, observe
from briefing.analysis.comparisons import by_indicator, compare
from briefing.analysis.movements import Movements
from briefing.analysis.standing import Standing, comparison_with, standings
from briefing.content.asked.resolver import NameResolver
from briefing.content.ledger import Ledger
from briefing.data.selection import is_of
from briefing.data.units import UnitTable
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact, Undisclosed
from briefing.model.library import City
from briefing.model.period import Period
from briefing.wording.prose import quoted

ANY = "不限"
"""Whatever scope a figure is of."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The fact that was asked for, None where there is none; `doubt`: what an author should know of the choice."""

    fact: Fact | None
    doubt: str = ""


class HeldFacts:
    """The facts of the selected cities, under whatever theme; of the times asked for alone, where some were."""

    def __init__(self, analysis: Analysis, ledger: Ledger) -> None:
        selection = analysis.selection
        self.analysis = analysis
        self.library, self.selection, self.ledger = selection.library, selection, ledger
        self.records = selection.records if selection.narrowed else selection.library.records
        self.cities: dict[str, City] = {city.id: city for city in selection.cities}
        self.related = analysis.related
        self.home = analysis.home
        self.names = NameResolver(selection.library)
        self.units = UnitTable(selection.library.catalogue.units)
        # what is judged once is kept: a template asks for the same again and again
        self._standings: dict[str, Standing | None] = {}
        self._compared: dict[object, tuple[Fact, ...]] = {}

    @cached_property
    def _by_city(self) -> dict[tuple[str, str], list[Fact]]:
        found: dict[tuple[str, str], list[Fact]] = {}
        for id in self.cities:
            for fact in self.records[id].facts:
                found.setdefault((id, fact.indicator), []).append(fact)
        return found

    @cached_property
    def _observed(self) -> dict[str, list[Observed]]:
        catalogue = self.library.catalogue
        records = [self.records[id] for id in self.cities]
        return by_indicator(observe(records, catalogue.indicators, tuple(catalogue.statements.values())))

    @cached_property
    def _by_id(self) -> dict[str, Observed]:
        return {item.fact.id: item for group in self._observed.values() for item in group}

    @cached_property
    def _alike(self) -> dict[tuple[str, object], list[Observed]]:
        """Return the facts by indicator and all else that a verdict asks."""
        found: dict[tuple[str, object], list[Observed]] = {}
        for id, group in self._observed.items():
            for item in group:
                found.setdefault((id, aspects(item)), []).append(item)
        return found

    def of(self, city: str, indicators: Iterable[Indicator]) -> list[Fact]:
        """Return the facts of a city on any of the indicators, in data order."""
        return [fact for item in indicators for fact in self._by_city.get((city, item.id), ())]

    def choose(
        self, city: str, indicators: Sequence[Indicator], period: Period | None = None, scope: str | None = None
    ) -> Chosen:
        """Return the latest fact, or that of a period; of the whole city, if no scope is named and there is one.

        Of `ANY` scope the whole city, else the first in the data.
        """
        held = self.of(city, indicators)
        found = [fact for fact in held if period is None or is_of(fact, period)]
        scopes = list(dict.fromkeys(fact.scope for fact in found))
        some = (scope is None and len(scopes) == 1) or (scope == ANY and "" not in scopes)
        wanted = scopes[0] if some and scopes else "" if scope == ANY else scope or ""
        facts = [fact for fact in found if fact.scope == wanted]
        if not facts:
            return Chosen(None, self._instead(held, found, indicators))
        doubt = f"只有{quoted([wanted])}的数，印的是它。" if wanted and scope is None else ""
        exact = [fact for fact in facts if period and fact.period.same_span(period)]
        return Chosen(max(exact or facts, key=lambda fact: fact.period.recency), doubt)  # of equals the first

    def _instead(self, held: Sequence[Fact], found: Sequence[Fact], indicators: Sequence[Indicator]) -> str:
        """Return what there is where nothing is of the period or scope that was asked for, "" for nothing."""
        if found:
            scopes = quoted(dict.fromkeys(fact.scope for fact in found if fact.scope))
            return f"只有分范围的数：{scopes}，可写 scope=。" if scopes else "没有这个范围的数，请不写 scope。"
        if held:
            return held_times(held)
        made = (
            item for item in self.library.catalogue.indicators.values() if item.of in {own.id for own in indicators}
        )
        kinds = dict.fromkeys(f"“{item.measure}”" for item in made)
        return f"这一指标另有{'、'.join(kinds)}的数，可写 measure=。" if kinds else ""

    def holds(self, fact: Fact) -> bool:
        """Return whether a fact is one of these."""
        return fact.id in self._by_id

    def facts_of(self, fact: Fact) -> list[Fact]:
        """Return the facts of the same city and indicator, in data order."""
        return self._by_city[fact.city, fact.indicator]

    def undisclosed(self, city: str, indicator: Indicator) -> Undisclosed | None:
        """Return what a source says of not telling an indicator of a city."""
        return self.selection.undisclosed(city, indicator.theme, indicator.of or indicator.id)

    def seen(self, fact: Fact) -> Observed:
        """Return a fact with what is needed to judge it."""
        return self._by_id[fact.id]

    def standing(self, fact: Fact) -> Standing | None:
        """Return where a fact stands among those that it may be judged with; None where there are none."""
        if fact.id not in self._standings:
            own = self.seen(fact)
            found = comparison_with(own, self._alike[fact.indicator, aspects(own)])
            # what is found of one holds for all of them: a template asks for each in its turn
            self._standings.update({fact.id: None, **(standings(found) if found else {})})
        return self._standings[fact.id]

    def compared(
        self, indicators: Sequence[Indicator], period: Period | None = None, scope: str | None = None
    ) -> tuple[Fact, ...]:
        """Return the facts of the latest comparison, or that of a period, the best first; () for none."""
        key = tuple(item.id for item in indicators), period, scope
        if key not in self._compared:
            self._compared[key] = ()
            for group in (self._observed.get(item.id, []) for item in indicators):
                timely = [item for item in group if period is None or is_of(item.fact, period)]
                found = compare([item for item in timely if scope in (None, ANY, item.fact.scope)]).comparisons
                if found and not self._compared[key]:
                    self._compared[key] = min(found, key=lambda item: bool(item.facts[0].scope)).facts
        return self._compared[key]

    def course(self, city: str, indicators: Iterable[Indicator], scope: str | None = None) -> list[Fact]:
        """Return the dated facts of a city that agree in all but time, without those before a break, oldest first."""
        kinds: dict[object, list[Fact]] = {}
        for item in map(self.seen, self.of(city, indicators)):
            if item.fact.period.end and scope in (None, ANY, item.fact.scope):
                key = item.series_break, aspects(item, without=("period",))
                kinds.setdefault(key, []).append(item.fact)
        found = max(
            kinds.values(), key=lambda facts: (len(facts), not facts[0].scope, max(map(_time, facts))), default=[]
        )
        return sorted(found, key=_time)

    def verdict(self, one: Fact, other: Fact) -> Verdict:
        """Return what may be done with two facts."""
        return classify(self.seen(one), self.seen(other))

    @cached_property
    def movements(self) -> Movements:
        """How far the facts have moved, also since times that were not asked for."""
        return Movements(self._by_id.values(), (fact for id in self.cities for fact in self.library.records[id].facts))

    def before(self, fact: Fact, at: Period) -> Fact | None:
        """Return the same thing at another time; None where there is none."""
        held = self.library.records[fact.city].facts
        alike = (item for item in held if (item.identity, item.direction) == (fact.identity, fact.direction))
        return next((item for item in alike if item.id != fact.id and is_of(item, at)), None)


def held_times(facts: Iterable[Fact]) -> str:
    """Return of which times there are facts."""
    return f"有数的时期：{'、'.join(dict.fromkeys(fact.period.printed for fact in sorted(facts, key=_time)))}。"


def _time(fact: Fact) -> Period:
    return fact.period
