"""The days that a period covers."""

from __future__ import annotations

import calendar
import datetime
from functools import cache

from briefing.model.period import Period

Stretch = tuple[datetime.date, datetime.date]
"""First and last day, both included."""


@cache  # of the few periods that data have, each is asked for hundreds of times
def stretch(period: Period) -> Stretch | None:
    """The first and the last day of a period; None for 目前 and 未注明."""
    if period.year is None:
        return None
    first, _, last = period.text.partition("/")
    return _first(first), _last(last or first)


def days(period: Period) -> int | None:
    """How many days a period has; None where `stretch` is None."""
    found = stretch(period)
    return (found[1] - found[0]).days + 1 if found else None


def _first(text: str) -> datetime.date:
    year, month, day = (*_numbers(text), 1, 1)[:3]
    return datetime.date(year, month, day)


def _last(text: str) -> datetime.date:
    year, *rest = _numbers(text)
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return datetime.date(year, month, day)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split("-")]
