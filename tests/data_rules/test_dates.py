"""Nothing is told of a time that has not come, nor from a paragraph that there is not."""

from __future__ import annotations

import datetime

import pytest

from briefing.data.rules import check
from briefing.model.facts import Source
from briefing.model.period import Basis, Period
from tests.data_rules.small_libraries import PLACE, fact, library, practice, problem_of, problems_of

TODAY = datetime.date(2026, 3, 15)


def source(**changes: object) -> Source:
    """A publication beside the one that every small library has."""
    return Source(id="report", title="报告", publisher="武汉市", location=PLACE, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "date", "late"),
    [
        ("2022", "2022-03-15", False),
        ("2023", "2022-03-15", True),
        ("2022-03", "2022-03-15", False),
        ("2022-04", "2022-03-15", True),
        ("2022-03-15", "2022-03-15", False),
        ("2022-03-16", "2022-03-15", True),
        ("2022-12", "2022", False),
        ("2023-01", "2022", True),
        ("2021/2023", "2022-03", False),
        ("2022-04/2023", "2022-03", True),
        ("目前", "2022", False),
        ("未注明", "2022", False),
        ("2099", None, False),
    ],
)
def test_a_period_begins_before_its_source_is_published(period: str, date: str | None, late: bool) -> None:
    """As far as both are known; a plan for a later year is no figure that there is."""
    found = problems_of(fact(period=Period.parse(period), source="report"), source(date=date))
    assert [item.location.key for item in found] == (["period"] if late else [])
    assert all("计划数" in item.hint for item in found)


@pytest.mark.parametrize(
    ("period", "date", "late"),
    [
        ("截至2022年6月末", "2022-06-29", True),
        ("截至2022年6月末", "2022-06-30", False),
        ("截至2022年6月", "2022-06-01", False),
        ("截至2022年6月", "2022-05-31", True),
        ("截至2022年", "2022-01", False),
        ("截至2022年6月30日", "2022-06-29", True),
        ("2022年二季度", "2022-03-31", True),
        ("2022年以来", "2022-01-01", False),
    ],
)
def test_what_stands_at_the_end_of_a_month_is_not_known_before(period: str, date: str, late: bool) -> None:
    """But “截至6月”, without 末, may be written in June."""
    found = problems_of(fact(period=Period.parse(period), source="report"), source(date=date))
    assert [item.location.key for item in found] == (["period"] if late else [])


@pytest.mark.parametrize(
    ("period", "basis", "sound"),
    [
        ("2021年6月末", "期间", False),
        ("截至2021年6月", "期间", False),
        ("截至目前", "期间", False),
        ("截至2021年6月末", "时点", True),
        ("截至2021年6月末", "累计", True),
        ("截至2021年6月末", "未注明", True),
        ("2021年1—6月累计", "期间", False),
        ("2021年1—6月累计", "累计", True),
        ("2021年二季度当季", "累计", False),
        ("2021年二季度当季", "期间", True),
        ("2021年以来", "时点", False),
        ("2021年以来", "期间", True),
        ("2021年上半年", "时点", True),
    ],
)
def test_the_basis_is_one_that_the_period_allows(period: str, basis: str, sound: bool) -> None:
    """A flow is never “截至…”, 累计 no quarter alone."""
    found = problems_of(fact(period=Period.parse(period), basis=Basis(basis)))
    assert [item.location.key for item in found] == ([] if sound else ["basis"])
    assert all(period in item.message for item in found)


@pytest.mark.parametrize(
    ("period", "late"),
    [("2026", False), ("2027", True), ("2026-03", False), ("2026-04", True), ("2026-03-16", True), ("目前", False)],
)
def test_a_period_has_begun_today(period: str, late: bool) -> None:
    """Where the day is told, and only there."""
    held = library(fact(period=Period.parse(period)))
    assert [item.location.key for item in check(held, today=TODAY)] == (["period"] if late else [])
    assert check(held) == []


@pytest.mark.parametrize(("date", "late"), [("2026-03-15", False), ("2026-03-16", True), ("2027", True)])
def test_a_source_is_published_by_today(date: str, late: bool) -> None:
    """Or its date is a slip of the pen."""
    assert [item.location.key for item in check(library(source(date=date)), today=TODAY)] == (["date"] if late else [])


def test_a_paragraph_is_one_that_the_source_has() -> None:
    """The last one and the title are, the next is not; where nobody counted, all may be."""
    six = source(paragraphs=6)
    for paragraph in (0, 6):
        assert problems_of(fact(source="report", paragraph=paragraph), six) == []
    problem = problem_of(fact(source="report", paragraph=66), six)
    assert (problem.location.key, "只有 6 段" in problem.message) == ("paragraph", True)
    assert "第 7 段" in problem_of(practice(source="report", paragraph=7), six).message
    assert problems_of(fact(source="report", paragraph=66), source()) == []
