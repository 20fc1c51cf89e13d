"""Periods as a source states them; not stated is a value, and is never filled in."""

from __future__ import annotations

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
        """The period that `text` writes; ValueError if it is in none of the forms."""
        for kind, form in _FORMS:
            if form.fullmatch(text):
                return cls(text, kind)
        raise ValueError(text)

    @property
    def year(self) -> int | None:
        """The year the period ends in; None for 目前 and 未注明."""
        return int(self.text.rpartition("/")[2][:4]) if self.text[:1].isdigit() else None


UNSTATED = Period("未注明", PeriodKind.UNSTATED)
CURRENT = Period("目前", PeriodKind.CURRENT)
