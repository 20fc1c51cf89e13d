"""What related facts of one city establish: one small function for each kind, in a visible table.

Every derived figure is an interval (see `interval`), keeps its formula and its inputs, and is later labelled 推算.
A figure that the source states itself is not derived but kept to be checked (see `check`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from briefing.analysis import interval as iv
from briefing.analysis.derived import PERCENT, DerivedFigure, Result, figures
from briefing.analysis.interval import HUNDRED, ONE, ZERO, Interval, exactly
from briefing.model.facts import Fact, Relation
from briefing.model.library import CityRecord
from briefing.model.period import Basis
from briefing.model.quantity import RANK, RANK_CHANGE, SCALES, Unit
from briefing.model.relations import KINDS

Members = Mapping[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Related:
    """A relation with its facts by role and what follows from them; `theme` is that of its first fact.

    `derived`: figures that no fact states. `implied`: what the others imply for a figure that a fact does state.
    """

    relation: Relation
    theme: str
    members: Members
    derived: tuple[DerivedFigure, ...]
    implied: tuple[DerivedFigure, ...]

    def one(self, role: str) -> Fact:
        """Return the only fact of a role."""
        return self.members[role][0]

    @property
    def outdone(self) -> bool | None:
        """Whether more was done than planned; None for what is no completion, or where that is not certain."""
        share = iv.of(self.one("rate")) if self.relation.kind == "completion" else HUNDRED
        return True if share.low > HUNDRED.high else False if share.high < HUNDRED.low else None

    def stated(self, role: str) -> Fact | None:
        """Return the fact that states an optional role, None if the source does not state it."""
        return self.members[role][0] if self.members.get(role) else None

    def figure(self, role: str) -> DerivedFigure | None:
        """Return the derived figure of a role, None if a fact states it or the facts do not allow it."""
        return next((item for item in self.derived if item.role == role), None)


def _reduction(members: Members) -> list[Result]:
    """From a cut and its percentage: before = cut ÷ rate; after = cut × (1 ÷ rate − 1)."""
    cut, rate = members["cut"][0], iv.of(members["rate"][0]) / HUNDRED
    size, unit = iv.of(cut), cut.quantity.unit
    # a cut of more than all there was, or of nothing, is a mistake in the data: nothing follows from it
    if size.low < 0 or rate.low <= 0 or rate.high > 1:
        return []
    return [
        Result("before", size / rate, unit, "{cut} ÷ {rate}"),
        Result("after", size * (ONE / rate - ONE), unit, "{cut} ÷ {rate} − {cut}"),
    ]


def _completion(members: Members) -> list[Result]:
    """From an actual and its rate of the plan: plan = actual ÷ rate; what it is above or short of the plan."""
    actual, rate = members["actual"][0], iv.of(members["rate"][0]) / HUNDRED
    done, unit = iv.of(actual), actual.quantity.unit
    if done.low < 0 or rate.low <= 0:
        return []
    found = [Result("plan", done / rate, unit, "{actual} ÷ {rate}")]
    if rate.low > 1:
        found.append(Result("excess", done * (ONE - ONE / rate), unit, "{actual} − {actual} ÷ {rate}"))
    if rate.high < 1:
        found.append(Result("shortfall", done * (ONE / rate - ONE), unit, "{actual} ÷ {rate} − {actual}"))
    return found


def _change(members: Members) -> list[Result]:
    """From a stock and its change: opening = stock − change, or + for a fall; growth = change ÷ opening.

    From a place in a ranking and its movement: the place before, which has no growth.
    """
    stock, change = members["stock"][0], members["change"][0]
    unit, falls = stock.quantity.unit, change.direction == "减"
    if unit.family == RANK:
        return _place_before(stock, change, "−" if falls else "+")
    if unit.family != change.quantity.unit.family:
        return []
    now, moved = iv.of(stock), iv.base(change) / exactly(unit.factor)
    sign = "+" if falls else "−"
    found = [Result("opening", now + moved if falls else now - moved, unit, f"{{stock}} {sign} {{change}}")]
    if found[0].interval.low > 0 and moved.low > 0:
        # change ÷ (stock − change), written so that each occurs once
        growth = ONE / (now / moved + ONE if falls else now / moved - ONE) * HUNDRED
        found.append(Result("growth", growth, PERCENT, f"{{change}} ÷（{{stock}} {sign} {{change}}）"))
    return found


def _place_before(place: Fact, moved: Fact, sign: str) -> list[Result]:
    """Return the place from which a city moved up (+, to a lower number) or down (−); nothing where either is vague."""
    now, steps = iv.of(place), iv.of(moved)
    before = now + steps if sign == "+" else now - steps
    if moved.quantity.unit.family != RANK_CHANGE or before.low < 1 or before.low < before.high:
        return []
    return [Result("opening", before, place.quantity.unit, f"{{stock}} {sign} {{change}}")]


def _share(members: Members) -> list[Result]:
    """From a part and its percentage: whole = part ÷ rate. A part of 100 % is the whole, and tells nothing more."""
    part, rate = members["part"][0], iv.of(members["rate"][0]) / HUNDRED
    if rate.low <= 0 or rate.high >= 1:
        return []
    return [Result("whole", iv.of(part) / rate, part.quantity.unit, "{part} ÷ {rate}")]


def _part_of(members: Members) -> list[Result]:
    """From a part and its whole: the part's percentage, which is at most 100."""
    part, whole = iv.base(members["part"][0]), iv.base(members["whole"][0])
    if whole.low <= 0 or not part.meets(Interval(ZERO, whole.high)):
        return []
    return [Result("rate", (part / whole * HUNDRED).within(ZERO, HUNDRED.high), PERCENT, "{part} ÷ {whole}")]


def _per_unit(members: Members) -> list[Result]:
    """From an amount and the number of its recipients: the average of one."""
    amount, count = members["amount"][0], members["count"][0]
    total, heads = iv.base(amount), iv.base(count)
    # 超过3亿元 for 500余户 gives no average that could be printed
    if heads.low <= 0 or not total.bounded or not heads.bounded:
        return []
    average = total / heads
    unit = _handy(amount.quantity.unit, average)
    return [Result("average", average / exactly(unit.factor), unit, "{amount} ÷ {count}")]


def _handy(unit: Unit, size: Interval) -> Unit:
    """Return the unit, or a smaller scale of it (亿元 → 万元 → 元), the largest in which `size` is at least 1."""
    scale = unit.symbol[0] if len(unit.symbol) > 1 and unit.symbol[0] in SCALES else ""
    bare, one = unit.symbol.removeprefix(scale), unit.factor / SCALES[scale]
    scales = [name for name, factor in SCALES.items() if factor <= SCALES[scale]]
    fitting = [name for name in scales if size.best >= one * SCALES[name]]
    best = max(fitting, key=lambda name: SCALES[name], default="")
    return Unit(best + bare, unit.family, one * SCALES[best])


def _sum(members: Members) -> list[Result]:
    """Return the whole as the sum of its parts."""
    unit, total = members["whole"][0].quantity.unit, exactly(0)
    for part in members["parts"]:
        total += iv.base(part)
    return [Result("whole", total / exactly(unit.factor), unit, "{parts}")]


def _daily(members: Members) -> list[Result]:
    """Return the daily average, a total over a period ÷ its days, in the unit of the one stated."""
    total, daily = members["total"][0], members["daily"][0]
    length = total.period.days
    # a cumulative total since an unknown day has no number of days to be divided by
    if length is None or total.basis not in (Basis.FLOW, Basis.UNSTATED):
        return []
    unit = daily.quantity.unit
    average = iv.base(total) / exactly(length) / exactly(unit.factor)
    return [Result("daily", average, unit, f"{{total}} ÷ {length}")]


COMPUTATIONS: Mapping[str, Callable[[Members], list[Result]]] = {
    "reduction": _reduction,
    "completion": _completion,
    "change": _change,
    "share": _share,
    "part_of": _part_of,
    "tiers": lambda members: [],  # each holds the next: a sum would count things twice
    "per_unit": _per_unit,
    "sum": _sum,
    "daily": _daily,
    "standards": lambda members: [],  # only set side by side
}
"""What follows from each of `model.relations.KINDS`."""


def relate_all(
    records: Iterable[CityRecord], facts: Mapping[str, Fact], theme: Callable[[Fact], str]
) -> tuple[Related, ...]:
    """Return every relation of the records whose facts are all among `facts`, in data order."""
    found = (relate(relation, facts, theme) for record in records for relation in record.relations)
    return tuple(item for item in found if item)


def relate(relation: Relation, facts: Mapping[str, Fact], theme: Callable[[Fact], str]) -> Related | None:
    """Return the relation with its facts and derived figures; None if one of its facts is not among `facts`."""
    if any(name not in facts for names in relation.members.values() for name in names):
        return None
    members = {role: tuple(facts[name] for name in names) for role, names in relation.members.items()}
    # figures that belong together (before and after) are printed to as many decimals as one another
    found = figures(relation.id, COMPUTATIONS[relation.kind](members), members, KINDS[relation.kind].alike)
    return Related(
        relation=relation,
        theme=theme(next(iter(members.values()))[0]),
        members=members,
        derived=tuple(item for item in found if item.role not in members),
        implied=tuple(item for item in found if item.role in members),
    )
