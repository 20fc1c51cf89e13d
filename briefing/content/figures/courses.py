"""Figures of how indicators moved: lines, small multiples of them, and slopes from one period to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.analysis.comparability import Observed, aspects, kind_of_figure
from briefing.analysis.time_series import by_period
from briefing.analysis.trends import Trend, trends
from briefing.content.figures.chart_specs import PANELS_AT_MOST, ChartSpecs, axis_unit, figure_of, panel_of
from briefing.model.catalogue import Theme
from briefing.model.colours import LINES_TOGETHER
from briefing.model.document import ChartSpec, Figure, Mark, Panel, Runs
from briefing.model.facts import Fact
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import RANK
from briefing.wording.figures import UNLISTED, of_series
from briefing.wording.prose import text

PANELS_TOGETHER = 12
"""Cities that have a panel each; of more the lines share one plot, in which few are named."""
SLOPE = 2  # periods


def courses(specs: ChartSpecs, theme: Theme, kind: str = "") -> list[Figure]:
    """Return one figure of each indicator that several cities have over time, and one of all that a single city has.

    Those of several cities are of the `kind` line or small_lines, "" for the one that suits so many.
    """
    found = [item for item in specs.analysis.trends if item.indicator.theme == theme.id]
    known = {item.indicator.id for item in found}
    alone: dict[tuple[str, tuple[str, ...]], list[Trend]] = {}
    for item in found:
        if len(item.series) == 1:
            ((city, series),) = item.series.items()
            alone.setdefault((city, _labels(item, series)), []).append(item)
    own = (item for item in specs.analysis.observed if item.indicator.theme == theme.id)
    observed = [item for item in own if item.indicator.id not in known]
    return [
        *(_trend(specs, item, kind) for item in found if len(item.series) > 1),
        *(figure for item in trends(observed, SLOPE) if _may_slope(item) and (figure := slope(specs, item, observed))),
        *(
            _of_city(specs, theme, city, items[first : first + PANELS_AT_MOST])
            for (city, _), items in alone.items()
            for first in range(0, len(items), PANELS_AT_MOST)
        ),
    ]


def _may_slope(item: Trend) -> bool:
    """Return whether two periods are of no season: what is counted within parts of a year is not set side by side."""
    return item.kind is PeriodKind.YEAR or item.ends


def _labels(item: Trend, series: Iterable[Period]) -> tuple[str, ...]:
    return tuple(of_series(at, ends=item.ends) for at in series)


def _trend(specs: ChartSpecs, item: Trend, kind: str) -> Figure:
    """Return an indicator of several cities over time, their lines in one plot or, where they are many, in panels."""
    kind = kind or ("small_lines" if LINES_TOGETHER < len(item.series) <= PANELS_TOGETHER else "line")
    rising = item.indicator.better != "低" and item.indicator.family != RANK
    order = sorted(item.series, key=lambda city: item.last(city).quantity.base, reverse=rising)
    spec = specs.spec(kind, [_course(specs, item)], order if kind == "small_lines" else ())
    figure = figure_of(f"trend.{item.id}", f"{item.indicator.name}变化", spec)
    return replace(figure, notes=_broken(figure.chart))


def _broken(spec: ChartSpec) -> tuple[Runs, ...]:
    """Return a note of the periods from which on a city's figures measure something else; () for none."""
    found = [f"{mark.group}{mark.label}起" for panel in spec.panels for mark in panel.marks if mark.breaks]
    return (text(f"竖虚线表示前后数据不可比（{'、'.join(dict.fromkeys(found))}）。"),) if found else ()


def slope(specs: ChartSpecs, item: Trend, observed: Sequence[Observed]) -> Figure | None:
    """Return an indicator from one period to another in the cities that may stand together; None for a single one."""
    known = {one.fact.id: one for one in observed}
    kinds = {
        city: (_labels(item, series), *(kind_of_figure(known[fact.id]) for fact in series.values()))
        for city, series in item.series.items()
    }
    ((most, count),) = Counter(kinds.values()).most_common(1)
    if count < 2:
        return None
    shared = {city: series for city, series in item.series.items() if kinds[city] == most}
    spec = specs.spec("slope", [_course(specs, replace(item, series=shared), whole=False)])
    figure = figure_of(f"trend.{item.id}", f"{item.indicator.name}变化", spec)
    left = "、".join(specs.cities[city].name for city in item.series if city not in shared)
    return replace(figure, notes=(text(f"{left}的数据时期或口径不同，未画入图中。"),)) if left else figure


def _of_city(specs: ChartSpecs, theme: Theme, city: str, items: Sequence[Trend]) -> Figure:
    """Return the indicators of a city over the same periods, a line for one, a panel for each of several."""
    name, first = specs.cities[city].name, items[0]
    if len(items) == 1:
        spec = specs.spec("line", [_course(specs, first)])
        figure = figure_of(f"trend.{first.id}", f"{name}{first.indicator.name}变化", spec)
    else:
        spec = specs.spec("panel_lines", [_course(specs, item, item.indicator.name) for item in items])
        figure = figure_of(f"trend.{first.id}", f"{name}{theme.name}主要指标变化", spec)
    return replace(figure, notes=_broken(spec))


def _course(specs: ChartSpecs, item: Trend, title: str = "", *, whole: bool = True) -> Panel:
    """Return a panel with a line for each city, the `whole` of it or what follows its last break."""
    unit = axis_unit([fact for series in item.series.values() for fact in series.values()])
    marks = []
    for city, since in item.series.items():
        name, series = specs.cities[city].name, {**_before_break(specs, item, since), **since} if whole else since
        for at in _without_gaps(item, series):
            label, fact = of_series(at, ends=item.ends), series.get(at)
            mark = specs.mark(label, fact, name, unit) if fact else Mark(label, None, UNLISTED, name)
            breaks = bool(fact and fact.break_reason and at is not next(iter(series)))
            marks.append(replace(mark, breaks=breaks))
    return panel_of(marks, title, unit)


def _before_break(specs: ChartSpecs, item: Trend, series: Mapping[Period, Fact]) -> dict[Period, Fact]:
    """Return what is held of a series before it measured what it does now; {} where it always did."""
    first, observed = next(iter(series.values())), specs.analysis.observed
    own = next((one for one in observed if one.fact is first), None) if first.break_reason else None
    if own is None:
        return {}
    ends, alike = first.period.is_end(first.basis), aspects(own, without=("period",))
    same = (
        one.fact
        for one in observed
        if one.indicator.id == item.indicator.id
        and one.city.id == first.city
        and one.fact.period.is_end(one.fact.basis) == ends
        and aspects(one, without=("period",)) == alike
    )
    return {at: fact for at, fact in by_period(same, item.kind, ends=ends).items() if at < min(series)}


def _without_gaps(item: Trend, series: Mapping[Period, Fact]) -> list[Period]:
    """Return the periods from the first to the last, of what is shorter than a year also those without a figure."""
    found, at = [max(series)], max(series).before()
    while item.kind is not PeriodKind.YEAR and at and at >= min(series):
        found.insert(0, at)
        at = at.before()
    return list(series) if item.kind is PeriodKind.YEAR else found
