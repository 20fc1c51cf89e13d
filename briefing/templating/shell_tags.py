"""The tags of a Word file as a template: what the Word room reads out of a shell, once, for composing to evaluate.

The words and elements of the shell are pieces, and each is a mark in the template. So no character of the shell is read
as Jinja, and no value as XML.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.model.document import Meta, Piece, Run
from briefing.templating.marks import Marks

TAGS = ("title", "name", "issue", "issue.number", "office", "date", "subject")
"""What every shell may print by its name, beside the template's parameters; issue.number is the 3 of issue, 第3期."""
NAMED = r"\w+|issue\.number"
"""What the name of a tag looks like."""

MAIN = "word/document.xml"
"""The part of a Word file that its text stands in; headers and footers are others."""
PIECES = Marks("\ue004", "\ue005")

PART, PARAGRAPH, ROW, CELL, HIDDEN, OTHER, END, WORDS, NAME = (
    *("part", "paragraph", "row", "cell", "hidden", "other", "end", "words", "name"),
)
"""What a piece is: the start of a part of the file, paragraph, row, cell, of something that is shown in no program of
today, or of anything else; the end of what was started; words; or the tag of a name in `TAGS` or a parameter."""


@dataclass(frozen=True, slots=True)
class ShellTags:
    """The tags of a shell as a template: `lines` with at most one tag each, the place of each, what marks stand for.

    `source` tells the shell from any other; `whole`: nothing but the shell is printed, for it has no place for a body;
    `room`: where one could go, as a hint.
    """

    file: str
    source: str
    lines: tuple[str, ...]
    places: tuple[str, ...]
    pieces: tuple[Piece, ...]
    whole: bool
    room: str = ""


class Issue(str):
    """第3期, with the bare number behind a dot: for 总第 … 期, or where the shell has 第 and 期 of its own."""

    __slots__ = ()

    @property
    def number(self) -> Run | None:
        """Return the number alone, which is no fact and stands for itself; None without an issue."""
        return Run(self.bare, ref="=issue.number") if self else None

    @property
    def bare(self) -> str:
        """Return the number as words."""
        return self.strip("第期")


def words_of(meta: Meta) -> dict[str, str]:
    """Return what the tags that are a name alone print."""
    title = "\n".join(meta.lines) or meta.title
    issue = Issue(meta.issue)
    standard = (title, meta.name, issue, issue.bare, meta.office, meta.date, meta.subject)
    return {**meta.fields, **dict(zip(TAGS, standard, strict=True))}


def names_of(parameters: Iterable[str]) -> tuple[str, ...]:
    """Return every name that may be a tag alone."""
    return tuple(dict.fromkeys((*parameters, *TAGS)))
