"""Everything that is wrong with a workspace, at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.analysis.cross_checks import contradictions
from briefing.api.generate import generate
from briefing.api.workspace import Begin, Workspace
from briefing.bundle.register import Register
from briefing.data.config import Config, check_config, read_config
from briefing.data.issues import read_issues
from briefing.data.reader import examine
from briefing.data.selection import find_all, find_cities
from briefing.data.template_paths import shell_of
from briefing.errors import BriefingError, Problem, UsageError, errors_in
from briefing.model.library import Library
from briefing.model.request import Progress, silent
from briefing.template_tools.checking import check_template
from briefing.template_tools.trial import ways


def check(workspace: Workspace | None = None, begin: Begin = lambda names: silent) -> list[Problem]:
    """Return all that is wrong with data, settings and usual template, and what `generate` says of each recipe.

    `workspace` None is the nearest one. Warnings too; nothing is raised for what is wrong. `begin` is given the names
    of the briefings that are tried, and gives a listener that hears each as its turn comes.
    """
    return examined(workspace or Workspace.open(), begin)[1]


def examined(workspace: Workspace, begin: Begin) -> tuple[Library, list[Problem]]:
    """Return the library, sound or not, and everything that is wrong with the workspace, as `check` does."""
    library, problems = examine(workspace.reader, datetime.date.today())
    config, found = read_config(workspace.path)
    issues, told = read_issues(workspace.path)
    kept = Register(workspace.path, issues).problems()
    problems += [*found, *misnamed(config, library, workspace), *told, *kept]
    if not errors_in(problems):
        problems += contradictions(library)
        problems += _composed(workspace, config, library, problems, begin) if library.records else ()
    return library, problems


def misnamed(config: Config, library: Library, workspace: Workspace) -> list[Problem]:
    """Return what briefing.yaml names and nothing is called, and values that its templates refuse."""
    cities = [record.city for record in library.records.values()]
    themes = list(library.catalogue.themes.values())

    def city(name: str) -> Problem | None:
        try:
            find_cities([name], cities)
        except UsageError as error:
            return error.problems[0]
        return None

    def theme(name: str) -> Problem | None:
        try:
            find_all("主题", [name], themes)
        except UsageError as error:
            return error.problems[0]
        return None

    return check_config(config, city, theme, workspace.roots)


def _composed(
    workspace: Workspace, config: Config, library: Library, known: Sequence[Problem], begin: Begin
) -> list[Problem]:
    """Return what would be wrong with briefings on these data, however they are asked for, but for the `known`."""
    template = workspace.template(config.defaults.template or "bulletin")
    asked = ways(library, template)
    progress = begin([*(way.title for way in asked), *config.recipes])
    told = check_template(
        template, shell_of(template), asked, config.defaults.settings, progress, workspace.register
    ).all
    return [*told, *_planned(workspace, config, {*map(str, (*known, *told))}, progress)]


def _planned(workspace: Workspace, config: Config, told: set[str], progress: Progress) -> Iterator[Problem]:
    """Yield what `generate` would say of the recipes, but for what was `told` already."""
    for name, plan in config.recipes.items():
        progress(name)
        for problem in _drafted(workspace, name):
            if str(problem) not in told:
                told.add(str(problem))
                place = problem.location if problem.location.file else plan.location
                yield replace(problem, message=f"方案“{name}”：{problem.message}", location=place)


def _drafted(workspace: Workspace, recipe: str) -> Sequence[Problem]:
    try:
        return generate(workspace, recipe=recipe).problems
    except BriefingError as error:
        return error.problems
