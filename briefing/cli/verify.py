"""briefing verify: the numbers of a Word file held against what they rest on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.options import AsJson, WorkspaceFolder, workspace
from briefing.cli.output import print_json, say

Against = Annotated[
    list[Path] | None,
    typer.Option(
        "--against",
        metavar="依据",
        help="成果包的文件夹，或 --evidence 写的依据表（.xlsx），可多次使用；"
        "不写则取文件所在的或行文所带的成果包、旁边的“事实依据表.xlsx”。",
    ),
]


def verify(
    file: Annotated[Path, typer.Argument(metavar="文件", help="要核对的 Word 文件（.docx）。")],
    against: Against = None,
    strict: Annotated[bool, typer.Option("--strict", help="有待核的，退出码也为 1。")] = False,
    as_json: AsJson = False,
    folder: WorkspaceFolder = None,
) -> None:
    """核对 Word 文件里的每个数字：一致、被改过、没有依据，还是要人核（如数没有变，而升降、年份、城市改了）。"""
    from briefing.api.evidence import verify as verified
    from briefing.trace.evidence import NumberStatus, told

    found = verified(file, against or (), workspace(folder))
    say(found.problems)
    if as_json:
        print_json(
            [
                {
                    "number": item.number.text,
                    "standing": item.standing,
                    "sentence": item.number.sentence,
                    "fact": item.row["编号"] if item.row else item.figure.id if item.figure else None,
                    "why": item.why,
                }
                for item in found.numbers
            ]
            + [
                {"number": "", "standing": NumberStatus.DOUBTFUL, "sentence": words, "fact": None, "why": ""}
                for words in found.words
            ]
        )
    else:
        for item, line in told(found.numbers):
            if item.standing is not NumberStatus.UNCHANGED:
                print(f"{item.standing}：{line}")
        for words in found.words:
            print(f"{NumberStatus.DOUBTFUL}：{words}")
        print(found.summary)
    doubtful = bool(found.words) or any(item.standing is NumberStatus.DOUBTFUL for item in found.numbers)
    raise typer.Exit(not found.sound or (strict and doubtful))
