"""Where a figure comes from and where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from briefing.analysis.comparability import observe
from briefing.analysis.relations import relate, relate_all
from briefing.analysis.targets import progress
from briefing.api.parameters import day
from briefing.api.workspace import Workspace
from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import FORMER
from briefing.bundle.register import Register
from briefing.content.ledger import Ledger
from briefing.data.template_paths import NOTES
from briefing.errors import BriefingError, Problem, UsageError, did_you_mean
from briefing.model.document import Derived
from briefing.model.facts import Fact, Relation
from briefing.model.library import Library
from briefing.model.period import Basis
from briefing.model.request import Request
from briefing.text.files import is_inner, read_file
from briefing.wording.figures import figure, located, period, quantity
from briefing.wording.prose import source_date
from briefing.wording.sentences import derived_text

TOWARDS = {
    "completion": "完成",
    "excess": "超出目标",
    "shortfall": "距目标",
    "lag": "慢于序时进度",
    "lead": "快于序时进度",
}
"""What is told of a figure and its target, by the role of what is computed."""

Lines = Iterator[tuple[str, str]]


def explain(id: str, workspace: Workspace) -> list[tuple[str, str]]:
    """Return what there is to say of a fact or a computed figure, as pairs of name and value in Chinese.

    `id` is that of facts.csv. UsageError where the workspace knows no such figure.
    """
    known = id.strip().lstrip("'=")
    if found := _by_hand(known, workspace) or _of_issue(known, workspace):
        return found
    city = known.partition(".")[0]
    library = workspace.library(city if city in {entry.id for entry in workspace.cities()} else ())
    facts = {fact.id: fact for fact in library.facts()}
    if known in facts:
        return list(_fact(facts[known], library, workspace.roots))
    if derived := _computed(f"={known}", library) or _composed(f"={known}", library, workspace):
        return list(_derived(*derived, library))
    hint = did_you_mean(known, facts) or "编号可从 briefing show 或成果包的 facts.csv 中查到。"
    raise UsageError(Problem(f"没有编号为“{id}”的数据点或推算值。", hint=hint))


def _by_hand(id: str, workspace: Workspace) -> list[tuple[str, str]]:
    """Return what there is to say of a note or a parameter, which facts.csv lists as 手填; [] for anything else."""
    kind, path = ("性质", "手填，由人写定，照所写印出，没有来源"), workspace.path / id
    if id.startswith(f"{NOTES}/") and is_inner(id) and path.is_file():
        text = read_file(path, within=workspace.path / NOTES).decode(errors="replace")
        return [("编号", id), kind, ("写在", str(path)), ("内容", text.strip())]
    asking = [item.id for item in workspace.templates()[0] if id in (parameter.name for parameter in item.parameters)]
    if not asking:
        return []
    return [("编号", id), kind, ("写在", "模板的参数里，用 --set 或 briefing.yaml 给值"), ("模板", "、".join(asking))]


def _of_issue(id: str, workspace: Workspace) -> list[tuple[str, str]]:
    """Return what the bundles in the register say of a figure of the last issue, or computed with one; [] if none."""
    if FORMER not in id:
        return []
    for item in reversed(Register.open(workspace.path).issues):
        try:
            manifest = read_manifest((workspace.path / item.kept).parent if item.kept else workspace.path / item.bundle)
        except BriefingError:
            continue
        facts = {record.id: record for record in manifest.facts}
        sources = {source.id: source for source in manifest.sources}
        if computed := next((entry for entry in manifest.derived if entry.id == f"={id}"), None):
            inputs = [("依据", f"{facts[name].printed}（编号 {name}）") for name in computed.inputs if name in facts]
            own = [("编号", id), ("性质", "推算值，由下列数据点算出，来源中没有这个数")]
            return [*own, ("数值", computed.text), ("公式", computed.formula), *inputs, ("印在", item.name)]
        if record := facts.get(id):
            source = sources.get(record.source)
            rows = [("编号", id), ("数值", record.printed), ("时期", record.period)]
            rows.append(("来源", f"{source.publisher}：《{source.title}》" if source else record.source))
            return [*rows, ("印在", f"{item.name}，取自上一期")]
    return []


def _fact(fact: Fact, library: Library, templates: Iterable[Path]) -> Lines:
    """Return what there is to say of a fact, as name and value."""
    catalogue = library.catalogue
    indicator = catalogue.indicators[fact.indicator]
    yield "编号", fact.id
    yield "城市", library.records[fact.city].city.name
    yield "指标", f"{indicator.name}（主题：{catalogue.themes[indicator.theme].name}）"
    if indicator.definition:
        yield "口径", indicator.definition
    yield "数值", figure(fact) + (f"（原文作“{fact.printed}”）" if fact.printed else "")
    yield "时期", f"{period(fact.period, fact.basis)}（统计方式：{fact.basis}）"
    if fact.scope:
        yield "范围", fact.scope
    if fact.status:
        yield "状态", fact.status
    if fact.measure.survey:
        yield "调查方式", fact.measure.survey
    if fact.measure.ranking or fact.measure.of:
        many = f"共 {fact.measure.of} 个" if fact.measure.of else ""
        yield "排名范围", "，".join(filter(None, (fact.measure.ranking, many)))
    if fact.caveat:
        yield "说明", fact.caveat
    if fact.note:
        yield "备注", fact.note
    if fact.break_reason:
        yield "口径变化", f"{fact.break_reason}，与此前数据不可比"
    yield from _target(fact, library)
    yield "来源", _source(fact, library)
    yield "数据文件", str(fact.location)
    for relation, derived in _relations(library):
        if fact.id in {id for ids in relation.members.values() for id in ids}:
            yield "关联", f"{relation.name}（{relation.id}）"
            yield from (("推算", f"{entry.text}＝{entry.formula}（{entry.id.lstrip('=')}）") for entry in derived)
    for practice in library.practices():
        if fact.id in practice.facts:
            yield "用于做法", f"{practice.name}（{practice.id}）"
    yield from _mentions(fact.id, templates)


def _target(fact: Fact, library: Library) -> Lines:
    """Return how far the figure has come towards its target."""
    facts, records = {item.id: item for item in library.facts()}, list(library.records.values())
    observed = [item for item in observe(records, library.catalogue.indicators) if item.fact.id == fact.id]
    for found in progress(observed, relate_all(records, facts, library.theme_of)):
        if target := fact.target:
            due = period(target.period, Basis.UNSTATED)
            yield (
                "目标",
                f"{quantity(target.quantity, None, '')}（{due}{f'，{fact.bureau}牵头' if fact.bureau else ''}）",
            )
        if found.rate:
            yield "完成", figure(found.rate)
        for item in found.figures:
            if item.value is not None:
                words = derived_text(item.value, item.unit, exact=item.exact)
                yield TOWARDS[item.role], f"{words}（推算）"
        if found.elapsed is not None:
            pace = {True: "快于", False: "慢于", None: "不判断快于还是慢于"}[found.on_schedule]
            yield "序时进度", f"时间已过{Decimal(round(found.elapsed * 1000)) / 10}%，{pace}序时进度"


def _source(fact: Fact, library: Library) -> str:
    source = library.sources()[fact.source]
    where = located(fact.paragraph, fact.cell)
    return f"{source.publisher}：《{source.title}》，{source_date(source.date) or '发表日期未注明'}，{where}"


def _mentions(id: str, templates: Iterable[Path]) -> Lines:
    """Return the lines of templates that name the fact."""
    for file in sorted({path for root in templates for path in root.rglob("*.j2") if path.is_file()}):
        for number, line in enumerate(file.read_text("utf-8", errors="replace").splitlines(), 1):
            if f'"{id}"' in line or f"'{id}'" in line:
                yield "用于模板", f"{file} 第 {number} 行"


def _relations(library: Library) -> Iterator[tuple[Relation, list[Derived]]]:
    """Yield every relation with the figures that are computed from it."""
    ledger = Ledger(library)
    for relation in library.relations():
        related = relate(relation, ledger.facts, library.theme_of)
        figures = related.derived if related else ()
        yield relation, [ledger.derived[item.id] for item in figures if ledger.figure(item)]


def _computed(id: str, library: Library) -> tuple[Derived, str] | None:
    """Return the derived figure of a relation, and what relates its inputs; None where none has that id."""
    return next(
        ((entry, relation.name) for relation, derived in _relations(library) for entry in derived if entry.id == id),
        None,
    )


def _composed(id: str, library: Library, workspace: Workspace) -> tuple[Derived, str] | None:
    """Return a figure that only a briefing computes, across cities or years, from one on all the data at hand."""
    from briefing.pipeline import generate  # noqa: PLC0415 - start-up time: a fact is explained without composing

    request = Request(roots=workspace.roots, date=day(None))
    found = {entry.id: entry for entry in generate(library, request).document.derived}
    return (found[id], "在全部数据范围内计算；一份简报选取的城市、主题不同，数值可能不同") if id in found else None


def _derived(entry: Derived, remark: str, library: Library) -> Lines:
    """Return what there is to say of a computed figure."""
    yield "编号", entry.id
    yield "性质", "推算值，由下列数据点算出，来源中没有这个数" if entry.inputs else "简报自己的计数，来源中没有这个数"
    yield "数值", entry.text
    yield "公式", entry.formula
    yield "说明", remark
    facts = {fact.id: fact for fact in library.facts()}
    for id in entry.inputs:
        fact = facts[id]
        name = library.catalogue.indicators[fact.indicator].name
        yield "依据", f"{library.records[fact.city].city.name}{name} {figure(fact)}（{id}）"
        yield "　来源", _source(fact, library)
        yield "　数据文件", str(fact.location)
