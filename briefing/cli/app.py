"""The command table, and the one place that turns errors into messages and exit codes."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from briefing.cli import chinese
from briefing.cli.check import check
from briefing.cli.common import say
from briefing.cli.explain import explain
from briefing.cli.generate import generate
from briefing.cli.init import init
from briefing.cli.listing import list_
from briefing.cli.schema import schema
from briefing.cli.show import show
from briefing.errors import BriefingError, UsageError

OK, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130

COMMANDS = (
    ("generate", generate),
    ("list", list_),
    ("show", show),
    ("explain", explain),
    ("check", check),
    ("init", init),
    ("schema", schema),
)

app = typer.Typer(
    name="briefing",
    help="从结构化的城市数据生成营商环境简报（Word 与 Markdown），每个数字都可以溯源。",
    epilog="先试试：briefing generate --city 武汉 --city 三门峡 --theme 政务服务",
    cls=chinese.ChineseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich would double the time that --help takes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for name, command in COMMANDS:
    app.command(name, cls=chinese.ChineseCommand)(command)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"briefing {version()}")
        raise typer.Exit


def version() -> str:
    """The version of the installed program."""
    from briefing.version import VERSION

    return VERSION


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本。", callback=_show_version, is_eager=True)
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="出错时显示程序内部的调用过程，供排查。")] = False,
) -> None:
    """Options of the program itself; --debug is taken out of the arguments before, wherever it stands."""


def main() -> None:
    """Run the command line and exit: 0 fine, 1 problems in data, template or output, 2 wrong usage."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    debug = len(arguments) < len(sys.argv) - 1
    sys.exit(run(arguments, debug=debug))


def run(arguments: list[str], *, debug: bool = False) -> int:  # noqa: PLR0911 - one return for each kind of end
    """The exit code of a command line; everything that goes wrong is told in Chinese on standard error."""
    from typer._click.exceptions import ClickException, NoArgsIsHelpError

    try:
        code = app(arguments, prog_name="briefing", standalone_mode=False)
        return code if isinstance(code, int) else OK
    except NoArgsIsHelpError as error:
        print(error.format_message())
        return USAGE
    except ClickException as error:
        print(f"错误：{chinese.explain(error.format_message())}用 briefing --help 看用法。", file=sys.stderr)
        return USAGE
    except BriefingError as error:
        if debug:
            raise
        say(error.problems)
        return USAGE if isinstance(error, UsageError) else PROBLEMS
    except (KeyboardInterrupt, typer.Abort):
        print("已中断，没有写入任何文件。", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away (| head): nobody is left to tell
        return OK
    except Exception as error:
        if debug:
            raise
        print(f"错误：程序出现意外情况（{type(error).__name__}：{error}）。", file=sys.stderr)
        print("请加 --debug 再运行一次，把显示的内容发给维护人员。", file=sys.stderr)
        return PROBLEMS
