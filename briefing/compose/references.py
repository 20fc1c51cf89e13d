"""Reference marks: every figure gets the number of its source, as sparingly as stays unambiguous."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing.model.document import (
    Block,
    Figure,
    Items,
    Note,
    Paragraph,
    Reference,
    References,
    Run,
    RunKind,
    Runs,
    Table,
)
from briefing.model.library import Fact, Source

ENDS = "。；"


class Citations:
    """Numbers sources by first mention and remembers which of their paragraphs were used."""

    def __init__(self, facts: Mapping[str, Fact], inputs: Mapping[str, tuple[str, ...]]) -> None:
        self._facts, self._inputs = facts, inputs
        self._paragraphs: dict[str, set[int]] = {}

    def sources_of(self, run: Run) -> tuple[str, ...]:
        """The ids of the sources behind a run's figure, () if it prints none."""
        if run.kind is not RunKind.TEXT or run.ref is None:
            return ()
        used = [self._facts[id] for id in (self._inputs.get(run.ref, ()) if run.ref[0] == "=" else (run.ref,))]
        for fact in used:
            self._paragraphs.setdefault(fact.source, set()).add(fact.paragraph)
        return tuple(dict.fromkeys(fact.source for fact in used))

    def mark(self, source: str) -> Run:
        """The reference mark of a source."""
        self._paragraphs.setdefault(source, set())
        number = list(self._paragraphs).index(source) + 1
        return Run(f"［{number}］", ref=source, kind=RunKind.CITE)

    def note(self, source: str, paragraph: int) -> None:
        """Records that a paragraph of a source was used without a figure, as a practice's description does."""
        self._paragraphs.setdefault(source, set()).add(paragraph)

    def entries(self, sources: Mapping[str, Source]) -> References:
        """The list of sources that were marked."""
        return References(
            tuple(
                Reference(number, id, describe(sources[id], paragraphs), tuple(sorted(paragraphs)))
                for number, (id, paragraphs) in enumerate(self._paragraphs.items(), 1)
            )
        )


def describe(source: Source, paragraphs: Iterable[int]) -> str:
    """One entry of the list: publisher, title, date as stated, and the paragraphs used."""
    named = [f"{number}" for number in sorted(paragraphs) if number]
    where = f"，第{'、'.join(named)}段" if named else ""
    link = f"，{source.url}" if source.url else ""
    return f"{source.publisher}：《{source.title}》，{source.date or '发表日期未注明'}{where}{link}。"


def _segments(runs: Runs) -> list[list[Run]]:
    """The runs cut after every 。 and ；, so that each piece is one clause with its end."""
    pieces: list[list[Run]] = [[]]
    for run in runs:
        if run.ref is not None or run.kind is not RunKind.TEXT:
            pieces[-1].append(run)
            continue
        rest = run.text
        while (cut := min((at for end in ENDS if (at := rest.find(end)) >= 0), default=-1)) >= 0:
            pieces[-1].append(replace(run, text=rest[: cut + 1]))
            pieces.append([])
            rest = rest[cut + 1 :]
        if rest:
            pieces[-1].append(replace(run, text=rest))
    return [piece for piece in pieces if piece]


def cite(runs: Runs, citations: Citations) -> Runs:
    """The runs with reference marks.

    A clause on one source is marked once, before its closing mark, and only where the next clause has another
    source; in a clause on several sources each mark follows the last figure that it stands for.
    """
    out: list[Run] = []
    held: Run | None = None  # mark that waits for the end of a stretch of clauses on one source
    for piece in _segments(runs):
        sources = [citations.sources_of(run) for run in piece]
        named = list(dict.fromkeys(id for ids in sources for id in ids))
        if not named:
            out.extend(piece)
        elif len(named) == 1:
            mark = citations.mark(named[0])
            out = out if held in (None, mark) else _before_end(out, held)
            held = mark
            out.extend(piece)
        else:
            out = _before_end(out, held) if held else out
            held = None
            out.extend(_each_marked(piece, sources, citations))
    return tuple(_before_end(out, held) if held else out)


def _before_end(runs: list[Run], mark: Run | None) -> list[Run]:
    """The runs with `mark` put before the last closing punctuation."""
    if mark is None:
        return runs
    last = runs[-1]
    if last.ref is None and last.text[-1:] in ENDS:
        head = [replace(last, text=last.text[:-1])] if len(last.text) > 1 else []
        return [*runs[:-1], *head, mark, replace(last, text=last.text[-1])]
    return [*runs, mark]


def _each_marked(piece: list[Run], sources: list[tuple[str, ...]], citations: Citations) -> list[Run]:
    """A clause on several sources: marks after the last figure before the source changes."""
    out: list[Run] = []
    places = [place for place, ids in enumerate(sources) if ids]
    for place, run in enumerate(piece):
        out.append(run)
        if place in places:
            later = next((sources[other] for other in places if other > place), ())
            out.extend(citations.mark(id) for id in sources[place] if id not in later)
    return out


def cite_blocks(blocks: Iterable[Block], citations: Citations) -> list[Block]:
    """Blocks with marks in text, and a line 资料来源 under tables and figures."""
    return [_cite_block(block, citations) for block in blocks]


def _cite_block(block: Block, citations: Citations) -> Block:
    if isinstance(block, Paragraph | Note):
        return replace(block, runs=cite(block.runs, citations))
    if isinstance(block, Items):
        return replace(block, items=tuple(cite(item, citations) for item in block.items))
    if isinstance(block, Table):
        cells = [run for row in block.rows for cell in row for run in cell]
        return replace(block, notes=(*block.notes, *_source_line(cells, citations)))
    if isinstance(block, Figure):
        marks = [Run("", ref=mark.ref) for panel in block.chart.panels for mark in panel.marks if mark.ref]
        return replace(block, notes=(*block.notes, *_source_line(marks, citations)))
    return block


def _source_line(runs: Iterable[Run], citations: Citations) -> tuple[Runs, ...]:
    named = list(dict.fromkeys(id for run in runs for id in citations.sources_of(run)))
    return ((Run("资料来源："), *(citations.mark(id) for id in named)),) if named else ()
