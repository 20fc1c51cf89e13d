"""The days that a period covers."""

from __future__ import annotations

import datetime

import pytest

from briefing.analysis.spans import days, stretch
from briefing.model.period import Period


@pytest.mark.parametrize(
    ("text", "first", "last", "count"),
    [
        ("2021", "2021-01-01", "2021-12-31", 365),
        ("2020", "2020-01-01", "2020-12-31", 366),
        ("1900", "1900-01-01", "1900-12-31", 365),
        ("2021-02", "2021-02-01", "2021-02-28", 28),
        ("2021-12-31", "2021-12-31", "2021-12-31", 1),
        ("2019/2021", "2019-01-01", "2021-12-31", 1096),
        ("2021-01/2021-06", "2021-01-01", "2021-06-30", 181),
        ("2021-03-15/2021-04-02", "2021-03-15", "2021-04-02", 19),
    ],
)
def test_a_dated_period_has_its_days(text: str, first: str, last: str, count: int) -> None:
    """From its first day to its last, leap years minded."""
    period = Period.parse(text)
    assert stretch(period) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    assert days(period) == count


@pytest.mark.parametrize("text", ["目前", "未注明"])
def test_an_undated_period_has_no_days(text: str) -> None:
    """Nobody knows them."""
    assert stretch(Period.parse(text)) is None
    assert days(Period.parse(text)) is None
