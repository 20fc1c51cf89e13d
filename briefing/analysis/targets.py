"""How far a figure has come towards its target: completion, the share of the time gone, and what is still lacking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from briefing.analysis import interval as iv
from briefing.analysis.comparability import Observed
from briefing.analysis.comparisons import RATIOS
from briefing.analysis.derived import PERCENT, POINT, DerivedFigure, Result, figures
from briefing.analysis.interval import HUNDRED, Interval
from briefing.analysis.relations import Related
from briefing.model.facts import Fact
from briefing.model.period import Basis, Period
from briefing.model.quantity import RANK

LEVELS = (*RATIOS, RANK, "score", "time", "workday", "years")
"""Families of which nothing adds up as the year goes on: half of it gone, a rate is not to stand at half its target."""


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """A fact against its target.

    `completion` is the percentage done, None where less is better and it says nothing; `rate` the fact that states it,
    None where it was computed, as `figures` then holds it. `figures` also holds what is above the target (role
    `excess`) or short of it (`shortfall`), neither where rounding leaves it open, and while there is time left how far
    it is behind the time that is gone (`lag`). `elapsed` is the share of the target's time that was gone, None where it
    is not stated or nothing adds up over it.
    """

    fact: Fact
    completion: Interval | None
    rate: Fact | None
    figures: tuple[DerivedFigure, ...]
    elapsed: Fraction | None

    @property
    def running(self) -> bool:
        """Return whether there is time left, so that it can be on schedule or behind."""
        return self.elapsed is not None and self.elapsed < 1

    @property
    def behind(self) -> Decimal:
        """Return by how many points less is done than time is gone; 0 where that is not certain."""
        if self.on_schedule is not False or self.completion is None or self.elapsed is None:
            return Decimal(0)
        return _share(self.elapsed).best - self.completion.best

    @property
    def on_schedule(self) -> bool | None:
        """Return whether as much is done as time is gone (序时进度), at the end all; None where that is not certain."""
        if self.completion is None or self.elapsed is None:
            return None
        due, done = self.elapsed * 100, self.completion
        if Fraction(done.low) >= due:
            return True
        return False if done.high.is_finite() and Fraction(done.high) < due else None


def progress(observed: Iterable[Observed], related: Iterable[Related] = ()) -> list[TargetProgress]:
    """Return every fact that has a target or, by a relation of completion, a percentage of its plan; in data order."""
    stated = {item.one("actual").id: item for item in related if item.relation.kind == "completion"}
    found = []
    for item in observed:
        if item.fact.target:
            found.append(_of_target(item))
        elif item.fact.id in stated:
            plan, rate = stated[item.fact.id], stated[item.fact.id].one("rate")
            gaps = tuple(figure for role in ("excess", "shortfall") if (figure := plan.figure(role)))
            found.append(TargetProgress(item.fact, iv.of(rate), rate, gaps, _elapsed(item.fact, rate.period)))
    return found


def _of_target(item: Observed) -> TargetProgress:
    fact, target = item.fact, item.fact.target
    assert target is not None
    unit, done = fact.quantity.unit, iv.of(fact)
    apart = POINT if unit.family == "percent" else unit  # between two percentages lie points, not per cent
    aim = Interval(*target.quantity.ends, None if target.quantity.upper else Fraction(target.quantity.value))
    lower = item.indicator.better == "低"
    said = f"目标{target.quantity.written}{target.quantity.unit.symbol}"
    completion = None if lower or aim.low <= 0 or done.low < 0 else done / aim * HUNDRED
    results = [Result("completion", completion, PERCENT, f"{{actual}} ÷ {said}")] if completion else []
    if done.low >= aim.high:
        # of what is better low, more than the target is what is lacking
        results.append(Result("shortfall" if lower else "excess", done - aim, apart, f"{{actual}} − {said}"))
    elif done.high <= aim.low:
        results.append(Result("excess" if lower else "shortfall", aim - done, apart, f"{said} − {{actual}}"))
    found = TargetProgress(fact, completion, None, (), _elapsed(fact, target.period))
    if completion and found.elapsed is not None and found.running and found.on_schedule is False:
        gone = f"已过天数 ÷ {target.period.printed}总天数"
        results.append(Result("lag", _share(found.elapsed) - completion, POINT, f"{gone} − {{actual}} ÷ {said}"))
    return replace(found, figures=figures(f"{fact.id}.target", results, {"actual": (fact,)}))


def _share(elapsed: Fraction) -> Interval:
    """Return a share of the time as a percentage."""
    percent = Decimal(elapsed.numerator * 100) / elapsed.denominator
    return Interval(percent, percent, elapsed * 100)


def _elapsed(fact: Fact, due: Period) -> Fraction | None:
    """The share of the days of `due` that were gone when the figure's period ended; None of what only stands then."""
    at = fact.period.end
    if at is None or due.start is None or due.days is None or at < due.start:
        return None
    if fact.basis is Basis.STOCK or fact.quantity.unit.family in LEVELS:
        return None
    # what began later than the plan says nothing of how much of the plan's time is gone
    if fact.basis is not Basis.CUMULATIVE and fact.period.start != due.start:
        return None
    return min(Fraction((at - due.start).days + 1, due.days), Fraction(1))
