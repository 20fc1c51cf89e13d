"""issues.yaml is read and checked like the other files, and changed so that all else in it stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.data.issues import REGISTER, read_issues, write_text
from briefing.errors import BriefingError
from briefing.model.issue import Issue, IssueState

DRAFT = Issue(
    recipe="月报", year=2026, number=2, date="2026-03-10", state=IssueState.DRAFT, title="甲：“乙”", bundle="output/b"
)
TEXT = """# 我们的登记
issues:
  - recipe: 月报   # 每月一期
    year: 2026
    number: 1
    date: 2026-02-10
    state: 草稿     # 等领导看
  # 往下是二月
  - recipe: 月报
    number: 2
    year: 2026
    date: 2026-03-10
    state: 送审
"""


def _read(folder: Path, text: str) -> tuple[list[Issue], list[str]]:
    (folder / REGISTER).write_text(text, encoding="utf-8")
    issues, problems = read_issues(folder)
    return issues, list(map(str, problems))


def test_a_workspace_without_a_register_has_no_issues(tmp_path: Path) -> None:
    assert read_issues(tmp_path) == ([], [])


def test_an_issue_that_is_entered_is_read_as_it_was(tmp_path: Path) -> None:
    assert _read(tmp_path, write_text("", DRAFT)) == ([DRAFT], [])


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_change_touches_the_lines_of_its_issue_alone(tmp_path: Path, ends: str) -> None:
    text = TEXT.replace("\n", ends)
    (first, second), problems = _read(tmp_path, text)
    assert problems == []
    changed = write_text(text, replace(second, state=IssueState.DRAFT, title="二月"))
    kept = [line for line in text.split(ends) if line != "    state: 送审"]
    assert [line for line in changed.split(ends) if line not in kept] == ["    state: 草稿", '    title: "二月"']
    assert [line for line in changed.split(ends) if line in kept] == kept
    assert _read(tmp_path, write_text(text, replace(first, total=7)))[0] == [replace(first, total=7), second]


def test_a_new_issue_stands_at_the_end_and_all_before_it_stays(tmp_path: Path) -> None:
    third = replace(DRAFT, number=3)
    written = write_text(TEXT, third)
    assert written.startswith(TEXT)
    assert _read(tmp_path, written)[0][-1] == third


def test_what_is_written_so_that_only_a_person_can_change_it_is_left_to_one(tmp_path: Path) -> None:
    text = "issues:\n  - {recipe: 月报, year: 2026, number: 2, date: 2026-03-10, state: 草稿}\n"
    (held,), _ = _read(tmp_path, text)
    with pytest.raises(BriefingError, match=r"程序不能代改.*state: 印发"):
        write_text(text, replace(held, state=IssueState.ISSUED, kept="issues/a.docx", sum="0" * 64))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("送审", "送审中", "应为下列之一：草稿、送审、印发"),
        ("state: 送审", "state: 印发", "没有存下印发的文件"),
        ("number: 2", "number: 1", "登记了两次"),
        ("number: 2", "number: 0", "年份或期号不对"),
        ("year: 2026\n    date", "year: 26\n    date", "年份或期号不对"),
        ("state: 送审", "state: 送审\n    corrects: 1", "要更正的第1期没有印发"),
        ("state: 送审", "stat: 送审", "state"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in TEXT
    _, problems = _read(tmp_path, TEXT.replace(old, new))
    assert any(said in problem and f"{REGISTER} 第 " in problem for problem in problems), problems


def test_a_supplement_is_counted_by_itself(tmp_path: Path) -> None:
    assert _read(tmp_path, TEXT.replace("number: 2", "number: 1\n    supplement: true"))[1] == []
