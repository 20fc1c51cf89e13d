"""Where in a Word file something stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands. None: not known, or does not apply; the whole file if nothing is.

    `paragraph` counts the paragraphs of the text outside of tables from 1, empty ones, too; `words` are its first
    words; `page` is the page at the last time that Word laid the file out; `part` names a header, footer or note.
    """

    paragraph: int | None = None
    words: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    picture: int | None = None
    section: int | None = None
    page: int | None = None
    part: str = ""

    def __str__(self) -> str:
        parts = (
            self.part,
            f"第 {self.section} 节" if self.section else "",
            f"第 {self.page} 页" if self.page else "",
            f"第 {self.paragraph} 段" if self.paragraph else "",
            f"表 {self.table}" if self.table else "",
            f"第 {self.row} 行第 {self.column} 列" if self.row else "",
            f"第 {self.picture} 幅图" if self.picture else "",
        )
        where = " ".join(part for part in parts if part)
        return where + (f"“{self.words}”" if self.words else "") or "全文"


WHOLE_FILE = Position()
