"""What annexes are called: on their first line, and as files."""

from __future__ import annotations

from briefing.text.file_names import safe_name

SIGN = "附件"


def annex_mark(number: int, count: int, doc_no: str = "") -> str:
    """The first line of annex `number` of `count` (GB/T 9704—2012, 7.3.7): 附件2, or 附件 for an only one.

    `doc_no` is the 发文字号 that stands before it where the annex is bound apart from its document.
    """
    return f"{doc_no}{SIGN}{number if count > 1 else ''}"


def annex_file(number: int, title: str) -> str:
    """The name of an annex as a file beside its memo: 附件1：标题.docx. An only one has its number, too."""
    return safe_name(f"{SIGN}{number}：{title}") + ".docx"
