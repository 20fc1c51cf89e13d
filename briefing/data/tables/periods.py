"""Periods as tables write them: whole (2023年11月), without their year (1—11月), or by another one (本月, 去年同期)."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from briefing.model.period import Basis, Period
from briefing.model.period_forms import QUARTERS, PeriodKind

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Between them, a number of four digits at the head of a column is a year."""
_PLAIN = {
    PeriodKind.YEAR: "{year}年",
    PeriodKind.QUARTER: "{year}年{quarter}季度",
    PeriodKind.MONTH: "{year}年{month}月",
}
"""How periods are written here that a table spells otherwise (全年, 第三季度, 11月份), so that they are the same."""
SOME_YEAR = 2000
"""Stands for the year of a period that has none, where only its form counts."""
_UNIT = re.compile("[年月季旬日半底末]|期间|时期")
_BARE = (
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2]|[-/.](?:0?[1-9]|1[0-2])|[-/.]?[QqHhMm][0-9]{1,2}|[-/][0-9]{1,2}[-/][0-9]{1,2})"
)
_YEAR = re.compile(r"(\d{4})(?:\.0)?(?:年度?)?")


class Relative(Enum):
    """A period by the one that the table is of, or that another column is of."""

    WITHIN = auto()
    CUMULATIVE = auto()
    YEAR_EARLIER = auto()
    BEFORE = auto()


RELATIVE: tuple[tuple[Relative, re.Pattern[str]], ...] = (
    (Relative.YEAR_EARLIER, re.compile("(?:去年|上年|上一年)(?:同期|同月|同季)(?:累计)?")),
    (Relative.BEFORE, re.compile("上月|上期|上季度?")),
    (
        Relative.CUMULATIVE,
        re.compile(
            "[1一]月?[-—–~至到](?:[本当]|报告)月(?:份|末|止)*(?:累计)?|自?年初(?:以来|至今|[至到—-][本当]?[月期]末?)(?:累计)?|"
            "(?:本年止?|当年|年初?|全年|今年以来|本[月期]止)?累计"
        ),
    ),
    (Relative.WITHIN, re.compile("本月末?|当月|本期末?|当期|报告期|本季度?|当季|期末")),
)
"""What a head begins or ends with instead of a period."""


@lru_cache(maxsize=10_000)
def is_period(text: str) -> bool:
    """Return whether the tidied text is a period, with its year or without (11月); a bare number only as a year."""
    if found := _YEAR.fullmatch(text):
        return FIRST_YEAR <= int(found[1]) <= LAST_YEAR
    if len(text) < 2 or not (_UNIT.search(text) or re.fullmatch(_BARE, text)):
        return False
    return parse(text, SOME_YEAR) is not None


def parse(text: str, year: int | None) -> Period | None:
    """Return the period in its plain spelling; `year` is the one meant where it names none.

    None if it is none, or lacks a year.
    """
    try:
        found = Period.parse(text.removesuffix(".0"), year)
    except ValueError:
        return None
    if found.end is None or found.kind not in _PLAIN:
        return found
    quarter = QUARTERS[(found.end.month - 1) // 3]
    return Period.parse(_PLAIN[found.kind].format(year=found.end.year, month=found.end.month, quarter=quarter))


def lacks_year(text: str) -> bool:
    """Return whether the text is a period but for its year (11月, 上半年)."""
    return parse(text, None) is None and parse(text, SOME_YEAR) is not None


@lru_cache(maxsize=10_000)
def split_period(text: str) -> tuple[str, str]:
    """Return the period that a head begins or ends with, as written, and the rest of it; "" if there is none."""
    if not re.search(r"[\d一二三四上下全首年季]", text):
        return "", text
    for length in range(len(text), 1, -1):
        if is_period(text[:length]) and (length == len(text) or text[0] not in "年全"):
            return text[:length], text[length:].lstrip("-—:,、的")
    for start in range(1, len(text) - 1):
        if is_period(text[start:]) and re.match(r"(19|20)\d{2}|\(?\d{1,2}月|[1一]\D", text[start:]):
            return text[start:], text[:start].rstrip("-—:,、")
    return "", text


def split_relative(text: str) -> tuple[Relative | None, str]:
    """Return how the head names its period by another one (本月完成, 累计增速), and the rest of it."""
    for relative, form in RELATIVE:
        if found := form.match(text):
            return relative, text[found.end() :].removeprefix("累计").lstrip("-—:,、的")
    return None, text


def resolve(relative: Relative, base: Period) -> tuple[Period | None, Basis]:
    """Return the period meant beside a table's own, `base`, and its basis; None where that does not say.

    Of 2023年11月 and of 2023年1—11月 alike, 本月 is November and 累计 is what has added up from January.
    """
    if relative is Relative.YEAR_EARLIER:
        return base.year_earlier(), Basis.UNSTATED
    if relative is Relative.BEFORE:
        return (base.before() or _last_month(base, 1)), Basis.UNSTATED
    if relative is Relative.CUMULATIVE:
        return _since_january(base), Basis.CUMULATIVE
    return (_last_month(base, 0) if base.kind is PeriodKind.RANGE else base), Basis.UNSTATED


def _last_month(base: Period, back: int) -> Period | None:
    if base.end is None or base.start is None or not base.months:
        return None
    month = Period.parse(f"{base.end.year}年{base.end.month}月")
    return month.before() if back else month


def _since_january(base: Period) -> Period | None:
    if base.end is None or base.start is None or not (base.months or base.kind is PeriodKind.AS_OF):
        return None
    if base.start.month == 1 and base.start.year == base.end.year and base.kind is not PeriodKind.AS_OF:
        return base
    months = f"1—{base.end.month}" if base.end.month > 1 else "1"
    return Period.parse(f"{base.end.year}年{months}月")
