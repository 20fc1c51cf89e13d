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
from briefing.render.word.shell.fill import is_body_paragraph
from briefing.render.word.shell.opening import Shell
from briefing.render.word.shell.paragraph_locations import paragraph_locations, suggested_location
from briefing.render.word.shell.split_runs import STATEMENT, isolate_statements, join_tags
from briefing.render.word.shell.tags import (
    SCOPES,
    TAG,
    Tag,
    all_text,
    assigned_names,
    at,
    own_text,
    single_braces,
    sole_statement,
    syntax_errors,
    tags_in,
    text_beside,
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

_SCOPE_OF = {f"{W}{scope}": scope for scope in SCOPES}
_UNTAGGED = {"word/footnotes.xml": "脚注", "word/endnotes.xml": "尾注", "word/comments.xml": "批注"}
_MARKUP = re.compile("<[^>]*>")
_OBJECTS = tuple(f"{W}{name}" for name in ("drawing", "pict", "object", "sectPr"))
"""Pictures and page set-ups, which nobody means to lose with a statement."""
_EMPTY = 64  # bytes of an element without what is in it, about
_KINDS = {f"{W}p": PARAGRAPH, f"{W}tr": ROW, f"{W}tc": CELL}


@dataclass(frozen=True, slots=True, eq=False)
class ElementStart(Piece):
    """Where an element starts; `whole`: it holds all that is in it, and what follows ends it.

    `tagged`: a paragraph with tags; `columns`: a table in which a statement repeats cells.
    """

    element: Element = field(kw_only=True)
    whole: bool = False
    tagged: bool = False
    columns: bool = False


@dataclass(slots=True)
class ShellReading:
    """The state of reading a shell; `lines`, `places` and `pieces` as in `ShellTags`.

    `names` are those that a tag may print alone. `faulty` are the paragraphs with errors of syntax, `tagged` those with
    tags, `columns` the tables in which a statement repeats cells. `unbalanced`: some statement has no beginning or end.
    `locations` says where each paragraph, row and cell stands, `where` that which is being read.
    """

    file: str
    names: frozenset[str]
    faulty: set[Element] = field(default_factory=set)
    unbalanced: bool = False
    tagged: set[Element] = field(default_factory=set)
    columns: set[Element] = field(default_factory=set)
    locations: dict[Element, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    where: str = ""

    def write(self, text: str) -> None:
        """Add a line of the template."""
        self.lines.append(text)
        self.places.append(self.where)

    def add(self, piece: Piece) -> None:
        """Add a piece."""
        self.pieces.append(piece)
        self.write(PIECES.write(len(self.pieces) - 1))

    def problem(self, problem: Problem, where: str = "") -> None:
        """Note a problem of the place that is read."""
        self.problems.append(at(problem, self.file, where or self.where))


def read_tags(shell: Shell, parameters: Iterable[str]) -> tuple[ShellTags | None, list[Problem]]:
    """Return the tags of a shell, None where its statements do not go together, and everything wrong with them.

    `parameters` are the names of those of its template. The shell stays as it is. A paragraph with slips is read as
    words; where one holds a statement, nothing is read, as others may belong to it.
    """
    roots = {part: deepcopy(root) for part, root in shell.texts.items()}
    own = {name for root in roots.values() for name in assigned_names(all_text(root))}
    reading = ShellReading(shell.file, frozenset(names_of(parameters)) - own)
    for part, root in roots.items():
        reading.locations |= paragraph_locations(part, root)
        _check(root, reading)
    if not any("{%" in own_text(paragraph) for paragraph in reading.faulty):
        for part, root in roots.items():
            _read_part(part, root, reading)
    problems = [*reading.problems, *_elsewhere(shell)]
    if reading.unbalanced or not reading.lines:
        return None, problems
    whole = not any(map(is_body_paragraph, child(shell.texts[MAIN], "body")))
    found = tuple(reading.lines), tuple(reading.places), tuple(reading.pieces)
    return ShellTags(
        shell.file, shell.source, *found, whole, suggested_location(shell.texts[MAIN]) if whole else ""
    ), problems


def _elsewhere(shell: Shell) -> Iterator[Problem]:
    """Tags in parts that hold none."""
    for part, name in _UNTAGGED.items():
        words = unescape(_MARKUP.sub("", shell.parts.get(part, b"").decode(errors="replace")))
        if found := TAG.search(words):
            hint = "标记可以写在正文、表格、文本框、页眉、页脚里。"
            yield at(Problem(f"{name}里不能写标记：“{found[0]}”。", hint=hint), shell.file, name)


def _check(root: Element, reading: ShellReading) -> None:
    """Note the errors of syntax in every paragraph, and statements with something beside them."""
    for paragraph in root.iter(f"{W}p"):
        words = own_text(paragraph)
        if is_body_paragraph(paragraph) or not any(sign in words for sign in "{}｛｝"):
            continue
        where = reading.locations[paragraph]
        for problem in list(syntax_errors(words)) or single_braces(words, reading.names):
            reading.problem(problem, where)
            reading.faulty.add(paragraph)
        for tag in tags_in(words):
            if tag.kind == "logic" and tag.scope and not _stands_alone(paragraph, tag.scope):
                reading.problem(text_beside(tag), where)
                reading.faulty.add(paragraph)


def _stands_alone(paragraph: Element, scope: str) -> bool:
    """Return whether the paragraph, row or cell that the statement takes the place of holds nothing else."""
    outer = paragraph if scope == "p" else next(paragraph.iterancestors(f"{W}{scope}"), None)
    return (
        outer is not None
        and sole_statement(all_text(outer), scope) is not None
        and next(outer.iter(*_OBJECTS), None) is None
    )


def _read_part(part: str, root: Element, reading: ShellReading) -> None:
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph not in reading.faulty and not is_body_paragraph(paragraph) and tags_in(own_text(paragraph)):
            join_tags(paragraph)
            isolate_statements(paragraph)
            reading.tagged.add(paragraph)
    reading.where = ""
    reading.columns |= {next(cell.iterancestors(f"{W}tbl")) for cell in root.iter(f"{W}tc") if _statement(cell)}
    reading.add(ElementStart(PART, part, element=root))
    _inside(root, reading)
    reading.add(Piece(END))


def _inside(outer: Element, reading: ShellReading) -> None:
    """Read what an element holds; the statements among it must be ended among it."""
    opened: list[tuple[Tag, str]] = []
    for element in outer:
        tag = _statement(element)
        if tag is None:
            _read(element, reading)
            continue
        spot = element if element in reading.locations else next(element.iterancestors(f"{W}p"))
        reading.where = reading.locations[spot]
        _match_statement(tag, opened, reading)
        reading.write(f"{{% {tag.code} %}}")
    for tag, where in opened:
        what = {"p": "各占一段", "tr": "在同一个表格里各占一行", "tc": "在同一行里各占一格", "": "写在同一段里"}[
            tag.scope
        ]
        end = f"{{%{tag.scope} end{tag.word} %}}"
        reading.problem(Problem(f"“{tag.text}”没有结束。", hint=f"请补上 {end}，两者{what}。"), where)
        reading.unbalanced = True


def _statement(element: Element) -> Tag | None:
    """Return the statement that an element stands for; None for one that stands for itself."""
    if element.tag == STATEMENT:
        return tags_in(element.text or "")[0]
    scope = _SCOPE_OF.get(qname(element))
    cut = next(element.iter(STATEMENT), None) if scope else None
    if cut is None:
        return None
    found = tags_in(cut.text or "")[0]
    return found if found.scope == scope and next(cut.iterancestors(qname(element))) is element else None


def _match_statement(tag: Tag, opened: list[tuple[Tag, str]], reading: ShellReading) -> None:
    """Take note of a statement that opens, goes on or ends."""
    if tag.word in ("for", "if"):
        opened.append((tag, reading.where))
    elif tag.word in ("endfor", "endif", "else", "elif"):
        wanted = tag.word.removeprefix("end") if tag.word.startswith("end") else "if"
        last = opened[-1][0].word if opened else ""
        if last != wanted and not (tag.word == "else" and last == "for"):
            hint = f"先要有 {{%{tag.scope} {wanted} … %}}，两者在同一个表格、同一行或同一段里，写法相同。"
            reading.problem(Problem(f"“{tag.text}”前面没有与它配对的标记。", hint=hint))
            reading.unbalanced = True
        elif tag.word.startswith("end"):
            opened.pop()


def _read(element: Element, reading: ShellReading) -> None:
    reading.where = reading.locations.get(element, reading.where)
    if element.tag == f"{W}t":
        _read_words(element, reading)
        return
    if next(element.iter(f"{W}t", STATEMENT), None) is None or is_body_paragraph(element) or element in reading.faulty:
        reading.add(ElementStart(OTHER, size=len(canonical(element)), element=element, whole=True))
    else:
        kind = HIDDEN if local(element) == "Fallback" else _KINDS.get(qname(element), OTHER)
        tagged, columns = element in reading.tagged, element in reading.columns
        reading.add(ElementStart(kind, size=_EMPTY, element=element, tagged=tagged, columns=columns))
        _inside(element, reading)
    reading.add(Piece(END))


def _read_words(text: Element, reading: ShellReading) -> None:
    reading.add(ElementStart(OTHER, element=text))
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


def _static(words: str, reading: ShellReading) -> None:
    if words:
        reading.add(Piece(WORDS, words, len(words)))
