"""A briefing on the data of a workspace or of a library in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefing import pipeline
from briefing.api.parameters import Day, day, issue_of, layout_of, period_of, printable_settings, title_of
from briefing.api.workspace import Workspace, template_roots
from briefing.bundle.register import Register, entry_of
from briefing.data.config import Config
from briefing.data.selection import find_cities
from briefing.errors import Problem, UsageError
from briefing.model.formats import formats_of
from briefing.model.layout import Layout
from briefing.model.library import City, Library
from briefing.model.period import Period
from briefing.model.request import Names, Progress, Request, names_in, silent
from briefing.model.template import Value
from briefing.pipeline import READ, Briefing


def generate(
    source: Workspace | Library,
    *,
    cities: Names = (),
    themes: Names = (),
    period: str | Period | None = None,
    since: str | Period | None = None,
    home: str | City | None = None,
    template: str | None = None,
    recipe: str | None = None,
    formats: Names = (),
    title: str | None = None,
    date: Day = None,
    issue: int | str | None = None,
    settings: Mapping[str, Value] | None = None,
    layout: Layout | None = None,
    progress: Progress = silent,
) -> Briefing:
    """Return the briefing on cities and themes, all where none is named, of a workspace or of a library in memory.

    `period` and `since` (2023年上半年) leave out the facts of other times; `home` is the city to benchmark, "" for none
    whatever briefing.yaml says; `template`
    a name or title; `recipe` one of briefing.yaml, over which all else wins; `formats` are those that `Briefing.save`
    writes; `issue` is a number, 增刊1 for a supplement, "next" or 增刊 for that after the last one that went out;
    `settings` are values of the template's parameters. Where one is None, the recipe, briefing.yaml or the template
    decides. For a library only the built-in templates can be used. Raises UsageError for what does not exist or
    cannot be meant, BriefingError for problems of data or template. `progress` is called with the name of each stage as
    it begins.
    """
    request = request_of(
        source,
        cities=cities,
        themes=themes,
        period=period,
        since=since,
        home=home,
        template=template,
        recipe=recipe,
        formats=formats,
        title=title,
        date=date,
        issue=issue,
        settings=settings,
        layout=layout,
    )
    return generated(source, request, progress)


def request_of(
    source: Workspace | Library,
    *,
    cities: Names,
    themes: Names,
    period: str | Period | None,
    since: str | Period | None,
    home: str | City | None,
    template: str | None,
    date: Day,
    issue: int | str | None,
    settings: Mapping[str, Value] | None,
    recipe: str | None = None,
    formats: Names = (),
    title: str | None = None,
    layout: Layout | None = None,
) -> Request:
    """Return what is asked for; where that is None, what briefing.yaml says. Raises UsageError."""
    workspace = source if isinstance(source, Workspace) else None
    made_on, register = day(date), workspace.register if workspace else None
    plan = (workspace.config() if workspace else Config()).plan(recipe)
    request = Request(
        roots=workspace.roots if workspace else template_roots(),
        date=made_on,
        cities=names_in(cities) or plan.cities,
        themes=names_in(themes) or plan.themes,
        period=period_of(period) or plan.period,
        since=period_of(since) or plan.since,
        home=None if home == "" else next(iter(names_in(home)), None) or plan.home,
        template=template or plan.template or "bulletin",
        formats=formats_of(names_in(formats) or plan.formats),
        title=title_of(plan.title if title is None else title),
        issue=issue_of(issue, partial(_next, register, recipe or "", made_on.year)),
        layout=layout_of(layout),
        settings={**plan.settings, **printable_settings(settings or {})},
        defaults=plan.defaults,
        cache=workspace.cache if workspace else None,
        recipe=recipe or "",
        register=register,
    )
    return _entered(request)


def _entered(request: Request) -> Request:
    """Return the request with the total number of its issue; UsageError where that issue went out."""
    # said before anything that may be wrong with the data now: nobody has to mend these for a number that went out
    if request.register is None or request.issue is None or (entry := entry_of(request)) is None:
        return request
    held = Register.open(request.register)
    held.refuse_issued(entry)
    return replace(request, issue=replace(request.issue, total=held.total(entry)))


def generated(source: Workspace | Library, request: Request, progress: Progress = silent) -> Briefing:
    """Return the briefing that `request` asks for of a workspace or of a library in memory."""
    progress(READ)
    return pipeline.generate(*read(source, request), progress)


def read(source: Workspace | Library, request: Request) -> tuple[Library, Request]:
    """Return the data that a request is on, and the request with the folder that notes and pictures lie in."""
    if isinstance(source, Workspace):
        return source.library(request.wanted, request.date), replace(request, workspace=source.register)
    return part_of(source, request.wanted), request


def _next(register: Path | None, recipe: str, year: int, supplement: bool) -> int:
    """Return the number after the last issue, or 增刊, of a recipe that went out in a year."""
    if register is None:
        hint = "请先用 briefing init 建自己的工作区，在里面生成；或写出期号。"
        raise UsageError(Problem("这里没有期号登记，不知道下一期是第几期。", hint=hint))
    return Register.open(register).next(recipe, year, supplement=supplement)


def part_of(library: Library, cities: Names) -> Library:
    """Return the library with the cities named alone, all if none is; UsageError for one that it does not hold."""
    found = find_cities(names_in(cities), [record.city for record in library.records.values()])
    return replace(library, records={city.id: library.records[city.id] for city in found}, everywhere=library.known)
