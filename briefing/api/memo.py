"""Memos (函、签报、便函、通报) that carry briefings: written, or added to somebody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.api.evidence import Paths, paths_of
from briefing.api.parameters import Day, day, printable, printable_settings
from briefing.api.workspace import Workspace
from briefing.data.template_paths import NOTES
from briefing.errors import Problem, UsageError, did_you_mean
from briefing.memo.attach.existing_memo import MemoWithAnnexes, attach
from briefing.memo.briefings import open_bundles, outdated
from briefing.memo.letter import Memo, MemoRequest, write
from briefing.model.formats import TEXTS, formats_of
from briefing.model.letter import KINDS, SENDERS, TEMPLATES, Letter
from briefing.model.request import Names, Progress, names_in, silent
from briefing.model.template import Value
from briefing.version import VERSION

TEXT = "正文"
"""The parameter of letters that names the paragraph of the workspace that a person wrote."""
NOTHING_TO_SEND = Problem(
    "没有写明附件，也没有正文。",
    hint="请用 --attach 写明 briefing generate 输出的文件夹，如 --attach output/2026-11-22…；"
    f"没有附件的，把正文写在工作区的 {NOTES} 里，用 --set {TEXT}=段落名。",
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A memo with its annexes as written (see `MemoWithAnnexes`), the titles of these, and warnings."""

    made: MemoWithAnnexes
    titles: tuple[str, ...]
    problems: tuple[Problem, ...]


def memo_new(
    attach: Paths,
    *,
    to: Names,
    subject: str,
    sender: str | None = None,
    kind: str = KINDS[0],
    number: str = "",
    date: Day = None,
    merge: bool = False,
    template: str | None = None,
    settings: Mapping[str, Value] | None = None,
    formats: Names = (),
    out: str | Path = "output",
    force: bool = False,
    workspace: Workspace | None = None,
    progress: Progress = silent,
) -> Memo:
    """Write a memo that carries the bundles `attach`, with an excerpt of their findings, as a folder in `out`.

    `kind`: 函, 签报, 便函 or 通报, without annexes if the parameter 正文 names what it says; `sender` None: the office
    of the template, else that of briefing.yaml; `number`: its 发文字号; `merge`: the annexes stand in the memo's own
    Word file. UsageError with everything that is missing or cannot be meant; BriefingError for bundles that cannot be
    attached and for problems of template or output.
    """
    here = workspace or Workspace.open()
    defaults = here.config().plan(None).defaults
    own = {item.name: str(item.default) for item in here.template(template).parameters} if template else {}
    office = sender or next((said for name in SENDERS if (said := own.get(name) or defaults.get(name))), "")
    letter = _letter(kind, names_in(to), office, subject, number, date, settings or {})
    if not (bundles := paths_of(attach)) and not letter.settings.get(TEXT):
        raise UsageError(NOTHING_TO_SEND)
    request = MemoRequest(
        letter=letter,
        attach=bundles,
        template=template or TEMPLATES[kind],
        workspace=here.path,
        roots=here.roots,
        out=Path(out),
        formats=formats_of(names_in(formats), TEXTS),
        merge=merge,
        defaults=defaults,
        force=force,
        reader=here.reader,
    )
    return write(request, VERSION, progress)


def _letter(
    kind: str, to: Sequence[str], office: str, subject: str, number: str, date: Day, settings: Mapping[str, Value]
) -> Letter:
    """Return what the memo is to say; UsageError with everything that is missing or cannot be meant."""
    addressees = tuple(printable("主送机关", name.strip()) for name in to if name.strip())
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
        date=day(date),
        number=printable("发文字号", number.strip()),
        settings=printable_settings(settings),
    )


def memo_attach(
    memo: str | Path,
    bundles: Paths,
    *,
    out: str | Path | None = None,
    merge: bool = False,
    force: bool = False,
    workspace: Workspace | None = None,
) -> Attachment:
    """Add the bundles to a memo that somebody else wrote: 附件说明, and the annexes in it (`merge`) or beside it.

    The memo is not changed: the result is `out`, a file or a folder; for None “原名（附件）.docx” beside it.
    UsageError where there is no such memo or `out` is the memo itself; BriefingError where nothing could be written.
    """
    memo = Path(memo)
    target = Path(out) if out is not None else memo.parent
    if out is None or target.is_dir():
        target /= f"{memo.stem}（附件）.docx"
    opened = open_bundles(paths_of(bundles))
    here = workspace or Workspace.open()
    warnings = outdated(opened, here.path, here.reader)
    result = attach(memo, opened, target, merge=merge, force=force, warn=warnings.append)
    return Attachment(result, tuple(item.title for item in opened), tuple(warnings))
