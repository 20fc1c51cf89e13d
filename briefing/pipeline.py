"""The whole program on one page: gather everything, then write anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from briefing.analysis.analyse import analyse
from briefing.bundle.contents import FACTS, facts_csv, manifest
from briefing.bundle.pack import Bundle, pack
from briefing.bundle.series import used_before
from briefing.charts import draw, refuse
from briefing.charts.style import WIDTH
from briefing.content.compose import EXAMPLE, OFFICE, compose
from briefing.data.selection import find_all, find_cities, find_city, select
from briefing.data.template_folders import read_template
from briefing.data.template_paths import SHELL
from briefing.errors import Problem, UsageError
from briefing.model.document import Assets, Document
from briefing.model.formats import FORMATS, picture_forms
from briefing.model.library import Fact, Library
from briefing.model.request import Request
from briefing.model.template import Template
from briefing.model.walk import refs
from briefing.render import Material
from briefing.render import write as write_formats
from briefing.render.origins import origins
from briefing.render.word.plain import tags_of
from briefing.templating.shell_tags import ShellTags
from briefing.templating.template_files import template_files
from briefing.text.file_names import safe_name
from briefing.text.files import fingerprint

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


def generate(library: Library, request: Request, version: str, tell: Tell = lambda stage: None) -> Bundle:
    """Make the briefing that `request` asks for of the `library`; `tell` hears the name of each stage as it begins.

    Raises UsageError for names that do not exist, BriefingError for problems in template or output; nothing is written
    then.
    """
    return write(library, request, *draft(library, request, tell)[:2], version, tell)


def write(
    library: Library,
    request: Request,
    document: Document,
    template: Template,
    version: str,
    tell: Tell = lambda stage: None,
) -> Bundle:
    """Draw, lay out and pack what `draft` has made. BriefingError for problems of shell or output, nothing written."""
    files, remarks = made(library, request, document, template, tell)
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
    return replace(bundle, remarks=(*remarks, *bundle.remarks, *used))


def made(
    library: Library,
    request: Request,
    document: Document,
    template: Template,
    tell: Tell = lambda stage: None,
) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of each format asked for, by relative path, and what a person should know of them."""
    tell(DRAW)
    width = chart_width(template, request)
    cache = request.cache / "charts" if request.cache else None
    pictures = draw(document, cache, picture_forms(request.formats), tell, width)
    tell(RENDER)
    return render(document, pictures, request, template, library)


def draft(
    library: Library, request: Request, tell: Tell = lambda stage: None
) -> tuple[Document, Template, list[Problem]]:
    """The document that `request` asks for of the `library`, the template it was made with, and warnings."""
    tell(ANALYSE)
    analysis = analyse(select(library, request.themes, request.period, request.since), _home(library, request))
    tell(COMPOSE)
    template = read_template(request.template, template_roots(request))
    document, doubts = compose(analysis, template, request, refuse, _tags(template, request))
    return document, template, [*library.doubts, *doubts, *analysis.contradictions]


def _home(library: Library, request: Request) -> str | None:
    """The id of the home city, which needs another to be held against. UsageError if it is unknown or alone."""
    if request.home is None:
        return None
    home = find_city(request.home, [record.city for record in library.records.values()])
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
    """How wide charts are drawn, in mm: as the type area of the shell where a format needs the Word file."""
    if not any(FORMATS[name].word for name in request.formats):
        return WIDTH
    from briefing.render.word.shell import chart_width as width_for  # noqa: PLC0415 - lxml only where Word is asked for

    path = shell(template, request)
    return width_for(path.read_bytes(), str(path))


def _tags(template: Template, request: Request) -> ShellTags | None:
    """The tags of the shell; None where they are names alone, which the Word room fills."""
    path = shell(template, request)
    return tags_of(path.read_bytes(), str(path), [parameter.name for parameter in template.parameters])


def render(
    document: Document, pictures: Assets, request: Request, template: Template, library: Library
) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of the bundle by relative path, for each format asked for, and what a person should know of them."""
    remarks: list[Problem] = []
    files = write_formats(request.formats, material(document, pictures, request, template, library, remarks.append))
    return files, list(dict.fromkeys(remarks))  # a shell that is used twice says the same twice


def material(
    document: Document,
    pictures: Assets,
    request: Request,
    template: Template,
    library: Library,
    warn: Callable[[Problem], None],
) -> Material:
    """What the formats are written from; `warn` hears of the shell when the Word file is made."""

    def pour(document: Document, pictures: Assets) -> bytes:
        return _word(document, pictures, request, template, warn)

    return Material(document, pictures, pour, lambda: origins(document, library))


def _word(
    document: Document, pictures: Assets, request: Request, template: Template, warn: Callable[[Problem], None]
) -> bytes:
    """The document as Word, in the template's shell with its fonts; what is wrong with the shell names its file."""
    from briefing.render.word.writer import render_docx  # noqa: PLC0415 - lxml only where Word is asked for

    path = shell(template, request)
    data = path.read_bytes()
    return render_docx(document, pictures, data, request.layout, fonts=template.fonts, file=str(path), warn=warn)


def printed_facts(document: Document, library: Library) -> list[Fact]:
    """The facts that the document prints, draws or computes with, in the order of the data."""
    inputs = {entry.id: entry.inputs for entry in document.derived}
    printed = set(refs(document.blocks, document.shell))
    used = {id for ref in printed for id in inputs.get(ref, (ref,))}
    return [fact for fact in library.facts() if fact.id in used]


def asked(request: Request, library: Library, template: Template) -> dict[str, Any]:
    """The request as the manifest keeps it: what decides the content, and no path.

    Each name stands in full, however it was typed: 武汉 and 武汉市 are the same request.
    """
    held = [record.city for record in library.records.values()]
    cities = find_cities(request.cities, held) if request.cities else ()
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
    """What tells whether data or template have changed since: a sum over all that was read of each."""
    made_of = {**template_files(template), SHELL: shell(template, request)}
    return {"data": library.fingerprint, "template": fingerprint(made_of)}


def is_example(document: Document, request: Request) -> bool:
    """Whether nobody has said which office issues the briefing; an annex does not say it either."""
    said = OFFICE in {**request.defaults, **request.settings}
    return document.meta.office == EXAMPLE and not said and request.layout.mode == "standalone"
