"""Reference marks: every figure gets the number of its source, as sparingly as stays unambiguous."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import assert_never

from briefing.model.document import (
    Attachments,
    Block,
    Contents,
    Figure,
    Heading,
    Items,
    Note,
    PageBreak,
    Paragraph,
    Reference,
    References,
    Run,
    RunKind,
    Runs,
    Signature,
    Table,
)
from briefing.model.facts import Fact, Practice, Source
from briefing.model.walk import all_runs, map_runs
from briefing.wording.figures import DERIVED
from briefing.wording.prose import Sentence, join, plain, source_date, text

ENDS = "。；！？"
LABEL = f"（{DERIVED}）"
_PIECE = re.compile(f"{LABEL}|[^{ENDS}]*[{ENDS}]|[^{ENDS}]+")
PRACTICE = "practice:"
"""Before the id of a practice in the `ref` of a mark: no id of a source holds a colon."""
PERIOD = "时期："
"""What a note below a chart begins with that says what time its figures are of."""
RANGE_FROM = 3  # paragraphs in a row: 第1—3段, but 第1、2段
MARKS_FROM = 4  # likewise: ［1］—［4］, but ［1］［2］［3］


class Citations:
    """Numbers sources by first mention and remembers which of their paragraphs were used.

    `inputs` are the facts that each derived figure was computed from, `marked` those whose sources are marked at it
    where these are fewer: all are listed, but a place among hundreds of cities bears no hundreds of marks.
    """

    def __init__(
        self,
        facts: Mapping[str, Fact],
        inputs: Mapping[str, tuple[str, ...]],
        practices: Mapping[str, Practice],
        marked: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        self._facts, self._inputs, self._practices, self._marked = facts, inputs, practices, marked
        self._paragraphs: dict[str, set[int | str]] = {}

    def inputs(self, run: Run) -> tuple[str, ...]:
        """Return the ids of the facts that a run's figure states or was computed from."""
        if run.kind is not RunKind.TEXT or run.ref is None:
            return ()
        return self._inputs.get(run.ref, ()) if run.ref.startswith("=") else (run.ref,)

    def sources_of(self, run: Run) -> tuple[str, ...]:
        """Return the ids of the sources behind a run, whose paragraphs are now used; () if it states no figure."""
        if run.kind is RunKind.CITE and run.ref:
            if run.ref.startswith(PRACTICE):
                practice = self._practices[run.ref.removeprefix(PRACTICE)]
                self._note(practice.source, practice.paragraph)
                return (practice.source,)
            self._paragraphs.setdefault(run.ref, set())
            return (run.ref,)
        used = self.inputs(run)
        marked = self._marked.get(run.ref or "", used)
        for fact in (self._facts[id] for id in (*marked, *used)):
            self._note(fact.source, fact.cell or fact.paragraph or 0)
        return tuple(dict.fromkeys(self._facts[id].source for id in marked))

    def _note(self, source: str, paragraph: int | str) -> None:
        self._paragraphs.setdefault(source, set()).add(paragraph)

    def marks(self, sources: Iterable[str]) -> list[Run]:
        """Return the reference marks of some sources that were met, by number."""
        numbers = {source: number for number, source in enumerate(self._paragraphs, start=1)}
        ordered = sorted(set(sources), key=lambda source: numbers[source])
        return [Run(f"［{numbers[source]}］", ref=source, kind=RunKind.CITE) for source in ordered]

    def ranges(self, sources: Iterable[str]) -> list[Run]:
        """Return the marks with those in between left out where several follow on each other: ［1］—［31］."""
        marks = self.marks(sources)
        numbers = {source: number for number, source in enumerate(self._paragraphs, start=1)}
        rows: list[list[Run]] = []
        for mark in marks:
            following = rows and numbers[mark.ref or ""] == numbers[rows[-1][-1].ref or ""] + 1
            rows[-1].append(mark) if following else rows.append([mark])
        shown = ([row[0], Run("—"), row[-1]] if len(row) >= MARKS_FROM else row for row in rows)
        return [run for row in shown for run in row]

    def entries(self, sources: Mapping[str, Source]) -> References:
        """Return the list of the sources that were used."""
        return References(
            tuple(
                Reference(
                    number,
                    id,
                    describe(sources[id], paragraphs),
                    tuple(sorted(at for at in paragraphs if isinstance(at, int))),
                )
                for number, (id, paragraphs) in enumerate(self._paragraphs.items(), start=1)
            )
        )


def describe(source: Source, places: Collection[int | str]) -> str:
    """Return one entry of the list: publisher, title, date, the paragraphs used, what a reader must know.

    The cells of a table are for those who verify: facts.csv has them.
    """
    # GB/T 15834: titles within a title in single angle marks
    title = source.title.replace("《", "〈").replace("》", "〉")
    paragraphs = {at for at in places if isinstance(at, int)}
    undated = [] if places and not paragraphs else ["发表日期未注明"]  # a table of one's own is not published
    dated = [source_date(source.date)] if source.date else undated
    parts = [f"《{title}》", *dated, *_where(paragraphs)]
    entry = f"{source.publisher}：{'，'.join([*parts, *([source.url] if source.url else [])])}。"
    return f"{entry}{source.caveat.removesuffix('。')}。" if source.caveat else entry


def told_in_a_line(sources: Sequence[Source]) -> Runs:
    """资料来源：洛阳市统计局《统计公报》等6份资料，逐项出处备查。"""
    first = sources[0]
    title = first.title.replace("《", "〈").replace("》", "〉")
    return text(f"资料来源：{first.publisher}《{title}》等{len(sources)}份资料，逐项出处备查。")


def _where(paragraphs: set[int]) -> list[str]:
    """第1—3、7段和标题、图注: 0 stands for what is no paragraph of the body."""
    rows: list[list[int]] = []
    for number in sorted(paragraphs - {0}):
        if rows and rows[-1][-1] == number - 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    shown = [part for row in rows for part in ([f"{row[0]}—{row[-1]}"] if len(row) >= RANGE_FROM else map(str, row))]
    named = [f"第{'、'.join(shown)}段"] if shown else []
    return ["和".join([*named, *(["标题、图注"] if 0 in paragraphs else [])])] if paragraphs else []


def rests_on(source: str) -> Run:
    """Says what source its clause rests on; `cite` puts the mark, with its number, at the end of the clause."""
    return Run("［］", ref=source, kind=RunKind.CITE)


def tells(practice: Practice) -> Run:
    """Says that the words before it tell a practice: it rests on its paragraph, and is counted among what is told."""
    return rests_on(PRACTICE + practice.id)


def credited(sentence: Sentence, practice: Practice) -> Sentence:
    """Return a sentence that tells a practice, which it says at its end."""
    return replace(sentence, said=(*sentence.said, tells(practice)))


@dataclass(frozen=True, slots=True)
class _Mention:
    """A run that rests on sources: its place among the pieces, and the place of the piece that ends its clause."""

    at: int
    end: int
    sources: frozenset[str]


def cite(runs: Runs, citations: Citations) -> Runs:
    """Return the runs of a paragraph with reference marks.

    A source is marked where the next figure no longer rests on it: before the mark that ends the clause or, if the
    clause states figures of several sources, right after the figure, or the （推算） behind it. A derived figure whose
    inputs are all printed in the paragraph adds nothing. A run made by `rests_on` or `tells` counts as a figure.
    """
    pieces = list(_pieces(runs))
    mentions = _mentions(pieces, citations)
    due: dict[int, list[Run]] = {}
    clauses: dict[int, set[frozenset[str]]] = {}
    for mention in mentions:
        clauses.setdefault(mention.end, set()).add(mention.sources)
    for mention, later in zip(mentions, [*mentions[1:], None], strict=False):
        over = mention.sources - (later.sources if later else frozenset())
        # a clause of one source is marked once, at its end; of several, each figure shows its own
        alone = len(clauses[mention.end]) == 1
        labelled = [piece.text for piece in pieces[mention.at + 1 : mention.at + 2]] == [LABEL]
        if over:
            due.setdefault(mention.end if alone else mention.at + labelled, []).extend(citations.marks(over))
    return tuple(run for at, piece in enumerate(pieces) for run in _marked(piece, due.get(at, [])))


def _pieces(runs: Runs) -> Iterator[Run]:
    """Yield the runs with their own text cut behind every mark that ends a clause."""
    for run in runs:
        if run.ref is None and run.kind is RunKind.TEXT:
            yield from (replace(run, text=text) for text in _PIECE.findall(run.text))
        else:
            yield run


def _closes(piece: Run) -> bool:
    return piece.ref is None and piece.text[-1:] in ENDS


def _mentions(pieces: Sequence[Run], citations: Citations) -> list[_Mention]:
    printed = {run.ref for run in pieces if run.kind is RunKind.TEXT}
    ends = [*(at for at, piece in enumerate(pieces) if _closes(piece)), len(pieces) - 1]
    found = []
    for at, run in enumerate(pieces):
        inputs = citations.inputs(run)
        told = run.ref not in inputs and inputs and printed.issuperset(inputs)
        if not told and (sources := citations.sources_of(run)):
            found.append(_Mention(at, ends[bisect_left(ends, at)], frozenset(sources)))
    return found


def _marked(piece: Run, marks: list[Run]) -> list[Run]:
    """Return the piece with its marks: before the mark that ends a clause, else behind it; in place of a CITE run."""
    if piece.kind is RunKind.CITE:
        return marks
    if not marks or not _closes(piece):
        return [piece, *marks]
    head = [replace(piece, text=piece.text[:-1])] if len(piece.text) > 1 else []
    return [*head, *marks, replace(piece, text=piece.text[-1])]


def cite_blocks(blocks: Iterable[Block], citations: Citations, *, ranges: bool = True) -> list[Block]:
    """Return blocks with marks in text, and under tables and figures 资料来源 in their place, behind their period.

    `ranges`: in that line, marks that follow on each other are told by the first and the last.
    """
    return [_cite_block(block, citations, citations.ranges if ranges else citations.marks) for block in blocks]


def _cite_block(block: Block, citations: Citations, marks: Callable[[Iterable[str]], list[Run]]) -> Block:
    match block:
        case Heading() | Paragraph() | Note() | Items():
            return map_runs(block, lambda runs: cite(runs, citations))
        case Table() | Figure():
            found = {source for run in all_runs([block]) for source in citations.sources_of(run)}
            line = (Run("资料来源："), *marks(found))
            bare = map_runs(block, lambda runs: tuple(run for run in runs if run.kind is not RunKind.CITE))
            assert isinstance(bare, Table | Figure)
            if not found:
                return bare
            # of what time and from what source is read together
            at = next((at for at, note in enumerate(bare.notes) if plain(note).startswith(PERIOD)), len(bare.notes))
            together = join([*bare.notes[at : at + 1], line])
            return replace(bare, notes=(*bare.notes[:at], together, *bare.notes[at + 1 :]))
        case Contents() | PageBreak() | References() | Attachments() | Signature():
            return block
        case _ as never:
            assert_never(never)
