"""Whether the program can do its work on this machine and in this workspace, and what to do where it cannot."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefing.api.doctor import machine_checks, workspace_checks
from briefing.api.doctor.diagnosis import Case, CheckResults, Health
from briefing.api.doctor.machine import Machine, this_machine
from briefing.api.parameters import Day, day
from briefing.api.workspace import Workspace
from briefing.data.config import read_config
from briefing.data.reader import examine

CHECKS: tuple[tuple[str, Callable[[Case], CheckResults]], ...] = (
    ("Python", machine_checks.python),
    ("依赖的库", machine_checks.packages),
    ("公文字体", machine_checks.fonts),
    ("图表字体", machine_checks.chart_fonts),
    ("LibreOffice", machine_checks.libreoffice),
    ("编码", machine_checks.encodings),
    ("写入", machine_checks.rights),
    ("磁盘", machine_checks.disk),
    ("中断", machine_checks.unfinished),
    ("日期", machine_checks.clock),
    ("工作区", workspace_checks.workspace),
    ("设置", workspace_checks.settings),
    ("编发单位", workspace_checks.office),
    ("数据", workspace_checks.data),
    ("数据新旧", workspace_checks.freshness),
    ("模板", workspace_checks.templates),
    ("期号登记", workspace_checks.register),
)
"""What is looked at, in this order. A check tells what is wrong, one finding each, and last how it is if nothing is.

Each tells at least one thing: that all is well, or why it was not looked at.
"""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a check came to: its name, how it is (正常、注意、不行), what was found, and the line that mends it."""

    check: str
    level: Health
    found: str
    remedy: str


def doctor(
    workspace: Workspace | None = None, *, out: str | Path = "output", date: Day = None, machine: Machine | None = None
) -> list[Diagnosis]:
    """Return what each check of `CHECKS` finds, in their order; nothing is written, and nothing raised for a fault.

    `out` is where briefings are to go, `date` the day, `machine` what there is on this one, None to look.
    """
    here, today = workspace or Workspace.open(), day(date)
    read = (*examine(here.reader, today), *read_config(here.path))
    case = Case(machine or this_machine(os.environ), here, Path(out), today, *read)
    told = []
    for name, check in CHECKS:
        found = list(check(case))
        wrong = [item for item in found if item.level in (Health.NOTE, Health.BAD)]
        told += [Diagnosis(name, item.level, item.found, item.remedy) for item in wrong or found]
    return told
