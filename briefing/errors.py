"""Problems are values: collected in every room, printed once by the CLI.

This is the ground floor: it knows nothing of the rest of the house.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar


class Severity(StrEnum):
    """How bad a problem is: an ERROR stops the work, a WARNING is only told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands: a file (as the user names it), a 1-based line, a key; in a workbook a cell (数据!D17).

    None: not known.
    """

    file: str | None = None
    line: int | None = None
    key: str | None = None
    cell: str | None = None

    def at(self, key: str) -> Location:
        """Return where a key of the record that begins here is; what a cell holds has no keys."""
        return self if self.cell else Location(self.file, self.line, key)

    def __str__(self) -> str:
        parts = [
            self.file or "",
            self.cell or "",
            f"第 {self.line} 行" if self.line else "",
            f"“{self.key}”" if self.key else "",
        ]
        return " ".join(part for part in parts if part)


NOWHERE = Location()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in Chinese: what was got (`message`), where, and what to do (`hint`, may be "").

    Both name options as the command line does (--force); `str` names them as Python does (force=True).
    """

    message: str
    location: Location = NOWHERE
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return _OPTION.sub(_as_argument, self.on_command_line)

    @property
    def on_command_line(self) -> str:
        """All that there is to say of it in one line, with options as the command line has them."""
        where = f"{self.location}：" if str(self.location) else ""
        return f"{where}{self.message}{self.hint}"


_ARGUMENTS = {
    **{name: name for name in ("by", "cc", "date", "home", "issue", "out", "period", "recipe", "shell", "since")},
    **{name: name for name in ("attach", "force", "merge", "subject", "template", "thin", "title", "to", "workspace")},
    **{"all": "everything", "city": "cities", "format": "formats", "from": "sender", "set": "settings"},
    "theme": "themes",
}
"""What Python calls the options of the command line."""
_FLAGS = {"all", "force", "merge", "thin"}
# What follows an option is its value where the sentence gives an example of it, else the sentence goes on.
_OPTION = re.compile(rf"(如 |写 |)--({'|'.join(_ARGUMENTS)})(?![a-z-])(?: ([^\s，。；、（）]+))?")


def _as_argument(found: re.Match[str]) -> str:
    before, option, after = found.groups()
    name, value = _ARGUMENTS[option], after or ""
    if option in _FLAGS:
        return f"{before}{name}=True{f' {value}' if value else ''}"
    if not value or not (before or value.isascii()):
        return f"{before}{name}={f' {value}' if value else ''}"
    key, sign, rest = value.partition("=")
    return f'{before}{name}={{"{key}": "{rest}"}}' if sign else f'{before}{name}="{value}"'


class BriefingError(Exception):
    """Carries every problem found, in the order found, to the CLI (exit code 1)."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[BriefingError], tuple[tuple[Problem, ...]], dict[str, object]]:
        """Pickle the problems, of which it is made, and not the message; with notes that were added."""
        return type(self), (self.problems,), vars(self)


class UsageError(BriefingError):
    """The request itself is wrong, such as a city that does not exist (exit code 2)."""


Item = TypeVar("Item")
Result = TypeVar("Result")


def collect(make: Callable[[Item], Result], items: Iterable[Item]) -> tuple[list[Result], list[Problem]]:
    """Return the results of `make` for the items, in order, and the problems of all for which it raised them."""
    results: list[Result] = []
    problems: list[Problem] = []
    for item in items:
        try:
            results.append(make(item))
        except BriefingError as error:
            problems += error.problems
    return results, problems


NAMED = 20
"""How many of many things a message names."""


def enumerated(items: Sequence[str], between: str = "、") -> str:
    """Return the items in one phrase: all of them, or the first `NAMED` and how many more there are."""
    rest = len(items) - NAMED
    return between.join(items[:NAMED]) + (f"{between}另有 {rest} 处" if rest > 0 else "")


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop the work."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


ALIKE, ALIKE_IN_LETTERS = 0.4, 0.6
"""How alike a name and what was typed must be, from 0 to 1 (武汗 and 武汉市 are, at 0.4); in letters, more."""
LONG = 8  # letters of a word of which the second holds
NEAREST = 3  # names offered: a fourth is a list to read through, not a slip to see


def nearest(name: str, allowed: Iterable[str]) -> list[str]:
    """Return up to `NEAREST` of the allowed names that look most like `name`, best first; empty if none is near.

    Of two words in letters, half the letters are often the same by chance: they must be more alike.
    """
    return list(_nearest(name, tuple(allowed)))


@lru_cache(maxsize=1000)  # a template may misspell a name in a loop
def _nearest(name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    import difflib  # noqa: PLC0415 - only needed once something is misspelt

    cutoff = ALIKE_IN_LETTERS if name.isascii() and len(name) >= LONG else ALIKE
    return tuple(difflib.get_close_matches(name, allowed, n=NEAREST, cutoff=cutoff))


def did_you_mean(name: str, allowed: Iterable[str]) -> str:
    """Return a Chinese hint that offers the nearest allowed names, or "" when none is near."""
    close = nearest(name, allowed)
    return f"您是不是要找{'、'.join(f'“{item}”' for item in close)}？" if close else ""
