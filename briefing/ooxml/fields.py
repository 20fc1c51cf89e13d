"""Fields of a Word file (PAGE, TOC, HYPERLINK): their codes and results, wherever Word has split them over runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from briefing.ooxml.xml import SPACE, Element, W, remove

TOKEN = re.compile(r'"[^"]*"|\S+')
"""A word of a code, with its quotation marks."""


@dataclass(slots=True)
class WordField:
    """A field of several runs, or a `simple` one (w:fldSimple).

    `pieces` are the w:instrText that hold its code, `marks` its w:fldChar in order, `results` the w:t of its result,
    `inner` those of the fields that stand in its code; `nested`: there are such.
    """

    pieces: list[Element] = field(default_factory=list)
    marks: list[Element] = field(default_factory=list)
    results: list[Element] = field(default_factory=list)
    inner: list[Element] = field(default_factory=list)
    simple: Element | None = None
    nested: bool = False

    @property
    def code(self) -> str:
        """Return the code as one text."""
        if self.simple is not None:
            return str(self.simple.get(f"{W}instr", ""))
        return "".join(piece.text or "" for piece in self.pieces)

    @property
    def words(self) -> list[str]:
        """Return the words of the code, with their quotation marks."""
        return TOKEN.findall(self.code)

    @property
    def start(self) -> Element:
        """Return the element that the field begins with."""
        return self.marks[0] if self.simple is None else self.simple

    @property
    def switches(self) -> list[str]:
        """Return the words of the code in lower case, \\h and its like among them."""
        return [word.lower() for word in self.words]

    @property
    def kind(self) -> str:
        """Return TOC, REF …; "" if the code is empty."""
        return (self.words or [""])[0].upper()

    def rewrite(self, change: Callable[[str], str]) -> None:
        """Change the code; one with other fields in it is changed piece by piece, so that these keep their place."""
        if self.simple is not None:
            self.simple.set(f"{W}instr", change(self.code))
        elif self.nested:
            for piece in self.pieces:
                _write(piece, change(piece.text or ""))
        elif (new := change(self.code)) != self.code:
            for piece in self.pieces[1:]:
                _write(piece, "")
            _write(self.pieces[0], new)


def _write(piece: Element, text: str) -> None:
    if text != (piece.text or ""):
        piece.text = text
        piece.set(SPACE, "preserve")


def fields(root: Element) -> Iterator[WordField]:
    """Yield the fields under `root`, each when it ends, so that those inside another come before it."""
    open_: list[tuple[WordField, bool]] = []  # with whether its code is still going on
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}fldSimple"):
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}fldSimple":
            yield WordField(results=list(element.iter(f"{W}t")), simple=element)
        elif kind == "begin":
            # A field within the code of another (IF, REF in =…) keeps that code from being written as one text.
            for outer, in_code in open_[-1:]:
                outer.nested = outer.nested or in_code
            open_.append((WordField(marks=[element]), True))
        elif not open_:
            continue
        elif kind == "separate":
            open_[-1][0].marks.append(element)
            open_[-1] = (open_[-1][0], False)
        elif kind == "end":
            done, _ = open_.pop()
            done.marks.append(element)
            yield done
        elif element.tag == f"{W}instrText" and open_[-1][1]:
            open_[-1][0].pieces.append(element)
        elif element.tag == f"{W}t":
            for outer, in_code in open_:
                (outer.inner if in_code else outer.results).append(element)


ABOUT_THE_FILE = frozenset(
    ("DOCPROPERTY", "DOCVARIABLE", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "FILENAME",
     "CREATEDATE", "SAVEDATE", "PRINTDATE", "REVNUM", "EDITTIME", "TEMPLATE", "INFO", "USERNAME", "USERINITIALS",
     "USERADDRESS")
)  # fmt: skip
"""Fields that state something about the file that they stand in, or about who has it open."""


def unlink(item: WordField) -> None:
    """Leave of a field nothing but what it shows."""
    if item.simple is not None:
        for shown in list(item.simple):
            item.simple.addprevious(shown)
        remove(item.simple)
    for element in (*item.marks, *item.pieces, *item.inner):
        remove(element)
