"""What a bundle says of itself: the manifest for programs, facts.csv for people with a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from briefing.bundle.manifest_records import FORMAT, FactRecord
from briefing.model.document import Derived, Document, References, RunKind, Runs, Table
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.model.walk import all_runs, refs, runs
from briefing.templating.audit import names_with_numbers
from briefing.templating.given_words import DATE, TOTAL
from briefing.templating.shell_tags import TAGS
from briefing.text.digits import numbers_in
from briefing.text.stated_quantities import stated
from briefing.wording.figures import DERIVED, figure, period

FACTS = "facts.csv"

COLUMNS = (
    "编号",
    "类别",
    "城市",
    "主题",
    "指标",
    "数值",
    "单位",
    "表述",
    "限定",
    "时期",
    "范围",
    "来源",
    "段落",
    "推算公式",
    "推算依据",
    "状态",
    "调查方式",
    "排名范围",
    "参排数目",
    "目标",
    "目标时期",
    "牵头单位",
    "口径变化",
)
_OF_FACTS = 8
"""The last columns, which say nothing of a computed figure."""
STATED, BY_HAND, NUMBER = "原文", "手填", "数值"


def facts_csv(facts: Iterable[Fact], document: Document, library: Library) -> bytes:
    """Return the figures of the briefing as a table, in UTF-8 with a byte order mark so that Excel shows Chinese.

    First the facts (原文: value, unit and figure as printed), then every figure that was computed from them (推算:
    as printed in the briefing, its formula and the ids it rests on), then what a person set that has numbers in it
    (手填: by whose name, as printed). The "=" before a computed figure's id is left
    out: a spreadsheet would take it for a formula, and `briefing explain` does without.
    """
    # the csv module writes its own line ends: those of RFC 4180, which Excel expects
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(facts, document, library):
        writer.writerow([text if name == NUMBER else cell(text) for name, text in zip(COLUMNS, row, strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def fact_rows(facts: Iterable[Fact], document: Document, library: Library) -> list[dict[str, object]]:
    """Return the same as rows by column; a stated number is a Decimal, a range the text that the table has."""
    facts = list(facts)
    rows: list[dict[str, object]] = [dict(zip(COLUMNS, row, strict=True)) for row in _rows(facts, document, library)]
    for row, fact in zip(rows, facts, strict=False):
        if fact.quantity.upper is None:
            row[NUMBER] = fact.quantity.value
    return rows


def _rows(facts: Iterable[Fact], document: Document, library: Library) -> Iterator[tuple[str, ...]]:
    yield from (*_stated(facts, library), *_computed(document.derived, library))
    for item in by_hand(document):
        row = {COLUMNS[0]: item["name"], "类别": BY_HAND, "表述": item["text"]}
        yield tuple(row.get(name, "") for name in COLUMNS)


def _stated(facts: Iterable[Fact], library: Library) -> Iterator[tuple[str, ...]]:
    sources, catalogue = library.sources(), library.catalogue
    for fact in facts:
        indicator = catalogue.indicators[fact.indicator]
        yield (
            fact.id,
            STATED,
            library.records[fact.city].city.name,
            catalogue.themes[indicator.theme].name,
            indicator.name,
            fact.quantity.written,
            fact.quantity.unit.symbol,
            fact.printed or figure(fact),
            fact.qualifier or "",
            period(fact.period, fact.basis),
            fact.scope,
            sources[fact.source].title,
            fact.cell or str(fact.paragraph),
            "",
            "",
            fact.status or "",
            fact.measure.survey or "",
            fact.measure.ranking,
            str(fact.measure.of or ""),
            f"{fact.target.quantity.written}{fact.target.quantity.unit.symbol}" if fact.target else "",
            fact.target.period.printed if fact.target else "",
            fact.bureau,
            fact.break_reason,
        )


def _computed(derived: Iterable[Derived], library: Library) -> Iterator[tuple[str, ...]]:
    """Computed figures but for mere counts, which rest on no fact."""
    cities = {fact.id: library.records[fact.city].city.name for fact in library.printable()}
    for entry in derived:
        if entry.inputs:
            where = "、".join(dict.fromkeys(cities[id] for id in entry.inputs if id in cities))
            text, formula, inputs = entry.text, entry.formula, "、".join(entry.inputs)
            own = (entry.id.lstrip("="), DERIVED, where, "", "", "", entry.unit, text)
            yield (*own, "", "", "", "", "", formula, inputs, *[""] * _OF_FACTS)


FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a formula begins with (OWASP, CSV injection): spreadsheets of East Asia take the full-width signs as well."""


def cell(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def manifest(
    *,
    request: Mapping[str, Any],
    facts: Iterable[Fact],
    document: Document,
    library: Library,
    versions: Mapping[str, str],
    selected: Iterable[Fact] = (),
) -> dict[str, Any]:
    """Return what a bundle holds and rests on, but for its files; the same for the same request and data.

    `facts` hold all that decides what is printed, so that a later program can tell which figures have changed since;
    `names` are those words of the findings that hold digits without being figures (“210”标准). Those of the `selected`
    facts that are not printed are kept, too: the next issue tells of what is new since.
    """
    facts, sources = list(facts), library.sources()
    printed = {fact.id for fact in facts}
    unprinted = [asdict(fact_record(fact, library)) for fact in selected if fact.id not in printed]
    texts = ["".join(run.text for run in said) for said in document.findings]
    return {
        "format": FORMAT,
        "versions": dict(versions),
        "request": dict(request),
        "title": document.meta.title,
        "series": document.meta.name,
        "findings": [[{"text": run.text, "ref": run.ref} for run in said] for said in document.findings],
        "names": sorted(name for name in names_with_numbers(library) if any(name in text for text in texts)),
        "facts": [asdict(fact_record(fact, library)) for fact in facts],
        "derived": [asdict(entry) for entry in document.derived],
        "sources": [
            {"id": id, "title": sources[id].title, "publisher": sources[id].publisher, "date": sources[id].date}
            for id in sources_of(facts, document)
        ],
        "by_hand": by_hand(document),
        "lines": list(printed_lines(document)),
        **({"unprinted": unprinted} if unprinted else {}),
    }


def printed_lines(document: Document) -> Iterator[dict[str, Any]]:
    """Yield every paragraph that is printed, and every row of a table, as `PrintedLine` has them."""
    yield {"cells": [[{"text": document.meta.title}]]}
    for block in document.blocks:
        if isinstance(block, Table):
            yield {"cells": [_plain(block.caption)]}
            yield from [{"cells": [[{"text": f"单位：{block.unit}"}]]}] if block.unit else []
            yield from ({"cells": [*map(_plain, row)], "table": block.key} for row in (block.header, *block.rows))
            yield from ({"cells": [_plain(note)]} for note in block.notes)
        else:
            yield from ({"cells": [_plain(line)]} for line in runs(block, drawn=False))


_BLANKS = str.maketrans("\n\t", "  ")


def _plain(line: Runs) -> list[dict[str, str]]:
    """Return runs, of which those that print no figure are one."""
    made: list[dict[str, str]] = []
    for run in line:
        ref = run.ref if run.kind in (RunKind.TEXT, RunKind.GIVEN) else None
        text = run.text.translate(_BLANKS)
        if made and not ref and "ref" not in made[-1]:
            made[-1]["text"] += text
        elif text:
            made.append({"text": text, **({"ref": ref} if ref else {})})
    return made


def by_hand(document: Document) -> list[dict[str, str]]:
    """Return what a person set that has numbers in it (手填): printed as given, wherever the template prints it.

    First what was set for this briefing, by the names of the parameters, then what stands in it of the workspace's
    notes, by the names of their files.
    """
    meta, names = document.meta, document.shell.names
    given = [
        run for run in (*all_runs(document.blocks, drawn=False), *document.shell.runs) if run.kind is RunKind.GIVEN
    ]
    printed = {*(meta.fields if names is None else names), *(run.ref for run in given)}
    words = {"标题": meta.title, "期号": meta.issue, **{k: v for k, v in meta.fields.items() if k in printed}}
    kept = dict.fromkeys((run.ref or "", run.text) for run in given if run.ref not in {*words, *TAGS, DATE, TOTAL})
    return [
        {"name": name, "text": text}
        for name, text in (*words.items(), *kept)
        if any(numbers_in(text)) or any(item.certain for item in stated(text))
    ]


def printed_facts(document: Document, library: Library) -> list[Fact]:
    """Return the facts that the document prints, draws or computes with, in the order of the data."""
    inputs = {entry.id: entry.inputs for entry in document.derived}
    used = {id for ref in refs(document.blocks, document.shell) for id in inputs.get(ref, (ref,))}
    return [fact for fact in library.printable() if fact.id in used]


def sources_of(facts: Iterable[Fact], document: Document) -> list[str]:
    """Return the ids of the sources of a briefing: those that it lists, then those of its figures, each once."""
    listed = [entry.source for block in document.blocks if isinstance(block, References) for entry in block.entries]
    return list(dict.fromkeys((*listed, *(fact.source for fact in facts))))


def fact_record(fact: Fact, library: Library) -> FactRecord:
    """Return a fact as the manifest keeps it; of a range, `value` is the lower end and `upper` the other."""
    return FactRecord(
        id=fact.id,
        city=fact.city,
        theme=library.theme_of(fact),
        indicator=fact.indicator,
        value=format(fact.quantity.value, "f"),
        upper=None if fact.quantity.upper is None else format(fact.quantity.upper, "f"),
        unit=fact.quantity.unit.symbol,
        printed=fact.printed or figure(fact),
        qualifier=fact.qualifier,
        period=fact.period.text,
        basis=fact.basis,
        direction=fact.direction,
        scope=fact.scope,
        source=fact.source,
        paragraph=fact.paragraph,
        measure=fact.measure.kind,
        base=fact.measure.base,
        price=fact.measure.price,
        survey=fact.measure.survey,
        ranking=fact.measure.ranking,
        of=fact.measure.of,
        cell=fact.cell,
    )
