"""briefing generate: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.options import (
    Cities,
    Date,
    Home,
    InPeriod,
    Issue,
    Recipe,
    Settings,
    Since,
    TemplateName,
    Themes,
    Title,
    WorkspaceFolder,
    format_option,
    settings_of,
    workspace,
)
from briefing.cli.output import progress_bar, say
from briefing.errors import Problem, UsageError
from briefing.model.formats import CHECKLIST, FORMATS

if TYPE_CHECKING:
    from briefing.bundle.pack import Bundle
    from briefing.model.layout import Layout, Notes
    from briefing.pipeline import Briefing

NOTES: dict[str, Notes] = {"文末": "list", "脚注": "footnotes"}
Attachment = Annotated[
    int | None,
    typer.Option(
        "--attachment", metavar="序号", help="排成附件：无报头报尾，首行“附件1”；0 为唯一附件，不编号。", parser=int
    ),
]
StartPage = Annotated[int, typer.Option("--start-page", metavar="页码", help="首页的页码；不写为 1。", parser=int)]
DocNo = Annotated[
    str, typer.Option("--doc-no", metavar="发文字号", help="附件与正文分开装订时，写在“附件1”前面的发文字号。")
]
NotesPlace = Annotated[
    str,
    typer.Option(
        "--notes", metavar="位置", help="资料来源排在“文末”或“脚注”；不写为文末。", autocompletion=lambda: list(NOTES)
    ),
]
Formats = Annotated[list[str] | None, format_option(FORMATS)]
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
    notes: NotesPlace = "文末",
    title: Title = None,
    setting: Settings = None,
    force: Force = False,
    no_cache: NoCache = False,
    folder: WorkspaceFolder = None,
) -> None:
    """生成简报：选定城市和主题，写出 Word、Markdown、图表和数据表。"""
    given, layout = settings_of(setting), _layout(attachment, start_page, doc_no, notes)
    with progress_bar(stages) as progress:
        from briefing.api.generate import generate as make  # takes a while: the bar is shown before

        made = make(
            workspace(folder, cached=not no_cache),
            cities=city,
            themes=theme,
            period=period,
            since=since,
            home=home,
            template=template,
            recipe=recipe,
            formats=format,
            title=title,
            date=date,
            issue=issue,
            settings=given,
            layout=layout,
            progress=progress,
        )
        formats = (*made.request.formats, *(("svg",) if svg else ()))
        bundle = made.save(out, formats=formats, force=force, progress=progress)
    report(made, bundle)


def stages() -> tuple[str, ...]:
    """Return the stages of the work, which take a while to load."""
    from briefing.pipeline import STAGES

    return STAGES


def _layout(attachment: int | None, start_page: int, doc_no: str, notes: str) -> Layout:
    """Return how the Word file is laid out; UsageError for what only the command line can get wrong."""
    from briefing.model.layout import Layout

    if notes not in NOTES:
        raise UsageError(Problem(f"资料来源不能排在“{notes}”。", hint=f"可用：{'、'.join(NOTES)}。"))
    if (attachment or 0) < 0:
        raise UsageError(Problem("附件序号从 1 起，唯一的附件写 0。"))
    return Layout(
        mode="standalone" if attachment is None else "attachment",
        number=attachment or None,
        start_page=start_page,
        doc_no=doc_no.strip(),
        notes=NOTES[notes],
    )


def report(made: Briefing, bundle: Bundle) -> None:
    """Print what a person should know of it, what was written and what it holds, and what to do next."""
    say([*made.problems, *bundle.remarks])
    print(f"{'已更新' if bundle.replaced else '已生成'}：{made.title}")
    print(f"位置：{bundle.folder}")
    for name in bundle.files:
        print(f"  {name}")
    facts, figures, tables, sources = made.counts
    print(f"内容：数据 {facts} 项，图 {figures} 幅，表 {tables} 个，来源 {sources} 个。")
    to_verify = made.checklist.to_verify
    print(f"{CHECKLIST}：{f'{to_verify} 处请核实' if to_verify else '没有要特别核实的'}。")
    kinds = (FORMATS[ending].label for name in bundle.files if (ending := name.rpartition(".")[2]) in FORMATS)
    print(f"下一步：打开 {next(kinds, 'facts.csv')} 文件通读一遍；", end="")
    print("要核对某个数字，用 briefing explain 编号（编号见 facts.csv）。")
    if made.example_office:
        how = "用 --set 编发单位=名称，或在工作区的 briefing.yaml 里写一次 settings: {编发单位: 名称}"
        print(f"编发单位还是自带的例子“{made.example_office}”，请换成本单位：{how}。")
