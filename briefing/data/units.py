"""A unit as written (万户, 亿元, 个工作日) into a unit with its family and factor."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from briefing.errors import did_you_mean
from briefing.model.catalogue import UnitFamily
from briefing.model.quantity import SCALES, Unit

SHOWN = 6  # units of a family that a message names


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
            own = [self.families[family]] if family in self.families else []
            matches = (_match(text, item) for item in [*own, *self.families.values()])
            self._found[key] = next((unit for unit in matches if unit is not None), None)
        return self._found[key]

    def hint(self, text: str, family: str) -> str:
        """What to write instead of `text`: what looks most like it in that family, then other units of the family.

        Of an unknown family only what looks like it in any.
        """
        own = self.families.get(family)
        chosen = [own] if own else list(self.families.values())
        scale = text[:1] if text[:1] in SCALES else ""
        written = [f"{scale if item.scalable else ''}{symbol}" for item in chosen for symbol in item.units]
        # a unit of another family is no misspelling of one of this
        near = (
            "" if self.find(text, family) else did_you_mean(unicodedata.normalize("NFKC", text), dict.fromkeys(written))
        )
        return f"{near}{_told(own) if own else ''}单位列在 units.yaml 中。"


def _told(family: UnitFamily) -> str:
    """Some units of a family."""
    named = "、".join(list(family.units)[:SHOWN]) + (f" 等 {len(family.units)} 个" if len(family.units) > SHOWN else "")
    return f"可用的单位：{named}{'，前面可加“万”“亿”' if family.scalable else ''}。"


def _match(text: str, family: UnitFamily) -> Unit | None:
    """`text` in one family: whole, so that a unit 万元 may be listed, or else after 万 or 亿."""
    scales = SCALES if family.scalable else ("",)
    for scale in scales:
        factor = family.units.get(text.removeprefix(scale)) if text.startswith(scale) else None
        if factor is not None:
            return Unit(text, family.id, factor * SCALES[scale])
    return None
