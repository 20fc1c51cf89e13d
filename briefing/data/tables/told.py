"""What is to be told of a table, each thing once, with the cell that it is about."""

from __future__ import annotations

from briefing.data.tables.book import Sheet
from briefing.errors import Problem, Severity, enumerated


class Told:
    """The problems of one table, in the order found."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._problems: dict[Problem, None] = {}
        self._groups: dict[tuple[str, str, Severity], list[tuple[int, int, str]]] = {}

    @property
    def count(self) -> int:
        """How many have been told, those in groups left out."""
        return len(self._problems)

    def error(self, row: int, column: int, message: str, hint: str = "") -> None:
        """Tell what stops the work."""
        self._add(Problem(message, self.sheet.location(row, column), hint))

    def warn(self, row: int, column: int, message: str, hint: str = "") -> None:
        """Tell what should be known."""
        self._add(Problem(message, self.sheet.location(row, column), hint, Severity.WARNING))

    def group(
        self, row: int, column: int, name: str, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Tell the same of several names in one problem, at the first cell; `message` has {} for the names."""
        named = self._groups.setdefault((message, hint, severity), [])
        if all(name != known for _, _, known in named):
            named.append((row, column, name))

    def problems(self) -> tuple[Problem, ...]:
        """Return all of them, the grouped ones last."""
        grouped = (
            Problem(
                message.format(enumerated([f"“{name}”" for _, _, name in named])),
                self.sheet.location(named[0][0], named[0][1]),
                hint,
                severity,
            )
            for (message, hint, severity), named in self._groups.items()
        )
        return (*self._problems, *grouped)

    def _add(self, problem: Problem) -> None:
        self._problems.setdefault(problem)
