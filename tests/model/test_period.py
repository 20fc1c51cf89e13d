"""Periods are in one of their forms, and of days that there are."""

from __future__ import annotations

import pytest

from briefing.model.period import Period


@pytest.mark.parametrize(
    "text",
    [
        "2021-02-30",
        "2021-13-01",
        "2021-00",
        "0000",
        "2021-13/2022-02",
        "2021-02-30/2021-03-01",
        "2022/2020",
        "2021-07/2021-06",
        "2021年",
        "21",
        "去年",
        "",
    ],
)
def test_what_no_calendar_has_is_no_period(text: str) -> None:
    """Neither a day that there is not, nor a span that ends before it begins."""
    with pytest.raises(ValueError, match=text or "^$"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2021", "2021"),
        ("2020-02-29", "2020-02-29"),
        ("2021-12", "2021-12"),
        ("2020/2021", "2020"),
        ("2021/2021-06", "2021"),
        ("2021-06/2021-06", "2021-06"),
        ("目前", ""),
        ("未注明", ""),
    ],
)
def test_a_period_begins_in_what_it_names_first(text: str, start: str) -> None:
    """As exactly as it is written."""
    assert Period.parse(text).start == start
