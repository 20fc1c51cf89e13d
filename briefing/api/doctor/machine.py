"""The machine that the program runs on, looked at once: what `doctor` judges comes from here alone."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from briefing.api.workspace import cache_folder

PROGRAM = "city-briefing"
SECONDS = 30
"""How long LibreOffice may take to tell its version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What there is on a machine.

    `python`: its version; `needed`: what the program needs, as pyproject.toml words it (None: it was not installed as a
    package), `held`: the versions that are there; `fonts`: the families, None where the system does not tell;
    `chart_fonts`: whether those of the program are there; `office`: the path of LibreOffice, "" for none, and what it
    says of its version, "" where it does not start; `encodings`: of text, of the console and of names of files;
    `temporary` and `cache`: folders; `free`: bytes that are free where a path leads.
    """

    python: tuple[int, ...]
    needed: tuple[str, ...] | None
    held: Mapping[str, str]
    fonts: frozenset[str] | None
    chart_fonts: bool
    office: str
    office_version: str
    encodings: Mapping[str, str]
    temporary: Path
    cache: Path | None
    free: Callable[[Path], int]
    windows: bool = False


def this_machine(environment: Mapping[str, str]) -> Machine:
    """Return the machine that this runs on; `environment` are its variables."""
    from briefing.charts.fonts import BOLD, REGULAR, families  # noqa: PLC0415 - start-up time
    from briefing.render.pdf import libreoffice  # noqa: PLC0415 - the same

    office = libreoffice() or ""
    needed = _needed()
    text = locale.getpreferredencoding(False)
    return Machine(
        python=sys.version_info[:3],
        needed=needed,
        held=_held(needed or ()),
        fonts=families() or None,
        chart_fonts=BOLD.is_file() and REGULAR.is_file(),
        office=office,
        office_version=_version(office) if office else "",
        encodings={
            "文字": text,
            "终端": environment.get("PYTHONIOENCODING", "").partition(":")[0] or text,
            "文件名": sys.getfilesystemencoding(),
        },
        temporary=Path(tempfile.gettempdir()),
        cache=cache_folder(),
        free=lambda path: shutil.disk_usage(path).free,
        windows=platform.system() == "Windows",
    )


def _needed() -> tuple[str, ...] | None:
    """Return what the installed program says that it needs, but for what only extras need."""
    try:
        return tuple(line for line in requires(PROGRAM) or () if "extra ==" not in line)
    except PackageNotFoundError:
        return None


def _held(needed: tuple[str, ...]) -> dict[str, str]:
    from packaging.requirements import Requirement  # noqa: PLC0415 - start-up time

    found = {}
    for name in (Requirement(line).name for line in needed):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _version(office: str) -> str:
    """Return what LibreOffice says of its version; "" where it does not start or does not answer."""
    try:
        said = subprocess.run(
            [office, "--version"], capture_output=True, timeout=SECONDS, check=True, env={**os.environ}, text=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.strip()
