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


@dataclass(frozen=True, slots=True)
class RelationKind:
    """A kind of relation: its roles, and what the rooms have to know of it beside its computation and its sentence.

    `weight`: how early its sentence is said, None where no sentence is made of it. `alike`: roles whose derived figures
    are printed to the same decimals. `unsaid`: roles that the sentence does not print. `one_family`: all members but
    rates are counted in one unit family. `nested`: roles of which each is within the one before.
    """

    roles: tuple[Role, ...]
    weight: int | None = None
    alike: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    one_family: bool = False
    nested: tuple[str, ...] = ()

    @property
    def opener(self) -> str:
        """The role whose period opens the sentence: the first, of nested ones the widest."""
        return self.nested[0] if self.nested else self.roles[0].name


KINDS: Mapping[str, RelationKind] = {
    "reduction": RelationKind(_roles("cut", "rate", implied=("before", "after")), weight=60, alike=("before", "after")),
    "completion": RelationKind(
        _roles("actual", "rate", implied=("plan", "excess", "shortfall")),
        weight=70,
        alike=("plan", "excess", "shortfall"),
    ),
    "change": RelationKind(
        _roles("stock", "change", implied=("opening", "growth")), weight=50, unsaid=("opening",), one_family=True
    ),
    "share": RelationKind(_roles("part", "rate", implied=("whole",)), weight=25),
    "part_of": RelationKind(
        _roles("part", "whole", implied=("rate",)), weight=20, one_family=True, nested=("whole", "part")
    ),
    "tiers": RelationKind((Role("levels", least=2),), weight=22, one_family=True, nested=("levels",)),
    "per_unit": RelationKind(_roles("amount", "count", implied=("average",)), weight=15),
    "sum": RelationKind((Role("parts", least=2), Role("whole")), one_family=True),
    "daily": RelationKind(_roles("total", "daily"), one_family=True),
    "standards": RelationKind((Role("limits", least=1),)),
}
"""Every kind of relation. What follows from one is computed in `analysis.relations`, said in `content.sentences`."""
