"""A caveat is printed once, where its figure first stands; a note never is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.content.caveats import with_caveats
from briefing.content.ledger import Ledger
from briefing.model.document import Block, Heading, Note, Paragraph, Run, Table
from briefing.wording.prose import plain, text
from tests.builders import fact, indicator, library, relation

DAYS = replace(fact("wuhan.days", 3, "天"), caveat="原文未写明是否为工作日。", note="待核")
ITEMS = replace(fact("wuhan.items", 5, "项"), caveat="原文未分列。")
KINDS = replace(fact("wuhan.kinds", 6, "项"), caveat="原文未分列。")
SUM = replace(
    relation("wuhan.sum", "sum", parts=("wuhan.items", "wuhan.kinds"), whole="wuhan.days"), caveat="不能相加。"
)
NAMED = (indicator("days", "时限", family="time"), indicator("items", "事项"), indicator("kinds", "种类"))


def _printed(*blocks: Block) -> tuple[list[str], tuple[Block, ...]]:
    """The remarks of a document that is made of those blocks, and all of its blocks."""
    held = library(DAYS, ITEMS, KINDS, SUM, *NAMED)
    found = tuple(with_caveats(blocks, Ledger(held), held))
    notes = [block.runs for block in found if isinstance(block, Note)]
    notes += [note for block in found if isinstance(block, Table) for note in block.notes]
    return [plain(note) for note in notes], found


def _of(*ids: str) -> Paragraph:
    return Paragraph(tuple(Run("1", ref=f"wuhan.{id}") for id in ids))


def _table(*ids: str) -> Table:
    return Table("t", text("表"), (text("数值"),), tuple(((Run("1", ref=f"wuhan.{id}"),),) for id in ids))


def test_it_stands_below_the_table_and_not_again() -> None:
    remarks, blocks = _printed(_table("days"), _of("days"), _table("days"))
    assert remarks == ["说明：时限：原文未写明是否为工作日。"]
    assert isinstance(blocks[0], Table)
    assert blocks[0].notes


def test_of_text_it_stands_behind_the_paragraphs() -> None:
    _, blocks = _printed(_of("days"), _of("items"), Heading(1, text("下一章")), _of("days"))
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Paragraph", "Note", "Heading", "Paragraph"]


@pytest.mark.parametrize("last", ["closing", "body"])
def test_it_is_told_at_the_end_but_before_the_closing_lines(last: str) -> None:
    _, blocks = _printed(_of("days"), Paragraph(text("报：市政府"), role=last))
    assert isinstance(blocks[1 if last == "closing" else 2], Note)


def test_figures_of_one_caveat_share_it() -> None:
    assert _printed(_table("items", "kinds"))[0] == ["说明：事项、种类：原文未分列。"]


def test_that_of_a_relation_is_told_where_all_its_figures_stand() -> None:
    whole = _printed(_table("items", "kinds", "days"))[0]
    assert whole[0].endswith("；sum：不能相加。")


def test_nothing_is_said_of_figures_that_have_none_nor_of_notes() -> None:
    held = library(fact("wuhan.plain", 3, "项"), replace(fact("wuhan.noted", 3, "项"), note="待核"))
    blocks = (_of("plain"), _table("noted"))
    assert tuple(with_caveats(blocks, Ledger(held), held)) == blocks


def test_of_another_figure_with_the_same_caveat_it_is_told_again_by_that_name() -> None:
    remarks, _ = _printed(_table("items"), _table("items", "kinds"), _of("items"))
    assert remarks == ["说明：事项：原文未分列。", "说明：种类：原文未分列。"]


def test_a_break_is_told_with_the_time_since_when() -> None:
    broken = replace(fact("wuhan.days", 3, "天", period="2024年4月末", basis="时点"), break_reason="口径调整")
    held = library(broken, NAMED[0])
    (note,) = (block for block in with_caveats([_of("days")], Ledger(held), held) if isinstance(block, Note))
    assert plain(note.runs) == "说明：时限自2024年4月末起口径调整，前后不可比。"
