"""Periods as a source states them; not stated is a value, and is never filled in."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum


class PeriodKind(StrEnum):
    """The granularity in which the source dates a figure."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    SPAN = "span"
    CURRENT = "current"
    UNSTATED = "unstated"


class Basis(StrEnum):
    """How a figure relates to its period: over it, at its end, added up until it, or not stated."""

    FLOW = "期间"
    STOCK = "时点"
    CUMULATIVE = "累计"
    UNSTATED = "未注明"


_FORMS: tuple[tuple[PeriodKind, re.Pattern[str]], ...] = (
    (PeriodKind.YEAR, re.compile(r"\d{4}")),
    (PeriodKind.MONTH, re.compile(r"\d{4}-(0[1-9]|1[0-2])")),
    (PeriodKind.DAY, re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")),
    (PeriodKind.SPAN, re.compile(r"\d{4}(-\d{2}(-\d{2})?)?/\d{4}(-\d{2}(-\d{2})?)?")),
    (PeriodKind.CURRENT, re.compile("目前")),
    (PeriodKind.UNSTATED, re.compile("未注明")),
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period, kept as `text` in one of the forms 2021, 2021-12, 2021-12-31, 2020/2021, 目前, 未注明."""

    text: str
    kind: PeriodKind

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that `text` writes; ValueError if it is in none of the forms, or no calendar has it."""
        kind = next((kind for kind, form in _FORMS if form.fullmatch(text)), None)
        if kind is None:
            raise ValueError(text)
        try:
            ends = [_day(end) for end in text.split("/")] if text[0].isdigit() else []
        except ValueError as error:
            raise ValueError(text) from error
        if ends != sorted(ends):
            raise ValueError(text)
        return cls(text, kind)

    @property
    def start(self) -> str:
        """The year, month or day that it begins in, as written; "" for 目前 and 未注明."""
        return self.text.partition("/")[0] if self.text[:1].isdigit() else ""

    @property
    def year(self) -> int | None:
        """The year the period ends in; None for 目前 and 未注明."""
        return int(self.text.rpartition("/")[2][:4]) if self.text[:1].isdigit() else None


def _day(text: str) -> datetime.date:
    """The first day of a year, a month or a day as written; ValueError if no calendar has it."""
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)


UNSTATED = Period("未注明", PeriodKind.UNSTATED)
CURRENT = Period("目前", PeriodKind.CURRENT)
