"""One kind of chart alone: drawn from what the selected data hold, with its title, its sources and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.analysis.analyse import Analysis
from briefing.charts import refuse
from briefing.content.citations import Citations, describe
from briefing.content.figures import MAKERS, Artist, coverage
from briefing.content.ledger import Ledger
from briefing.errors import Problem, Severity, UsageError, did_you_mean
from briefing.model.document import ChartSpec, Derived, Figure
from briefing.model.library import Fact
from briefing.model.walk import all_runs, refs
from briefing.wording.prose import plain, quoted
from briefing.wording.reasons import reason

COVERAGE = "coverage"
NAMES = {name: maker.name for name, maker in MAKERS.items()} | {COVERAGE: "主题覆盖"}
"""Every kind of chart that can be asked for, with its Chinese name, which finds it, too."""
NEEDS = {name: maker.needs for name, maker in MAKERS.items()} | {COVERAGE: "至少两个城市、两个主题"}
REASONS_TOLD = 6


@dataclass(frozen=True, slots=True)
class Chart:
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
    """The kind that `typed` names, in English or Chinese; UsageError with the nearest names if there is none."""
    names = {name: name for name in NAMES} | {chinese: name for name, chinese in NAMES.items()}
    if typed not in names:
        held = "、".join(f"{name}（{chinese}）" for name, chinese in NAMES.items())
        raise UsageError(Problem(f"没有名为“{typed}”的图。", hint=did_you_mean(typed, names) or f"可用：{held}。"))
    return names[typed]


def charts(analysis: Analysis, kind: str) -> tuple[list[Chart], list[Problem]]:
    """Every chart of a kind (a key of `NAMES`) that would not mislead, and a warning for each that would.

    Raises UsageError where none is left: why, and which kinds the same data allow.
    """
    ledger = Ledger(analysis.selection.library)
    artist = Artist(analysis, ledger, lambda chart: True)
    figures = _figures(artist, kind)
    refused = [_named(problem, figure) for figure in figures if (problem := refuse(figure.chart))]
    drawn = [_alone(figure, analysis, ledger) for figure in figures if refuse(figure.chart) is None]
    if not drawn:
        raise UsageError(_none(artist, kind, refused))
    return drawn, [replace(problem, severity=Severity.WARNING) for problem in refused]


def _figures(artist: Artist, kind: str) -> list[Figure]:
    if kind == COVERAGE:
        found = coverage(artist)
        return [found] if found else []
    return [figure for theme in artist.analysis.selection.themes for figure in artist.of_kind(MAKERS[kind], theme)]


def _alone(figure: Figure, analysis: Analysis, ledger: Ledger) -> Chart:
    title, printed = plain(figure.caption), tuple(refs([figure]))
    inputs = {id: entry.inputs for id, entry in ledger.derived.items()}
    derived = tuple(ledger.derived[ref] for ref in printed if inputs.get(ref))
    used = dict.fromkeys(id for ref in printed for id in inputs.get(ref, (ref,)))
    sources = _sources(figure, analysis, ledger)
    facts = tuple(ledger.facts[id] for id in used)
    notes = (*figure.chart.notes, *map(plain, figure.notes), f"资料来源：{''.join(sources)}")
    spec = replace(figure.chart, title=title, notes=notes)
    return Chart(title, spec, figure.alt, facts, derived, sources)


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


def _named(problem: Problem, figure: Figure) -> Problem:
    return replace(problem, message=f"{quoted([plain(figure.caption)])}{problem.message}")


def _none(artist: Artist, kind: str, refused: list[Problem]) -> list[Problem]:
    """That there is no chart of a kind, with every reason known, and the kinds that there are."""
    others = [name for name in NAMES if any(refuse(figure.chart) is None for figure in _figures(artist, name))]
    allowed = f"这些数据可以画：{'、'.join(f'{name}（{NAMES[name]}）' for name in others)}。" if others else ""
    reasons = refused or [Problem(text) for text in _reasons(artist.analysis, kind)]
    missing = Problem(f"没有可画的“{NAMES[kind]}”图，它需要{NEEDS[kind]}。", hint=allowed)
    return [*reasons[:REASONS_TOLD], missing]


def _reasons(analysis: Analysis, kind: str) -> Iterator[str]:
    """Why cities stand side by side in no chart: what is the same everywhere, and what must not be compared."""
    if kind != "comparison":
        return
    names = analysis.selection.library.catalogue.indicators
    cities = {city.id: city.short for city in analysis.selection.cities}
    for item in analysis.comparisons:
        if len({fact.quantity.base_ends for fact in item.facts}) == 1:
            yield f"{quoted([item.indicator.name])}各地数值{'相同' if item.level else '接近'}，无须画图。"
    for refusal in analysis.refusals:
        pair = (
            f"{cities[fact.city]}{quoted([names[fact.indicator].name])}" for fact in (refusal.first, refusal.second)
        )
        yield f"{'与'.join(pair)}不能比较：{reason(refusal.rule, refusal.first, refusal.second)}。"
