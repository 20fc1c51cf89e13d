"""How a document is laid out in its shell: standing alone or as an annex, sources at the end or at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from briefing.errors import Location, Problem

Mode = Literal["standalone", "attachment"]
Notes = Literal["list", "footnotes"]


@dataclass(frozen=True, slots=True)
class Layout:
    """What a writer may choose without touching the shell.

    `mode`: with the letterhead and 报尾 of the shell, or as an annex without them (GB/T 9704—2012, 7.3.7). `number` of
    the annex, None for the only one (“附件”). `start_page`: the number of the first page. `doc_no`: the 发文字号 that
    an annex bound apart from its document carries, such as “×函〔2026〕5号”. `notes`: sources as a list where the
    template puts it, or as footnotes.
    """

    mode: Mode = "standalone"
    number: int | None = 1
    start_page: int = 1
    doc_no: str = ""
    notes: Notes = "list"

    @property
    def mark(self) -> str:
        """What stands on the first line of an annex: 附件1, or ×函〔2026〕5号附件1."""
        return f"{self.doc_no}附件{self.number or ''}"


def misfits(layout: Layout) -> list[Problem]:
    """What is wrong with the choices, in Chinese."""
    checks = (
        (layout.mode in get_args(Mode), "mode", layout.mode, f"可用 {'、'.join(get_args(Mode))}"),
        (layout.notes in get_args(Notes), "notes", layout.notes, f"可用 {'、'.join(get_args(Notes))}"),
        (layout.number is None or layout.number >= 1, "number", layout.number, "附件序号从 1 起，只有一个附件的不编"),
        (layout.start_page >= 1, "start_page", layout.start_page, "起始页码从 1 起"),
        (layout.mode == "attachment" or not layout.doc_no, "doc_no", layout.doc_no, "发文字号只用于附件"),
    )
    return [
        Problem(f"排版要求不成立：{value}。", location=Location(key=key), hint=f"{hint}。")
        for sound, key, value, hint in checks
        if not sound
    ]
