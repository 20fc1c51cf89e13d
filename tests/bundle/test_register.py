"""What went out is entered where its draft stands now, or nothing is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.bundle.register import Register, register_draft, register_issued
from briefing.errors import BriefingError, UsageError
from briefing.model.issue import Issue, IssueNumber, IssueState

SUM = "0" * 64


def _issue(number: int = 1, state: IssueState = IssueState.DRAFT, **fields: object) -> Issue:
    made = Issue(recipe="月报", year=2026, number=number, date="2026-03-10", state=state, bundle="b")
    return replace(made, **fields)  # type: ignore[arg-type]


def _sent(number: int, **fields: object) -> Issue:
    return _issue(number, IssueState.ISSUED, kept=f"issues/{number}/a", sum=SUM, **fields)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A workspace with a bundle of issue 1 and the file that went out."""
    (tmp_path / "b").mkdir()
    manifest = {"format": 1, "files": {}, "request": {"issue": 1}}
    (tmp_path / "b/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (tmp_path / "印发稿.docx").write_bytes(b"a")
    return tmp_path


def test_the_next_number_follows_the_highest_that_went_out_in_the_series() -> None:
    held = (_sent(1), _sent(2), _issue(3), _sent(9, recipe="周报"), _sent(8, year=2025), _sent(7, supplement=True))
    register = Register(Path(), (*held, _sent(2, corrects=2)))
    assert (register.next("月报", 2026), register.next("月报", 2027), register.next("周报", 2026)) == (3, 1, 10)


def test_supplements_are_counted_by_themselves_and_are_no_last_issue() -> None:
    held = (_sent(1), _sent(2), _sent(1, supplement=True), _issue(2, supplement=True), _sent(1, year=2025))
    register = Register(Path(), held)
    assert [register.next("月报", year, supplement=True) for year in (2026, 2025)] == [2, 1]
    assert register.before(_issue(3)) == _sent(2)
    assert register.before(_issue(2, supplement=True)) is None
    assert register.find(IssueNumber(1, supplement=True)) == [_sent(1, supplement=True)]
    assert _sent(1, supplement=True).name == "2026年增刊第1期"
    register.refuse_issued(_issue(2, supplement=True))
    with pytest.raises(UsageError, match=r"2026年增刊第1期已经印发.*增刊；增刊第1期的.*correct 增刊1"):
        register.refuse_issued(_issue(1, supplement=True))


def test_the_number_over_all_years_goes_on_but_for_supplements_and_corrections() -> None:
    held = (_sent(12, year=2025, total=127), _issue(3, total=140), _sent(1, supplement=True, total=7), _sent(5))
    register = Register(Path(), held)
    found = [register.total(_issue(number)) for number in (1, 3)]
    assert (found, register.total(_issue(1, recipe="周报"))) == ([128, 140], None)
    assert register.total(_issue(2, supplement=True)) is register.total(_issue(5, corrects=5)) is None


def test_the_issue_before_is_the_last_that_went_out_over_the_years() -> None:
    register = Register(Path(), (_sent(12, year=2025), _issue(1), _sent(2), _sent(2, corrects=2), _sent(3)))
    before = {number: register.before(_issue(number)) for number in (1, 2, 3, 4)}
    assert before == {1: _sent(12, year=2025), 2: _sent(12, year=2025), 3: _sent(2), 4: _sent(3)}


def test_an_issue_is_entered_where_it_stands_now(here: Path) -> None:
    first = register_draft(here, _issue())
    path = here / "issues.yaml"
    path.write_text("# 上面加了\n# 两行\n" + path.read_text("utf-8"), encoding="utf-8")
    assert register_issued(here, first, here / "印发稿.docx").issued
    assert path.read_text("utf-8").startswith("# 上面加了\n# 两行\n")
    assert [item.issued for item in Register.open(here).issues] == [True]


def test_a_draft_that_was_made_again_meanwhile_is_not_taken_for_the_one_that_went_out(here: Path) -> None:
    first = register_draft(here, _issue())
    register_draft(here, _issue(title="另一份"))
    with pytest.raises(BriefingError, match="刚刚变了"):
        register_issued(here, first, here / "印发稿.docx")
    assert not (here / "issues").exists() or not list((here / "issues").iterdir())


def test_a_bundle_of_another_number_is_not_kept(here: Path) -> None:
    second = register_draft(here, _issue(2))
    with pytest.raises(BriefingError, match="不是2026年第2期的"):
        register_issued(here, second, here / "印发稿.docx")


def test_what_was_kept_is_never_replaced(here: Path) -> None:
    first = register_draft(here, _issue())
    register_issued(here, first, here / "印发稿.docx")
    text = (here / "issues.yaml").read_text("utf-8").replace("state: 印发", "state: 草稿")
    (here / "issues.yaml").write_text(text, encoding="utf-8")
    (here / "印发稿.docx").write_bytes(b"b")
    (again,) = Register.open(here).issues
    assert register_issued(here, again, here / "印发稿.docx").kept == "issues/2026-01 月报 2/印发稿.docx"
    assert (here / "issues/2026-01 月报/印发稿.docx").read_bytes() == b"a"
