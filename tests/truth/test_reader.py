"""The reader of claims can fail: a fault planted in the truth, or in the words of a finished briefing, is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

import briefing
from briefing.model.document import Block, Document, Figure, Items, References, Run, RunKind, Runs, Table
from briefing.model.walk import map_runs
from tests.truth.benchmarks import settle
from tests.truth.claims import Reader
from tests.truth.libraries import CITIES, Known, Made, make
from tests.truth.reading import Report
from tests.truth.words import BETTER

HOME = CITIES[0]
ROWS = 6
STILL_TRUE = 6
"""Changes that leave a sentence true, as a figure about which it is, or are of what no sentence rests on."""
CHANGED = 300
"""Words that are changed, one at a time, in each briefing."""


Held = tuple[Made, Document]
"""A library, and a briefing on it that has every kind of claim."""


def _made(folder: Path, kind: str) -> Held:
    made = make(folder, kind, seed=11)
    library = briefing.Workspace(folder, cached=False).library()
    return made, briefing.generate(library, home=HOME, issue=1, date="2025-03-01").document


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return _made(tmp_path_factory.mktemp("made") / "quarters", "quarters")


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return _made(tmp_path_factory.mktemp("made") / "targets", "targets")


def _read(made: Made, document: Document) -> Report:
    return Reader(made, CITIES, HOME).read(document)


def _faults(report: Report) -> list[str]:
    return [*report.wrong, *report.unread]


# -- the truth is another than the program was told


def _latest(made: Made) -> list[Known]:
    """Return the last figures of 新设企业, one a city."""
    held = {item.city: item for item in made.known.values() if (item.name, item.scope) == ("新设企业", "")}
    return list(held.values())


def _with(made: Made, *changed: Known) -> Made:
    return replace(made, known={**made.known, **{item.id: item for item in changed}})


def _swapped(made: Made) -> Made:
    one, other, *_ = _latest(made)
    assert one.point != other.point
    return _with(made, replace(other, id=one.id, city=one.city), replace(one, id=other.id, city=other.city))


def _one_more(made: Made) -> Made:
    one, *_ = _latest(made)
    assert one.point is not None
    more = one.point + 1
    return _with(made, replace(one, printed=f"{more}户", low=more, high=more, point=more))


def _broken(made: Made) -> Made:
    held = [item for item in made.known.values() if (item.name, item.scope) == ("经营主体", "")]
    return _with(made, *(replace(item, broken="口径调整") for item in held if item.at.index % 4 == 3))


def _gone(made: Made) -> Made:
    one, *_ = _latest(made)
    return replace(made, known={id: item for id, item in made.known.items() if id != one.id})


def _grew_otherwise(made: Made) -> Made:
    grown = [item for item in made.known.values() if item.growth]
    return _with(made, *(replace(item, printed=item.printed.replace("增长", "下降")) for item in grown))


FAULTS: dict[str, Callable[[Made], Made]] = {
    "two figures swapped": _swapped,
    "one more": _one_more,
    "a break": _broken,
    "no such figure": _gone,
    "growth that is a fall": _grew_otherwise,
}


def _aimed_higher(made: Made) -> Made:
    aimed = [(item, item.target) for item in made.known.values() if item.target]
    return _with(made, *(replace(item, target=replace(target, value=target.value + 1)) for item, target in aimed))


def _assert_found(made: Made, other: Made, document: Document) -> None:
    assert other.known != made.known
    assert len(_faults(_read(other, document))) > len(_faults(_read(made, document)))


@pytest.mark.parametrize("fault", FAULTS)
def test_another_truth_is_found(fault: str, quarters: Held) -> None:
    made, document = quarters
    _assert_found(made, FAULTS[fault](made), document)


def test_another_target_is_found(targets: Held) -> None:
    made, document = targets
    _assert_found(made, _aimed_higher(made), document)


@pytest.mark.parametrize("name", ["经营主体", "网上可办率", "企业开办时间", "开办费用", "营商环境评价得分"])
def test_an_order_that_is_turned_round_is_found(name: str, quarters: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    made, document = quarters
    before = _faults(_read(made, document))
    monkeypatch.setitem(BETTER, name, "低" if BETTER[name] == "高" else "高")
    assert len(_faults(_read(made, document))) > len(before)


# -- the briefing says something else

OTHERWISE = {
    "增至": "降至",
    "降至": "增至",
    "升至": "降至",
    "居首": "居末",
    "居末": "居首",
    "最多": "最少",
    "最少": "最多",
    "优于": "落后于",
    "落后于": "优于",
    "少于": "多于",
    "多于": "少于",
    "大体持平": "持平",
    "年均增长": "年均下降",
    "年均下降": "年均增长",
    "增加": "减少",
    "减少": "增加",
    "同比增长": "同比下降",
    "同比下降": "同比增长",
    "快于": "慢于",
    "慢于": "快于",
    "相同": "难分高下",
    "难分高下": "相同",
    "约为": "为",
    "未收录": "3户",
    "，超": "，差",
    "，差": "，超",
    "提高": "下降",
    "压缩": "延长",
    "前移": "后移",
    "尚差": "优于目标",
    "优于目标": "尚差",
}
_WORD = re.compile("|".join([*sorted(OTHERWISE, key=len, reverse=True), "[0-9]"]))


def _changes(words: str) -> Iterator[str]:
    """Yield the words with one digit or one claim changed."""
    for found in _WORD.finditer(words):
        other = OTHERWISE.get(found[0]) or str((int(found[0]) + 1) % 10)
        yield words[: found.start()] + other + words[found.end() :]


def _pieces(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks that are quick to read: each item of a list by itself, of a long table its first rows."""
    for block in blocks:
        if isinstance(block, Items):
            yield from (replace(block, items=(item,)) for item in block.items)
        elif isinstance(block, Table):
            yield replace(block, rows=block.rows[:ROWS], sparklines=block.sparklines[:ROWS])
        elif not isinstance(block, References | Figure):
            yield block


def _words(block: Block) -> list[Run]:
    """Return the runs that are words of the text, without marks of sources."""
    found: list[Run] = []

    def keep(runs: Runs) -> Runs:
        found.extend(runs)
        return runs

    map_runs(block, keep)
    return [run for run in found if run.kind is not RunKind.CITE]


def _put(block: Block, number: int, words: str) -> Block:
    count = -1

    def changed(runs: Runs) -> Runs:
        nonlocal count
        out = []
        for run in runs:
            count += run.kind is not RunKind.CITE
            mine = run.kind is not RunKind.CITE and count == number
            out.append(replace(run, text=words) if mine else run)
        return tuple(out)

    return map_runs(block, changed)


def _drawn_otherwise(figure: Figure) -> Iterator[Figure]:
    """Yield the chart with its first bar longer, with another figure at it, and with another alternative text."""
    panel, *others = figure.chart.panels
    first, *marks = panel.marks
    for mark in (
        replace(first, value=(first.value or Decimal(0)) + 1),
        replace(first, text=next(_changes(first.text))),
    ):
        changed = (replace(panel, marks=(mark, *marks)), *others)
        yield replace(figure, chart=replace(figure.chart, panels=changed))
    yield replace(figure, alt=figure.alt.replace(first.text, ""))


class _Again:
    """Reads blocks one by one, each with the faults of it alone; what rests on the score card has that of the whole."""

    def __init__(self, made: Made, document: Document) -> None:
        self._reader, whole = Reader(made, CITIES, HOME), Reader(made, CITIES, HOME)
        whole.read(document)
        self._places = whole.places

    def __call__(self, block: Block) -> list[str]:
        reader = self._reader
        reader.report, reader.benchmarks, reader.places = Report(), [], dict(self._places)
        reader.block(block)
        settle(reader)
        return _faults(reader.report)


@pytest.mark.parametrize("kind", ["quarters", "targets"])
def test_a_changed_word_is_found(kind: str, request: pytest.FixtureRequest) -> None:
    """Each digit and each word of a claim, changed alone in its block, makes another fault than there was."""
    made, document = request.getfixturevalue(kind)
    read = _Again(made, document)
    pieces = list(_pieces(document.blocks))
    changes = [
        (block, number, words)
        for block in pieces
        for number, run in enumerate(_words(block))
        for words in _changes(run.text)
    ]
    chosen = Random(5).sample(changes, min(CHANGED, len(changes)))
    missed = [words for block, number, words in chosen if read(block) == read(_put(block, number, words))]
    assert len(missed) <= STILL_TRUE, "\n".join(missed)


def test_a_chart_that_is_drawn_otherwise_is_found(quarters: Held) -> None:
    made, document = quarters
    read = _Again(made, document)
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    assert figures
    for figure in figures:
        for changed in _drawn_otherwise(figure):
            assert read(changed) != read(figure), figure.key
