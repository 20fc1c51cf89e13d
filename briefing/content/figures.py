"""Charts worth drawing: each relation and comparison in the form that shows it, specified in words and Decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import Comparison
from briefing.analysis.relations import Related
from briefing.analysis.trends import Trend
from briefing.content.ledger import Ledger
from briefing.errors import Problem, Severity
from briefing.model.colours import COLOURS, colours_of
from briefing.model.document import MOST_ROWS, ChartSpec, Figure, Mark, Panel
from briefing.model.library import City, Fact, Theme
from briefing.model.quantity import RANK, Unit
from briefing.templating.audit import refs_of
from briefing.wording.figures import DERIVED, missing, period, when
from briefing.wording.prose import plain, quoted, text
from briefing.wording.sentences import scale

PANELS_AT_MOST = 6
BARS = ("bars", "grouped", "percent_bars")
"""Kinds with a bar for each mark."""

Drawable = Callable[[ChartSpec], bool]


def _mark(label: str, fact: Fact, ledger: Ledger, group: str, scale: Decimal) -> Mark:
    """A fact's mark; `scale` is the factor of the axis unit."""
    run = ledger.fact(fact)
    return Mark(label, fact.quantity.base / scale, run.text, group, run.ref)


def _known(label: str, item: Related, role: str, ledger: Ledger, group: str, scale: Decimal) -> Mark | None:
    """The mark of a role that the source states or that was derived; None where nothing can honestly be drawn."""
    fact, found = item.stated(role), item.figure(role)
    if fact:
        return _mark(label, fact, ledger, group, scale)
    run = ledger.figure(found)
    if found is None or found.value is None or run is None:
        return None
    return Mark(label, found.value * found.unit.factor / scale, run.text, group, run.ref, derived=True)


def _panel(marks: Iterable[Mark], title: str, unit: Unit) -> Panel:
    """A panel in that unit, which says whether the marks are places in a ranking."""
    return Panel(tuple(marks), title, unit.symbol, unit.family == RANK)


def _figure(key: str, caption: str, chart: ChartSpec) -> Figure:
    return Figure(key=key, caption=text(caption), chart=chart, alt=alternative(caption, chart))


def alternative(caption: str, chart: ChartSpec) -> str:
    """Alternative text: the caption and every mark in words, from the same marks that are drawn."""
    panels = []
    alone = len({mark.group for panel in chart.panels for mark in panel.marks}) == 1  # the caption names the city
    for panel in chart.panels:
        marks = "，".join(
            f"{mark.label if alone else _who(mark)}{mark.text}" + (f"（{DERIVED}）" if mark.derived else "")
            for mark in panel.marks
        )
        panels.append(f"{panel.title}：{marks}" if panel.title else marks)
    return f"{caption}。{'；'.join(panels)}。"


def _who(mark: Mark) -> str:
    return mark.label if mark.group in ("", mark.label) else f"{mark.group}{mark.label}"


class Artist:
    """Makes the figures of one analysis.

    `drawable` is the chart room's word on what would not mislead; `colors` are chosen ones, by the names of cities;
    `warn` hears what cannot be drawn of so many cities.
    """

    def __init__(
        self,
        analysis: Analysis,
        ledger: Ledger,
        drawable: Drawable,
        colors: Mapping[str, str] = MappingProxyType({}),
        warn: Callable[[Problem], None] = lambda problem: None,
    ) -> None:
        self.analysis, self.ledger, self.drawable, self._colors = analysis, ledger, drawable, colors
        self.cities = {city.id: city for city in analysis.selection.cities}
        self._everywhere = tuple(city.name for city in analysis.selection.library.known)
        self._warn = warn

    def of_theme(self, theme: Theme) -> list[Figure]:
        """Every figure that suits a theme, the most telling first."""
        made = [figure for maker in MAKERS.values() for figure in self.of_kind(maker, theme)]
        for problem in filter(None, map(_too_many, made)):
            self._warn(problem)
        return [figure for figure in made if self.drawable(figure.chart)]

    def tell_left_out(self, figure: Figure, why: str) -> None:
        """Warn that a figure is not drawn, and why."""
        self._warn(_left_out(figure, why))

    def of_kind(self, maker: Maker, theme: Theme) -> list[Figure]:
        """Every figure of a kind that a theme has, with the periods of what it shows below."""
        made = maker.make(self, theme)
        return [replace(item, notes=(*item.notes, *map(text, self._periods(item)))) for item in made]

    def _periods(self, figure: Figure) -> list[str]:
        """The periods that the figures are of, in a line; a line chart has them on its axis."""
        library = self.analysis.selection.library
        used = self.ledger.rests_on(refs_of(figure))
        facts = [fact for fact in library.facts() if fact.id in used and figure.chart.kind != "line"]
        cities, indicators = {fact.city for fact in facts}, {fact.indicator for fact in facts}
        found: dict[str, list[str]] = {}
        for fact in facts:
            where = library.records[fact.city].city.name if len(cities) > 1 else ""
            what = library.catalogue.indicators[fact.indicator].name if len(indicators) > 1 else ""
            found.setdefault(period(fact.period, fact.basis), []).append(where + what)
        if len(found) < 2:
            return [f"时期：{when}。" for when in found]
        groups = (f"{'、'.join(dict.fromkeys(group))}，{when}" for when, group in found.items())
        return [f"时期：{'；'.join(groups)}。"]

    def spec(self, kind: str, panels: Iterable[Panel]) -> ChartSpec:
        """A chart of this analysis: several cities have their colours. Its caption is its title.

        A note says of marks that they are derived, or drawn in the middle of a range.
        """
        panels = tuple(panels)
        marks = [mark for panel in panels for mark in panel.marks]
        shown = {mark.group for mark in marks}
        groups = tuple(city.name for city in self.cities.values() if city.name in shown and len(shown) > 1)
        colours = colours_of(groups, self._everywhere, self._colors)
        drawn = [fact for mark in marks if (fact := self.ledger.facts.get(mark.ref or ""))]
        told = {
            f"带“{DERIVED}”的数值由原文数据计算得出。": any(mark.derived for mark in marks),
            "数值为区间的，按区间的中点绘制。": any(fact.quantity.upper is not None for fact in drawn),
        }
        return ChartSpec(kind, "", panels, tuple(note for note, due in told.items() if due), groups, colours)

    def related(self, theme: Theme, kind: str) -> list[Related]:
        """The relations of a kind in a theme."""
        return [item for item in self.analysis.related if item.theme == theme.id and item.relation.kind == kind]

    def city(self, item: Related) -> City:
        """The city of a relation."""
        return self.cities[item.relation.city]


def _too_many(figure: Figure) -> Problem | None:
    """That a figure has more than a page can show or colours can tell apart, where it has."""
    chart = figure.chart
    marks = [mark for panel in chart.panels for mark in panel.marks]
    if chart.kind == "line" and len(chart.groups) > len(COLOURS):
        why = f"有 {len(chart.groups)} 个城市，一幅图里最多分清 {len(COLOURS)} 个"
    elif chart.kind in BARS and len(marks) > MOST_ROWS:
        why = f"有 {len(marks)} 条，一页最多 {MOST_ROWS} 条"
    else:
        return None
    return _left_out(figure, why)


def _left_out(figure: Figure, why: str) -> Problem:
    hint = "要画图，请少选几个城市。"
    return Problem(f"{quoted([plain(figure.caption)])}没有画图：{why}。", hint=hint, severity=Severity.WARNING)


def _comparisons(artist: Artist, theme: Theme) -> list[Figure]:
    """One figure of all indicators that may be compared and differ, and of each ranking one of its own."""
    found = [
        item
        for item in artist.analysis.comparisons
        if item.indicator.theme == theme.id and len({fact.quantity.base_ends for fact in item.facts}) > 1
    ]
    amounts = [item for item in found if item.indicator.family != RANK]
    fit = max(1, min(PANELS_AT_MOST, MOST_ROWS // len(artist.cities)))
    figures = [_compared(artist, theme.name, f"compare.{theme.id}", amounts[:fit])] if amounts else []
    if left := quoted(item.indicator.name for item in amounts[fit:]):
        figures = [replace(figures[0], notes=(text(f"图中画不下的{left}见表。"),))]
    rankings = [item for item in found if item.indicator.family == RANK]
    return figures + [_compared(artist, "", f"compare.{item.facts[0].id}", [item]) for item in rankings]


def _compared(artist: Artist, name: str, key: str, items: Sequence[Comparison]) -> Figure:
    """A panel for each comparison; cities that state nothing are shown as such."""
    panels, kind = [_comparison(artist, item) for item in items], "grouped"
    where = "各地比较" if len(artist.cities) > 2 else "两地比较"
    caption = f"{name}{where}"
    if len(panels) == 1:  # the caption says its title
        kind, caption = "bars", f"{_measured(items[0])}{where}{_direction(items[0])}"
        panels = [replace(panels[0], title="")]
    return _figure(key, caption, artist.spec(kind, panels))


def _comparison(artist: Artist, item: Comparison) -> Panel:
    """The cities as the comparison ranks them, then those that state nothing."""
    unit = item.facts[0].quantity.unit
    known, absent = {fact.city: fact for fact in item.facts}, missing(artist.analysis.selection.narrowed)
    marks = [
        *(
            _mark(artist.cities[id].name, fact, artist.ledger, artist.cities[id].name, unit.factor)
            for id, fact in known.items()
        ),
        *(Mark(city.name, None, absent, city.name) for id, city in artist.cities.items() if id not in known),
    ]
    return _panel(marks, _measured(item) + _direction(item), unit)


def _measured(item: Comparison) -> str:
    scope = item.facts[0].scope
    return f"{item.indicator.name}（{scope}）" if scope else item.indicator.name


def _direction(item: Comparison) -> str:
    """“（越短越好）” where the longest bar is the worst."""
    length = item.indicator.better == "低" and item.indicator.family != RANK
    return f"（越{scale(item.indicator.family)[1]}越好）" if length else ""


def _trends(artist: Artist, theme: Theme) -> list[Figure]:
    return [_trend(artist, item) for item in artist.analysis.trends if item.indicator.theme == theme.id]


def _trend(artist: Artist, item: Trend) -> Figure:
    unit = next(iter(item.series.values()))[0].quantity.unit
    marks = [
        _mark(f"{fact.period.year}年", fact, artist.ledger, artist.cities[city].name, unit.factor)
        for city, series in item.series.items()
        for fact in series
    ]
    where = artist.cities[next(iter(item.series))].name if len(item.series) == 1 else ""
    caption = f"{where}{item.indicator.name}变化"
    panel = _panel(marks, "", unit)
    return _figure(f"trend.{item.indicator.id}", caption, artist.spec("line", [panel]))


def _reductions(artist: Artist, theme: Theme) -> list[Figure]:
    """Before and after in small multiples, one figure a city."""
    figures = []
    for city, items in _by_city(artist.related(theme, "reduction")).items():
        panels = []
        for item in items[:PANELS_AT_MOST]:
            name, unit = artist.cities[city].name, item.one("cut").quantity.unit
            before = _known("改革前", item, "before", artist.ledger, name, unit.factor)
            after = _known("改革后", item, "after", artist.ledger, name, unit.factor)
            if before and after:
                panels.append(_panel((before, after), item.relation.name, unit))
        if panels:
            caption = f"{artist.cities[city].name}{theme.name}改革前后对比"
            figure = _figure(f"reduction.{theme.id}.{city}", caption, artist.spec("dumbbells", panels))
            left = quoted(item.relation.name for item in items[PANELS_AT_MOST:])
            figures.append(replace(figure, notes=(text(f"图中画不下的{left}见表。"),)) if left else figure)
    return figures


def _cuts(artist: Artist, theme: Theme) -> list[Figure]:
    """By how much each thing was cut, side by side on one axis of percentages."""
    figures = []
    for city, items in _by_city(artist.related(theme, "reduction")).items():
        name = artist.cities[city].name
        marks = [_mark(item.relation.name, item.one("rate"), artist.ledger, name, Decimal(1)) for item in items]
        caption = f"{name}{theme.name}压减幅度"
        spec = artist.spec("percent_bars", [Panel(tuple(marks), "", "%")])
        figures.append(_figure(f"cuts.{theme.id}.{city}", caption, spec))
    return figures


def _rates(artist: Artist, theme: Theme) -> list[Figure]:
    """Percentages of wholes side by side on one axis."""
    figures = []
    for city, items in _by_city([*artist.related(theme, "share"), *artist.related(theme, "part_of")]).items():
        name = artist.cities[city].name
        marks = [mark for item in items if (mark := _rate(artist, item, name))]
        if marks:
            caption = f"{name}{theme.name}有关占比"
            spec = artist.spec("percent_bars", [Panel(tuple(marks), "", "%")])
            figures.append(_figure(f"share.{theme.id}.{city}", caption, spec))
    return figures


def _rate(artist: Artist, item: Related, group: str) -> Mark | None:
    if item.relation.kind == "part_of":
        return _known(item.relation.name, item, "rate", artist.ledger, group, Decimal(1))
    base = item.relation.base
    label = f"{item.relation.name}占{base}" if base else item.relation.name
    return _mark(label, item.one("rate"), artist.ledger, group, Decimal(1))


def _completions(artist: Artist, theme: Theme) -> list[Figure]:
    figures = []
    for item in artist.related(theme, "completion"):
        actual, city = item.one("actual"), artist.city(item)
        unit = actual.quantity.unit
        plan = _known("计划", item, "plan", artist.ledger, city.name, unit.factor)
        if plan:
            marks = (_mark("完成", actual, artist.ledger, city.name, unit.factor), plan)
            caption = f"{city.name}{item.relation.name}完成情况"
            spec = artist.spec("bullet", [_panel(marks, item.relation.name, unit)])
            figures.append(_figure(f"completion.{item.relation.id}", caption, spec))
    return figures


def _changes(artist: Artist, theme: Theme) -> list[Figure]:
    figures = []
    for item in artist.related(theme, "change"):
        stock, change, city = item.one("stock"), item.one("change"), artist.city(item)
        unit = stock.quantity.unit
        opening = _known(item.relation.base or "期初", item, "opening", artist.ledger, city.name, unit.factor)
        if opening:
            falls = change.direction == "减"
            moved = _mark("减少" if falls else "增加", change, artist.ledger, city.name, unit.factor)
            if falls:
                moved = replace(moved, value=-change.quantity.base / unit.factor)
            closing = _mark(when(stock) or "期末", stock, artist.ledger, city.name, unit.factor)
            caption = f"{city.name}{item.relation.name}变动"
            spec = artist.spec("waterfall", [_panel((opening, moved, closing), "", unit)])
            figures.append(_figure(f"change.{item.relation.id}", caption, spec))
    return figures


def _tiers(artist: Artist, theme: Theme) -> list[Figure]:
    figures = []
    indicators = artist.analysis.selection.library.catalogue.indicators
    for item in artist.related(theme, "tiers"):
        levels, city = item.members["levels"], artist.city(item)
        unit = levels[0].quantity.unit
        marks = [_mark(indicators[fact.indicator].name, fact, artist.ledger, city.name, unit.factor) for fact in levels]
        caption = f"{city.name}{item.relation.name}层级"
        spec = artist.spec("tiers", [_panel(marks, "", unit)])
        figures.append(_figure(f"tiers.{item.relation.id}", caption, spec))
    return figures


def _by_city(items: Sequence[Related]) -> dict[str, list[Related]]:
    groups: dict[str, list[Related]] = {}
    for item in items:
        groups.setdefault(item.relation.city, []).append(item)
    return groups


@dataclass(frozen=True, slots=True)
class Maker:
    """A kind of figure: its Chinese name, the data it needs, and what makes every figure of it that a theme has.

    Whether a figure would mislead is not asked here: the chart room says so.
    """

    name: str
    needs: str
    make: Callable[[Artist, Theme], list[Figure]]


MAKERS: dict[str, Maker] = {
    "comparison": Maker("各地比较", "几个城市可比而数值不同的指标", _comparisons),
    "completion": Maker("计划完成", "“完成”关联（完成数和占计划的百分比）", _completions),
    "reduction": Maker("改革前后", "“压减”关联（压减数和压减率），且能推算出前后的数", _reductions),
    "change": Maker("增减变动", "“变动”关联（期末数和变动数）", _changes),
    "trend": Maker("历年趋势", "同一指标三个以上年份的数据", _trends),
    "tiers": Maker("层级", "“层级”关联（逐层包含的几个数）", _tiers),
    "share": Maker("占比", "“占比”或“其中”关联", _rates),
    "cuts": Maker("压减幅度", "“压减”关联（压减数和压减率）", _cuts),
}
"""Every kind of figure that a theme may have, the most telling first."""


def coverage(artist: Artist) -> Figure | None:
    """How much each city discloses on each theme, as a heat table; None below two cities and two themes.

    Of more than fit beside each other, a warning tells.
    """
    selection, cover = artist.analysis.selection, artist.analysis.coverage
    if len(selection.cities) < 2 or len(selection.themes) < 2:
        return None
    marks = []
    for theme in selection.themes:
        for city in selection.cities:
            total = cover.facts[theme.id, city.id] + cover.practices[theme.id, city.id]
            if cover.blank(theme.id, city.id):
                marks.append(Mark(theme.name, None, missing(selection.narrowed), city.name))
                continue
            what = f"{city.name}“{theme.name}”数据与做法"
            run = artist.ledger.count(f"{city.id}.{theme.id}", total, "项", what)
            marks.append(Mark(theme.name, Decimal(total), run.text, city.name, run.ref))
    caption = "各主题数据与做法合计项数（只反映材料详略）"
    found = _figure("coverage", caption, artist.spec("heat", [Panel(tuple(marks), "", "")]))
    if artist.drawable(found.chart):
        return found
    artist.tell_left_out(found, f"有 {len(selection.cities)} 个城市、{len(selection.themes)} 个主题，一页放不下")
    return None
