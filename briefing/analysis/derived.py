"""A computed figure: its interval, how many digits of it may be printed, and what it was computed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import Formatter

from briefing.analysis import interval as iv
from briefing.analysis.interval import Interval, exactly
from briefing.model.facts import Fact
from briefing.model.quantity import RATIOS, Unit

PERCENT = Unit("%", "percent", Decimal(1))
POINT = Unit("个百分点", "point", Decimal(1))
TIMES = Unit("倍", "times", Decimal(1))
WORTH_A_MULTIPLE = Decimal("1.5")  # below, a gap says more

# One decimal of a percentage or a multiple is what officials print; of amounts, two decimals of 亿元 are a million.
MOST_DECIMALS: Mapping[str, int] = {"percent": 1, "point": 1, "times": 1}
"""How many decimals a computed figure is printed to at most, by unit family; two for all others."""
_OTHERWISE = 2


@dataclass(frozen=True, slots=True)
class DerivedFigure:
    """A computed figure, which is labelled 推算 wherever it is printed or drawn.

    `id` begins with "="; `interval` is in `unit`; `formula` names the facts of `inputs` in braces, as a practice's
    text does; `places` are the decimals to print (−1: tens), None if nothing can honestly be printed. `paired`: it has
    as many as another beside it, and would no longer add up with fewer.
    """

    id: str
    role: str
    interval: Interval
    unit: Unit
    formula: str
    inputs: tuple[str, ...]
    places: int | None
    paired: bool = False

    @property
    def value(self) -> Decimal | None:
        """Return the figure to print and to draw; None if nothing can honestly be printed."""
        return None if self.places is None else iv.rounded(self.interval.best, self.places)

    @property
    def exact(self) -> bool:
        """Whether the printed figure is the very result of the printed inputs, so that no 约 is due: 44 − 34 is 10."""
        return self.value is not None and iv.exact(self.interval, self.value)


@dataclass(frozen=True, slots=True)
class Result:
    """What a computation yields; `formula` names roles in braces.

    `beside`: its two ends stand beside it, so that a reader subtracts them and must come to the same figure.
    """

    role: str
    interval: Interval
    unit: Unit
    formula: str
    beside: bool = False


def figures(
    stem: str, results: Sequence[Result], members: Mapping[str, Sequence[Fact]], alike: Sequence[str] = ()
) -> tuple[DerivedFigure, ...]:
    """The results as figures with ids `=stem.role`; those whose role is in `alike` get the same number of decimals."""
    known = [result for result in results if places(result) is not None]
    group = [result for result in known if result.role in alike]
    decimals = {result.role: places(*(group if result in group else [result])) for result in known}
    for result in known:
        at = decimals[result.role]
        decimals[result.role] = _subtracted(result, at) if result.beside and at is not None else at
    sums = {role: " + ".join(f"{{{fact.id}}}" for fact in facts) for role, facts in members.items()}
    # a role that occurs twice in a formula is one input
    roles = {
        result.role: dict.fromkeys(name for _, name, _, _ in Formatter().parse(result.formula) if name)
        for result in results
    }
    return tuple(
        DerivedFigure(
            id=f"={stem}.{result.role}",
            role=result.role,
            interval=result.interval,
            unit=result.unit,
            formula=result.formula.format(**sums),
            inputs=tuple(fact.id for role in roles[result.role] for fact in members[role]),
            places=decimals.get(result.role),
            paired=result in group,
        )
        for result in results
    )


def _subtracted(result: Result, places: int) -> int:
    """Return the decimals with which a difference is the very result of its printed ends; `places` where none are."""
    best = result.interval.best
    exact = (count for count in range(places, _OTHERWISE + 1) if iv.exact(result.interval, iv.rounded(best, count)))
    return next(exact, places)


def places(*results: Result) -> int | None:
    """Return the decimals that results of one kind are printed to, as many for each."""
    most = min(MOST_DECIMALS.get(result.unit.family, _OTHERWISE) for result in results)
    return iv.places(*(result.interval for result in results), most=most)


def distances(top: Fact, bottom: Fact) -> tuple[DerivedFigure, ...]:
    """Return the multiple of the one to the other where it is at least 1.5, else by how much the one is higher."""
    high, low, unit = iv.base(top), iv.base(bottom), top.quantity.unit
    # not certainly higher: a multiple or a gap would claim what the figures do not say
    if high.low <= low.high:
        return ()
    if unit.family not in RATIOS and low.low > 0 and (high / low).low >= WORTH_A_MULTIPLE:
        found = Result("multiple", high / low, TIMES, "{top} ÷ {bottom}")
    else:
        # between two percentages lie points, not per cent
        gap = (high - low) / exactly(unit.factor)
        found = Result("gap", gap, POINT if unit.family == "percent" else unit, "{top} − {bottom}", beside=True)
    return figures(top.id, [found], {"top": (top,), "bottom": (bottom,)})
