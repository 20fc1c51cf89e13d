"""briefing data: figures as workbooks, to fill in, to hand on, to ask the bureaus for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.options import Cities, WorkspaceFolder, workspace
from briefing.cli.output import say

if TYPE_CHECKING:
    from briefing.data.tables.lexicon import TableSettings
    from briefing.data.tables.told import Lacking

Force = Annotated[bool, typer.Option("--force", help="已有同名文件也重写；改动过的另存一份。")]
Period = Annotated[str, typer.Option("--period", metavar="时期", help="要报的时期，如 2026-11、2026年三季度、2026。")]
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="牵头单位|城市|主题",
        help="按什么分发，一份一个工作簿。",
        autocompletion=lambda: ["牵头单位", "城市", "主题"],
    ),
]


def template(
    path: Annotated[Path, typer.Argument(metavar="文件", help="要写的工作簿，如 我的数据.xlsx。")],
    city: Cities = None,
    indicator: Annotated[
        list[str] | None,
        typer.Option("--indicator", metavar="指标", help="指标的名称，可多次使用，或用逗号隔开；先把行列好。"),
    ] = None,
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """写一个空的工作簿，填好后存进 data/ 就是数据：有表头、下拉选项和填写说明。"""
    from briefing.api.data import data_template

    made = data_template(path, workspace(folder), cities=city, indicators=indicator or (), force=force)
    print(f"已写入：{made}")
    print("下一步：照“填写说明”填好，存进工作区的 data/ 文件夹，运行 briefing check。")


def add(
    table: Annotated[Path, typer.Argument(metavar="表格", help="工作簿或 CSV 文件。")],
    preview: Annotated[bool, typer.Option("--preview", help="只看会读成什么，不写任何文件。")] = False,
    city: Annotated[str, typer.Option("--city", metavar="城市", help="表里没有写城市的，是哪个城市。")] = "",
    indicator: Annotated[str, typer.Option("--indicator", metavar="指标", help="表里没有写指标的，是哪个指标。")] = "",
    period: Annotated[str, typer.Option("--period", metavar="时期", help="表里没有写时期的，是哪个时期。")] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="表里没有写单位的，是什么单位。")] = "",
    source: Annotated[str, typer.Option("--source", metavar="来源", help="表里没有写来源的，出自哪里。")] = "",
    sheet: Annotated[str, typer.Option("--sheet", metavar="工作表", help="以上说的只是这张工作表。")] = "",
    theme: Annotated[str, typer.Option("--theme", metavar="主题", help="新的指标归入哪个主题。")] = "",
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """把一份表格放进数据：先说会读成什么，缺的问清楚，再存进 data/。"""
    from briefing.api.data import data_add, data_look
    from briefing.data.tables.lexicon import TableSettings
    from briefing.data_tools.add import NewIndicator
    from briefing.errors import errors_in

    here = workspace(folder)
    answers = TableSettings(city=city, indicator=indicator, period=period, unit=unit, source=source, sheet=sheet)
    found = data_look(table, here, answers)
    while not preview and _person_is_there() and found.lacking:
        if (more := _answered(found.lacking, answers)) == answers:
            break
        answers = more
        found = data_look(table, here, answers)
    for line in found.lines():
        print(line)
    say(found.problems)
    if preview or errors_in(found.problems):
        raise typer.Exit(1 if errors_in(found.problems) else 0)
    if found.new and not theme and _person_is_there():
        theme = _ask(f"新的指标（{'、'.join(found.new)}）归入哪个主题？直接回车为“其他指标”：")
    new = [NewIndicator(name, theme=theme) for name in found.new] if theme else []
    for path in data_add(table, here, answers, new=new, force=force):
        print(f"已写入：{path}")
    print("下一步：briefing check，再 briefing generate。")


def _person_is_there() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask(question: str) -> str:
    try:
        return input(f"{question} ").strip()
    except EOFError:
        raise typer.Abort from None


def _answered(lacking: list[Lacking], answers: TableSettings) -> TableSettings:
    """Return the answers with those to what a table lacks; the same ones where every question was passed over."""
    from dataclasses import replace

    for item in lacking:
        this = f"{item.location}：这张表"
        if item.key == "city" and (said := _ask(f"{this}是哪个城市的？直接回车为不答：")):
            answers = replace(answers, city=said)
        elif item.key == "indicator" and (said := _ask(f"{this}是哪个指标的？直接回车为不答：")):
            answers = replace(answers, indicator=said)
        elif item.key == "period" and (said := _ask(f"{this}是什么时期的（如 2026年11月）？直接回车为不答：")):
            answers = replace(answers, period=said)
        for name in item.names:
            if said := _ask(f"“{name}”的单位是什么（如 万户、%）？直接回车为不答："):
                answers = replace(answers, units={**answers.units, name: said})
    return answers


def export(
    path: Annotated[
        Path, typer.Argument(metavar="文件", help="写成什么由扩展名定：.xlsx、.csv；.yaml 写成一个文件夹。")
    ],
    city: Cities = None,
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """把数据导出成工作簿、CSV 或 YAML，再读进来是同样的数据。"""
    from briefing.api.data import data_export

    for made in data_export(path, workspace(folder), cities=city, force=force):
        print(f"已写入：{made}")


def forms(
    period: Period,
    due: Annotated[str, typer.Option("--due", metavar="日期", help="截止日期，如 2026-12-05 或 2026年12月5日。")],
    by: By = "牵头单位",
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="写到哪里。")] = Path("催报"),
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """给每个单位写一张报送表：该报的指标、上期的数，填报人、审核人、电话和截止日期。"""
    from briefing.api.data import data_forms

    made, problems = data_forms(workspace(folder), period=period, due=due, by=by, out=out, force=force)
    say(problems)
    for path in made:
        print(f"已写入：{path}")
    owner = "" if by == "牵头单位" else f" --by {by}"
    print(f"下一步：分送各单位；收回后放进一个文件夹，运行 briefing data collect 文件夹 --period {period}{owner}。")


def collect(
    returned: Annotated[Path, typer.Argument(metavar="文件夹", help="收回的报送表所在的文件夹。", exists=True)],
    period: Period,
    by: By = "牵头单位",
    remind: Annotated[bool, typer.Option("--remind", help="另写出给未报单位的催报通知。")] = False,
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="催报通知里的截止日期。")] = None,
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """读收回的报送表：谁报了、谁没报、漏了什么、哪些数与以往相差大；报来的数存进 data/。"""
    from briefing.api.data import data_collect, data_reminder
    from briefing.errors import errors_in

    collected, kept = data_collect(returned, workspace(folder), period=period, by=by, force=force)
    say(collected.problems)
    for line in collected.summary():
        print(line)
    if kept:
        print(f"报来的数已存入：{kept}")
    if remind and collected.missing:
        print(f"\n{data_reminder(collected, due=due)}", end="")
    raise typer.Exit(1 if errors_in(collected.problems) else 0)
