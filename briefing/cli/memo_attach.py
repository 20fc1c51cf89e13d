"""briefing memo attach: briefings attached to a memo that somebody else wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.options import WorkspaceFolder, workspace
from briefing.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.memo.attach.existing_memo import MemoWithAnnexes

Memo = Annotated[Path, typer.Argument(metavar="行文", help="已写好的 Word 文件（.docx），不会被改动。")]
Bundles = Annotated[
    list[Path], typer.Argument(metavar="成果包", help="要附上的简报：generate 写出的文件夹，可写多个，按写的顺序。")
]
Merge = Annotated[bool, typer.Option("--merge", help="附件编在同一个 Word 文件里；不写则各成一个文件，放在旁边。")]
Out = Annotated[
    Path | None,
    typer.Option(
        "-o", "--out", metavar="文件", help="结果的文件名，或放结果的文件夹；不写为原文件旁的“原名（附件）.docx”。"
    ),
]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的同名文件；原文件总是不改。")]


def attach(
    memo: Memo,
    bundles: Bundles,
    merge: Merge = False,
    out: Out = None,
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """给别人写好的行文加附件：加上或接着写附件说明，附上简报，其余一字不动。

    例：briefing memo attach 函.docx output/成果包 --merge
    """
    from briefing.api.memo import memo_attach

    written = memo_attach(memo, bundles, out=out, merge=merge, force=force, workspace=workspace(folder))
    say(written.problems)
    _report(written.made, written.titles)


def _report(result: MemoWithAnnexes, titles: Sequence[str]) -> None:
    print(f"已写好：{result.memo}")
    for path in result.beside:
        print(f"  {path.name}")
    print(result.outcome)
    numbered = "、".join(f"附件{number}《{title}》" for number, title in zip(result.numbers, titles, strict=True))
    print(f"附件：{numbered}。")
    print("下一步：打开核对附件说明和附件；原文件没有改动。")
