"""briefing schema: the form of a workspace's files as JSON Schema."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing.cli.common import print_json
from briefing.errors import Problem, UsageError, did_you_mean


def _kinds() -> list[str]:
    from briefing.data.schema import PUBLISHED

    return list(PUBLISHED)


def schema(
    which: Annotated[
        str,
        typer.Argument(
            metavar="文件",
            help="city、indicators、themes、topics、comparability、units、national 或 sources；"
            "briefing 是 briefing.yaml，template 是 template.yaml；不写为 city。",
            autocompletion=_kinds,
            show_default=False,
        ),
    ] = "city",
) -> None:
    """输出数据文件、briefing.yaml 或 template.yaml 的 JSON Schema，供编辑器补全和检查。"""
    from briefing.data.schema import json_schema

    kinds = _kinds()
    if which not in kinds:
        hint = did_you_mean(which, kinds) or f"可用：{'、'.join(kinds)}。"
        raise UsageError(Problem(f"没有“{which}”这种文件。", hint=hint))
    print_json(json_schema(which))
