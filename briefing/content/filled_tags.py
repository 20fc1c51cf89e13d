"""The tags of a shell evaluated: in the sandbox that bodies are rendered in, on the same data, under the same rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.content.citations import describe
from briefing.errors import NOWHERE, BriefingError, Location, Problem, Severity, errors_in
from briefing.model.document import Block, FilledShell, Meta, Paragraph, Run, RunKind, Runs
from briefing.model.facts import Source
from briefing.model.template import Template
from briefing.templating import engine
from briefing.templating.audit import Auditor
from briefing.templating.given_words import GivenDate, GivenIssue, runs_of_words
from briefing.templating.loader import TextLoader
from briefing.templating.markdown_inline import SLOT
from briefing.templating.marks import number_of
from briefing.templating.sandbox import Sandbox
from briefing.templating.shell_tags import (
    CELL,
    END,
    HIDDEN,
    MAIN,
    NAME,
    PARAGRAPH,
    PART,
    PIECES,
    ROW,
    TAGS,
    WORDS,
    Piece,
    ShellTags,
    words_of,
)
from briefing.templating.static_check import Check
from briefing.templating.template_errors import Spent, problem_of

LARGEST = 20_000_000
"""Bytes of the parts that a shell is made into; a long report has a tenth of it."""
BETWEEN = Run("｜")
"""Between the cells of a row, where a row is told in one line."""
UNFIT = "图、表这类整块的内容不能放在版式文件的标记里。"
UNFIT_HINT = (
    '请写在 body.md.j2 里，印在版式文件的 {{p body }} 处；在文字里提到它，写 {{ ref("图题") }}。'
    "表的行可以逐行写：{%tr for row in theme.data.rows %}，格里写 {{ row[0] }}。"
)
_TOKEN = re.compile(f"{SLOT.pattern}|{PIECES.pattern.pattern}")


@dataclass(slots=True)
class ShellValues:
    """What became of the tags of a shell: the pieces with what is printed, that again as blocks, and every problem.

    `whole`: its file has no place for a body; `room`: where one could go; `names`: what its file prints by name alone,
    None where it was not read. Empty for a shell without tags.
    """

    file: str = ""
    source: str = ""
    whole: bool = False
    room: str = ""
    pieces: list[int | Runs] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    names: tuple[str, ...] | None = None

    @property
    def filled(self) -> FilledShell:
        """Return the shell as the document keeps it."""
        return FilledShell(self.source, tuple(self.pieces), self.names)

    def change(self, change: Callable[[Runs], Runs]) -> None:
        """Change what the tags print: to what only the finished briefing tells."""
        self.pieces = [item if isinstance(item, int) else change(item) for item in self.pieces]

    def beside(
        self, template: Template, body: Callable[[], tuple[Sequence[Block], list[Problem]]]
    ) -> tuple[tuple[Block, ...], list[Problem]]:
        """The blocks of the template, and warnings: those of its `body` or, where there is none, of the shell.

        BriefingError with every error of both.
        """
        blocks: Sequence[Block] = self.blocks
        problems = list(self.problems)
        if not self.whole or has_body(template):
            try:
                blocks, found = body()
                problems = [*found, *problems]
            except BriefingError as error:
                problems = [*error.problems, *problems]
        if self.whole and has_body(template):
            hint = f"请在版式文件里单独一段写 {{{{p body }}}}。{self.room}只用版式文件的，请把 body.md.j2 清空。"
            problems.append(Problem("版式文件没有正文的位置，正文无处可放。", Location(self.file), hint))
        if errors_in(problems):
            raise BriefingError(problems)
        return tuple(blocks), problems


def settled(runs: Runs, counts: Mapping[str, str]) -> Runs:
    """Return the runs with the counts that only the finished briefing tells."""
    return tuple(replace(run, text=counts.get(run.ref or "", run.text)) for run in runs)


def has_body(template: Template) -> bool:
    """Whether there is a body.md.j2 with something in it."""
    path = template.folder / engine.BODY
    return path.is_file() and bool(path.read_bytes().strip())


def evaluate(
    tags: ShellTags | None,
    names: Mapping[str, object],
    auditor: Auditor,
    meta: Meta,
    sources: Iterable[Source],
    check: Check | None = None,
) -> ShellValues:
    """Return what the tags of a shell come to, nothing for None; raises nothing.

    They may name what a body may, the words around it, and the sources.
    """
    if tags is None:
        return ShellValues()
    values = words_of(meta)
    made = ShellValues(tags.file, whole=tags.whole, room=tags.room, problems=tags.single_braces(values))
    made.names = tuple(piece.words for piece in tags.pieces if piece.kind == NAME)
    if tags.plain:
        return made
    made.source = tags.source
    told = {"sources": tuple(describe(source, ()) for source in sources)}
    dotted = {"issue": GivenIssue.of(meta), "date": GivenDate.of(meta)}
    context = {**names, **{name: values[name] for name in TAGS}, **dotted, **told}
    lines, sandbox = tags.lines(values), Sandbox(())
    sandbox.loader = sandbox.roots = TextLoader((), tags.file, "\n".join(lines))
    page = engine.render_in(sandbox, tags.file, context, check)
    made.problems += [_placed(problem, tags) for problem in page.problems]
    if page.text:
        reader = _PieceReader(tags, auditor, values, made)
        try:
            for token, place in _tokens(page):
                reader.take(token, place)
        except Spent as error:
            made.problems.append(replace(problem_of(error), location=Location(tags.file)))
    return made


def _placed(problem: Problem, tags: ShellTags) -> Problem:
    """The problem of a line of the tags at its place in the Word file."""
    return replace(problem, location=tags.place(problem.location.line))


def _tokens(page: engine.RenderedTemplate) -> Iterator[tuple[int | tuple[object], Location]]:
    """The numbers of pieces and the values (in a tuple of one) that rendered tags consist of."""
    for number, line in enumerate(page.text.split("\n")):
        place = page.origins[number]
        for found in _TOKEN.finditer(line):
            piece = PIECES.pattern.fullmatch(found[0])
            yield (number_of(piece) if piece else (page.slots[number_of(found)],)), place


@dataclass(slots=True)
class _OpenParagraph:
    """A paragraph while it is read: its runs, each with whether it is the shell's own.

    `printed`: a tag printed something in it.
    """

    location: Location
    runs: list[tuple[Run, bool]] = field(default_factory=list)
    printed: bool = False


class _PieceReader:
    """Follows the pieces: keeps them, looks for numbers without a fact, and tells what it prints as blocks."""

    def __init__(self, tags: ShellTags, auditor: Auditor, values: Mapping[str, str], made: ShellValues) -> None:
        self._tags, self._auditor, self._values, self._made = tags, auditor, values, made
        self._kinds: list[str] = []
        self._told = [_OpenParagraph(NOWHERE)]  # the last is for words that stand in no paragraph
        self._cells: list[list[Runs]] = []
        self._heads: list[Runs] = []
        self._figures = True  # whether the row before has any
        self._part, self._size = "", 0
        self._places: dict[int, Location] = {}

    def take(self, token: int | tuple[object], place: Location) -> None:
        """Takes the next piece, or the value in a tuple of one."""
        if isinstance(token, int):
            piece = self._tags.pieces[token]
            self._made.pieces.append(token)
            self._take(piece, place)
        else:
            self._print(token[0], place)

    def _take(self, piece: Piece, place: Location) -> None:
        self._size += piece.size
        if self._size > LARGEST:
            raise Spent
        if piece.kind == WORDS:
            self._told[-1].runs.append((Run(piece.words), True))
        elif piece.kind == NAME:
            self._told[-1].runs.append((Run(self._values[piece.words], ref=piece.words, kind=RunKind.GIVEN), False))
        elif piece.kind == END:
            self._end(self._kinds.pop())
        else:
            self._start(piece.kind, piece.words, place)

    def _start(self, kind: str, words: str, place: Location) -> None:
        self._kinds.append(kind)
        if kind == PART:
            self._part = words
        elif kind == PARAGRAPH:
            self._told.append(_OpenParagraph(place))
        elif kind == ROW:
            self._cells.append([])
        elif kind == CELL and self._cells:
            self._cells[-1].append(())

    def _end(self, kind: str) -> None:
        if kind == PARAGRAPH:
            told = self._told.pop()
            self._places[len(self._cells[-1]) if self._cells else 0] = told.location
            self._audit(told)
            self._tell(tuple(run for run, _ in told.runs))
        elif kind == ROW:
            row = self._cells.pop()
            self._hold(row)
            cells = [cell for cell in row if cell]
            self._tell(tuple(run for at, cell in enumerate(cells) for run in ((BETWEEN, *cell) if at else cell)))

    def _hold(self, row: list[Runs]) -> None:
        """Hold the figures of a row against its first cell and the heads: the row before all that have figures."""
        figures = any(run.ref for cell in row for run in cell)
        if not figures and (self._figures or len(row) != len(self._heads)):
            self._heads = row
        self._figures = figures
        heads = self._heads if len(self._heads) == len(row) else [()] * len(row)
        for at, found in self._auditor.cells((), heads, row) if row else ():
            self._made.problems.append(_placed(replace(found, location=self._places.get(at, NOWHERE)), self._tags))

    def _print(self, value: object, place: Location) -> None:
        words = isinstance(value, str)
        runs = runs_of_words(value) if isinstance(value, str) else value if isinstance(value, tuple) else (value,)
        if not all(isinstance(run, Run) for run in runs):
            self._made.problems.append(_placed(Problem(UNFIT, place, UNFIT_HINT), self._tags))
            return
        self._made.pieces.append(runs)
        self._told[-1].runs += [(run, words) for run in runs if run.kind is not RunKind.CITE]
        self._told[-1].printed = True

    def _audit(self, told: _OpenParagraph) -> None:
        """Numbers beside what a tag prints need a fact, and claims are to hold; other numbers are worth a look in a
        shell without body.
        """
        for _, bare in self._auditor.written(told.runs):
            found = replace(bare, location=told.location)
            if not told.printed:
                hint = '版式文件里直接写的数字没有来源，请自行核对，或改用 {{ value("指标", "城市") }}。'
                found = replace(found, hint=hint, severity=Severity.WARNING)
            if told.printed or (self._tags.whole and self._part == MAIN):
                self._made.problems.append(_placed(found, self._tags))

    def _tell(self, runs: Runs) -> None:
        """Adds what was said to the cell that it stands in, else to the blocks."""
        words = tuple(replace(run, text=run.text.replace("\n", "")) for run in runs if run.text.strip())
        if not words or self._part != MAIN or HIDDEN in self._kinds:
            return
        if self._cells and self._cells[-1]:
            self._cells[-1][-1] += words
        else:
            self._made.blocks.append(Paragraph(words))
