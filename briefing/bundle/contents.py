"""What a bundle says of itself: the manifest for programs, facts.csv for people with a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from briefing.bundle.manifest import FORMAT, FactRecord
from briefing.model.document import Derived, Document, Meta, References, Run, Runs
from briefing.model.library import Fact, Library
from briefing.templating.audit import names_with_numbers
from briefing.text.digits import numbers_in
from briefing.wording.figures import DERIVED, period

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
)
STATED, NUMBER = "原文", "数值"
_ASKED = {
    "cities": "城市",
    "themes": "主题",
    "period": "时期",
    "since": "起始时期",
    "home": "本地城市",
    "template": "模板",
    "formats": "格式",
    "date": "日期",
    "issue": "期号",
    "title": "标题",
    "mode": "排法",
    "number": "附件序号",
    "start_page": "首页页码",
    "doc_no": "发文字号",
    "notes": "资料来源",
    "kind": "种类",
    "to": "主送机关",
    "sender": "发文机关",
    "subject": "事由",
    "attachments": "附件",
    "merge": "合为一个文件",
}
"""What the parts of a request are called, for a briefing with those of its layout and for a memo."""
_CHOICES = {
    "standalone": "单独成文",
    "attachment": "附件",
    "list": "文末",
    "footnotes": "脚注",
    "True": "是",
    "False": "否",
}


def facts_csv(facts: Iterable[Fact], document: Document, library: Library) -> bytes:
    """The figures of the briefing as a table, in UTF-8 with a byte order mark so that Excel shows Chinese.

    First the facts (原文: value, unit and figure as printed), then every figure that was computed from them (推算:
    as printed in the briefing, its formula and the ids it rests on). The "=" before a computed figure's id is left
    out: a spreadsheet would take it for a formula, and `briefing explain` does without.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in (*_stated(facts, library), *_computed(document.derived, library)):
        writer.writerow([text if name == NUMBER else cell(text) for name, text in zip(COLUMNS, row, strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def fact_rows(facts: Iterable[Fact], document: Document, library: Library) -> list[dict[str, object]]:
    """The same as rows by column; a stated number is a Decimal, but for a range, which is text as in the table."""
    facts = list(facts)
    rows: list[dict[str, object]] = [
        dict(zip(COLUMNS, row, strict=True))
        for row in (*_stated(facts, library), *_computed(document.derived, library))
    ]
    for row, fact in zip(rows, facts, strict=False):
        if fact.quantity.upper is None:
            row[NUMBER] = fact.quantity.value
    return rows


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
            fact.printed,
            fact.qualifier or "",
            period(fact.period, fact.basis),
            fact.scope,
            sources[fact.source].title,
            str(fact.paragraph),
            "",
            "",
        )


def _computed(derived: Iterable[Derived], library: Library) -> Iterator[tuple[str, ...]]:
    """Computed figures but for mere counts, which rest on no fact."""
    cities = {fact.id: library.records[fact.city].city.name for fact in library.facts()}
    for entry in derived:
        if entry.inputs:
            where = "、".join(dict.fromkeys(cities[id] for id in entry.inputs if id in cities))
            text, formula, inputs = entry.text, entry.formula, "、".join(entry.inputs)
            own = (entry.id.lstrip("="), DERIVED, where, "", "", "", entry.unit, text)
            yield (*own, "", "", "", "", "", formula, inputs)


FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a formula begins with (OWASP, CSV injection): spreadsheets of East Asia take the full-width signs as well."""


def cell(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def manifest(
    *,
    request: Mapping[str, Any],
    facts: Iterable[Fact],
    document: Document,
    library: Library,
    versions: Mapping[str, str],
) -> dict[str, Any]:
    """What a bundle holds and rests on, but for its files; the same for the same request and data.

    `facts` hold all that decides what is printed, so that a later program can tell which figures have changed since.
    """
    facts = list(facts)
    sources = library.sources()
    return {
        "format": FORMAT,
        "versions": dict(versions),
        "request": dict(request),
        "title": document.meta.title,
        "series": document.meta.name,
        "findings": [[_run_record(run) for run in runs] for runs in document.findings],
        "names": _names_in(document.findings, library),
        "facts": [asdict(fact_record(fact, library)) for fact in facts],
        "derived": [asdict(entry) for entry in document.derived],
        "sources": [
            {"id": id, "title": sources[id].title, "publisher": sources[id].publisher, "date": sources[id].date}
            for id in sources_of(facts, document)
        ],
        "by_hand": by_hand(document.meta),
    }


def by_hand(meta: Meta) -> list[dict[str, str]]:
    """What a person set that has numbers in it (手填): printed as given, wherever the template prints it."""
    words = {"标题": meta.title, "期号": meta.issue, **meta.fields}
    return [{"name": name, "text": text} for name, text in words.items() if any(numbers_in(text))]


def _run_record(run: Run) -> dict[str, Any]:
    """A stretch of a finding; `ref` is the id of its fact or computed figure, None for words."""
    return {"text": run.text, "ref": run.ref}


def _names_in(findings: Iterable[Runs], library: Library) -> list[str]:
    """The names in the findings that hold digits (“210”标准): all other digits in them are figures."""
    words = ["".join(run.text for run in runs) for runs in findings]
    return sorted(name for name in names_with_numbers(library) if any(name in said for said in words))


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """In what the request `before` is another than `now`, in Chinese; [] where it is the same."""
    old, new = _named(before), _named(now)
    return [
        f"{name}（原为{_said(old.get(name))}，这次为{_said(new.get(name))}）"
        for name in dict.fromkeys((*new, *old))
        if old.get(name) != new.get(name)
    ]


def _named(request: Mapping[str, Any]) -> dict[str, object]:
    """The parts of a request, those of layout and settings one by one, under their Chinese names."""
    parts: dict[str, object] = {}
    for key, value in request.items():
        if key == "settings" and isinstance(value, Mapping):
            parts |= {f"参数“{name}”": text for name, text in value.items()}
        elif isinstance(value, Mapping):
            parts |= {_ASKED.get(str(name), str(name)): part for name, part in value.items()}
        else:
            parts[_ASKED.get(key, key)] = value
    return parts


def _said(value: object) -> str:
    """A part of a request in words."""
    if isinstance(value, list):
        return "、".join(map(str, value)) or "不写"
    return "不写" if value in (None, "") else _CHOICES.get(str(value), str(value))


def sources_of(facts: Iterable[Fact], document: Document) -> list[str]:
    """The ids of the sources that the briefing rests on: those it lists, then those of its figures, each once."""
    listed = [entry.source for block in document.blocks if isinstance(block, References) for entry in block.entries]
    return list(dict.fromkeys((*listed, *(fact.source for fact in facts))))


def fact_record(fact: Fact, library: Library) -> FactRecord:
    """A fact as the manifest keeps it; of a range, `value` is the lower end and `upper` the other."""
    return FactRecord(
        id=fact.id,
        city=fact.city,
        theme=library.theme_of(fact),
        indicator=fact.indicator,
        value=format(fact.quantity.value, "f"),
        upper=None if fact.quantity.upper is None else format(fact.quantity.upper, "f"),
        unit=fact.quantity.unit.symbol,
        printed=fact.printed,
        qualifier=fact.qualifier,
        period=fact.period.text,
        basis=fact.basis,
        direction=fact.direction,
        scope=fact.scope,
        source=fact.source,
        paragraph=fact.paragraph,
    )
