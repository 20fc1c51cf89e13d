"""The functions by which a template asks by name: value, series, standing, practices and indicators; and `cities`."""

from __future__ import annotations

from briefing.content.asked.held_facts import Chosen, HeldFacts
from briefing.content.asked.indicator_values import IndicatorValue, asked_for, no_value, value_of
from briefing.content.asked.resolver import practice_kind
from briefing.content.asked.value_lists import PracticeView, SelectedCity, SelectedIndicator, ValueSeries, ValueStanding
from briefing.content.known_names import NamedItems
from briefing.data.selection import find_city, is_of
from briefing.errors import Problem
from briefing.model.catalogue import Indicator
from briefing.model.library import City
from briefing.templating.printable import Function, Listed
from briefing.templating.template_errors import Mistake
from briefing.wording.prose import quoted

WHICH_CITY = '请写城市，如 value("小微企业贷款余额", "武汉市")，或放在 {% for city in cities %} 里。'


def value_functions(held: HeldFacts) -> dict[str, object]:
    """Return what a template calls, by name, with the cities of the briefing."""
    asked, chosen = NamedFigures(held), held.selection.cities
    usages = {
        "value": 'value("指标", "城市", period="2023年", measure="增速", scope="范围")，后四样可以不写',
        "series": 'series("指标", "城市", since=2019, measure="增速", scope="范围")，后四样可以不写',
        "standing": 'standing("指标", period="2023年", measure="增速", scope="范围")，后三样可以不写',
        "practices": 'practices(theme="主题", topic="事项", kind="经验", city="城市")，都可以不写',
        "indicators": 'indicators("主题")，可以不写主题',
    }
    return {
        "cities": NamedItems(map(SelectedCity, chosen), lambda typed: find_city(typed, chosen)),
        **{name: Function(usage, getattr(asked, name)) for name, usage in usages.items()},
    }


class NamedFigures:
    """Finds what is asked for by name; `here` is the city of the loop that a call stands in, None outside of any."""

    def __init__(self, held: HeldFacts) -> None:
        self._held, self._names = held, held.names

    def value(
        self,
        indicator: object,
        city: object = None,
        period: object = None,
        measure: object = None,
        scope: str | None = None,
        here: object = None,
    ) -> IndicatorValue:
        """Return the figure of a city on an indicator, the latest unless a period is named."""
        named, place = self._names.indicator(indicator), self._city(city if city is not None else here)
        time = None if period is None else self._names.period(period)
        asked = asked_for(named, place, time, measure)
        if place.id not in self._held.cities:
            return IndicatorValue(asked, Chosen(None), self._held)
        return IndicatorValue(asked, self._held.choose(place.id, self._in(named, measure), time, scope), self._held)

    def series(
        self,
        indicator: object,
        cities: object = None,
        since: object = None,
        measure: object = None,
        scope: str | None = None,
        here: object = None,
    ) -> ValueSeries:
        """Return the figures of an indicator over time, of the cities named, of that of the loop, else of all."""
        named, start = self._names.indicator(indicator), None if since is None else self._names.period(since)
        of = self._in(named, measure)
        found = [
            fact
            for city in self._cities(cities if cities is not None else here)
            for fact in self._held.course(city.id, of, scope)
            if start is None or is_of(fact, None, start)
        ]
        none = self._none(named, "没有收录历年的数")
        since_then = f"{start.printed}以来" if start else ""
        nothing = self._nothing(cities, here, f"{since_then}{quoted([named.name])}历年的数")
        return ValueSeries((value_of(fact, self._held) for fact in found), nothing, none)

    def standing(
        self, indicator: object, period: object = None, measure: object = None, scope: str | None = None
    ) -> ValueStanding:
        """Return the figures of the cities that may be compared, the best first; none for a briefing on one city."""
        named, time = self._names.indicator(indicator), None if period is None else self._names.period(period)
        facts = self._held.compared(self._in(named, measure), time, scope)
        none = self._none(named, "没有可以比较的城市")
        nothing = f"各地的{quoted([named.name])}没有可以相互比较的数" if len(self._held.cities) > 1 else ""
        return ValueStanding((value_of(fact, self._held) for fact in facts), nothing, none)

    def practices(
        self,
        theme: object = None,
        topic: object = None,
        kind: object = None,
        city: object = None,
        here: object = None,
    ) -> Listed[PracticeView]:
        """Return the practices under a theme and a topic, of a kind and of a city; whatever is not named is any."""
        wanted = {
            "theme": None if theme is None else self._names.theme(theme).id,
            "topic": None if topic is None else self._names.topic(topic).id,
            "kind": None if kind is None else practice_kind(kind),
        }
        found = [
            item
            for place in self._cities(city if city is not None else here)
            for item in (self._held.records[place.id].practices if place.id in self._held.cities else ())
            if all(value in (None, getattr(item, name)) for name, value in wanted.items())
        ]
        said = quoted([str(getattr(item, "name", item)) for item in (theme, topic, kind) if item is not None])
        nothing = self._nothing(city, here, f"{said}的做法")
        return Listed((PracticeView(item, self._held) for item in found), nothing)

    def indicators(self, theme: object = None) -> Listed[SelectedIndicator]:
        """Return the indicators on which the cities have figures, those of a theme if one is named."""
        catalogue = self._held.library.catalogue
        wanted = None if theme is None else self._names.theme(theme).id
        held = {fact.indicator for id in self._held.cities for fact in self._held.records[id].facts}
        of = {catalogue.indicators[id].of or id for id in held}
        found = (item for item in catalogue.indicators.values() if item.id in of and wanted in (None, item.theme))
        nothing = f"没有收录{quoted([catalogue.themes[wanted].name]) if wanted else ''}的数"
        return Listed((SelectedIndicator(item, catalogue.themes[item.theme].name) for item in found), nothing)

    def _none(self, indicator: Indicator, why: str) -> IndicatorValue:
        return no_value(indicator, next(iter(self._held.cities.values())), self._held, why)

    def _in(self, indicator: Indicator, measure: object) -> tuple[Indicator, ...]:
        return (indicator,) if measure is None else self._names.measured(indicator, measure)

    def _city(self, named: object) -> City:
        if named is not None:
            return self._names.city(named)
        if len(self._held.cities) == 1:
            return next(iter(self._held.cities.values()))
        if self._held.home:
            return self._held.cities[self._held.home]
        raise Mistake(Problem("没有写是哪个城市的数，这次选了几个城市。", hint=WHICH_CITY))

    def _cities(self, named: object) -> tuple[City, ...]:
        if named is None:
            return tuple(self._held.cities.values())
        several = named if isinstance(named, list | tuple) else (named,)
        return tuple(self._names.city(item) for item in several)

    def _nothing(self, named: object, here: object, what: str) -> str:
        """Return that nothing is held of the cities named, or that of the loop, or which of them are not chosen."""
        asked = named if named is not None else here
        cities = () if asked is None else self._cities(asked)
        left = [city.name for city in cities if city.id not in self._held.cities]
        return f"本次没有选{'、'.join(left)}" if left else f"没有收录{'、'.join(city.name for city in cities)}{what}"
