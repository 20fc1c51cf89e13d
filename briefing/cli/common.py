"""What the commands share: options, the workspace, and how problems are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.chinese import WORKSPACE
from briefing.errors import BriefingError, Problem, Severity

if TYPE_CHECKING:
    from briefing.api.workspace import Workspace as Opened
    from briefing.data.selection import Named


def workspace(given: Path | None) -> Opened:
    """The workspace: the one given, else the nearest one from here upwards, else the built-in one."""
    from briefing.api.workspace import Workspace as Opened

    return Opened.open(given)


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


def complete_template(ctx: typer.Context, incomplete: str) -> list[str]:
    """Template names for shell completion."""
    from briefing.data.template_folders import template_ids

    return [name for name in template_ids(workspace(_given(ctx)).roots) if name.startswith(incomplete)]


def complete_recipe(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of recipes for shell completion; nothing where briefing.yaml cannot be read."""
    try:
        return [name for name in workspace(_given(ctx)).config().recipes if name.startswith(incomplete)]
    except (BriefingError, OSError):
        return []


def complete_city(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """City names for shell completion, with pinyin; nothing where the workspace cannot be read."""
    try:
        return _completions(incomplete, workspace(_given(ctx)).cities())
    except (BriefingError, OSError):
        return []


def complete_theme(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Theme names for shell completion; nothing where the workspace cannot be read."""
    try:
        return _completions(incomplete, workspace(_given(ctx)).catalogue().themes.values())
    except (BriefingError, OSError):
        return []


def complete_period(ctx: typer.Context, incomplete: str) -> list[str]:
    """The periods that facts are of, for shell completion; nothing where the workspace cannot be read."""
    try:
        facts = workspace(_given(ctx)).library().facts()
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
