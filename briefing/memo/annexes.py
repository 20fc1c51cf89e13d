"""Briefings as annexes of a memo: what they are called, as files beside it, and in its own Word file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from briefing.errors import Problem
from briefing.memo.briefings import OpenedBriefing
from briefing.text.file_names import safe_name

ANNEX = "附件"

Warn = Callable[[Problem], None]
Numbered = tuple[int, OpenedBriefing]
"""An annex with its number, from 1."""


def annex_mark(number: int, count: int, doc_no: str = "") -> str:
    """Return the first line of annex `number` of `count` (GB/T 9704—2012, 7.3.7): 附件2, or 附件 for an only one.

    `doc_no` is the 发文字号 that stands before it where the annex is bound apart from its document.
    """
    return f"{doc_no}{ANNEX}{number if count > 1 else ''}"


def annex_file(number: int, title: str) -> str:
    """Return the name of an annex as a file beside its memo: 附件1：标题.docx. An only one has its number, too."""
    return safe_name(f"{ANNEX}{number}：{title}") + ".docx"


def annex_files(annexes: Sequence[Numbered], count: int, warn: Warn, doc_no: str = "") -> dict[str, bytes]:
    """Return the annexes, of `count` in all, as files of their own, by name; `warn` hears what a person should know.

    They are bound apart from their memo: each carries its 发文字号 `doc_no`, "" for none (GB/T 9704—2012, 7.3.7).
    """
    from briefing.memo.annex_layout import as_separate_annex  # noqa: PLC0415 - lxml, which --help does without

    return {
        annex_file(number, item.title): as_separate_annex(
            item.word, annex_mark(number, count, doc_no), file=str(item.file), warn=warn
        )
        for number, item in annexes
    }


def with_annexes(
    memo: bytes,
    annexes: Sequence[Numbered],
    count: int,
    warn: Warn,
    *,
    file: str = "memo.docx",
    ending: Collection[str] = (),
) -> bytes:
    """Return the Word file of a memo with each annex, of `count` in all, on pages of its own behind it.

    `file` is the memo's name in messages; the paragraphs in the styles `ending` that it ends with end the whole (版记).
    """
    from briefing.docx_merge.merge import Annex, merge  # noqa: PLC0415 - the same
    from briefing.memo.annex_layout import as_annex  # noqa: PLC0415 - the same

    laid_out = [
        Annex(as_annex(item.word, annex_mark(number, count), file=str(item.file)), str(item.file))
        for number, item in annexes
    ]
    return merge(memo, laid_out, file=file, ending=ending, warn=warn)
