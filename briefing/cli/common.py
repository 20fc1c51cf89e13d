"""What the commands share: options, the workspace, the cache folder, and how problems are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.errors import BriefingError, Problem, Severity

if TYPE_CHECKING:
    from briefing.load.index import CityEntry
    from briefing.model.library import Catalogue

PACKAGE = Path(__file__).resolve().parent.parent
MARKERS = ("data/themes.yaml", "data/cities")


def builtin() -> Path:
    """The built-in workspace: inside the wheel, or the repository's root where the package lies in it."""
    shipped = PACKAGE / "_workspace"
    return shipped if shipped.is_dir() else PACKAGE.parent


def is_workspace(folder: Path) -> bool:
    """Whether `folder` holds a workspace's data."""
    return all((folder / marker).exists() for marker in MARKERS)


def workspace(given: Path | None) -> Path:
    """The workspace: the one given, else the nearest one from here upwards, else the built-in one."""
    if given is not None:
        if not is_workspace(given):
            hint = "工作区要有 data/themes.yaml 和 data/cities/；可用 briefing init 新建。"
            raise BriefingError(Problem(f"“{given}”不是工作区。", hint=hint))
        return given
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if is_workspace(folder)), builtin())


def cache_folder() -> Path | None:
    """The user's cache folder for this program; None if there is none to write to."""
    from platformdirs import user_cache_path  # start-up time

    return user_cache_path("city-briefing", appauthor=False)


def say(problems: Iterable[Problem]) -> None:
    """Print problems on standard error, errors before warnings."""
    for problem in sorted(problems, key=lambda item: item.severity is Severity.WARNING):
        word = "警告" if problem.severity is Severity.WARNING else "错误"
        print(f"{word}：{problem}", file=sys.stderr)


def catalogue(folder: Path) -> Catalogue:
    """The catalogue of a workspace; BriefingError if it has errors."""
    from briefing.errors import errors_in
    from briefing.load.catalogue import read_catalogue

    found, problems = read_catalogue(folder / "data")
    if errors_in(problems):
        raise BriefingError(problems)
    return found


def index(folder: Path) -> list[CityEntry]:
    """The cities of a workspace, by code."""
    from briefing.load.index import read_index

    found = read_index(folder / "data", cache_folder())
    return sorted(found, key=lambda entry: (entry.code is None, entry.code or "", entry.id))


def complete_city(incomplete: str) -> list[tuple[str, str]]:
    """City names for shell completion; nothing where the workspace cannot be read."""
    try:
        return [(entry.name, entry.id) for entry in index(workspace(None)) if entry.name.startswith(incomplete)]
    except (BriefingError, OSError):
        return []


def complete_theme(incomplete: str) -> list[tuple[str, str]]:
    """Theme names for shell completion; nothing where the workspace cannot be read."""
    try:
        themes = catalogue(workspace(None)).themes.values()
        return [(theme.name, "、".join(theme.aliases)) for theme in themes if theme.name.startswith(incomplete)]
    except (BriefingError, OSError):
        return []


def on_terminal() -> bool:
    """Whether a person is watching: progress is shown then, and only then."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


Workspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace", metavar="文件夹", help="工作区；不写则从当前文件夹向上找，再用内置的。", show_default=False
    ),
]
Cities = Annotated[
    list[str] | None,
    typer.Option(
        "--city",
        metavar="城市",
        help="城市名、别名、代码或拼音，可多次使用；不写为全部。",
        autocompletion=complete_city,
        show_default=False,
    ),
]
Themes = Annotated[
    list[str] | None,
    typer.Option(
        "--theme",
        metavar="主题",
        help="主题名或别名，可多次使用；不写为全部。",
        autocompletion=complete_theme,
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]
