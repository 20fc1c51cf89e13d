"""Dates: nothing is told of a time that had not come when its source was published, or has not come today."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from briefing.data.rules.problems import problem
from briefing.errors import Problem
from briefing.model.library import Library

_HINT = "请核对；计划数、目标数不是已有的数据，不作数据点。"


def periods_precede_their_source(library: Library) -> Iterator[Problem]:
    """A figure's period begins no later than the day, month or year in which its source was published."""
    sources = library.sources()
    for fact in library.facts():
        source = sources.get(fact.source)
        if source and source.date and _after(fact.period.start, source.date):
            message = f"“{fact.id}”的时期“{fact.period.text}”在来源的发布日期“{source.date}”之后。"
            yield problem(fact, "period", message, _HINT)


def nothing_is_to_come(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No source is published, and no figure's period begins, after `today`."""
    day = today.isoformat()
    for source in library.sources().values():
        if source.date and _after(source.date, day):
            message = f"资料来源“{source.id}”的发布日期“{source.date}”在 {day} 之后。"
            yield problem(source, "date", message, "请核对发布日期。")
    for fact in library.facts():
        if _after(fact.period.start, day):
            message = f"“{fact.id}”的时期“{fact.period.text}”在 {day} 之后，还没有到。"
            yield problem(fact, "period", message, _HINT)


def _after(first: str, second: str) -> bool:
    """Whether one date is after another, as far as both are known: 2022 is not after 2022-03, 2022-04 is."""
    known = min(len(first), len(second))
    return first[:known] > second[:known]
