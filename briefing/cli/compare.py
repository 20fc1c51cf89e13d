"""briefing compare: what was changed between two Word files, as a table and as corrections of the data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.options import AsJson, WorkspaceFolder, workspace
from briefing.cli.output import print_json, say

Before = Annotated[Path, typer.Argument(metavar="原稿", help="修改前的 Word 文件，如送审稿.docx。")]
After = Annotated[Path, typer.Argument(metavar="修改稿", help="修改后的 Word 文件。")]
Out = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="文件", help="把对照表写成这个 Word 文件；不写则只在屏幕上列出。")
]
Corrections = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="文件",
        help="把人改过、与资料不同的数字写成更正稿（YAML），供核实后改入资料；资料本身不动。",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的同名文件；原来的 Word 文件另存一份。")]


def compare(
    before: Before,
    after: After,
    out: Out = None,
    corrections: Corrections = None,
    as_json: AsJson = False,
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """对照修改前后的两个 Word 文件，逐处列出修改，可排成修改对照表（原文、修改后、理由）；改动的数字与资料对照。"""
    from briefing.api.compare import compare as compared

    found = compared(before, after, workspace(folder))
    say([*found.problems, *found.save(out, corrections=corrections, force=force)])
    if as_json:
        print_json(found.records)
        return
    print("\n".join((*found.summary, *(() if out else found.lines))))
    if found.corrections:
        print(f"人改过、与资料不同的数字有 {len(found.corrections)} 个，{_told(corrections, found.corrections_text())}")
    elif corrections:
        print("没有人改过、与资料不同的数字，没有写更正稿。")
    if out:
        print(f"已写好：{out}")


def _told(corrections: Path | None, text: str) -> str:
    """Return where the corrections are, or how to have them, with their text."""
    if corrections:
        return f"更正稿已写入 {corrections}，请核实后自行改入资料。"
    return f"核实后可这样改入资料（--corrections 文件 可另存）：\n{text}"
