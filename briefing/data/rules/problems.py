"""Where a rule's problem stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from briefing.errors import Location, Problem, Severity


class Located(Protocol):
    """Anything with an id that knows where it was read."""

    @property
    def id(self) -> str:
        """The id as written."""

    @property
    def location(self) -> Location:
        """Where the record begins."""


@dataclass(frozen=True, slots=True)
class Dangling(Problem):
    """A reference that leads nowhere; `target` is the id that was written."""

    target: str = ""


def problem(record: Located, key: str, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> Problem:
    """A problem at one key of a record."""
    return Problem(message, record.location.at(key), hint, severity)
