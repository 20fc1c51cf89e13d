"""Codes of fields (TOC, PAGEREF, SEQ), read and changed wherever Word has split them over runs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefing.docx_merge.style_map import heading_level
from briefing.ooxml.xml import SPACE, Element, W, remove

_TOKEN = re.compile(r'"[^"]*"|\S+')


@dataclass(slots=True)
class WordField:
    """A field of several runs, or a `simple` one (w:fldSimple).

    `pieces` are the w:instrText that hold its code, `marks` its w:fldChar in order, `results` the w:t of its result;
    `nested`: other fields stand in its code.
    """

    pieces: list[Element] = field(default_factory=list)
    marks: list[Element] = field(default_factory=list)
    results: list[Element] = field(default_factory=list)
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
        return _TOKEN.findall(self.code)

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
                if not in_code:
                    outer.results.append(element)


_TO_BOOKMARKS = ("REF", "PAGEREF", "NOTEREF", "FTNREF", "GOTOBUTTON", "SEQ")


def with_bookmarks(code: str, names: Mapping[str, str]) -> str:
    """Return a code with bookmarks under their new names; `names` maps the old ones in lower case to them."""
    words = list(_TOKEN.finditer(code))
    kind = words[0][0].upper() if words else ""
    made = code
    # From the end, so that what stands before keeps its place.
    for before, word in reversed(list(itertools.pairwise(words))):
        bare = word[0].strip('"')
        switch = {"HYPERLINK": "\\l", "TOC": "\\b", "INDEX": "\\b"}.get(kind)
        points = before[0].lower() == switch if switch else kind in _TO_BOOKMARKS and not word[0].startswith("\\")
        if points and bare.casefold() in names:
            made = made[: word.start()] + word[0].replace(bare, names[bare.casefold()]) + made[word.end() :]
    return made


def restart_captions(root: Element) -> None:
    """Have the first number of each kind of caption be 1 when Word updates fields; what is shown stays."""
    position = {element: number for number, element in enumerate(root.iter(f"{W}fldChar", f"{W}fldSimple"))}
    seen = set()
    for item in sorted(fields(root), key=lambda item: position[item.start]):
        words = item.words
        if item.kind == "SEQ" and len(words) > 1 and words[1].casefold() not in seen:
            seen.add(words[1].casefold())
            if "\\r" not in item.switches:
                item.rewrite(lambda code: f"{code.rstrip()} \\r 1 ")


def unlimited_tocs(root: Element) -> list[WordField]:
    """Return the tables of contents that take in the whole text, not only a bookmark."""
    return [item for item in fields(root) if item.kind == "TOC" and "\\b" not in item.switches]


def limit_tocs(tocs: Iterable[WordField], bookmark: str) -> None:
    """Have tables of contents take in no more than a bookmark."""
    for item in tocs:
        item.rewrite(lambda code: f"{code.rstrip()} \\b {bookmark} ")


def rename_styles(root: Element, names: Mapping[str, str]) -> None:
    """Have fields name styles by their new names; `names` maps the old ones in lower case to them."""
    for item in fields(root):
        if item.kind == "TOC":
            item.rewrite(lambda code: _toc_with_styles(code, names))
        elif item.kind == "STYLEREF" and len(item.words) > 1:
            word = item.words[1]
            old = word.strip('"')
            if new := names.get(f"heading {old}" if old.isdigit() else old.casefold()):
                item.rewrite(_replacing(word, f'"{new}"'))


def _replacing(old: str, new: str) -> Callable[[str], str]:
    return lambda code: code.replace(old, new, 1)


def _toc_with_styles(code: str, names: Mapping[str, str]) -> str:
    """Word's \\o "1-3" lists its own headings only, \\t "name,1" any style."""
    words = _TOKEN.findall(code)
    after = {before.lower(): word for before, word in itertools.pairwise(words)}
    if listed := after.get("\\t", ""):
        parts = [names.get(part.casefold(), part) for part in listed.strip('"').split(",")]
        code = code.replace(listed, f'"{",".join(parts)}"', 1)
    if "\\o" in after or words[-1].lower() == "\\o":
        found = re.fullmatch(r'"?(\d)-(\d)"?', after.get("\\o", ""))
        first, last = (int(found[1]), int(found[2])) if found else (1, 9)
        more = [f"{names[old]},{heading_level(old)}" for old in names if first <= heading_level(old) <= last]
        code = f'{code.rstrip()} \\t "{",".join(more)}" ' if more else code
    return code


_ABOUT_THE_FILE = frozenset(
    ("DOCPROPERTY", "DOCVARIABLE", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "FILENAME",
     "CREATEDATE", "SAVEDATE", "PRINTDATE", "REVNUM", "EDITTIME", "TEMPLATE", "INFO")
)  # fmt: skip
"""Fields that state something about the file that they stand in."""


def freeze_file_fields(root: Element) -> None:
    """Replace fields that state something about their file by what they show: the merged file is another."""
    for item in list(fields(root)):
        if item.kind not in _ABOUT_THE_FILE:
            continue
        if item.simple is not None:
            for shown in list(item.simple):
                item.simple.addprevious(shown)
            remove(item.simple)
        else:
            for element in (*item.marks, *item.pieces):
                remove(element)
