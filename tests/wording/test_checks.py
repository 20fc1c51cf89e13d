"""What the cross-checks found, in words."""

from __future__ import annotations

import pytest

from briefing.wording.checks import compared, contradiction
from briefing.wording.prose import plain
from tests.builders import fact

TOTAL, DAILY = fact("tianhe.new", "16.4", "万户"), fact("tianhe.daily", 448, "户")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("computed", "日均新增：“tianhe.daily”（448户）与由“tianhe.new”（16.4万户）推算的结果不符。"),
        ("least", "日均新增：“tianhe.daily”（448户）与“tianhe.new”（16.4万户）的包含关系不符。"),
        ("repeated", "日均新增：“tianhe.daily”（448户）与“tianhe.new”（16.4万户）不一致。"),
    ],
)
def test_a_contradiction_names_both_facts(rule: str, words: str) -> None:
    """By their ids, with their figures, so that they can be looked up."""
    assert contradiction(rule, "日均新增", DAILY, [TOTAL]) == words


@pytest.mark.parametrize(
    ("rule", "holds", "words"),
    [
        ("computed", True, "天河区日均新增：448户与由16.4万户推算的结果相符。"),
        ("repeated", True, "天河区日均新增：448户与16.4万户一致。"),
        ("computed", False, "天河区日均新增：448户与由16.4万户推算的结果不符。"),
        ("least", False, "天河区日均新增：448户与16.4万户的包含关系不符。"),
        ("repeated", False, "天河区日均新增：448户与16.4万户不一致。"),
    ],
)
def test_what_was_compared_keeps_its_figures_bound_to_their_facts(rule: str, holds: bool, words: str) -> None:
    """For the 核对清单."""
    runs = compared("天河区", rule, "日均新增", DAILY, [TOTAL], holds=holds)
    assert plain(runs) == words
    assert [run.ref for run in runs if run.ref] == ["tianhe.daily", "tianhe.new"]
