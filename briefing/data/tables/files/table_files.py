"""Which files of a folder are tables to be read."""

from __future__ import annotations

from pathlib import Path

ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".ods")
LOCKS = "~$", ".~"
"""How the names of files begin that Excel and WPS lay beside a workbook while it is open: they are no workbooks."""
LIBRE_LOCK = ".~lock.{}#"
"""What LibreOffice calls such a file."""
FORMS = "模板"
"""In the name of a file that is to be filled in, not read."""


def table_files(data: Path) -> list[Path]:
    """Return the files of tables in the folder `data`, by name; those of Excel's own and forms are left out."""
    return [path for path in _tables(data) if FORMS not in path.stem]


def unread_forms(data: Path) -> list[Path]:
    """Return the tables in the folder `data` that are left out as forms to be filled in, by name."""
    return [path for path in _tables(data) if FORMS in path.stem]


def _tables(data: Path) -> list[Path]:
    try:
        found = sorted(path for path in data.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
    except OSError:
        return []
    return [path for path in found if not path.name.startswith((*LOCKS, "."))]


def is_open(path: Path) -> bool:
    """Return whether Excel, WPS or LibreOffice has the file open, so that it may hold more than was saved."""
    locks = [*(f"{lock}{path.name}" for lock in LOCKS), LIBRE_LOCK.format(path.name)]
    return any((path.parent / lock).exists() for lock in locks)
