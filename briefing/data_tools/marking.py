"""A list of what is wrong with data, each row of which leads to the cell that it is about."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from briefing.data_tools.workbook import FormColumn, FormPage, Link, Value, workbook
from briefing.errors import Location, Problem, Severity

LIST = "错误清单"
COLUMNS = (
    FormColumn("级别", 8),
    FormColumn("位置", 34),
    FormColumn("问题", 60),
    FormColumn("怎样改", 60),
    FormColumn("已改", 8),
)
WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告"}


def error_list(problems: Sequence[Problem], folder: Path) -> bytes:
    """Return a workbook, to stand in `folder`, with a row for each problem, errors first."""
    ordered = sorted(problems, key=lambda problem: problem.severity is Severity.WARNING)
    rows = [
        (WORDS[item.severity], _place(item.location, folder), item.message, item.hint or None, None) for item in ordered
    ]
    return workbook([FormPage(LIST, COLUMNS, rows)])


def _place(location: Location, folder: Path) -> Value:
    if not location.file:
        return str(location) or None
    try:
        path = Path(os.path.relpath(location.file, folder)).as_posix()
    except ValueError:  # they are on different drives
        path = location.file
    return Link(str(location), path, location.cell or "")
