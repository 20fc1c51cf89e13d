"""Problems are printed errors first, each on one line, and no more of them than a person reads at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.cli.output import MOST_TOLD, say
from briefing.errors import Place, Problem, Severity
from tests.cli.conftest import Briefing


def _told(count: int, capsys: pytest.CaptureFixture[str], all_in: str = "") -> list[str]:
    say([Problem(f"第 {at} 处。") for at in range(1, count + 1)], all_in)
    return capsys.readouterr().err.splitlines()


def test_as_many_as_are_read_at_once_are_all_printed_and_one_more_is_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _told(MOST_TOLD, capsys) == [f"错误：第 {at} 处。" for at in range(1, MOST_TOLD + 1)]
    more = _told(MOST_TOLD + 1, capsys)
    assert more[:-1] == _told(MOST_TOLD, capsys)
    assert more[-1] == "另有 1 处没有列出。"
    assert _told(MOST_TOLD + 2, capsys, "--json")[-1] == "另有 2 处没有列出，用 --json 可看全部。"


def test_errors_are_told_before_warnings_and_a_line_break_is_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    warning = Problem("乙。", severity=Severity.WARNING)
    say([*[warning] * MOST_TOLD, Problem("甲\n错误：假。", Place("a.yaml", 3))])
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "错误：a.yaml 第 3 行：甲\\n错误：假。"
    assert lines[1:] == ["警告：乙。"] * (MOST_TOLD - 1) + ["另有 1 处没有列出。"]


def test_check_counts_all_problems_and_lists_all_of_them_in_json(briefing: Briefing, mine: Path) -> None:
    city = mine / "data/cities/wuhan.yaml"
    odd = "".join(f"  - {{id: wuhan.odd-{at}}}\n" for at in range(MOST_TOLD + 5))
    text = city.read_text(encoding="utf-8").replace("\nfacts:\n", f"\nfacts:\n{odd}")
    city.write_text(text, encoding="utf-8")
    told = briefing("check", "--workspace", str(mine))
    listed = briefing("check", "--json", "--workspace", str(mine)).json
    assert len(listed) > MOST_TOLD
    assert f"另有 {len(listed) - MOST_TOLD} 处没有列出，用 --json 可看全部。" in told.err
    assert f"发现 {len(listed)} 处错误" in told.err
