"""The sources that tables name: the rows of sheets 来源 and the lines 数据来源 above and below a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefing.data.fields import decoded
from briefing.data.records import SOURCE
from briefing.data.tables.record_sheets import SheetPage
from briefing.data.tables.store import FileContents
from briefing.data.tabular.cities import short_id
from briefing.data.yaml_values import YamlMapping
from briefing.errors import Problem
from briefing.model.facts import Source

OWN_OFFICE = "本单位"
"""Who publishes a table that names no source."""


def pages(contents: Sequence[FileContents], sheet: str) -> Iterator[tuple[list[YamlMapping], SheetPage]]:
    """Yield the rows of each sheet of that name, with the page that tells where each stands."""
    for file in contents:
        for records in file.records:
            if records.name == sheet:
                yield records.blocks()


def sources_told(
    contents: Sequence[FileContents], problems: list[Problem], *, of_cities: bool = False
) -> Iterator[Source]:
    """Yield the rows of sheets 来源 that name no city, or those that do; what is wrong goes to `problems`."""
    for blocks, page in pages(contents, "来源"):
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
