"""Help is Chinese throughout, but for what is typed, and fits 80 columns."""

from __future__ import annotations

import re

import pytest

from briefing.cli.app import COMMANDS, GROUPS
from briefing.cli.output import columns, definitions, wrap
from briefing.text.width import cells
from tests.cli.conftest import Briefing

NAMES = [*dict(COMMANDS), *GROUPS]
PAGES = [[], *([name] for name in NAMES)]


@pytest.mark.parametrize("words", PAGES)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_each_page_is_chinese_and_fits(briefing: Briefing, words: list[str], option: str) -> None:
    page = briefing(*words, option)
    assert page.code == 0
    assert page.out.startswith("用法：briefing")
    assert "选项：" in page.out
    assert "显示这段帮助。" in page.out
    assert not re.search(r"Usage|Options|Arguments|Commands|Show |default|required|\[OPTIONS\]", page.out)
    assert max(cells(line) for line in page.out.splitlines()) <= 80


@pytest.mark.parametrize("words", PAGES)
def test_every_option_and_argument_is_explained(briefing: Briefing, words: list[str]) -> None:
    for line in briefing(*words, "--help").out.splitlines():
        if re.match(r"  (--|\S+  )", line):
            assert re.search(r"  \S.*[。：；，]?$", line[2:]), line


def test_meanings_stand_below_each_other(briefing: Briefing) -> None:
    lines = [line for line in briefing("generate", "--help").out.splitlines() if line.startswith("  --")]
    starts = {cells(re.match(r"  \S+( \S+)*  +", line)[0]) for line in lines}  # type: ignore[index]
    assert len(lines) > 8
    assert len(starts) == 1


def test_no_command_shows_help_and_is_wrong_usage(briefing: Briefing) -> None:
    page = briefing()
    assert page.code == 2
    assert page.out == briefing("--help").out


def test_the_first_page_names_every_command_and_a_way_to_start(briefing: Briefing) -> None:
    page = briefing("--help").out
    assert all(f"\n  {name} " in page for name in NAMES)
    assert "briefing generate --city 武汉" in page


def test_a_command_is_called_wherever_it_stands(briefing: Briefing) -> None:
    """What is imported for the first word serves the words after it."""
    assert briefing("--", "list", "themes") == briefing("list", "themes")
    assert briefing("--version", "list").out == briefing("--version").out
    assert briefing("--help", "list").out == briefing("--help").out


def test_a_narrow_terminal_gets_narrow_help(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert max(cells(line) for line in briefing("check", "--help").out.splitlines()) <= 50


def test_version(briefing: Briefing) -> None:
    assert re.fullmatch(r"briefing \d+\.\d+\.\d+\n", briefing("--version").out)


def test_a_chinese_character_takes_two_cells() -> None:
    assert cells("武汉 wuhan（）") == 14


def test_a_line_is_not_broken_before_a_closing_sign_nor_within_a_word() -> None:
    assert wrap("生成简报，写出 Markdown、图表", 8) == ["生成简", "报，写出", "Markdown、", "图表"]


def test_an_opening_sign_stays_with_what_it_opens() -> None:
    assert wrap("数据（一）", 6) == ["数据", "（一）"]


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert columns([("城市", "标识"), ("三门峡市", "sanmenxia")]) == ["城市      标识", "三门峡市  sanmenxia"]


def test_a_long_meaning_goes_on_below_itself() -> None:
    assert definitions([("--a", "一二三四五六")], 13) == ["  --a  一二三", "       四五六"]
