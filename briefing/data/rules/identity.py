"""Ids: each once, and each in its form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.data.reading import Located
from briefing.data.rules.problems import problem
from briefing.errors import Problem
from briefing.model.library import Library

SLUG = re.compile("[a-z0-9]+(?:[-_][a-z0-9]+)*").fullmatch

_FORM = "只用小写字母和数字，中间可有“-”或“_”"


def ids_are_unique(library: Library) -> Iterator[Problem]:
    """No two facts, practices, relations or sources share an id (the reader sees to the rest of the catalogue)."""
    own = (source for record in library.records.values() for source in record.sources)
    yield from _repeated("数据点", library.facts())
    yield from _repeated("做法", library.practices())
    yield from _repeated("关联", library.relations())
    yield from _repeated("资料来源", (*library.catalogue.sources.values(), *own))


def _repeated(title: str, records: Iterable[Located]) -> Iterator[Problem]:
    first: dict[str, Located] = {}
    for record in records:
        earlier = first.setdefault(record.id, record)
        if earlier is not record:
            hint = f"第一处在 {earlier.location}；请改其中一个。"
            yield problem(record, "id", f"{title}“{record.id}”重复。", hint)


def ids_have_their_form(library: Library) -> Iterator[Problem]:
    """A record of a city is called `<city id>.<slug>`, everything else `<slug>`."""
    catalogue = library.catalogue
    shared = (
        catalogue.units,
        catalogue.themes,
        catalogue.topics,
        catalogue.indicators,
        library.sources(),
    )
    named: Iterable[Located] = (
        *(item for records in shared for item in records.values()),
        *(record.city for record in library.records.values()),
    )
    for item in (*named, *catalogue.frameworks.values()):
        if not all(map(SLUG, item.id.split(".", 1))):
            yield problem(item, "id", f"标识“{item.id}”的写法不对。", f"应{_FORM}。")
    for record in library.records.values():
        own: Iterable[Located] = (*record.facts, *record.practices, *record.relations)
        for item in own:
            city, _, slug = item.id.partition(".")
            if city != record.city.id or not SLUG(slug):
                hint = f"应写成“{record.city.id}.名称”，名称{_FORM}。"
                yield problem(item, "id", f"标识“{item.id}”的写法不对。", hint)


def theme_names_are_unique(library: Library) -> Iterator[Problem]:
    """A name or alias means one theme."""
    owner: dict[str, str] = {}
    for theme in library.catalogue.themes.values():
        for name in dict.fromkeys((theme.name, *theme.aliases)):
            other = owner.setdefault(name, theme.id)
            if other != theme.id:
                hint = "一个名称只能指一个主题，请删去一处。"
                yield problem(theme, "aliases", f"主题“{theme.id}”的名称“{name}”也是主题“{other}”的。", hint)
