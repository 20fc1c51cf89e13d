"""briefing memo mail: briefings as the draft of a mail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.asking import Date, date_of, printable
from briefing.cli.common import Workspace, cache_folder, say, workspace
from briefing.errors import BriefingError, Problem, UsageError

if TYPE_CHECKING:
    from briefing.memo.mail import Draft

LONGEST_SUBJECT = 200

To = Annotated[
    list[str],
    typer.Option("--to", metavar="地址", help='收件人，如 a@b.cn 或 "张三 <a@b.cn>"，可多次使用。', show_default=False),
]
Cc = Annotated[
    list[str] | None, typer.Option("--cc", metavar="地址", help="抄送，写法同 --to，可多次使用。", show_default=False)
]
From = Annotated[
    str | None, typer.Option("--from", metavar="地址", help="发件人，写法同 --to；不写则由邮件软件填。写了名称则署名。")
]
Subject = Annotated[str, typer.Option("--subject", metavar="主题", help="邮件主题。")]
Attach = Annotated[
    list[Path],
    typer.Option("--attach", metavar="成果包", help="作附件的成果包（文件夹），按顺序可多次使用。", show_default=False),
]
Out = Annotated[Path, typer.Option("--out", metavar="文件夹", help="草稿放在哪个文件夹里；不写为 output。")]
Utf8 = Annotated[bool, typer.Option("--utf8", help="邮件头直接用 UTF-8（RFC 6532），只在对方系统要求时用。")]
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
    folder: Workspace = None,
) -> None:
    """写邮件草稿（.eml），不会发出。例：briefing memo mail --to a@b.cn --subject 报送简报 --attach 成果包"""
    from briefing.bundle.files import write_file
    from briefing.memo.attached import doubts, open_bundles
    from briefing.memo.mail import file_name
    from briefing.memo.mail import mail as message
    from briefing.memo.mail_body import size

    draft = _draft(to, cc or [], sender, subject, date, utf8=utf8)
    opened = open_bundles(attach)
    warnings = doubts(opened, workspace(folder), cache_folder())
    data = message(draft, opened, warnings.append)
    path = out / file_name(draft)
    write_file(path, data, force=force)
    say(warnings)
    print(f"已写好草稿：{path}（{size(data)}，附件 {len(opened)} 个）")
    print("下一步：用 Outlook、Foxmail 或 Thunderbird 打开，核对收件人和正文后发送。")


def _draft(to: list[str], cc: list[str], sender: str | None, subject: str, date: str | None, *, utf8: bool) -> Draft:
    """What was asked for; UsageError with everything in it that is wrong."""
    from briefing.memo.addresses import Address, addresses
    from briefing.memo.mail import Draft

    problems: list[Problem] = []
    found: dict[str, tuple[Address, ...]] = {}
    for option, given in (("--to", to), ("--cc", cc), ("--from", [sender] if sender is not None else [])):
        try:
            found[option] = addresses(option, given)
        except BriefingError as error:
            problems += error.problems
    try:
        subject = printable("主题", subject.strip())
        if not 0 < len(subject) <= LONGEST_SUBJECT:
            what = f"主题有 {len(subject)} 个字，太长。" if subject else "主题是空的。"
            problems.append(Problem(what, hint=f"请用 --subject 写上主题，最多 {LONGEST_SUBJECT} 个字。"))
    except UsageError as error:
        problems += error.problems
    if problems:
        raise UsageError(problems)
    return Draft(
        to=found["--to"],
        cc=found["--cc"],
        sender=next(iter(found["--from"]), None),
        subject=subject,
        day=date_of(date),
        utf8=utf8,
    )
