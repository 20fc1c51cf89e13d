"""briefing new: answers amount to a command line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefing.api.workspace import Workspace, builtin
from briefing.cli.new import asked, command_line
from tests.cli.conftest import Briefing


def answered(*answers: str) -> str:
    """The command line that the answers amount to."""
    left: Iterator[str] = iter(answers)
    return command_line(asked(Workspace(builtin()), lambda question: next(left)))


def test_enter_means_everything_and_the_usual() -> None:
    assert answered("", "", "", "") == "generate"


def test_cities_and_themes_by_number_or_name() -> None:
    line = answered("武汉、三门峡", "政务服务 融资", "2", "两市政务")
    assert line == "generate --city 武汉市 --city 三门峡市 --theme 政务服务 --theme 中小企业融资 --title 两市政务"
    assert answered("1,2", "1", "", "").startswith("generate --city ")


def test_a_template_that_needs_a_home_city_asks_for_it() -> None:
    assert answered("武汉 三门峡", "", "1", "2", "").endswith("--template benchmark --home 三门峡市")


def test_a_template_and_a_home_city_are_known_by_name_too() -> None:
    assert answered("武汉 三门峡", "", "对标分析", "三门峡", "").endswith("--template benchmark --home 三门峡市")
    assert answered("", "", "简报", "") == "generate"


def test_words_with_spaces_are_quoted() -> None:
    assert command_line(["--title", "a b", "甲"]) == '--title "a b" 甲'


def test_a_wrong_answer_is_told_and_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert answered("武汗", "武汉", "", "9", "2", "") == "generate --city 武汉市"
    told = capsys.readouterr().out
    assert "您是不是要找“武汉市”" in told
    assert "没有“9”，请写 1 到 5 的序号" in told


def test_without_a_terminal_it_says_so(briefing: Briefing) -> None:
    told = briefing("new")
    assert told.code == 2
    assert "要在终端里一问一答。请在终端里运行；在脚本里请用 briefing generate。" in told.err
