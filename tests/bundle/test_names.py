"""A title becomes a name that every system accepts, and two titles never share one by being cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.file_names import NAME_LIMIT, safe_name


def test_a_usual_title_stays_as_it_is() -> None:
    assert safe_name("2026-11-22 武汉市政务服务情况") == "2026-11-22 武汉市政务服务情况"


def test_signs_that_windows_refuses_become_their_full_width_form() -> None:
    assert safe_name('甲/乙:“丙"*?<丁>|\\') == "甲／乙：“丙＂＊？＜丁＞｜＼"


@pytest.mark.parametrize("title", ["CON", "con.txt", "Aux", "LPT9", "com1.2026", "nul "])
def test_words_that_windows_reserves_get_a_prefix(title: str) -> None:
    assert safe_name(title).startswith("_")


@pytest.mark.parametrize("title", ["", "...", "  ", "\u200b", "\n"])
def test_a_title_without_a_shape_still_has_a_name(title: str) -> None:
    assert safe_name(title) == "_"


def test_invisible_characters_are_left_out_and_spaces_are_single() -> None:
    assert safe_name("甲\u202e乙\x07 \u3000 丙.") == "甲 乙 丙"


def test_long_titles_with_the_same_beginning_keep_two_names() -> None:
    one, two = safe_name("长" * 100 + "甲"), safe_name("长" * 100 + "乙")
    assert one != two
    assert len(one) == len(two) == NAME_LIMIT == 60


@given(st.text())
def test_every_name_can_be_a_file_on_windows_and_elsewhere(title: str) -> None:
    name = safe_name(title)
    assert 0 < len(name) <= NAME_LIMIT + 1
    assert not set(name) & set('<>:"/\\|?*\x00')
    assert name.isprintable()
    assert name == name.strip(" .")
    assert len(name.encode()) + len(".briefing-new") < 255


@given(st.text())
def test_a_name_is_its_own_name(title: str) -> None:
    assert safe_name(safe_name(title)) == safe_name(title)
