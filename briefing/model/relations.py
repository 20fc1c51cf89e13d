"""The kinds of relation and the roles that facts fill in them: one table for loading, checking and computing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a kind of relation. `least`: how many facts fill it at least, None for exactly one.

    An `optional` role holds a figure that the others imply: where a source states it, too, the two are checked
    against each other, and the stated one is printed.
    """

    name: str
    least: int | None = None
    optional: bool = False

    def __str__(self) -> str:
        if self.optional:
            return f"{self.name}（可不写）"
        return self.name if self.least is None else f"{self.name}（至少 {self.least} 个）"


def _roles(*required: str, implied: tuple[str, ...] = ()) -> tuple[Role, ...]:
    return (*(Role(name) for name in required), *(Role(name, optional=True) for name in implied))


ROLES: Mapping[str, tuple[Role, ...]] = {
    "reduction": _roles("cut", "rate", implied=("before", "after")),
    "completion": _roles("actual", "rate", implied=("plan", "excess", "shortfall")),
    "change": _roles("stock", "change", implied=("opening", "growth")),
    "share": _roles("part", "rate", implied=("whole",)),
    "part_of": _roles("part", "whole", implied=("rate",)),
    "tiers": (Role("levels", least=2),),
    "per_unit": _roles("amount", "count", implied=("average",)),
    "sum": (Role("parts", least=2), Role("whole")),
    "daily": _roles("total", "daily"),
    "standards": (Role("limits", least=1),),
}
"""The roles of every kind of relation."""
