"""What the rows and columns of an author's table, or the parts of a chart, are: cities, indicators, periods, topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from briefing.content.asked.held_facts import HeldFacts
from briefing.content.asked.indicator_values import IndicatorValue
from briefing.content.asked.value_lists import PracticeView, SelectedCity, SelectedIndicator
from briefing.errors import Problem, did_you_mean
from briefing.model.catalogue import Indicator, Theme, Topic
from briefing.model.library import City
from briefing.model.period import Period
from briefing.templating.printable import Listed
from briefing.templating.template_errors import Mistake
from briefing.wording.prose import quoted


class AxisKind(StrEnum):
    """What stands along an axis."""

    CITIES = "城市"
    INDICATORS = "指标"
    PERIODS = "时期"
    TOPICS = "事项"
    VALUES = "数据"
    COLUMNS = "列名"
    MONTH = "月度"


ALL = {AxisKind.CITIES, AxisKind.PERIODS, AxisKind.MONTH}
"""Axes that may be named as a whole: all cities of the briefing, the periods that there are."""
NAMED = 3
"""Practices that a message names."""
T = TypeVar("T")
Thing = City | Indicator | Period | Topic | IndicatorValue | str


@dataclass(frozen=True, slots=True)
class AskedAxis:
    """Things of one kind in the order asked for; () for as many as there are."""

    kind: AxisKind
    things: tuple[Thing, ...] = ()


def several(typed: object) -> tuple[object, ...]:
    """Return what is typed as the items of a list; () for nothing."""
    return () if typed is None else tuple(typed) if isinstance(typed, list | tuple) else (typed,)


class AxisReader:
    """Reads the axes of calls, with the names of one library; `columns` are names of columns for facts."""

    def __init__(self, held: HeldFacts, columns: Iterable[str]) -> None:
        self._held, self._columns = held, tuple(columns)

    def read(self, typed: object, what: str) -> AskedAxis:
        """Return the axis that is typed as the argument `what`; Mistake where it is none, or of several kinds."""
        if isinstance(typed, str) and typed in ALL:
            return AskedAxis(AxisKind(typed))
        found = [pair for item in several(typed) for pair in self._things(item, what)]
        kinds = list(dict.fromkeys(kind for kind, _ in found))
        if not found:
            if problem := _untold(typed, what):
                raise Mistake(problem)
            hint = f'{what} 可以写城市、指标、时期，如 {what}=cities、{what}=["经营主体"]、{what}="时期"。'
            raise Mistake(Problem(f"{what} 是空的。", hint=hint))
        if len(kinds) > 1:
            raise Mistake(Problem(f"{what} 里既有{kinds[0]}又有{kinds[1]}。", hint=f"{what} 只能写同一类的名称。"))
        return AskedAxis(kinds[0], tuple(dict.fromkeys(thing for _, thing in found)))

    def indicators(self, typed: object) -> tuple[Indicator, ...]:
        """Return the indicators that are named, or those under the themes that are."""
        found = [self._indicators(item) for item in several(typed)]
        return tuple(dict.fromkeys(indicator for group in found for indicator in group))

    def _indicators(self, typed: object) -> tuple[Indicator, ...]:
        if isinstance(typed, SelectedIndicator | IndicatorValue):
            return (self._held.names.indicator(typed),)
        theme = _found(self._held.names.theme, typed)
        indicator = _found(self._held.names.indicator, typed)
        if theme and not indicator:
            return self._of_theme(theme)
        return (indicator or self._held.names.indicator(typed),)

    def cities(self, typed: object) -> tuple[City, ...]:
        """Return the cities that are named, all of the briefing for none; Mistake for one that is not selected."""
        found = tuple(dict.fromkeys(self._held.names.city(item) for item in several(typed)))
        for city in found:
            if city.id not in self._held.cities:
                hint = f'请加选{city.name}，或先判断：{{% if "{city.name}" in briefing.cities %}}。'
                raise Mistake(Problem(f"本次没有选{city.name}。", hint=hint))
        return found or tuple(self._held.cities.values())

    def _things(self, item: object, what: str) -> list[tuple[AxisKind, Thing]]:
        names = self._held.names
        match item:
            case SelectedCity():
                found: list[tuple[AxisKind, Thing]] = [(AxisKind.CITIES, self.cities(item)[0])]
            case SelectedIndicator():
                found = [(AxisKind.INDICATORS, names.indicator(item))]
            case IndicatorValue():
                found = [(AxisKind.VALUES, item)]
            case PracticeView():
                found = [(AxisKind.TOPICS, names.topic(item.topic))] if item.topic else []
            case str():
                found = self._named(item, what)
            case _ if isinstance(name := getattr(item, "name", None), str):
                found = self._named(name, what)
            case _:
                found = [(AxisKind.PERIODS, names.period(item))]
        return found

    def _named(self, item: str, what: str) -> list[tuple[AxisKind, Thing]]:
        """Return what a name stands for: a column, a city, an indicator, a topic, a period, all of a theme."""
        names = self._held.names
        if item in self._columns:
            return [(AxisKind.COLUMNS, str(item))]
        if _found(names.city, item):
            return [(AxisKind.CITIES, self.cities(item)[0])]
        finders: Sequence[tuple[AxisKind, Callable[[object], Thing]]] = (
            (AxisKind.INDICATORS, names.indicator),
            (AxisKind.TOPICS, names.topic),
            (AxisKind.PERIODS, names.period),
        )
        for kind, find_it in finders:
            if thing := _found(find_it, item):
                return [(kind, thing)]
        if theme := _found(names.theme, item):
            return [(AxisKind.INDICATORS, indicator) for indicator in self._of_theme(theme)]
        raise Mistake(self._unknown(item, what))

    def _of_theme(self, theme: Theme) -> tuple[Indicator, ...]:
        """Return the indicators of a theme that the cities have figures on."""
        catalogue, held = self._held.library.catalogue, self._held
        told = {fact.indicator for id in held.cities for fact in held.records[id].facts}
        ids = {catalogue.indicators[id].of or id for id in told}
        found = tuple(item for item in catalogue.indicators.values() if item.id in ids and item.theme == theme.id)
        if not found:
            raise Mistake(Problem(f"所选城市没有收录{quoted([theme.name])}的数据。", hint="请换一个主题，或写指标。"))
        return found

    def _unknown(self, typed: str, what: str) -> Problem:
        catalogue = self._held.library.catalogue
        groups = (catalogue.indicators, catalogue.topics, catalogue.themes)
        names = [item.name for group in groups for item in group.values()]
        names += [name for city in self._held.library.known for name in (city.name, city.short)]
        near = did_you_mean(typed, [*names, *self._columns])
        kinds = "城市、指标、时期、事项，也不是列名" if what == "columns" else "城市、指标、时期、事项"
        return Problem(f"{what} 里的“{typed}”不是{kinds}。", hint=near or "请写资料库里的名称。")


def _untold(typed: object, what: str) -> Problem | None:
    """Return why a list of the library's things names nothing for an axis; None of any other list."""
    if filed := list(dict.fromkeys(item.name for item in several(typed) if isinstance(item, PracticeView))):
        named = f"{quoted(filed[:NAMED])}{'等' if len(filed) > NAMED else ''}"
        hint = "请在资料里给它们写 topic（事项）；不列表的，请写 {% for 做法 in practices(…) %} 逐项印。"
        return Problem(f"{named}这几项做法没有归到事项，不能作 {what}。", hint=hint)
    if isinstance(typed, Listed) and typed.__nothing__:
        return Problem(f"{typed.__nothing__}，{what} 是空的。", hint="请核对名称，或先用 {% if … %} 判断。")
    return None


def _found(find_it: Callable[[object], T], typed: object) -> T | None:
    try:
        return find_it(typed)
    except Mistake:
        return None
