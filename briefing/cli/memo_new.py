"""briefing memo new: a memo with its annexes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.asking import Date, Settings, date_of, format_option, formats_of, printable, settings_of
from briefing.cli.common import Workspace, cache_folder, complete_template, config, say, template_roots, workspace
from briefing.cli.progress import progress
from briefing.errors import Problem, UsageError
from briefing.model.formats import FORMATS, USUAL
from briefing.model.letter import KINDS, TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.memo.new import Memo
    from briefing.model.letter import Letter

TEXTS = {name: item for name, item in FORMATS.items() if item.text}
"""The formats of a memo, which has no pictures."""

SENDERS = ("发文机关", "编发单位")
"""The settings of briefing.yaml that name the office, the first that is there."""

Kind = Annotated[
    str,
    typer.Option("--type", metavar="种类", help=f"{'、'.join(KINDS)}；不写为函。", autocompletion=lambda: list(KINDS)),
]
To = Annotated[
    list[str] | None, typer.Option("--to", metavar="单位", help="主送机关，可多次使用。", show_default=False)
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="单位",
        help=f"发文机关；不写则用 briefing.yaml 里的{'或'.join(SENDERS)}。",
        show_default=False,
    ),
]
Subject = Annotated[
    str,
    typer.Option("--subject", metavar="事由", help="事由，如 报送营商环境简报；也可写完整标题。", show_default=False),
]
Attach = Annotated[
    list[Path] | None,
    typer.Option("--attach", metavar="成果包", help="作附件的成果包（文件夹），按顺序可多次使用。", show_default=False),
]
Number = Annotated[str, typer.Option("--number", metavar="发文字号", help="如 ×函〔2026〕5号；不写则不印。")]
Formats = Annotated[list[str] | None, format_option(TEXTS)]
Merge = Annotated[bool, typer.Option("--merge", help="行文和附件合为一个 Word 文件，页码连续。")]
TemplateName = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="模板",
        help="行文模板，见 briefing template list；不写则按种类。",
        autocompletion=complete_template,
        show_default=False,
    ),
]
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
    folder: Workspace = None,
) -> None:
    """写一份函、签报或便函：摘引简报要点，附件说明和附件一并排好。"""
    from briefing.version import VERSION

    here = workspace(folder)
    defaults = config(here).plan(None).defaults
    letter = _letter(kind, to, sender, subject, number, date, setting, defaults)
    if not attach:
        hint = "请用 --attach 写明 briefing generate 输出的文件夹，如 --attach output/2026-11-22…"
        raise UsageError(Problem("没有写明附件。", hint=hint))
    from briefing.memo.new import MemoRequest, write  # start-up time

    request = MemoRequest(
        letter=letter,
        attach=tuple(attach),
        template=template or TEMPLATES[kind],
        workspace=here,
        roots=tuple(template_roots(here)),
        out=out,
        formats=formats_of(format or USUAL, TEXTS),
        merge=merge,
        defaults=defaults,
        force=force,
        cache=cache_folder(),
    )
    with progress(_stages) as tell:
        memo = write(request, VERSION, tell)
    say(memo.warnings)
    _report(memo, merge)


def _stages() -> tuple[str, ...]:
    from briefing.memo.new import STAGES

    return STAGES


def _letter(
    kind: str,
    to: list[str] | None,
    sender: str | None,
    subject: str,
    number: str,
    date: str | None,
    setting: list[str] | None,
    defaults: Mapping[str, str],
) -> Letter:
    """What the memo is to say; UsageError with everything that is missing or cannot be meant."""
    from briefing.errors import did_you_mean
    from briefing.model.letter import Letter

    addressees = tuple(printable("主送机关", name.strip()) for name in to or () if name.strip())
    office = sender or next((defaults[name] for name in SENDERS if defaults.get(name)), "")
    problems = []
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or f"可用：{'、'.join(KINDS)}。"
        problems.append(Problem(f"没有“{kind}”这种行文。", hint=hint))
    if not addressees:
        problems.append(Problem("没有写明主送机关。", hint="请用 --to，如 --to 市发展和改革委员会。"))
    if not office.strip():
        hint = f"请用 --from，或在 briefing.yaml 的 settings 里写 {SENDERS[0]}。"
        problems.append(Problem("没有写明发文机关。", hint=hint))
    if not subject.strip():
        problems.append(Problem("没有写明事由。", hint="请用 --subject，如 --subject 报送营商环境简报。"))
    if problems:
        raise UsageError(problems)
    return Letter(
        kind=kind,
        to=addressees,
        sender=printable("发文机关", office.strip()),
        subject=printable("事由", subject.strip()),
        date=date_of(date),
        number=printable("发文字号", number.strip()),
        settings=settings_of(setting),
    )


def _report(memo: Memo, merged: bool) -> None:
    """What was written, and what to do next."""
    print(f"{'已更新' if memo.bundle.replaced else '已写出'}：{memo.title}")
    print(f"位置：{memo.bundle.folder}")
    for name in memo.bundle.files:
        print(f"  {name}")
    where = "，附件在同一个 Word 文件里" if merged else ""
    print(f"附件 {memo.annexes} 份{where}。")
    print(f'下一步：打开 Word 文件通读一遍；要打包发出，用 briefing memo pack "{memo.bundle.folder}"。')
