"""Each figure stands under its own period, wherever it is printed: read as a person reads, not as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from briefing.content.paragraphs.comparison_sentences import NO_YEARS
from briefing.model.document import Block, Figure, Heading, Items, Note, Paragraph, Run, RunKind, Runs, Table
from briefing.model.facts import Fact
from briefing.wording.figures import UNDATED
from briefing.wording.prose import plain
from tests.content.test_bulletin import documents, library

PERIOD = r"截至[0-9]{4}年(?:底|[0-9]+月末|[0-9]+月[0-9]+日)|[0-9]{4}年"
BEHIND = re.compile(f"（(?:({PERIOD}|未注明)(?:累计)?|累计（未注明）|{UNDATED})）")
REMARK = re.compile(f"[；，]([^；，]+?)(?:为({PERIOD})数据|{UNDATED})(?=[，。])")
INSIDE = re.compile("（[^（）]*）")


def states(fact: Fact) -> str:
    """The period as the source has it, of the forms that the built-in data hold."""
    year, _, rest = fact.period.text.partition("-")
    if not year.isdigit():
        return ""  # 目前 was so when the source was written
    if fact.basis != "时点":
        assert not rest
        return f"{year}年"
    return f"截至{year}年{'12月末' if rest == '12' else '底'}"


def read(runs: Runs, facts: dict[str, Fact]) -> Iterator[tuple[Fact, str, str]]:
    """Each fact in a paragraph, the period that a reader takes it to be of, and the sentence that it stands in."""
    carried, words, at = "", plain(runs), 0
    for run in runs:
        if run.kind is RunKind.TEXT and run.ref in facts:
            start = words.rfind("。", 0, at) + 1
            sentence = words[start : words.index("。", at) + 1 if "。" in words[at:] else None]
            before = words[start:at]
            shown = re.findall(PERIOD, bare(words[:start]))
            carried = shown[-1] if shown else ""
            yield facts[run.ref], stated(facts[run.ref], before, sentence, len(run.text)) or carried, sentence
        at += len(run.text)


def stated(fact: Fact, before: str, sentence: str, length: int) -> str:
    """What a sentence says of the period of a figure that stands `before` its other words: "" for nothing."""
    name = library().catalogue.indicators[fact.indicator].name
    for remark in REMARK.finditer(sentence):
        if remark[1] == name:
            return remark[2] or UNDATED
    behind = BEHIND.search(sentence, len(before) + length)
    if behind and "（" not in INSIDE.sub("", sentence[len(before) : behind.start()]):
        return UNDATED if "未注明" in behind[0] else behind[1]
    if NO_YEARS in sentence:
        return UNDATED
    if label := re.search(f"（({PERIOD})）：[^：]*$", before):
        return label[1]
    found = re.findall(PERIOD, bare(before))
    opened = found[-1] if found else ""
    if re.search("[较比]年初(增加|减少)$", before) and opened.startswith("截至"):
        return opened[2:7]
    return opened


def bare(words: str) -> str:
    """The words without what stands in brackets that are closed: a period there holds for nothing behind it."""
    while INSIDE.search(words):
        words = INSIDE.sub("", words)
    return words


def texts(block: Block) -> tuple[Runs, ...]:
    """The paragraphs of a block; each cell of a table is one."""
    match block:
        case Paragraph(runs=runs) | Note(runs) | Heading(runs=runs):
            return (runs,)
        case Items(items):
            return items
        case Table(header=header, rows=rows) if "时期" not in {plain(cell) for cell in header}:
            return tuple(cell for row in rows for cell in row)
    return ()


def test_every_sentence_and_cell_states_the_period_of_each_of_its_figures() -> None:
    """What is undated never stands under the period of another, and nothing over a period is “截至”."""
    facts = {fact.id: fact for fact in library().facts()}
    met: set[str] = set()
    printed = {  # one paragraph stands in many briefings; the last of them is named
        runs: (cities, theme)
        for cities, theme, document in documents()
        for block in document.blocks
        for runs in texts(block)
    }
    for runs, where in printed.items():
        for fact, period, sentence in read(runs, facts):
            met.add(states(fact))
            assert period.replace(UNDATED, "") == states(fact) or (NO_YEARS in sentence and fact.period.year is None), (
                where,
                fact.id,
                period,
                sentence,
            )
            assert not (fact.basis == "期间" and period.startswith("截至")), (fact.id, sentence)
    assert met == {"", "2021年", "截至2021年底", "截至2021年12月末"}


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("2021年，推进项目5个。生态廊道240公里贯通。", "2021年"),
        ("生态廊道240公里贯通。2021年，推进项目5个。", ""),
        ("2021年，推进项目5个；生态廊道240公里贯通。", "2021年"),
        ("推进项目5个（2021年），生态廊道240公里贯通。", ""),
        ("推进项目5个、生态廊道240公里（2021年）。", "2021年"),
        ("推进项目5个（2021年），生态廊道240公里（未注明时期）。", UNDATED),
        ("甲有“乙”（2021年投入5个），丙有“丁”（廊道240公里）。", ""),
    ],
)
def test_the_reader_of_these_tests_takes_a_period_to_hold_until_the_next(sentence: str, period: str) -> None:
    """So the walk above would find what once was printed: a year at the start of a paragraph, and undated figures."""
    facts = {fact.id: fact for fact in library().facts()}
    ref = "sanmenxia.yellow-river-corridor-length"
    head, tail = sentence.split("240公里")
    [(_, found, _)] = read((Run(head), Run("240公里", ref=ref), Run(tail)), facts)
    assert found == period


def test_a_chart_says_below_what_periods_its_figures_are_of() -> None:
    facts = {fact.id: fact for fact in library().facts()}
    inputs = {entry.id: entry.inputs for _, _, document in documents() for entry in document.derived}
    seen = 0
    for cities, theme, document in documents():
        for block in document.blocks:
            if isinstance(block, Figure):
                refs = [mark.ref or "" for panel in block.chart.panels for mark in panel.marks]
                held = [facts[id] for ref in refs for id in inputs.get(ref, (ref,)) if id in facts]
                lines = [plain(note) for note in block.notes if plain(note).startswith("时期：")]
                assert len(lines) == bool(held), (cities, theme, block.key)
                for fact in held:
                    seen += 1
                    assert (states(fact) or "未注明") in lines[0], (cities, theme, block.key, fact.id)
    assert seen > 50
