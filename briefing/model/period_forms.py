"""How officials write a period: a table that brings a spelling into its normal form, and one that reads the days."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from briefing.text.chinese_numerals import chinese_number


class PeriodKind(StrEnum):
    """The granularity in which the source dates a figure, or how its stretch of time is open."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    TENDAY = "tenday"
    DAY = "day"
    SCHOOL_YEAR = "school_year"
    RANGE = "range"
    AS_OF = "as_of"
    SINCE = "since"
    CURRENT = "current"
    UNSTATED = "unstated"


class Read(NamedTuple):
    """What a spelling says: its kind, its first and last day (None where open or not stated), its normal form."""

    kind: PeriodKind
    start: date | None
    end: date | None
    printed: str


LONGEST = 60
"""Characters: the longest spelling, of two days with all their spaces, has about half as many."""
QUARTERS, THIRDS = "一二三四", "上中下"
TAIL = re.compile("(.+?)(累计|当[季月期天]|单[季月])")
"""What stands behind a period and says how it is counted."""
AS_OF = re.compile("(截至|至?(?=.*[末底]$))(.+?)((?<=年)年[末底]|(?<=”)期末|[末底]?)")
"""The word before, the year, month, … and the word behind: 截至 2023年6月 末."""

_DIGIT, _NUMERAL = "〇○零一二三四五六七八九", "一二三四五六七八九十"
_YEAR, _MONTH, _LONE = "([0-9]{4})年", "([0-9]{1,2})月", "(?<![0-9])([0-9]{4})"
Rewrite = str | Callable[[re.Match[str]], str]

NORMAL: tuple[tuple[re.Pattern[str], Rewrite], ...] = tuple(
    (re.compile(form), rewrite)
    for form, rewrite in (
        (r"(?<![0-9])\s+|\s+(?![0-9])", ""),
        ("[–─―—~]+", "—"),
        ("截止|截至到", "截至"),
        ("到(?!目前为止)", "至"),
        ("原?文?未写明|时间不详", "未注明"),
        ('["“‘「]?(十[一二三四五六])五["”’」]?', r"“\1五”"),
        # 二〇二三年, 十二月, 一至六月
        (f"(?<![{_DIGIT}十百千])[{_DIGIT}]{{4}}(?=年|学年|[—至-][{_DIGIT}]{{4}})", lambda found: _digits(found[0])),
        ("元月", "1月"),
        (f"(?<![{_NUMERAL}])[{_NUMERAL}]{{1,3}}(?=[月日]|[—至-][{_NUMERAL}]+[月日])", lambda found: _digits(found[0])),
        # 2021-22学年, 2020/2021, 2023-Q3, 2023H1, 2023M05
        ("([0-9]{2})([0-9]{2})[-/]([0-9]{2})学年", r"\1\2/\1\3学年"),
        ("([0-9]{4})/(?=[0-9]{4}(?![0-9]|学年))", r"\1年至"),
        ("(?<=[0-9]{4})[年/-]?(?=[QHM][0-9])", "年"),
        ("M([0-9]{1,2})$", r"\1月"),
        ("Q([0-9])(?![0-9])", r"\1季度"),
        ("H([12])(?![0-9])", lambda found: f"{'上下'[int(found[1]) - 1]}半年"),
        # 2023-05-01, 20230501, 2023.05, 202305, 2023
        (rf"{_LONE}([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})(?![0-9])", r"\1年\3月\4日"),
        (f"{_LONE}([0-9]{{2}})([0-9]{{2}})(?![0-9])", r"\1年\2月\3日"),
        (f"{_LONE}[-/.]?([0-9]{{1,2}})(?![0-9])", r"\1年\2月"),
        (f"{_LONE}(?=[上下一二三四第首前全底末以]|$)", r"\1年"),
        ("(?<=[月日度年])/(?=[0-9]{4}年)", "至"),
        ("-", "—"),
        ("(?<![0-9])0(?=[1-9][月日])", ""),
        # 1季度, 前三个季度, 1—3季度
        ("(?<![0-9])[1-4](?=个?季度|[—至][1-4]季度)", lambda found: QUARTERS[int(found[0]) - 1]),
        ("前([两二三])个?季度", lambda found: f"前{found[1].replace('二', '两')}季度"),
        # one year, and one 月, in 2023年1月—2023年6月
        (rf"{_YEAR}([^至]+)—\1年(?=[0-9])", r"\1年\2—"),
        ("月—([0-9]{1,2}月份?)$", r"—\1"),
        ("日—([0-9]{1,2}日)$", r"—\1"),
        ("年—([0-9]{4}年)$", r"—\1"),
        ("(?<=年)([一二三四])(?:季度)?—([一二三四]季度)", r"\1至\2"),
    )
)
"""Rewritten one after another, a spelling in NFKC form becomes the normal one; a normal one stays as it is."""


def read(text: str) -> Read:
    """What the spelling `text` says. ValueError if it is in none of the forms, or no calendar has it."""
    if len(text) > LONGEST:
        raise ValueError(text)
    printed = unicodedata.normalize("NFKC", text).strip().upper()
    for form, rewrite in NORMAL:
        printed = form.sub(rewrite, printed)
    tail = TAIL.fullmatch(printed)
    found = _days(tail[1] if tail else printed)
    if found is None:
        raise ValueError(text)
    return Read(*found, printed)


_Days = tuple[PeriodKind, date | None, date | None]
_Span = tuple[date, date]


def _days(text: str) -> _Days | None:
    """The kind and the days of a normal form, None if it is none."""
    if text in _WORDS:
        return _WORDS[text], None, None
    kind, days = _stretch(text)
    if days:
        return kind, *days
    if (found := AS_OF.fullmatch(text)) and (days := _point(found[2], found[3])):
        return PeriodKind.AS_OF, days[1], days[1]
    if (found := re.fullmatch("自?(.+?)(以来|至今|起)", text)) and (days := _point(found[1], found[2])):
        return PeriodKind.SINCE, days[0], None
    if (found := re.fullmatch("(.+)[—至](.+)", text)) and (days := _from_to(found[1], found[2])):
        return PeriodKind.RANGE, *days
    return None


def _stretch(text: str) -> tuple[PeriodKind, _Span | None]:
    """The kind and the days of what is no range, no moment and not open; no days if it is not such a form."""
    for kind, form, days in _FORMS:
        if found := form.fullmatch(text):
            return kind, days(*found.groups())
    return PeriodKind.UNSTATED, None


def _point(text: str, behind: str) -> _Span | None:
    """The days of the year, month, … or five-year plan before `behind`: 末 of no day, “十四五” of nothing alone."""
    if text.endswith("”") and behind:
        return _stretch(f"{text}期间")[1]
    kind, days = _stretch(text)
    endless = (PeriodKind.DAY, PeriodKind.TENDAY) if behind.endswith(("末", "底")) else ()
    return days if kind in UNITS and kind not in endless else None


def _from_to(first: str, last: str) -> _Span | None:
    """The days from `first` to `last`: what both share stands once, the unit behind, year and month before."""
    unit = re.search("(年度?|月份?|日|季度)$", last)
    if unit and first[-1] in f"0123456789{QUARTERS}":
        first += unit[0]
    begin = _point(first, "")
    shared = re.match(f"({_YEAR})({_MONTH})?", first)
    heads = ("", shared[1], shared[0]) if shared else ()
    end = next((days for head in heads if (days := _point(head + last, ""))), None)
    if begin is None or end is None or end[0] < begin[0]:
        return None
    return begin[0], end[1]


def _months(year: str, first: int, last: int) -> _Span:
    return date(int(year), first, 1), date(int(year), last, calendar.monthrange(int(year), last)[1])


def _part(year: str, month: str, first: int, last: int) -> _Span:
    """Days of a month, to its end if `last` is beyond it."""
    whole = _months(year, int(month), int(month))
    return whole[0].replace(day=first), whole[1].replace(day=min(last, whole[1].day))


def _quarter(year: str, name: str | None) -> _Span:
    last = 3 * QUARTERS.index(name or "一") + 3
    return _months(year, last - 2, last)


def _tenday(year: str, month: str, third: str) -> _Span:
    first = 10 * THIRDS.index(third) + 1
    return _part(year, month, first, first + 9 if first < 21 else 31)


def _day(year: str, month: str, day: str) -> _Span:
    found = date(int(year), int(month), int(day))
    return found, found


def _school_year(first: str, last: str) -> _Span:
    if int(last) != int(first) + 1:
        raise ValueError(last)
    return date(int(first), 9, 1), date(int(last), 8, 31)


def _plan(name: str, side: str | None, years: str | None) -> _Span:
    """A five-year plan (十五, the tenth, began in 2001), or its first or last years."""
    first = 2001 + 5 * (int(_digits(name)) - 10)
    some = int(_digits(years)) if years else 5
    return (
        (date(first + 5 - some, 1, 1), date(first + 4, 12, 31))
        if side == "后"
        else (date(first, 1, 1), date(first + some - 1, 12, 31))
    )


def _digits(text: str) -> str:
    return str(chinese_number(text.replace("○", "〇"))) if text[0] not in "0123456789" else text


UNITS = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.TENDAY, PeriodKind.DAY)
_WORDS = {
    **dict.fromkeys(("目前", "当前", "现阶段", "截至目前", "到目前为止"), PeriodKind.CURRENT),
    "未注明": PeriodKind.UNSTATED,
}
_FORMS: tuple[tuple[PeriodKind, re.Pattern[str], Callable[..., _Span]], ...] = tuple(
    (kind, re.compile(form), days)
    for kind, form, days in (
        (PeriodKind.YEAR, f"{_YEAR}(?:度|全年)?", lambda year: _months(year, 1, 12)),
        (PeriodKind.HALF, f"{_YEAR}上半年", lambda year: _months(year, 1, 6)),
        (PeriodKind.HALF, f"{_YEAR}下半年", lambda year: _months(year, 7, 12)),
        (PeriodKind.QUARTER, f"{_YEAR}(?:第?([{QUARTERS}])季度|首季度?)", _quarter),
        (PeriodKind.MONTH, f"{_YEAR}{_MONTH}份?", lambda year, month: _months(year, int(month), int(month))),
        (PeriodKind.TENDAY, f"{_YEAR}{_MONTH}([{THIRDS}])旬", _tenday),
        (PeriodKind.DAY, f"{_YEAR}{_MONTH}([0-9]{{1,2}})日", _day),
        (PeriodKind.SCHOOL_YEAR, "([0-9]{4})[/—至]([0-9]{4})学年度?", _school_year),
        (PeriodKind.RANGE, f"{_YEAR}{_MONTH}上半月", lambda year, month: _part(year, month, 1, 15)),
        (PeriodKind.RANGE, f"{_YEAR}{_MONTH}下半月", lambda year, month: _part(year, month, 16, 31)),
        (PeriodKind.RANGE, f"{_YEAR}前([两三])季度", lambda year, many: _months(year, 1, 6 if many == "两" else 9)),
        (
            PeriodKind.RANGE,
            f"{_YEAR}前([0-9]{{1,2}}|[两{_NUMERAL}]{{1,2}})个月",
            lambda year, many: _months(year, 1, int(_digits(many))),
        ),
        (PeriodKind.RANGE, "“(十.)五”(?:期间|时期)", lambda name: _plan(name, None, None)),
        (PeriodKind.RANGE, "“(十.)五”([前后])([一二两三四])年", _plan),
    )
)
