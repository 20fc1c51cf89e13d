"""What is known, and what has been read so far: figures are looked up here by city, indicator and time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from tests.truth import arithmetic as reckon
from tests.truth.libraries import Known, Made
from tests.truth.words import BETTER, THEME, When, when_of


def _in_one_unit(figure: str) -> tuple[bool, Fraction, str] | str:
    if figure.startswith("第"):
        return figure
    about, value, *_ = reckon.parsed(figure)
    return about, value, re.sub("[0-9.,约近余万亿-]", "", figure)


def reads(known: Known, figure: str) -> bool:
    """Return whether a figure is printed so, or in another unit: 3782610万元 is 378.261亿元."""
    return known.shown == figure or _in_one_unit(known.shown) == _in_one_unit(figure)


@dataclass(frozen=True)
class Span:
    """From when to when, as one says it of many cities."""

    first: When
    last: When


@dataclass
class Report:
    """What was read: `statements` by their words, those of them that `judge` more than one figure, and the faults."""

    statements: set[str] = field(default_factory=set)
    judged: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    facts: set[str] = field(default_factory=set)


class Wrong(Exception):
    """What a claim should have been."""


class Reading:
    """The truth about a library, and where a reader of a briefing about some of its `cities` has come to."""

    def __init__(self, made: Made, cities: Iterable[str], home: str = "") -> None:
        self.made, self.cities, self.home = made, tuple(cities), home
        self.report = Report()
        self.city, self.name, self.scope, self.when = "", "", "", ("", 0, 0)
        self.now: Known | None = None
        self.first: Known | None = None
        self.span: Span | None = None
        self.group: dict[str, tuple[Known, Known]] = {}
        self.row: list[Known] = []
        self.sentence, self.heading, self.unit = "", "", ""
        self.row_of = ("", "", "", "")
        self.left_out: list[str] = []
        self.extent: list[tuple[int, str]] = []
        self.series: dict[tuple[str, str, str], list[Known]] = {}
        self.starred: list[str] = []
        self.benchmarks: list[tuple[re.Match[str], str]] = []
        self.places: dict[str, Known] = {}
        self.truth: dict[tuple[str, str, str, When], Known] = {}
        for known in made.known.values():
            self.truth[known.city, known.name, known.scope, when_of(known.at.printed)] = known
            self.series.setdefault((known.city, known.name, known.scope), []).append(known)

    def fact(self, city: str, name: str, scope: str, when: When, figure: str) -> Known:
        """Return the figure of that city, indicator and time; Wrong if there is none, or it is printed otherwise."""
        known = self.find(city, name, scope, when)
        if known is None:
            raise Wrong(f"{city}{name}{scope}{when}：资料里没有，文中为{figure}")
        self.report.facts.add(known.id)
        if not reads(known, figure):
            raise Wrong(f"{city}{name}{scope}{when}：应为{known.shown}，文中为{figure}")
        self.note(f"{city}{name}{scope}{when}{figure}")
        return known

    def named(self, found: re.Match[str]) -> None:
        """Take the indicator of a clause for what follows."""
        self.name, self.scope = found["name"], (found["scope"] or "").strip("（）")

    def find(self, city: str, name: str, scope: str, when: When) -> Known | None:
        """Return the figure, of a year also that of its end."""
        found = self.truth.get((city, name, scope, when))
        if found is None and when[0] == "to" and when[2] == 1:
            found = self.truth.get((city, name, scope, ("month", when[1], 1)))
        if found is None and when[0] == "year":
            found = self.truth.get((city, name, scope, ("end", when[1], 12)))
        if found is None and when[0] == "quarter":
            found = self.truth.get((city, name, scope, ("end", when[1], 3 * when[2])))
        return found

    def pool(self, known: Known) -> list[Known]:
        """Return the figures of the cities told of that are of the same thing and time."""
        found = (self.find(city, known.name, known.scope, when_of(known.at.printed)) for city in self.cities)
        return [item for item in found if item]

    def redefined(self, known: Known) -> str:
        """Return why a series last broke at or before a figure: of other cities, those broken alike are comparable."""
        series = self.series[known.city, known.name, known.scope]
        broken = [item for item in series if item.broken and item.at.index <= known.at.index]
        return max(broken, key=lambda item: item.at.index).broken if broken else ""

    def ahead(self, one: Known, other: Known) -> bool:
        """Return whether one certainly stands before the other in the order of its indicator."""
        lowest = BETTER[one.indicator] == "低"
        return reckon.surely_more(other, one) if lowest else reckon.surely_more(one, other)

    def note(self, said: str, *, judged: bool = False) -> None:
        """Enter a statement as read."""
        self.report.statements.add(said)
        if judged:
            self.report.judged.add(said)

    def cell(self, city: str, name: str, scope: str, when: When, words: str) -> Known | None:
        """Read a figure, or that there is none; what is wrong in it does not keep the next from being read."""
        try:
            return self._cell(city, name, scope, when, words)
        except Wrong as wrong:
            self.report.wrong.append(f"{wrong}　｜　{self.sentence}")
            return None

    def _cell(self, city: str, name: str, scope: str, when: When, words: str) -> Known | None:
        if words == "口径不同":
            raise Wrong(f"{city}{name}{when}：口径没有不同")
        if words in ("未收录", "—"):
            if held := self.find(city, name, scope, when):
                raise Wrong(f"{city}{name}{when}：资料里有{held.shown}，文中为{words}")
            self.note(f"{city}{name}{scope}{when}{words}")
            return None
        figure, remark = words.removesuffix("（快报）"), words.endswith("（快报）")
        known = self.fact(city, name, scope, when, figure)
        if remark and known.status != "快报":
            raise Wrong(f"{city}{name}{when}：不是快报")
        return known

    def held(self, city: str, theme: str, words: str) -> None:
        """Check how many figures of a city and a theme there are: 93项, 数据93项、做法0项."""
        count = sum(
            known.city == city.removesuffix("市") and THEME[known.indicator] == theme
            for known in self.made.known.values()
        )
        if words not in (f"{count}项", f"数据{count}项、做法0项"):
            self.report.wrong.append(f"{city}{theme}有{count}项，文中为{words}　｜　{self.sentence}")
        self.note(f"{city}{theme}{words}", judged=True)
