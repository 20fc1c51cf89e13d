"""Finished briefings as the annexes of a memo: in its own Word file, or as files beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.docx_merge import Joined, join
from briefing.errors import Problem
from briefing.memo.annex_layout import annexed, annexed_apart
from briefing.memo.briefings import Attached
from briefing.memo.names import annex_file, annex_mark
from briefing.render.word.style_names import Look


def apart(opened: Sequence[Attached], doc_no: str, warn: Callable[[Problem], None]) -> dict[str, bytes]:
    """The annexes as files of their own, by name; `warn` hears what a person should know of.

    They are bound apart from their memo: each carries its 发文字号 `doc_no`, "" for none (GB/T 9704—2012, 7.3.7).
    """
    marks = [annex_mark(number, len(opened), doc_no) for number in range(1, len(opened) + 1)]
    return {
        annex_file(number, item.title): annexed_apart(item.word, mark, file=str(item.file), warn=warn)
        for number, (item, mark) in enumerate(zip(opened, marks, strict=True), start=1)
    }


def joined(memo: bytes, opened: Sequence[Attached], warn: Callable[[Problem], None]) -> bytes:
    """The memo with each annex on pages of its own behind it; `warn` hears what a person should know of."""
    annexes = [
        Joined(annexed(item.word, annex_mark(number, len(opened)), file=str(item.file)), str(item.file))
        for number, item in enumerate(opened, start=1)
    ]
    return join(memo, annexes, ending=Look.CC, warn=warn)
