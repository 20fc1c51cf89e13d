"""Both writers number alike."""

from __future__ import annotations

import pytest

from briefing.errors import BriefingError
from briefing.model.document import Block, ChartSpec, Document, Figure, Heading, Meta, Run, Table
from briefing.model.numbering import heading_labels, numbers, numeral


def document(*blocks: Block) -> Document:
    return Document(Meta("题"), blocks)


def figure(key: str) -> Figure:
    return Figure(key, (Run("图"),), ChartSpec("bars", "", ()), "图")


def table(key: str) -> Table:
    return Table(key, (Run("表"),), ((Run("甲"),),), ())


@pytest.mark.parametrize(
    ("number", "chinese"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (90, "九十"), (99, "九十九")],
)
def test_numerals_are_written_as_chinese_writes_them(number: int, chinese: str) -> None:
    assert numeral(number) == chinese


def test_every_numeral_is_another() -> None:
    assert len({numeral(number) for number in range(1, 100)}) == 99


@pytest.mark.parametrize("number", [0, 100, -1])
def test_a_number_without_a_numeral_is_told(number: int) -> None:
    with pytest.raises(BriefingError, match=str(number)):
        numeral(number)


def test_a_heading_starts_the_deeper_counts_again() -> None:
    headings = [Heading(level, ()) for level in (1, 2, 2, 3, 4, 4, 3, 1, 2, 3)]
    labels = heading_labels(document(*headings))
    assert "".join(labels.values()) == "一、（一）（二）1.（1）（2）2.二、（一）1."


def test_a_heading_without_a_number_counts_for_nothing() -> None:
    """As in a Word list: it neither has a label nor starts deeper counts again."""
    labels = heading_labels(document(Heading(1, ()), Heading(2, ()), Heading(1, (), numbered=False), Heading(2, ())))
    assert labels == {0: "一、", 1: "（一）", 3: "（二）"}


@pytest.mark.parametrize("level", [0, 5])
def test_a_level_that_does_not_exist_is_told(level: int) -> None:
    with pytest.raises(BriefingError, match="1 至 4 级"):
        heading_labels(document(Heading(level, ())))


def test_figures_and_tables_are_counted_apart_in_document_order() -> None:
    found = numbers(document(figure("a"), table("b"), Heading(1, ()), figure("c"), table("d")).blocks)
    assert found == {"a": "图1", "b": "表1", "c": "图2", "d": "表2"}


@pytest.mark.parametrize("keys", [("a", "a"), ("", "b")])
def test_a_key_that_does_not_tell_apart_is_a_problem(keys: tuple[str, str]) -> None:
    with pytest.raises(BriefingError, match="为空或与别的图表重复"):
        numbers(document(figure(keys[0]), table(keys[1])).blocks)
