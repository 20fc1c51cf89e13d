"""Sheets of records: what all cities share (单位, 评价体系, 主题, 事项, 可比性), and the sources that tables name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from briefing.data.fields import decoded
from briefing.data.records import SOURCE
from briefing.data.tables.record_heads import FRAMEWORK, SHEETS
from briefing.data.tables.record_sheets import RecordSheet, SheetPage
from briefing.data.tables.store import FileContents
from briefing.data.tabular.cities import short_id
from briefing.data.yaml_files.catalogue import Ids, ids_by_name, put_ids
from briefing.data.yaml_values import YamlMapping
from briefing.errors import Problem
from briefing.model.catalogue import Catalogue, FrameworkItem, Statement, Theme, Topic, UnitFamily
from briefing.model.facts import Source

EMPTY = Catalogue(units={}, frameworks={}, themes={}, indicators={}, sources={})
THEMES = "主题"
"""The sheet that a workspace has which needs no catalogue of the program's own."""

OWN_OFFICE = "本单位"
"""Who publishes a table that names no source."""


def pages(sheets: Sequence[RecordSheet], name: str) -> Iterator[tuple[list[YamlMapping], SheetPage]]:
    """Yield the rows of each sheet of that name, with the page that tells where each stands."""
    return (sheet.blocks() for sheet in sheets if sheet.name == name)


def with_sheets(base: Catalogue, sheets: Sequence[RecordSheet], problems: list[Problem]) -> Catalogue:
    """Return the catalogue with what the sheets hold; what is wrong with them goes to `problems`."""

    def held(name: str, make: Callable[..., Any], known: Mapping[str, Ids] = {}) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for blocks, page in pages(sheets, name):
            put_ids([*blocks], known)
            for block in blocks:
                own = {"framework": str(said)} if (said := block.pop(FRAMEWORK, None)) else {}
                made = [make(**values, **own, location=at) for values, at in decoded(SHEETS[name], [block], page)]
                found |= {item.id: item for item in made}
            problems.extend(page.problems)
        return found

    units = {**base.units, **held("单位", UnitFamily)}
    frameworks = {**base.frameworks, **held("评价体系", FrameworkItem)}
    themes = {**base.themes, **held(THEMES, Theme, {"frameworks": ids_by_name(frameworks)})}
    topics = {**base.topics, **held("事项", Topic, {"theme": ids_by_name(themes)})}
    between = {"between": ids_by_name(base.indicators)}
    statements = {**base.statements, **held("可比性", Statement, between)}
    return replace(base, units=units, frameworks=frameworks, themes=themes, topics=topics, statements=statements)


def sources_told(
    sheets: Sequence[RecordSheet], problems: list[Problem], *, of_cities: bool = False
) -> Iterator[Source]:
    """Yield the rows of sheets 来源 that name no city, or those that do; what is wrong goes to `problems`."""
    for blocks, page in pages(sheets, "来源"):
        asked = [block for block in blocks if ("city" in block) is of_cities]
        for block in asked:
            block.pop("city", None)
            block.setdefault("id", short_id("t", str(block.get("title", ""))))
            block.setdefault("publisher", OWN_OFFICE)
        yield from (Source(**values, location=place) for values, place in decoded(SOURCE, [*asked], page))
        problems += page.problems


def sources_of_tables(
    contents: Sequence[FileContents], known: Mapping[str, Source]
) -> dict[tuple[str, int, str], Source]:
    """Return the sources by file, number of the table in it and what a line says; `known` are those by id and title."""
    found = {}
    for file in contents:
        for at, table in enumerate(file.tables):
            for said in file.sources:
                source = known.get(said or table.source)
                title = table.title or _titled(file.file, table.sheet)
                found[file.file, at, said] = source or _source(said or table.source, title)
    return found


def _titled(file: str, sheet: str) -> str:
    """Return what a table without a title is called: its file, and its sheet where that has a name of its own."""
    stem = file.rpartition(".")[0]
    return stem if sheet == stem or re.fullmatch(r"(?i)sheet ?\d*|工作表\d*|数据", sheet) else f"{stem} {sheet}"


def _source(said: str, title: str) -> Source:
    """Return the source that a line 数据来源 names: 武汉市统计局《统计公报》 is the publisher and the title."""
    quoted = re.fullmatch("(.*?)《(.+)》(.*)", said)
    publisher = (quoted[1] if quoted else said).strip(" ，,：:") or OWN_OFFICE
    named = quoted[2] if quoted else title
    return Source(id=short_id("t", publisher, named), title=named, publisher=publisher)
