"""briefing list: what a workspace holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from briefing.cli.common import AsJson, Workspace, builtin, catalogue, index, workspace
from briefing.errors import Problem, UsageError, did_you_mean

Row = dict[str, Any]


def _cities(folder: Path) -> list[Row]:
    return [
        {
            "id": entry.id,
            "name": entry.name,
            "code": entry.code,
            "level": entry.level,
            "parent": entry.parent,
            "aliases": list(entry.aliases),
        }
        for entry in index(folder)
    ]


def _themes(folder: Path) -> list[Row]:
    found = catalogue(folder)
    return [
        {
            "id": theme.id,
            "name": theme.name,
            "aliases": list(theme.aliases),
            "national": [found.national[id].name for id in theme.national if id in found.national],
        }
        for theme in found.themes.values()
    ]


def _indicators(folder: Path) -> list[Row]:
    found = catalogue(folder)
    return [
        {
            "id": item.id,
            "name": item.name,
            "theme": found.themes[item.theme].name if item.theme in found.themes else item.theme,
            "family": item.family,
            "better": item.better,
            "definition": item.definition,
        }
        for item in found.indicators.values()
    ]


def _sources(folder: Path) -> list[Row]:
    from briefing.load.library import read_library

    library, _ = read_library(folder / "data")
    return [
        {"id": item.id, "title": item.title, "publisher": item.publisher, "date": item.date, "url": item.url}
        for item in library.sources().values()
    ]


def _templates(folder: Path) -> list[Row]:
    from briefing.load.templates import read_template, template_ids

    roots = list(dict.fromkeys((folder / "templates", builtin() / "templates")))
    found = [read_template(name, roots) for name in template_ids(roots)]
    return [
        {
            "id": item.id,
            "title": item.title,
            "description": item.description,
            "parameters": [parameter.name for parameter in item.parameters],
        }
        for item in found
    ]


LISTS: dict[str, Callable[[Path], list[Row]]] = {
    "cities": _cities,
    "themes": _themes,
    "indicators": _indicators,
    "sources": _sources,
    "templates": _templates,
}


def list_(
    what: Annotated[
        str,
        typer.Argument(
            metavar="种类",
            help="cities 城市，themes 主题，indicators 指标，sources 来源，templates 模板。",
            autocompletion=lambda: list(LISTS),
        ),
    ],
    as_json: AsJson = False,
    folder: Workspace = None,
) -> None:
    """列出资料库里的城市、主题、指标、来源，或可用的模板。"""
    if what not in LISTS:
        hint = did_you_mean(what, LISTS) or f"可以列出：{'、'.join(LISTS)}。"
        raise UsageError(Problem(f"没有“{what}”这一类。", hint=hint))
    rows = LISTS[what](workspace(folder))
    print(json.dumps(rows, ensure_ascii=False, indent=2) if as_json else "\n".join(_line(row) for row in rows))


def _line(row: Row) -> str:
    """A row for people: the name first, then everything that is not empty."""
    first = row.get("name") or row.get("title")
    rest = [
        "、".join(value) if isinstance(value, list) else str(value)
        for key, value in row.items()
        if key not in ("name", "title") and value
    ]
    return "\t".join([str(first), *rest])
