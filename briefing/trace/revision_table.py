"""The 修改对照表: what was changed between two Word files, as a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import takewhile

from briefing.model.document import Block, Document, Heading, Meta, Paragraph, Run, Runs, Table
from briefing.trace.changes import IN_FORM, Change, ChangeKind
from briefing.trace.figure_changes import FigureChange, as_said
from briefing.trace.passages import BETWEEN, PICTURE, Passage, PassageKind
from briefing.wording.prose import text

TITLE = "修改对照表"
NOTHING = "（无）"
GONE = "（删去）"
SHOWN = 60
"""Characters of a passage that a change of form quotes."""
_TOKEN = re.compile("[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％‰]?|[A-Za-z]+|.", re.DOTALL)
"""What is marked as a whole where it was changed: a number, a word of Latin letters, a sign."""
_LEAST = 2
"""Unchanged signs between two changes below which both are marked as one."""


def revision_table(found: Sequence[Change], figures: Sequence[FigureChange], said: Iterable[str]) -> Document:
    """Return the table of changes; `said` are the sentences that stand above it."""
    own = [change for change in found if change.kind not in IN_FORM]
    form = [change for change in found if change.kind in IN_FORM]
    numbers = {id(change): number for number, change in enumerate((*own, *form), start=1)}
    blocks: list[Block] = [Paragraph(text(words)) for words in said]
    for title, caption, rows in (
        ("文字修改", "文字修改对照", [_text_row(change, numbers[id(change)]) for change in own]),
        ("格式和批注", "格式修改和批注", [_form_row(change, numbers[id(change)]) for change in form]),
    ):
        if rows:
            header = ("序号", "位置", "原文", "修改后", "理由")
            blocks += [Heading(1, text(title)), _table(caption, header, rows, (2, 4, 12, 12, 6))]
    if figures:
        told: dict[tuple[object, ...], list[FigureChange]] = {}
        for item in figures:
            was = item.before and as_said(item.before)
            key = item.figure and item.figure.id, was, as_said(item.after), item.origin, item.change
            told.setdefault(key if item.figure is None else key[:-1], []).append(item)
        rows = [_figure_row(held, [numbers[id(found[item.change])] for item in held]) for held in told.values()]
        top = ("序号", "指标", "原稿", "修改稿", "与资料对照", "依据")
        blocks += [Heading(1, text("数字修改")), _table("数字修改对照", top, rows, (3, 12, 5, 5, 5, 7))]
    return Document(Meta(title=TITLE, subject=TITLE), tuple(blocks))


def _table(caption: str, header: Sequence[str], rows: Sequence[tuple[Runs, ...]], widths: tuple[int, ...]) -> Table:
    align = ("center", *("left" for _ in widths[1:]))
    notes = (text("注：改动之处加粗。"),) if any(run.strong for row in rows for cell in row for run in cell) else ()
    return Table(caption, text(caption), tuple(map(text, header)), tuple(rows), widths, align, notes=notes)


def _text_row(change: Change, number: int) -> tuple[Runs, ...]:
    return text(str(number)), text(place(change)), *_sides(change), ()


def _sides(change: Change) -> tuple[Runs, Runs]:
    """Return what stood there and what stands there now, with the signs that differ in bold."""
    before, after = change.before, change.after
    if change.kind is ChangeKind.ADDED:
        return text(NOTHING), text(joined(after))
    if change.kind is ChangeKind.DELETED:
        return text(joined(before)), text(GONE)
    moved = f"（移至{_position(after[0])}）"
    if change.kind is ChangeKind.MOVED:
        return text(joined(before)), text(f"（文字未改，移至{_position(after[0])}）")
    kinds = [item.kind for item in (*before, *after)]
    if kinds == [PassageKind.PICTURE] * 2:
        return text(PICTURE), text("（图片已更换）")
    if kinds == [PassageKind.ROW] * 2:
        return _cells(*before, *after)
    old, new = marked(joined(before), joined(after))
    return old, new + (text(moved) if change.kind is ChangeKind.MOVED_REWORDED else ())


def _cells(before: Passage, after: Passage) -> tuple[Runs, Runs]:
    """Return the cells of a row that differ, behind the first ones without numbers, which tell which row it is."""
    if len(before.cells) != len(after.cells):
        return marked(before.text, after.text)
    sides: tuple[list[Run], list[Run]] = [], []
    labels = 1 + sum(1 for _ in takewhile(lambda cell: not re.search("[0-9]", cell.key), before.cells[1:]))
    for at, (was, now) in enumerate(zip(before.cells, after.cells, strict=True)):
        if at >= labels and was.key == now.key:
            continue
        for side, runs in zip(sides, marked(was.text, now.text), strict=True):
            side += [*([Run(BETWEEN)] if side else []), *(runs or (Run(NOTHING),))]
    return tuple(sides[0]), tuple(sides[1])


def joined(passages: Sequence[Passage]) -> str:
    """Return the words of passages in a row, a stroke where one paragraph or row ends."""
    said = ""
    for at, item in enumerate(passages):
        ends = at and (item.block != passages[at - 1].block or item.kind in (PassageKind.ROW, PassageKind.CELL))
        said += f" ／ {item.text}" if ends else item.text
    return said


def marked(before: str, after: str) -> tuple[Runs, Runs]:
    """Return two wordings with what differs in bold; a changed number is marked as a whole."""
    tokens = _TOKEN.findall(before), _TOKEN.findall(after)
    sides: tuple[list[Run], list[Run]] = [], []
    codes = SequenceMatcher(None, *tokens, False).get_opcodes()
    for at, (tag, i1, i2, j1, j2) in enumerate(codes):
        between = 0 < at < len(codes) - 1 and i2 - i1 < _LEAST
        for side, words in zip(sides, ("".join(tokens[0][i1:i2]), "".join(tokens[1][j1:j2])), strict=True):
            strong = tag != "equal" or between
            if words and side and side[-1].strong is strong:
                side[-1] = replace(side[-1], text=side[-1].text + words)
            elif words:
                side.append(Run(words, strong=strong))
    return tuple(sides[0]), tuple(sides[1])


def _form_row(change: Change, number: int) -> tuple[Runs, ...]:
    """Return the row of a change that leaves the words as they were."""
    first = text(str(number)), text(place(change))
    if not (change.before or change.after):
        return *first, text(NOTHING), text(change.note), ()
    if change.kind is ChangeKind.FORM:
        same = [item.key for item in change.before] == [item.key for item in change.after]
        told = f"（{change.note}{'，文字未改' if same else ''}）"
        return *first, text(shortened(joined(change.before))), text(told), ()
    cut = "在此处分为两段" if change.kind is ChangeKind.SPLIT else "此处两段并为一段"
    last, following = change.before[0], change.before[-1]
    return *first, text(f"…{last.text[-SHOWN // 3 :]}{following.text[: SHOWN // 3]}…"), text(f"（{cut}，文字未改）"), ()


def shortened(words: str) -> str:
    """Return the words, cut where they are many."""
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def _from_difference(before: str, after: str) -> tuple[str, str]:
    """Return two wordings cut where they are long, from a little before the first difference on."""
    same = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(0, same - SHOWN // 3) if max(len(before), len(after)) > SHOWN else 0
    old, new = (("…" if start else "") + shortened(words[start:]) for words in (before, after))
    return old, new


def _figure_row(held: Sequence[FigureChange], changes: Sequence[int]) -> tuple[Runs, ...]:
    """Return the row of a figure that was replaced in these changes, by the same one in each."""
    item, figure = held[0], held[0].figure
    where = "、".join(map(str, dict.fromkeys(changes)))
    named = NOTHING
    if figure:
        name = figure.names[0] if figure.names else figure.id  # what was set by hand has its own
        named = "".join((*figure.places[:1], f"推算：{figure.formula}" if figure.formula else name))
    was = Run(as_said(item.before) if item.before else NOTHING, ref=figure.id if figure and item.before else None)
    return text(where), text(named), (was,), text(as_said(item.after)), text(item.origin), ()


def place(change: Change) -> str:
    """Return where a change stands: in the second file, of what was deleted or moved in the first."""
    first = change.kind in (ChangeKind.DELETED, ChangeKind.MOVED, ChangeKind.MOVED_REWORDED)
    held = (change.before if first else change.after) or change.before or change.after
    return ("原稿" if first else "") + _position(held[0]) if held else str(change.kind)


def _position(passage: Passage) -> str:
    """Return the place of a passage without its words, as people name it: 第12段, 表1第2行."""
    at = passage.position
    row = f"第{at.column}列" if passage.kind is PassageKind.CELL else f"第{at.row}行"  # a cell stands for its column
    told = f"表{at.table}{row}" if at.table else f"第{at.paragraph}段" if at.paragraph else at.part
    return f"第{at.page}页，{told}" if at.page else told


def records(found: Sequence[Change], figures: Sequence[FigureChange]) -> Iterator[dict[str, object]]:
    """Yield each change as plain data: its kind and place, what stood there and stands there now, its figures."""
    for index, change in enumerate(found):
        row = _form_row(change, 0) if change.kind in IN_FORM else _text_row(change, 0)
        where, before, after = ("".join(run.text for run in cell) for cell in row[1:4])
        yield {
            "kind": change.kind,
            "place": where,
            "before": before,
            "after": after,
            "figures": [
                {
                    "id": item.figure.id if item.figure else None,
                    "before": item.before and as_said(item.before),
                    "after": as_said(item.after),
                    "origin": item.origin,
                }
                for item in figures
                if item.change == index
            ],
        }


def lines(found: Sequence[Change]) -> Iterator[str]:
    """Yield a line for each change, as a terminal shows it."""
    for number, item in enumerate(records(found, ()), start=1):
        old, new = _from_difference(str(item["before"]), str(item["after"]))
        yield f"{number}. 【{item['kind']}】{item['place']}：{old} → {new}"
