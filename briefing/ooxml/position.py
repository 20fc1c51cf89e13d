"""Where in a Word file something stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands: all numbers from 1, None where not known or not applicable; with none, the whole file.

    `paragraph` counts the paragraphs outside of tables, empty ones included; `words` are the first of the paragraph;
    `page` is the page when Word last laid the file out; `part` names a header, a footer, notes or a text box.
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
