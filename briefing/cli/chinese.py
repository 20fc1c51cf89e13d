"""Typer's own words in Chinese: help pages and usage errors."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

HELP_WORDS: tuple[tuple[str, str], ...] = (
    (r"^Usage: ", "用法："),
    (r"^Options:", "选项："),
    (r"^Arguments:", "参数："),
    (r"^Commands:", "命令："),
    (r"\bOPTIONS\b", "选项"),
    (r"\[OPTIONS\]", "[选项]"),
    (r"\bCOMMAND \[ARGS\]\.\.\.", "命令 [参数]..."),
    (r"\bCOMMAND\b", "命令"),
    (r"Show this message and exit\.", "显示这段帮助。"),
    (r"Install completion for the current shell\.", "为当前的命令行安装自动补全。"),
    (
        r"Show completion for the current shell, to copy it or\s+customize the installation\.",
        "显示自动补全脚本，供复制或自行安装。",
    ),
    (r"\[default: (.*?)\]", r"[默认：\1]"),
    (r"\[required\]", "[必填]"),
)
"""Patterns in Typer's help, and what stands there instead."""


def translate(help: str) -> str:
    """A help page with Typer's own words in Chinese."""
    for pattern, chinese in HELP_WORDS:
        help = re.sub(pattern, chinese, help, flags=re.MULTILINE)
    return help


class ChineseCommand(TyperCommand):
    """A command whose help page is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401, D102 - the type of the base class is private
        return translate(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """A group whose help page is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401, D102 - the type of the base class is private
        return translate(super().get_help(ctx))


ERRORS: tuple[tuple[str, str], ...] = (
    (r"No such option: (\S+) \(Possible options: (.*)\)", r"没有选项 \1，您是不是要用 \2？"),
    (r"No such option: (\S+)", r"没有选项 \1。"),
    (r"No such command '(.*?)'\. Did you mean '(.*?)'", r"没有命令“\1”，您是不是要用“\2”？"),
    (r"No such command '(.*?)'", r"没有命令“\1”。"),
    (r"Missing argument '(.*?)'", r"缺少参数“\1”。"),
    (r"Missing option '(.*?)'", r"缺少选项 \1。"),
    (r"Missing command", "缺少命令。"),
    (r"Option '?(\S+?)'? requires an argument", r"选项 \1 后面要有值。"),
    (r"Option '?(\S+?)'? does not take a value", r"选项 \1 后面不带值。"),
    (r"Got unexpected extra arguments? \((.*)\)", r"多余的参数：\1。"),
    (r"Invalid value for '?(.*?)'?: '?(.*?)'? is not a valid int", r"\1 应为整数，写的是“\2”。"),
    (r"Invalid value for '?(.*?)'?: (\S+) is not in the range (\S+?)\.?$", r"\1 应在 \3 范围内，写的是“\2”。"),
    (r"Invalid value for '?(.*?)'?: (.*)", r"\1 的值不对：\2"),
)
"""Typer's usage errors, and what is said instead; the first pattern that fits holds."""


def explain(message: str) -> str:
    """A usage error in Chinese; one that is not in the table stays as it is."""
    found = ((re.match(pattern, message), chinese) for pattern, chinese in ERRORS)
    return next((match.expand(chinese) for match, chinese in found if match), message)
