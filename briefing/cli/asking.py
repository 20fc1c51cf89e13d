"""The options that generate, preview and the memo commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.common import complete_city, complete_period, complete_recipe, complete_template
from briefing.errors import Problem, UsageError
from briefing.model.formats import USUAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typer.models import OptionInfo

    from briefing.model.formats import Format

Home = Annotated[
    str | None,
    typer.Option("--home", metavar="城市", help="以它为本地，与其他城市对标。", autocompletion=complete_city),
]
InPeriod = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="时期",
        help="只用这一时期和它末日的数据，如 2023年上半年、2023-Q3；没有写明时期的照留，写到别的时期数据的做法略去。",
        autocompletion=complete_period,
        show_default=False,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="时期",
        help="只用从这一时期起的数据，如 2021年；没有写明时期的照留，写到更早数据的做法略去。",
        autocompletion=complete_period,
        show_default=False,
    ),
]
TemplateName = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="模板",
        help="模板名，如 bulletin 或 简报，见 briefing template list；不写为 bulletin。",
        autocompletion=complete_template,
        show_default=False,
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
Issue = Annotated[int | None, typer.Option("--issue", metavar="期号", help="第几期；不写则不印期号。", parser=int)]
Title = Annotated[str | None, typer.Option("--title", metavar="标题", help="标题；不写则按城市和主题拟定。")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="名称=值", help="设定模板参数，如 --set 编发单位=某市营商办；可多次使用。"),
]


def format_option(allowed: Mapping[str, Format]) -> OptionInfo:
    """The option that asks for formats of the table `allowed`."""
    listed = "、".join(f"{name}（{item.description}）" for name, item in allowed.items())
    option: OptionInfo = typer.Option(
        "--format",
        metavar="格式",
        help=f"{listed}，可多次使用；不写为 {' 和 '.join(USUAL)}。",
        autocompletion=lambda: [(name, item.description) for name, item in allowed.items()],
    )
    return option


def settings_of(given: list[str] | None) -> dict[str, str]:
    """名称=值 pairs as a mapping."""
    pairs = [item.partition("=") for item in given or ()]
    wrong = [name for name, equals, _ in pairs if not equals or not name.strip()]
    if wrong:
        raise UsageError(
            Problem(f"参数“{name}”没有写成“名称=值”。", hint="例如 --set 编发单位=某市营商办。") for name in wrong
        )
    return {name.strip(): value for name, _, value in pairs}
