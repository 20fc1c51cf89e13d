"""One kind of chart alone: drawn from what the selected data hold, with its title, its sources and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefing.analysis.analyse import Analysis
from briefing.charts import KINDS, refuse
from briefing.charts.kinds import names
from briefing.content.citations import Citations, describe
from briefing.content.figures.chart_specs import ChartSpecs, refusal
from briefing.content.figures.theme_figures import FIGURES, of_kind
from briefing.content.ledger import Ledger
from briefing.errors import Problem, Severity, UsageError, did_you_mean
from briefing.model.document import ChartSpec, Derived, Figure
from briefing.model.facts import Fact
from briefing.model.walk import all_runs, refs
from briefing.wording.prose import plain, quoted
from briefing.wording.reasons import reason

REASONS_TOLD = 6


@dataclass(frozen=True, slots=True)
class SourcedChart:
    """A chart that stands alone: `spec` with its caption for a title and its sources below.

    `facts` are drawn as they are or went into `derived`, the computed figures that are drawn; `sources` one a line.
    """

    title: str
    spec: ChartSpec
    alt: str
    facts: tuple[Fact, ...]
    derived: tuple[Derived, ...]
    sources: tuple[str, ...]


def kind_of(typed: str) -> str:
    """The kind of figure that `typed` names, in English or Chinese; UsageError with the nearest names if there is none.

    The answer is a key of `FIGURES`.
    """
    if typed not in FIGURES and typed in names():
        hint = f"请写成 briefing chart 种类 --as {typed}，例如 briefing chart comparison --as bars。"
        raise UsageError(Problem(f"“{typed}”是画法，不是图的种类。", hint=hint))
    return _called(typed, {name: kind.name for name, kind in FIGURES.items()})


def drawing_of(typed: str) -> str:
    """The kind of chart that `typed` names, in English or Chinese, or as another package calls it; else UsageError."""
    return _called(typed, {name: KINDS[name].name if name in KINDS else name for name in names()})


def _called(typed: str, known: Mapping[str, str]) -> str:
    """The key of `known` that `typed` is, or whose Chinese name it is."""
    found = {name: name for name in known} | {chinese: name for name, chinese in known.items()}
    if typed not in found:
        held = "、".join(name if name == chinese else f"{name}（{chinese}）" for name, chinese in known.items())
        raise UsageError(Problem(f"没有名为“{typed}”的图。", hint=did_you_mean(typed, found) or f"可用：{held}。"))
    return found[typed]


def charts(analysis: Analysis, kind: str, drawing: str | None = None) -> tuple[list[SourcedChart], list[Problem]]:
    """Every chart of a kind (a key of `FIGURES`) that would not mislead, and a warning for each that would.

    `drawing` is the kind of chart (one of `kinds.names`) it is drawn as, None for that which suits the data.

    Raises UsageError where none is left: why, and which kinds the same data allow.
    """
    ledger = Ledger(analysis.selection.library)
    specs = ChartSpecs(analysis, ledger, refuse)
    figures = of_kind(specs, kind, analysis.selection.themes)
    if drawing:
        figures = [replace(figure, chart=replace(figure.chart, kind=drawing)) for figure in figures]
    refused = [refusal(figure, problem) for figure in figures if (problem := refuse(figure.chart))]
    drawn = [alone(figure, analysis, ledger) for figure in figures if refuse(figure.chart) is None]
    if not drawn:
        if drawing and refused:  # the data allow the figure, if not in this way
            raise UsageError([replace(problem, severity=Severity.ERROR) for problem in refused[:REASONS_TOLD]])
        raise UsageError(_none(specs, kind, refused))
    return drawn, refused


def alone(figure: Figure, analysis: Analysis, ledger: Ledger) -> SourcedChart:
    """Return a figure as a chart that stands alone, with its caption and sources in the drawing."""
    title, printed = plain(figure.caption), tuple(refs([figure]))
    inputs = {id: entry.inputs for id, entry in ledger.derived.items()}
    derived = tuple(ledger.derived[ref] for ref in printed if inputs.get(ref))
    used = dict.fromkeys(id for ref in printed for id in inputs.get(ref, (ref,)))
    sources = _sources(figure, analysis, ledger)
    facts = tuple(ledger.facts[id] for id in used)
    notes = (*figure.chart.notes, *map(plain, figure.notes), f"资料来源：{''.join(sources)}")
    spec = replace(figure.chart, title=title, notes=notes)
    return SourcedChart(title, spec, figure.alt, facts, derived, sources)


def _sources(figure: Figure, analysis: Analysis, ledger: Ledger) -> tuple[str, ...]:
    """The sources of the figures drawn with their paragraphs; of a chart that only counts, all that were selected."""
    held = analysis.selection.library.sources()
    citations = Citations(ledger.facts, {id: entry.inputs for id, entry in ledger.derived.items()}, ledger.practices)
    cited = [source for run in all_runs([figure]) for source in citations.sources_of(run)]
    if cited:
        return tuple(entry.text for entry in citations.entries(held).entries)
    records = analysis.selection.records.values()
    used = [fact.source for record in records for fact in record.facts]
    used += [practice.source for record in records for practice in record.practices]
    return tuple(describe(held[id], ()) for id in dict.fromkeys(used))


def _none(specs: ChartSpecs, kind: str, refused: list[Problem]) -> list[Problem]:
    """That there is no chart of a kind, with every reason known, and the kinds that there are."""
    themes = specs.analysis.selection.themes
    others = [name for name in FIGURES if any(refuse(made.chart) is None for made in of_kind(specs, name, themes))]
    allowed = f"这些数据可以画：{'、'.join(f'{name}（{FIGURES[name].name}）' for name in others)}。" if others else ""
    reasons = [replace(problem, severity=Severity.ERROR) for problem in refused]
    reasons = reasons or [Problem(text) for text in _reasons(specs.analysis, kind)]
    missing = Problem(f"没有可画的“{FIGURES[kind].name}”图，它需要{FIGURES[kind].needs}。", hint=allowed)
    return [*reasons[:REASONS_TOLD], missing]


def _reasons(analysis: Analysis, kind: str) -> Iterator[str]:
    """Why cities stand side by side in no chart: what is the same everywhere, and what must not be compared."""
    if kind != "comparison":
        return
    indicators = analysis.selection.library.catalogue.indicators
    cities = {city.id: city.short for city in analysis.selection.cities}
    for item in analysis.comparisons:
        if len({fact.quantity.base_ends for fact in item.facts}) == 1:
            yield f"{quoted([item.indicator.name])}各地数值{'相同' if item.level else '接近'}，无须画图。"
    for apart in analysis.unjudged:
        pair = (
            f"{cities[fact.city]}{quoted([indicators[fact.indicator].name])}" for fact in (apart.first, apart.second)
        )
        why = reason(apart.rule, apart.first, apart.second, apart.kind, apart.statement)
        yield f"{'与'.join(pair)}不能比较：{why}。"
