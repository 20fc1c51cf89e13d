"""Help pages and usage errors in Chinese."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator

from typer import BadParameter
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from briefing.cli.typer_private import BadOptionUsage, ClickException, Command, Context, MissingParameter, NoSuchOption
from briefing.errors import ALIKE_IN_LETTERS, Problem, UsageError

WIDEST = 80
WORKSPACE = "--workspace"
VALUES = "{values}"
"""In the help of an argument: the names that it takes, from a table that takes too long to load for every command."""
HELP = "显示这段帮助。"  # of the option that typer makes itself, in English


class ChineseCommand(TyperCommand):
    """A command with a Chinese help page and Chinese usage errors."""

    allow_extra_args = True  # so that they are told of here

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """As in the base class; the options that must be there and are not are told all at once."""
        options = [item for item in self.params if item.required and isinstance(item, TyperOption)]
        given = {word.partition("=")[0] for word in args}  # --to x, --to=x, -o x
        missing = [_option(item) for item in options if given.isdisjoint(item.opts)]
        if missing and not {"--help", "-h"} & set(args) and not ctx.resilient_parsing:
            raise _wrong(ctx, f"缺少选项：{'、'.join(missing)}。")
        rest = _parse(super().parse_args, ctx, args)
        if rest and not ctx.resilient_parsing:
            raise _wrong(ctx, f"多余的参数：{' '.join(rest)}。有空格的名称要加引号，多个值要重复写选项。")
        return rest

    def get_help(self, ctx: Context) -> str:
        """Return the help page."""
        return "\n".join(_page(self, ctx))


class ChineseGroup(TyperGroup):
    """A group of commands with a Chinese help page and Chinese usage errors."""

    get_help = ChineseCommand.get_help

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """As in the base class; options that every command has may stand before it, too."""
        if not args and not ctx.resilient_parsing:
            raise _wrong(ctx, "缺少命令。")
        return _parse(super().parse_args, ctx, behind_command(args))

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """As in the base class; an unknown command is refused with the nearest ones."""
        wanted = args[0]
        if wanted not in self.commands and not wanted.startswith("-") and not ctx.resilient_parsing:
            close = "、".join(f"“{name}”" for name in _near(wanted, self.commands))
            hint = f"您是不是要找{close}？" if close else f"可用的命令：{'、'.join(self.commands)}。"
            raise UsageError(Problem(f"没有命令“{wanted}”。", hint=hint))
        return super().resolve_command(ctx, args)


def _parse(parse: Callable[[Context, list[str]], list[str]], ctx: Context, args: list[str]) -> list[str]:
    """Return what `parse` leaves of the arguments; UsageError, in Chinese, where it refuses one."""
    try:
        return parse(ctx, args)
    except ClickException as error:
        raise _wrong(ctx, explain(error, ctx.command)) from error


def _wrong(ctx: Context, said: str) -> UsageError:
    return UsageError(Problem(said, hint=f"用法见 {ctx.command_path} --help。"))


def explain(error: ClickException, command: Command) -> str:
    """Return in Chinese what typer refused of a command line; an error of another kind in typer's own words."""
    match error:
        case NoSuchOption(option_name=name):
            known = {flag.lstrip("-"): flag for item in command.params for flag in item.opts}  # the dashes are alike
            near = "、".join(known[word] for word in _near(name.lstrip("-"), known))
            return f"没有选项 {name}，您是不是要用 {near}？" if near else f"没有选项 {name}。"
        case BadOptionUsage(option_name=name):
            flag = any(name in item.opts and isinstance(item, TyperOption) and item.is_flag for item in command.params)
            return f"选项 {name} 后面{'不能' if flag else '要'}写值。"
        case MissingParameter(param=TyperArgument() as argument):
            return f"缺少参数“{argument.human_readable_name}”。"
        case BadParameter(param=TyperOption() as option):  # declared with `parser=int`, which leaves the value alone
            return f"选项 {option.opts[0]} 应是整数，写的是“{error.message}”。"
        case _:
            return error.format_message()


def _near(typed: str, known: Iterable[str]) -> list[str]:
    """Return the words of the command line that begin as typed or else are much like it, the nearest first."""
    from difflib import get_close_matches  # only once something is misspelt

    known = list(known)
    begun = [word for word in known if len(typed) > 1 and word.startswith(typed)]
    return begun or get_close_matches(typed, known, cutoff=ALIKE_IN_LETTERS)


def behind_command(arguments: list[str]) -> list[str]:
    """Return the arguments with a --workspace that stands before the command put behind it."""
    first = arguments[0] if arguments else ""
    taken = 2 if first == WORKSPACE else 1 if first.startswith(f"{WORKSPACE}=") else 0
    option, rest = arguments[:taken], arguments[taken:]
    return [*rest[:1], *option, *rest[1:]] if taken and rest and not rest[0].startswith("-") else arguments


def _page(command: TyperCommand | TyperGroup, ctx: Context) -> Iterator[str]:
    """Yield the lines of a help page, at most 80 cells wide."""
    from briefing.cli.output import definitions, wrap  # start-up time

    width = min(shutil.get_terminal_size().columns, WIDEST) - 2
    params = command.get_params(ctx)
    arguments = [param for param in params if isinstance(param, TyperArgument)]
    options = [param for param in params if isinstance(param, TyperOption)]
    named = [f"{item.metavar}" if item.required else f"[{item.metavar}]" for item in arguments]
    commands = command.commands if isinstance(command, TyperGroup) else {}
    yield " ".join(["用法：" + ctx.command_path, *(["命令"] if commands else []), *named, "[选项]"])
    yield from ("", *(f"  {line}" for line in wrap(command.help or "", width - 2)))
    sections: tuple[tuple[str, list[tuple[str, str]]], ...] = (
        ("参数：", [(item.metavar or "", _meaning(item, ctx)) for item in arguments]),
        ("命令：", [(name, item.help or "") for name, item in commands.items()]),
        ("选项：", [(_option(item), HELP if "--help" in item.opts else item.help or "") for item in options]),
    )
    for title, rows in sections:
        if rows:
            yield from ("", title, *definitions(rows, width))
    if command.epilog:
        yield from ("", *(f"  {line}" for line in command.epilog.splitlines()))


def _meaning(argument: TyperArgument, ctx: Context) -> str:
    """Return the help of an argument, with all that can be completed there in place of `VALUES`."""
    text = argument.help or ""
    return (
        text.replace(VALUES, "、".join(found.value for found in argument.shell_complete(ctx, "")))
        if VALUES in text
        else text
    )


def _option(option: TyperOption) -> str:
    """Return an option with what stands after it: --city 城市."""
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.metavar}"
