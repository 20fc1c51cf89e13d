"""briefing issues: the register of issues."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.generate import Force, Formats, Out, report, stages
from briefing.cli.options import AsJson, Date, WorkspaceFolder, complete_recipe, workspace
from briefing.cli.output import columns, print_json, progress_bar

if TYPE_CHECKING:
    from briefing.model.issue import Issue

Number = Annotated[str, typer.Argument(metavar="期号", help="第几期，如 3；增刊写 增刊1。")]
OfRecipe = Annotated[
    str | None,
    typer.Option(
        "--recipe", metavar="方案", help="哪个方案的；只有一个方案有这一期时不用写。", autocompletion=complete_recipe
    ),
]
OfYear = Annotated[
    int | None, typer.Option("--year", metavar="年份", help="哪一年的；不写为有这一期的最近一年。", parser=int)
]
COLUMNS = ("方案", "期号", "总期号", "日期", "状态", "标题", "文件")


def list_issues(
    recipe: OfRecipe = None, year: OfYear = None, as_json: AsJson = False, folder: WorkspaceFolder = None
) -> None:
    """列出登记的各期：草稿、送审、印发。"""
    from briefing.api.issues import issues

    here = workspace(folder)
    found = [item for item in issues(here) if recipe in (None, item.recipe) and year in (None, item.year)]
    if as_json:
        print_json([{key: value for key, value in asdict(item).items() if key != "location"} for item in found])
    elif found:
        print("\n".join(columns([COLUMNS, *map(_row, found)])))
    else:
        print(f"工作区“{here.path}”里还没有登记过期号；用 briefing generate --issue 生成时登记。")


def _row(item: Issue) -> tuple[str, ...]:
    total = str(item.total or "—")
    return (
        item.recipe or "—",
        item.name,
        total,
        item.date,
        item.state,
        item.title or "—",
        item.kept or item.bundle or "—",
    )


def issued(
    number: Number,
    file: Annotated[Path, typer.Argument(metavar="文件", help="印发出去的那个文件，如 印发稿.docx。")],
    recipe: OfRecipe = None,
    year: OfYear = None,
    folder: WorkspaceFolder = None,
) -> None:
    """登记一期已经印发：存下印发的文件和它的数据，这一期从此不能再生成。"""
    from briefing.api.issues import issues_issued

    here = workspace(folder)
    found = issues_issued(number, file, here, recipe=recipe, year=year)
    print(f"已登记印发：{found.name}《{found.title}》")
    print(f"存在：{here.path / found.kept}")
    compared = "与更正后的数据相比" if found.corrects else "文中会写明与这一期相比的变化"
    if found.supplement:
        compared = "增刊不作上期，仍与上一次印发的那一期相比"
    print(f"下一步：出下一期用 briefing generate --issue next，{compared}。")


def correct(
    number: Number,
    recipe: OfRecipe = None,
    year: OfYear = None,
    memo: Annotated[
        list[str] | None,
        typer.Option("--memos", metavar="文件夹", help="还到哪些文件夹里找用过这一期的行文；成果包旁边的总会找。"),
    ] = None,
    format: Formats = None,
    out: Out = Path("output"),
    date: Date = None,
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """更正已经印发的一期：列出原刊和更正后的数据，以及还有哪些期、哪些行文用过。先把资料里的数改正过来。"""
    with progress_bar(stages) as progress:
        from briefing.api.issues import issues_correct

        here = workspace(folder)
        made = issues_correct(
            number, here, recipe=recipe, year=year, memos=memo or (), date=date, formats=format, progress=progress
        )
        bundle = made.save(out, force=force, progress=progress)
    report(made, bundle)
    print(f"印发之后登记：briefing issues issued {number} 更正的文件")
