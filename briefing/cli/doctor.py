"""briefing doctor: whether the program can do its work here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.options import AsJson, WorkspaceFolder, workspace
from briefing.cli.output import columns, print_json


def doctor(
    as_json: AsJson = False,
    out: Annotated[
        Path, typer.Option("--out", metavar="文件夹", help="成果要放的文件夹，看能不能写；不写为 output。")
    ] = Path("output"),
    folder: WorkspaceFolder = None,
) -> None:
    """检查程序在这台机器上、这个工作区里能不能正常用：字体、LibreOffice、写入、编码、版本、数据新旧等，怎样改。"""
    from dataclasses import asdict

    from briefing.api.doctor import doctor as examined
    from briefing.api.doctor.diagnosis import Health

    told = examined(workspace(folder), out=out)
    if as_json:
        print_json([asdict(item) for item in told])
    else:
        for line, item in zip(columns([(item.level, item.check, item.found) for item in told]), told, strict=True):
            print(line)
            if item.remedy:
                print(f"      改法：{item.remedy}")
    raise typer.Exit(any(item.level is Health.BAD for item in told))
