"""What the commands share: options, the workspace, the cache folder, and how problems are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.chinese import WORKSPACE
from briefing.errors import BriefingError, Problem, Severity, UsageError

if TYPE_CHECKING:
    from briefing.data.config import Config
    from briefing.data.index import CityEntry
    from briefing.data.selection import Named
    from briefing.model.library import Catalogue
    from briefing.model.template import Template

PACKAGE = Path(__file__).resolve().parent.parent
MARKERS = ("data/themes.yaml", "data/cities")


def builtin() -> Path:
    """The built-in workspace: inside the wheel, or the repository's root where the package lies in it."""
    shipped = PACKAGE / "_workspace"
    return shipped if shipped.is_dir() else PACKAGE.parent


def is_workspace(folder: Path) -> bool:
    """Whether `folder` holds a workspace's data; a folder that must not be looked into does not."""
    return all(os.path.exists(folder / marker) for marker in MARKERS)  # noqa: PTH110 - Path.exists may raise


def workspace(given: Path | None) -> Path:
    """The workspace: the one given, else the nearest one from here upwards, else the built-in one."""
    if given is not None:
        if not is_workspace(given):
            hint = f"工作区要有 {MARKERS[0]} 和 {MARKERS[1]}/；可用 briefing init 新建。"
            raise UsageError(Problem(f"“{given}”不是工作区。", hint=hint))
        return given
    try:
        here = Path.cwd()
    except FileNotFoundError:  # somebody has deleted the current folder
        return builtin()
    return next((folder for folder in (here, *here.parents) if is_workspace(folder)), builtin())


def cache_folder() -> Path | None:
    """The user's cache folder for this program; None if the user has no home."""
    from platformdirs import user_cache_path  # start-up time

    try:
        return user_cache_path("city-briefing", appauthor=False)
    except RuntimeError:
        return None


def print_json(value: object) -> None:
    """Print JSON in UTF-8, whatever the terminal's encoding is (RFC 8259, 8.1)."""
    import io
    import json

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps(value, ensure_ascii=False, indent=2))


MOST_TOLD = 50
"""Problems that are printed at once; who mends so many runs the command again."""


def say(problems: Iterable[Problem], all_in: str = "") -> None:
    """Print problems on standard error, errors before warnings, and how many more there are than `MOST_TOLD`.

    `all_in` is the option that gives all of them, "" where there is none.
    """
    ordered = sorted(problems, key=lambda item: item.severity is Severity.WARNING)
    for problem in ordered[:MOST_TOLD]:
        word = "警告" if problem.severity is Severity.WARNING else "错误"
        print(f"{word}：{problem}".replace("\n", "\\n"), file=sys.stderr)
    rest = len(ordered) - MOST_TOLD
    if rest > 0:
        print(f"另有 {rest} 处没有列出{f'，用 {all_in} 可看全部' if all_in else ''}。", file=sys.stderr)


def catalogue(folder: Path) -> Catalogue:
    """The catalogue of a workspace; BriefingError if it has errors."""
    from briefing.data.catalogue import read_catalogue
    from briefing.errors import errors_in

    found, problems = read_catalogue(folder / "data")
    if errors_in(problems):
        raise BriefingError(problems)
    return found


def index(folder: Path) -> list[CityEntry]:
    """The cities of a workspace, by code."""
    from briefing.data.gather import cities

    return cities(folder / "data", cache_folder())


def config(folder: Path) -> Config:
    """The workspace's briefing.yaml, empty if there is none; BriefingError if it cannot be used."""
    from briefing.data.config import read_config
    from briefing.errors import errors_in

    found, problems = read_config(folder)
    if errors_in(problems):
        raise BriefingError(problems)
    return found


def template_roots(folder: Path) -> list[Path]:
    """Where templates are searched: the workspace's own before the built-in ones."""
    return list(dict.fromkeys((folder / "templates", builtin() / "templates")))


def shell_of(template: Template) -> Path:
    """The Word file that a template's text is poured into."""
    return template.shell or builtin() / "templates/bulletin/shell.docx"


def complete_template(ctx: typer.Context, incomplete: str) -> list[str]:
    """Template names for shell completion."""
    from briefing.data.template_folders import template_ids

    return [name for name in template_ids(template_roots(workspace(_given(ctx)))) if name.startswith(incomplete)]


def complete_recipe(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of recipes for shell completion; nothing where briefing.yaml cannot be read."""
    try:
        return [name for name in config(workspace(_given(ctx))).recipes if name.startswith(incomplete)]
    except (BriefingError, OSError):
        return []


def complete_city(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """City names for shell completion, with pinyin; nothing where the workspace cannot be read."""
    try:
        return _completions(incomplete, index(workspace(_given(ctx))))
    except (BriefingError, OSError):
        return []


def complete_theme(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Theme names for shell completion; nothing where the workspace cannot be read."""
    try:
        return _completions(incomplete, catalogue(workspace(_given(ctx))).themes.values())
    except (BriefingError, OSError):
        return []


def complete_period(ctx: typer.Context, incomplete: str) -> list[str]:
    """The periods that facts are of, for shell completion; nothing where the workspace cannot be read."""
    from briefing.data.reader import read_library

    try:
        facts = read_library(workspace(_given(ctx)) / "data")[0].facts()
    except (BriefingError, OSError):
        return []
    periods = sorted({fact.period for fact in facts if fact.period.dated})
    return [period.printed for period in periods if period.printed.startswith(incomplete)]


def _given(ctx: typer.Context) -> Path | None:
    """The --workspace that stands before what is to be completed."""
    given = ctx.params.get("folder")
    return Path(given) if given else None


def _completions(incomplete: str, items: Iterable[Named]) -> list[tuple[str, str]]:
    """For each item the first of its names that begins as typed, and another name to know it by."""
    from briefing.data.selection import names_of

    found = []
    for item in items:
        name = next((name for name in names_of(item) if name.startswith(incomplete)), None)
        if name is not None:
            found.append((name, item.name if name != item.name else item.id))
    return found


def on_terminal() -> bool:
    """Whether a person is watching: progress is shown then, and only then."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


Workspace = Annotated[
    Path | None,
    typer.Option(
        WORKSPACE, metavar="文件夹", help="工作区；不写则从当前文件夹向上找，再用内置的。", show_default=False
    ),
]
Cities = Annotated[
    list[str] | None,
    typer.Option(
        "--city",
        metavar="城市",
        help="城市名、别名、代码或拼音，可多次使用，或用逗号隔开；不写为全部。",
        autocompletion=complete_city,
        show_default=False,
    ),
]
Themes = Annotated[
    list[str] | None,
    typer.Option(
        "--theme",
        metavar="主题",
        help="主题名或别名，可多次使用，或用逗号隔开；不写为全部。",
        autocompletion=complete_theme,
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]
