"""Dates and times of spreadsheets: which one a number stands for, and what the parts of a format show of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

Moment = datetime.date | datetime.time | datetime.timedelta
"""A date, a date with its time, a time of day or a length of time."""
Token = tuple[str, str]
"""A part of a format: what it is, and its text."""
_WEEKDAYS = "一二三四五六日"
_FIRST = datetime.datetime(1900, 1, 1)


def moment(serial: float, *, from_1904: bool = False) -> Moment | None:
    """Return the date or time that a number stands for; None where the calendar of spreadsheets has none.

    Below 1 it is a time of day. Excel counts a 29 February 1900 that never was: days before it are one more.
    """
    days, rest = divmod(round(serial * 86400), 86400)
    if not from_1904 and not 0 <= days < 2_958_466:
        return None
    if not from_1904 and days == 0:
        return (_FIRST + datetime.timedelta(seconds=rest)).time()
    epoch = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30 if days > 60 else 31)
    try:
        found = epoch + datetime.timedelta(days, rest)
    except OverflowError:
        return None
    return found if rest else found.date()


def parts_of(value: Moment, tokens: Sequence[Token]) -> Iterator[str]:
    """Yield what each token of a format shows of a date or time, a time being one of 1 January 1900."""
    at = _on_a_day(value)
    twelve = any(kind == "half" for kind, _ in tokens)
    dates = [place for place, (kind, _) in enumerate(tokens) if kind in ("date", "elapsed")]
    for place, (kind, text) in enumerate(tokens):
        if kind == "elapsed":
            yield _elapsed(value, at, text)
        elif kind == "half":
            yield "上午" if at.hour < 12 else "下午"
        elif kind == "date":
            beside = dates.index(place)
            before = tokens[dates[beside - 1]][1] if beside else ""
            behind = tokens[dates[beside + 1]][1] if beside + 1 < len(dates) else ""
            minutes = before.startswith("h") or behind.startswith("s")
            yield _clock(at, text, twelve=twelve) if text[0] in "hs" or (text[0] == "m" and minutes) else _day(at, text)
        elif kind not in ("numerals", "text", "digit"):
            yield text


def _on_a_day(value: Moment) -> datetime.datetime:
    match value:
        case datetime.datetime():
            return value
        case datetime.date():
            return datetime.datetime.combine(value, datetime.time())
        case datetime.time():
            return datetime.datetime.combine(_FIRST, value)
    return _FIRST + value % datetime.timedelta(days=1)


def _clock(at: datetime.datetime, text: str, *, twelve: bool) -> str:
    hour = (at.hour % 12 or 12) if twelve else at.hour
    return f"{ {'h': hour, 'm': at.minute, 's': at.second}[text[0]]:0{min(len(text), 2)}d}"


def _day(at: datetime.datetime, text: str) -> str:
    size = len(text)
    match text[0]:
        case "y" | "e" | "b":
            return f"{at.year % 100:02d}" if size <= 2 and text[0] != "e" else str(at.year)
        case "m":
            return at.strftime("%b" if size == 3 else "%B") if size > 2 else f"{at.month:0{size}d}"
        case "d":
            return at.strftime("%a" if size == 3 else "%A") if size > 2 else f"{at.day:0{size}d}"
        case "a":
            return ("星期" if size == 4 else "") + _WEEKDAYS[at.weekday()]
    return ""


def _elapsed(value: Moment, at: datetime.datetime, text: str) -> str:
    """Return a length of time in whole hours, minutes or seconds."""
    days = value.days if isinstance(value, datetime.timedelta) else 0
    seconds = days * 86400 + at.hour * 3600 + at.minute * 60 + at.second
    return f"{seconds // {'h': 3600, 'm': 60, 's': 1}[text[0]]:0{len(text)}d}"
