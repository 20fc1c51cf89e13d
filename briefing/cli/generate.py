"""briefing generate: the main job."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.asking import (
    Date,
    Formats,
    Home,
    InPeriod,
    Issue,
    Recipe,
    Settings,
    Since,
    TemplateName,
    Title,
    formats_of,
    request_of,
)
from briefing.cli.common import Cities, Themes, Workspace, cache_folder, config, say, workspace
from briefing.cli.progress import progress
from briefing.errors import Problem, UsageError

if TYPE_CHECKING:
    from briefing.model.layout import Layout
    from briefing.pipeline import Result

NOTES = {"文末": "list", "脚注": "footnotes"}


Attachment = Annotated[
    int | None,
    typer.Option("--attachment", metavar="序号", help="排成附件：无报头报尾，首行“附件1”；0 为唯一附件，不编号。"),
]
StartPage = Annotated[int, typer.Option("--start-page", metavar="页码", help="首页的页码；不写为 1。")]
DocNo = Annotated[
    str, typer.Option("--doc-no", metavar="发文字号", help="附件与正文分开装订时，写在“附件1”前面的发文字号。")
]
Notes = Annotated[
    str,
    typer.Option(
        "--notes", metavar="位置", help="资料来源排在“文末”或“脚注”；不写为文末。", autocompletion=lambda: list(NOTES)
    ),
]
Svg = Annotated[bool, typer.Option("--svg", help="另存 SVG 图，供网页和大幅打印用。")]
Out = Annotated[Path, typer.Option("--out", metavar="文件夹", help="成果包放在哪个文件夹里；不写为 output。")]
Force = Annotated[bool, typer.Option("--force", help="覆盖生成后被人改动过的文件，或要求不同的同名简报。")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="不使用图表缓存，全部重画。")]


def generate(
    city: Cities = None,
    theme: Themes = None,
    period: InPeriod = None,
    since: Since = None,
    home: Home = None,
    template: TemplateName = None,
    recipe: Recipe = None,
    format: Formats = None,
    svg: Svg = False,
    out: Out = Path("output"),
    date: Date = None,
    issue: Issue = None,
    attachment: Attachment = None,
    start_page: StartPage = 1,
    doc_no: DocNo = "",
    notes: Notes = "文末",
    title: Title = None,
    setting: Settings = None,
    force: Force = False,
    no_cache: NoCache = False,
    folder: Workspace = None,
) -> None:
    """生成简报：选定城市和主题，写出 Word、Markdown、图表和数据表。"""
    from briefing.version import VERSION

    here = workspace(folder)
    plan = config(here).plan(recipe)
    request = replace(
        request_of(here, plan, city, theme, home, template, date, issue, title, setting, period, since),
        out=out,
        formats=(*formats_of(format or list(plan.formats)), *(("svg",) if svg else ())),
        layout=_layout(attachment, start_page, doc_no, notes),
        force=force,
        cache=None if no_cache else cache_folder(),
    )
    with progress(_stages) as tell:
        from briefing.pipeline import generate as make  # takes a while: the bar is shown before

        result = make(request, VERSION, tell)
    say(result.warnings)
    _report(result)


def _stages() -> tuple[str, ...]:
    from briefing.pipeline import STAGES

    return STAGES


def _layout(attachment: int | None, start_page: int, doc_no: str, notes: str) -> Layout:
    """How the Word file is laid out; UsageError with everything that does not fit."""
    from briefing.model.layout import Layout, misfits

    if notes not in NOTES:
        raise UsageError(Problem(f"资料来源不能排在“{notes}”。", hint=f"可用：{'、'.join(NOTES)}。"))
    layout = Layout(
        mode="standalone" if attachment is None else "attachment",
        number=attachment or None,
        start_page=start_page,
        doc_no=doc_no.strip(),
        notes="footnotes" if notes == "脚注" else "list",
    )
    wrong = [Problem("附件序号从 1 起，唯一的附件写 0。")] if (attachment or 0) < 0 else misfits(layout)
    if wrong:
        raise UsageError(wrong)
    return layout


def _report(result: Result) -> None:
    """What was written, what it holds, and what to do next."""
    files = result.bundle.files
    print(f"{'已更新' if result.bundle.replaced else '已生成'}：{result.title}")
    print(f"位置：{result.bundle.folder}")
    for name in files:
        print(f"  {name}")
    print(f"内容：数据 {result.facts} 项，图 {result.figures} 幅，表 {result.tables} 个，来源 {result.sources} 个。")
    kind = "Word" if files[0].endswith(".docx") else "Markdown"
    print(f"下一步：打开 {kind} 文件通读一遍；要核对某个数字，用 briefing explain 编号（编号见 facts.csv）。")
    if result.example:
        how = "用 --set 编发单位=名称，或在工作区的 briefing.yaml 里写一次 settings: {编发单位: 名称}"
        print(f"编发单位还是自带的例子“{result.example}”，请换成本单位：{how}。")
