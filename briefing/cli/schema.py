"""briefing schema: the form of a workspace's files as JSON Schema."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing.cli.output import print_json


def _kinds() -> list[str]:
    from briefing.data.schema import PUBLISHED

    return list(PUBLISHED)


def schema(
    which: Annotated[
        str,
        typer.Argument(
            metavar="文件",
            help="city、indicators、themes、topics、comparability、units、frameworks 或 sources；"
            "briefing、template、issues 是同名的 .yaml；不写为 city。",
            autocompletion=_kinds,
        ),
    ] = "city",
) -> None:
    """输出数据文件、briefing.yaml、template.yaml 或 issues.yaml 的 JSON Schema，供编辑器补全和检查。"""
    from briefing.api.template import schema as schema_of

    print_json(schema_of(which))
