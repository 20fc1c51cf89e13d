"""The ledger of one briefing: which facts it may print, and every derived figure that it did print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from briefing.analyse import interval as iv
from briefing.analyse.interval import Interval
from briefing.analyse.relations import DerivedFigure
from briefing.model.document import Derived, Run
from briefing.model.library import Fact, Library
from briefing.model.quantity import Quantity, Unit
from briefing.wording.figures import figure, rounded
from briefing.wording.sentences import derived_text

COUNT = Unit("", "count", Decimal(1))


class Ledger:
    """Turns facts and derived figures into runs that carry their ids, and remembers what was derived."""

    def __init__(self, library: Library) -> None:
        self.facts: Mapping[str, Fact] = {fact.id: fact for fact in library.facts()}
        self.derived: dict[str, Derived] = {}

    def fact(self, fact: Fact) -> Run:
        """A fact's figure."""
        return Run(figure(fact), ref=fact.id)

    def figure(self, found: DerivedFigure | None) -> Run | None:
        """A derived figure to the digits that its interval allows; None where nothing can honestly be printed."""
        if found is None or (shown := shown_value(found.interval)) is None:
            return None
        value, places, exact = shown
        words = derived_text(value, Quantity(value, found.unit), places, exact=exact)
        formula = found.formula.format(**{role: figure(self.facts[name]) for role, name in _inputs(found)})
        return self._enter(Derived(found.id, words, found.unit.symbol, formula, found.inputs))

    def ratio(self, id: str, interval: Interval, symbol: str, formula: str, inputs: tuple[str, ...]) -> Run | None:
        """A pure number such as a multiple (倍) or a percentage computed across facts."""
        unit = Unit(symbol, "times", Decimal(1))
        return self.figure(DerivedFigure(id, "", interval, unit, formula, inputs))

    def count(self, id: str, number: int, symbol: str, what: str) -> Run:
        """A count of the briefing's own things (facts used, practices named), which no source states."""
        return self._enter(Derived(f"=count.{id}", f"{number}{symbol}", symbol, f"本简报中{what}的计数", ()))

    def behind(self, refs: Iterable[str]) -> tuple[str, ...]:
        """The figures of the facts that `refs` name or are computed from, each once, in that order."""
        ids = (id for ref in refs for id in (self.derived[ref].inputs if ref in self.derived else (ref,)))
        return tuple(dict.fromkeys(figure(self.facts[id]) for id in ids))

    def _enter(self, entry: Derived) -> Run:
        self.derived[entry.id] = entry
        return Run(entry.text, ref=entry.id)


def shown_value(interval: Interval, most: int = 2) -> tuple[Decimal, int, bool] | None:
    """Midpoint, decimals to print and whether it is exact; None if the interval is open or too wide to print."""
    places = iv.places(interval, most)
    if places is None:
        return None
    value = iv.middle(interval)
    exact = interval.low == interval.high and rounded(value, most) == value
    if exact:
        places = max(0, -int(value.normalize().as_tuple().exponent))
    return value, places, exact


def _inputs(found: DerivedFigure) -> list[tuple[str, str]]:
    """The roles named in the formula, in the order of the inputs."""
    roles: list[str] = []
    for piece in found.formula.split("{")[1:]:
        role = piece.partition("}")[0]
        if role not in roles:
            roles.append(role)
    return list(zip(roles, found.inputs, strict=False))
