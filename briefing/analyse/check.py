"""Cross-checks: do figures that depend on one another agree, given how they are rounded?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefing.analyse import interval as iv
from briefing.analyse.interval import Interval
from briefing.analyse.relations import Related
from briefing.model.library import Fact


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A figure against the value that others imply for it, both in base units. `holds`: the intervals meet."""

    related: Related
    stated: Fact
    implied: Interval
    holds: bool


def _days(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365


def _daily(related: Related) -> Interval | None:
    """A year's total ÷ the days of that year is the daily average."""
    total = related.one("total")
    year = total.period.year
    return iv.base(total) / iv.exactly(_days(year)) if year else None


def _sum(related: Related) -> Interval:
    """The parts add up to the whole."""
    total = iv.exactly(0)
    for part in related.members["parts"]:
        total = total + iv.base(part)
    return total


def _at_least_parts(related: Related) -> Interval:
    """A whole is no less than its part."""
    return Interval(iv.base(related.one("part")).low, iv.INFINITE)


def _nested(related: Related) -> Interval:
    """The widest tier is no less than the next."""
    return Interval(max(iv.base(fact).low for fact in related.members["levels"][1:]), iv.INFINITE)


CHECKS: dict[str, tuple[str, Callable[[Related], Interval | None]]] = {
    "daily": ("daily", _daily),
    "sum": ("whole", _sum),
    "part_of": ("whole", _at_least_parts),
    "tiers": ("levels", _nested),
}
"""Relation kind → role of the figure that is checked, and what the others imply for it."""


def cross_check(related: Iterable[Related]) -> list[CrossCheck]:
    """Every check that the relations allow, in their order."""
    done = []
    for item in related:
        if item.relation.kind not in CHECKS:
            continue
        role, imply = CHECKS[item.relation.kind]
        implied = imply(item)
        if implied is not None:
            stated = item.one(role)
            done.append(CrossCheck(item, stated, implied, iv.base(stated).meets(implied)))
    return done
