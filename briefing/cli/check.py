"""briefing check: everything that is wrong with a workspace's data, at once."""

from __future__ import annotations

import json
import sys

import typer

from briefing.cli.common import AsJson, Workspace, say, workspace


def check(as_json: AsJson = False, folder: Workspace = None) -> None:
    """检查全部数据文件：一次列出所有问题，指明文件、行、错在哪里、怎样改。"""
    from briefing.errors import errors_in
    from briefing.load.library import read_library
    from briefing.validate import check as validate

    library, problems = read_library(workspace(folder) / "data")
    problems = [*problems, *validate(library)]
    if as_json:
        rows = [
            {
                "severity": problem.severity,
                "file": problem.place.file,
                "line": problem.place.line,
                "key": problem.place.key,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in problems
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        say(problems)
    errors = len(errors_in(problems))
    if not as_json:
        facts, practices = sum(1 for _ in library.facts()), sum(1 for _ in library.practices())
        held = f"{len(library.records)} 个城市、{facts} 项数据、{practices} 项做法"
        end = f"发现 {errors} 处错误、{len(problems) - errors} 处警告。" if problems else "没有发现问题。"
        print(f"已检查 {held}：{end}", file=sys.stderr if errors else sys.stdout)
    raise typer.Exit(1 if errors else 0)
