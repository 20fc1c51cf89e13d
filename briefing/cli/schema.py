"""briefing schema: the data files' form as JSON Schema."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from briefing.errors import Problem, UsageError, did_you_mean


def schema(
    which: Annotated[
        str, typer.Argument(metavar="文件", help="city、indicators、themes、topics、units、national 或 sources。")
    ] = "city",
) -> None:
    """输出数据文件的 JSON Schema，供编辑器补全和检查。"""
    from briefing.load.records import FILES
    from briefing.load.schema import json_schema

    if which not in FILES:
        hint = did_you_mean(which, FILES) or f"可用：{'、'.join(FILES)}。"
        raise UsageError(Problem(f"没有“{which}”这种数据文件。", hint=hint))
    print(json.dumps(json_schema(which), ensure_ascii=False, indent=2))
