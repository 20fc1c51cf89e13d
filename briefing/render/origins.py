"""Where each figure of a briefing comes from, for cards and lists beside the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefing.model.document import Derived, Document
from briefing.model.facts import Fact, Source
from briefing.model.library import Library
from briefing.model.walk import refs
from briefing.wording.figures import DERIVED, figure, located, period
from briefing.wording.prose import specified


@dataclass(frozen=True, slots=True)
class Origin:
    """A figure as printed, and what is known of it as rows of a name and a text."""

    printed: str
    rows: tuple[tuple[str, str], ...]


def origins(document: Document, library: Library, *, inner: bool = False) -> dict[str, Origin]:
    """Return the origin of every figure that the document prints or draws, by fact id, in the order of first mention.

    `inner`: for the office that makes the briefing, with its notes and the lines of its files, which are not sent.
    """
    facts = {fact.id: fact for fact in library.printable()}
    derived = {entry.id: entry for entry in document.derived}
    sources = library.sources()
    found = {}
    for ref in dict.fromkeys(refs(document.blocks, document.shell)):
        if ref in facts:
            found[ref] = Origin(figure(facts[ref]), tuple(_fact(facts[ref], library, sources, inner)))
        elif ref in derived:
            found[ref] = Origin(derived[ref].text, tuple(_derived(derived[ref], facts, library, sources)))
    return found


def _fact(fact: Fact, library: Library, sources: Mapping[str, Source], inner: bool) -> Iterator[tuple[str, str]]:
    indicator = library.catalogue.indicators[fact.indicator]
    yield "城市", library.records[fact.city].city.name
    yield "指标", specified(indicator.name, fact.scope)
    yield "数值", fact.quantity.written
    yield "单位", fact.quantity.unit.symbol or "无"
    yield "时期", period(fact.period, fact.basis)
    yield "来源", _source(fact, sources)
    if fact.printed:
        yield "原文写作", fact.printed
    if fact.qualifier:
        yield "限定词", fact.qualifier
    if indicator.definition:
        yield "口径", indicator.definition
    if fact.caveat:
        yield "说明", fact.caveat
    if inner and fact.note:
        yield "备注", fact.note
    yield "编号", fact.id
    if inner:
        yield "数据文件", str(replace(fact.location, key=None))


def _derived(
    entry: Derived, facts: Mapping[str, Fact], library: Library, sources: Mapping[str, Source]
) -> Iterator[tuple[str, str]]:
    yield "性质", f"{DERIVED}，来源中没有这个数" if entry.inputs else "本简报自己的计数，来源中没有这个数"
    yield "公式", entry.formula
    for fact in (facts[id] for id in entry.inputs if id in facts):
        name = specified(library.catalogue.indicators[fact.indicator].name, fact.scope)
        city = library.records[fact.city].city.name
        when = period(fact.period, fact.basis)
        yield "依据", f"{city}{name}：{figure(fact)}（时期：{when}；{_source(fact, sources)}；编号 {fact.id}）"
    yield "编号", entry.id.lstrip("=")


def _source(fact: Fact, sources: Mapping[str, Source]) -> str:
    source = sources[fact.source]
    return source_text(source.publisher, source.title, source.date, located(fact.paragraph, fact.cell))


def source_text(publisher: str, title: str, date: str | None, where: str) -> str:
    """Return `where` in which source a figure stands; `date` is None or "" if unknown."""
    return f"{publisher}：《{title}》，{date or '发表日期未注明'}，{where}"
