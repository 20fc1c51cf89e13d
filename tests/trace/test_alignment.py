"""Passages of two files belong together by what they share; each stands in one link."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.trace.alignment import PassageLink, links

WORDS = st.lists(
    st.sampled_from(["甲", "甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚壬", "子丑寅卯辰巳午未", "一二三四", ""]), max_size=12
)
TEN = "甲乙丙丁戊己庚辛壬癸"
OTHER = "子丑寅卯辰巳午未申酉"


def linked(before: list[str], after: list[str]) -> list[PassageLink]:
    return links(before, after, (["句"] * len(before), ["句"] * len(after)))


def paired(before: list[str], after: list[str]) -> list[PassageLink]:
    return [link for link in linked(before, after) if link.before and link.after]


@settings(max_examples=60)
@given(WORDS, WORDS)
def test_every_passage_stands_in_one_link(before: list[str], after: list[str]) -> None:
    found = linked(before, after)
    assert sorted(i for link in found for i in link.before) == list(range(len(before)))
    assert sorted(j for link in found for j in link.after) == list(range(len(after)))
    assert all(link.before or link.after for link in found)
    if before == after:
        assert found == [PassageLink((i,), (i,)) for i in range(len(before))]


@pytest.mark.parametrize(("shared", "expected"), [(4, 0), (5, 1)])
def test_from_a_likeness_on_it_is_reworded(shared: int, expected: int) -> None:
    """7 of 19 characters and pairs are too few, 9 are enough."""
    assert len(paired([TEN, "一二三"], [TEN[:shared] + OTHER[shared:], "四五六", "七八九"])) == expected


@pytest.mark.parametrize(("shared", "expected"), [(7, 0), (8, 1)])
def test_of_what_stands_elsewhere_more_must_be_alike(shared: int, expected: int) -> None:
    moved = TEN[:shared] + OTHER[shared:]
    found = paired([TEN, "第一句。", "第二句。"], ["第一句。", "第二句。", moved])
    assert [link for link in found if link.moved] == [PassageLink((0,), (2,), moved=True)] * expected


def test_short_words_elsewhere_are_not_the_same_by_chance() -> None:
    for size, expected in ((7, 0), (8, 1)):
        found = paired([TEN[:size], "第一句。", "第二句。"], ["第一句。", "第二句。", TEN[: size - 1] + "子"])
        assert len([link for link in found if link.moved]) == expected


def test_a_row_is_no_sentence_however_alike() -> None:
    assert [link for link in links([TEN], [TEN + "子"], (["句"], ["行"])) if link.before and link.after] == []


def test_one_is_paired_with_two_where_it_was_cut() -> None:
    assert paired([TEN], [TEN[:5], TEN[5:]]) == [PassageLink((0,), (0, 1))]
    assert paired([TEN[:5], TEN[5:]], [TEN]) == [PassageLink((0, 1), (0,))]
    assert paired([TEN], [TEN[:9] + "子", OTHER]) == [PassageLink((0,), (0,))]


def test_in_a_long_new_text_what_was_reworded_is_found_at_any_place() -> None:
    new = [f"新增第{number}句话" for number in range(100)]
    assert [link.after for link in paired([TEN], [TEN[:9] + "子", *new])] == [(0,)]


@pytest.mark.parametrize(("there", "swapped"), [(8, True), (9, False)])
def test_two_neighbours_that_were_reworded_and_swapped_are_linked_crosswise(there: int, swapped: bool) -> None:
    """17 of 19 characters and pairs are at the other place; 13 in their own are clearly fewer, 15 are not."""
    one, other = (text[: 10 - there] + "一二三四五六七八九"[:there] for text in (TEN, OTHER))
    found = paired([one, other], [other[:-1] + "十", one[:-1] + "十"])
    assert ({(link.before, link.after) for link in found} == {((1,), (0,)), ((0,), (1,))}) is swapped


def test_in_a_long_text_of_which_all_was_reworded_each_is_found_and_what_was_cut_or_joined_too() -> None:
    """More pairs than are compared one by one: 60 times 60."""
    before = [f"第{number}句说{TEN[number % 10 :]}的{number * 7}件事和{number * 13}个人。" for number in range(60)]
    after = [text.replace("件事", "件大事") for text in before]
    assert paired(before, after) == [PassageLink((i,), (i,)) for i in range(60)]
    cut = [*after[:30], after[30][:14], after[30][14:], *after[31:]]
    assert set(paired(before, cut)) == {
        *(PassageLink((i,), (i,)) for i in range(30)),
        PassageLink((30,), (30, 31)),
        *(PassageLink((i,), (i + 1,)) for i in range(31, 60)),
    }
    moved = [*after[10:], *after[:10]]
    assert {(link.before, link.after) for link in paired(before, moved)} == {
        ((i,), ((i - 10) % 60,)) for i in range(60)
    }


@settings(max_examples=25)
@given(st.lists(st.integers(0, 200), min_size=55, max_size=65), st.integers(0, 9))
def test_every_passage_of_a_long_text_stands_in_one_link(numbers: list[int], shift: int) -> None:
    before = [f"{number}项工作" for number in numbers]
    after = [f"{number + shift}项任务" for number in reversed(numbers)]
    found = linked(before, after)
    assert sorted(i for link in found for i in link.before) == list(range(len(before)))
    assert sorted(j for link in found for j in link.after) == list(range(len(after)))
