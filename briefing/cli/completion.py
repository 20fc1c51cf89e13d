"""Shell completion: the two options that show and install it. What is completed stands beside each option."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from briefing.cli import typer_private
from briefing.errors import Problem, UsageError

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
PROGRAM = "briefing"
VARIABLE = "_BRIEFING_COMPLETE"
"""Set by the shell when it asks for completions."""


def asked() -> bool:
    """Return whether a shell asks for completions: what is typed is then in the environment, and not an argument."""
    return VARIABLE in os.environ


def prepare() -> None:
    """Make the shells known, where one is asking."""
    if asked():
        typer_private.completion_init()


def show(wanted: bool) -> None:
    """Print the script that a shell reads, and end."""
    if wanted:
        print(typer_private.get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=_shell()))
        raise typer.Exit


def install(wanted: bool) -> None:
    """Install completion for the shell in use, and end."""
    if wanted:
        shell, path = typer_private.install(shell=_shell(), prog_name=PROGRAM, complete_var=VARIABLE)
        print(f"已为 {shell} 安装自动补全：{path}")
        print("重新打开终端后生效：输入 briefing generate --city 后按 Tab 键试试。")
        raise typer.Exit


def _shell() -> str:
    """Return the shell in use: the one that started the program, else the one that the user logs in with."""
    shell = typer_private.shell_name() or Path(os.environ.get("SHELL", "")).name
    if shell not in SHELLS:
        hint = f"支持 {'、'.join(SHELLS[:4])}；请在其中一种里运行。"
        raise UsageError(Problem(f"认不出当前的命令行环境“{shell}”，没有适用的自动补全脚本。", hint=hint))
    return shell
