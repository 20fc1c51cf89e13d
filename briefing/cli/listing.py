"""briefing list: what a workspace holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli.options import AsJson, WorkspaceFolder, workspace
from briefing.cli.output import columns, print_json, say
from briefing.errors import Problem, UsageError, did_you_mean

if TYPE_CHECKING:
    from briefing.api.workspace import Workspace

PlainRow = dict[str, Any]


def _cities(here: Workspace) -> list[PlainRow]:
    return [
        {
            "id": entry.id,
            "name": entry.name,
            "code": entry.code,
            "level": entry.level,
            "parent": entry.parent,
            "aliases": list(entry.aliases),
        }
        for entry in here.cities()
    ]


def _themes(here: Workspace) -> list[PlainRow]:
    found = here.catalogue()
    return [
        {
            "id": theme.id,
            "name": theme.name,
            "aliases": list(theme.aliases),
            "frameworks": [found.frameworks[id].name for id in theme.frameworks if id in found.frameworks],
        }
        for theme in found.themes.values()
    ]


def _indicators(here: Workspace) -> list[PlainRow]:
    found = here.catalogue()
    return [
        {
            "id": item.id,
            "name": item.name,
            "theme": found.themes[item.theme].name if item.theme in found.themes else item.theme,
            "family": found.units[item.family].name if item.family in found.units else item.family,
            "better": item.better,
            "definition": item.definition,
        }
        for item in found.indicators.values()
    ]


def _sources(here: Workspace) -> list[PlainRow]:
    from briefing.data.reader import examine

    library, problems = examine(here.reader)
    say(problems)
    return [
        {"id": item.id, "title": item.title, "publisher": item.publisher, "date": item.date, "url": item.url}
        for item in library.sources().values()
    ]


def _coverage(here: Workspace) -> list[PlainRow]:
    from briefing.data.reader import examine

    library, problems = examine(here.reader)
    say(problems)
    themes, cities = library.catalogue.themes, [record.city for record in library.records.values()]
    facts = Counter((library.theme_of(fact), fact.city) for fact in library.facts())
    practices = Counter((practice.theme, practice.city) for practice in library.practices())
    return [
        {"theme": theme.name, "city": city.name, "facts": facts[id, city.id], "practices": practices[id, city.id]}
        for id, theme in themes.items()
        for city in cities
    ]


def _templates(here: Workspace) -> list[PlainRow]:
    found, problems = here.templates()
    say(problems)
    return [
        {
            "id": item.id,
            "title": item.title,
            "description": item.description,
            "kind": item.kind,
            "base": item.base.id if item.base else None,
            "parameters": [parameter.name for parameter in item.parameters],
        }
        for item in sorted(found, key=lambda item: list(_KINDS).index(item.kind))
    ]


def _recipes(here: Workspace) -> list[PlainRow]:
    found = here.config()
    return [
        {
            "name": plan.name,
            "description": plan.description,
            "template": plan.template or found.defaults.template or "bulletin",
            "cities": list(plan.cities or found.defaults.cities),
            "themes": list(plan.themes or found.defaults.themes),
            "home": plan.home or found.defaults.home,
        }
        for plan in found.recipes.values()
    ]


@dataclass(frozen=True, slots=True)
class ListedKind:
    """One kind of thing to list: all that is known of each in JSON, and the columns that people see."""

    rows: Callable[[Workspace], list[PlainRow]]
    columns: dict[str, str]


LISTS: dict[str, ListedKind] = {
    "cities": ListedKind(
        _cities, {"name": "城市", "id": "标识", "code": "代码", "level": "级别", "parent": "所属", "aliases": "别名"}
    ),
    "themes": ListedKind(_themes, {"name": "主题", "id": "标识", "aliases": "别名", "frameworks": "评价体系条目"}),
    "indicators": ListedKind(
        _indicators, {"name": "指标", "id": "标识", "theme": "主题", "family": "计量", "better": "好坏"}
    ),
    "sources": ListedKind(_sources, {"title": "标题", "id": "标识", "publisher": "发布", "date": "日期"}),
    "coverage": ListedKind(_coverage, {"theme": "主题", "city": "城市", "facts": "数据", "practices": "做法"}),
    "templates": ListedKind(
        _templates,
        {"id": "模板", "title": "名称", "kind": "用途", "base": "底本", "description": "说明", "parameters": "参数"},
    ),
    "recipes": ListedKind(
        _recipes, {"name": "方案", "template": "模板", "cities": "城市", "themes": "主题", "description": "说明"}
    ),
}


_BETTER = {"高": "越高越好", "低": "越低越好"}
_KINDS = {"briefing": "简报", "memo": "行文模板"}
_WORDS: dict[str, Callable[[str], str]] = {
    "better": lambda value: _BETTER.get(value, "—"),
    "kind": lambda value: _KINDS[value],
}
"""How a value is shown to people, by the key of its column."""


def list_(
    what: Annotated[
        str,
        typer.Argument(
            metavar="种类",
            help="cities 城市、themes 主题、indicators 指标、sources 来源、"
            "coverage 各主题收录多少、templates 模板或 recipes 方案。",
            autocompletion=lambda: list(LISTS),
        ),
    ],
    as_json: AsJson = False,
    folder: WorkspaceFolder = None,
) -> None:
    """列出资料库里的城市、主题、指标、来源、收录多少、模板，或 briefing.yaml 里的方案。"""
    if what not in LISTS:
        hint = did_you_mean(what, LISTS) or f"可以列出：{'、'.join(LISTS)}。"
        raise UsageError(Problem(f"没有“{what}”这一类。", hint=hint))
    here, listing = workspace(folder), LISTS[what]
    rows = listing.rows(here)
    if as_json:
        print_json(rows)
    elif rows:
        cells = [[_WORDS.get(key, _text)(row[key]) for key in listing.columns] for row in rows]
        print("\n".join(columns([list(listing.columns.values()), *cells])))
    else:
        print(f"工作区“{here.path}”里还没有这一类内容。")


def _text(value: object) -> str:
    """Return a value as a cell: lists joined, nothing as a dash."""
    return ("、".join(value) if isinstance(value, list) else str(value or "")) or "—"
