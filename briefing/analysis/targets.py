"""How far a figure has come towards its target: completion, the share of the time gone, and what is still lacking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from briefing.analysis import interval as iv
from briefing.analysis.comparability import Observed
from briefing.analysis.comparisons import same
from briefing.analysis.derived import PERCENT, POINT, DerivedFigure, Result, figures
from briefing.analysis.interval import HUNDRED, Interval
from briefing.analysis.relations import Related
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.period import Basis, Period
from briefing.model.quantity import LEVELS

SLOWER_THAN = 2
"""Other cities from which on it is told that one has done least."""


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """A fact against its target.

    `completion` is the percentage done, None where it says nothing: where less is better, or of a percentage; `rate`
    the fact that states it, None where it was computed, as `figures` then holds it. `figures` also holds what is above
    the target (role `excess`) or short of it (`shortfall`), neither where there is nothing between, rounding leaves it
    open, or the indicator does not say what is better; and while there is time left how far it is behind the time that
    is gone (`lag`) or before it (`lead`). `met`: whether the target is reached, None where that is open likewise. `due`
    is the time of the target; `elapsed` the share of it that was gone, None where it is not stated or nothing adds up
    over it. `judged`: whether the indicator says what is better; else it is no more than higher or lower.
    """

    fact: Fact
    completion: Interval | None
    rate: Fact | None
    figures: tuple[DerivedFigure, ...]
    met: bool | None
    due: Period
    elapsed: Fraction | None
    judged: bool

    @property
    def running(self) -> bool:
        """Return whether there is time left, so that it can be on schedule or behind."""
        return self.elapsed is not None and self.elapsed < 1

    @property
    def behind(self) -> Decimal:
        """Return by how many points less is done than time is gone; 0 where that is not certain."""
        return -self.ahead if self.on_schedule is False else Decimal(0)

    @property
    def ahead(self) -> Decimal:
        """Return by how many points more is done than time is gone, certain or not; 0 where nothing adds up."""
        done = self.completion.best if self.completion else None
        gone = _share(self.elapsed).best if self.elapsed is not None else None
        return Decimal(0) if done is None or gone is None else done - gone

    @property
    def on_schedule(self) -> bool | None:
        """Return whether as much is done as time is gone (序时进度), at the end all; None where that is not certain, or
        nobody said that more is better.
        """
        return self.keeps_pace if self.judged else None

    @property
    def keeps_pace(self) -> bool | None:
        """Return the same as a mere number: whether the percentage done is not lower than that of the time gone."""
        if self.completion is None or self.elapsed is None:
            return None
        due, done = self.elapsed * 100, self.completion
        if Fraction(done.low) >= due:
            return True
        return False if done.high.is_finite() and Fraction(done.high) < due else None


def slowest(item: TargetProgress, among: Iterable[TargetProgress]) -> int:
    """Return of how many cities that one has certainly done least of its target; 0 where none has, or they are few.

    Only figures of one indicator, scope and time count.
    """

    def thing(held: TargetProgress) -> object:
        return held.fact.indicator, held.fact.scope, held.fact.measure, held.fact.period

    done = [held.completion for held in among if thing(held) == thing(item) and held.fact.city != item.fact.city]
    most = item.completion.high if item.completion and item.judged else None
    last = most is not None and all(other is not None and most < other.low for other in done)
    return len(done) + 1 if last and len(done) >= SLOWER_THAN else 0


def progress(observed: Iterable[Observed], related: Iterable[Related] = ()) -> list[TargetProgress]:
    """Return every fact that has a target or, by a relation of completion, a percentage of its plan; in data order.

    The percentage that a relation states goes before the one that follows from the target.
    """
    stated = {item.one("actual").id: item for item in related if item.relation.kind == "completion"}
    found = []
    for item in observed:
        plan = stated.get(item.fact.id)
        made = towards(item.fact, item.indicator) if item.fact.target else None
        if plan:
            rate = plan.one("rate")
            done, gaps = iv.of(rate), {role: plan.figure(role) for role in ("excess", "shortfall")}
            made = made or TargetProgress(
                item.fact,
                done,
                rate,
                tuple(filter(None, gaps.values())),
                True if done.low >= HUNDRED.high else None if done.meets(HUNDRED) else False,
                rate.period,
                _elapsed(item.fact, rate.period),
                item.indicator.better is not None,
            )
            # what follows from the computed percentage does not follow from the stated one
            own = tuple(figure for figure in made.figures if figure.role not in ("completion", "lag", "lead"))
            made = replace(made, completion=done, rate=rate, figures=own)
        found += [made] if made else []
    return found


def towards(fact: Fact, indicator: Indicator) -> TargetProgress:
    """Return a fact of the indicator against the target that it has."""
    target = fact.target
    assert target is not None
    unit, done = fact.quantity.unit, iv.of(fact)
    is_rate = unit.family in ("percent", "permille")
    apart = POINT if unit.family == "percent" else unit  # between two percentages lie points, not per cent
    aim = Interval(*target.quantity.ends, None if target.quantity.upper else Fraction(target.quantity.value))
    lower = indicator.better == "低"
    said = f"目标{target.quantity.written}{target.quantity.unit.symbol}"
    completion = None if lower or is_rate or aim.low <= 0 or done.low < 0 else done / aim * HUNDRED
    results = [Result("completion", completion, PERCENT, f"{{actual}} ÷ {said}")] if completion else []
    met: bool | None = None
    if indicator.better is None:
        pass
    elif same(fact, replace(fact, id="", quantity=target.quantity, qualifier=None)):
        met = True
    elif done.low >= aim.high:
        # of what is better low, more than the target is what is lacking
        met = not lower
        results.append(Result("excess" if met else "shortfall", done - aim, apart, f"{{actual}} − {said}", beside=True))
    elif done.high <= aim.low:
        met = lower
        results.append(Result("excess" if met else "shortfall", aim - done, apart, f"{said} − {{actual}}", beside=True))
    if met is False and fact.period.end and target.period.start and fact.period.end < target.period.start:
        met = None  # what is to be reached in a time to come is not missed
    judged, gone = indicator.better is not None, _elapsed(fact, target.period)
    found = TargetProgress(fact, completion, None, (), met, target.period, gone, judged)
    if completion and found.elapsed is not None and found.running and found.keeps_pace is not None:
        days, own = f"已过天数 ÷ {target.period.printed}总天数", f"{{actual}} ÷ {said}"
        time = _share(found.elapsed)
        ahead = Result("lead", completion - time, POINT, f"{own} − {days}")
        results.append(ahead if found.keeps_pace else Result("lag", time - completion, POINT, f"{days} − {own}"))
    made = figures(f"{fact.id}.target", results, {"actual": (fact,)})
    return replace(found, figures=_as_printed(tuple(map(_to_a_tenth, made)), gone))


def _as_printed(made: Sequence[DerivedFigure], gone: Fraction | None) -> tuple[DerivedFigure, ...]:
    """Return the figures, a lag or a lead as the percentages beside it have it as they are printed."""
    done = next((figure.value for figure in made if figure.role == "completion"), None)
    if done is None or gone is None:
        return tuple(made)
    apart = abs(done - iv.rounded(_share(gone).best, 1))
    return tuple(_as_subtracted(figure, apart) for figure in made)


def _as_subtracted(figure: DerivedFigure, apart: Decimal) -> DerivedFigure:
    """Return a lag or a lead with no decimal that contradicts how far the printed percentages are `apart`.

    109.0% and 74.9% of the time: 34 points, where both are rounded and 34.2 would be the exact figure.
    """
    if figure.role not in ("lag", "lead") or figure.places is None:
        return figure
    held = (places for places in range(figure.places, -1, -1) if _alike(figure.interval.best, apart, places))
    return replace(figure, places=next(held, None)) if figure.places > 0 else figure


def _alike(one: Decimal, other: Decimal, places: int) -> bool:
    return iv.rounded(one, places) == iv.rounded(other, places) != 0


def _to_a_tenth(figure: DerivedFigure) -> DerivedFigure:
    """Return a lag or a lead with the one decimal of the percentages that it lies between, unless nothing is left."""
    tenth = figure.role in ("lag", "lead") and figure.places is not None and iv.rounded(figure.interval.best, 1)
    return replace(figure, places=min(figure.places or 0, 1)) if tenth else figure


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
