"""The whole program on one page: gather everything, then write anything."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefing.analyse.analysis import analyse
from briefing.bundle import FACTS, Bundle, facts_csv, manifest, pack, safe_name
from briefing.charts import draw, refuse
from briefing.compose.audit import refs_of
from briefing.compose.compose import compose
from briefing.errors import BriefingError, Problem, errors_in
from briefing.load.index import CityEntry, read_index
from briefing.load.library import read_library
from briefing.load.places import lookup
from briefing.load.templates import read_template
from briefing.model.document import Assets, Document, Figure, Table
from briefing.model.library import Fact, Library
from briefing.model.request import Request
from briefing.render.markdown import render_markdown
from briefing.model.numbering import numbers
from briefing.select import find_all, select
from briefing.validate import check

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """A finished briefing: its bundle, what it holds, and warnings to pass on."""

    bundle: Bundle
    title: str
    facts: int
    figures: int
    tables: int
    sources: int
    warnings: tuple[Problem, ...]


def generate(request: Request, version: str, tell: Tell = lambda stage: None) -> Result:
    """Make the briefing that `request` asks for; `tell` hears the name of each stage as it begins.

    Raises UsageError for names that do not exist, BriefingError for problems in data, template or output; nothing is
    written then.
    """
    tell("读取资料")
    library, warnings = read(request.workspace, request.cities, request.cache)
    tell("分析比较")
    analysis = analyse(select(library, request.themes))
    tell("编排文稿")
    template = read_template(request.template, template_roots(request))
    document = compose(analysis, template, request, lambda chart: refuse(chart) is None)
    tell("绘制图表")
    pictures = draw(document, request.cache / "charts" if request.cache else None)
    tell("生成文件")
    files = render(document, pictures, request, template.shell)
    facts = printed_facts(document, library)
    files[FACTS] = facts_csv(facts, document, library)
    name = safe_name(f"{request.date.isoformat()} {document.meta.title}")
    listing = manifest(
        request=asked(request),
        facts=facts,
        document=document,
        library=library,
        versions={"briefing": version, "data": digest(library, request.workspace)},
    )
    bundle = pack(request.out, name, files, listing, force=request.force)
    return Result(
        bundle=bundle,
        title=document.meta.title,
        facts=len(facts),
        figures=_count(document, Figure),
        tables=_count(document, Table),
        sources=len({fact.source for fact in facts}),
        warnings=tuple(warnings),
    )


def read(workspace: Path, names: Sequence[str], cache: Path | None) -> tuple[Library, list[Problem]]:
    """The cities that `names` mean, in that order (all by code if there are none), and the warnings of their data.

    Raises UsageError for an unknown city, BriefingError if the data are wrong.
    """
    data = workspace / "data"
    entries = cities(data, cache)
    chosen = find_all("城市", names, entries, lambda name: lookup(name, entries))
    library, problems = read_library(data, [entry.id for entry in chosen], cache)
    problems = [*problems, *check(library)]
    if errors_in(problems):
        raise BriefingError(problems)
    records = {entry.id: library.records[entry.id] for entry in chosen}
    return replace(library, records=records), problems


def cities(data: Path, cache: Path | None) -> list[CityEntry]:
    """The cities of a workspace in the order of their codes, those without a code last."""
    return sorted(read_index(data, cache), key=lambda entry: (entry.code is None, entry.code or "", entry.id))


def template_roots(request: Request) -> list[Path]:
    """Where templates are searched: the workspace's own before the built-in ones."""
    return list(dict.fromkeys((request.workspace / "templates", request.builtin / "templates")))


def render(document: Document, pictures: Assets, request: Request, shell: Path) -> dict[str, bytes]:
    """The files of the bundle by relative path, for each format asked for."""
    name = safe_name(document.meta.title)
    paths = _picture_paths(document)
    files: dict[str, bytes] = {}
    for format in request.formats:
        if format == "docx":
            from briefing.render.word.writer import render_docx  # noqa: PLC0415 - lxml only where Word is asked for

            files[f"{name}.docx"] = render_docx(document, pictures, shell.read_bytes())
        else:
            files[f"{name}.md"] = render_markdown(document, paths).encode()
            files |= {path: pictures[key].png for key, path in paths.items()}
    return files


def _picture_paths(document: Document) -> dict[str, str]:
    """Where each figure's picture lies in the bundle: charts/01.png for 图1."""
    labels = numbers(document.blocks)
    keys = [block.key for block in document.blocks if isinstance(block, Figure)]
    return {key: f"charts/{int(labels[key].lstrip('图')):02d}.png" for key in keys}


def printed_facts(document: Document, library: Library) -> list[Fact]:
    """The facts that the document prints, draws or computes with, in the order of the data."""
    inputs = {entry.id: entry.inputs for entry in document.derived}
    used: set[str] = set()
    for block in document.blocks:
        for ref in refs_of(block):
            used.update(inputs.get(ref, (ref,)))
    return [fact for fact in library.facts() if fact.id in used]


def asked(request: Request) -> dict[str, Any]:
    """The request as the manifest keeps it: what decides the content, and no path."""
    return {
        "cities": list(request.cities),
        "themes": list(request.themes),
        "template": request.template,
        "formats": list(request.formats),
        "date": request.date.isoformat(),
        "issue": request.issue,
        "title": request.title,
        "settings": dict(request.settings),
    }


def digest(library: Library, workspace: Path) -> str:
    """A fingerprint of the data files that were read: SHA-256 over their names and bytes, 16 hexadecimal digits."""
    found = hashlib.sha256()
    for file in sorted(_files(library)):
        path = Path(file)
        found.update(path.relative_to(workspace).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def _files(library: Library) -> set[str]:
    catalogue = library.catalogue
    groups: Iterable[Iterable[Any]] = (
        catalogue.units.values(),
        catalogue.themes.values(),
        catalogue.indicators.values(),
        catalogue.topics.values(),
        catalogue.sources.values(),
        (record.city for record in library.records.values()),
    )
    return {item.place.file for group in groups for item in group if item.place.file}


def _count(document: Document, kind: type) -> int:
    return sum(isinstance(block, kind) for block in document.blocks)
