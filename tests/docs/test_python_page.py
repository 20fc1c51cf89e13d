"""The lines of docs/python.md run as they stand, one after the other, as in a notebook."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from textwrap import dedent

import pytest

import briefing
from briefing.cli import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/python.md").read_text("utf-8")
LINES = "".join(dedent(block) for block in re.findall(r"(?:^(?: {4}.*)?\n)*^ {4}.+\n", PAGE, re.M))


def test_the_lines_run_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder; every line that only names a value names one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    names: dict[str, object] = {}
    shown: dict[str, object] = {}
    for line in ast.parse(LINES).body:
        text = ast.unparse(line)
        if isinstance(line, ast.Expr):
            shown[text] = eval(compile(ast.Expression(line.value), text, "eval"), names)
        else:
            exec(compile(ast.Module([line], []), text, "exec"), names)
    assert shown["[city.name for city in workspace.cities()]"] == ["三门峡市", "武汉市", "天河区"]
    assert shown["report.title"] == "武汉市、三门峡市政务服务情况比较"
    assert (shown["briefing.check(workspace)"], shown["report.problems"]) == ([], ())
    [rows] = [value for text, value in shown.items() if text.startswith("(rows[0]")]
    assert isinstance(rows, tuple) and all(rows)


def test_every_function_that_the_front_door_gives_out_is_on_the_page() -> None:
    functions = {name for name in briefing.__all__ if name[0].islower()}
    assert {name for name in functions if not re.search(rf"\b{name}\(", PAGE)} == set()


def test_every_command_is_in_the_table_with_what_does_it_in_python() -> None:
    table = "".join(re.findall(r"^\|.*\n", PAGE, re.M))
    two_words = [f"{first} {second}" for first, (_, commands) in app.GROUPS.items() for second, _ in commands]
    for command in (*dict(app.COMMANDS), *two_words):
        assert re.search(rf"`{command}`|`{command.split()[0]} .*、`{command.split()[-1]}`", table), command
