"""What is to be told of a table, each thing once, with the cell that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.data.tables.files.book import Sheet
from briefing.errors import Problem, Severity, enumerated

NO_UNIT = "没有写单位：{}。"


@dataclass(frozen=True, slots=True)
class Lacking(Problem):
    """What a table does not say and its user can: `key` is that of `TableSettings`, `names` the indicators it is of."""

    key: str = ""
    names: tuple[str, ...] = ()


class Told:
    """The problems of one table, in the order found."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._problems: dict[Problem, None] = {}
        self._groups: dict[tuple[str, str, Severity], list[tuple[int, int, str]]] = {}

    def error(self, row: int, column: int, message: str, hint: str = "") -> None:
        """Tell what stops the work."""
        self._add(Problem(message, self.sheet.location(row, column), hint))

    def lacking(self, row: int, column: int, key: str, message: str, hint: str) -> None:
        """Tell what the table should say: its city, indicator or period."""
        self._add(Lacking(message, self.sheet.location(row, column), hint, key=key))

    def warn(self, row: int, column: int, message: str, hint: str = "") -> None:
        """Tell what should be known."""
        self._add(Problem(message, self.sheet.location(row, column), hint, Severity.WARNING))

    def group(self, row: int, column: int, name: str, message: str, hint: str) -> None:
        """Tell the same of several names in one problem, at the first cell; `message` has {} for the names."""
        self._group(row, column, name, (message, hint, Severity.ERROR))

    def group_warning(self, row: int, column: int, name: str, message: str, hint: str = "") -> None:
        """Tell as `group` does what should be known."""
        self._group(row, column, name, (message, hint, Severity.WARNING))

    def _group(self, row: int, column: int, name: str, said: tuple[str, str, Severity]) -> None:
        named = self._groups.setdefault(said, [])
        if all(name != known for _, _, known in named):
            named.append((row, column, name))

    def problems(self) -> tuple[Problem, ...]:
        """Return all of them, the grouped ones last."""
        grouped = (
            Lacking(
                message.format(enumerated([f"“{name}”" for _, _, name in named])),
                self.sheet.location(named[0][0], named[0][1]),
                hint,
                severity,
                key="units" if message == NO_UNIT else "",
                names=tuple(name for _, _, name in named),
            )
            for (message, hint, severity), named in self._groups.items()
        )
        return (*self._problems, *grouped)

    def _add(self, problem: Problem) -> None:
        self._problems.setdefault(problem)
