"""briefing check: everything that is wrong with a workspace's data, at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.options import AsJson, WorkspaceFolder, workspace
from briefing.cli.output import counted_progress_bar, print_json, say

if TYPE_CHECKING:
    from briefing.errors import Problem


def check(
    as_json: AsJson = False,
    mark: Annotated[
        Path | None,
        typer.Option("--mark", metavar="文件", help="另把问题写成一个工作簿，如 错误清单.xlsx，每行连到那一格。"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="--mark 写的文件已有时重写。")] = False,
    folder: WorkspaceFolder = None,
) -> None:
    """检查全部数据：一次列出所有问题，指明在哪里、错什么、怎样改。"""
    from briefing.api.check import examined
    from briefing.errors import errors_in

    here = workspace(folder)
    with counted_progress_bar() as begin:
        library, problems = examined(here, begin)
    errors = len(errors_in(problems))
    if mark:
        from briefing.api.data import data_mark

        print(f"已写入：{data_mark(mark, problems, force=force)}", file=sys.stderr)
    if as_json:
        print_json([record(problem) for problem in problems])
    else:
        say(problems, all_in="--json")
        facts, practices = sum(1 for _ in library.facts()), sum(1 for _ in library.practices())
        held = f"{len(library.records)} 个城市、{facts} 项数据、{practices} 项做法"
        end = f"发现 {errors} 处错误、{len(problems) - errors} 处警告。" if problems else "没有发现问题。"
        print(f"已检查“{here.path}”：{held}；{end}", file=sys.stderr if errors else sys.stdout)
    raise typer.Exit(1 if errors else 0)


def record(problem: Problem) -> dict[str, object]:
    """Return a problem as plain data for JSON."""
    return {
        "severity": problem.severity,
        "file": problem.location.file,
        "line": problem.location.line,
        "key": problem.location.key,
        "message": problem.message,
        "hint": problem.hint,
    }
