"""The figure of one city on one indicator, as a template asks for it: printed as the fact it is, or as 未收录."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefing.analysis import interval as iv
from briefing.analysis.comparisons import same
from briefing.analysis.derived import DerivedFigure
from briefing.analysis.standing import Standing
from briefing.analysis.targets import progress
from briefing.analysis.terms import Term, earlier_period, term_of
from briefing.content.asked.held_facts import Chosen, HeldFacts
from briefing.content.citations import rests_on
from briefing.content.computed_values import (
    NO_UNIT,
    ChangeValue,
    Comparing,
    ComputedValue,
    Moved,
    NumberValue,
    Span,
    computed,
)
from briefing.errors import Problem, Severity
from briefing.model.catalogue import Comparability, Indicator
from briefing.model.document import Derived, Run, Runs
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.period import Period
from briefing.model.quantity import RANK, Qualifier, Quantity, Unit
from briefing.templating.given_words import Given
from briefing.templating.template_errors import Mistake
from briefing.wording.figures import UNDATED, UNDISCLOSED, UNLISTED, quantity, when
from briefing.wording.movements import apart
from briefing.wording.prose import quoted
from briefing.wording.reasons import reason

PLACE = Unit("位", RANK, Decimal(1))
PLAIN = (None, Qualifier.REACH, Qualifier.UP_TO)
"""Qualifiers that leave a figure as it is, so that it may be rounded."""


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """What was asked for: an indicator of a city, of a period and in a measure, "" for the latest and for its own."""

    indicator: Indicator
    city: City
    period: str = ""
    measure: str = ""

    def __str__(self) -> str:
        return f"{self.city.name}{self.period}的{quoted([self.indicator.name])}{self.measure}"


class IndicatorValue(Comparing):
    """The figure, printed with its unit; what stands behind a dot is printed as words, or compared."""

    def __init__(self, asked: AskedFigure, chosen: Chosen, held: HeldFacts, why: str = "") -> None:
        """`why` says why there cannot be one, "" where our data may just not hold it."""
        self._asked, self._chosen, self._held, self._why = asked, chosen, held, why
        self._fact = chosen.fact

    @property
    def missing(self) -> bool:
        """Whether our data hold no such figure."""
        return self._fact is None

    @property
    def name(self) -> str:
        """The name of the indicator."""
        return (
            self._held.library.catalogue.indicators[self._fact.indicator].name
            if self._fact
            else self._asked.indicator.name
        )

    @property
    def city(self) -> str:
        """The full name of the city."""
        return "" if self._why else self._asked.city.name

    @property
    def unit(self) -> str:
        """The unit as the figure is printed, "" where there is none."""
        return self._fact.quantity.unit.symbol if self._fact else ""

    @property
    def period(self) -> str:
        """The time of the figure as text has it (截至2023年6月末), or that its source does not date it."""
        return self._words((when(self._fact) or UNDATED) if self._fact else "")

    @property
    def scope(self) -> str:
        """What the figure covers where that is less than the city, else ""."""
        return self._fact.scope if self._fact else ""

    @property
    def source(self) -> str:
        """Publisher and title of its source."""
        if self._fact is None:
            return ""
        source = self._held.library.sources()[self._fact.source]
        return self._words(f"{source.publisher}《{source.title}》")

    @property
    def status(self) -> str:
        """How final it is: 快报, 初步, 修订, 核定; "" where that is not said."""
        return str(self._fact.status or "") if self._fact else ""

    @property
    def caveat(self) -> str:
        """What a reader must be told of it."""
        return self._words(self._fact.caveat if self._fact else "")

    @property
    def number(self) -> NumberValue:
        """The number for conditions, in the unit of the figure."""
        fact = self._need()
        return NumberValue(fact.quantity.ends, fact.quantity.unit)

    @property
    def rank(self) -> ComputedValue:
        """Its place among the cities that it may be compared with."""
        if (found := self._standing) is None or found.rank is None:
            return self._computed(f"{self._asked}没有可以比较的城市，或者分不出先后。")
        place = Quantity(Decimal(found.rank), PLACE)
        return ComputedValue(self._held.ledger.place(found, alone=True), place.ends, PLACE, "")

    @property
    def of(self) -> ComputedValue:
        """How many cities it may be compared with, its own among them."""
        if (found := self._standing) is None:
            return self._computed(f"{self._asked}没有可以比较的城市。")
        count = len(found.comparison.facts)
        run = self._held.ledger.count(f"of.{found.fact.id}", count, "个", f"可以比较{quoted([self.name])}的城市")
        return ComputedValue(run, (Decimal(count), Decimal(count)), NO_UNIT, "")

    @property
    def best(self) -> IndicatorValue:
        """The figure of the city that certainly stands first; it is missing where there is none."""
        best = found.best if (found := self._standing) else None
        if best is None:
            return no_value(self._asked.indicator, self._asked.city, self._held, "分不出最好的一个")
        return self._beside_it(best)

    @property
    def gap(self) -> ComputedValue:
        """How far the best is from it."""
        found = self._standing
        return self._computed(f"{self._asked}没有与最好的差距可写。", found.gap if found else None)

    @property
    def average(self) -> ComputedValue:
        """The arithmetic mean of the cities that it may be compared with, its own among them."""
        found = self._standing
        return self._computed(f"{self._asked}没有平均数可写。", found.average if found else None)

    @property
    def behind(self) -> bool:
        """Whether it is certainly worse than their mean."""
        return self._standing is not None and self._standing.behind

    @property
    def target(self) -> ComputedValue:
        """What is to be reached."""
        aim = self._fact.target.quantity if self._fact and self._fact.target else None
        if aim is None or self._fact is None:
            return self._computed(f"{self._asked}没有目标。")
        return ComputedValue(Run(quantity(aim), ref=self._fact.id), aim.ends, aim.unit, "")

    @property
    def completion(self) -> ComputedValue:
        """How much of its target is done, in per cent: as a source states it, else as it is computed."""
        held = self._held
        found = progress([held.seen(self._fact)], held.related) if self._fact else []
        if found and (rate := found[0].rate):
            return ComputedValue(held.ledger.fact(rate), rate.quantity.ends, rate.quantity.unit, "")
        made = (figure for item in found for figure in item.figures if figure.role == "completion")
        return self._computed(f"{self._asked}没有目标完成率。", next(made, None))

    def change(self, than: object = Term.YEAR_EARLIER) -> ChangeValue:
        """Return how far it has moved by a term (同比, 环比, 较年初, 比2019年), or since a period that is written."""
        return ChangeValue(self._moved(than), self._held.ledger.figure)

    def to(self, unit: object, digits: object = None) -> ComputedValue:
        """Return it in another unit of its family, rounded to so many decimals where that is asked for."""
        fact = self._need()
        own, symbol = fact.quantity.unit, str(unit)
        wanted = self._held.units.find(symbol, own.family)
        if wanted is None or wanted.family != own.family:
            raise Mistake(
                Problem(f"“{own.symbol}”不能换算成“{symbol}”。", hint=self._held.units.hint(symbol, own.family))
            )
        places = None if digits is None else decimals(digits)
        low, high = (end * own.factor / wanted.factor for end in fact.quantity.ends)
        shown = [end if places is None else _rounded(end, places) for end in (low, high)]
        exact = shown == [low, high]
        if not exact and (fact.qualifier not in PLAIN or not all(shown)):
            raise Mistake(Problem(f"{self._asked}不能取到 {digits} 位小数。", hint="请多写几位，或换小一些的单位。"))
        amount = Quantity(_plain(shown[0]), wanted, _plain(shown[1]) if fact.quantity.upper is not None else None)
        words = quantity(amount, fact.qualifier) if exact else f"约{quantity(amount)}"
        if exact:
            return ComputedValue(Run(words, ref=fact.id), (low, high), wanted, "")
        formula = f"{quantity(fact.quantity)}换算为{wanted.symbol}"
        entry = Derived(f"={fact.id}.to.{digits}.{wanted.symbol}", words, wanted.symbol, formula, (fact.id,))
        return ComputedValue(self._held.ledger.enter(entry), (low, high), wanted, "", labelled=True)

    @property
    def _standing(self) -> Standing | None:
        return self._held.standing(self._fact) if self._fact else None

    def _computed(self, why: str, figure: DerivedFigure | None = None) -> ComputedValue:
        """Return the figure; without one `why`, unless that is that there is no fact."""
        return computed(figure, self._held.ledger, why if self._fact else self._untold())

    def _words(self, words: str) -> str:
        """Return words of the fact, whose numbers count as the fact's."""
        return Given((Run(words, ref=self._fact.id),)) if words and self._fact else words

    def _beside_it(self, fact: Fact) -> IndicatorValue:
        return value_of(fact, self._held)

    def _need(self) -> Fact:
        if self._fact is None:
            raise Mistake(Problem(self._untold(), hint=f"{self._chosen.doubt}请先用 {{% if not ….missing %}} 判断。"))
        return self._fact

    def _untold(self) -> str:
        if self._why:
            return f"{quoted([self._asked.indicator.name])}{self._why}。"
        if self._asked.city.id not in self._held.cities:
            return f"本次没有选{self._asked.city.name}，不能引用它的数。"
        return f"没有收录{self._asked}。"

    def _moved(self, than: object) -> Moved:
        if self._fact is None:
            return Moved(why=self._untold())
        fact, movements, named = self._fact, self._held.movements, term_of(str(than))
        if named and (stated := movements.stated(fact, *named)):
            return Moved(stated=stated[0])
        since = earlier_period(named[0], fact, named[1]) if named else self._held.names.period(than)
        before = None
        if since:
            before = movements.earlier(named[0], fact, named[1]) if named else self._held.before(fact, since)
        if before is None:
            why = f"没有{since.printed}的数" if since else "时期没有可以相比的"
            return Moved(why=f"{self._asked}算不出{than if named else '增减'}：{why}。")
        found = movements.between(before, fact)
        if found.apart:
            return Moved(why=f"{self._asked}不能同{when(before)}相比：{apart(found.apart, found.reason)}。")
        return Moved(stated=found.stated[0]) if found.stated else Moved(movement=found)

    def _beside(self, other: object) -> tuple[Span, Span]:
        if not isinstance(other, IndicatorValue):
            return super()._beside(other)
        one, two = self._need(), other._need()
        verdict = self._held.verdict(one, two)
        if verdict.kind is not Comparability.JUDGED and not (verdict.rule == "period" and one.city == two.city):
            why = reason(verdict.rule, one, two, verdict.kind, verdict.statement)
            raise Mistake(
                Problem(f"{self._asked}与{other._asked}不能比高低：{why}。", hint="请在正文里并列，不写高低。")
            )
        if iv.base(one).meets(iv.base(two)):  # as they are rounded, either may be more
            width = Decimal(0) if same(one, two) else Decimal(1)
            return (-width, width), (-width, width)
        return one.quantity.base_ends, two.quantity.base_ends

    def __bool__(self) -> bool:
        return not self.missing

    def __runs__(self) -> tuple[Runs, Problem | None]:
        if self._fact:
            doubt = None
            if self._chosen.doubt:
                hint = '请在文中写明范围，如 {{ 数.scope }}；写明了的，在 value(…) 里加 scope="不限"。'
                doubt = Problem(f"{self._asked}{self._chosen.doubt}", hint=hint, severity=Severity.WARNING)
            return (self._held.ledger.fact(self._fact),), doubt
        if self._why or self._asked.city.id not in self._held.cities:
            self._need()
        said = self._held.undisclosed(self._asked.city.id, self._asked.indicator)
        word = UNDISCLOSED if said else UNLISTED
        hint = f"{self._chosen.doubt}不想印出的，请先用 {{% if not ….missing %}} 判断。"
        doubt = Problem(f"{self._untold()[:-1]}，印作“{word}”。", hint=hint, severity=Severity.WARNING)
        return (Run(word), rests_on(said.source)) if said else (Run(word),), doubt


def fact_of(value: IndicatorValue) -> Fact | None:
    """Return the fact that a value is, None where it is missing."""
    return value._fact


def value_of(fact: Fact, held: HeldFacts) -> IndicatorValue:
    """Return a fact as a value."""
    indicator = held.library.catalogue.indicators[fact.indicator]
    return IndicatorValue(AskedFigure(indicator, held.cities[fact.city], when(fact)), Chosen(fact), held)


def no_value(indicator: Indicator, city: City, held: HeldFacts, why: str) -> IndicatorValue:
    """Return what stands for a figure that there cannot be, `why` being said of the indicator."""
    return IndicatorValue(AskedFigure(indicator, city), Chosen(None), held, why)


def asked_for(indicator: Indicator, city: City, period: Period | None, measure: object) -> AskedFigure:
    """Return what was asked for."""
    return AskedFigure(indicator, city, period.printed if period else "", str(measure or ""))


def decimals(typed: object) -> int:
    """Return the number of decimals that is typed; Mistake for anything else."""
    if isinstance(typed, bool) or not isinstance(typed, int) or not 0 <= typed <= 9:
        raise Mistake(Problem("digits 是小数的位数。", hint="应为 0 到 9 的整数，如 digits=1。"))
    return typed


def _rounded(value: Decimal, digits: int) -> Decimal:
    """Return the value to at most so many decimals: one that has fewer keeps them."""
    shown = iv.rounded(value, digits)
    return value if shown == value else shown


def _plain(value: Decimal) -> Decimal:
    """Return the same number without an exponent, or zeros behind the point that a conversion has made."""
    whole = value == value.to_integral_value()
    return value.quantize(Decimal(1)) if whole else value.normalize()
