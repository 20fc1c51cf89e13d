"""What a template loops over: cities, series, standings, practices and indicators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from briefing.content.asked.held_facts import HeldFacts
from briefing.content.asked.indicator_values import IndicatorValue
from briefing.content.citations import credited
from briefing.content.computed_values import ComputedValue, computed
from briefing.errors import Problem
from briefing.model.catalogue import Indicator
from briefing.model.document import Runs
from briefing.model.facts import Practice
from briefing.model.library import City
from briefing.templating.printable import Listed, Printable
from briefing.templating.template_errors import Mistake
from briefing.wording.prose import by_period, dated, quoted, text


class SelectedCity(Printable):
    """A city of the briefing; printed, it is its full name."""

    def __init__(self, city: City) -> None:
        self._city = city

    @property
    def name(self) -> str:
        """The full name."""
        return self._city.name

    @property
    def short(self) -> str:
        """The name as running text has it."""
        return self._city.short

    @property
    def level(self) -> str:
        """地级市, 市辖区 …; "" where that is not known."""
        return self._city.level

    @property
    def parent(self) -> str:
        """The name of what it lies in."""
        return self._city.parent

    @property
    def code(self) -> str:
        """The code of GB/T 2260; "" for a place without one."""
        return self._city.code or ""

    def __runs__(self) -> tuple[Runs, Problem | None]:
        return text(self.name), None


class Values(Listed[IndicatorValue]):
    """Figures in a row; `none` is what stands for the first and the last of no figures."""

    _none: IndicatorValue

    def __new__(cls, items: Iterable[IndicatorValue], nothing: str, none: IndicatorValue) -> Self:
        """Return the figures in that order."""
        self = super().__new__(cls, items, nothing)
        self._none = none
        return self


class ValueSeries(Values):
    """The figures of an indicator over time, oldest first, city by city."""

    @property
    def cities(self) -> Listed[ValueSeries]:
        """The series of each city."""
        names = dict.fromkeys(item.city for item in self)
        own = (ValueSeries((item for item in self if item.city == name), "", self._none) for name in names)
        return Listed(own, self.__nothing__)

    @property
    def city(self) -> str:
        """The full name of the city, where it is the series of one."""
        return self._end(0).city

    @property
    def first(self) -> IndicatorValue:
        """The oldest figure, of one city."""
        return self._end(0)

    @property
    def last(self) -> IndicatorValue:
        """The latest figure, of one city."""
        return self._end(-1)

    def _end(self, at: int) -> IndicatorValue:
        if len({item.city for item in self}) > 1:
            hint = '请写一个城市，如 series("…", "武汉市")，或逐个城市写：{% for 一地 in series("…").cities %}。'
            raise Mistake(Problem("几个城市的数列没有一个 .first、.last、.city。", hint=hint))
        return self[at] if self else self._none


class ValueStanding(Values):
    """The figures of the cities that may be compared on an indicator, the best first."""

    @property
    def best(self) -> IndicatorValue:
        """That of the city that certainly stands first; missing where there is none."""
        return self[0].best if self else self._none

    @property
    def last(self) -> IndicatorValue:
        """That at the end."""
        return self[-1] if self else self._none

    @property
    def of(self) -> ComputedValue:
        """How many cities are compared."""
        return (self[0] if self else self._none).of


class PracticeView(Printable):
    """A practice of a city; printed, it is told in a sentence with its source."""

    def __init__(self, practice: Practice, held: HeldFacts) -> None:
        self._practice, self._held = practice, held

    @property
    def name(self) -> str:
        """Its name."""
        return self._practice.name

    @property
    def city(self) -> str:
        """The full name of the city."""
        return self._held.cities[self._practice.city].name

    @property
    def theme(self) -> str:
        """The name of its theme."""
        return self._held.library.catalogue.themes[self._practice.theme].name

    @property
    def topic(self) -> str:
        """What it is about, "" where that is not filed."""
        found = self._held.library.catalogue.topics.get(self._practice.topic)
        return found.name if found else ""

    @property
    def kind(self) -> str:
        """经验, 成效 or 保障."""
        return str(self._practice.kind)

    @property
    def figure(self) -> ComputedValue:
        """The figure that stands for it."""
        fact = self._held.ledger.facts.get(self._practice.key_fact)
        if fact is None:
            return computed(None, self._held.ledger, f"{quoted([self.name])}没有代表它的数。")
        return ComputedValue(self._held.ledger.fact(fact), fact.quantity.ends, fact.quantity.unit, "")

    def __runs__(self) -> tuple[Runs, Problem | None]:
        return by_period([credited(dated(self._practice.text, self._held.ledger.facts), self._practice)]), None


class SelectedIndicator(Printable):
    """An indicator on which the cities have figures; printed, it is its name."""

    def __init__(self, indicator: Indicator, theme: str) -> None:
        self._indicator, self._theme = indicator, theme

    @property
    def name(self) -> str:
        """Its name."""
        return self._indicator.name

    @property
    def theme(self) -> str:
        """The name of its theme."""
        return self._theme

    @property
    def better(self) -> str:
        """高 or 低, whichever is better; "" where neither is."""
        return self._indicator.better or ""

    def __runs__(self) -> tuple[Runs, Problem | None]:
        return text(self.name), None
