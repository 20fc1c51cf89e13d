"""The latest month of each thing: within it, added up till its end, or as it stood then."""

from __future__ import annotations

import pytest

from briefing.analysis.months import MonthRow, adds_up, month_rows
from tests.builders import fact, observed

Told = list[tuple[str, str, str]]


def told(rows: list[MonthRow]) -> Told:
    return [(row.indicator.id, row.month.id if row.month else "", row.total.id if row.total else "") for row in rows]


@pytest.mark.parametrize(
    ("period", "adds"),
    [
        ("2026年1—10月", True),
        ("2026年1—12月", True),
        ("2026年2—10月", False),
        ("2025年1月—2026年1月", False),
        ("2026年", False),
        ("2026年上半年", False),
        ("2026年10月", False),
    ],
)
def test_what_adds_up_begins_in_january_and_ends_within_the_year(period: str, adds: bool) -> None:
    assert adds_up(fact("wuhan.a", 1, period=period)) is adds


def test_the_month_and_what_has_added_up_make_one_row_and_earlier_sums_are_repeated() -> None:
    items = [
        fact("wuhan.a-9", 1, indicator="a", period="2026年9月"),
        fact("wuhan.a-10", 1, indicator="a", period="2026年10月"),
        fact("wuhan.a-till-9", 9, indicator="a", period="2026年1—9月", basis="累计"),
        fact("wuhan.a-till-10", 10, indicator="a", period="2026年1—10月", basis="累计"),
        fact("wuhan.old", 10, indicator="old", period="2026年9月"),
    ]
    rows, repeated = month_rows(observed(*items), ())
    assert told(rows) == [("a", "wuhan.a-10", "wuhan.a-till-10")]
    assert repeated == {"wuhan.a-till-9"}


def test_what_stands_at_the_end_of_the_month_joins_what_others_tell_and_makes_no_row_alone() -> None:
    stock = [fact(f"wuhan.s-{at}", 5, indicator="s", period=f"截至2026年{at}月末", basis="时点") for at in (9, 10)]
    assert month_rows(observed(*stock), ()) == ([], set())
    rows, _ = month_rows(observed(*stock, fact("wuhan.a", 1, indicator="a", period="2026年10月")), ())
    assert told(rows) == [("s", "", "wuhan.s-10"), ("a", "wuhan.a", "")]


def test_each_city_has_its_own_latest_month() -> None:
    items = [
        fact("wuhan.a", 1, indicator="a", period="2026年10月"),
        fact("tianhe.a", 1, indicator="a", period="2026年9月"),
    ]
    rows, _ = month_rows(observed(*items), ())
    assert [(row.city, row.end.month) for row in rows] == [("wuhan", 10), ("tianhe", 9)]


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("2026年一季度", 3),
        ("2026年上半年", 6),
        ("2026年前三季度", 9),
        ("2026年", 12),
        ("2026年1—6月", 6),
        ("2026年6月", 6),
    ],
)
def test_what_has_added_up_is_known_by_its_days_or_by_what_its_source_calls_it(written: str, end: int) -> None:
    total = fact("wuhan.total", 60, indicator="a", period=written, basis="累计")
    earlier = fact("wuhan.earlier", 15, indicator="a", period="2026年1—2月", basis="累计")
    month = fact("wuhan.month", 10, indicator="a", period=f"2026年{end}月")
    rows, repeated = month_rows(observed(month, total, earlier), ())
    assert (told(rows), rows[0].added_up) == ([("a", "wuhan.month", "wuhan.total")], True)
    assert repeated == {"wuhan.earlier"}
    if "月" not in written:  # its days say so
        plain = fact("wuhan.total", 60, indicator="a", period=written)
        assert told(month_rows(observed(month, plain), ())[0]) == [("a", "wuhan.month", "wuhan.total")]


def test_january_is_both_and_a_second_quarter_is_neither() -> None:
    january = fact("wuhan.a", 10, indicator="a", period="2026年1月")
    so_far = fact("wuhan.b", 10, indicator="a", period="2026年1月", basis="累计")
    assert told(month_rows(observed(january), ())[0]) == [("a", "wuhan.a", "")]
    assert told(month_rows(observed(so_far, january), ())[0]) == [("a", "wuhan.a", "wuhan.b")]
    quarter = fact("wuhan.q", 30, indicator="a", period="2026年二季度")
    june = fact("wuhan.a", 10, indicator="a", period="2026年6月")
    assert told(month_rows(observed(quarter, june), ())[0]) == [("a", "wuhan.a", "")]


def test_years_alone_make_no_row_of_a_month() -> None:
    years = [fact(f"wuhan.a-{at}", at, indicator="a", period=f"{at}年") for at in (2024, 2025)]
    assert month_rows(observed(*years), ()) == ([], set())
