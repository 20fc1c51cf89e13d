"""Briefings attached to a memo that somebody else wrote: listed in it, and behind it in the file or as files beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.bundle.files import write_files
from briefing.docx_merge import Joined, join
from briefing.errors import BriefingError, Place, Problem, Severity, UsageError
from briefing.memo.annex_layout import annexed, annexed_apart
from briefing.memo.attach.annex_note_edit import Listed, listed
from briefing.memo.attach.checks import fit_memo
from briefing.memo.briefings import Attached
from briefing.memo.names import annex_file, annex_mark
from briefing.ooxml.clean import LINK, said, unlink_template

Warn = Callable[[Problem], None]
ENDING = ".docx"


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: the memo, and its annexes where they are files beside it.

    `numbers` are those of the annexes in the order given; `after`: what 附件说明 stands after, "" where it
    listed all of them already or was left alone.
    """

    memo: Path
    beside: tuple[Path, ...]
    numbers: tuple[int, ...]
    after: str


def attach(memo: Path, annexes: Sequence[Attached], out: Path, *, merge: bool, force: bool, warn: Warn) -> Made:
    """The memo with 附件说明 of `annexes`, written as `out`, and the annexes in it (`merge`) or as files beside it.

    The memo itself is never changed, and of what is in it nothing but 附件说明. `warn` hears what a person should look
    at. UsageError where there is no such memo or `out` is the memo itself; BriefingError, with nothing written, where
    the memo could be damaged, an annex cannot be used, or a file stands there already and `force` is not given.
    """
    refuse_itself(memo, out)
    package = fit_memo(memo, merge=merge)
    if unlink_template(package):
        warn(replace(package.problem(said((LINK,))), severity=Severity.WARNING))
    found = listed(package, [item.title for item in annexes])
    _refuse_there(found, memo, merge=merge)
    for problem in _doubts(found, memo, merge=merge):
        warn(problem)
    numbered = sorted(zip(found.numbers, annexes, strict=True), key=lambda pair: pair[0])
    whole, files = package.packed(), dict[str, bytes]()
    if merge:
        whole = _joined(whole, numbered, found.count, str(memo), warn)
    else:
        for number, item in numbered:
            mark = annex_mark(number, found.count, found.doc_no)
            word = annexed_apart(item.word, mark, file=str(item.file), warn=warn)
            files[annex_file(number, item.title)] = word
    for problem in write_files(out.parent, {out.name: whole, **files}, force=force):
        warn(problem)
    return Made(out, tuple(out.parent / name for name in files), found.numbers, found.after)


def refuse_itself(memo: Path, out: Path) -> None:
    """UsageError where the result would be written over the memo, or would be no .docx."""
    if out.suffix.lower() != ENDING:
        raise UsageError(
            Problem(f"结果应是 .docx 文件，写的是“{out.name}”。", hint="请用 -o 写一个以 .docx 结尾的文件名。")
        )
    if out.resolve() == memo.resolve() or (out.exists() and memo.exists() and out.samefile(memo)):
        raise UsageError(Problem("结果不能写回原文件。", Place(str(memo)), "请用 -o 写另一个文件名。"))


def _joined(memo: bytes, annexes: Sequence[tuple[int, Attached]], count: int, file: str, warn: Warn) -> bytes:
    """The memo with the annexes behind it."""
    behind = [
        Joined(annexed(item.word, annex_mark(number, count), file=str(item.file)), str(item.file))
        for number, item in annexes
    ]
    return join(memo, behind, file=file, warn=warn)


def _doubts(found: Listed, memo: Path, *, merge: bool) -> Iterator[Problem]:
    """What a person should look at."""
    place = Place(str(memo))
    yield from (replace(problem, place=place) for problem in found.warnings)
    if found.alone and found.count > 1 and 1 not in found.numbers:
        message = "原有的附件原来是唯一的一个，它的首行可能还是“附件”。"
        yield Problem(message, place, "请改为“附件1”。", Severity.WARNING)
    if merge and found.imprint:
        message = f"版记（{found.imprint}）现在在附件之前。"
        yield Problem(message, place, "版记应在最后一页，请移到附件之后（GB/T 9704—2012，7.3.7）。", Severity.WARNING)


def _refuse_there(found: Listed, memo: Path, *, merge: bool) -> None:
    """BriefingError where an annex stands in the file already."""
    there = [number for number in found.numbers if number <= found.marks] if merge else []
    if there:
        message = f"附件{'、'.join(map(str, there))}已经在这个文件里。"
        raise BriefingError(Problem(message, Place(str(memo)), "请从没有加过附件的原文件做起。"))
