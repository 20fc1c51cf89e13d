"""The options that several commands share, with what is completed behind them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.chinese import WORKSPACE
from briefing.errors import BriefingError, Problem, UsageError
from briefing.model.formats import USUAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from typer.models import OptionInfo

    from briefing.api.workspace import Workspace
    from briefing.data.selection import Named
    from briefing.model.formats import Format


def workspace(given: Path | None, *, cached: bool = True) -> Workspace:
    """Return the workspace: the one given, else the nearest one from here upwards, else the built-in one."""
    from briefing.api.workspace import Workspace

    return Workspace.open(given, cached=cached)


def complete_template(ctx: typer.Context, incomplete: str) -> list[str]:
    """Template names for shell completion."""
    from briefing.data.template_folders import template_ids

    return [name for name in template_ids(workspace(_given(ctx)).roots) if name.startswith(incomplete)]


def complete_recipe(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return names of recipes for shell completion; nothing where briefing.yaml cannot be read."""
    try:
        return [name for name in workspace(_given(ctx)).config().recipes if name.startswith(incomplete)]
    except (BriefingError, OSError):
        return []


def complete_city(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """City names for shell completion, with pinyin; nothing where the workspace cannot be read."""
    return _completions(ctx, incomplete, lambda here: here.cities())


def complete_theme(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Theme names for shell completion; nothing where the workspace cannot be read."""
    return _completions(ctx, incomplete, lambda here: here.catalogue().themes.values())


def _given(ctx: typer.Context) -> Path | None:
    """Return the --workspace that stands before what is to be completed."""
    given = ctx.params.get("folder")
    return Path(given) if given else None


def complete_period(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the periods that facts are of, for shell completion; nothing where the workspace cannot be read."""
    try:
        facts = workspace(_given(ctx)).library().facts()
    except (BriefingError, OSError):
        return []
    periods = sorted({fact.period for fact in facts if fact.period.dated})
    return [period.printed for period in periods if period.printed.startswith(incomplete)]


def _completions(
    ctx: typer.Context, incomplete: str, items: Callable[[Workspace], Iterable[Named]]
) -> list[tuple[str, str]]:
    """Return for each item the first of its names that begins as typed, and another name to know it by."""
    from briefing.data.selection import names_of

    try:
        found = items(workspace(_given(ctx)))
        typed = [(item, [name for name in names_of(item) if name.startswith(incomplete)]) for item in found]
    except (BriefingError, OSError):
        return []
    return [(names[0], item.name if names[0] != item.name else item.id) for item, names in typed if names]


WorkspaceFolder = Annotated[
    Path | None, typer.Option(WORKSPACE, metavar="文件夹", help="工作区；不写则从当前文件夹向上找，再用内置的。")
]
Cities = Annotated[
    list[str] | None,
    typer.Option(
        "--city",
        metavar="城市",
        help="城市名、别名、代码或拼音，可多次使用，或用逗号隔开；不写为全部。",
        autocompletion=complete_city,
    ),
]
Themes = Annotated[
    list[str] | None,
    typer.Option(
        "--theme",
        metavar="主题",
        help="主题名或别名，可多次使用，或用逗号隔开；不写为全部。",
        autocompletion=complete_theme,
    ),
]
InPeriod = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="时期",
        help="只用这一时期和它末日的数据，如 2023年上半年、2023-Q3；没有写明时期的照留，写到别的时期数据的做法略去。",
        autocompletion=complete_period,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="时期",
        help="只用从这一时期起的数据，如 2021年；没有写明时期的照留，写到更早数据的做法略去。",
        autocompletion=complete_period,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]
Home = Annotated[
    str | None,
    typer.Option(
        "--home",
        metavar="城市",
        help="以它为本地，与 --city 的城市对标；不写 --city 的，对标分析取级别相同的城市。",
        autocompletion=complete_city,
    ),
]
TemplateName = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="模板",
        help="模板名，如 bulletin 或 简报，见 briefing template list；不写为 bulletin。",
        autocompletion=complete_template,
    ),
]
Recipe = Annotated[
    str | None,
    typer.Option(
        "--recipe",
        metavar="方案",
        help="用 briefing.yaml 里的一个方案，见 briefing list recipes；命令行上写的优先。",
        autocompletion=complete_recipe,
    ),
]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="日期", help="印在文稿上的日期，如 2026-11-22 或 2026年11月22日；不写为今天。"),
]
Issue = Annotated[
    str | None,
    typer.Option(
        "--issue",
        metavar="期号",
        help="第几期；next 是上一次印发的后一期；增刊写 增刊1，下一期增刊写 增刊；不写则不印期号。",
    ),
]
Title = Annotated[str | None, typer.Option("--title", metavar="标题", help="标题；不写则按城市和主题拟定。")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="名称=值", help="设定模板参数，如 --set 编发单位=某市营商办；可多次使用。"),
]


def format_option(allowed: Mapping[str, Format]) -> OptionInfo:
    """Return the option that asks for formats of the table `allowed`."""
    listed = "、".join(f"{name}（{item.description}）" for name, item in allowed.items())
    option: OptionInfo = typer.Option(
        "--format",
        metavar="格式",
        help=f"{listed}，可多次使用；不写为 {' 和 '.join(USUAL)}。",
        autocompletion=lambda: [(name, item.description) for name, item in allowed.items()],
    )
    return option


def settings_of(given: list[str] | None) -> dict[str, str]:
    """Return 名称=值 pairs as a mapping."""
    pairs = [item.partition("=") for item in given or ()]
    wrong = [name for name, equals, _ in pairs if not equals or not name.strip()]
    if wrong:
        raise UsageError(
            Problem(f"参数“{name}”没有写成“名称=值”。", hint="例如 --set 编发单位=某市营商办。") for name in wrong
        )
    return {name.strip(): value for name, _, value in pairs}
