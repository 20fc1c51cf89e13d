"""`chart("条形", …)`: a chart of the indicators, cities and periods that an author names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.analysis.trends import trends
from briefing.content.asked.asked_data import INDICATORS_NAMED, LEAST, asked_analysis, indicator_of
from briefing.content.asked.axes import AxisReader, several
from briefing.content.asked.held_facts import HeldFacts, held_times
from briefing.content.figures.chart_specs import ASKED, ChartSpecs, axis_unit, figure_of, panel_of
from briefing.content.figures.courses import courses, slope
from briefing.content.figures.strips import strip
from briefing.content.figures.theme_figures import FIGURES, compared, comparison_panel, largest_first, measured
from briefing.data.selection import is_of
from briefing.errors import Problem, did_you_mean
from briefing.model.catalogue import Indicator
from briefing.model.document import Figure, Mark
from briefing.model.facts import Fact
from briefing.model.numbering import numeral
from briefing.model.period import Period
from briefing.model.walk import refs
from briefing.templating.given_words import runs_of_words
from briefing.templating.printable import Function
from briefing.templating.template_errors import Mistake
from briefing.wording.charts import alternative
from briefing.wording.figures import quantity, when
from briefing.wording.prose import join, plain, quoted, text
from briefing.wording.reasons import reason

USAGE = 'chart("条形", "指标", cities, title="图题")，另可写 periods、since、highlight'


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a chart is to show: the indicators, whose analysis `specs` have, and the periods that were named."""

    specs: ChartSpecs
    indicators: tuple[Indicator, ...]
    periods: tuple[Period, ...]

    @property
    def what(self) -> str:
        """Return the cities and indicators in words, as a title has them."""
        cities = list(self.specs.cities.values())
        names = "、".join(item.name for item in self.indicators[:INDICATORS_NAMED])
        names += "等指标" if len(self.indicators) > INDICATORS_NAMED else ""
        return f"{cities[0].name if len(cities) == 1 else '各地'}{names}"


ENDS = ("坡度", "哑铃")
"""Forms that show two periods."""
DATED = "dated"
"""The key, until it has its own, of a figure whose marks tell their periods."""
Draw = Callable[[_Asked], list[Figure]]


def _bars(asked: _Asked) -> list[Figure]:
    """Return the cities beside each other or, of one city, its percentages."""
    specs = asked.specs
    if specs.analysis.comparisons:
        return [compared(specs, "", "", specs.analysis.comparisons)]
    facts = _one_each(asked)
    if len(specs.cities) > 1 or len(facts) < LEAST:
        return []
    (city,) = specs.cities.values()
    unit = axis_unit(facts)
    if any(fact.quantity.unit.family != unit.family for fact in facts):
        raise Mistake(Problem("一个城市的几个指标单位不同，不能画在一根轴上。"))
    names = {item.id: item.name for item in asked.indicators}
    marks = [specs.mark(names[fact.indicator], fact, city.name, unit) for fact in facts]
    kind = "percent_bars" if unit.symbol == "%" else "bars"
    return [figure_of("", f"{city.name}有关指标", specs.spec(kind, [panel_of(largest_first(marks), "", unit)]))]


def _dots(asked: _Asked) -> list[Figure]:
    found = asked.specs.analysis.comparisons
    panels = [replace(comparison_panel(asked.specs, item), title="") for item in found]
    caption = f"{'、'.join(map(measured, found))}各地比较"
    return [figure_of("", caption, asked.specs.spec("dots", panels))] if found else []


def _distribution(asked: _Asked) -> list[Figure]:
    """Return how many cities lie where, a panel for each indicator."""
    found = asked.specs.analysis.comparisons
    panels = [comparison_panel(asked.specs, item) for item in found]
    panels = [replace(panel, title="") for panel in panels] if len(panels) == 1 else panels
    return [figure_of("", f"{asked.what}分布", asked.specs.spec("distribution", panels))] if found else []


def _strip(asked: _Asked) -> list[Figure]:
    """Return where each city is on each indicator that says what is better, as a share of the best."""
    caption = "各地与最好城市相比" if len(asked.indicators) > 1 else f"{asked.what}与最好城市相比"
    found = strip(asked.specs, asked.specs.analysis.comparisons, caption)
    return [found] if found else []


def _lines(asked: _Asked, kind: str = "line") -> list[Figure]:
    """Return the courses; of cities with a course those with two periods alone are left out."""
    analysis = asked.specs.analysis
    long = tuple(trends(analysis.observed, movements=analysis.movements)) or analysis.trends
    specs = asked.specs.of(replace(analysis, trends=long))
    return [figure for theme in analysis.selection.themes for figure in courses(specs, theme, kind)]


def _slope(asked: _Asked) -> list[Figure]:
    """Return the way from the first period to the last."""
    analysis, made = asked.specs.analysis, []
    for item in analysis.trends:
        times = sorted({at for series in item.series.values() for at in series})
        ends = (times[0], times[-1])
        series = {
            city: {at: held[at] for at in ends} for city, held in item.series.items() if all(at in held for at in ends)
        }
        if series and (figure := slope(asked.specs, replace(item, series=series), analysis.observed)):
            made.append(figure)
    return made


def _small(asked: _Asked) -> list[Figure]:
    """Return a panel for each city of one indicator over time, or for each indicator."""
    return _lines(asked, "small_lines") or (_bars(asked) if len(asked.specs.analysis.comparisons) > 1 else [])


def _dumbbells(asked: _Asked) -> list[Figure]:
    """Return before and after as a relation of the data has them, else the first and the last period."""
    if made := _related("reduction")(asked):
        return made
    specs, panels = asked.specs, []
    for item in specs.analysis.trends:
        for city, series in item.series.items():
            facts = list(series.values())
            name, unit = specs.cities[city].name, axis_unit(facts)
            marks = [specs.mark(when(fact), fact, name, unit) for fact in (facts[0], facts[-1])]
            panels.append(panel_of(marks, name if len(specs.cities) > 1 else item.indicator.name, unit))
    return [figure_of(DATED, f"{asked.what}变化", specs.spec("dumbbells", panels))] if panels else []


def _completion(asked: _Asked) -> list[Figure]:
    """Return what is done of plans that a relation of the data has, else of targets."""
    if made := _related("completion")(asked):
        return made
    specs, panels = asked.specs, []
    for fact in _one_each(asked):
        if aim := fact.target and fact.target.quantity:
            name, unit = specs.cities[fact.city].name, fact.quantity.unit
            goal = Mark("目标", aim.base / unit.factor, quantity(aim.converted(unit) or aim), name, fact.id)
            indicator = specs.analysis.selection.library.catalogue.indicators[fact.indicator].name
            title = name if len(asked.indicators) == 1 else f"{name}{indicator}" if len(specs.cities) > 1 else indicator
            panels.append(panel_of((specs.mark("完成", fact, name, unit), goal), title, unit))
    return [figure_of("", f"{asked.what}完成情况", specs.spec("bullet", panels))] if panels else []


def _with_absent(figure: Figure, asked: _Asked) -> Figure:
    """Return the figure with a note of the cities that it does not show; one of a single city is meant so."""
    shown = {mark.group for panel in figure.chart.panels for mark in panel.marks}
    left = [city.name for city in asked.specs.cities.values() if city.name not in shown]
    if len(shown) < LEAST or not left or any("未画入" in plain(note) for note in figure.notes):
        return figure
    return replace(
        figure,
        notes=(
            *figure.notes,
            text(f"{'、'.join(left)}没有可以画在一起的数，未画入图中。"),
        ),
    )


def _related(kind: str) -> Draw:
    """Return what makes the figures of relations of a kind."""
    return lambda asked: FIGURES[kind].make(asked.specs, asked.specs.analysis.selection.themes)


def _one_each(asked: _Asked) -> list[Fact]:
    """Return the latest figure of each city on each indicator."""
    found: dict[tuple[str, str], Fact] = {}
    for item in asked.specs.analysis.observed:
        key = item.indicator.id, item.city.id
        kept = found.setdefault(key, item.fact)
        if (item.fact.period.end or date.max) > (kept.period.end or date.max):
            found[key] = item.fact
    return list(found.values())


@dataclass(frozen=True, slots=True)
class ChartForm:
    """A form of chart by its Chinese name: what makes it, what it needs, and the kinds that it may come to."""

    draw: Draw
    needs: str
    kinds: tuple[str, ...]


CHARTS: dict[str, ChartForm] = {
    "条形": ChartForm(_bars, "两个以上城市可以比较的数，或一个城市的几个百分比", ("bars", "grouped", "percent_bars")),
    "折线": ChartForm(_lines, FIGURES["trend"].needs, ("line",)),
    "点图": ChartForm(_dots, "一个指标，两个以上城市可以比较的数", ("dots",)),
    "分布": ChartForm(_distribution, "五个以上城市可以比较的数，城市再多也能画", ("distribution",)),
    "带状": ChartForm(_strip, "规定了高好还是低好、两个以上城市可以比较、都大于零的数", ("strip",)),
    "坡度": ChartForm(_slope, "两个以上城市同样两个时期的数", ("slope",)),
    "哑铃": ChartForm(_dumbbells, "“压减”关联，或两个时期的数", ("dumbbells",)),
    "瀑布": ChartForm(_related("change"), FIGURES["change"].needs, ("waterfall",)),
    "层级": ChartForm(_related("tiers"), FIGURES["tiers"].needs, ("tiers",)),
    "完成率": ChartForm(_completion, "有目标的数，或“完成”关联", ("bullet",)),
    "小图": ChartForm(_small, "几个城市三个以上时期的数，或几个可以比较的指标", ("small_lines", "panel_lines")),
}
"""Every form by the name that an author writes."""


def chart_functions(held: HeldFacts, specs: ChartSpecs) -> dict[str, object]:
    """Return `chart`."""
    return {"chart": Function(USAGE, AskedCharts(held, specs).chart, {"form": str, "title": str})}


class AskedCharts:
    """Makes the charts that the author of one briefing asks for."""

    def __init__(self, held: HeldFacts, specs: ChartSpecs) -> None:
        self._held, self._specs, self._axes, self._made = held, specs, AxisReader(held, ()), 0

    def chart(
        self,
        form: str,
        indicators: object,
        cities: object = None,
        periods: object = None,
        title: str = "",
        highlight: object = None,
        since: object = None,
        here: object = None,
    ) -> tuple[Figure, ...]:
        """Return the chart, in parts where its kind holds less; Mistake where it would mislead, with another form."""
        wanted = self._form(form)
        places = self._axes.cities(cities if cities is not None else here)
        named = self._axes.indicators(indicators)
        times = tuple(map(self._held.names.period, several(periods)))
        start = None if since is None else self._held.names.period(since)
        first = self._held.names.city(highlight) if highlight is not None else None
        data = asked_analysis(self._held, places, named, times, start)
        asked = _Asked(self._specs.of(data, first), named, times)
        made, why = self._drawn(wanted, asked)
        if why:
            raise Mistake(self._refused(wanted, asked, why))
        self._made += 1
        return tuple(self._finished(self._with_left_out([_with_absent(item, asked) for item in made], asked), title))

    def _with_left_out(self, made: Sequence[Figure], asked: _Asked) -> list[Figure]:
        """Return the figures, the last with a note of the indicators that none of them shows."""
        ledger, catalogue = self._held.ledger, self._held.library.catalogue
        shown = {indicator_of(catalogue, ledger.facts[id]) for id in ledger.rests_on(refs(made)) if id in ledger.facts}
        left = [item.name for item in asked.indicators if item.id not in shown]
        note = (text(f"{'、'.join(left)}没有可以这样画的数，未画入图中。"),) if left else ()
        return [*made[:-1], replace(made[-1], notes=(*made[-1].notes, *note))]

    def _form(self, typed: str) -> str:
        """Return the name of the form that is typed, as it is or by a kind that it may come to."""
        short = typed.removesuffix("图") if typed.removesuffix("图") in CHARTS else typed
        if short in CHARTS:
            return short
        by_kind = {kind: name for name, form in CHARTS.items() for kind in form.kinds}
        if typed in by_kind:
            return by_kind[typed]
        raise Mistake(
            Problem(f"没有“{typed}”这种图。", hint=did_you_mean(typed, CHARTS) + f"可以写：{'、'.join(CHARTS)}。")
        )

    def _drawn(self, form: str, asked: _Asked) -> tuple[list[Figure], str]:
        """Return the figures of a form and why there are none, "" where there are."""
        if form in ENDS and len(asked.periods) > LEAST:
            return [], f"这种图只画前后两个时期，这里写了 {len(asked.periods)} 个。"
        try:
            made = CHARTS[form].draw(asked)
        except Mistake as mistake:
            return [], mistake.problem.message
        if not made:
            return [], f"{asked.what}没有可画的数，这种图需要{CHARTS[form].needs}。"
        found = (problem for figure in made if (problem := self._specs.refuse(figure.chart)))
        return made, next((problem.message for problem in found), "")

    def _refused(self, form: str, asked: _Asked, why: str) -> Problem:
        others = [name for name in CHARTS if name != form and not self._drawn(name, asked)[1]]
        facts = [item.fact for item in asked.specs.analysis.observed]
        held = [fact for city in asked.specs.cities for fact in self._held.of(city, asked.indicators)]
        absent = [at.printed for at in asked.periods if not any(is_of(fact, at) for fact in held)]
        if absent and held:
            return Problem(f"{quoted([form])}画不出：{asked.what}没有{'、'.join(absent)}的数。", hint=held_times(held))
        hint = (
            f"这些数据可以画：{'、'.join(others)}。"
            if others
            else "请改用 table(…)。"
            if facts
            else "请核对指标、城市和时期。"
        )
        apart = next(iter(asked.specs.analysis.unjudged), None)
        if apart and not asked.specs.analysis.comparisons:
            told = reason(apart.rule, apart.first, apart.second, apart.kind, apart.statement)
            cities = "、".join(asked.specs.cities[fact.city].name for fact in (apart.first, apart.second))
            why += f"{cities}的数不能比较：{told}。"
        if len(self._held.cities) == 1:
            hint += "只选一个城市时不要这幅图的，请放在 {% if briefing.several %} … {% endif %} 里。"
        return Problem(why if why.startswith("不能画成") else f"{quoted([form])}画不出：{why}", hint=hint)

    def _finished(self, made: Sequence[Figure], title: str) -> Iterable[Figure]:
        """Yield the figures with their keys and, where one is given, their title."""
        for number, item in enumerate(made, 1):
            caption = runs_of_words(title) if title else item.caption
            if title and len(made) > 1:
                caption = join([caption, text(f"（{numeral(number)}）")])
            key = f"{ASKED}{self._made}" + (f".{number}" if number > 1 else "")
            made_of = replace(item, key=key, caption=caption, alt=alternative(plain(caption), item.chart))
            yield made_of if item.key == DATED else self._specs.with_periods(made_of)
