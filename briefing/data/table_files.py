"""Which files of a folder are tables to be read."""

from __future__ import annotations

from pathlib import Path

ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".ods")
LOCKS = "~$", ".~"
"""How the names of files begin that Excel and WPS lay beside a workbook while it is open: they are no workbooks."""
FORMS = "模板"
"""In the name of a file that is to be filled in, not read."""


def table_files(data: Path) -> list[Path]:
    """Return the files of tables in the folder `data`, by name; those of Excel's own and forms are left out."""
    try:
        found = sorted(path for path in data.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
    except OSError:
        return []
    return [path for path in found if not path.name.startswith((*LOCKS, ".")) and FORMS not in path.stem]


def is_open(path: Path) -> bool:
    """Return whether Excel or WPS has the file open, so that it may hold more than was saved."""
    return any((path.parent / f"{lock}{path.name}").exists() for lock in LOCKS)
