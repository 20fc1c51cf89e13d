"""The command table, and the one place that turns errors into messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Annotated

import typer

from briefing.cli import INTERRUPTED, STOPPED, chinese, completion
from briefing.cli.output import fit_for_chinese, say
from briefing.errors import BriefingError, Problem, UsageError

OK, PROBLEMS, USAGE = 0, 1, 2

COMMANDS = (
    ("generate", "generate.generate"),
    ("list", "listing.list_"),
    ("show", "show.show"),
    ("explain", "explain.explain"),
    ("chart", "chart.chart"),
    ("preview", "preview.preview"),
    ("check", "check.check"),
    ("lint", "lint.lint"),
    ("compare", "compare.compare"),
    ("clean", "clean.clean"),
    ("verify", "verify.verify"),
    ("doctor", "doctor.doctor"),
    ("init", "init.init"),
    ("new", "new.new"),
    ("schema", "schema.schema"),
)
"""Every command and where it is: in which module of this room, under which name. It is imported when it is needed."""
GROUPS = {
    "data": (
        "数据作工作簿：空表、加表、导出，向各单位催报和收数。",
        (
            ("template", "data.template"),
            ("add", "data.add"),
            ("export", "data.export"),
            ("forms", "data.forms"),
            ("collect", "data.collect"),
        ),
    ),
    "template": (
        "查看、新建、检查、比较、改名和交换模板，或用自己的 Word 文件做。",
        (
            ("list", "template.list_templates"),
            ("show", "template.show"),
            ("new", "template.new"),
            ("adopt", "template_adopt.adopt"),
            ("check", "template.check"),
            ("schema", "template.schema"),
            ("diff", "template.diff"),
            ("rename", "template.rename"),
            ("export", "template_exchange.export"),
            ("import", "template_exchange.import_"),
        ),
    ),
    "issues": (
        "登记各期：列出、登记印发稿、更正；不写后面的词就是 list。",
        (("list", "issues.list_issues"), ("issued", "issues.issued"), ("correct", "issues.correct")),
    ),
    "memo": (
        "给简报配函、签报、便函，或作附件、发邮件、打包。",
        (
            ("new", "memo_new.new"),
            ("attach", "memo_attach.attach"),
            ("mail", "memo_mail.mail"),
            ("pack", "memo_pack.pack"),
        ),
    ),
}
"""The commands of two words: by the first of them what they are for, and the second with where it is."""
ALONE = {"issues": "list"}
"""What a first word means where no second one follows."""
HELP = ("--help", "-h")
CONTEXT = {"help_option_names": list(HELP)}
VERSION = "--version"


def _show_version(wanted: bool) -> None:
    if wanted:
        from briefing.version import VERSION

        print(f"briefing {VERSION}")
        raise typer.Exit


def options(
    version: Annotated[bool, typer.Option(VERSION, help="显示版本。", callback=_show_version, is_eager=True)] = False,
    debug: Annotated[bool, typer.Option("--debug", help="出错时显示程序内部的调用过程，写在哪里都可以。")] = False,
    install_completion: Annotated[
        bool,
        typer.Option("--install-completion", help="安装命令行自动补全。", callback=completion.install, is_eager=True),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option(
            "--show-completion", help="显示自动补全的脚本，供自行安装。", callback=completion.show, is_eager=True
        ),
    ] = False,
) -> None:
    """Options of the program itself; each does its work in its callback, and --debug is taken out before."""


def _program(arguments: list[str]) -> typer.Typer:
    """Return the command table, as far as the arguments need it: to call one command, no other has to be known."""
    program = typer.Typer(
        name=completion.PROGRAM,
        help="从结构化的城市数据生成营商环境简报（Word 与 Markdown），每个数字都可以溯源。",
        epilog="先试试：briefing generate --city 武汉 --city 三门峡 --theme 政务服务\n"
        "看某个命令的用法：briefing generate --help",
        cls=chinese.ChineseGroup,
        callback=options,
        add_completion=False,
        rich_markup_mode=None,  # rich would double the time that --help takes
        pretty_exceptions_enable=False,
        context_settings=CONTEXT,
    )
    first = "" if completion.asked() else arguments[0]
    names = [*dict(COMMANDS), *GROUPS]
    wanted = {first} if first in (*names, VERSION) else set(names)
    for name, where in COMMANDS:
        if first in HELP:  # as far as the first page tells of it: making out its options takes long
            program.command(name, cls=chinese.ChineseCommand, help=_found(where).__doc__)(lambda: None)
        elif name in wanted:
            program.command(name, cls=chinese.ChineseCommand)(_found(where))
    for name, (purpose, commands) in GROUPS.items():
        if name in wanted:
            group = typer.Typer(help=purpose, rich_markup_mode=None, context_settings=CONTEXT)
            program.add_typer(group, name=name, cls=chinese.ChineseGroup)
            for second, where in commands if first not in HELP else ():
                group.command(second, cls=chinese.ChineseCommand)(_found(where))
    return program


def _found(where: str) -> Callable[..., None]:
    module, _, name = where.partition(".")
    found: Callable[..., None] = getattr(import_module(f"briefing.cli.{module}"), name)
    return found


def main_with(arguments: list[str]) -> int:
    """Return the exit code of the command line `arguments`, with the streams made fit for Chinese before."""
    sys.stdout, sys.stderr = fit_for_chinese(sys.stdout), fit_for_chinese(sys.stderr)
    kept = [argument for argument in arguments if argument != "--debug"]
    return run(kept, debug=len(kept) < len(arguments))


def run(arguments: list[str], *, debug: bool = False) -> int:
    """Return the exit code of a command line; everything that goes wrong is told in Chinese on standard error."""
    completion.prepare()
    words = chinese.behind_command(arguments) or [HELP[0]]
    if words[0] in ALONE and (not words[1:] or (words[1].startswith("-") and words[1] not in HELP)):
        words.insert(1, ALONE[words[0]])
    try:
        _refuse_undecoded(words)
        code = _program(words)(words, prog_name=completion.PROGRAM, standalone_mode=False)
        sys.stdout.flush()
    except Exception as error:  # the last stop: nobody above tells a user anything
        if debug:
            import traceback

            traceback.print_exc()
        return _failed(error)
    if code == INTERRUPTED:  # what typer makes of Ctrl-C
        _tell(STOPPED)
    if not arguments:
        return USAGE
    return code if isinstance(code, int) else OK


def _refuse_undecoded(arguments: list[str]) -> None:
    """Raise UsageError for an argument that is not in the encoding of the system's locale."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError as error:
            shown = argument.encode(errors="backslashreplace").decode()
            hint = "请在 UTF-8 的终端里运行，例如先执行 export LC_ALL=C.UTF-8。"
            raise UsageError(Problem(f"参数“{shown}”不能按系统语言环境的编码读出。", hint=hint)) from error


def _failed(error: Exception) -> int:
    """Tell what went wrong; the exit code."""
    if isinstance(error, BriefingError):
        say(error.problems)
        return USAGE if isinstance(error, UsageError) else PROBLEMS
    if isinstance(error, OSError):
        _give_up_output()
        if not isinstance(error, BrokenPipeError):  # the reader went away (| head): nobody is left to tell
            say([_refused(error)])
        return PROBLEMS
    _tell(f"错误：程序出现意外情况（{type(error).__name__}：{error}）。")
    _tell("请加 --debug 再运行一次，把显示的内容发给维护人员。")
    return PROBLEMS


def _refused(error: OSError) -> Problem:
    """Return what the system refused, where a room could not tell it better."""
    from briefing.text.system_errors import cause

    what, hint = cause(error)
    where = f"“{error.filename}”：" if error.filename else ""
    return Problem(f"读写文件时出错：{where}{what}。", hint=hint)


def _give_up_output() -> None:
    """Let what is still to be printed go nowhere if it cannot be printed: Python would complain at the very end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(message: str) -> None:
    print(message, file=sys.stderr)
