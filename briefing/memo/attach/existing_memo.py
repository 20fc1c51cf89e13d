"""Briefings attached to a memo that somebody else wrote: listed in it, and behind it in the file or as files beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.bundle.files import refuse_overwriting, require_docx, write_files
from briefing.errors import Severity
from briefing.memo.annexes import Warn, annex_files, with_annexes
from briefing.memo.attach.annex_note_edit import list_annexes
from briefing.memo.attach.checks import open_memo
from briefing.memo.briefings import OpenedBriefing
from briefing.ooxml.clean import LINK, removal_notice, unlink_template


@dataclass(frozen=True, slots=True)
class MemoWithAnnexes:
    """What was written: the memo, and its annexes where they are files beside it.

    `numbers` are those of the annexes in the order given; `outcome` says in a sentence what became of 附件说明.
    """

    memo: Path
    beside: tuple[Path, ...]
    numbers: tuple[int, ...]
    outcome: str


def attach(
    memo: Path, annexes: Sequence[OpenedBriefing], out: Path, *, merge: bool, force: bool, warn: Warn
) -> MemoWithAnnexes:
    """Write the memo with 附件说明 of `annexes` as `out`, and the annexes in it (`merge`) or as files beside it.

    The memo itself is never changed, and of what is in it nothing but 附件说明. `warn` hears what a person should look
    at. UsageError where there is no such memo or `out` is the memo itself; BriefingError, with nothing written, where
    the memo could be damaged, an annex cannot be used, or a file stands there already and `force` is not given.
    """
    require_docx(out)
    refuse_overwriting([out], [memo])
    package = open_memo(memo, merge=merge)
    if unlink_template(package):
        warn(replace(package.problem(removal_notice((LINK,))), severity=Severity.WARNING))
    found = list_annexes(package, [item.title for item in annexes], merge=merge)
    for problem in found.warnings:
        warn(problem)
    numbered = sorted(zip(found.numbers, annexes, strict=True), key=lambda pair: pair[0])
    whole, files = package.packed(), dict[str, bytes]()
    if merge:
        whole = with_annexes(whole, numbered, found.count, warn, file=str(memo))
    else:
        files = annex_files(numbered, found.count, warn, found.doc_no)
    beside = {out.with_name(name): data for name, data in files.items()}
    refuse_overwriting([out, *beside], [memo])
    for problem in write_files({out: whole, **beside}, force=force):
        warn(problem)
    return MemoWithAnnexes(out, tuple(beside), found.numbers, found.outcome)
