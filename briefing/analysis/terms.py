"""The terms by which statistics compare a figure with an earlier one: 同比, 环比, 较年初, 比2019年, “十四五”以来."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from briefing.model.facts import Fact
from briefing.model.period import Basis, Period
from briefing.model.period_forms import PeriodKind

YEAR = 12  # months


class Term(StrEnum):
    """What a figure is compared with, as statistics call it; the terms in braces name a year or a five-year plan.

    同比: the same stretch of the year before. 环比: the stretch just before, of what is shorter than a year; 较上月 and
    较上季度 say which, of stocks the end of that. 较年初: the end of the year before, of stocks. 比2019年: the same
    stretch of that year. 较2019年末: the end of that year, of stocks. “十四五”以来: the year before the plan began, or
    its end. 年均: the average yearly growth since some year.
    """

    YEAR_EARLIER = "同比"
    BEFORE = "环比"
    MONTH_BEFORE = "较上月"
    QUARTER_BEFORE = "较上季度"
    YEAR_START = "较年初"
    BASE_YEAR = "比{year}年"
    YEAR_END = "较{year}年末"
    PLAN = "“{plan}”以来"
    AVERAGE = "年均"


PLANS: Mapping[str, int] = {"十二五": 2010, "十三五": 2015, "十四五": 2020, "十五五": 2025}
"""The year before each five-year plan, with which what has moved since its beginning is compared."""
_WRITTEN: tuple[tuple[Term, str], ...] = (
    (Term.YEAR_EARLIER, "同比|[比较](?:上年|去年)(?:同期|同月|同季)?"),
    (Term.BEFORE, "环比"),
    (Term.MONTH_BEFORE, "[比较]上月度?末?"),
    (Term.QUARTER_BEFORE, "[比较]上季度?末?"),
    (Term.YEAR_START, "[比较](?:年初|上年[末底]|去年[末底])"),
    (Term.BASE_YEAR, "[比较](?P<year>[0-9]{4})年(?:同期)?"),
    (Term.YEAR_END, "[比较](?P<year>[0-9]{4})年[末底]"),
    (Term.PLAN, "“?(?P<plan>十[二三四五]五)”?(?:时期)?以来"),
    (Term.AVERAGE, "年均"),
)
"""How sources write the terms."""


def term_of(base: str) -> tuple[Term, int | None] | None:
    """Return the term that the `base` of a measure writes, with the year that it names; None for any other base."""
    for term, form in _WRITTEN:
        if found := re.fullmatch(form, base):
            named = found.groupdict()
            year = named.get("year") or PLANS.get(named.get("plan", ""))
            return term, int(year) if year else None
    return None


def terms_in(text: str) -> list[tuple[Term, int | None]]:
    """Return the terms that a text writes, with the years that they name."""
    return [term for written in written_terms(text) if (term := term_of(written))]


def written_terms(text: str) -> list[str]:
    """Return the terms that a text writes, as it writes them."""
    return [match[0] for _, form in _WRITTEN for match in re.finditer(form, text)]


def compares_with(term: Term, now: Fact, fact: Fact, year: int | None = None) -> bool:
    """Return whether a term compares `now` with `fact`, by its period, or by its end where `now` is one of an end.

    `year` is the one that the term names.
    """
    wanted = earlier_period(term, now, year)
    if wanted is None:
        return False
    if now.period.is_end(now.basis):
        return fact.period.end == wanted.end and fact.period.is_end(fact.basis)
    return fact.period.same_span(wanted)


def earlier_period(term: Term, now: Fact, year: int | None = None) -> Period | None:
    """Return the period that a term compares a figure with; None where it compares it with none."""
    return _EARLIER[term](now, year)


def _years_before(now: Fact, year: int | None) -> Period | None:
    """Return the same stretch of an earlier year."""
    at: Period | None = now.period
    back = (now.period.year or 0) - (year or 0)
    for _ in range(back):
        at = at.year_earlier() if at else None
    return at if back > 0 else None


def _before(now: Fact, _: int | None) -> Period | None:
    """Return the stretch just before; None of a year, of which that is 同比."""
    found = now.period.before()
    return None if found == now.period.year_earlier() else found


def _before_of(kind: PeriodKind) -> Callable[[Fact, int | None], Period | None]:
    """Return what finds the month or quarter before: of a stock its end, None of what is of no such stretch."""

    def earlier(now: Fact, _: int | None) -> Period | None:
        if now.period.end is None:
            return None
        own = Period.holding(now.period.end, kind)
        return own.before() if now.period.is_end(now.basis) or own.same_span(now.period) else None

    return earlier


def _end_of(year: int) -> Period:
    return Period.parse(f"{year:04d}年底")


def _year_end(now: Fact, year: int | None) -> Period | None:
    """Return the end of an earlier year; None of what is no stock."""
    return _end_of(year) if year and now.period.is_end(now.basis) and year < (now.period.year or 0) else None


def _year_start(now: Fact, _: int | None) -> Period | None:
    """Return the end of the year before; None of what is no stock."""
    stock = now.basis is Basis.STOCK or (now.basis is Basis.UNSTATED and now.period.is_end(now.basis))
    return _end_of(now.period.end.year - 1) if stock and now.period.end else None


def _plan(now: Fact, year: int | None) -> Period | None:
    """Return the year before the plan, or its end; None of what is shorter than a year."""
    if now.period.is_end(now.basis):
        return _year_end(now, year)
    return _years_before(now, year) if now.period.months == YEAR else None


_EARLIER: Mapping[Term, Callable[[Fact, int | None], Period | None]] = {
    Term.YEAR_EARLIER: lambda now, _: now.period.year_earlier(),
    Term.BEFORE: _before,
    Term.MONTH_BEFORE: _before_of(PeriodKind.MONTH),
    Term.QUARTER_BEFORE: _before_of(PeriodKind.QUARTER),
    Term.YEAR_START: _year_start,
    Term.BASE_YEAR: _years_before,
    Term.YEAR_END: _year_end,
    Term.PLAN: _plan,
    Term.AVERAGE: lambda now, _: None,
}
"""What each term compares a figure with; 年均 alone does not say."""
