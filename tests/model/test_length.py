"""How long a briefing will be is known roughly before it is laid out."""

from __future__ import annotations

import pytest

from briefing.model.document import (
    Block,
    ChartSpec,
    Contents,
    Figure,
    Items,
    PageBreak,
    Paragraph,
    Reference,
    References,
    Run,
    Table,
)
from briefing.model.length import pages, shown

LINE = "字" * 28
FULL = Paragraph((Run(LINE * 15 + "字" * 26),))  # sixteen lines: with the letterhead, one page


def test_a_page_of_text_is_a_page() -> None:
    assert pages((FULL,)) == 1
    assert pages((FULL, Paragraph((Run("字"),)))) == 2


def test_nothing_is_one_page() -> None:
    assert pages(()) == 1


def test_digits_and_letters_take_half_the_room() -> None:
    assert pages((Paragraph((Run("1" * 56 * 15),)),)) == 1
    assert pages((Paragraph((Run("字" * 56 * 15),)),)) == 2


@pytest.mark.parametrize(
    "block",
    [
        Figure("a", (), ChartSpec("bars", "", ()), "图"),
        Items(((Run("字"),),) * 8),
        Table("t", (), ((Run("项"),),), (((Run("字"),),),) * 20),
        Table("t", (), ((Run("项"),),), (((Run("字" * 340),),),)),
        References((Reference(1, "a", LINE * 15, ()),)),
    ],
)
def test_every_kind_of_block_takes_room(block: Block) -> None:
    assert pages((FULL, block)) == 2


def test_a_break_begins_a_page() -> None:
    few = Paragraph((Run("字"),))
    assert pages((few, few)) == 1
    assert pages((few, PageBreak(), few)) == 2


@pytest.mark.parametrize(("least", "is_shown"), [(0, True), (1, True), (2, False)])
def test_a_table_of_contents_says_from_how_many_pages_on_it_stands(least: int, is_shown: bool) -> None:
    contents = Contents(2, least)
    assert shown(contents, (contents, FULL)) is is_shown
