"""briefing memo mail: briefings as the draft of a mail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.options import WorkspaceFolder, workspace
from briefing.cli.output import say

To = Annotated[
    list[str], typer.Option("--to", metavar="地址", help='收件人，如 a@b.cn 或 "张三 <a@b.cn>"，可多次使用。')
]
Cc = Annotated[list[str] | None, typer.Option("--cc", metavar="地址", help="抄送，写法同 --to，可多次使用。")]
From = Annotated[
    str | None, typer.Option("--from", metavar="地址", help="发件人，写法同 --to；不写则由邮件软件填。写了名称则署名。")
]
Subject = Annotated[str, typer.Option("--subject", metavar="主题", help="邮件主题。")]
Attach = Annotated[
    list[Path],
    typer.Option(
        "--attach", metavar="成果包", help="作附件的成果包，或行文（memo new 写出的）的文件夹，按顺序可多次使用。"
    ),
]
Out = Annotated[Path, typer.Option("--out", metavar="文件夹", help="草稿放在哪个文件夹里；不写为 output。")]
Utf8 = Annotated[bool, typer.Option("--utf8", help="邮件头直接用 UTF-8（RFC 6532），只在对方系统要求时用。")]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="日期", help="邮件和文末的日期，如 2026-11-22 或 2026年11月22日；不写为今天。"),
]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的同名草稿。")]


def mail(
    to: To,
    subject: Subject,
    attach: Attach,
    cc: Cc = None,
    sender: From = None,
    date: Date = None,
    out: Out = Path("output"),
    utf8: Utf8 = False,
    force: Force = False,
    folder: WorkspaceFolder = None,
) -> None:
    """写邮件草稿（.eml），不会发出。例：briefing memo mail --to a@b.cn --subject 报送简报 --attach 成果包"""
    from briefing.api.sending import memo_mail
    from briefing.memo.mail.mail_body import size

    written = memo_mail(
        attach,
        to=to,
        subject=subject,
        cc=cc,
        sender=sender,
        date=date,
        out=out,
        utf8=utf8,
        force=force,
        workspace=workspace(folder),
    )
    say(written.problems)
    print(f"已写好草稿：{written.path}（{size(written.size)}，附件 {len(written.holds)} 个）")
    for line in written.cleaned:
        print(f"已去掉：{line}")
    print("下一步：用 Outlook、Foxmail 或 Thunderbird 打开，核对收件人和正文后发送。")
