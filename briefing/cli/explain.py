"""briefing explain: where a figure comes from and where it is used."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing.cli.options import WorkspaceFolder, workspace


def explain(
    fact_id: Annotated[
        str, typer.Argument(metavar="编号", help="如 wuhan.one-stop-items，见 facts.csv 或 briefing show。")
    ],
    folder: WorkspaceFolder = None,
) -> None:
    """说明一个数字的来历：来源段落、数据文件和行、怎样推算、用在哪里。"""
    from briefing.api.explain import explain as explained

    for name, value in explained(fact_id, workspace(folder)):
        print(f"{name}：{value}")
