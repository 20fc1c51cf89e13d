"""A shell read as a template: its tags in order, and between them marks for its words and elements.

The marks keep the file out of the template, and the template out of the file: what composing makes of it is a row of
pieces and values, from which `tag_filling` builds the parts again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from html import unescape

from briefing.errors import Problem
from briefing.model.document import Piece
from briefing.ooxml.xml import Element, W, canonical, child, local, qname
from briefing.render.word.cut import STATEMENT, gather, lift_statements
from briefing.render.word.fill import is_body_place
from briefing.render.word.paragraph_locations import free_place, places_of
from briefing.render.word.shell import Shell
from briefing.render.word.tags import (
    LIFTS,
    TAG,
    Tag,
    at,
    beside,
    given,
    lifted,
    own_words,
    single_braces,
    slips,
    tags_in,
)
from briefing.templating.shell_tags import (
    CELL,
    END,
    HIDDEN,
    MAIN,
    NAME,
    NAMED,
    OTHER,
    PARAGRAPH,
    PART,
    PIECES,
    ROW,
    WORDS,
    ShellTags,
    names_of,
)

_LIFT = {f"{W}{lift}": lift for lift in LIFTS}
_UNTAGGED = {"word/footnotes.xml": "脚注", "word/endnotes.xml": "尾注", "word/comments.xml": "批注"}
_MARKUP = re.compile("<[^>]*>")
_EMPTY = 64  # bytes of an element without what is in it, about
_KINDS = {f"{W}p": PARAGRAPH, f"{W}tr": ROW, f"{W}tc": CELL}


@dataclass(frozen=True, slots=True, eq=False)
class Start(Piece):
    """Where an element starts; `whole`: it holds all that is in it, and what follows ends it.

    `tagged`: a paragraph with tags; `columns`: a table in which a statement repeats cells.
    """

    element: Element = field(kw_only=True)
    whole: bool = False
    tagged: bool = False
    columns: bool = False


@dataclass(slots=True)
class Reading:
    """A shell while it is read: lines, places and pieces as in `ShellTags`.

    `slipped` are the paragraphs with slips; `apart`: statements do not go together. `tagged` are the paragraphs that
    have tags, `columns` the tables whose cells a statement repeats; `names` those that a tag alone prints; `spots` the
    places of the part's paragraphs, rows and cells, `where` that which is being read.
    """

    file: str
    names: frozenset[str]
    slipped: set[Element] = field(default_factory=set)
    apart: bool = False
    tagged: set[Element] = field(default_factory=set)
    columns: set[Element] = field(default_factory=set)
    spots: dict[Element, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    where: str = ""

    def write(self, text: str) -> None:
        """Adds a line of the template."""
        self.lines.append(text)
        self.places.append(self.where)

    def add(self, piece: Piece) -> None:
        """Adds a piece."""
        self.pieces.append(piece)
        self.write(PIECES.write(len(self.pieces) - 1))

    def problem(self, problem: Problem, where: str = "") -> None:
        """Notes a problem of the place that is read."""
        self.problems.append(at(problem, self.file, where or self.where))


def read_tags(shell: Shell, parameters: Iterable[str]) -> tuple[ShellTags | None, list[Problem]]:
    """Return the tags of a shell, None where its statements do not go together, and everything wrong with them.

    `parameters` are the names of those of its template. The shell stays as it is. A paragraph with slips is read as
    words; where one holds a statement, nothing is read, as others may belong to it.
    """
    roots = {part: deepcopy(root) for part, root in shell.texts.items()}
    own = {name for root in roots.values() for name in given(_words(root))}
    reading = Reading(shell.file, frozenset(names_of(parameters)) - own)
    for part, root in roots.items():
        reading.spots |= places_of(part, root)
        _check(root, reading)
    if not any("{%" in own_words(paragraph) for paragraph in reading.slipped):
        for part, root in roots.items():
            _read_part(part, root, reading)
    problems = [*reading.problems, *_elsewhere(shell)]
    if reading.apart or not reading.lines:
        return None, problems
    whole = not any(map(is_body_place, child(shell.texts[MAIN], "body")))
    found = tuple(reading.lines), tuple(reading.places), tuple(reading.pieces)
    return ShellTags(shell.file, shell.source, *found, whole, free_place(shell.texts[MAIN]) if whole else ""), problems


def _elsewhere(shell: Shell) -> Iterator[Problem]:
    """Tags in parts that hold none."""
    for part, name in _UNTAGGED.items():
        words = unescape(_MARKUP.sub("", shell.parts.get(part, b"").decode(errors="replace")))
        if found := TAG.search(words):
            hint = "标记可以写在正文、表格、文本框、页眉、页脚里。"
            yield at(Problem(f"{name}里不能写标记：“{found[0]}”。", hint=hint), shell.file, name)


def _check(root: Element, reading: Reading) -> None:
    """Notes the slips in every paragraph, and statements with something beside them."""
    for paragraph in root.iter(f"{W}p"):
        words = own_words(paragraph)
        if is_body_place(paragraph) or not any(sign in words for sign in "{}｛｝"):
            continue
        where = reading.spots[paragraph]
        for problem in list(slips(words)) or single_braces(words, reading.names):
            reading.problem(problem, where)
            reading.slipped.add(paragraph)
        for tag in tags_in(words):
            if tag.kind == "logic" and tag.lift and not _alone(paragraph, tag.lift):
                reading.problem(beside(tag), where)
                reading.slipped.add(paragraph)


def _alone(paragraph: Element, lift: str) -> bool:
    """Whether the paragraph, row or cell that the statement takes the place of holds nothing else."""
    outer = paragraph if lift == "p" else next(paragraph.iterancestors(f"{W}{lift}"), None)
    return outer is not None and lifted(_words(outer), lift) is not None and not _precious(outer)


def _precious(element: Element) -> bool:
    """Whether it holds a picture or a page set-up, which nobody means to lose."""
    return next(element.iter(f"{W}drawing", f"{W}pict", f"{W}object", f"{W}sectPr"), None) is not None


def _words(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _read_part(part: str, root: Element, reading: Reading) -> None:
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph not in reading.slipped and not is_body_place(paragraph) and tags_in(own_words(paragraph)):
            gather(paragraph)
            lift_statements(paragraph)
            reading.tagged.add(paragraph)
    reading.where = ""
    reading.columns |= {next(cell.iterancestors(f"{W}tbl")) for cell in root.iter(f"{W}tc") if _statement(cell)}
    reading.add(Start(PART, part, element=root))
    _inside(root, reading)
    reading.add(Piece(END))


def _inside(outer: Element, reading: Reading) -> None:
    """Reads what an element holds; the statements among it must be ended among it."""
    opened: list[tuple[Tag, str]] = []
    for element in outer:
        tag = _statement(element)
        if tag is None:
            _read(element, reading)
            continue
        spot = element if element in reading.spots else next(element.iterancestors(f"{W}p"))
        reading.where = reading.spots[spot]
        _count(tag, opened, reading)
        reading.write(f"{{% {tag.code} %}}")
    for tag, where in opened:
        what = {"p": "各占一段", "tr": "在同一个表格里各占一行", "tc": "在同一行里各占一格", "": "写在同一段里"}[
            tag.lift
        ]
        end = f"{{%{tag.lift} end{tag.word} %}}"
        reading.problem(Problem(f"“{tag.text}”没有结束。", hint=f"请补上 {end}，两者{what}。"), where)
        reading.apart = True


def _statement(element: Element) -> Tag | None:
    """The statement that an element stands for; None for one that stands for itself."""
    if element.tag == STATEMENT:
        return tags_in(element.text or "")[0]
    lift = _LIFT.get(qname(element))
    cut = next(element.iter(STATEMENT), None) if lift else None
    if cut is None:
        return None
    found = tags_in(cut.text or "")[0]
    return found if found.lift == lift and next(cut.iterancestors(qname(element))) is element else None


def _count(tag: Tag, opened: list[tuple[Tag, str]], reading: Reading) -> None:
    """Takes note of a statement that opens, goes on or ends."""
    if tag.word in ("for", "if"):
        opened.append((tag, reading.where))
    elif tag.word in ("endfor", "endif", "else", "elif"):
        wanted = tag.word.removeprefix("end") if tag.word.startswith("end") else "if"
        last = opened[-1][0].word if opened else ""
        if last != wanted and not (tag.word == "else" and last == "for"):
            hint = f"先要有 {{%{tag.lift} {wanted} … %}}，两者在同一个表格、同一行或同一段里，写法相同。"
            reading.problem(Problem(f"“{tag.text}”前面没有与它配对的标记。", hint=hint))
            reading.apart = True
        elif tag.word.startswith("end"):
            opened.pop()


def _read(element: Element, reading: Reading) -> None:
    reading.where = reading.spots.get(element, reading.where)
    if element.tag == f"{W}t":
        _read_words(element, reading)
        return
    if next(element.iter(f"{W}t", STATEMENT), None) is None or is_body_place(element) or element in reading.slipped:
        reading.add(Start(OTHER, size=len(canonical(element)), element=element, whole=True))
    else:
        kind = HIDDEN if local(element) == "Fallback" else _KINDS.get(qname(element), OTHER)
        tagged, columns = element in reading.tagged, element in reading.columns
        reading.add(Start(kind, size=_EMPTY, element=element, tagged=tagged, columns=columns))
        _inside(element, reading)
    reading.add(Piece(END))


def _read_words(text: Element, reading: Reading) -> None:
    reading.add(Start(OTHER, element=text))
    words, start = text.text or "", 0
    for tag in tags_in(words):
        _static(words[start : tag.start], reading)
        start = tag.end
        if tag.kind == "print" and re.fullmatch(NAMED, tag.code) and tag.code in reading.names:
            reading.add(Piece(NAME, tag.code))
        elif tag.kind == "print":
            reading.write(f"{{{{ {tag.code} }}}}")
    _static(words[start:], reading)
    reading.add(Piece(END))


def _static(words: str, reading: Reading) -> None:
    if words:
        reading.add(Piece(WORDS, words, len(words)))
