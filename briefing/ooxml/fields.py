"""Fields of a Word file (PAGE, TOC, HYPERLINK): their codes and results, wherever Word has split them over runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from briefing.ooxml.accept import join, unwrap
from briefing.ooxml.xml import SPACE, Element, W, local, parent, remove

TOKEN = re.compile(r'"[^"]*"|\S+')
"""A word of a code, with its quotation marks."""


@dataclass(slots=True)
class WordField:
    """A field of several runs, or a `simple` one (w:fldSimple).

    `pieces` are the w:instrText that hold its code, `marks` its w:fldChar in order, `results` the w:t of its result,
    `nested` the fields that stand in its code.
    """

    pieces: list[Element] = field(default_factory=list)
    marks: list[Element] = field(default_factory=list)
    results: list[Element] = field(default_factory=list)
    nested: list[WordField] = field(default_factory=list)
    simple: Element | None = None

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
            new = WordField(marks=[element])
            for outer, in_code in open_:
                outer.nested += [new] * in_code
            open_.append((new, True))
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
            for outer, _ in (item for item in open_ if not item[1]):
                outer.results.append(element)


ABOUT_THE_FILE = frozenset(
    ("DOCPROPERTY", "DOCVARIABLE", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "FILENAME",
     "CREATEDATE", "SAVEDATE", "PRINTDATE", "REVNUM", "EDITTIME", "TEMPLATE", "INFO", "USERNAME", "USERINITIALS",
     "USERADDRESS")
)  # fmt: skip
"""Fields that state something about the file that they stand in, or about who has it open."""


def unlink(item: WordField) -> None:
    """Leave of a field nothing but what it shows."""
    if item.simple is not None:
        unwrap(item.simple)
        return
    begin, shown = item.marks[:2]
    for element in list(_between(begin, shown)):
        remove(element)
    first, last = (next(mark.iterancestors(f"{W}p")) for mark in (begin, shown))
    for mark in item.marks:
        remove(mark)
    if first is not last:  # ends of paragraphs in a code do not show
        join(first)


def _between(begin: Element, end: Element) -> Iterator[Element]:
    """Yield what stands between two elements, each as a whole; of what holds the end all that comes before it."""
    above, node = {end, *end.iterancestors()}, begin
    while parent(node) not in above:
        yield from node.itersiblings()
        node = parent(node)
    branch = list(node.itersiblings())
    while node is not end:
        before = list(takewhile(lambda item: item not in above, branch))
        yield from (item for item in before if not local(item).endswith("Pr"))
        node = branch[len(before)]
        branch = list(node)
