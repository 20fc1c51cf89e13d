"""What related facts of one city establish: one small function for each kind, in a visible table.

Every derived figure is an interval (see `interval`), keeps its formula and its inputs, and is later labelled 推算.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefing.analyse import interval as iv
from briefing.analyse.interval import Interval
from briefing.model.library import Fact, Relation
from briefing.model.quantity import Unit

PERCENT = Unit("%", "percent", Decimal(1))


@dataclass(frozen=True, slots=True)
class DerivedFigure:
    """A computed figure. `formula` names roles of the relation in braces; `inputs` are the ids of the facts used."""

    id: str
    role: str
    interval: Interval
    unit: Unit
    formula: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A relation with its facts by role and what follows from them; `theme` is that of its first fact."""

    relation: Relation
    theme: str
    members: Mapping[str, tuple[Fact, ...]]
    derived: tuple[DerivedFigure, ...]

    def one(self, role: str) -> Fact:
        """The only fact of a role."""
        return self.members[role][0]

    def figure(self, role: str) -> DerivedFigure | None:
        """The derived figure of a role, None if the facts do not allow it."""
        return next((item for item in self.derived if item.role == role), None)


Members = Mapping[str, tuple[Fact, ...]]
Result = tuple[str, Interval, Unit, str]  # role, interval, unit, formula
HUNDRED = iv.exactly(100)


def _reduction(members: Members) -> list[Result]:
    """From a cut and its percentage: before = cut ÷ rate; after = cut × (1 − rate) ÷ rate (Δ = b·r, a = b − Δ)."""
    cut, rate = members["cut"][0], members["rate"][0]
    size, part = iv.of(cut), iv.of(rate) / HUNDRED
    if size.low < 0 or part.low <= 0 or part.high > 1:
        return []
    unit = cut.quantity.unit
    # Both fall as the rate rises and grow with the cut, so the ends give exact bounds.
    before = Interval(size.low / part.high, size.high / part.low)
    after = Interval(size.low * (1 - part.high) / part.high, size.high * (1 - part.low) / part.low)
    return [("before", before, unit, "{cut} ÷ {rate}"), ("after", after, unit, "{cut} ÷ {rate} − {cut}")]


def _completion(members: Members) -> list[Result]:
    """From an actual and its rate of the plan: plan = actual ÷ rate; excess = actual − plan."""
    actual, rate = members["actual"][0], members["rate"][0]
    done, share = iv.of(actual), iv.of(rate) / HUNDRED
    if done.low < 0 or share.low <= 0:
        return []
    unit = actual.quantity.unit
    found = [("plan", done / share, unit, "{actual} ÷ {rate}")]
    if share.low >= 1:
        excess = Interval(done.low * (1 - 1 / share.low), done.high * (1 - 1 / share.high))
        found.append(("excess", excess, unit, "{actual} − {actual} ÷ {rate}"))
    return found


def _change(members: Members) -> list[Result]:
    """From a stock and its change: opening = stock − change (stock + change for a fall); growth = change ÷ opening."""
    stock, change = members["stock"][0], members["change"][0]
    if stock.quantity.unit != change.quantity.unit:
        return []
    now, moved = iv.of(stock), iv.of(change)
    falls = change.direction == "减"
    opening = now + moved if falls else now - moved
    sign = "+" if falls else "−"
    found = [("opening", opening, stock.quantity.unit, f"{{stock}} {sign} {{change}}")]
    if opening.low > 0:
        growth = moved / opening * HUNDRED
        found.append(("growth", growth, PERCENT, f"{{change}} ÷（{{stock}} {sign} {{change}}）"))
    return found


def _share(members: Members) -> list[Result]:
    """From a part and its percentage: whole = part ÷ rate."""
    part, rate = members["part"][0], members["rate"][0]
    share = iv.of(rate) / HUNDRED
    if share.low <= 0:
        return []
    return [("whole", iv.of(part) / share, part.quantity.unit, "{part} ÷ {rate}")]


def _part_of(members: Members) -> list[Result]:
    """From a part and its whole: the part's percentage."""
    part, whole = iv.base(members["part"][0]), iv.base(members["whole"][0])
    if whole.low <= 0 or not whole.bounded or not part.bounded:
        return []
    return [("rate", part / whole * HUNDRED, PERCENT, "{part} ÷ {whole}")]


def _per_unit(members: Members) -> list[Result]:
    """From an amount and the number of its recipients: the average, in the amount's unit or a smaller scale of it."""
    amount, count = members["amount"][0], members["count"][0]
    total, heads = iv.base(amount), iv.base(count)
    if heads.low <= 0 or not heads.bounded or not total.bounded:
        return []
    symbol = amount.quantity.unit.symbol.lstrip("万亿")
    scale = Decimal(10_000)
    unit = Unit(f"万{symbol}", amount.quantity.unit.family, scale)
    return [("average", total / heads / iv.exactly(scale), unit, "{amount} ÷ {count}")]


def _listed(members: Members) -> list[Result]:
    """Kinds that only set facts side by side: nothing is computed (nested tiers are never summed)."""
    return []


@dataclass(frozen=True, slots=True)
class RelationKind:
    """A kind of relation: the roles its members take and the function that draws conclusions from them."""

    roles: tuple[str, ...]
    compute: Callable[[Members], list[Result]]


KINDS: dict[str, RelationKind] = {
    "reduction": RelationKind(("cut", "rate"), _reduction),
    "completion": RelationKind(("actual", "rate"), _completion),
    "change": RelationKind(("stock", "change"), _change),
    "share": RelationKind(("part", "rate"), _share),
    "part_of": RelationKind(("part", "whole"), _part_of),
    "tiers": RelationKind(("levels",), _listed),
    "per_unit": RelationKind(("amount", "count"), _per_unit),
    "sum": RelationKind(("parts", "whole"), _listed),
    "daily": RelationKind(("total", "daily"), _listed),
    "standards": RelationKind(("limits",), _listed),
}


def relate(relation: Relation, facts: Mapping[str, Fact], theme: Callable[[Fact], str]) -> Related | None:
    """The relation with its facts and derived figures; None if one of its facts is not among `facts`."""
    if any(name not in facts for names in relation.members.values() for name in names):
        return None
    members = {role: tuple(facts[name] for name in names) for role, names in relation.members.items()}
    inputs = tuple(name for names in relation.members.values() for name in names)
    derived = tuple(
        DerivedFigure(f"={relation.id}.{role}", role, interval, unit, formula, inputs)
        for role, interval, unit, formula in KINDS[relation.kind].compute(members)
    )
    first = next(iter(members.values()))[0]
    return Related(relation, theme(first), members, derived)
