"""The tags of a shell as a template: what the Word room reads out of an office's file, for composing to evaluate.

What the file consists of is numbered, and each number is a mark in the template: no character of the file is read as
Jinja, and no value as XML. What comes of it is a row of such numbers, with the printed values between them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from briefing.errors import Location, Problem
from briefing.model.document import Meta
from briefing.templating.given_words import year_of
from briefing.templating.marks import Marks

TAGS = ("title", "name", "issue", "issue.number", "issue.total", "office", "date", "date.year", "subject")
"""What every shell may print by its name, beside the template's parameters; issue.number is the 3 of issue, 第3期."""
NAMED = r"[^\W\d]\w*|issue\.(?:number|total)|date\.year"
"""What the name of a tag looks like."""

MAIN = "word/document.xml"
"""The part of a Word file that its text stands in; headers and footers are others."""
PIECES = Marks("\ue004", "\ue005")

PART, PARAGRAPH, ROW, CELL, HIDDEN, OTHER, END, WORDS, NAME, CODE = (
    *("part", "paragraph", "row", "cell", "hidden", "other", "end", "words", "name", "code"),
)
"""What a piece is: the start of a part of the file, paragraph, row, cell, of something that is shown in no program of
today, or of anything else; the end of what was started; words; a tag that is a name alone; or any other tag."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a shell: its kind, the words that it holds, its size in bytes, and the paragraph or cell it is in.

    Of a part the words are its name, of a tag what is to be evaluated.
    """

    kind: str
    words: str = ""
    size: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class ShellTags:
    """The tags of a shell as a template, in which each piece of the file is a line.

    `source` is the SHA-256 of the file. `whole`: nothing but the shell is printed, for it has no place for a body;
    `room`: where one could go, as a hint. `assigned` are the names to which statements give a meaning of their own;
    `single` are the names in one pair of braces, each with what is wrong where it is one that may be printed.
    """

    file: str
    source: str
    pieces: tuple[Piece, ...]
    whole: bool = False
    room: str = ""
    assigned: frozenset[str] = frozenset()
    single: tuple[tuple[str, Problem], ...] = ()

    @property
    def plain(self) -> bool:
        """Return whether there is nothing to evaluate: a place for the body and no tags but names."""
        return not self.whole and all(piece.kind != CODE for piece in self.pieces)

    def place(self, line: int | None) -> Location:
        """Return where in the Word file a line of the template is; the whole file for None."""
        where = self.pieces[line - 1].where if line and line <= len(self.pieces) else ""
        return Location(self.file, key=where or None)

    def lines(self, names: Collection[str]) -> list[str]:
        """Return the template, a line for each piece; `names` are those that a tag may print alone."""
        printed = set(names) - self.assigned
        return [_line(number, piece, printed) for number, piece in enumerate(self.pieces)]

    def single_braces(self, names: Collection[str]) -> list[Problem]:
        """Return a problem for each of the names that stands in one pair of braces, and would be printed with them."""
        return [problem for name, problem in self.single if name in names and name not in self.assigned]


def _line(number: int, piece: Piece, names: Collection[str]) -> str:
    if piece.kind == NAME and piece.words not in names:
        return f"{{{{ {piece.words} }}}}"
    return piece.words if piece.kind == CODE else PIECES.write(number)


def words_of(meta: Meta) -> dict[str, str]:
    """Return what the tags that are a name alone print."""
    title = "\n".join(meta.lines) or meta.title
    issue = (meta.issue, meta.number, meta.total)
    standard = (title, meta.name, *issue, meta.office, meta.date, year_of(meta), meta.subject)
    return {**meta.fields, **dict(zip(TAGS, standard, strict=True))}


def names_of(parameters: Iterable[str]) -> tuple[str, ...]:
    """Return every name that may be a tag alone."""
    return tuple(dict.fromkeys((*parameters, *TAGS)))
