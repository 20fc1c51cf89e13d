"""What `doctor` finds, and what it looks at."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing.api.doctor.machine import Machine
from briefing.api.workspace import Workspace
from briefing.data.config import Config
from briefing.errors import Problem
from briefing.model.library import Library


class Health(StrEnum):
    """How well something is: BAD keeps the program from its work, NOTE from a part of it or from doing it well.

    SKIPPED could not be looked at, or there is none of it.
    """

    OK = "正常"
    SKIPPED = "未查"
    NOTE = "注意"
    BAD = "不行"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found, in Chinese, and the line that mends it, "" where nothing has to be."""

    level: Health
    found: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What is looked at: the machine, the workspace, the folder for what is made, and the day.

    `library` and `config` are what the workspace holds, sound or not, `problems` and `misset` what is wrong with them.
    """

    machine: Machine
    workspace: Workspace
    out: Path
    today: datetime.date
    library: Library
    problems: Sequence[Problem]
    config: Config
    misset: Sequence[Problem]


CheckResults = Iterator[CheckResult]


def ok(found: str) -> CheckResult:
    """Return that all is well."""
    return CheckResult(Health.OK, found)


def skipped(found: str) -> CheckResult:
    """Return why a thing was not looked at."""
    return CheckResult(Health.SKIPPED, found)


def note(found: str, remedy: str) -> CheckResult:
    """Return what a person should look at."""
    return CheckResult(Health.NOTE, found, remedy)


def bad(found: str, remedy: str) -> CheckResult:
    """Return what keeps the program from its work."""
    return CheckResult(Health.BAD, found, remedy)
