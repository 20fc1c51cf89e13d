"""What an author names in a call (a city, an indicator, a period, a measure) as the thing of the library that is meant.

Every function of the templates that takes such a name asks here, so that each is named, and misspelt, in the same ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar, cast

from briefing.analysis.terms import term_of
from briefing.content.known_names import KnownNames, find_theme
from briefing.data.measured import named_measure
from briefing.data.selection import find, find_city
from briefing.errors import Problem, Severity, did_you_mean
from briefing.model.catalogue import Indicator, Theme, Topic
from briefing.model.facts import PracticeKind
from briefing.model.library import City, Library
from briefing.model.measure import MeasureKind
from briefing.model.period import Period
from briefing.templating.extending import Tree
from briefing.templating.named_arguments import named_arguments
from briefing.templating.static_check import Check
from briefing.templating.template_errors import Mistake
from briefing.templating.wrong_calls import kind_of

T = TypeVar("T")
PARAMETERS: Mapping[str, Sequence[str]] = {
    "value": ("indicator", "city", "period"),
    "series": ("indicator", "cities", "since"),
    "standing": ("indicator", "period"),
    "practices": ("theme", "topic", "kind", "city"),
    "indicators": ("theme",),
    "points": ("of",),
    "table": ("rows", "columns", "title", "", "highlight", "order", "digits", "period", "since"),
    "chart": ("form", "subjects", "cities", "periods", "title", "highlight", "since"),
}
"""The parameters of each function, in the order in which they may be written; `check` knows which are names."""
SEVERAL = ("cities", "of", "periods", "highlight")
"""Parameters of which several names may be given in a list."""
PERIODS = "时期照资料里的写法，如 2023年、2023年上半年、2023年6月末。"


class NameResolver:
    """Finds what is named among all that a library knows; Mistake, with the nearest names, where there is none."""

    def __init__(self, library: Library) -> None:
        catalogue, self._library = library.catalogue, library
        self._cities, self._catalogue = library.known, catalogue
        self._own = [item for item in catalogue.indicators.values() if not item.of]
        self._made = [item for item in catalogue.indicators.values() if item.of]
        self._made_of: dict[str, list[Indicator]] = {}
        for item in self._made:
            self._made_of.setdefault(item.of, []).append(item)
        self._found: dict[tuple[str, str], object] = {}

    @cached_property
    def _told(self) -> set[str]:
        """Return the ids of the indicators of which there is a fact."""
        indicators = self._catalogue.indicators
        return {indicators[fact.indicator].of or fact.indicator for fact in self._library.facts()}

    def city(self, typed: object) -> City:
        """Return the city of that name; what a template loops over (a city, a chapter of one) stands for its own."""
        named = getattr(typed, "name", None) or getattr(typed, "cities", None) or typed
        return self._once("城市", named[0] if isinstance(named, tuple) and len(named) == 1 else named, self._city)

    def _city(self, name: str) -> City | Problem:
        return find_city(name, self._cities)

    def indicator(self, typed: object) -> Indicator:
        """Return the indicator of that name, alias or id, or the only one under that item of a framework."""
        return self._once("指标", getattr(typed, "name", typed), self._indicator)

    def _indicator(self, name: str) -> Indicator | Problem:
        found = find("指标", name, self._own, self._other)
        if not isinstance(found, Problem):
            return found
        # of several that bear a name the one is meant of which there is anything to tell
        only = find("指标", name, [item for item in self._own if item.id in self._told])
        return found if isinstance(only, Problem) else only

    def _other(self, name: str) -> Sequence[Indicator]:
        """Return what bears `name` as another measure of an indicator, else what is under that item of a framework.

        Where not every city was read, another measure of which those that were have no fact is one, too.
        """
        made = [item for item in self._made if name in (item.name, item.id)]
        items = {id for id, item in self._catalogue.frameworks.items() if name in (id, item.name)}
        if found := made[:1] or [item for item in self._own if items.intersection(item.frameworks)]:
            return found
        bases = sorted(self._own, key=lambda item: -len(item.name)) if self._library.elsewhere else ()
        return [unread for item in bases if (unread := named_measure(name, item))][:1]

    def theme(self, typed: object) -> Theme:
        """Return the theme of that name."""
        themes = list(self._catalogue.themes.values())
        return self._once("主题", getattr(typed, "name", typed), lambda name: find_theme(name, themes))

    def topic(self, typed: object) -> Topic:
        """Return what practices are about by that name or id."""
        topics = self._catalogue.topics.values()
        return self._once("事项", typed, lambda name: _one_of("事项", name, topics))

    def made_of(self, id: str) -> Sequence[Indicator]:
        """Return the indicators that are another measure of the one with that id."""
        return self._made_of.get(id, ())

    def measured(self, indicator: Indicator, typed: object) -> tuple[Indicator, ...]:
        """Return the indicator in the measure that is named (增速, 同比增速, 人均), one for each base and direction.

        () where there is no fact of that measure.
        """
        name = self._once("统计内容", typed, _measure)
        kind = next(kind for kind in MeasureKind if name.endswith(kind))
        base = name.removesuffix(kind)
        own = [indicator] if indicator.measure is kind and not base else []
        made = [item for item in self.made_of(indicator.id) if item.measure is kind]
        return (*own, *(item for item in made if base in item.name.removeprefix(indicator.name)))

    def period(self, typed: object) -> Period:
        """Return the period that is written; a whole number is a year."""
        if isinstance(typed, Period):
            return typed
        year = isinstance(typed, int) and not isinstance(typed, bool)
        return self._once("时期", f"{typed}年" if year else typed, _period)

    def check(self, templates: Sequence[tuple[str, Tree]]) -> Iterator[Problem]:
        """Yield a warning for each literal name in a call that names nothing, also where the call may never be made."""
        find_it = {
            "indicator": self.indicator,
            "city": self.city,
            "of": self.city,
            "cities": self.city,
            "highlight": self.city,
            "periods": self.period,
            "theme": self.theme,
            "topic": self.topic,
            "period": self.period,
            "since": self.period,
            "kind": practice_kind,
        }
        for item in named_arguments(templates, PARAMETERS):
            if item.listed and item.parameter not in SEVERAL:  # a list is refused when the template runs
                continue
            try:
                find_it.get(item.parameter, str)(item.text)
            except Mistake as mistake:
                yield replace(mistake.problem, location=item.location, severity=Severity.WARNING)

    def _once(self, kind: str, typed: object, find_it: Callable[[str], T | Problem]) -> T:
        """Return what was found; a template asks for the same names again and again."""
        if not isinstance(typed, str):
            hint = PERIODS if kind == "时期" else '请加引号，如 value("小微企业贷款余额", "武汉市")。'
            raise Mistake(Problem(f"{kind}要写成文字，这里写的是{kind_of(typed)}。", hint=hint))
        key = kind, str(typed)
        if key not in self._found:
            self._found[key] = find_it(key[1])
        found = self._found[key]
        if isinstance(found, Problem):
            raise Mistake(found)
        return cast(T, found)


def practice_kind(typed: object) -> PracticeKind:
    """Return the kind of practices of that name."""
    if typed in list(PracticeKind):
        return PracticeKind(str(typed))
    hint = did_you_mean(str(typed), PracticeKind) or f"可以写：{'、'.join(PracticeKind)}。"
    raise Mistake(Problem(f"做法没有“{typed}”这一类。", hint=hint))


def _one_of(kind: str, typed: str, items: Iterable[Topic]) -> Topic | Problem:
    """Return the item of that name or id."""
    held = {name: item for item in items for name in (item.id, item.name)}
    if typed in held:
        return held[typed]
    return Problem(f"未找到{kind}“{typed}”。", hint=did_you_mean(typed, {item.name: None for item in held.values()}))


def _measure(typed: str) -> str | Problem:
    if any(typed.endswith(kind) for kind in MeasureKind):
        return typed
    if term_of(typed):
        hint = f'增减请写 .change("{typed}")；来源写明的增速，请写 measure="{MeasureKind.GROWTH}"。'
        return Problem(f"没有“{typed}”这种统计内容。", hint=hint)
    hint = did_you_mean(typed, MeasureKind) or f"可以写：{'、'.join(MeasureKind)}。"
    return Problem(f"没有“{typed}”这种统计内容。", hint=hint)


def _period(typed: str) -> Period | Problem:
    try:
        return Period.parse(typed)
    except ValueError:
        return Problem(f"看不懂时期“{typed}”。", hint=PERIODS)


def name_check(library: Library) -> Check:
    """Return what looks at all names in a template, in calls and in conditions, before it runs."""
    known, names = KnownNames.of(library), NameResolver(library)
    return lambda templates: (*known.check(templates), *names.check(templates))
