"""Rules and what they find, as frozen values. It imports nothing heavy: the command line reads the profiles here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from briefing.ooxml.position import WHOLE_FILE, Position

if TYPE_CHECKING:
    from briefing.conformance.word_file import WordFile


class Strength(StrEnum):
    """How binding a rule is: 规定 must be kept, 一般 is kept unless there is a reason, 推荐 is good practice."""

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
class Hit:
    """One position where a rule is broken, and what was found there."""

    found: str
    position: Position = WHOLE_FILE


Check = Callable[["WordFile"], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is about (`item`), what it asks (`required`), where that is written, and what to do (`remedy`).

    `clause` names the standard where it is not GB/T 9704—2012; `profiles` are those that the rule applies to.
    """

    id: str
    item: str
    strength: Strength
    clause: str
    required: str
    check: Check
    remedy: str
    profiles: frozenset[Profile] = LAID_OUT


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken, what was found instead, and every position where it was, in order."""

    rule: Rule
    found: str
    positions: tuple[Position, ...]
