"""What a figure comes to in a template: a number to compare, a computed figure to print, a movement with its verb."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from briefing.analysis.derived import DerivedFigure
from briefing.analysis.interval import exactly, of
from briefing.analysis.movements import Movement
from briefing.content.ledger import Ledger
from briefing.errors import Problem
from briefing.model.document import Run, Runs
from briefing.model.facts import Fact
from briefing.model.quantity import IN_POINTS, Unit
from briefing.templating.printable import Printable
from briefing.templating.template_errors import Mistake
from briefing.wording.clauses import grown
from briefing.wording.figures import DERIVED
from briefing.wording.movements import verbs, way
from briefing.wording.prose import join, text

Span = tuple[Decimal, Decimal]
"""The lowest and the highest that a number may be; the same where it is certain."""
INFINITE = Decimal("Infinity")
LABEL = text(f"（{DERIVED}）")
"""Stands behind a computed figure wherever it is printed."""
SMALLEST = Decimal("1e-9")
"""Stands for the least that a figure may have risen by, where only the way is known."""


class Comparing(Printable):
    """What a condition compares with a number or with another figure: it is more only where that is certain."""

    @property
    @abstractmethod
    def number(self) -> NumberValue:
        """The number for conditions; Mistake where there is none."""

    def _beside(self, other: object) -> tuple[Span, Span]:
        """Return what the two may be, on one scale."""
        return self.number._scaled(other.number if isinstance(other, Comparing) else other)

    def __lt__(self, other: object) -> bool:
        return self._holds(other, lambda one, two: one[1] < two[0])

    def __gt__(self, other: object) -> bool:
        return self._holds(other, lambda one, two: one[0] > two[1])

    def __le__(self, other: object) -> bool:
        return self._holds(other, lambda one, two: one[1] <= two[0])

    def __ge__(self, other: object) -> bool:
        return self._holds(other, lambda one, two: one[0] >= two[1])

    def __eq__(self, other: object) -> bool:
        comparable = isinstance(other, Comparing | int | float | Decimal)
        return comparable and self._holds(other, lambda one, two: one == two and one[0] == one[1])

    def _holds(self, other: object, law: Callable[[Span, Span], bool]) -> bool:
        # another kind of thing may know how to compare itself: what was refused and told before does
        return law(*self._beside(other)) if isinstance(other, COMPARED) else NotImplemented

    def _reckoned(self, other: object) -> object:
        hint = "换算用 .to(…)，增减用 .change(…)，差距用 .gap，完成率用 .completion；别的请在数据里写关联。"
        raise Mistake(Problem("模板里不能拿数据作加减乘除。", hint=hint))

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _reckoned
    __hash__ = object.__hash__


COMPARED = (Comparing, int, float, Decimal, str, list, tuple, dict, type(None))
"""What is compared, or told to be wrong; what is nothing of these may know itself what to say."""


class NumberValue(Comparing):
    """A number for conditions alone; it is never printed, since its unit and its source would be lost."""

    def __init__(self, span: Span, unit: Unit) -> None:
        self._span, self._unit = span, unit

    @property
    def number(self) -> NumberValue:
        """Itself."""
        return self

    def _scaled(self, other: object) -> tuple[Span, Span]:
        """Return both spans: in base units beside another figure, in the unit of this one beside a plain number."""
        if isinstance(other, NumberValue):
            if self._unit.family != other._unit.family:
                said = f"单位“{self._unit.symbol}”与“{other._unit.symbol}”不同类，不能比较。"
                raise Mistake(Problem(said, hint="请比较同一类单位的数。"))
            return self._in_base(), other._in_base()
        if isinstance(other, bool) or not isinstance(other, int | float | Decimal):
            raise Mistake(Problem("数据只能同数据或数字比较。", hint="条件里的数字不加引号，如 > 100。"))
        # as it is written: 0.1 is no float here
        plain = Decimal(str(other))
        return self._span, (plain, plain)

    def _in_base(self) -> Span:
        low, high = self._span
        return low * self._unit.factor, high * self._unit.factor

    def __runs__(self) -> tuple[Runs, Problem | None]:
        hint = '请去掉 .number；要换单位的，请用 .to("万元")。'
        raise Mistake(Problem("“.number”只能用在条件里，不能印出。", hint=hint))


class ComputedValue(Comparing):
    """A figure computed from facts: a place, a gap, a converted amount; `missing` says why there is none."""

    def __init__(self, run: Run | None, span: Span, unit: Unit, why: str, *, labelled: bool = False) -> None:
        """`labelled`: whether a reader must be told that it is computed; a place, or a fact as it is, need not be."""
        self._run, self._span, self._unit, self._why, self._labelled = run, span, unit, why, labelled

    @property
    def missing(self) -> bool:
        """Whether there is none."""
        return self._run is None

    @property
    def unit(self) -> str:
        """Its unit."""
        return self._unit.symbol

    @property
    def number(self) -> NumberValue:
        """The number for conditions."""
        self._need()
        return NumberValue(self._span, self._unit)

    def _need(self) -> Run:
        if self._run is None:
            raise Mistake(Problem(self._why, hint="请先用 {% if not ….missing %} 判断。"))
        return self._run

    def __bool__(self) -> bool:
        return not self.missing

    def __runs__(self) -> tuple[Runs, Problem | None]:
        run = self._need()
        return (run, *LABEL) if self._labelled else (run,), None


NO_UNIT = Unit("", "", Decimal(1))


def computed(figure: DerivedFigure | None, ledger: Ledger, why: str) -> ComputedValue:
    """Return a derived figure as a value, `why` telling what is wrong where there is none to print."""
    # no method of the class, which a template could call
    run = ledger.figure(figure)
    if figure is None or run is None:
        return ComputedValue(None, (-INFINITE, INFINITE), NO_UNIT, why)
    return ComputedValue(run, (figure.interval.low, figure.interval.high), figure.unit, why, labelled=True)


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a figure has moved: as a source states it, or as two facts do; neither where that is not known."""

    stated: Fact | None = None
    movement: Movement | None = None
    why: str = ""


class ChangeValue(Comparing):
    """A movement: printed as 增长5.4%, 下降约1.2个百分点（推算） or 持平, below zero where the figure fell.

    A place in a ranking that is better than before has risen.
    """

    def __init__(self, moved: Moved, figure: Callable[[DerivedFigure | None], Run | None]) -> None:
        self._moved, self._figure = moved, figure

    @property
    def missing(self) -> bool:
        """Whether it is not known."""
        return bool(self._moved.why)

    @property
    def computed(self) -> bool:
        """Whether it was computed from two figures, and is not stated by a source."""
        return self._moved.movement is not None and not self.missing

    @property
    def number(self) -> NumberValue:
        """How far it went in per cent, or in its own unit where a percentage says nothing."""
        self._need()
        if fact := self._moved.stated:
            found = of(fact) * exactly(-1 if fact.direction == "减" else 1)
            return NumberValue((found.low, found.high), fact.quantity.unit)
        assert self._moved.movement is not None
        return _went(self._moved.movement)

    def _need(self) -> None:
        if self.missing:
            raise Mistake(Problem(self._moved.why, hint="请先用 {% if not ….missing %} 判断。"))

    def __bool__(self) -> bool:
        return not self.missing

    def __runs__(self) -> tuple[Runs, Problem | None]:
        self._need()
        if fact := self._moved.stated:
            # the author says what it is compared with
            first, *rest = grown(fact)
            return join([text(first.text.replace(fact.measure.base, "", 1)), tuple(rest)]), None
        item = self._moved.movement
        assert item is not None
        if not item.moves:
            return text("持平" if item.turn else "大体持平"), None
        family, rate = item.now.quantity.unit.family, self._figure(item.growth)
        difference = None if rate and family not in IN_POINTS else self._figure(item.difference)
        said = way(family, more=item.rises, difference=difference, growth=rate)
        return (*said, *LABEL) if said else text(f"有所{verbs(family, more=item.rises)[0]}"), None


def _went(item: Movement) -> NumberValue:
    """Return how far a movement went, below zero of a fall."""
    if item.turn == "平":
        return NumberValue((Decimal(0), Decimal(0)), NO_UNIT)
    if not item.turn:
        return NumberValue((-INFINITE, INFINITE), NO_UNIT)
    figure = item.growth or item.difference
    low, high = (max(figure.interval.low, SMALLEST), figure.interval.high) if figure else (SMALLEST, INFINITE)
    unit = figure.unit if figure else NO_UNIT
    return NumberValue((low, high) if item.turn in ("增", "升") else (-high, -low), unit)
