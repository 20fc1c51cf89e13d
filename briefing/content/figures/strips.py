"""Where each city is on several indicators, as a share of the best, on one axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefing.analysis.comparisons import Comparison
from briefing.analysis.standing import shares_of_best
from briefing.content.figures.chart_specs import ChartSpecs, figure_of
from briefing.content.figures.theme_figures import direction, measured
from briefing.content.tables.theme_tables import UNCOMPUTED
from briefing.model.document import Figure, Mark, Panel
from briefing.model.measure import MeasureKind
from briefing.model.quantity import RANK
from briefing.wording.figures import figure as figure_text
from briefing.wording.prose import join, text

SHARES = "括号内为与最优值之比，越低越好的指标为最优值与该值之比。"


LEAST = 3
"""Cities of which the best is worth a mark on an axis where none of them is the home."""


def of_all(specs: ChartSpecs) -> tuple[Figure, ...]:
    """Return the strip of all indicators that several cities are judged by, and may be told apart in; () for none."""
    held = [item for item in specs.analysis.comparisons if item.indicator.judged and not item.level]
    made = strip(specs, (item for item in held if len(item.facts) >= LEAST), "各地主要指标与最优城市相比（推算）")
    if made is None or len({mark.label for mark in made.chart.panels[0].marks}) < 2 or not specs.drawn(made):
        return ()
    told = specs.with_periods(replace(made, key="brief.strip"))
    return (replace(told, notes=(join(told.notes),)),)


def strip(specs: ChartSpecs, comparisons: Iterable[Comparison], caption: str) -> Figure | None:
    """Return the figure; None where no indicator can be drawn. Those that cannot are told below with the reason."""
    marks, left = list[Mark](), dict[str, list[str]]()
    for item in comparisons:
        found = shares_of_best(item)
        if not found:
            first = item.facts[0]
            unfit = first.quantity.unit.family == RANK or first.measure.kind is MeasureKind.GROWTH
            why = "不宜折算" if unfit else "含零值或负值，无法折算"
            left.setdefault(why, []).append(item.indicator.name)
        for fact in item.facts if found else ():
            name, share = specs.cities[fact.city].name, found[fact.id]
            run = specs.ledger.figure(share)
            words = f"{figure_text(fact)}（{run.text if run else UNCOMPUTED}）"
            # drawn where it is, not where it is rounded to: of two dots at one place neither is better
            value, ref = (share.interval.best, run.ref) if run else (None, fact.id)
            marks.append(Mark(measured(item) + direction(item), value, words, name, ref, derived=bool(run)))
    if not marks:
        return None
    figure = figure_of("", caption, specs.spec("strip", [Panel(tuple(marks), "", "%")]))
    notes = [SHARES, *(f"{'、'.join(names)}{why}，未画入图中。" for why, names in left.items())]
    return replace(figure, notes=tuple(map(text, notes)))
