"""Where a rule's problem stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.data.reading import Located
from briefing.errors import Problem, Severity
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.model.period import UNSTATED


@dataclass(frozen=True, slots=True)
class Dangling(Problem):
    """A reference that leads nowhere; `target` is the id that was written."""

    target: str = ""


def problem(record: Located, key: str, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> Problem:
    """A problem at one key of a record."""
    return Problem(message, record.location.at(key), hint, severity)


def worded(problems: Sequence[Problem], library: Library) -> list[Problem]:
    """Return the problems with facts of tables, whose ids nobody has given, called by what they are of."""
    made = {fact.id: fact for fact in library.facts() if fact.location.cell is not None} if problems else {}

    def said(text: str) -> str:
        return re.sub(
            "“([^“”]+)”", lambda found: _called(made[found[1]], library) if found[1] in made else found[0], text
        )

    if not made:
        return [*problems]
    return [replace(problem, message=said(problem.message), hint=said(problem.hint)) for problem in problems]


def _called(fact: Fact, library: Library) -> str:
    """Return what a fact is of: 宜昌市“外来投资项目签约数”2026年10月."""
    indicator = library.catalogue.indicators.get(fact.indicator)
    scope = f"（{fact.scope}）" if fact.scope else ""
    period = fact.period.printed if fact.period != UNSTATED else ""
    return f"{library.records[fact.city].city.name}“{indicator.name if indicator else fact.indicator}{scope}”{period}"
