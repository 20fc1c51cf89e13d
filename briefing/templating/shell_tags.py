"""The tags of a Word file as a template: what the Word room reads out of a shell, and what composing gives back.

The words and elements of the shell stay in the Word room; here each is a mark in the template, and its number in the
rendered stream. So no character of the shell is read as Jinja, and no value as XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.model.document import Meta, Poured, Run, RunKind

TAGS = ("title", "name", "issue", "issue.number", "office", "date", "subject")
"""What every shell may print by its name, beside the template's parameters; issue.number is the 3 of issue, 第3期."""
NAMED = r"\w+|issue\.number"
"""What the name of a tag looks like."""

MAIN = "word/document.xml"
"""The part of a Word file that its text stands in; headers and footers are others."""
OPEN, CLOSE, ZERO = "\ue004", "\ue005", 0xE010
MARK = re.compile(f"{OPEN}([{chr(ZERO)}-{chr(ZERO + 9)}]+){CLOSE}")

PART, PARAGRAPH, ROW, CELL, HIDDEN, OTHER, END, WORDS, NAME = (
    *("part", "paragraph", "row", "cell", "hidden", "other", "end", "words", "name"),
)
"""What a chunk is: the start of a part of the file, paragraph, row, cell, of something that is shown in no program of
today, or of anything else; the end of what was started; words; or the tag of a name in `TAGS` or a parameter."""


def mark(number: int) -> str:
    """The characters that stand for chunk `number` in a template."""
    return OPEN + "".join(chr(ZERO + int(digit)) for digit in str(number)) + CLOSE


def marked(found: re.Match[str]) -> int:
    """The number that a match of `MARK` stands for."""
    return int("".join(str(ord(char) - ZERO) for char in found[1]))


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a shell: its kind, the words that it holds (the name, for one), and its size in bytes."""

    kind: str
    words: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A shell as a template: `lines` with at most one tag each, the place of each, and what marks stand for.

    `whole`: nothing but the shell is printed, for it has no place for a body; `room`: where one could go, as a hint.
    """

    file: str
    lines: tuple[str, ...]
    places: tuple[str, ...]
    chunks: tuple[Chunk, ...]
    whole: bool
    room: str = ""


class Issue(str):
    """第3期, with the bare number behind a dot: for 总第 … 期, or where the shell has 第 and 期 of its own."""

    __slots__ = ()

    @property
    def number(self) -> Run | None:
        """The number alone, which is no fact and stands for itself; None without an issue."""
        return Run(self.bare, ref="=issue.number") if self else None

    @property
    def bare(self) -> str:
        """The number as words."""
        return self.strip("第期")


def words_of(meta: Meta) -> dict[str, str]:
    """What the tags that are a name alone print."""
    title = "\n".join(meta.lines) or meta.title
    issue = Issue(meta.issue)
    standard = (title, meta.name, issue, issue.bare, meta.office, meta.date, meta.subject)
    return {**meta.fields, **dict(zip(TAGS, standard, strict=True))}


def names_of(parameters: Iterable[str]) -> tuple[str, ...]:
    """Every name that may be a tag alone."""
    return tuple(dict.fromkeys((*parameters, *TAGS)))


def poured_runs(poured: Poured) -> Iterator[Run]:
    """What the tags of the shell print, in the order of its parts."""
    return (run for runs in poured if isinstance(runs, tuple) for run in runs)


def poured_refs(poured: Poured) -> Iterator[str]:
    """The ids of every fact and derived figure that the tags of the shell print."""
    return (run.ref for run in poured_runs(poured) if run.ref and run.kind is RunKind.TEXT)
