"""briefing template export, import: templates that go from one office to another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.options import WorkspaceFolder, workspace
from briefing.cli.output import say
from briefing.cli.template import Name

Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件；导入时原来的另存一份。")]


def export(
    name: Name,
    out: Annotated[Path, typer.Argument(metavar="文件", help="写成哪个 .zip 文件。")],
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """导出一个模板：连同底本、版式和引用的段，写成一个文件。"""
    from briefing.api.template import template_export

    path, left = template_export(name, out, workspace(folder), force=force)
    print(f"已写出：{path}")
    if left.bases:
        print(f"底本 {'、'.join(left.bases)} 是程序自带的，没有放进去；对方也有。")
    if left.files:
        print(f"模板用到的 {'、'.join(left.files)} 在工作区里，没有放进去；请对方放上自己的。")
    print(f"下一步：对方在自己的工作区里运行 briefing template import {path.name}。")


def import_(
    file: Annotated[Path, typer.Argument(metavar="文件", help="export 写出的 .zip 文件。")],
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """导入一个模板文件；与工作区里的不同而重名的，先问再换。"""
    from briefing.api.template import template_import
    from briefing.template_tools.exchange import InTheWay

    here = workspace(folder)
    try:
        made = template_import(file, here, force=force)
    except InTheWay as error:
        if not sys.stdin.isatty():
            raise
        say(error.problems)
        if not typer.confirm("要换成文件里的吗？原来的会另存一份。"):
            raise typer.Exit(1) from None
        made = template_import(file, here, force=True)
    for path in made.written:
        print(f"已写出：{path}")
    for path in made.unchanged:
        print(f"已有，内容相同：{path}")
    say(made.remarks)
    print(f"已导入模板：{'、'.join(made.templates)}。")
    print(f"下一步：运行 briefing template check {made.templates[-1]}。")
