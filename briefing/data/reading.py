"""What is being read right now: the name of the file, and the problems found in it so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
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
class RecordProblem(Problem):
    """A problem of one record; `record` is its id, "" if it has none. The record may have been left out."""

    record: str = ""


def troubled(problems: Iterable[Problem]) -> frozenset[str]:
    """The ids of the records that some of the problems are about.

    `rules.check` takes them: that a reference to one of them leads nowhere is no problem of its own.
    """
    return frozenset(problem.record for problem in problems if isinstance(problem, RecordProblem)) - {""}


@dataclass(slots=True)
class Page:
    """One data file in the reading. `file` is its name in messages; `problems` grows in the order found."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def place(self, line: int | None, key: str | None) -> Location:
        """Return where a key of the record on a line stands."""
        return Location(self.file, line, key)

    def error(self, message: str, line: int | None = None, key: str | None = None, hint: str = "") -> None:
        """Note what is wrong, at a line and a key of this file."""
        self.problems.append(Problem(message, self.place(line, key), hint))

    def record_error(self, record: str, message: str, line: int | None, key: str, hint: str) -> None:
        """Note what is wrong with the record of that id."""
        self.problems.append(RecordProblem(message, self.place(line, key), hint, record=record))

    def warn(self, message: str, line: int | None = None, key: str | None = None, hint: str = "") -> None:
        """Note what is doubtful but does not stop the work."""
        self.problems.append(Problem(message, self.place(line, key), hint, Severity.WARNING))
