"""What typer keeps private is imported in one module, and is there in the range of versions that is pinned."""

from __future__ import annotations

import ast
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from briefing.cli import typer_private

ROOT = Path(__file__).parents[2]
LEAST, BELOW = (0, 26), (0, 28)
"""The versions that the names were looked up in."""


def test_the_pinned_range_is_the_one_that_was_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "typer>={}.{},<{}.{}".format(*LEAST, *BELOW) in project["dependencies"]
    assert LEAST <= tuple(map(int, version("typer").split(".")[:2])) < BELOW


def test_no_other_module_imports_what_is_private_in_typer() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "briefing").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("typer._")
    }
    assert found == {"briefing/cli/typer_private.py"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_every_shell_has_a_script_that_asks_the_program(shell: str) -> None:
    script = typer_private.get_completion_script(prog_name="briefing", complete_var="_BRIEFING_COMPLETE", shell=shell)
    assert "_BRIEFING_COMPLETE" in script


def test_errors_tell_what_they_are_about() -> None:
    """The attributes that the Chinese messages are made of."""
    option = typer_private.NoSuchOption("--citty", possibilities=["--city"])
    assert (option.option_name, option.possibilities) == ("--citty", ["--city"])
    assert typer_private.BadOptionUsage("--city", "").option_name == "--city"
    assert typer_private.MissingParameter().param is None
