"""briefing clean: a Word file without what must not leave the office."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.options import WorkspaceFolder, workspace
from briefing.cli.output import say
from briefing.cli.verify import Against

Out = Annotated[
    Path | None,
    typer.Option(
        "-o", "--out", metavar="文件", help="结果的文件名，或放结果的文件夹；不写为原文件旁的“原名（外发）.docx”。"
    ),
]
Evidence = Annotated[
    Path | None,
    typer.Option(
        "--evidence",
        metavar="文件",
        help="另写一份事实依据表（.xlsx 或 .docx）：文中每个数的数据点、时期、来源、段落和校验值。",
    ),
]


def clean(
    file: Annotated[Path, typer.Argument(metavar="文件", help="要外发的 Word 文件（.docx），不会被改动。")],
    out: Out = None,
    evidence: Evidence = None,
    against: Against = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的同名文件；原文件总是不改。")] = False,
    folder: WorkspaceFolder = None,
) -> None:
    """清理要外发的 Word 文件：去掉批注、修订、隐藏文字、作者、本机路径等，印出的字不动。例：briefing clean 定稿.docx"""
    from briefing.api.clean import clean as cleaned

    here = workspace(folder) if evidence else None
    made = cleaned(file, out=out, evidence=evidence, against=against or (), force=force, workspace=here)
    say(made.problems)
    print(f"已写好：{made.path}")
    print(f"已去掉：{'；'.join(made.taken)}。" if made.taken else "没有要去掉的，与原文件相同。")
    if evidence:
        print(f"事实依据表：{evidence}，依据是{'、'.join(f'“{place.resolve().name}”' for place in made.rests_on)}。")
    print("下一步：打开通读一遍再发送；原文件没有改动。")
