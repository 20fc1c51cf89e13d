"""Help pages and usage errors in Chinese."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from briefing.errors import Problem, UsageError, did_you_mean

WIDEST = 80
WORKSPACE = "--workspace"


class ChineseCommand(TyperCommand):
    """A command with a Chinese help page."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as below
        """As in the base class; the options that must be there and are not are told all at once."""
        options = [item for item in self.params if item.required and item.param_type_name == "option"]
        missing = [_option(item) for item in options if not _stands(item, args)]
        if missing and not {"--help", "-h"} & set(args) and not ctx.resilient_parsing:
            raise UsageError(Problem(f"缺少选项：{'、'.join(missing)}。", hint=f"用法见 {ctx.command_path} --help。"))
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401, D102 - the type in the base class is private
        return "\n".join(_page(self, ctx))


class ChineseGroup(TyperGroup):
    """A group of commands with a Chinese help page."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401, D102 - the type in the base class is private
        return "\n".join(_page(self, ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as above
        """As in the base class; options that every command has may stand before it, too."""
        return super().parse_args(ctx, behind_command(args))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """As in the base class; an unknown command is refused with the nearest ones."""
        wanted = args[0]
        if wanted not in self.commands and not wanted.startswith("-") and not ctx.resilient_parsing:
            hint = did_you_mean(wanted, self.commands) or f"可用的命令：{'、'.join(self.commands)}。"
            raise UsageError(Problem(f"没有命令“{wanted}”。", hint=hint))
        return super().resolve_command(ctx, args)


def _stands(option: Any, args: list[str]) -> bool:  # noqa: ANN401 - as above
    """Whether an option is among the arguments: --to x, --to=x, -o x."""
    return any(given == name or given.startswith(f"{name}=") for name in option.opts for given in args)


def behind_command(arguments: list[str]) -> list[str]:
    """The arguments with a --workspace that stands before the command put behind it."""
    first = arguments[0] if arguments else ""
    taken = 2 if first == WORKSPACE else 1 if first.startswith(f"{WORKSPACE}=") else 0
    option, rest = arguments[:taken], arguments[taken:]
    return [*rest[:1], *option, *rest[1:]] if taken and rest and not rest[0].startswith("-") else arguments


def _page(command: Any, ctx: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """The lines of a help page, at most 80 cells wide."""
    from briefing.cli.layout import definitions, wrap  # start-up time

    width = min(shutil.get_terminal_size().columns, WIDEST) - 2
    params = command.get_params(ctx)
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    named = [item.metavar if item.required else f"[{item.metavar}]" for item in arguments]
    commands = command.commands if isinstance(command, TyperGroup) else {}
    yield " ".join(["用法：" + ctx.command_path, *(["命令"] if commands else []), *named, "[选项]"])
    yield from ("", *(f"  {line}" for line in wrap(command.help or "", width - 2)))
    sections: tuple[tuple[str, list[tuple[str, str]]], ...] = (
        ("参数：", [(item.metavar, item.help) for item in arguments]),
        ("命令：", [(name, item.help or "") for name, item in commands.items()]),
        ("选项：", [(_option(item), _meaning(item)) for item in options]),
    )
    for title, rows in sections:
        if rows:
            yield from ("", title, *definitions(rows, width))
    if command.epilog:
        yield from ("", *(f"  {line}" for line in command.epilog.splitlines()))


def _option(option: Any) -> str:  # noqa: ANN401 - as above
    """An option with what stands after it: --city 城市."""
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.metavar}"


def _meaning(option: Any) -> str:  # noqa: ANN401 - as above
    """What an option does; the help option, which typer makes itself, is told in Chinese."""
    return "显示这段帮助。" if "--help" in option.opts else option.help or ""


ERRORS: tuple[tuple[str, str], ...] = (
    (r"No such option: (\S+) \(Possible options: (.*)\)", r"没有选项 \1，您是不是要用 \2？"),
    (r"No such option: (\S+)", r"没有选项 \1。"),
    (r"Missing argument (.*)\.", r"缺少参数\1。"),
    (r"Missing command", r"缺少命令。"),
    (r"Option (\S+) requires an argument", r"选项 \1 后面要写值。"),
    (r"Option (\S+) does not take a value", r"选项 \1 后面不能写值。"),
    (r"Got unexpected extra argument.*? \((.*)\)", r"多余的参数：\1。有空格的名称要加引号，多个值要重复写选项。"),
    (r"Invalid value for (\S+?): (.*) is not a valid int", r"选项 \1 应是整数，写的是\2。"),
)
"""What typer says of wrong usage (without quotes around options), and what is said instead; the first that fits."""


def explain(message: str) -> str:
    """A usage error in Chinese; one that is not in the table stays as it is."""
    plain = re.sub(r"'(-[^'\s]*)'", r"\1", message)
    for pattern, chinese in ERRORS:
        if found := re.match(pattern, plain, re.DOTALL):
            return re.sub(r"'([^']*)'(?:, )?", r"“\1”", found.expand(chinese))
    return message
