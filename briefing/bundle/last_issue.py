"""The facts of an issue that went out, and in what the present ones differ from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from briefing.bundle.comparison import amount, compare
from briefing.bundle.contents import fact_record
from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import FORMER, MANIFEST, FactRecord, SourceRecord
from briefing.bundle.register import Register, entry_of
from briefing.data.units import UnitTable
from briefing.errors import BriefingError, Problem, Severity, UsageError, enumerated
from briefing.model.facts import Fact, Source
from briefing.model.issue import Issue, LastIssue
from briefing.model.library import Library
from briefing.model.measure import Measure, MeasureKind, Price, Survey
from briefing.model.period import Basis, Period
from briefing.model.quantity import Qualifier, Quantity
from briefing.model.request import Request


def last_issue(request: Request, library: Library, selected: Sequence[Fact]) -> LastIssue | None:
    """Return the issue that a numbered briefing of the facts `selected` follows, or that a correction corrects.

    None where there is none. UsageError where that number went out already; BriefingError where the register, or what
    is kept, cannot be used.
    """
    entry = entry_of(request)
    if entry is None or request.register is None:
        return None
    register = Register.open(request.register)
    register.refuse_issued(entry)
    issue = request.corrects or register.before(entry)
    if issue is None:
        return None
    found = against(register, issue, library, selected, correcting=request.corrects is not None)
    if request.corrects is None:
        return found
    if not found.revised:
        hint = "请先把资料里的数改正过来（时期不变），用 briefing check 查过，再出更正。"
        raise UsageError(Problem(f"{issue.name}印出的数据与现在的资料没有不同，没有要更正的。", hint=hint))
    revised = compare(kept_facts(register, issue)[0], [fact_record(fact, library) for fact in selected]).revised
    beside = [(register.workspace / item.bundle).parent for item in register.issues if item.bundle]
    folders = dict.fromkeys((*request.memos, *beside))
    wrong = [before for before, _ in revised]
    derived = register.kept(issue).derived
    held = {entry: now.id for before, now in revised for entry in derived if before.id in entry.inputs}
    computed = [(id, entry) for entry, id in held.items()]
    return replace(found, used_in=used_in(register, issue, wrong, folders), computed=computed)


def kept_facts(register: Register, issue: Issue) -> tuple[list[FactRecord], list[FactRecord], list[SourceRecord]]:
    """Return the facts that an issue printed as it was corrected since, those that it left out, and the sources."""
    manifests = [register.kept(item) for item in (*reversed(register.corrections(issue)), issue)]
    # a correction comes first, and prints the wrong figure beside the right one
    printed = {
        (record.identity, record.period, record.basis, record.direction): record
        for manifest in reversed(manifests)
        for record in manifest.own_facts
    }
    sources = [source for manifest in manifests for source in manifest.sources]
    return list(printed.values()), list(manifests[-1].unprinted), sources


def against(
    register: Register, issue: Issue, library: Library, selected: Sequence[Fact], *, correcting: bool = False
) -> LastIssue:
    """Return the issue with its facts, and in what the facts `selected` of the library differ from them.

    A figure whose source states no time may be of another time now: it is revised only for who is `correcting` it.
    """
    printed, unprinted, sources = kept_facts(register, issue)
    now = [fact_record(fact, library) for fact in selected]
    changes = compare(printed, now)
    facts = {fact.id: fact for fact in library.facts()}
    kept = _Kept(issue, library, facts)
    undated = [pair for pair in changes.revised if not facts[pair[1].id].period.dated]
    revised = [pair for pair in changes.revised if correcting or pair not in undated]
    return LastIssue(
        issue=issue,
        changed=list(kept.pairs((*changes.changed, *(() if correcting else undated)))),
        revised=list(kept.pairs(revised)),
        new=[facts[record.id] for record in compare((*printed, *unprinted), now).new],
        dropped=[fact for record in changes.dropped if (fact := kept.fact(record))],
        doubts=[
            *_unknown(issue, [record for record in changes.dropped if kept.fact(record) is None]),
            *(_undated([now for _, now in undated]) if correcting else ()),
        ],
        facts=[fact for fact in kept.made.values() if fact],
        sources={item.id: _source(item) for item in sources},
    )


def _unknown(issue: Issue, records: Sequence[FactRecord]) -> list[Problem]:
    """Return a warning of figures whose city, indicator or unit the data do not know any more."""
    if not records:
        return []
    named = enumerated([f"{record.id}（{record.printed}）" for record in records])
    message = f"{issue.name}印出的这些数据，资料里已经没有它们的城市、指标或单位，没有与本期比较：{named}。"
    return [Problem(message, hint="改过指标标识的，请改回来；不再用的，可以不理会。", severity=Severity.WARNING)]


def _undated(records: Sequence[FactRecord]) -> list[Problem]:
    """Return a warning of figures that are corrected, or perhaps only newer, as no source states their time."""
    if not records:
        return []
    named = enumerated([f"{record.id}（{record.printed}）" for record in records])
    hint = "不是改错而是新的数，请在资料里写明时期，再出更正。"
    return [Problem(f"这些数据没有注明时期，与原刊不同，都列为更正：{named}。", hint=hint, severity=Severity.WARNING)]


def _source(record: SourceRecord) -> Source:
    return Source(id=record.id, title=record.title, publisher=record.publisher, date=record.date or None)


class _Kept:
    """Turns the records of an issue into facts: those that the library holds, else facts with ids of their own."""

    def __init__(self, issue: Issue, library: Library, facts: Mapping[str, Fact]) -> None:
        self._suffix, self._library, self._facts = f"{FORMER}{issue.slug}", library, facts
        self._units = UnitTable(library.catalogue.units)
        self.made: dict[str, Fact | None] = {}

    def pairs(self, pairs: Iterable[tuple[FactRecord, FactRecord]]) -> Iterator[tuple[Fact, Fact]]:
        for before, now in pairs:
            if fact := self.fact(before):
                yield fact, self._facts[now.id]

    def fact(self, record: FactRecord) -> Fact | None:
        """Return the fact; None where the library knows its indicator, city or unit no more."""
        held = self._facts.get(record.id)
        if held and fact_record(held, self._library) == record:
            return held
        if record.id not in self.made:
            self.made[record.id] = self._make(record)
        return self.made[record.id]

    def _make(self, record: FactRecord) -> Fact | None:
        indicator = self._library.catalogue.indicators.get(record.indicator)
        unit = self._units.find(record.unit, indicator.family) if indicator else None
        if unit is None or record.city not in self._library.records:
            return None
        try:
            low, high = Decimal(record.value), Decimal(record.upper) if record.upper else None
            measure = Measure(
                kind=MeasureKind(record.measure),
                base=record.base,
                price=Price(record.price) if record.price else None,
                survey=Survey(record.survey) if record.survey else None,
                ranking=record.ranking,
                of=record.of,
            )
            return Fact(
                id=record.id + self._suffix,
                city=record.city,
                indicator=record.indicator,
                quantity=Quantity(low, unit, high),
                printed=record.printed,
                source=record.source,
                paragraph=record.paragraph,
                qualifier=Qualifier(record.qualifier) if record.qualifier else None,
                period=Period.parse(record.period),
                basis=Basis(record.basis),
                direction=record.direction,
                scope=record.scope,
                cell=record.cell,
                measure=measure,
            )
        except (ValueError, InvalidOperation):  # a manifest that was edited by hand
            return None


def used_in(register: Register, issue: Issue, wrong: Sequence[FactRecord], folders: Iterable[Path]) -> list[str]:
    """Return the titles of the other issues that printed one of the `wrong` facts with its value and were not corrected
    and of the memos that printed one or carry such an issue.

    The bundles in `folders` are searched for memos; those that cannot be read are left out.
    """
    values = {(record.identity, record.period): amount(record) for record in wrong}

    def uses(records: Iterable[FactRecord]) -> bool:
        return any(values.get((record.identity, record.period)) == amount(record) for record in records)

    others = [item for item in register.issues if item.issued and item != issue and item.corrects is None]
    others = [item for item in others if uses(kept_facts(register, item)[0])]
    found = [f"{item.name}《{item.title}》" for item in others]
    bundles = {Path(item.bundle).name for item in (issue, *others)}
    for path in sorted({path for folder in folders for path in folder.glob(f"*/{MANIFEST}")}):
        try:
            manifest = read_manifest(path.parent)
        except BriefingError:
            continue
        if manifest.kind and (uses(manifest.own_facts) or bundles.intersection(manifest.attachments)):
            found.append(f"《{manifest.title}》")
    return list(dict.fromkeys(found))
