"""Rules and what they find, as frozen values. Nothing heavy: the command line reads the profiles from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.conformance.reading import Reading


class Strength(StrEnum):
    """How much a rule asks: 规定 must be kept, 一般 is kept unless there is a reason, 推荐 is good practice."""

    REQUIRED = "规定"
    USUAL = "一般"
    ADVISED = "推荐"


class Profile(StrEnum):
    """What a file is to be: 公文 (简报, too), an annex bound apart, a letter (10.1), or any other text."""

    OFFICIAL = "公文"
    ANNEX = "附件"
    LETTER = "函"
    PLAIN = "普通"


EVERY = frozenset(Profile)
LAID_OUT = EVERY - {Profile.PLAIN}
"""The profiles that GB/T 9704 lays out."""


@dataclass(frozen=True, slots=True)
class Spot:
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


WHOLE = Spot()


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule is not kept, and what stands there instead."""

    found: str
    spot: Spot = WHOLE


Check = Callable[["Reading"], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is about (`item`), how it must be (`required`), where that is written, how to mend it.

    `clause` names the standard where it is not GB/T 9704—2012; `profiles` are those that it is asked of.
    """

    id: str
    item: str
    strength: Strength
    clause: str
    required: str
    check: Check
    mend: str
    profiles: frozenset[Profile] = LAID_OUT


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is not kept: what was found instead, and every spot where it was, in order."""

    rule: Rule
    found: str
    spots: tuple[Spot, ...]
