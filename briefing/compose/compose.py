"""From an analysis and a template to the finished document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefing.analyse.analysis import Analysis
from briefing.compose import engine
from briefing.compose.audit import audit, refs_of
from briefing.compose.cross import resolve
from briefing.compose.figures import Drawable
from briefing.compose.ledger import Ledger
from briefing.compose.markdown import parse
from briefing.compose.references import Citations, cite_blocks
from briefing.compose.view import View
from briefing.errors import BriefingError, Problem, UsageError, did_you_mean, errors_in
from briefing.model.document import Block, Derived, Document, Meta, Paragraph, References, Run
from briefing.model.library import Fact
from briefing.model.numbering import numbers
from briefing.model.request import Request
from briefing.model.template import Template
from briefing.wording.prose import date

TITLE_LINE = 20  # characters of 22 pt in the type area
OFFICE, NAME = "编发单位", "简报名称"


def compose(analysis: Analysis, template: Template, request: Request, drawable: Drawable) -> Document:
    """The document, with those figures that are `drawable`.

    Raises UsageError for a parameter that the template does not have, BriefingError with every problem of the
    template's text, bare numbers included.
    """
    ledger = Ledger(analysis.selection.library)
    view = View(analysis, ledger, drawable)
    settings = _settings(template, request.settings)
    text, slots = engine.render(template.roots, f"{template.id}/{engine.BODY}", _context(view, ledger, settings))
    blocks, problems = parse(text, slots)
    problems += audit(blocks, analysis.selection.library, template.id)
    crossed, loose = resolve(blocks, numbers(blocks))
    problems += loose
    if errors_in(problems):
        raise BriefingError(problems)
    citations = Citations(ledger.facts, {id: entry.inputs for id, entry in ledger.derived.items()})
    cited = cite_blocks(crossed, citations)
    _note_practices(analysis, citations)
    entries = citations.entries(analysis.selection.library.sources())
    placed = tuple(entries if isinstance(block, References) else block for block in cited)
    return Document(_meta(view, settings, request), placed, _used(placed, ledger))


def _settings(template: Template, given: Mapping[str, str]) -> dict[str, str]:
    """The template's parameters with the values given, else their defaults; UsageError for an unknown one."""
    settings = {parameter.name: parameter.default for parameter in template.parameters}
    unknown = [name for name in given if name not in settings]
    if unknown:
        allowed = f"可用的参数：{'、'.join(settings)}。"
        raise UsageError(
            Problem(f"模板“{template.id}”没有参数“{name}”。", hint=did_you_mean(name, settings) or allowed)
            for name in unknown
        )
    return settings | dict(given)


def _context(view: View, ledger: Ledger, settings: Mapping[str, str]) -> dict[str, Any]:
    """Everything a template may name."""
    return {
        "briefing": view,
        "references": References(()),
        "closing": lambda words: Paragraph((Run(words),), role="closing"),
        "settings": settings,
        "fact": lambda id: ledger.fact(_known(ledger, id)),
        **{name: value for name, value in settings.items() if name.isidentifier()},
    }


def _known(ledger: Ledger, id: str) -> Fact:
    if id not in ledger.facts:
        raise ValueError(f"没有编号为“{id}”的数据点。{did_you_mean(id, ledger.facts)}")
    return ledger.facts[id]


def _note_practices(analysis: Analysis, citations: Citations) -> None:
    """Practices without figures rest on their paragraphs, too."""
    for record in analysis.selection.records.values():
        for practice in record.practices:
            citations.note(practice.source, practice.paragraph)


def _meta(view: View, settings: Mapping[str, str], request: Request) -> Meta:
    where, what = view.title
    fits = len(where) + len(what) <= TITLE_LINE
    return Meta(
        title=request.title or where + what,
        lines=() if request.title or fits else (where, what),
        name=settings.get(NAME, ""),
        issue=f"第{request.issue}期" if request.issue else "",
        office=settings.get(OFFICE, ""),
        date=date(request.date),
        subject=view.subjects,
        keywords=(*view.cities, "营商环境"),
        fields=dict(settings),
    )


def _used(blocks: tuple[Block, ...], ledger: Ledger) -> tuple[Derived, ...]:
    """The derived figures that the blocks print or draw, in the order in which they were computed."""
    used = {ref for block in blocks for ref in refs_of(block)}
    return tuple(entry for id, entry in ledger.derived.items() if id in used)
