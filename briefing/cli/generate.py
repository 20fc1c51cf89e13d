"""briefing generate: the main job."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.common import Cities, Themes, Workspace, builtin, cache_folder, on_terminal, say, workspace
from briefing.errors import Problem, UsageError, did_you_mean

if TYPE_CHECKING:
    from briefing.pipeline import Result, Tell

FORMATS = ("docx", "md")
STAGES = 5


def generate(
    city: Cities = None,
    theme: Themes = None,
    template: Annotated[
        str, typer.Option("--template", metavar="模板", help="模板名，见 briefing list templates。")
    ] = "bulletin",
    format: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="格式", help="docx 或 md，可多次使用；不写为两种都要。", show_default=False),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="成果包放在哪个文件夹里。")] = Path("output"),
    date: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="日期", help="印在文稿上的日期，如 2026-11-22；不写为今天。", show_default=False
        ),
    ] = None,
    issue: Annotated[
        int | None, typer.Option("--issue", metavar="期号", min=1, help="第几期；不写则不印期号。", show_default=False)
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="标题", help="标题；不写则按城市和主题拟定。", show_default=False)
    ] = None,
    setting: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="名称=值",
            help="设定模板参数，如 --set 编发单位=某市营商办；可多次使用。",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖生成后被人改动过的文件。")] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="不使用图表缓存，全部重画。")] = False,
    folder: Workspace = None,
) -> None:
    """生成一份简报：选定城市和主题，写出 Word、Markdown、图表和数据清单。"""
    from briefing.model.request import Request
    from briefing.pipeline import generate as make
    from briefing.version import VERSION

    request = Request(
        workspace=workspace(folder),
        builtin=builtin(),
        out=out,
        date=_date(date),
        cities=tuple(city or ()),
        themes=tuple(theme or ()),
        template=template,
        formats=_formats(format),
        title=_title(title),
        issue=issue,
        settings=_settings(setting),
        force=force,
        cache=None if no_cache else cache_folder(),
    )
    with _progress() as tell:
        result = make(request, VERSION, tell)
    say(result.warnings)
    _report(result)


def _date(text: str | None) -> datetime.date:
    """The date given, or today."""
    if text is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(Problem(f"日期“{text}”不对。", hint="请写成 2026-11-22 的样子。")) from error


def _formats(given: list[str] | None) -> tuple[str, ...]:
    """The formats given, each once, in the order in which they are written; all if none."""
    wrong = [name for name in given or () if name not in FORMATS]
    if wrong:
        hint = did_you_mean(wrong[0], FORMATS) or f"可用的格式：{'、'.join(FORMATS)}。"
        raise UsageError(Problem(f"没有“{wrong[0]}”格式。", hint=hint))
    return tuple(name for name in FORMATS if name in given) if given else FORMATS


def _title(text: str | None) -> str | None:
    if text is not None and not text.strip():
        raise UsageError(Problem("标题是空的。", hint="请写上标题，或去掉 --title。"))
    return text.strip() if text else None


def _settings(given: list[str] | None) -> dict[str, str]:
    """名称=值 pairs as a mapping."""
    pairs = [item.partition("=") for item in given or ()]
    wrong = [name for name, equals, _ in pairs if not equals or not name.strip()]
    if wrong:
        raise UsageError(Problem(f"参数“{wrong[0]}”没有写成“名称=值”。", hint="例如 --set 编发单位=某市营商办。"))
    return {name.strip(): value.strip() for name, _, value in pairs}


@contextmanager
def _progress() -> Iterator[Tell]:
    """A listener for the stages: a progress bar on a terminal, silence elsewhere."""
    if not on_terminal():
        yield lambda stage: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=24), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("准备", total=STAGES)

        def tell(stage: str) -> None:
            progress.update(task, advance=1, description=stage)

        yield tell


def _report(result: Result) -> None:
    """What was written, what it holds, and what to do next."""
    print(f"已生成：{result.title}")
    print(f"位置：{result.bundle.folder}")
    for name in result.bundle.files:
        print(f"  {name}")
    print(f"内容：数据 {result.facts} 项，图 {result.figures} 幅，表 {result.tables} 个，来源 {result.sources} 个。")
    print("下一步：打开 Word 文件通读一遍；要核对某个数字，用 briefing explain 数据点编号（编号见 facts.csv）。")
