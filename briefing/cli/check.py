"""briefing check: everything that is wrong with a workspace's data, at once."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from briefing.cli.common import AsJson, Workspace, config, print_json, say, shell_of, template_roots, workspace
from briefing.cli.progress import progress
from briefing.errors import BriefingError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from briefing.data.config import Config
    from briefing.data.selection import Fallback, T
    from briefing.model.library import Library
    from briefing.model.request import Request


def check(as_json: AsJson = False, folder: Workspace = None) -> None:
    """检查全部数据：一次列出所有问题，指明在哪里、错什么、怎样改。"""
    import datetime

    from briefing.analysis.cross_checks import contradictions
    from briefing.data.gather import examined
    from briefing.errors import errors_in

    here = workspace(folder)
    library, problems = examined(here / "data", today=datetime.date.today())
    problems += _of_config(here, library)
    if not errors_in(problems):
        problems += contradictions(library)
        problems += _composed(here, library, problems) if library.records else ()
    errors = len(errors_in(problems))
    if as_json:
        print_json([record(problem) for problem in problems])
    else:
        say(problems, all_in="--json")
        end = f"发现 {errors} 处错误、{len(problems) - errors} 处警告。" if problems else "没有发现问题。"
        print(f"已检查“{here}”：{_held(library)}；{end}", file=sys.stderr if errors else sys.stdout)
    raise typer.Exit(1 if errors else 0)


def _of_config(here: Path, library: Library) -> list[Problem]:
    """What is wrong with briefing.yaml."""
    from briefing.data.config import check_config, read_config
    from briefing.data.place_names import lookup

    found, problems = read_config(here)
    cities = [record.city for record in library.records.values()]
    themes = list(library.catalogue.themes.values())

    def city(name: str) -> Problem | None:
        return _unfound("城市", name, cities, lambda typed: lookup(typed, cities))

    def theme(name: str) -> Problem | None:
        return _unfound("主题", name, themes)

    return [*problems, *check_config(found, city, theme, template_roots(here))]


def _composed(here: Path, library: Library, known: list[Problem]) -> list[Problem]:
    """What would be wrong with briefings on these data, asked for in one way after the other, but for the `known`."""
    from briefing.data.template_folders import read_template
    from briefing.template_tools.checking import check_template
    from briefing.template_tools.trying import ways

    found = config(here)
    template = read_template(found.defaults.template or "bulletin", template_roots(here))
    asked = ways(library, template)
    with progress(lambda: [*(way.title for way in asked), *found.recipes]) as tell:
        told = check_template(template, shell_of(template), asked, found.defaults.settings, tell).all
        return [*told, *_planned(here, found, {*map(str, (*known, *told))}, tell)]


def _planned(here: Path, found: Config, told: set[str], tell: Callable[[str], None]) -> Iterator[Problem]:
    """What `generate` would say of the recipes, but for what was `told` already."""
    from briefing.cli.asking import request_of

    for name, plan in found.recipes.items():
        tell(name)
        request = request_of(here, found.plan(name), None, None, None, None, None, None, None, None)
        for problem in _drafted(request):
            if str(problem) not in told:
                told.add(str(problem))
                place = problem.place if problem.place.file else plan.place
                yield replace(problem, message=f"方案“{name}”：{problem.message}", place=place)


def _drafted(request: Request) -> Sequence[Problem]:
    from briefing.data.gather import read
    from briefing.pipeline import draft, wanted

    try:
        library, _ = read(request.workspace, wanted(request), request.cache)
        return draft(library, request)[2]
    except BriefingError as error:
        return error.problems


def _unfound(kind: str, name: str, items: Sequence[T], fallback: Fallback[T] | None = None) -> Problem | None:
    """What is wrong with a name, or with one of several that are written as one; None if nothing is."""
    from briefing.data.selection import find_all

    try:
        find_all(kind, [name], items, fallback)
    except UsageError as error:
        return error.problems[0]
    return None


def _held(library: Library) -> str:
    facts, practices = sum(1 for _ in library.facts()), sum(1 for _ in library.practices())
    return f"{len(library.records)} 个城市、{facts} 项数据、{practices} 项做法"


def record(problem: Problem) -> dict[str, object]:
    """A problem as plain data for JSON."""
    return {
        "severity": problem.severity,
        "file": problem.place.file,
        "line": problem.place.line,
        "key": problem.place.key,
        "message": problem.message,
        "hint": problem.hint,
    }
