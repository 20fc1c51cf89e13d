"""Periods as a source states them; not stated is a value, and is never filled in."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, total_ordering

from briefing.model.period_forms import AS_OF, QUARTERS, TAIL, THIRDS, PeriodKind, read

_KINDS = tuple(PeriodKind)


class Basis(StrEnum):
    """How a figure relates to its period: over it, at its end, added up until it, or not stated."""

    FLOW = "期间"
    STOCK = "时点"
    CUMULATIVE = "累计"
    UNSTATED = "未注明"


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time with the way it is written.

    `start` and `end` are its first and last day, both included; None where it is open (2023年以来 has no end) or not
    stated. A moment (截至2023年6月末) begins and ends on its day. `printed` is the spelling in normal form with its
    year, `text` that of the file. Periods are in the order of their ends, of one end the shorter last; what is open
    or undated comes after all that is dated.
    """

    kind: PeriodKind
    start: date | None
    end: date | None
    printed: str
    text: str = field(compare=False)

    @classmethod
    def parse(cls, text: str, year: int | None = None) -> Period:
        """The period that `text` writes; `year` is the one meant where it names none (1—6月).

        ValueError if it is in none of the forms, or no calendar has it.
        """
        return _parsed(text, year)

    @classmethod
    def holding(cls, day: date, kind: PeriodKind) -> Period:
        """Return the year, half, quarter, month, ten days, day or school year in which a day lies."""
        return _parsed(_UNIT_OF[kind](day), None)

    def __lt__(self, other: Period) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[date, date, int, str]:
        return self.end or date.max, self.start or date.max, _KINDS.index(self.kind), self.printed

    @property
    def recency(self) -> tuple[bool, date]:
        """What the latest figure is known by: its last day, before what does not say how late it is (以来, 目前)."""
        return self.end is not None, self.end or self.start or date.min

    @property
    def dated(self) -> bool:
        """Whether the source says when: False for 目前 and 未注明."""
        return self.start is not None

    @property
    def year(self) -> int | None:
        """The year the period ends in, of an open one that it begins in; None for 目前 and 未注明."""
        day = self.end or self.start
        return day.year if day else None

    @property
    def days(self) -> int | None:
        """How many days it has; None where it is open or undated."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    @property
    def months(self) -> int | None:
        """How many months it has; None where they are not whole ones."""
        if not (self.start and self.end) or self.start.day != 1:
            return None
        if self.end.day != calendar.monthrange(self.end.year, self.end.month)[1]:
            return None
        return 12 * (self.end.year - self.start.year) + self.end.month - self.start.month + 1

    @property
    def bases(self) -> tuple[Basis, ...]:
        """The bases that the spelling allows, first the one that it means; () where it tells nothing of them.

        末、底 and 截至 are no flow; 以来 is added up; 累计 and 当季 say it themselves.
        """
        if tail := TAIL.fullmatch(self.printed):
            return (Basis.CUMULATIVE,) if tail[2] == "累计" else (Basis.FLOW,)
        if self.kind is PeriodKind.AS_OF or self.printed.startswith("截至"):
            return Basis.STOCK, Basis.CUMULATIVE
        return (Basis.CUMULATIVE, Basis.FLOW) if self.kind is PeriodKind.SINCE else ()

    def is_end(self, basis: Basis) -> bool:
        """Whether a figure of that basis is one of the last day alone.

        So is what stands then, and what has added up by then since a day that is not stated.
        """
        added = basis is Basis.CUMULATIVE and not self.bases and self.kind is not PeriodKind.RANGE
        return self.kind is PeriodKind.AS_OF or basis is Basis.STOCK or added

    def same_span(self, other: Period) -> bool:
        """Whether both are dated and of the same days: 2023年1—6月 and 2023年上半年."""
        return self.dated and (self.start, self.end) == (other.start, other.end)

    def covers(self, other: Period) -> bool:
        """Return whether `other` is dated and none of its days lies outside; 以来 covers all from its start on."""
        if self.start is None or other.start is None or other.start < self.start:
            return False
        return self.end is None or (other.end is not None and other.end <= self.end)

    def year_earlier(self) -> Period | None:
        """The same stretch of the year before, which 同比 compares with; None of 以来, of a plan and of 2月29日."""
        earlier = re.sub("[0-9]{4}", lambda year: f"{int(year[0]) - 1:04d}", self.printed)
        if self.end is None or earlier == self.printed:
            return None
        try:
            return Period.parse(earlier)
        except ValueError:
            return None

    def before(self) -> Period | None:
        """The one of the same kind just before, which 环比 compares with: of a month the month, of 6月末 5月末.

        None for a range: what is added up from January (1—6月, 前三季度) has no 环比.
        """
        if tail := TAIL.fullmatch(self.printed):
            return _beside(Period.parse(tail[1]).before(), "", tail[2])
        if self.kind is PeriodKind.AS_OF and (found := AS_OF.fullmatch(self.printed)) and "”" not in found[2]:
            return _beside(Period.parse(found[2]).before(), found[1], found[3])
        if self.start is None or self.kind not in _UNIT_OF or self.start == date.min:
            return None
        return Period.holding(self.start - timedelta(days=1), self.kind)

    def short(self, beside: Period) -> str:
        """As it is printed in a series: without its year where the one `beside` it is of that year (二季度, 6月末)."""
        if beside.year != self.year:
            return self.printed
        return re.sub(f"^(截至|自|至)?{self.year}年(?=[上下第首前全{QUARTERS}0-9])", r"\1", self.printed)


_YEARLESS = re.compile("(截[至止]|自|)(?:年(?=[末底])|(?=[上下第首前全一二三四五六七八九十0-9０-９QqHh]))(.+)")
"""What lacks nothing but its year, in two parts between which that stands: 截至 6月末, 年底, 1—6月."""


@lru_cache(maxsize=10_000)
def _parsed(text: str, year: int | None) -> Period:
    try:
        found = read(text)
    except ValueError:
        if year is None or not (lacking := _YEARLESS.fullmatch(text.strip())):
            raise
        found = read(f"{lacking[1]}{year:04d}年{lacking[2]}")
    return Period(*found, text.strip())


def _beside(period: Period | None, ahead: str, behind: str) -> Period | None:
    return Period.parse(f"{ahead}{period.printed}{behind}") if period else None


_UNIT_OF: Mapping[PeriodKind, Callable[[date], str]] = {
    PeriodKind.YEAR: lambda day: f"{day.year:04d}年",
    PeriodKind.HALF: lambda day: f"{day.year:04d}年{'上' if day.month < 7 else '下'}半年",
    PeriodKind.QUARTER: lambda day: f"{day.year:04d}年{QUARTERS[(day.month - 1) // 3]}季度",
    PeriodKind.MONTH: lambda day: f"{day.year:04d}年{day.month}月",
    PeriodKind.TENDAY: lambda day: f"{day.year:04d}年{day.month}月{THIRDS[min((day.day - 1) // 10, 2)]}旬",
    PeriodKind.DAY: lambda day: f"{day.year:04d}年{day.month}月{day.day}日",
    PeriodKind.SCHOOL_YEAR: lambda day: f"{day.year - 1:04d}/{day.year:04d}学年",
}
"""The year, quarter, … in which a day lies, as it is written."""
UNSTATED = Period.parse("未注明")
