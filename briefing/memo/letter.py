"""A memo of one's own, written from its template as a folder, its annexes beside it or in its Word file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from briefing.bundle.contents import by_hand, printed_lines
from briefing.bundle.manifest_records import FORMAT, FactRecord, SourceRecord
from briefing.bundle.pack import Bundle, pack
from briefing.content.filled_tags import has_body
from briefing.content.letter import compose_letter
from briefing.content.workspace_files import WorkspaceFiles
from briefing.data.reader import Reader
from briefing.data.template_folders import read_template
from briefing.errors import BriefingError, Problem, Severity
from briefing.memo.annexes import annex_files, with_annexes
from briefing.memo.briefings import MEMO, OpenedBriefing, open_bundles, outdated, typed_numbers
from briefing.model.document import Document
from briefing.model.formats import USUAL
from briefing.model.letter import TEMPLATES, Letter
from briefing.model.period import Basis, Period
from briefing.model.template import Template
from briefing.model.walk import refs
from briefing.render import Material
from briefing.render import write as write_files
from briefing.render.origins import Origin, source_text
from briefing.render.word.shell.style_names import FOOT
from briefing.render.word.shell.tag_reading import tags_of
from briefing.text.file_names import safe_name
from briefing.text.files import read_file
from briefing.wording.figures import DERIVED, located, period

Tell = Callable[[str], None]

STAGES = OPEN, COMPOSE, RENDER, ANNEX, PACK = ("打开成果包", "拟写行文", "排版", "编排附件", "写出文件")
"""The stages that `tell` hears of, in this order."""

TITLE = "标题"
"""What the title is called among what a person typed; its numbers are told when it is composed."""
NUMBER = re.compile(r"[^〔〕]+〔[0-9]{4}〕[1-9][0-9]*号")
"""发文字号: 机关代字, year in 六角括号, a number without 第 and leading zeros (GB/T 9704—2012, 7.2.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoRequest:
    """One memo to make.

    `letter` is what it says, but for its attachments and findings, which come from `attach`, the bundles in their
    order. `merge`: the annexes stand in the memo's own Word file, not beside it. `template` is the folder's name, that
    of the kind of letter unless another was asked for; `roots` are where templates are searched; `reader` reads the
    data of `workspace`, which the bundles are compared with.
    """

    letter: Letter
    attach: tuple[Path, ...]
    template: str
    workspace: Path
    reader: Reader
    roots: tuple[Path, ...]
    out: Path
    formats: tuple[str, ...] = USUAL
    merge: bool = False
    defaults: Mapping[str, str] = field(default_factory=dict)
    force: bool = False


@dataclass(frozen=True, slots=True)
class Memo:
    """A finished memo: its folder, its title, how many annexes it has, and warnings to pass on."""

    bundle: Bundle
    title: str
    annexes: int
    warnings: tuple[Problem, ...]


def write(request: MemoRequest, version: str, tell: Tell = lambda stage: None) -> Memo:
    """Write the memo that `request` asks for, with its annexes; `tell` hears the name of each stage as it begins.

    Raises UsageError for a template or parameter that does not exist, BriefingError for bundles that cannot be
    attached and for problems of template, shell or output; nothing is written then.
    """
    tell(OPEN)
    opened = open_bundles(request.attach)
    warnings = outdated(opened, request.workspace, request.reader)
    tell(COMPOSE)
    letter = replace(
        request.letter,
        attachments=tuple(item.title for item in opened),
        findings=tuple((item.title, item.manifest.findings) for item in opened),
    )
    template = read_template(request.template, request.roots)
    path = _shell(template, request)
    shell, file = read_file(path), str(path)
    tags = tags_of(shell, file, needed=not has_body(template))
    document, remarks = compose_letter(letter, template, request.defaults, tags, WorkspaceFiles(request.workspace))
    warnings += [*_misnumbered(letter.number), *remarks]
    tell(RENDER)
    from briefing.render.word.letterhead import letterhead  # noqa: PLC0415 - lxml, which --help does without
    from briefing.render.word.writer import render_docx  # noqa: PLC0415 - as above

    word = render_docx(document, {}, shell, fonts=template.fonts, file=file, warn=warnings.append)
    typed = by_hand(document)
    warnings += typed_numbers((item["text"] for item in typed if item["name"] != TITLE), document.meta.title)
    tell(ANNEX)
    annexes, count = list(enumerate(opened, start=1)), len(opened)
    if request.merge:
        word = with_annexes(word, annexes, count, warnings.append, ending=FOOT)
    around = partial(letterhead, document, shell, file=file)
    files = write_files(
        request.formats, Material(document, {}, lambda: word, around, lambda: _origins(opened, document))
    )
    if not request.merge:
        files |= annex_files(annexes, count, warnings.append, letter.number)
    tell(PACK)
    manifest = _manifest(request, document, opened, version)
    folder = safe_name(f"{letter.date.isoformat()} {document.meta.title}")
    bundle = pack(request.out, folder, files, manifest, force=request.force)
    return Memo(bundle, document.meta.title, count, (*warnings, *bundle.remarks))


def _misnumbered(number: str) -> list[Problem]:
    """Return a warning of a 发文字号 that is not written as the standard has it."""
    if not number or NUMBER.fullmatch(number):
        return []
    hint = "一般写作 ×函〔2026〕5号：年份用六角括号〔〕，序号不加“第”、不补零。"
    return [Problem(f"发文字号“{number}”的写法不合规范。", hint=hint, severity=Severity.WARNING)]


def _shell(template: Template, request: MemoRequest) -> Path:
    """Return the shell of the memo: the template's or its base's, else the one of its kind."""
    if template.shell:
        return template.shell
    usual = read_template(TEMPLATES[request.letter.kind], request.roots).shell
    if usual is None:
        raise BriefingError(Problem(f"模板“{template.id}”没有版式文件。", hint="请在模板文件夹里放一个 shell.docx。"))
    return usual


def _origins(opened: Sequence[OpenedBriefing], document: Document) -> dict[str, Origin]:
    """Return where each figure of the memo comes from, by fact id, as the manifests of the briefings have it."""
    found: dict[str, Origin] = {}
    for item in opened:
        facts = {fact.id: fact for fact in item.manifest.facts}
        sources = {source.id: source for source in item.manifest.sources}
        carried = ("简报", item.title)
        for fact in facts.values():
            found.setdefault(fact.id, Origin(fact.printed, (carried, *_rows(fact, sources.get(fact.source)))))
        for entry in item.manifest.derived:
            inputs = (("依据", f"{facts[id].printed}（编号 {id}）") for id in entry.inputs if id in facts)
            rows = (carried, ("性质", DERIVED), ("公式", entry.formula), *inputs, ("编号", entry.id.lstrip("=")))
            found.setdefault(entry.id, Origin(entry.text, rows))
    return {ref: found[ref] for ref in dict.fromkeys(refs(document.blocks, document.shell)) if ref in found}


def _rows(fact: FactRecord, source: SourceRecord | None) -> Iterator[tuple[str, str]]:
    yield "数值", fact.value + (f"~{fact.upper}" if fact.upper else "")
    yield "单位", fact.unit or "无"
    try:
        yield "时期", period(Period.parse(fact.period), Basis(fact.basis))
    except ValueError:  # a manifest that was edited by hand
        yield "时期", fact.period
    if source:
        yield "来源", source_text(source.publisher, source.title, source.date, located(fact.paragraph, fact.cell))
    yield "编号", fact.id


def _manifest(
    request: MemoRequest, document: Document, opened: Sequence[OpenedBriefing], version: str
) -> dict[str, Any]:
    """Return the manifest: the request, the figures that the memo prints, and which briefings it carries."""
    printed = set(refs(document.blocks, document.shell))
    letter = request.letter
    return {
        "format": FORMAT,
        "kind": MEMO,
        "versions": {"briefing": version},
        "request": {
            "kind": letter.kind,
            "to": list(letter.to),
            "sender": letter.sender,
            "subject": letter.subject,
            "date": letter.date.isoformat(),
            "doc_no": letter.number,
            "template": request.template,
            "attachments": [item.title for item in opened],
            "merge": request.merge,
            "formats": list(request.formats),
            "settings": {**request.defaults, **letter.settings},
        },
        "title": document.meta.title,
        **_figures(opened, printed),
        "attachments": [
            {"title": item.title, "folder": item.folder.name, "sha256": hashlib.sha256(item.word).hexdigest()}
            for item in opened
        ],
        "by_hand": by_hand(document),
        "lines": list(printed_lines(document)),
    }


def _figures(opened: Sequence[OpenedBriefing], printed: set[str]) -> dict[str, list[Any]]:
    """Return the records of the facts and computed figures that the memo prints, as the manifests have them."""
    derived = {entry.id: entry for item in opened for entry in item.manifest.derived if entry.id in printed}
    wanted = printed | {id for entry in derived.values() for id in entry.inputs}
    facts = {record.id: record for item in opened for record in item.manifest.facts if record.id in wanted}
    return {"facts": list(map(asdict, facts.values())), "derived": list(map(asdict, derived.values()))}
