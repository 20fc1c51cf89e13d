"""Of what time an author says that a figure is, held against the time of the fact that it states."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.judgements import PAIR
from briefing.analysis.terms import YEAR, earlier_period, term_of, written_terms
from briefing.content.proofs.printed_figures import PrintedFigure
from briefing.data.selection import is_of
from briefing.model.facts import Fact
from briefing.model.measure import MeasureKind
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind
from briefing.wording.claims.labels import Label
from briefing.wording.figures import UNDATED, when


def other_time(label: Label, item: PrintedFigure) -> Iterator[tuple[str, str]]:
    """Yield the times that are written of a figure of another time."""
    facts = [fact for fact in item.facts if fact.period.dated]
    named = [(period, fact) for written in label.periods for fact in facts if (period := period_in(written, fact))]
    aims = [fact.target.period for fact in facts if item.target and fact.target and fact.target.period]
    if named and not any(_fits(period, fact) or period in aims for period, fact in named):
        yield "、".join(label.periods), "、".join(dict.fromkeys(fact.period.printed for fact in facts))


def no_time(label: Label, item: PrintedFigure) -> Iterator[tuple[str, str]]:
    """Yield the time that is written before a figure of which the source does not say of what time it is."""
    if label.periods and item.fact and not item.target and not item.fact.period.dated:
        yield "、".join(label.periods), when(item.fact) or UNDATED


def other_term(before: str, item: PrintedFigure) -> Iterator[tuple[str, str]]:
    """Yield the term (同比, 比2021年) that leads to a change since another time."""
    terms = {written: term for written in written_terms(before) if (term := term_of(written))}
    if item.fact and item.fact.measure.kind is MeasureKind.GROWTH and (own := term_of(item.fact.measure.base)):
        now, since, told = item.fact, earlier_period(own[0], item.fact, own[1]), item.fact.measure.base
    elif len(item.inputs) == PAIR and len({fact.identity for fact in item.inputs}) == 1:
        old, now = sorted(item.inputs, key=lambda fact: fact.period)
        since, told = old.period, f"与{old.period.printed}相比"
    else:
        return
    wanted = {written: earlier_period(term, now, year) for written, (term, year) in terms.items()}
    if since and wanted and all(at and at.end != since.end for at in wanted.values()):
        yield "、".join(wanted), told


def period_in(written: str, fact: Fact | None = None) -> Period | None:
    """Return a time that is written, in the year of a fact where it names none; None where it is none."""
    end = fact.period.end if fact and "年" not in written.replace("半年", "") else None
    try:
        return Period.parse(f"{end.year}年{written}" if end else written)
    except ValueError:
        return None


def _fits(named: Period, fact: Fact) -> bool:
    """Return whether a fact may be told as one of that time: of its days, of some of them, or as it stands then."""
    period = fact.period
    if is_of(fact, named) or named.covers(period) or (named.kind is PeriodKind.AS_OF and named.end == period.end):
        return True
    return period.covers(named) and (period.months is None or period.months > YEAR)
