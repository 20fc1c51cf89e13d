"""The whole program on one page: gather everything, then write anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from briefing.analysis.analyse import analyse
from briefing.bundle.contents import FACTS, facts_csv, manifest, sources_of
from briefing.bundle.pack import Bundle, pack
from briefing.bundle.series import used_before
from briefing.charts import draw, refuse
from briefing.charts.style import WIDTH
from briefing.content.compose import EXAMPLE, OFFICE, compose
from briefing.data.fingerprint import fingerprint
from briefing.data.gather import read
from briefing.data.place_names import lookup
from briefing.data.reader import data_files
from briefing.data.selection import find, find_all, select
from briefing.data.template_folders import read_template
from briefing.data.template_paths import SHELL
from briefing.errors import Problem, UsageError
from briefing.model.document import Assets, Document, Figure, Table
from briefing.model.library import Fact, Library
from briefing.model.numbering import numbers
from briefing.model.request import Request
from briefing.model.template import Template
from briefing.render.markdown import render_markdown
from briefing.render.word.plain import is_plain
from briefing.templating.audit import refs_of
from briefing.templating.shell_tags import Sheet, poured_refs
from briefing.templating.template_files import template_files
from briefing.text.file_names import safe_name

Tell = Callable[[str], None]

STAGES = READ, ANALYSE, COMPOSE, DRAW, RENDER, PACK = (
    "读取资料",
    "分析比较",
    "编排文稿",
    "绘制图表",
    "排版",
    "写出文件",
)
"""What a listener hears, in this order; between `DRAW` and `RENDER` also each chart's title as its turn comes."""


@dataclass(frozen=True, slots=True)
class Result:
    """A finished briefing: its bundle, what it holds, and warnings to pass on.

    `example`: the office that it is issued by, where that is the built-in example still, else "".
    """

    bundle: Bundle
    title: str
    facts: int
    figures: int
    tables: int
    sources: int
    warnings: tuple[Problem, ...]
    example: str = ""


def generate(request: Request, version: str, tell: Tell = lambda stage: None) -> Result:
    """Make the briefing that `request` asks for; `tell` hears the name of each stage as it begins.

    Raises UsageError for names that do not exist, BriefingError for problems in data, template or output; nothing is
    written then.
    """
    tell(READ)
    library, warnings = read(request.workspace, wanted(request), request.cache, request.date)
    document, template, doubts = draft(library, request, tell)
    tell(DRAW)
    width = chart_width(template, request)
    pictures = draw(document, request.cache / "charts" if request.cache else None, request.formats, tell, width)
    tell(RENDER)
    files, remarks = render(document, pictures, request, template)
    facts = printed_facts(document, library)
    files[FACTS] = facts_csv(facts, document, library)
    listing = manifest(
        request=asked(request, library, template),
        facts=facts,
        document=document,
        library=library,
        versions={"briefing": version, **fingerprints(library, template, request)},
    )
    tell(PACK)
    name = folder_name(document, library, request)
    used = used_before(request.out, name, request.issue, document.meta.name)
    bundle = pack(request.out, name, files, listing, force=request.force)
    return Result(
        bundle=bundle,
        title=document.meta.title,
        facts=len(facts),
        figures=_count(document, Figure),
        tables=_count(document, Table),
        sources=len(sources_of(facts, document)),
        warnings=(*warnings, *doubts, *remarks, *bundle.remarks, *used),
        example=document.meta.office if _is_example(document, request) else "",
    )


def draft(
    library: Library, request: Request, tell: Tell = lambda stage: None
) -> tuple[Document, Template, list[Problem]]:
    """The document that `request` asks for, from cities that were read, the template it was made with, and warnings."""
    tell(ANALYSE)
    analysis = analyse(select(library, request.themes, request.period, request.since), _home(library, request))
    tell(COMPOSE)
    template = read_template(request.template, template_roots(request))
    document, doubts = compose(
        analysis, template, request, lambda chart: refuse(chart) is None, _sheet(template, request)
    )
    return document, template, [*doubts, *analysis.contradictions]


def wanted(request: Request) -> tuple[str, ...]:
    """The cities to read: those asked for, the home city among them; none for all."""
    return (request.home, *request.cities) if request.home and request.cities else request.cities


def _home(library: Library, request: Request) -> str | None:
    """The id of the home city, which needs another to be held against. UsageError if it is unknown or alone."""
    if request.home is None:
        return None
    held = [record.city for record in library.records.values()]
    home = find("城市", request.home, held, lambda name: lookup(name, held))
    if isinstance(home, Problem):
        raise UsageError(home)
    if len(library.records) < 2:
        raise UsageError(
            Problem(f"只有{home.name}一个城市，无从对标。", hint="请用 --city 再选一个城市，或不写 --city。")
        )
    return home.id


def folder_name(document: Document, library: Library, request: Request) -> str:
    """The bundle's folder: date, issue if any, title, and the home city if any, all as the briefing has them."""
    home = _home(library, request)
    local = f"（以{library.records[home].city.short}为本地）" if home else ""
    issue = f"{document.meta.issue} " if document.meta.issue else ""
    return safe_name(f"{request.date.isoformat()} {issue}{document.meta.title}{local}")


def template_roots(request: Request) -> list[Path]:
    """Where templates are searched: the workspace's own before the built-in ones."""
    return list(dict.fromkeys((request.workspace / "templates", request.builtin / "templates")))


def shell(template: Template, request: Request) -> Path:
    """The Word file that the text is poured into: the template's or its base's, else that of the built-in bulletin."""
    return template.shell or request.builtin / "templates" / "bulletin" / SHELL


def chart_width(template: Template, request: Request) -> int:
    """How wide charts are drawn, in mm: as the type area of the shell where Word is asked for."""
    if not {"docx", "pdf"} & set(request.formats):
        return WIDTH
    from briefing.render.word.shell import chart_width as width_for  # noqa: PLC0415 - lxml only where Word is asked for

    path = shell(template, request)
    return width_for(path.read_bytes(), str(path))


def _sheet(template: Template, request: Request) -> Sheet | None:
    """The tags of the shell; None where they are names alone, which the Word room fills."""
    path = shell(template, request)
    poured = path.read_bytes()
    if is_plain(poured):
        return None
    from briefing.render.word.sheet import sheet_of  # noqa: PLC0415 - lxml only where a shell has such tags

    return sheet_of(poured, str(path), [parameter.name for parameter in template.parameters])


def render(
    document: Document, pictures: Assets, request: Request, template: Template
) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of the bundle by relative path, for each format asked for, and what a person should know of them."""
    name = safe_name(document.meta.title)
    files: dict[str, bytes] = {}
    remarks: list[Problem] = []
    word = b""
    if {"docx", "pdf"} & set(request.formats):
        word = _word(document, pictures, request, template, remarks.append)
    for format in request.formats:
        if format == "docx":
            files[f"{name}.docx"] = word
        elif format == "pdf":
            from briefing.render.pdf import to_pdf  # noqa: PLC0415 - only where a PDF is asked for

            files[f"{name}.pdf"] = to_pdf(word)
        elif format == "svg":
            files |= {path: pictures[key].svg for key, path in _picture_paths(document, "svg").items()}
        else:
            paths = _picture_paths(document, "png")
            files[f"{name}.md"] = render_markdown(document, paths).encode()
            files |= {path: pictures[key].png for key, path in paths.items()}
    return files, remarks


def _word(
    document: Document, pictures: Assets, request: Request, template: Template, warn: Callable[[Problem], None]
) -> bytes:
    """The document as Word, in the template's shell with its fonts; what is wrong with the shell names its file."""
    from briefing.render.word.fonts import with_fonts  # noqa: PLC0415 - lxml only where Word is asked for
    from briefing.render.word.writer import render_docx  # noqa: PLC0415 - as above

    path = shell(template, request)
    poured = path.read_bytes()
    if template.fonts:
        poured = with_fonts(poured, template.fonts, str(path))
    return render_docx(document, pictures, poured, request.layout, file=str(path), warn=warn)


def _picture_paths(document: Document, form: str) -> dict[str, str]:
    """Where each figure's picture lies in the bundle: charts/01.png for 图1."""
    labels = numbers(document.blocks)
    keys = [block.key for block in document.blocks if isinstance(block, Figure)]
    return {key: f"charts/{int(labels[key].lstrip('图')):02d}.{form}" for key in keys}


def printed_facts(document: Document, library: Library) -> list[Fact]:
    """The facts that the document prints, draws or computes with, in the order of the data."""
    inputs = {entry.id: entry.inputs for entry in document.derived}
    refs = {ref for block in document.blocks for ref in refs_of(block)} | set(poured_refs(document.poured))
    used = {id for ref in refs for id in inputs.get(ref, (ref,))}
    return [fact for fact in library.facts() if fact.id in used]


def asked(request: Request, library: Library, template: Template) -> dict[str, Any]:
    """The request as the manifest keeps it: what decides the content, and no path.

    Each name stands in full, however it was typed: 武汉 and 武汉市 are the same request.
    """
    held = [record.city for record in library.records.values()]
    cities = find_all("城市", request.cities, held, lambda name: lookup(name, held)) if request.cities else ()
    themes = find_all("主题", request.themes, list(library.catalogue.themes.values())) if request.themes else ()
    home = _home(library, request)
    return {
        "cities": [city.name for city in cities],
        "themes": [theme.name for theme in themes],
        **{key: at.printed for key, at in (("period", request.period), ("since", request.since)) if at},
        "home": library.records[home].city.name if home else None,
        "template": template.id,
        "formats": list(request.formats),
        "date": request.date.isoformat(),
        "issue": request.issue,
        "layout": asdict(request.layout),
        "title": request.title,
        "settings": {**request.defaults, **request.settings},
    }


def fingerprints(library: Library, template: Template, request: Request) -> dict[str, str]:
    """What tells whether data or template have changed since: a sum over every file that was read of each."""
    data = data_files(request.workspace / "data", list(library.records), request.cache)
    made_of = {**template_files(template), SHELL: shell(template, request)}
    return {"data": fingerprint(data), "template": fingerprint(made_of)}


def _is_example(document: Document, request: Request) -> bool:
    """Whether nobody has said which office issues the briefing; an annex does not say it either."""
    said = OFFICE in {**request.defaults, **request.settings}
    return document.meta.office == EXAMPLE and not said and request.layout.mode == "standalone"


def _count(document: Document, kind: type) -> int:
    return sum(isinstance(block, kind) for block in document.blocks)
