"""A shell read as a template: its pieces numbered, its tags among them, and the elements that the pieces stand for.

The template language and Word never meet: `content` evaluates tags by the numbers of the pieces around them, and
`tag_filling` builds the parts again from the numbers and values that come of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from briefing.errors import BriefingError, Problem, did_you_mean
from briefing.ooxml.xml import Element, W, canonical, child, local, qname
from briefing.render.word.shell.opening import OPENED, Shell, open_shell
from briefing.render.word.shell.paragraph_locations import paragraph_locations, suggested_location
from briefing.render.word.shell.split_runs import STATEMENT, isolate_statements, join_tags
from briefing.render.word.shell.tags import (
    SCOPES,
    TAG,
    Tag,
    all_text,
    assigned_names,
    at,
    is_body_paragraph,
    own_text,
    single_braces,
    sole_statement,
    syntax_errors,
    tags_in,
    text_beside,
)
from briefing.templating.shell_tags import (
    CELL,
    CODE,
    END,
    HIDDEN,
    MAIN,
    NAME,
    NAMED,
    OTHER,
    PARAGRAPH,
    PART,
    ROW,
    WORDS,
    Piece,
    ShellTags,
)
from briefing.text.classified import CLASSIFIED, is_classification

_SCOPE_OF = {f"{W}{scope}": scope for scope in SCOPES}
_OBJECTS = tuple(f"{W}{name}" for name in ("drawing", "pict", "object", "sectPr"))
"""Pictures and page set-ups, which nobody means to lose with a statement."""
_EMPTY = 64  # bytes of an element without what is in it, about
_KINDS = {f"{W}p": PARAGRAPH, f"{W}tr": ROW, f"{W}tc": CELL}


@dataclass(frozen=True, slots=True)
class TagSource:
    """The element that starts with a piece; `whole`: it comes with all that is in it, and what follows ends it.

    `tagged`: a paragraph with tags; `columns`: a table in which a statement repeats cells.
    """

    element: Element
    whole: bool = False
    tagged: bool = False
    columns: bool = False


@dataclass(frozen=True, slots=True)
class ReadShell:
    """A shell with its `tags`, and by the numbers of their pieces the elements of the file, which nobody changes.

    `problems` is everything wrong with the tags; where statements do not go together, there are no pieces.
    """

    shell: Shell
    tags: ShellTags
    sources: dict[int, TagSource]
    problems: tuple[Problem, ...]

    def unknown_names(self, names: Collection[str]) -> list[tuple[str, Problem]]:
        """Return a problem for each tag of a name that is not among `names`, with the part of the file it stands in."""
        found, part = list[tuple[str, Problem]](), ""
        for piece in self.tags.pieces:
            part = piece.words if piece.kind == PART else part
            if piece.kind == NAME and piece.words not in names:
                hint = did_you_mean(piece.words, names) or f"可用的有：{'、'.join(names)}。"
                hint += "函数要写括号，如 value(…)；一组内容请用循环。"
                problem = Problem(f"版式文件里有不认识的标记 {{{{ {piece.words} }}}}。", hint=hint)
                problem = CLASSIFIED if is_classification(piece.words) else problem
                found.append((part, at(problem, self.shell.file, piece.where)))
        return found


@dataclass(slots=True)
class _Reading:
    """The state of reading a shell.

    `faulty` are the paragraphs with errors of syntax, `tagged` those with tags, `columns` the tables in which a
    statement repeats cells. `unbalanced`: some statement has no beginning or end. `locations` says where each
    paragraph, row and cell stands, `where` that which is being read.
    """

    file: str
    faulty: set[Element] = field(default_factory=set)
    unbalanced: bool = False
    tagged: set[Element] = field(default_factory=set)
    columns: set[Element] = field(default_factory=set)
    locations: dict[Element, str] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    sources: dict[int, TagSource] = field(default_factory=dict)
    single: list[tuple[str, Problem]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    where: str = ""

    def add(self, kind: str, words: str = "", size: int = 0, source: TagSource | None = None) -> None:
        """Add a piece, and the element that starts with it."""
        if source is not None:
            self.sources[len(self.pieces)] = source
        self.pieces.append(Piece(kind, words, size, self.where))

    def problem(self, problem: Problem, where: str = "") -> None:
        """Note a problem of the place that is read."""
        self.problems.append(at(problem, self.file, where or self.where))


def tags_of(data: bytes, file: str, *, needed: bool = True) -> ShellTags | None:
    """Return the tags of the shell in the bytes of a Word file; BriefingError with everything wrong with them.

    A file that is unfit for a shell raises, too, where it is `needed`; else it has None: who writes a text alone does
    without, and the Word writer says what is wrong.
    """
    try:
        open_shell(data, file)
    except BriefingError:
        if needed:
            raise
        return None
    found = read_shell(data, file)
    if found.problems:
        raise BriefingError(found.problems)
    return found.tags


@lru_cache(maxsize=OPENED)
def read_shell(data: bytes, file: str = "shell.docx") -> ReadShell:
    """Return the shell in the bytes of a Word file with its tags; BriefingError where it is unfit, as `open_shell`.

    What it is depends on the bytes alone, so that the numbers that a document was composed with hold for the writer. A
    paragraph with slips is read as words; where one holds a statement, nothing is read, as others may belong to it.
    """
    shell = open_shell(data, file)
    roots = {part: deepcopy(root) for part, root in shell.texts.items()}
    assigned = frozenset(chain.from_iterable(assigned_names(all_text(root)) for root in roots.values()))
    reading = _Reading(shell.file)
    for root in roots.values():
        reading.locations |= paragraph_locations(root)
        _check(root, reading)
    if not any("{%" in own_text(paragraph) for paragraph in reading.faulty):
        for part, root in roots.items():
            _read_part(part, root, reading)
    for name, words in shell.notes:
        if found := TAG.search(words):
            hint = "标记可以写在正文、表格、文本框、页眉、页脚里。"
            reading.problem(Problem(f"{name}里不能写标记：“{found[0]}”。", hint=hint), name)
    whole = not any(map(is_body_paragraph, child(shell.texts[MAIN], "body")))
    room = suggested_location(shell.texts[MAIN]) if whole else ""
    pieces = () if reading.unbalanced else tuple(reading.pieces)
    tags = ShellTags(shell.file, shell.source, pieces, whole, room, assigned, tuple(reading.single))
    return ReadShell(shell, tags, reading.sources, tuple(reading.problems))


def _check(root: Element, reading: _Reading) -> None:
    """Note the errors of syntax in every paragraph, and statements with something beside them."""
    for paragraph in root.iter(f"{W}p"):
        words = own_text(paragraph)
        if is_body_paragraph(paragraph) or not any(sign in words for sign in "{}｛｝"):
            continue
        where = reading.locations[paragraph]
        for problem in syntax_errors(words):
            reading.problem(problem, where)
            reading.faulty.add(paragraph)
        if paragraph not in reading.faulty:
            reading.single += [(name, at(problem, reading.file, where)) for name, problem in single_braces(words)]
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


def _read_part(part: str, root: Element, reading: _Reading) -> None:
    for paragraph in list(root.iter(f"{W}p")):
        # Statements are made elements of their own first: what is repeated is then always whole runs.
        if paragraph not in reading.faulty and not is_body_paragraph(paragraph) and tags_in(own_text(paragraph)):
            join_tags(paragraph)
            isolate_statements(paragraph)
            reading.tagged.add(paragraph)
    reading.where = ""
    reading.columns |= {next(cell.iterancestors(f"{W}tbl")) for cell in root.iter(f"{W}tc") if _statement(cell)}
    reading.add(PART, part, source=TagSource(root))
    _inside(root, reading)
    reading.add(END)


def _inside(outer: Element, reading: _Reading) -> None:
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
        reading.add(CODE, f"{{% {tag.code} %}}")
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


def _match_statement(tag: Tag, opened: list[tuple[Tag, str]], reading: _Reading) -> None:
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


def _read(element: Element, reading: _Reading) -> None:
    reading.where = reading.locations.get(element, reading.where)
    if element.tag == f"{W}t":
        reading.add(OTHER, source=TagSource(element))
        _read_words(element.text or "", reading)
    elif (
        next(element.iter(f"{W}t", STATEMENT), None) is None or is_body_paragraph(element) or element in reading.faulty
    ):
        reading.add(OTHER, size=len(canonical(element)), source=TagSource(element, whole=True))
    else:
        # Word writes a text box twice: mc:Choice for itself and mc:Fallback (VML) for programs of before 2010. Both
        # are filled, one is told.
        kind = HIDDEN if local(element) == "Fallback" else _KINDS.get(qname(element), OTHER)
        tagged, columns = element in reading.tagged, element in reading.columns
        reading.add(kind, size=_EMPTY, source=TagSource(element, tagged=tagged, columns=columns))
        _inside(element, reading)
    reading.add(END)


def _read_words(words: str, reading: _Reading) -> None:
    start = 0
    for tag in tags_in(words):
        _read_static(words[start : tag.start], reading)
        start = tag.end
        if tag.kind == "print" and re.fullmatch(NAMED, tag.code):
            reading.add(NAME, tag.code)
        elif tag.kind == "print":
            reading.add(CODE, f"{{{{ {tag.code} }}}}")
    _read_static(words[start:], reading)


def _read_static(words: str, reading: _Reading) -> None:
    if words:
        reading.add(WORDS, words, len(words))
