"""Every figure's source is marked, once, where it can be told which figure it stands for."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.content.citations import Citations, cite, cite_blocks, credited, describe, rests_on, tells
from briefing.model.document import (
    Block,
    ChartSpec,
    Figure,
    Heading,
    Items,
    Mark,
    Note,
    Panel,
    Paragraph,
    References,
    Run,
    RunKind,
    Runs,
    Table,
)
from briefing.wording.prose import Sentence, join, plain, text
from tests.builders import analysis, fact, practice, source
from tests.content.samples import BODY, blocks_of

FACTS = {
    item.id: item
    for item in (
        fact("wuhan.a", 1, paragraph=1, source="s1"),
        fact("wuhan.b", 2, paragraph=3, source="s1"),
        fact("tianhe.c", 3, paragraph=0, source="s2"),
        fact("tianhe.d", 4, paragraph=2, source="s2"),
        fact("sanmenxia.e", 5, paragraph=7, source="s3"),
    )
}
INPUTS = {"=ab": ("wuhan.a", "wuhan.b"), "=ac": ("wuhan.a", "tianhe.c"), "=count": ()}
REFS = {"A": "wuhan.a", "B": "wuhan.b", "C": "tianhe.c", "D": "tianhe.d", "E": "sanmenxia.e"}
PRACTICES = {
    item.id: item
    for item in (
        replace(practice("wuhan.p", "甲。", paragraph=9), source="s1"),
        replace(practice("sanmenxia.q", "乙。", paragraph=4), source="s3"),
    )
}
REFS |= {"X": "=ab", "Y": "=ac", "N": "=count"}


def citations() -> Citations:
    return Citations(FACTS, INPUTS, PRACTICES)


def runs(text: str) -> Runs:
    """Capital letters are figures, <s1> says that a clause rests on the source s1."""
    pieces = re.split(r"([A-Z]|<\w+>)", text)
    return tuple(
        rests_on(piece[1:-1]) if piece[0] == "<" else Run(piece, ref=REFS.get(piece)) for piece in pieces if piece
    )


def marked(text: str) -> str:
    """The text with its marks as numbers in brackets."""
    return "".join(
        f"[{run.text[1:-1]}]" if run.kind is RunKind.CITE else run.text for run in cite(runs(text), citations())
    )


PROMISES = {
    "one source, one clause: once, before its end": ("甲A项。", "甲A项[1]。"),
    "one source over several clauses: once, at the end": ("甲A，乙B；丙A。丁B项。", "甲A，乙B；丙A。丁B项[1]。"),
    "the source changes: each at the end of its stretch": ("甲A。乙B。丙C；丁D。", "甲A。乙B[1]。丙C；丁D[2]。"),
    "and changes back": ("甲A。丙C。乙B。", "甲A[1]。丙C[2]。乙B[1]。"),
    "several sources in a clause: each behind its last figure": ("甲A、乙B，丙C项。", "甲A、乙B[1]，丙C[2]项。"),
    "behind what labels a figure, which belongs to it": (
        "甲A（推算），丙C（推算）。",
        "甲A（推算）[1]，丙C（推算）[2]。",
    ),
    "a clause of several after one of the first": ("乙B。甲A，丙C。", "乙B。甲A[1]，丙C[2]。"),
    "a clause of several before one of the last": ("甲A，丙C。丁D。", "甲A[1]，丙C。丁D[2]。"),
    "what follows without figures is not claimed": ("甲A。乙说。", "甲A[1]。乙说。"),
    "nor what stands between": ("甲A。乙说。丙B。", "甲A。乙说。丙B[1]。"),
    "a derived figure rests on the sources of its inputs": ("约Y倍。", "约Y倍[1][2]。"),
    "on one source if they are of one": ("约X。", "约X[1]。"),
    "and needs no mark beside its inputs": ("武汉A，天河C，前者为后者的Y倍。", "武汉A[1]，天河C[2]，前者为后者的Y倍。"),
    "but does beside one of them": ("武汉A，为Y倍。", "武汉A，为Y[1][2]倍。"),
    "a count of our own rests on nothing": ("共N项。", "共N项。"),
    "no figures, no mark": ("各地都在做。", "各地都在做。"),
    "no end mark: at the end": ("甲A项", "甲A项[1]"),
    "a figure is the last word": ("甲A", "甲A[1]"),
    "the end mark alone behind a figure": ("甲A。", "甲A[1]。"),
    "other end marks": ("甲A！乙C？丙E", "甲A[1]！乙C[2]？丙E[3]"),
    "numbered by first mention": ("甲E。乙C。丙A。", "甲E[1]。乙C[2]。丙A[3]。"),
    "a clause may rest on a source without a figure": ("甲率先<s1>。", "甲率先[1]。"),
    "which is marked like a figure's": ("甲A，率先<s1>。丙C。", "甲A，率先[1]。丙C[2]。"),
    "an aside in brackets is no end": ("甲A（推算）。", "甲A（推算）[1]。"),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), PROMISES.values(), ids=PROMISES)
def test_marks_stand_where_promised(text: str, expected: str) -> None:
    assert marked(text) == expected


@given(st.text(alphabet="甲ABCDEXYN，。；", max_size=14))
def test_every_figure_finds_its_source_behind_it_and_no_mark_is_doubled(text: str) -> None:
    """And the words are as they were, and sources are numbered as they are met."""
    result = marked(text)
    assert re.sub(r"\[\d\]", "", result) == text
    assert not re.search(r"(\[\d\])\1", result)
    cited = citations()
    out = cite(runs(text), cited)
    for place, run in enumerate(out):
        if run.ref in FACTS:
            marks = [later for later in out[place:] if later.kind is RunKind.CITE]
            assert FACTS[run.ref].source in {mark.ref for mark in marks}
    numbers = [run.text for run in out if run.kind is RunKind.CITE]
    assert (
        list(dict.fromkeys(numbers)) == [f"［{number}］" for number in range(1, len(set(numbers)) + 1)] or "Y" in text
    )


def test_bold_words_stay_bold_when_cut() -> None:
    assert cite((Run("甲", strong=True), Run("A", ref="wuhan.a"), Run("乙。丙", strong=True)), citations()) == (
        Run("甲", strong=True),
        Run("A", ref="wuhan.a"),
        Run("乙", strong=True),
        Run("［1］", ref="s1", kind=RunKind.CITE),
        Run("。", strong=True),
        Run("丙", strong=True),
    )


def words(block: Block) -> list[str]:
    """The words of a block's runs, notes of tables and figures alone."""
    match block:
        case Heading(runs=runs) | Paragraph(runs) | Note(runs):
            return ["".join(run.text for run in runs)]
        case Items(items):
            return ["".join(run.text for run in item) for item in items]
        case Table(notes=notes) | Figure(notes=notes):
            return ["".join(run.text for run in note) for note in notes]
        case _:
            return []


def table(cell: Runs, *notes: Runs) -> Table:
    return Table("t", (Run("题"),), ((Run("头"),),), ((cell,),), notes=notes)


def figure(*refs: str) -> Figure:
    panel = Panel(tuple(Mark("甲", None, "数", ref=ref) for ref in refs))
    return Figure("f", (Run("题"),), ChartSpec("bars", "题", (panel,)), "题")


def test_tables_and_figures_name_their_sources_in_a_line_below_by_number() -> None:
    blocks = cite_blocks(
        [
            Paragraph(runs("甲A。")),
            table(runs("乙C、A"), (Run("注"),)),
            figure("=ac", "sanmenxia.e"),
            replace(figure("=ac"), notes=(text("时期：2021年。"), text("说明：甲。"))),
            table(runs("共N")),
            figure("=count"),
        ],
        citations(),
    )
    assert [words(block) for block in blocks] == [
        ["甲A［1］。"],
        ["注", "资料来源：［1］［2］"],
        ["资料来源：［1］［2］［3］"],
        ["时期：2021年。资料来源：［1］［2］", "说明：甲。"],
        [],
        [],
    ]


def test_a_practice_is_marked_like_a_figure_and_in_a_table_only_below_it() -> None:
    """Its words rest on its paragraph; a city whose cells hold words alone has its source in the line, too."""
    told, other = PRACTICES.values()
    cell = join([text("甲"), (tells(told),)])
    blocks = cite_blocks([Paragraph(credited(Sentence("", "", text("乙")), other).runs), table(cell)], citations())
    assert words(blocks[0]) == ["乙［1］。"]
    assert isinstance(blocks[1], Table)
    assert blocks[1].rows == ((text("甲"),),)
    assert words(blocks[1]) == ["资料来源：［2］"]


def test_headings_remarks_and_each_item_are_marked_on_their_own() -> None:
    blocks = cite_blocks(
        [Heading(1, runs("甲A")), Items((runs("乙A。"), runs("丙B。"))), Note(runs("丁C。"))], citations()
    )
    assert [words(block) for block in blocks] == [["甲A［1］"], ["乙A［1］。", "丙B［1］。"], ["丁C［2］。"]]


def test_numbers_go_on_through_the_whole_document() -> None:
    blocks = cite_blocks([Paragraph(runs("甲C。")), Paragraph(runs("乙A。丙C。"))], citations())
    assert [words(block) for block in blocks] == [["甲C［1］。"], ["乙A［2］。丙C［1］。"]]


def test_the_list_of_sources_names_the_paragraphs_that_were_used() -> None:
    """Those of figures, of inputs of derived figures, and of practices told without a figure."""
    cited = citations()
    told = [credited(Sentence("", "", text("丙说")), item).runs for item in PRACTICES.values()]
    cite_blocks([Paragraph(runs("约Y。乙D。")), *map(Paragraph, told)], cited)
    entries = cited.entries({id: source(id, f"题{id}", "某办") for id in ("s1", "s2", "s3")})
    assert isinstance(entries, References)
    assert [(entry.number, entry.source, entry.paragraphs) for entry in entries.entries] == [
        (1, "s1", (1, 9)),
        (2, "s2", (0, 2)),
        (3, "s3", (4,)),
    ]
    assert entries.entries[1].text == "某办：《题s2》，发表日期未注明，第2段和标题、图注。"


ENTRIES = {
    (1,): "第1段",
    (1, 2): "第1、2段",
    (3, 2, 1): "第1—3段",
    (1, 2, 3, 5, 8, 9): "第1—3、5、8、9段",
    (0,): "标题、图注",
    (0, 4): "第4段和标题、图注",
}


@pytest.mark.parametrize(("paragraphs", "expected"), ENTRIES.items())
def test_paragraphs_in_a_row_are_named_by_their_ends(paragraphs: tuple[int, ...], expected: str) -> None:
    assert (
        describe(source("s", "题", "某办", date="2022-03-01"), paragraphs)
        == f"某办：《题》，2022年3月1日，{expected}。"
    )


def test_the_caveat_of_a_source_stands_behind_its_entry() -> None:
    given = replace(source("s", "题", "某办", date="2022"), caveat="部分数据为快报数。", note="待核")
    assert describe(given, (1,)) == "某办：《题》，2022，第1段。部分数据为快报数。"


def test_a_title_within_a_title_gets_inner_marks() -> None:
    """GB/T 15834—2011, 4.15.3.6."""
    assert describe(source("s", "读《条例》", "某办"), ()) == "某办：《读〈条例〉》，发表日期未注明。"


def test_a_template_may_say_what_a_clause_rests_on(tmp_path: Path) -> None:
    blocks, problems = blocks_of(tmp_path, {BODY: "天河率先{{ cite('tianhe-article') }}。"})
    assert problems == []
    assert words(cite_blocks(blocks, Citations({}, {}, {}))[0]) == ["天河率先［1］。"]


def test_a_claim_of_being_first_is_marked_as_its_source_makes_it(tmp_path: Path) -> None:
    data = analysis(practice("wuhan.joint", name="一事联办", first="全国首创"))
    [block], _ = blocks_of(tmp_path, {BODY: "{{ briefing.highlights[0] }}"}, data)
    held = {item.id: item for item in data.selection.library.practices()}
    [words] = [
        plain(block.runs) for block in cite_blocks([block], Citations({}, {}, held)) if isinstance(block, Paragraph)
    ]
    assert words.endswith("［1］。")
    assert words.count("［") == 1


@pytest.mark.parametrize(
    ("places", "expected"), [(("数据.xlsx 数据!D17",), ""), ((1, "数据.xlsx 数据!D17"), "，第1段")]
)
def test_the_cells_of_a_table_are_not_for_those_who_are_sent_the_briefing(
    places: tuple[int | str, ...], expected: str
) -> None:
    assert describe(source("s", "题", "某办", date="2022-03-01"), places) == f"某办：《题》，2022年3月1日{expected}。"
