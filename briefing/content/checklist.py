"""The 核对清单: what those who made a briefing verify before it goes out, as a document of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from briefing.analysis.analyse import Analysis
from briefing.analysis.timeliness import outdated
from briefing.content.caveats import called_for, of_each
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.not_compared import not_compared, not_covered
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.tables.table_columns import LEFT, TableColumn, table_of
from briefing.model.document import Block, Derived, Document, Heading, Items, Meta, Paragraph, Run, RunKind, Runs, Table
from briefing.model.facts import Fact, Source
from briefing.model.formats import CHECKLIST
from briefing.model.library import Library
from briefing.model.walk import map_runs, runs
from briefing.templating.audit import blanks_in
from briefing.wording.checks import compared, stated_otherwise
from briefing.wording.figures import bracketed, figure, located, period
from briefing.wording.prose import covered, fact_run, join, source_date, specified, text
from briefing.wording.reasons import left_out

NAMED = 5
"""Figures that one line names; of more it says how many there are."""
TIMED_APART = "change"
"""The kind of relation whose figures are of different times by nature."""
TICK = "□"


@dataclass(frozen=True, slots=True)
class Checklist:
    """The list as a document, and how many of its lines ask for something to be verified."""

    document: Document
    to_verify: int


def checklist(
    analysis: Analysis,
    document: Document,
    facts: Sequence[Fact],
    given: Iterable[Mapping[str, str]],
    on: date,
    shell: Iterable[str] = (),
) -> Checklist:
    """Return what is to be verified of a finished `document` made on a day.

    `facts` are those that it prints, draws or computes with; `given` what a person set that has numbers in it, each
    with its `name` and `text`; `shell` the lines of its shell. A section of which there is nothing is left out.
    """
    library = analysis.selection.library
    writer = SentenceWriter(library, Ledger(library))
    printed = {fact.id for fact in facts}
    printed_lines = (line for block in document.blocks for line in runs(block))
    blank = blanks_in(printed_lines, ((Run(words),) for words in shell))
    verify = [
        *_to_verify(analysis, writer, document, facts, on),
        *(text(f"还有没填的空：“{said}”。") for said in blank),
    ]
    remarks = called_for(printed, writer.ledger, library, notes=True)
    apart = [said for theme in analysis.selection.themes for said in not_compared(analysis, writer, theme)]
    later = [
        (row.indicator.name, [(library.records[it.city].city.name, it) for it in row.later]) for row in analysis.rows
    ]
    by_hand = [(Run(f"{item['name']}："), Run(item["text"], ref=item["name"], kind=RunKind.GIVEN)) for item in given]
    sections: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("需要核实", _items(verify)),
        ("录入时的说明", _items(text(f"{one}。") for one in of_each(remarks))),
        ("容易混淆或不能比较", _items([*apart, text(left_out(later))])),
        ("材料未涉及的方面", _items(not_covered(analysis))),
        ("相互核对", _items(_checked(analysis, writer, printed, holds=True))),
        ("推算的数字", tuple(_computed(library, document))),
        ("手填的内容", _items(by_hand)),
        ("数据来源对照", tuple(_by_source(library, facts))),
    )
    blocks = [
        Paragraph(text(f"本清单供编写人员核对《{document.meta.title}》之用，不随简报印发、报送。")),
        *(block for title, held in sections if held for block in (Heading(1, text(title)), *held)),
    ]
    plain = tuple(
        map_runs(block, lambda runs: tuple(run for run in runs if run.kind is not RunKind.CITE)) for block in blocks
    )
    meta = Meta(title=CHECKLIST, date=document.meta.date, subject=document.meta.title)
    derived = {entry.id: entry for entry in document.derived} | writer.ledger.derived
    return Checklist(Document(meta, plain, tuple(derived.values())), len(verify))


def _to_verify(
    analysis: Analysis, writer: SentenceWriter, document: Document, facts: Sequence[Fact], on: date
) -> list[Runs]:
    library, printed = analysis.selection.library, {fact.id for fact in facts}
    return [
        *_checked(analysis, writer, printed, holds=False),
        *_otherwise(analysis, writer, printed),
        *_old(library, facts, on),
        *_undated(library, facts),
        *_across(analysis, document),
        *_unjudged(library, facts),
    ]


def agreements(analysis: Analysis, writer: SentenceWriter) -> tuple[Runs, ...]:
    """Return figures that the sources state twice over and that agree when recomputed, a sentence each."""
    return tuple(_checked(analysis, writer, writer.ledger.facts, holds=True))


def _checked(analysis: Analysis, writer: SentenceWriter, printed: Iterable[str], *, holds: bool) -> Iterator[Runs]:
    """Yield the cross-checks of what is `printed` that hold, or those that do not, a sentence each."""
    printed, facts = set(printed), writer.ledger.facts
    for check in analysis.checks:
        # any whole is as much as its part: that proves nothing
        proves = not (holds and check.rule == "least")
        if check.holds is holds and proves and not printed.isdisjoint({check.stated.id, *check.inputs}):
            others = [facts[id] for id in check.inputs]
            yield compared(writer.city(check.stated.city), check.rule, check.name, check.stated, others, holds=holds)


def _otherwise(analysis: Analysis, writer: SentenceWriter, printed: Collection[str]) -> Iterator[Runs]:
    """Yield each printed rate that a source states otherwise than its figures have it: a base revised, for one."""
    for item in analysis.differences:
        run = writer.ledger.figure(item.computed)
        if item.stated.id in printed and (run or item.computed is None):
            of = writer.indicators[writer.indicators[item.stated.indicator].of]
            name = specified(of.name, item.stated.scope)
            city = writer.city(item.stated.city)
            yield stated_otherwise(city, name, item.stated, of.family, run, rises=item.rises)


def _old(library: Library, facts: Sequence[Fact], on: date) -> Iterator[Runs]:
    """Yield a line for each past year, and for each period of this one, whose figures are old."""
    groups: dict[str, list[Fact]] = {}
    for fact in outdated(facts, library.catalogue.indicators, library.printable(), on):
        year = fact.period.year or 0
        groups.setdefault(f"{year}年" if year < on.year else fact.period.printed, []).append(fact)
    for at, held in sorted(groups.items()):
        yield text(f"数据时点较早：{at}的数据{_named(library, held)}，请核实有无新的数据。")


def _undated(library: Library, facts: Sequence[Fact]) -> Iterator[Runs]:
    """Yield a line on the figures whose source states no year."""
    if undated := [fact for fact in facts if fact.period.year is None]:
        yield text(f"原文未注明年份：{_named(library, undated)}，引用前请先核实时点。")


def _unjudged(library: Library, facts: Sequence[Fact]) -> Iterator[Runs]:
    """Yield a line on the figures with targets whose indicators do not say what is better."""
    indicators = library.catalogue.indicators
    if aimed := [fact for fact in facts if fact.target and not indicators[fact.indicator].better]:
        yield text(f"没有写明高好还是低好，未判断是否达到目标：{_named(library, aimed)}。")


def _across(analysis: Analysis, document: Document) -> Iterator[Runs]:
    """Yield computed figures that rest on figures of different years, or of different sources."""
    library = analysis.selection.library
    facts, printed = {fact.id: fact for fact in library.printable()}, {entry.id: entry for entry in document.derived}
    for item in analysis.related:
        for made in item.derived:
            if made.id not in printed:
                continue
            held = [facts[id] for id in made.inputs]
            years, sources = {fact.period.year for fact in held}, {fact.source for fact in held}
            apart = [
                *(["时期"] if len(years) > 1 and item.relation.kind != TIMED_APART else []),
                *(["来源"] if len(sources) > 1 else []),
            ]
            if apart:
                said = text(f"由{'、'.join(apart)}不同的数据推算：{item.relation.name}")
                yield join([said, (Run(printed[made.id].text, ref=made.id),), text(f"，依据{_each(library, held)}。")])


def _named(library: Library, facts: Sequence[Fact]) -> str:
    """“3项（武汉市甲、乙，天河区丙）”; of more than `NAMED` how many each city has: 8项（武汉市3项，…）."""
    held: dict[str, list[str]] = {}
    for fact in facts:
        held.setdefault(library.records[fact.city].city.name, []).append(
            library.catalogue.indicators[fact.indicator].name
        )
    if len(facts) <= NAMED:
        told = [f"{city}{'、'.join(dict.fromkeys(names))}" for city, names in held.items()]
    else:
        told = [f"{city}{len(names)}项" for city, names in held.items()] if len(held) > 1 else [*held]
    return f"{len(facts)}项（{'，'.join(told)}）"


def _each(library: Library, facts: Iterable[Fact]) -> str:
    """“武汉市甲5项（2021年）、7项（2022年）、乙3项”: city and indicator where they are not those before."""
    told, city, indicator = [], "", ""
    for fact in facts:
        same = fact.city == city
        where = "" if same else library.records[fact.city].city.name
        what = "" if same and fact.indicator == indicator else library.catalogue.indicators[fact.indicator].name
        told.append(f"{where}{what}{figure(fact)}{bracketed(fact)}")
        city, indicator = fact.city, fact.indicator
    return "、".join(told)


def _items(lines: Iterable[Runs]) -> tuple[Block, ...]:
    held = tuple(line for line in lines if line)
    return (Items(held),) if held else ()


def _computed(library: Library, document: Document) -> Iterator[Table]:
    """Yield the figures that the briefing computes, with formula and inputs; mere counts rest on nothing."""
    facts = {fact.id: fact for fact in library.printable()}
    columns = [
        TableColumn[Derived]("数值", lambda entry: (Run(entry.text, ref=entry.id),)),
        TableColumn[Derived]("算式", lambda entry: text(entry.formula), LEFT),
        TableColumn[Derived]("依据", lambda entry: text(_each(library, (facts[id] for id in entry.inputs))), LEFT),
        TableColumn[Derived]("核对", _box),
    ]
    if held := [entry for entry in document.derived if entry.inputs]:
        made = table_of(held, columns, "checklist.computed", "推算的数字及依据")
        yield replace(made, widths=(4, 6, 10, 2))


def _box(row: object) -> Runs:
    return text(TICK)


def _by_source(library: Library, facts: Iterable[Fact]) -> Iterator[Table]:
    """Yield a table for each source with the figures of it that the briefing rests on, to be held against it."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.source, []).append(fact)
    sources = library.sources()
    for number, (id, held) in enumerate(groups.items(), start=1):
        what = partial(_what, library, several=len({fact.city for fact in held}) > 1)
        columns = [
            TableColumn[Fact]("数值", lambda fact: (fact_run(fact),)),
            TableColumn("指标", what, LEFT),
            TableColumn[Fact]("时期", lambda fact: text(period(fact.period, fact.basis))),
            TableColumn[Fact]("位置", lambda fact: text(located(fact.paragraph, fact.cell))),
            TableColumn[Fact]("核对", _box),
        ]
        note = f"说明：{sources[id].note}" if sources[id].note else ""
        made = table_of(held, columns, f"checklist.source.{number}", _source(sources[id]), notes=(note,))
        yield replace(made, widths=(5, 11, 6, 4, 2))


def _what(library: Library, fact: Fact, *, several: bool) -> Runs:
    """Return what a figure is, of `several` cities also of which."""
    city = library.records[fact.city].city.name if several else ""
    name, scope = library.catalogue.indicators[fact.indicator].name, covered(fact)
    return text(city + (f"{name}，{scope}" if "（" in scope else specified(name, scope)))


def _source(source: Source) -> str:
    """“三门峡日报：《题目》，2021年9月1日”."""
    title = source.title.replace("《", "〈").replace("》", "〉")
    return f"{source.publisher}：《{title}》" + (f"，{source_date(source.date)}" if source.date else "")
