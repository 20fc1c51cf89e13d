"""The figures worth drawing: each relation and comparison in the form that shows it, and the table of their kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import Comparison
from briefing.analysis.derived import PERCENT
from briefing.analysis.months import month_rows
from briefing.analysis.relations import Related
from briefing.content.figures.chart_specs import PANELS_AT_MOST, ChartSpecs, axis_unit, figure_of, once, panel_of
from briefing.content.figures.courses import courses
from briefing.content.figures.progress import PROGRESS, paced
from briefing.content.tables.side_by_side import absent
from briefing.model.catalogue import Theme
from briefing.model.document import MOST_ROWS, Figure, Mark, Panel
from briefing.model.library import City
from briefing.model.quantity import RANK
from briefing.model.walk import refs
from briefing.wording import reasons
from briefing.wording.figures import when
from briefing.wording.prose import quoted, specified, text
from briefing.wording.sentences import scale

ROWS_EACH = 10
"""Cities up to which each has a row in a chart; of more it shows how they are distributed."""
DISTRIBUTIONS = 4
"""Indicators whose distributions stand on one page, however many dots lie one above the other."""


def _comparisons(specs: ChartSpecs, theme: Theme) -> list[Figure]:
    """Return one figure of all indicators that may be compared and differ, and of each ranking one of its own."""
    found = [
        item
        for item in specs.analysis.comparisons
        if item.indicator.theme == theme.id and len({fact.quantity.base_ends for fact in item.facts}) > 1
    ]
    # of one measured in several scopes, old and new, that of the most cities is drawn; the table has all
    widest: dict[tuple[str, str], Comparison] = {}
    for item in sorted(found, key=lambda item: -len(item.facts)):
        widest.setdefault((item.indicator.id, item.facts[0].scope), item)
    found = [item for item in found if item in widest.values()]
    amounts = [item for item in found if item.indicator.family != RANK]
    # all panels of a figure stand on one page
    fit = DISTRIBUTIONS if _crowded(specs) else max(1, min(PANELS_AT_MOST, MOST_ROWS // len(specs.cities)))
    figures = [compared(specs, theme.name, f"compare.{theme.id}", amounts[:fit])] if amounts else []
    if left := quoted(measured(item) for item in amounts[fit:]):
        figures = [replace(figures[0], notes=(text(f"图中画不下的{left}见表。"),))]
    # a place in a ranking shares no axis with an amount: each ranking has a figure of its own
    rankings = [item for item in found if item.indicator.family == RANK]
    return figures + [compared(specs, "", f"compare.{item.facts[0].id}", [item], "dots") for item in rankings]


def compared(specs: ChartSpecs, name: str, key: str, items: Sequence[Comparison], alone: str = "bars") -> Figure:
    """Return a figure with a panel for each comparison; cities that state nothing are shown as such.

    `alone` is the kind of chart of a single one, unless the cities are too many for a row each.
    """
    panels, kind = [comparison_panel(specs, item) for item in items], "grouped"
    where = "各地比较" if len(specs.cities) > 2 else "两地比较"
    caption = f"{name}{where}"
    if len(panels) == 1:  # the caption says its title
        kind, caption = alone, f"{measured(items[0])}{where}{direction(items[0])}"
        panels = [replace(panels[0], title="")]
    return figure_of(key, caption, specs.spec("distribution" if _crowded(specs) else kind, panels))


def _crowded(specs: ChartSpecs) -> bool:
    """Return whether there are too many cities for each to have a row of its own."""
    return len(specs.cities) > ROWS_EACH


def comparison_panel(specs: ChartSpecs, item: Comparison) -> Panel:
    """Return the cities as the comparison ranks them, then those that state nothing."""
    unit = axis_unit(item.facts)
    known = {fact.city: fact for fact in item.facts}
    marks = [
        *(specs.mark(specs.cities[id].name, fact, specs.cities[id].name, unit) for id, fact in known.items()),
        *(
            Mark(city.name, None, _why_not(specs, item, city), city.name)
            for id, city in specs.cities.items()
            if id not in known
        ),
    ]
    return panel_of(marks, measured(item) + direction(item), unit)


def _why_not(specs: ChartSpecs, item: Comparison, city: City) -> str:
    """Return why a comparison has no figure of a city: one of this time is held that is of another scope, or none."""
    first, facts = item.facts[0], specs.analysis.selection.records[city.id].facts
    for fact in facts:
        if (fact.indicator, fact.scope) == (first.indicator, first.scope) and fact.period.end == first.period.end:
            return "口径不同"
    return absent(specs.analysis.selection, city, item.indicator.theme, item.indicator.id)[0].text


def measured(item: Comparison) -> str:
    """Return the name of the indicator with what its figures cover."""
    return specified(item.indicator.name, item.facts[0].scope)


def direction(item: Comparison) -> str:
    """Return “（越短越好）” where less is better, so that the longest bar is the worst; "" where it is not."""
    length = item.indicator.better == "低" and item.indicator.family != RANK
    return f"（越{scale(item.indicator.family)[1]}越好）" if length else ""


def _reductions(specs: ChartSpecs, theme: Theme) -> list[Figure]:
    """Before and after in small multiples, one figure a city."""
    figures = []
    for city, items in _by_city(specs.related(theme, "reduction")).items():
        panels = []
        for item in items[:PANELS_AT_MOST]:
            name, unit = specs.cities[city].name, item.one("cut").quantity.unit
            before = specs.known("改革前", item, "before", name, unit)
            after = specs.known("改革后", item, "after", name, unit)
            if before and after:
                panels.append(panel_of((before, after), item.relation.name, unit))
        if panels:
            caption = f"{specs.cities[city].name}{theme.name}改革前后对比"
            figure = figure_of(f"reduction.{theme.id}.{city}", caption, specs.spec("dumbbells", panels))
            left = quoted(item.relation.name for item in items[PANELS_AT_MOST:])
            figures.append(replace(figure, notes=(text(f"图中画不下的{left}见表。"),)) if left else figure)
    return figures


def _cuts(specs: ChartSpecs, theme: Theme) -> list[Figure]:
    """By how much each thing was cut, side by side on one axis of percentages."""
    figures = []
    for city, items in _by_city(specs.related(theme, "reduction")).items():
        name = specs.cities[city].name
        rates = ((item.relation.name, item.one("rate")) for item in items)
        marks = [specs.mark(what, rate, name, rate.quantity.unit) for what, rate in rates]
        caption = f"{name}{theme.name}压减幅度"
        spec = specs.spec("percent_bars", [Panel(largest_first(marks), "", "%")])
        figures.append(figure_of(f"cuts.{theme.id}.{city}", caption, spec))
    return figures


def _rates(specs: ChartSpecs, theme: Theme) -> list[Figure]:
    """Percentages of one whole side by side on one axis; those of unlike wholes are never together."""
    catalogue, wholes = specs.analysis.selection.library.catalogue, dict[tuple[str, str, str], list[Related]]()
    for item in specs.related(theme, "share"):
        base = item.relation.base
        wholes.setdefault((item.relation.city, base or item.relation.id, base), []).append(item)
    for item in specs.related(theme, "part_of"):
        fact = item.one("whole")
        name = catalogue.indicators[fact.indicator].name
        wholes.setdefault((item.relation.city, fact.id, name), []).append(item)
    figures = []
    for (city, _, whole), items in wholes.items():
        name = specs.cities[city].name
        if marks := [mark for item in items if (mark := _rate(specs, item, name))]:
            spec = specs.spec("percent_bars", [Panel(largest_first(marks), "", "%")])
            figures.append(figure_of(f"share.{items[0].relation.id}", f"{name}占{whole}的比重", spec))
    return figures


def _rate(specs: ChartSpecs, item: Related, group: str) -> Mark | None:
    if item.relation.kind == "part_of":
        return specs.known(item.relation.name, item, "rate", group, PERCENT)
    base, rate = item.relation.base, item.one("rate")
    label = f"{item.relation.name}占{base}" if base else item.relation.name
    return specs.mark(label, rate, group, rate.quantity.unit)


def largest_first(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks from the largest value to the least, then those without one."""
    return tuple(sorted(marks, key=lambda mark: Decimal("Infinity") if mark.value is None else -mark.value))


def _completions(specs: ChartSpecs, theme: Theme) -> list[Figure]:
    figures = []
    for item in specs.related(theme, "completion"):
        actual, city = item.one("actual"), specs.city(item)
        unit = actual.quantity.unit
        plan = specs.known("计划", item, "plan", city.name, unit)
        if plan:
            marks = (specs.mark("完成", actual, city.name, unit), plan)
            caption = f"{city.name}{item.relation.name}完成情况"
            spec = specs.spec("bullet", [panel_of(marks, item.relation.name, unit)])
            figures.append(figure_of(f"completion.{item.relation.id}", caption, spec))
    return figures


def _paced(specs: ChartSpecs, theme: Theme) -> list[Figure]:
    """How far the targets of a theme are reached beside the time that is gone."""
    own = [item for item in specs.analysis.observed if item.indicator.theme == theme.id]
    rows, _ = month_rows(own, [item for item in specs.analysis.related if item.theme == theme.id])
    return paced(specs, rows, f"{theme.name}目标", theme.id)


def _changes(specs: ChartSpecs, theme: Theme) -> list[Figure]:
    figures = []
    for item in specs.related(theme, "change"):
        stock, change, city = item.one("stock"), item.one("change"), specs.city(item)
        unit = stock.quantity.unit
        opening = specs.known(item.relation.base or "期初", item, "opening", city.name, unit)
        if opening:
            falls = change.direction == "减"
            moved = specs.mark("减少" if falls else "增加", change, city.name, unit)
            if falls:
                moved = replace(moved, value=-change.quantity.base / unit.factor)
            closing = specs.mark(when(stock) or "期末", stock, city.name, unit)
            caption = f"{city.name}{item.relation.name}变动"
            spec = specs.spec("waterfall", [panel_of((opening, moved, closing), "", unit)])
            figures.append(figure_of(f"change.{item.relation.id}", caption, spec))
    return figures


def _tiers(specs: ChartSpecs, theme: Theme) -> list[Figure]:
    figures = []
    indicators = specs.analysis.selection.library.catalogue.indicators
    for item in specs.related(theme, "tiers"):
        levels, city = item.members["levels"], specs.city(item)
        unit = axis_unit(levels)
        marks = [specs.mark(indicators[fact.indicator].name, fact, city.name, unit) for fact in levels]
        caption = f"{city.name}{item.relation.name}层级"
        spec = specs.spec("tiers", [panel_of(marks, "", unit)])
        figures.append(figure_of(f"tiers.{item.relation.id}", caption, spec))
    return figures


def _by_city(items: Sequence[Related]) -> dict[str, list[Related]]:
    groups: dict[str, list[Related]] = {}
    for item in items:
        groups.setdefault(item.relation.city, []).append(item)
    return groups


def _coverage(specs: ChartSpecs, themes: Sequence[Theme]) -> list[Figure]:
    """Return how much our data hold of each city on each theme as a heat table; none below two of either."""
    cities, cover = specs.analysis.selection.cities, specs.analysis.coverage
    # one row or one column of cells is a list, which a sentence tells better
    if len(cities) < 2 or len(themes) < 2:
        return []
    marks = []
    for theme in themes:
        for city in cities:
            total = cover.facts[theme.id, city.id] + cover.practices[theme.id, city.id]
            if cover.blank(theme.id, city.id):
                marks.append(
                    Mark(theme.name, None, absent(specs.analysis.selection, city, theme.id)[0].text, city.name)
                )
                continue
            what = f"{city.name}“{theme.name}”数据与做法"
            run = specs.ledger.count(f"{city.id}.{theme.id}", total, "项", what)
            marks.append(Mark(theme.name, Decimal(total), run.text, city.name, run.ref))
    caption = "各主题数据与做法合计项数（只反映材料详略）"
    return [figure_of("coverage", caption, specs.spec("heat", [Panel(tuple(marks), "", "")]))]


@dataclass(frozen=True, slots=True)
class FigureKind:
    """A kind of figure: its Chinese name, the data it needs, and what makes every figure of it that themes have.

    Whether a figure would mislead is not asked here: the chart room says so.
    """

    name: str
    needs: str
    make: Callable[[ChartSpecs, Sequence[Theme]], list[Figure]]


def _each(make: Callable[[ChartSpecs, Theme], list[Figure]]) -> Callable[[ChartSpecs, Sequence[Theme]], list[Figure]]:
    """Return figures of each theme by itself."""
    return lambda specs, themes: [figure for theme in themes for figure in make(specs, theme)]


COVERAGE = "coverage"
TREND = "trend"
FIGURES: dict[str, FigureKind] = {
    "comparison": FigureKind("各地比较", "几个城市可比而数值不同的指标", _each(_comparisons)),
    "completion": FigureKind("计划完成", "“完成”关联（完成数和占计划的百分比）", _each(_completions)),
    PROGRESS: FigureKind("完成进度", "两个以上有目标而时间未到的指标或城市", _each(_paced)),
    "reduction": FigureKind("改革前后", "“压减”关联（压减数和压减率），且能推算出前后的数", _each(_reductions)),
    "change": FigureKind("增减变动", "“变动”关联（期末数和变动数）", _each(_changes)),
    TREND: FigureKind(
        "历年趋势",
        "同一指标三个以上年份、或连着的三个以上半年、季度、月份的数据，或几个城市同样两个时期的数据",
        _each(courses),
    ),
    "tiers": FigureKind("层级", "“层级”关联（逐层包含的几个数）", _each(_tiers)),
    "share": FigureKind("占比", "“占比”或“其中”关联", _each(_rates)),
    "cuts": FigureKind("压减幅度", "“压减”关联（压减数和压减率）", _each(_cuts)),
    COVERAGE: FigureKind("主题覆盖", "至少两个城市、两个主题", _coverage),
}
"""Every kind of figure, by the name it is asked for, the most telling first."""


def of_kind(specs: ChartSpecs, kind: str, themes: Sequence[Theme]) -> list[Figure]:
    """Return every figure of a kind (a key of `FIGURES`) that themes have, drawable or not, with its periods below."""
    return [specs.with_periods(figure) for figure in FIGURES[kind].make(specs, themes)]


def of_theme(specs: ChartSpecs, theme: Theme) -> list[Figure]:
    """Return every figure that suits a theme: how far its targets are, how its indicators moved, then the most telling.

    What is compared is not drawn again where the ends of lines say it.
    """
    aimed = [figure for figure in of_kind(specs, PROGRESS, (theme,)) if specs.drawn(figure)]
    moved = [figure for figure in of_kind(specs, TREND, (theme,)) if specs.drawn(figure)]
    rest = specs.beyond(frozenset(refs(moved)))
    made = (figure for kind in FIGURES if kind not in (PROGRESS, TREND) for figure in of_kind(rest, kind, (theme,)))
    return [*aimed, *once([*moved, *filter(specs.drawn, made)], specs.ledger)]


def undrawn(analysis: Analysis, *, monthly: bool) -> str:
    """Return why a briefing has no chart; `monthly`: a table tells how far targets are reached."""
    found = analysis.comparisons
    judged = dict.fromkeys(item.indicator.name for item in found if item.indicator.judged)
    level = judged if all(item.level for item in found) else ()
    held = any(record.facts for record in analysis.selection.records.values())
    return reasons.undrawn(list(level), held=held, monthly=monthly)
