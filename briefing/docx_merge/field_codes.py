"""Fields: their codes read and changed, wherever Word has split them over runs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from briefing.docx_merge.style_map import heading_level
from briefing.ooxml.xml import Element, W, remove

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TOKEN = re.compile(r'"[^"]*"|\S+')


@dataclass(slots=True)
class Field:
    """A field of several runs, or a `simple` one. `pieces` hold its code; `nested`: other fields stand in that.

    `marks` are its fldChars in order; `results` the texts (`w:t`) of its result.
    """

    pieces: list[Element] = field(default_factory=list)
    marks: list[Element] = field(default_factory=list)
    results: list[Element] = field(default_factory=list)
    simple: Element | None = None
    nested: bool = False

    @property
    def code(self) -> str:
        """The code, as one text."""
        if self.simple is not None:
            return str(self.simple.get(f"{W}instr", ""))
        return "".join(piece.text or "" for piece in self.pieces)

    @property
    def words(self) -> list[str]:
        """The code in words; quotation marks are part of one."""
        return _TOKEN.findall(self.code)

    @property
    def kind(self) -> str:
        """TOC, REF …; "" if the code is empty."""
        return (self.words or [""])[0].upper()

    def rewrite(self, change: Callable[[str], str]) -> None:
        """Changes the code; one with other fields in it is changed piece by piece, so that these keep their place."""
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
        piece.set(_SPACE, "preserve")


def fields(root: Element) -> Iterator[Field]:
    """The fields under `root`, each when it ends; those inside another before it."""
    open_: list[tuple[Field, bool]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}fldSimple"):
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}fldSimple":
            yield Field(results=list(element.iter(f"{W}t")), simple=element)
        elif kind == "begin":
            for outer, coding in open_[-1:]:
                outer.nested = outer.nested or coding
            open_.append((Field(marks=[element]), True))
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
            for outer, coding in open_:
                if not coding:
                    outer.results.append(element)


_POINTING = ("REF", "PAGEREF", "NOTEREF", "FTNREF", "GOTOBUTTON", "SEQ")


def repointed(code: str, names: Mapping[str, str]) -> str:
    """A code with bookmarks under their new names; `names` by the old ones in lower case."""
    words = list(_TOKEN.finditer(code))
    kind = words[0][0].upper() if words else ""
    made = code
    for before, word in reversed(list(itertools.pairwise(words))):
        bare = word[0].strip('"')
        switch = {"HYPERLINK": "\\l", "TOC": "\\b", "INDEX": "\\b"}.get(kind)
        points = before[0].lower() == switch if switch else kind in _POINTING and not word[0].startswith("\\")
        if points and bare.casefold() in names:
            made = made[: word.start()] + word[0].replace(bare, names[bare.casefold()]) + made[word.end() :]
    return made


def restart_counts(root: Element) -> None:
    """Has the first number of each kind of caption be 1 when Word counts anew; what is shown stays."""
    seen = set()
    for item in _in_order(root):
        words = item.words
        if item.kind == "SEQ" and len(words) > 1 and words[1].casefold() not in seen:
            seen.add(words[1].casefold())
            if "\\r" not in [word.lower() for word in words]:
                item.rewrite(lambda code: f"{code.rstrip()} \\r 1 ")


def _in_order(root: Element) -> list[Field]:
    """The fields by where they begin."""
    place = {element: number for number, element in enumerate(root.iter(f"{W}fldChar", f"{W}fldSimple"))}
    return sorted(fields(root), key=lambda item: place[item.marks[0] if item.simple is None else item.simple])


def contents_of(root: Element) -> list[Field]:
    """The tables of contents that take in the whole text."""
    return [item for item in fields(root) if item.kind == "TOC" and "\\b" not in [word.lower() for word in item.words]]


def limit_contents(tables: Iterable[Field], bookmark: str) -> None:
    """Has tables of contents take in no more than a bookmark."""
    for item in tables:
        item.rewrite(lambda code: f"{code.rstrip()} \\b {bookmark} ")


def rename_styles(root: Element, names: Mapping[str, str]) -> None:
    """Has fields go by styles under their new names; `names` by the old ones in lower case."""
    for item in fields(root):
        if item.kind == "TOC":
            item.rewrite(lambda code: _listing(code, names))
        elif item.kind == "STYLEREF" and len(item.words) > 1:
            old = item.words[1].strip('"')
            new = names.get(f"heading {old}" if old.isdigit() else old.casefold())
            if new:
                item.rewrite(partial(_replace, item.words[1], f'"{new}"'))


def _replace(old: str, new: str, code: str) -> str:
    return code.replace(old, new, 1)


def _listing(code: str, names: Mapping[str, str]) -> str:
    """\\o "1-3" lists headings of Word's own only; \\t "name,1" any style."""
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


_OF_THE_FILE = frozenset(
    ("DOCPROPERTY", "DOCVARIABLE", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "FILENAME",
     "CREATEDATE", "SAVEDATE", "PRINTDATE", "REVNUM", "EDITTIME", "TEMPLATE", "INFO")
)  # fmt: skip
"""Fields that tell something of the file that they stand in."""


def settle(root: Element) -> None:
    """Leaves of fields that tell something of the file what they show now: the joined file is another."""
    for item in list(fields(root)):
        if item.kind not in _OF_THE_FILE:
            continue
        if item.simple is not None:
            for held in list(item.simple):
                item.simple.addprevious(held)
            remove(item.simple)
        else:
            for element in (*item.marks, *item.pieces):
                remove(element)
