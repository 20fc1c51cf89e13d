"""A unit as written (万户, 亿元, 个工作日) into a unit with its family and factor."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model.library import UnitFamily
from briefing.model.quantity import SCALES, Unit


class UnitTable:
    """All units of the catalogue's families. What was found once is kept, as thousands of facts share a few units."""

    def __init__(self, families: Mapping[str, UnitFamily]) -> None:
        self.families = families
        self._found: dict[tuple[str, str], Unit | None] = {}

    def find(self, text: str, family: str) -> Unit | None:
        """The unit that `text` writes in that family; if it is none there, that of the first family which has it.

        The family decides first, as 名 is both a number of people and a rank. None if no family has the unit.
        """
        key = (text, family)
        if key not in self._found:
            self._found[key] = self._search(text, family)
        return self._found[key]

    def _search(self, text: str, family: str) -> Unit | None:
        own = [self.families[family]] if family in self.families else []
        matches = (_match(text, item) for item in [*own, *self.families.values()])
        return next((unit for unit in matches if unit is not None), None)

    def symbols(self, family: str) -> list[str]:
        """What may be written in that family (of an unknown one: in any), for messages."""
        chosen = [self.families[family]] if family in self.families else list(self.families.values())
        return list(dict.fromkeys(symbol for item in chosen for symbol in item.units))


def _match(text: str, family: UnitFamily) -> Unit | None:
    """`text` in one family: whole, so that a unit 万元 may be listed, or else after 万 or 亿."""
    scales = SCALES if family.scalable else ("",)
    for scale in scales:
        factor = family.units.get(text.removeprefix(scale)) if text.startswith(scale) else None
        if factor is not None:
            return Unit(text, family.id, factor * SCALES[scale])
    return None
