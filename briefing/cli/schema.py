"""briefing schema: the data files' form as JSON Schema."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing.cli.common import print_json
from briefing.errors import Problem, UsageError, did_you_mean


def schema(
    which: Annotated[
        str,
        typer.Argument(
            metavar="文件",
            help="city、indicators、themes、topics、units、national 或 sources；不写为 city。",
            show_default=False,
        ),
    ] = "city",
) -> None:
    """输出数据文件的 JSON Schema，供编辑器补全和检查。"""
    from briefing.load.records import FILES
    from briefing.load.schema import json_schema

    if which not in FILES:
        hint = did_you_mean(which, FILES) or f"可用：{'、'.join(FILES)}。"
        raise UsageError(Problem(f"没有“{which}”这种数据文件。", hint=hint))
    print_json(json_schema(which))
