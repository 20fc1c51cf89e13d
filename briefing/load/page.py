"""What is being read right now: the name of the file, and the problems found in it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.errors import Place, Problem, Severity


@dataclass(slots=True)
class Page:
    """One data file in the reading. `file` is its name in messages; `problems` grows in the order found."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, message: str, line: int | None = None, key: str | None = None, hint: str = "") -> None:
        """Note what is wrong, at a line and a key of this file."""
        self.problems.append(Problem(message, Place(self.file, line, key), hint))

    def warn(self, message: str, line: int | None = None, key: str | None = None, hint: str = "") -> None:
        """Note what is doubtful but does not stop the work."""
        self.problems.append(Problem(message, Place(self.file, line, key), hint, Severity.WARNING))
