"""briefing explain: where a figure comes from and where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.common import Workspace, cache_folder, index, workspace
from briefing.errors import BriefingError, Problem, UsageError, did_you_mean

if TYPE_CHECKING:
    from briefing.model.library import Fact, Library


def explain(
    fact_id: Annotated[str, typer.Argument(metavar="数据点编号", help="如 wuhan.one-stop-items，见 facts.csv。")],
    folder: Workspace = None,
) -> None:
    """说明一个数据点：数值、时期、来源和段落、在数据文件的哪一行、推算出什么、用在哪里。"""
    from briefing.errors import errors_in
    from briefing.load.library import read_library

    here = workspace(folder)
    city = fact_id.lstrip("=").partition(".")[0]
    known = {entry.id for entry in index(here)}
    library, problems = read_library(here / "data", {city} if city in known else None, cache_folder())
    if errors_in(problems):
        raise BriefingError(problems)
    facts = {fact.id: fact for fact in library.facts()}
    if fact_id not in facts:
        hint = did_you_mean(fact_id, facts) or "编号可从 briefing show 或成果包的 facts.csv 中查到。"
        raise UsageError(Problem(f"没有编号为“{fact_id}”的数据点。", hint=hint))
    for name, value in _lines(facts[fact_id], library):
        print(f"{name}：{value}")


def _lines(fact: Fact, library: Library) -> Iterator[tuple[str, str]]:
    """What there is to say of a fact, as name and value."""
    from briefing.wording.figures import figure, period

    catalogue = library.catalogue
    indicator, source = catalogue.indicators[fact.indicator], library.sources()[fact.source]
    yield "编号", fact.id
    yield "城市", library.records[fact.city].city.name
    yield "指标", f"{indicator.name}（主题：{catalogue.themes[indicator.theme].name}）"
    if indicator.definition:
        yield "口径", indicator.definition
    yield "数值", f"{figure(fact)}（原文作“{fact.printed}”）"
    yield "时期", f"{period(fact.period, fact.basis)}（{fact.basis}）"
    if fact.scope:
        yield "范围", fact.scope
    if fact.note:
        yield "说明", fact.note
    yield "来源", f"{source.publisher}：《{source.title}》，{source.date or '发表日期未注明'}，第{fact.paragraph}段"
    yield "数据文件", f"{fact.place.file} 第 {fact.place.line} 行"
    yield from _derived(fact, library)
    for practice in library.practices():
        if fact.id in practice.facts:
            yield "用于做法", f"{practice.name}（{practice.id}）"


def _derived(fact: Fact, library: Library) -> Iterator[tuple[str, str]]:
    """Every figure that is computed from the fact, with its formula."""
    from briefing.analyse.relations import relate
    from briefing.compose.ledger import Ledger

    ledger = Ledger(library)
    for relation in library.relations():
        if fact.id not in {name for names in relation.members.values() for name in names}:
            continue
        related = relate(relation, ledger.facts, library.theme_of)
        yield "关联", f"{relation.name}（{relation.kind}，{relation.id}）"
        for figure in related.derived if related else ():
            if ledger.figure(figure):
                entry = ledger.derived[figure.id]
                yield "推算", f"{entry.text}＝{entry.formula}（{entry.id}）"
