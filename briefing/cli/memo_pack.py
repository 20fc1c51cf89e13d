"""briefing memo pack: a memo and its annexes as one zip file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.options import WorkspaceFolder, workspace
from briefing.cli.output import say
from briefing.cli.verify import Against

Paths = Annotated[
    list[Path], typer.Argument(metavar="行文", help="行文的文件夹（memo new 写出的），或要打包的文件；可写多个。")
]
Attach = Annotated[
    list[Path] | None,
    typer.Option("--attach", metavar="成果包", help="再加上的成果包，接着附件编号，按顺序可多次使用。"),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="文件", help="压缩包的文件名，或放它的文件夹；不写则放在行文旁边，与行文同名。"),
]
Everything = Annotated[
    bool, typer.Option("--all", help="文件夹里的 Markdown、facts.csv 和 manifest.json 也打包；不写则不发出。")
]
Evidence = Annotated[
    str | None,
    typer.Option(
        "--evidence",
        metavar="格式",
        help="xlsx 或 docx：另放一份事实依据表，列出 Word 文件里每个数的数据点、时期、来源和校验值。",
    ),
]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="日期", help="清单上的打包日期，如 2026-11-22 或 2026年11月22日；不写为今天。"),
]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的同名压缩包。")]


def pack(
    paths: Paths,
    attach: Attach = None,
    out: Out = None,
    date: Date = None,
    everything: Everything = False,
    evidence: Evidence = None,
    against: Against = None,
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """把行文和附件打成一个压缩包，带清单和 SHA-256 校验值。例：briefing memo pack output/行文的文件夹"""
    from briefing.api.sending import memo_pack
    from briefing.memo.mail.mail_body import size

    written = memo_pack(
        paths,
        attach=attach or (),
        out=out,
        date=date,
        everything=everything,
        evidence=evidence,
        against=against or (),
        force=force,
        workspace=workspace(folder) if attach or evidence else None,
    )
    say(written.problems)
    print(f"已打包：{written.path}（{size(written.size)}，文件 {len(written.holds)} 个，另有清单和校验值）")
    for name in written.holds:
        print(f"  {name}")
    for line in written.cleaned:
        print(f"已去掉：{line}")
    print("下一步：解开核对一遍再发送；收件人可照清单里的办法核对文件。")
