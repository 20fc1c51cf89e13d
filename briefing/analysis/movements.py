"""From one time to another: how far a figure has moved since an earlier figure of the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.analysis import interval as iv
from briefing.analysis.comparability import RULES, Observed
from briefing.analysis.comparisons import same
from briefing.analysis.derived import PERCENT, POINT, DerivedFigure, Result, figures
from briefing.analysis.interval import HUNDRED, ONE, exactly
from briefing.analysis.trends import NO_GROWTH
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.quantity import RANK, RANK_CHANGE, Unit

STEP = Unit("个位次", RANK_CHANGE, exactly(1).low)
BREAK, UNDATED = "break", "undated"
"""Why two figures of one thing are not set against each other, beside the rules of comparability."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One thing at two times.

    `turn`: 增 or 减 (of a place in a ranking 升 or 降), 平 where both state the same figure, "" where their
    rounding leaves it open or where they are `apart`: the name of the rule by which they are not compared, else "".
    `difference` and `growth` (in %, of a fall the percentage of the fall) are both positive; None where they say
    nothing or cannot honestly be printed. `reason` is that of a break.
    """

    indicator: Indicator
    before: Fact
    now: Fact
    turn: str = ""
    difference: DerivedFigure | None = None
    growth: DerivedFigure | None = None
    apart: str = ""
    reason: str = ""


Move = Callable[[Fact, Fact], Movement]


def mover(observed: Iterable[Observed], facts: Sequence[Fact]) -> Move:
    """Return what sets an `observed` fact against an earlier one; `facts` hold the breaks there are between them."""
    known = {item.fact.id: item for item in observed}
    breaks = [fact for fact in facts if fact.break_reason]

    def move(before: Fact, now: Fact) -> Movement:
        item = known[now.id]
        found = Movement(item.indicator, before, now)
        if not (before.period.dated and now.period.dated):
            return replace(found, apart=UNDATED)
        between = [
            fact for fact in breaks if fact.identity == now.identity and before.period < fact.period <= now.period
        ]
        if between:
            return replace(found, apart=BREAK, reason=between[-1].break_reason)
        old = replace(item, fact=before)
        apart = next((name for name, aspect in RULES if name != "period" and aspect(item) != aspect(old)), "")
        return replace(found, apart=apart) if apart else _moved(found)

    return move


def _moved(found: Movement) -> Movement:
    before, now = iv.base(found.before), iv.base(found.now)
    unit = found.now.quantity.unit
    if before.meets(now):
        return replace(found, turn="平" if same(found.before, found.now) else "")
    more = now.low >= before.high  # rounded intervals that only touch do not meet
    turn = ("降" if more else "升") if unit.family == RANK else "增" if more else "减"
    results = []
    if measured := {RANK: STEP, "percent": POINT}.get(unit.family, unit if unit.family != "permille" else None):
        high, low = (now, before) if more else (before, now)
        formula = "{now} − {before}" if more else "{before} − {now}"
        results.append(Result("difference", (high - low) / exactly(measured.factor), measured, formula))
    if unit.family not in NO_GROWTH and before.low > 0 and now.low >= 0:
        ratio = now / before
        change, formula = (ratio - ONE, "{now} ÷ {before} − 1") if more else (ONE - ratio, "1 − {now} ÷ {before}")
        results.append(Result("growth", change * HUNDRED, PERCENT, formula))
    stem = f"{found.now.id}.since.{found.before.id}"
    made = {item.role: item for item in figures(stem, results, {"now": (found.now,), "before": (found.before,)})}
    return replace(found, turn=turn, difference=made.get("difference"), growth=made.get("growth"))


def year_earlier(observed: Sequence[Observed], facts: Sequence[Fact]) -> list[Movement]:
    """Return the latest figure of each thing beside that of the same stretch of the year before, in data order.

    Things of which the data hold no such figure are left out.
    """
    move, held = mover(observed, facts), {(fact.identity, fact.direction, fact.period): fact for fact in facts}
    latest: dict[object, Fact] = {}
    for fact in (item.fact for item in observed if item.fact.period.dated):
        kept = latest.setdefault((fact.identity, fact.direction), fact)
        if fact.period > kept.period:
            latest[fact.identity, fact.direction] = fact
    found = []
    for fact in latest.values():
        earlier = fact.period.year_earlier()
        if earlier and (before := held.get((fact.identity, fact.direction, earlier))):
            found.append(move(before, fact))
    return found
