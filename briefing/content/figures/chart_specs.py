"""What every figure is made with: its marks, its panels in their units, its words, and whether it may be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from briefing.analysis.analyse import Analysis
from briefing.analysis.relations import Related
from briefing.content.citations import PERIOD
from briefing.content.ledger import Ledger
from briefing.errors import Problem, Severity
from briefing.model.catalogue import Theme
from briefing.model.colours import colours_of, emphasis, told_apart
from briefing.model.document import Block, ChartSpec, Figure, Mark, Panel, TooMany
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.period import UNSTATED
from briefing.model.quantity import RANK, Unit, common_unit
from briefing.model.walk import refs
from briefing.wording.charts import alternative
from briefing.wording.figures import DERIVED, period
from briefing.wording.prose import plain, quoted, text

B = TypeVar("B", bound=Block)
Refuse = Callable[[ChartSpec], Problem | None]
"""The chart room's word on why a spec would mislead, None where it would not."""
Height = Callable[[ChartSpec], float]
"""The chart room's word on how high a spec is drawn, in mm; infinity for what cannot be drawn."""


COURSES = ("line", "small_lines", "panel_lines", "slope")
"""Kinds of charts with time on their axis."""
ASKED = "chart."
"""With what the keys of charts begin that an author asks for."""
PANELS_AT_MOST = 6  # in a figure of several indicators


def middling(spec: ChartSpec) -> float:
    """Return the height that a chart is taken to have where the chart room is not asked."""
    return 60.0


def panel_of(marks: Iterable[Mark], title: str, unit: Unit) -> Panel:
    """Return a panel in that unit, which says whether the marks are places in a ranking."""
    return Panel(tuple(marks), title, unit.symbol, unit.family == RANK)


def axis_unit(facts: Sequence[Fact]) -> Unit:
    """Return the unit of an axis: the one in which most of the figures read well, else that of the first."""
    return common_unit(fact.quantity for fact in facts) or facts[0].quantity.unit


def figure_of(key: str, caption: str, chart: ChartSpec) -> Figure:
    """Return a figure whose alternative text is made of its own marks."""
    return Figure(key=key, caption=text(caption), chart=chart, alt=alternative(caption, chart))


def once(blocks: Iterable[B], ledger: Ledger) -> Iterator[B]:
    """Yield the blocks without figures of which all is drawn by those before, or by one that an author asked for."""
    found = [(block, ledger.rests_on(refs([block])) if isinstance(block, Figure) else set()) for block in blocks]
    asked = [isinstance(block, Figure) and block.key.startswith(ASKED) for block, _ in found]
    drawn = {id for (_, facts), own in zip(found, asked, strict=True) if own for id in facts}
    for (block, facts), own in zip(found, asked, strict=True):
        if own or not facts or not facts <= drawn:
            drawn |= facts
            yield block


def refusal(figure: Figure, problem: Problem) -> Problem:
    """Return a warning that the figure is not drawn, by its caption, for the reason that `problem` tells."""
    message = f"{quoted([plain(figure.caption)])}{problem.message}"
    return replace(problem, message=message, severity=Severity.WARNING)


class ChartSpecs:
    """What the figures of one analysis are made with: its marks, and its cities with their colours.

    `colors` are chosen ones, by the names of cities; `warn` hears what cannot be drawn of so many cities.
    """

    def __init__(
        self,
        analysis: Analysis,
        ledger: Ledger,
        refuse: Refuse,
        colors: Mapping[str, str] = MappingProxyType({}),
        warn: Callable[[Problem], None] = lambda problem: None,
    ) -> None:
        self.analysis, self.ledger, self.refuse, self._colors = analysis, ledger, refuse, colors
        self.cities = {city.id: city for city in analysis.selection.cities}
        self._everywhere = tuple(city.name for city in analysis.selection.library.known)
        self._warn = warn
        home = analysis.home
        self._first = self.cities[home] if home else None

    def drawn(self, figure: Figure) -> bool:
        """Return whether a figure may be drawn; of one that only has too much for a page, a warning tells."""
        problem = self.refuse(figure.chart)
        if isinstance(problem, TooMany):
            self._warn(refusal(figure, problem))
        return problem is None

    def beyond(self, drawn: frozenset[str]) -> ChartSpecs:
        """Return the same without the comparisons of which every fact is drawn already."""
        rest = tuple(item for item in self.analysis.comparisons if not drawn.issuperset(fact.id for fact in item.facts))
        return self.of(replace(self.analysis, comparisons=rest))

    def of(self, analysis: Analysis, first: City | None = None) -> ChartSpecs:
        """Return the same for another analysis of this data; `first` is the city that stands out, None for the home."""
        found = copy(self)
        found.analysis, found.cities = analysis, {city.id: city for city in analysis.selection.cities}
        found._first = first or self._first
        return found

    def with_periods(self, figure: Figure) -> Figure:
        """Return the figure with the periods of what it shows below it."""
        return replace(figure, notes=(*figure.notes, *map(text, self._periods(figure))))

    def _periods(self, figure: Figure) -> list[str]:
        """Return the periods that the figures are of, in a line; a chart of a course has them on its axis."""
        library = self.analysis.selection.library
        used = self.ledger.rests_on(refs([figure]))
        facts = [fact for fact in library.facts() if fact.id in used and figure.chart.kind not in COURSES]
        cities, indicators = {fact.city for fact in facts}, {fact.indicator for fact in facts}
        found: dict[str, list[str]] = {}
        times: dict[str, set[str]] = {}
        for fact in facts:
            times.setdefault(fact.indicator, set()).add(period(fact.period, fact.basis))
        for fact in facts:
            # a city is named where others have the same indicator of another time
            apart = len(cities) > 1 and (len(indicators) < 2 or len(times[fact.indicator]) > 1)
            where = library.records[fact.city].city.name if apart else ""
            what = library.catalogue.indicators[fact.indicator].name if len(indicators) > 1 else ""
            found.setdefault(period(fact.period, fact.basis), []).append(where + what)
        if len(found) < 2:
            return [f"{PERIOD}{when}。" for when in found]
        named = {when: list(dict.fromkeys(group)) for when, group in found.items()}
        # what most are of is told of all, and the rest by name
        dated = ((at, names) for at, names in named.items() if at != UNSTATED.printed)
        usual = next((at for at, names in dated if 2 * len(names) > sum(map(len, named.values())) > 2), "")
        groups = (f"{'、'.join(names)}，{when}" for when, names in named.items() if when != usual)
        return [f"{PERIOD}{'；'.join(filter(None, (usual, *groups)))}。"]

    def spec(self, kind: str, panels: Iterable[Panel], order: Sequence[str] = ()) -> ChartSpec:
        """Return a chart of this analysis: several cities have their colours. Its caption is its title.

        The city that stands out comes first, the others in the `order` of these ids or, without, of the selection.

        A note says of marks that they are derived, or drawn in the middle of a range.
        """
        panels = tuple(panels)
        marks = [mark for panel in panels for mark in panel.marks]
        shown = {mark.group for mark in marks}
        groups = tuple(city.name for city in self.cities.values() if city.name in shown and len(shown) > 1)
        first = self._first
        # of all cities there are the first was named by nobody
        even = not first and len(self.cities) == len(self._everywhere)
        lead = first.name if first else "" if even else next(iter(groups), "")
        places = {self.cities[id].name: at for at, id in enumerate(order)}
        groups = tuple(sorted(groups, key=lambda name: (name != lead, places.get(name, 0))))
        # of all cities of the workspace: a city keeps its colour whatever is drawn beside it
        colours = (
            colours_of(groups, self._everywhere, self._colors)
            if told_apart(kind, len(groups), even=even)
            else emphasis(groups, self._colors, even=even)
        )
        drawn = [fact for mark in marks if (fact := self.ledger.facts.get(mark.ref or ""))]
        told = {
            f"带“{DERIVED}”的数值由原文数据计算得出。": kind != "strip" and any(mark.derived for mark in marks),
            "数值为区间的，按区间的中点绘制。": any(fact.quantity.upper is not None for fact in drawn),
        }
        return ChartSpec(kind, "", panels, tuple(note for note, due in told.items() if due), groups, colours, even)

    def mark(self, label: str, fact: Fact, group: str, unit: Unit) -> Mark:
        """Return a fact's mark in the unit of the axis: 498亿元 for 4980000万元."""
        run = self.ledger.fact(replace(fact, quantity=fact.quantity.converted(unit) or fact.quantity))
        return Mark(label, fact.quantity.base / unit.factor, run.text, group, run.ref)

    def known(self, label: str, item: Related, role: str, group: str, unit: Unit) -> Mark | None:
        """The mark of a role that the source states or that was derived; None where nothing can honestly be drawn."""
        fact, found = item.stated(role), item.figure(role)
        if fact:
            return self.mark(label, fact, group, unit)
        run, found = self.ledger.computed(found), found and self.ledger.shortened(found)
        if found is None or found.value is None or run is None:
            return None
        # the rounded value, so that the mark is as long as the figure printed at it
        return Mark(label, found.value * found.unit.factor / unit.factor, run.text, group, run.ref, derived=True)

    def related(self, theme: Theme, kind: str) -> list[Related]:
        """Return the relations of a kind in a theme."""
        return [item for item in self.analysis.related if item.theme == theme.id and item.relation.kind == kind]

    def city(self, item: Related) -> City:
        """Return the city of a relation."""
        return self.cities[item.relation.city]
