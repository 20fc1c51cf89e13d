"""Several files state one figure: which of them holds, and what is told where they do not agree."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.data.tables.footnotes import joined
from briefing.errors import Problem, Severity
from briefing.model.catalogue import Indicator
from briefing.model.facts import Audience, Fact
from briefing.model.library import City

BESIDE = {"target": "目标", "bureau": "牵头单位", "status": "状态"}
"""What a file may say beside a figure that another one has, too, by its key in a fact."""


@dataclass(frozen=True, slots=True)
class Settling:
    """The settling of facts that state the same: `prevailing` are the files that are right where another differs.

    What does not agree is appended to `problems`.
    """

    cities: Mapping[str, City]
    indicators: Mapping[str, Indicator]
    prevailing: Collection[str]
    problems: list[Problem]

    def settled(self, alike: Sequence[Fact]) -> Sequence[Fact]:
        """Return the one of several facts that holds which state the same, with what the others say beside it.

        All that stand in YAML are kept, the first of them being that one.
        """
        typed = [fact for fact in alike if fact.location.cell is None]
        if len(alike) in (1, len(typed)):
            return alike
        first, *others = [fact for fact in alike if fact.location.file in self.prevailing] or alike
        differing = (other for other in others if first.quantity.base_ends != other.quantity.base_ends)
        self.problems.extend(self._clash(first, other) for other in differing)
        for other in alike:
            if other is not first and first.quantity.base_ends == other.quantity.base_ends:
                first = self._joined(first, other)
        return [replace(first, id=typed[0].id), *typed[1:]] if typed else [first]

    def _clash(self, first: Fact, second: Fact) -> Problem:
        """Return what is told of two facts that state the same otherwise, neither of which prevails."""
        shown = " 与 ".join(f"“{fact.quantity.written}{fact.quantity.unit.symbol}”" for fact in (first, second))
        hint = "请核对，只留一个。"
        if first.location.file != second.location.file:
            hint = "请核对；要以其中一个文件为准，在 briefing.yaml 的 tables 里给它写 prevails: true。"
            if first.location.file in self.prevailing:
                hint = "两个文件都写了 prevails: true，请只留一个。"
        message = f"{self._what(first)}有两个数：{shown}，另一处在 {first.location}。"
        return Problem(message, second.location, hint)

    def _joined(self, first: Fact, second: Fact) -> Fact:
        """Return the first fact with what the second says of the same figure; what differs is told."""
        more: dict[str, Any] = {
            key: joined((getattr(first, key), getattr(second, key))) for key in ("caveat", "note", "break_reason")
        }
        for key, what in BESIDE.items():
            own, other = getattr(first, key), getattr(second, key)
            if not own:
                more[key] = other
            elif other and own != other:
                message = f"{self._what(first)}的{what}与 {first.location} 的不同，以那里的为准。"
                self.problems.append(Problem(message, second.location, "请改成一致。", Severity.WARNING))
        return replace(first, **more, audience=max(first.audience, second.audience, key=list(Audience).index))

    def _what(self, fact: Fact) -> str:
        return f"{self.cities[fact.city].name}{fact.period.printed}的“{self.indicators[fact.indicator].name}”"
