"""How far targets are reached beside the share of the time that is gone (序时进度), on one axis of percentages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from briefing.analysis import interval as iv
from briefing.analysis.derived import PERCENT
from briefing.analysis.months import MonthRow
from briefing.analysis.targets import TargetProgress
from briefing.content.figures.chart_specs import ChartSpecs, figure_of
from briefing.model.document import MOST_ROWS, Figure, Mark, Panel, Run
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind
from briefing.wording.figures import DERIVED
from briefing.wording.prose import join, specified, text

PROGRESS = "progress"
"""With what the keys of these charts begin."""
LEAST = 2
"""Targets that a chart shows; how far one is reached, a sentence tells."""

MOST = 6
"""Charts of one kind: of more cities, or indicators, the table tells."""

Time = tuple[datetime.date, Fraction, Period]
"""The last day that figures are of, the share of the time that was gone then, and of what time."""


def paced(specs: ChartSpecs, rows: Iterable[MonthRow], what: str, key: str = "") -> list[Figure]:
    """Return a chart for each city of how far its targets are reached; for each indicator where cities are more.

    `what` they are of stands in the captions, `key` in their keys.
    """
    rows = [row for row in rows if row.progress and row.city in specs.cities]
    by_indicator = len({(row.indicator.id, row.latest.scope) for row in rows}) < len({row.city for row in rows})
    groups: dict[tuple[str, ...], list[MonthRow]] = {}
    for row in rows:
        groups.setdefault((row.indicator.id, row.latest.scope) if by_indicator else (row.city,), []).append(row)
    made = []
    for own, held in groups.items():
        first = held[0]
        city = specs.cities[first.city].name if len(specs.cities) > 1 else ""
        name = specified(first.indicator.name, first.latest.scope) if by_indicator else f"{city}{what}"
        made.append(_chart(specs, held, ".".join(filter(None, (PROGRESS, key, *own))), name, by_indicator=by_indicator))
    drawn = [figure for figure in made if figure]
    if len(drawn) > MOST:
        last = drawn[MOST - 1]
        drawn[MOST - 1] = replace(last, notes=(*last.notes, text("其余的完成进度见表。")))
    return drawn[:MOST]


def _chart(specs: ChartSpecs, rows: Sequence[MonthRow], key: str, name: str, *, by_indicator: bool) -> Figure | None:
    """Return the chart of targets of one time, that of the most of them; None where too few tell how far they are."""
    by_time: dict[Time, list[tuple[MonthRow, Mark]]] = {}
    for row in rows:
        label = specs.cities[row.city].name if by_indicator else specified(row.indicator.name, row.latest.scope)
        found = row.progress
        if found and found.running and found.elapsed is not None and (mark := _done(specs, found, row.city)):
            by_time.setdefault((row.end, found.elapsed, found.due), []).append((row, replace(mark, label=label)))
    if not by_time:
        return None
    (end, elapsed, due), held = max(by_time.items(), key=lambda item: len(item[1]))
    if len(held) < LEAST:
        return None
    held = sorted(held, key=lambda item: item[1].value or 0, reverse=True)
    gone = specs.ledger.elapsed(end, due, elapsed * 100)
    marks = [mark for _, mark in held]
    spec = specs.spec(*_drawn(marks, gone, elapsed))
    computed = spec.kind == "bullet" and all(mark.derived for mark in marks)
    spec = replace(spec, notes=()) if computed else spec  # the caption says it
    at = Period.holding(end, PeriodKind.MONTH).printed
    figure = figure_of(key, f"截至{at}末{name}完成进度{'（推算）' * computed}", spec)
    shown = {id(row) for row, _ in held}
    left = dict[str, list[str]]()
    for row in (row for row in rows if id(row) not in shown):
        why = "时期不同" if row.progress and row.progress.completion else "不按完成率衡量"
        left.setdefault(why, []).append(specs.cities[row.city].name if by_indicator else row.indicator.name)
    year = "全年" if due.kind is PeriodKind.YEAR else due.printed
    told = [join([text(f"{year}时间已过"), (gone,), text(f"（{DERIVED}）。")])] if spec.kind == "distribution" else []
    told += [text(f"{'、'.join(names)}{why}，未画入图中。") for why, names in left.items()]
    return replace(figure, notes=tuple(told))


def _drawn(marks: Sequence[Mark], gone: Run, elapsed: Fraction) -> tuple[str, list[Panel]]:
    """Return the kind of chart and its panels: a row for each, or of very many how they are distributed."""
    if len(marks) > MOST_ROWS:
        return "distribution", [Panel(tuple(marks), "", PERCENT.symbol)]
    percent = iv.rounded(Decimal(elapsed.numerator * 100) / elapsed.denominator, 1)
    plan = Mark("序时进度", percent, gone.text, "", gone.ref, derived=True)
    return "bullet", [
        Panel((replace(mark, label="完成"), replace(plan, group=mark.group)), mark.label, PERCENT.symbol)
        for mark in marks
    ]


def _done(specs: ChartSpecs, found: TargetProgress, city: str) -> Mark | None:
    """Return the percentage done, as it is stated or computed; None where nothing can honestly be printed."""
    name, ledger = specs.cities[city].name, specs.ledger
    if found.rate:
        return specs.mark("", found.rate, name, PERCENT)
    figure = next((figure for figure in found.figures if figure.role == "completion"), None)
    run, short = ledger.figure(figure), figure and ledger.shortened(figure)
    if run is None or short is None or short.value is None:
        return None
    return Mark("", short.value, run.text, name, run.ref, derived=True)
