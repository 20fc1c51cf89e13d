"""Dates: nothing is told of a time that had not come when its source was published, or has not come today."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from briefing.data.rules.problems import problem
from briefing.errors import Problem
from briefing.model.library import Library
from briefing.model.period import Basis, Period
from briefing.model.period_forms import PeriodKind

_HINT = "请核对；计划数、目标数不是已有的数据，不作数据点。"


def periods_precede_their_source(library: Library) -> Iterator[Problem]:
    """A figure's period begins no later than the day, month or year in which its source was published."""
    sources = library.sources()
    for fact in library.facts():
        source = sources.get(fact.source)
        if source and source.date and _begins_after(fact.period, source.date):
            message = f"“{fact.id}”的时期“{fact.period.text}”在来源的发布日期“{source.date}”之后。"
            yield problem(fact, "period", message, _HINT)


def periods_and_bases_agree(library: Library) -> Iterator[Problem]:
    """What the spelling of a period tells of the figure is what `basis` says: a flow is never “截至…”."""
    for fact in library.facts():
        allowed = fact.period.bases
        if allowed and fact.basis not in (*allowed, Basis.UNSTATED):
            message = f"“{fact.id}”的时期“{fact.period.text}”写的是{'或'.join(allowed)}，basis 写的是{fact.basis}。"
            hint = "请对照原文改正其中一处；basis 不写，就照时期的写法。"
            yield problem(fact, "basis", message, hint)


def nothing_is_to_come(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No source is published, and no figure's period begins, after `today`."""
    day = today.isoformat()
    for source in library.sources().values():
        if source.date and _begins_after(Period.parse(source.date), day):
            message = f"资料来源“{source.id}”的发布日期“{source.date}”在 {day} 之后。"
            yield problem(source, "date", message, "请核对发布日期。")
    for fact in library.facts():
        if _begins_after(fact.period, day):
            message = f"“{fact.id}”的时期“{fact.period.text}”在 {day} 之后，还没有到。"
            yield problem(fact, "period", message, _HINT)


def _begins_after(period: Period, day: str) -> bool:
    """Whether a period begins after a day, month or year is over.

    截至2023年6月, without 末, may be written before June is over: it counts from the first of June.
    """
    if period.kind is PeriodKind.AS_OF and not period.printed.endswith(("末", "底")):
        period = Period.parse(period.printed.removeprefix("截至").removesuffix("累计"))
    end = Period.parse(day).end
    return period.start is not None and end is not None and period.start > end
