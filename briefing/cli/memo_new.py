"""briefing memo new: a memo with its annexes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.options import (
    Date,
    Settings,
    WorkspaceFolder,
    complete_template,
    format_option,
    settings_of,
    workspace,
)
from briefing.cli.output import progress_bar, say
from briefing.model.formats import TEXTS
from briefing.model.letter import KINDS, SENDERS

if TYPE_CHECKING:
    from briefing.memo.letter import Memo

Kind = Annotated[
    str,
    typer.Option("--type", metavar="种类", help=f"{'、'.join(KINDS)}；不写为函。", autocompletion=lambda: list(KINDS)),
]
To = Annotated[list[str] | None, typer.Option("--to", metavar="单位", help="主送机关，可多次使用。")]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="单位", help=f"发文机关；不写则用模板或 briefing.yaml 里的{'或'.join(SENDERS)}。"),
]
Subject = Annotated[str, typer.Option("--subject", metavar="事由", help="事由，如 报送营商环境简报；也可写完整标题。")]
Attach = Annotated[
    list[Path] | None, typer.Option("--attach", metavar="成果包", help="作附件的成果包（文件夹），按顺序可多次使用。")
]
Number = Annotated[str, typer.Option("--number", metavar="发文字号", help="如 ×函〔2026〕5号；不写则不印。")]
Merge = Annotated[bool, typer.Option("--merge", help="行文和附件合为一个 Word 文件，页码连续。")]
TemplateName = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="模板",
        help="行文模板，见 briefing template list；不写则按种类。",
        autocompletion=complete_template,
    ),
]
Formats = Annotated[list[str] | None, format_option(TEXTS)]
Out = Annotated[Path, typer.Option("--out", metavar="文件夹", help="行文的文件夹放在哪里；不写为 output。")]
Force = Annotated[bool, typer.Option("--force", help="覆盖写出后被人改动过的文件，或要求不同的同名行文。")]


def new(
    kind: Kind = KINDS[0],
    to: To = None,
    sender: From = None,
    subject: Subject = "",
    attach: Attach = None,
    number: Number = "",
    date: Date = None,
    merge: Merge = False,
    template: TemplateName = None,
    setting: Settings = None,
    format: Formats = None,
    out: Out = Path("output"),
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """写一份函、签报、便函或通报：摘引简报要点，附件说明和附件一并排好。"""
    from briefing.api.memo import memo_new

    given, here = settings_of(setting), workspace(folder)
    with progress_bar(_stages) as progress:
        memo = memo_new(
            attach or (),
            to=to,
            subject=subject,
            sender=sender,
            kind=kind,
            number=number,
            date=date,
            merge=merge,
            template=template,
            settings=given,
            formats=format,
            out=out,
            force=force,
            workspace=here,
            progress=progress,
        )
    say(memo.warnings)
    _report(memo, merge)


def _stages() -> tuple[str, ...]:
    from briefing.memo.letter import STAGES

    return STAGES


def _report(memo: Memo, merged: bool) -> None:
    """Print what was written, and what to do next."""
    print(f"{'已更新' if memo.bundle.replaced else '已写出'}：{memo.title}")
    print(f"位置：{memo.bundle.folder}")
    for name in memo.bundle.files:
        print(f"  {name}")
    where = "，附件在同一个 Word 文件里" if merged else ""
    print(f"附件 {memo.annexes} 份{where}。" if memo.annexes else "没有附件。")
    print(f'下一步：打开 Word 文件通读一遍；要打包发出，用 briefing memo pack "{memo.bundle.folder}"。')
