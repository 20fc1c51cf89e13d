"""briefing memo: 函、签报、便函 that carry briefings. Each command lives in a file of its own."""

from __future__ import annotations

import typer

from briefing.cli import chinese
from briefing.cli.memo_attach import attach
from briefing.cli.memo_mail import mail
from briefing.cli.memo_new import new
from briefing.cli.memo_pack import pack

COMMANDS = (("new", new), ("attach", attach), ("mail", mail), ("pack", pack))

memo_app = typer.Typer(
    name="memo",
    help="给简报配函、签报、便函，或作附件、发邮件、打包。",
    cls=chinese.ChineseGroup,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for command_name, command in COMMANDS:
    memo_app.command(command_name, cls=chinese.ChineseCommand)(command)
